"""Verifies who signed a file of a cooperative, by a list of signers of OpenSSH.

Each line of the list has the name of a cooperative, in quotes, and its public key, as
`man ssh-keygen` has it under ALLOWED SIGNERS. Who has a key there signs: without a
signature its file is not used. Who has none may go unsigned, and that is told.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.plain_file import plain_bytes
from paraplu.network.reading import NoExport

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "paraplu-network"
_MOST = 1024**2
_PATIENCE = 30
_KEY = re.compile(rb"^[^#\n].*\s(ssh-|ecdsa-|sk-)\S+\s+[A-Za-z0-9+/]{40}", re.MULTILINE)


class NoSigners(Exception):  # noqa: N818 - it says how things are
    """A list of signers that cannot be used; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True)
class Signers:
    """A list of who signs, by the file that it is in."""

    file: Path

    @classmethod
    def read(cls, file: Path) -> Signers:
        """Return the list in a file; NoSigners where that has no key in it."""
        try:
            text = plain_bytes(file, most=_MOST)
        except (OSError, ValueError) as fault:
            raise NoSigners(
                say("{file} cannot be read: {why}", file=str(file), why=str(fault))
            ) from fault
        if not _KEY.search(text):
            raise NoSigners(
                say(
                    "{file} has no key in it. Each line is the name of a cooperative, "
                    'in quotes, and its public key: "De Eik U.A." ssh-ed25519 AAAA…',
                    file=str(file),
                )
            )
        return cls(file.absolute())

    def signed(self, path: Path, data: bytes, name: str) -> bool:
        """Tell whether the bytes of a file were signed by the cooperative of a name.

        False where there is no signature, and this cooperative has no key in the list.

        Raises:
            NoExport: the signature is of another key or of other bytes, or is missing.
            NoSigners: there is no ssh-keygen here.
        """
        signature = path.with_name(f"{path.name}.sig")
        if not signature.exists() and not signature.is_symlink():
            if self._ask("match-principals", name) == 0:
                raise NoExport(
                    say(
                        "It is not signed, and {name} has a key in the list of "
                        "signers. Ask for the .sig file as well.",
                        name=name,
                    )
                )
            return False
        more = ("-n", NAMESPACE, "-s", str(signature.absolute()))
        if self._ask("verify", name, *more, data=data):
            raise NoExport(
                say(
                    "Its signature is not by a key that the list of signers has for "
                    "{name}, or is of another file. Ask again.",
                    name=name,
                )
            )
        return True

    def _ask(self, what: str, name: str, *more: str, data: bytes = b"") -> int:
        call = ["ssh-keygen", "-Y", what, "-f", str(self.file), "-I", name, *more]
        try:
            done = subprocess.run(  # noqa: S603 - the names are arguments, and no shell
                call, input=data, capture_output=True, check=False, timeout=_PATIENCE
            )
        except FileNotFoundError as fault:
            raise NoSigners(
                say("There is no ssh-keygen here to verify signatures with.")
            ) from fault
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return -1
        return done.returncode

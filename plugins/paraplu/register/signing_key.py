"""A public key of somebody on the board: of SSH, or the fingerprint of one of GPG."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register.converter import shaped, written
from paraplu.register.table_keys import is_nothing, wrong_shape
from paraplu.register.yaml_lines import Node, Word

if TYPE_CHECKING:
    from paraplu.register.faults import Place

SSH_TYPES = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
_SSH = rf"(?:{'|'.join(map(re.escape, SSH_TYPES))})[ \t]+[A-Za-z0-9+/]+={{0,2}}"
# Fingerprints of version 4 and of version 5 and later.
_GPG = r"(?:[0-9A-Fa-f] ?){40}|(?:[0-9A-Fa-f] ?){64}"
_SECRET = re.compile(r"-----BEGIN|PRIVATE KEY")


@shaped(written(rf"{_SSH}|{_GPG}", number=True))
def signing_key(node: Node, at: Place) -> str | None:
    """Return a key as `Seat.signing` has it.

    What comes behind a key of SSH is often a name, which has no place in the register.
    """
    if not isinstance(node, Word) or is_nothing(node):
        wrong_shape(node, at, say("a single value"))
        return None
    value = node.text.strip()
    if re.fullmatch(_GPG, value):
        return value.replace(" ", "").upper()
    kind, _, rest = value.partition(" ")
    if _SECRET.search(value):
        at.fault(
            say("this is the secret half of a key. Whoever has it can sign with it."),
            say(
                "Take it out of every file, make a new key, and write its public half "
                "here: the line in the file that ends with .pub."
            ),
        )
    elif kind in SSH_TYPES and len(rest.split()) > 1:
        at.fault(
            say("has something behind the key, which is often a name."),
            say("Leave out what comes behind it: {key}", key=f"{kind} AAAA…"),
        )
    elif kind in SSH_TYPES and _holds(kind, rest.strip()):
        return f"{kind} {rest.strip()}"
    else:
        at.fault(
            say("is not a public key."),
            say(
                "Copy the line in the file of the key that ends with .pub, up to the "
                "name behind it: {key}. Of GPG write the fingerprint: 40 digits and "
                "letters.",
                key="ssh-ed25519 AAAA…",
            ),
        )
    return None


def _holds(kind: str, text: str) -> bool:
    """Tell whether the base64 is whole, and is a key of this kind."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    size = int.from_bytes(data[:4])
    return len(data) > size + 8 and data[4 : 4 + size] == kind.encode("ascii")

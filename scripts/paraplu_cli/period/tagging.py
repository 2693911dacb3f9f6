"""A signed tag of git that holds a seal from outside the files of the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.git import answer_of
from paraplu.base.language import say
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.ledger.seals import Seal


def tag(folder: Path, seal: Seal, line: str) -> str:
    """Return the name of a tag, signed by whoever runs this, that says a line.

    It is on the last commit, and holds the seal by its checksum. Stopped where git
    cannot sign; the seal itself is there by then.
    """
    name = f"paraplu/{seal.name.removesuffix('.seal')}"
    try:
        done = answer_of(folder, "tag", "--sign", "--message", line, name)
        # Some versions of git make a tag without a signature, and say that all is well.
        made = answer_of(folder, "cat-file", "tag", name).stdout
        failed = done.returncode != 0 or b"-----BEGIN" not in made
        if failed and not done.returncode:
            answer_of(folder, "tag", "--delete", name)
        why = done.stderr.decode("utf-8", "replace").strip() or "?"
    except OSError as fault:
        failed, why = True, str(fault)
    if failed:
        raise Stopped(
            say(
                "The period is closed, but git could not sign a tag: {why}. Tell git "
                "which key is yours (user.signingkey), and run: git tag --sign "
                '--message "{line}" {name}',
                why=why.splitlines()[-1],
                line=line,
                name=name,
            )
        )
    return name

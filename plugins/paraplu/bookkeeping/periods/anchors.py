"""What holds seals from outside the books: a line that others keep, or a signed tag.

Whoever can write in the books can write all seals anew. So the checksum of the last one
is put where they cannot reach it: in the minutes of a meeting, in a mail to the audit
committee, or in a tag of git with somebody's signature. As each seal has the checksum
of those before it, one line holds all until then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.git import answer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paraplu.ledger.seals import Seal, Seals

TAGS = "refs/tags/paraplu"
_LINE = re.compile(r"paraplu seal (\S+\.seal) ([0-9a-f]{64})")
# What judges a signature is the computer's own, whatever a repository says.
_PROGRAMS = (
    *("-c", "gpg.program=gpg"),
    *("-c", "gpg.ssh.program=ssh-keygen"),
    *("-c", "gpg.x509.program=gpgsm"),
)


class Anchor(NamedTuple):
    """A seal as it is known outside the books: its name, and its SHA-256.

    `tag` is that of git that says it, empty for a text, and `signed` whether its
    signature is good by what this computer trusts.
    """

    name: str
    digest: str
    tag: str = ""
    signed: bool = False


def anchor_line(seal: Seal) -> str:
    """Return the line that holds a seal, and those before it, wherever it is kept."""
    return f"paraplu seal {seal.name} {seal.digest}"


def anchors_in(text: str, tag: str = "", *, signed: bool = False) -> list[Anchor]:
    """Return the anchors that a text names, such as a mail or the minutes."""
    return [Anchor(one[1], one[2], tag, signed) for one in _LINE.finditer(text)]


def tagged(folder: Path) -> Iterator[Anchor]:
    """Yield the anchors that tags of the repository are; none outside of one."""
    try:
        asked = answer_of(folder, "for-each-ref", "--format=%(refname:short)", TAGS)
        names = asked.stdout.decode("utf-8", "replace").split("\n")
        for name in filter(None, names):
            told = answer_of(folder, "cat-file", "tag", name)
            text = told.stdout.decode("utf-8", "replace")
            found = anchors_in(text)
            if found:
                checked = answer_of(folder, *_PROGRAMS, "verify-tag", name)
                signed = checked.returncode == 0
                yield from anchors_in(text, name, signed=signed)
    except OSError:
        return


def held(seals: Seals, anchors: Iterable[Anchor]) -> dict[str, list[Anchor]]:
    """Return by the SHA-256 of a seal what anchors it: by itself, or a later one."""
    by_digest = {seal.digest: seal for seal in seals.seals}
    found: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        waiting = [anchor.digest] if anchor.digest in by_digest else []
        while waiting:
            digest = waiting.pop()
            known = found.setdefault(digest, [])
            if anchor not in known:
                known.append(anchor)
                earlier = by_digest[digest].previous
                waiting += [one for one in earlier if one in by_digest]
    return found


def missed(seals: Seals, anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return the anchors of seals that are no longer as they were anchored."""
    there = {seal.digest for seal in seals.seals}
    return [anchor for anchor in anchors if anchor.digest not in there]

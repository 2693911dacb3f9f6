"""Where the register of a ledger may lie, and whether there is another one: CK01.

Whoever writes the ledger says which register judges it. One that lies elsewhere is not
reviewed with the books, and next to a second one nobody sees which of them counts.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.base.spelling import folded
from paraplu.ledger.source.directives import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "members.yaml"
# What people and disks take for it: capitals and letters that look alike are folded.
_LIKE = frozenset({NAME, "members.yml"})


def is_near(main: Path, register: Path) -> bool:
    """Tell whether a register lies where it is seen together with the ledger.

    Links are followed. That is in the repository of the ledger; without one, in the
    folder above the ledger's, or in any that the ledger is below.
    """
    real = Path(os.path.realpath(register))
    beginnings = {Path(os.path.abspath(main.parent)), main.parent.resolve()}  # noqa: PTH100 - links are left as they are
    return any(_is_near(folder, real) for folder in beginnings)


def _is_near(folder: Path, register: Path) -> bool:
    for above in (folder, *folder.parents):
        git = above / ".git"
        if git.is_file() or (git / "HEAD").exists():
            return register.is_relative_to(above.resolve())
    return register.is_relative_to(folder.parent.resolve()) or (
        folder.resolve().is_relative_to(register.parent)
    )


def named_register(main: Path, argument: str | None) -> Path:
    """Return the register that a ledger names, else the one that is near it."""
    if argument:
        return Path(os.path.normpath(main.parent / argument))
    beside = main.parent / NAME
    return beside if beside.exists() else main.parent.parent / NAME


def second_registers(main: Path, argument: str | None, used: str) -> Iterator[Finding]:
    """Yield CK01 for each register near a ledger that is not the one in use.

    `argument` is what the plugin line says, and `used` the register in use. Where the
    user named another than the ledger does, the user knows.
    """
    real = os.path.realpath(used)
    if not used or real != os.path.realpath(named_register(main, argument)):
        return
    for folder in (main.parent, main.parent.parent):
        for other in _registers(folder):
            if not _same(str(other), real):
                yield Finding(
                    "CK01",
                    Severity.ERROR,
                    say(
                        "There are two registers: the rules go by {used}, and not by "
                        "{other}.",
                        used=brief(_shown(real, main)),
                        other=brief(_shown(str(other), main)),
                    ),
                    Source(str(other), 0),
                    say("Keep one of them, and name it on the plugin line."),
                )


def _registers(folder: Path) -> list[Path]:
    """Return the files in a folder that somebody could take for the register."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - only names are needed
    except OSError:
        return []
    return [folder / name for name in names if folded(name) in _LIKE]


def _same(file: str, other: str) -> bool:
    """Tell whether two paths are of one file; what is no file is not told of."""
    try:
        return not Path(file).is_file() or os.path.samefile(file, other)  # noqa: PTH121 - strings are at hand
    except OSError:
        return False


def _shown(file: str, main: Path) -> str:
    """Return a path as it is from the folder above the ledger's."""
    return Path(os.path.relpath(file, main.parent.parent)).as_posix()

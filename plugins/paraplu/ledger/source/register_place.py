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
from paraplu.ledger.source.directives import brief

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "members.yaml"


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
        other = folder / NAME
        if other.is_file() and os.path.realpath(other) != real:
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


def _shown(file: str, main: Path) -> str:
    """Return a path as it is from the folder above the ledger's."""
    return Path(os.path.relpath(file, main.parent.parent)).as_posix()

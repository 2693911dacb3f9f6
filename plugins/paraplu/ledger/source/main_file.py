"""Whether a file can be the main file of books; and where it is, if this one is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.ledger.source.files import LedgerUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.language import Message

NAME = "main.beancount"
# Books keep their files no deeper than this below the main one.
_LEVELS = 4


def must_be_ledger(file: Path) -> None:
    """Raise LedgerUnreadable, with a way out, for no file or for a register."""
    if file.suffix in {".yaml", ".yml"}:
        raise LedgerUnreadable(
            say(
                "{file} is not a ledger: it is YAML, like a register. Name the main "
                "file of the books; the register is checked along with it.",
                file=str(file),
            )
        )
    if file.name == NAME and not file.exists():
        raise LedgerUnreadable(
            say(
                "There is no file {file}. Go to the folder of your books, or name "
                "their main file. No books yet? Start them with paraplu init.",
                file=str(file),
            )
        )


def no_main_file(file: Path, register: Path) -> Message:
    """Return that a file is only a part of books, and which file is the main one.

    `register` is where the register of a main file would lie.
    """
    folders = file.parents[:_LEVELS]
    found = (folder / NAME for folder in folders if (folder / NAME).is_file())
    main = next((each for each in found if each != file), None)
    if main:
        return say(
            "{file} is part of the books, without a register of its own. Name the main "
            "file: {main}",
            file=str(file),
            main=str(main),
        )
    return say(
        "There is no register {register}, and {file} does not name one. Name the main "
        "file of the books, or the register with --register.",
        register=str(register),
        file=str(file),
    )

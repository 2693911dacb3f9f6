"""What a file of the ledger says before something is written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.journal.unbooked import CannotBook

if TYPE_CHECKING:
    from pathlib import Path


def text_in(file: Path) -> str | None:
    """Return what a file says, with the ends of lines that it has; None for no file.

    CannotBook where something else is there than a text in UTF-8.
    """
    try:
        return plain_bytes(file).decode()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise CannotBook(
            say(
                "{file} cannot be read: {reason}.",
                file=str(file),
                reason=reason_of(fault),
            )
        ) from fault
    except UnicodeDecodeError as fault:
        raise CannotBook(
            say("{file} is not text in UTF-8. Save it as UTF-8.", file=str(file))
        ) from fault

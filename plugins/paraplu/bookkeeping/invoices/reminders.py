"""Which reminder comes next: a first one, a second, and a last.

The letters that were sent lie beside the invoice, with their day in their name; so
the files alone say what comes next, and to ask twice on one day gives one letter.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.invoices.shelf import Issued

# What the letter gives the customer; the last one must, by art. 6:96 lid 6 BW.
DAYS_TO_PAY = 14

_LETTER = re.compile(r"-reminder-([123])-([0-9]{4}-[0-9]{2}-[0-9]{2})\.pdf")


class Level(IntEnum):
    """How far it has come."""

    FIRST = 1
    SECOND = 2
    LAST = 3


class Letter(NamedTuple):
    """A letter that is due, and where it shall lie."""

    level: Level
    path: Path


def next_letter(issued: Issued, *, private: bool, day: dt.date) -> Letter | None:
    """Return the letter that is due on a day.

    None where the last letter was not long enough ago, or was the last.
    """
    folder = issued.document("", private=private).parent
    sent = list(_sent(folder, issued.file.stem))
    level = max((level for level, _ in sent), default=0) + 1
    if level > Level.LAST:
        return None
    if any((day - then).days <= DAYS_TO_PAY for _, then in sent):
        return None
    suffix = f"-reminder-{level}-{day}.pdf"
    return Letter(Level(level), issued.document(suffix, private=private))


def _sent(folder: Path, stem: str) -> list[tuple[int, dt.date]]:
    """Return the levels and days of the letters that lie there."""
    names = (path.name.removeprefix(stem) for path in folder.glob(f"{stem}-reminder-*"))
    found = (_LETTER.fullmatch(name) for name in names)
    return [(int(f[1]), dt.date.fromisoformat(f[2])) for f in found if f]

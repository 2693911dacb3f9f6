"""Tables of plain text: columns that line up, nothing cut off, no frames.

Where a table is wider than the screen it goes without the columns that can be missed.
Where it is still wider each row becomes a small list, one value a line, which also
reads well aloud and in large print.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu_cli.screen import Screen

_GAP = "   "
BAR = 15


class TableColumn(NamedTuple):
    """A column; numbers stand at the right.

    The one of the highest `rank` goes first where there is no room; one of none stays.
    """

    title: str
    right: bool = False
    rank: int = 0


def table(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], screen: Screen
) -> list[str]:
    """Return the lines of a table."""
    shown = fitting(columns, rows, screen)
    titles = [columns[n].title for n in shown]
    rows = [[row[n] for n in shown] for row in rows]
    widths = _widths(titles, rows)
    if _too_wide(widths, screen):
        return _records(titles, rows, screen)
    lines = [
        _GAP.join(
            _padded(text, width, right=columns[n].right)
            for text, width, n in zip(row, widths, shown, strict=True)
        ).rstrip()
        for row in (titles, *rows)
    ]
    return [screen.bold(lines[0]), *lines[1:]]


def fitting(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], screen: Screen
) -> list[int]:
    """Return the numbers of the columns that a screen has room for."""
    widths = _widths([column.title for column in columns], rows)
    shown = list(range(len(columns)))
    ranks = sorted({column.rank for column in columns if column.rank}, reverse=True)
    for rank in ranks:
        if not _too_wide([widths[n] for n in shown], screen):
            break
        shown = [n for n in shown if columns[n].rank != rank]
    return shown


def _widths(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cells, filled)) for filled in zip(titles, *rows, strict=True)]


def _too_wide(widths: Sequence[int], screen: Screen) -> bool:
    together = sum(widths) + len(_GAP) * (len(widths) - 1)
    return screen.width is not None and together > screen.width


def _records(
    titles: Sequence[str], rows: Sequence[Sequence[str]], screen: Screen
) -> list[str]:
    lines: list[str] = []
    for row in rows:
        lines += ["", screen.bold(row[0])]
        lines += [
            f"  {title}: {text}" if title else f"  {text}"
            for title, text in zip(titles[1:], row[1:], strict=True)
            if text
        ]
    return lines[1:]


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - cells(text))
    return space + text if right else text + space


def cells(text: str) -> int:
    """Return how many places a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def bar(level: Decimal, full: Decimal) -> str:
    """Return a bar that is full where `level` reaches `full`, and empty below nil."""
    part = level / full if full > 0 else Decimal(0)
    filled = round(max(Decimal(0), min(Decimal(1), part)) * BAR)
    return "▇" * filled + "░" * (BAR - filled)

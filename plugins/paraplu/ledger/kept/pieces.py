"""Large files in pieces: an edit has the piece read again that it is in.

A file is cut where an entry begins that is of other days than the one before it. Where
that is wrong, such as within a string of several lines, a piece has errors, and the
file is read as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.ledger.kept.form import KeptFile

# In bytes: a piece has this much, and then the rest of its days.
LEAST = 150_000
# Other options may change how what is below them is read.
_HARMLESS = frozenset(
    {"title", "operating_currency", "documents", "render_commas", "conversion_currency"}
)
_DAY = re.compile(rb"^(\d{4}-\d\d-)(\d\d)", re.MULTILINE)
# The days of a month are in these parts, so that most cuts stay where they are.
_PARTS = (rb"0[0-7]", rb"(?:0[89]|1[0-5])", rb"(?:1[6-9]|2[0-3])", rb"(?:2[4-9]|3)")


def cut(data: bytes) -> list[bytes]:
    """Return a text in pieces of whole entries; one piece where it is not large."""
    return [*_pieces(data)]


def _pieces(data: bytes) -> Iterator[bytes]:
    begun = 0
    while len(data) - begun > LEAST:
        day = _DAY.search(data, begun + LEAST)
        if day is None:
            break
        part = _PARTS[min(int(day[2]) // 8, len(_PARTS) - 1)]
        other = re.compile(rb"\n(?!" + day[1] + part + rb")(?=\d{4}-\d\d-\d\d\s)")
        found = other.search(data, day.end())
        if found is None:
            break
        yield data[begun : found.end()]
        begun = found.end()
    yield data[begun:]


def lines_in(data: bytes) -> int:
    """Return how many lines come to an end in a text."""
    return data.count(b"\n")


def can_be_apart(pieces: Iterable[KeptFile]) -> bool:
    """Tell whether what pieces of one file say is what the whole file says."""
    return all(
        what != "option" or said[0] in _HARMLESS
        for piece in pieces
        for what, _line, said in piece.steps
    )


def moved_down(piece: KeptFile, lines: int) -> None:
    """Have a piece stand below so many lines of its file."""
    if not lines:
        return
    piece.steps = [(what, line + lines, said) for what, line, said in piece.steps]
    piece.first = [order + lines for order in piece.first]
    for entry in piece.others:
        entry.meta["lineno"] += lines
    for row in piece.rows:
        row.order += lines
        if isinstance(row.lines, int):
            row.lines += lines
        else:
            row.lines = tuple([line + lines for line in row.lines])

"""How wide the columns of a table are on paper, by what stands in them.

Typst gives the room that numbers leave to words, however little it is, and prints words
that do not fit over the next column. So the room is worked out here: no column of words
is narrower than its longest word. Where a page that stands upright has no room for
that, it lies on its side. Widths are estimates of the font, a little too wide.
"""

from __future__ import annotations

import re
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# In points: A4 less its margins, and what stands between two columns.
UPRIGHT, SIDEWAYS = 481.0, 728.0
_BETWEEN = 11.4
# The titles of columns have one size, whatever the table has.
_TITLE = 7.9
_LARGE, _MEDIUM, _SMALL, _SMALLEST = 9.2, 7.6, 7.0, 6.2
_MEDIUM_FROM, _SMALL_FROM = 7, 10
# Longer words, such as names of files, are broken: no column is for one of them.
_LONGEST_WORD = 22
# As many of the longest are looked at: by letters one, by width perhaps another.
_TRIED = 8
_THIN, _WIDE = frozenset("iIjlrtf.,:;'|!()[] "), frozenset("mwMW@—%€+−")
_BREAKS = re.compile(r"(?<=[/_:.\-])(?=\w)")


class PaperColumn(NamedTuple):
    """A column as it is printed: its title, all its texts, and whether these are words.

    What is no words, such as an amount, stays on one line.
    """

    title: str
    texts: Sequence[str]
    words: bool


class Widths(NamedTuple):
    """The room of each column of words, 0 for others, and the size of the letters.

    Sizes are in points; the room is as a share of what others leave.
    """

    rooms: tuple[float, ...]
    size: float
    sideways: bool


def widths_of(
    columns: Sequence[PaperColumn], *, sideways: bool = False, long: bool = False
) -> Widths:
    """Return what the columns of a table need, on a page that lies or stands."""
    many = len(columns)
    size = _MEDIUM if many >= _MEDIUM_FROM else _LARGE
    size = _SMALL if many >= _SMALL_FROM or long else size
    least = _least(columns, size)
    sideways = sideways or sum(least) > UPRIGHT
    room = SIDEWAYS if sideways else UPRIGHT
    while sum(least) > room and size > _SMALLEST:
        size = max(size - 0.4, _SMALLEST)
        least = _least(columns, size)
    wanted = [
        max(_longest(one.texts, size), few)
        for one, few in zip(columns, least, strict=True)
    ]
    more = [want - few for want, few in zip(wanted, least, strict=True)]
    over = max(room - sum(least), 0.0)
    share = min(over / sum(more), 1.0) if sum(more) else 0.0
    rooms = (
        few + _BETWEEN + share * extra if one.words else 0.0
        for one, few, extra in zip(columns, least, more, strict=True)
    )
    return Widths(tuple(round(one, 1) for one in rooms), round(size, 1), sideways)


def broken(text: str) -> str:
    """Return a text in which words that are too long may go on on the next line."""
    return " ".join(
        _BREAKS.sub("\u200b", word) if len(word) > _LONGEST_WORD else word
        for word in text.split(" ")
    )


def _least(columns: Sequence[PaperColumn], size: float) -> list[float]:
    """Return what each column needs at least, with the room beside it."""
    return [
        max(
            _longest(_words([one.title]), _TITLE),
            _longest(_words(one.texts) if one.words else one.texts, size),
        )
        + _BETWEEN
        for one in columns
    ]


def _words(texts: Iterable[str]) -> set[str]:
    return {word[:_LONGEST_WORD] for text in texts for word in re.split(r"[ \-]", text)}


def _longest(texts: Iterable[str], size: float) -> float:
    return max((_em(one) for one in nlargest(_TRIED, texts, key=len)), default=0) * size


def _em(text: str) -> float:
    """Return about how wide a text is, in the size of its letters."""
    return sum(
        0.36 if letter in _THIN else 0.92 if letter in _WIDE else _plain(letter)
        for letter in text
    )


def _plain(letter: str) -> float:
    return 0.72 if letter.isupper() else 0.64 if letter.isdigit() else 0.6

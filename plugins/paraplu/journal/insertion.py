"""Puts entries into the text of a ledger's file, on their day, and moves nothing else.

What is there stays where it is, comments above an entry with the entry. The lines that
part the weeks (`;; days 8-14`) count for the first day that they name.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paraplu.journal.block import DirectiveText

# A line that Beancount passes over, a text in quotes, a comment: in what comes first
# the others mean nothing.
_TOKEN = re.compile(
    r'^[*:#&!?%][^\n]*|"(?:[^"\\]|\\.)*"|;[^\n]*', re.MULTILINE | re.DOTALL
)
_DIRECTIVE = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)[ \t]")
_WEEK = re.compile(r";+ *(?:days?|dag(?:en)?) +(\d\d?)\b", re.IGNORECASE)
_COMMENT = re.compile(r";")
_WEEKS = {
    "en": ("days 1-7", "days 8-14", "days 15-21", "days 22 and after"),
    "nl": ("dag 1-7", "dag 8-14", "dag 15-21", "dag 22 en later"),
}


class _Place(NamedTuple):
    """Where something begins, and its day."""

    line: int
    date: dt.date


def inserted(text: str, blocks: Iterable[DirectiveText], month: dt.date) -> str:
    """Return the text of a file with entries in it, each below those of its day.

    `month` is any day of the month that the weeks of the file are of.
    """
    new = sorted(blocks, key=lambda block: block.date)
    if not new:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    # Beancount knows no other ends of lines than this one.
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    places = _later_and_later(_places(text, lines, month))
    dates = [place.date for place in places]
    done = 0
    parts: list[str] = []
    for at, group in groupby(
        (
            (places[n].line if n < len(places) else len(lines), block)
            for block in new
            for n in [bisect_right(dates, block.date)]
        ),
        key=itemgetter(0),
    ):
        parts += [*lines[done:at], *_apart(lines[done:at], end)]
        parts.append(end.join(block.text.replace("\n", end) for _, block in group))
        done = at
        if at < len(lines):
            parts.append(end)
    return "".join([*parts, *lines[done:]])


def month_text(weeks: str) -> str:
    """Return the text of a month that has no entries yet, with a line for each week."""
    return "\n".join(f";; {words}\n" for words in _WEEKS[weeks])


def has_weeks(text: str) -> bool:
    """Tell whether the weeks of a file are parted."""
    return any(_WEEK.match(line) for line in text.splitlines())


def _apart(lines: Sequence[str], end: str) -> list[str]:
    """Return what has to follow these lines before an entry can."""
    if not lines:
        return []
    open_end = "" if lines[-1].endswith(("\n", "\r")) else end
    return [open_end + ("" if not lines[-1].strip() else end)]


def _places(text: str, lines: Sequence[str], month: dt.date) -> Iterator[_Place]:
    """Yield the directives and the lines of weeks, with where they begin."""
    inside = _within_texts(text)
    for number, line in enumerate(lines):
        if number in inside:
            continue
        found = _DIRECTIVE.match(line) or _WEEK.match(line)
        if found:
            day = [int(part) for part in found.groups()]
            whole = day if len(day) > 1 else [month.year, month.month, *day]
            begin = number
            while (
                found.re is _DIRECTIVE
                and begin
                and _COMMENT.match(lines[begin - 1])
                and not _WEEK.match(lines[begin - 1])
            ):
                begin -= 1
            try:
                yield _Place(begin, dt.date(*whole))
            except ValueError:
                # No day of the calendar: Beancount refuses the line.
                continue


def _within_texts(text: str) -> set[int]:
    """Return the numbers of the lines that begin inside a text in quotes."""
    inside: set[int] = set()
    line = counted = 0
    for token in _TOKEN.finditer(text):
        if token[0][0] == '"' and "\n" in token[0]:
            line += text.count("\n", counted, token.start())
            more = token[0].count("\n")
            inside.update(range(line + 1, line + more + 1))
            line += more
            counted = token.end()
    return inside


def _later_and_later(places: Iterable[_Place]) -> list[_Place]:
    """Return the places that are later than all before them.

    The first place that is later than a day is always one of these.
    """
    found: list[_Place] = []
    for place in places:
        if not found or place.date > found[-1].date:
            found.append(place)
    return found

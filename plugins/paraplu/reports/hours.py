"""Hours as a page shows them: week by week, against the caps, to agree on, and help.

All of it is of the same rows, so the sums of each part are those of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.file_names import HOURS
from paraplu.base.language import say
from paraplu.bookkeeping.hours.caps import CapStanding, standings
from paraplu.bookkeeping.hours.helping import Helped, helped
from paraplu.bookkeeping.hours.shelf import read_hours, sheets
from paraplu.bookkeeping.hours.totals import Week, totals, week_days, week_of
from paraplu.register.working_hours import HoursWindow
from paraplu.rules.hours.caps import window_said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Mapping, Sequence

    from paraplu.base.language import Message
    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.bookkeeping.hours.shelf import Hours
    from paraplu.ledger.books import Books
    from paraplu.register.working_hours import HelpNotice
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement

# As many weeks as a screen takes.
_WEEKS = 9


class CapState(StrEnum):
    """How hours stand to a cap."""

    FINE = "fine"
    NEAR = "near"
    OVER = "over"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _STATES[self]


_STATES = {
    CapState.FINE: say("below the cap"),
    CapState.NEAR: say("near the cap"),
    CapState.OVER: say("over the cap"),
}


@dataclass(frozen=True)
class WeekCell:
    """The minutes of a member in a week; `state` is None where no cap counts weeks."""

    minutes: int
    state: CapState | None = None


@dataclass(frozen=True)
class WeekLine:
    """The weeks of one member, and all minutes of these weeks."""

    member: str
    cells: tuple[WeekCell, ...]

    @property
    def minutes(self) -> int:
        """The minutes of all these weeks."""
        return sum(cell.minutes for cell in self.cells)


@dataclass(frozen=True)
class CapLine:
    """A cap that runs: how much of it is used, and where the pace leads."""

    standing: CapStanding
    window: Message
    state: CapState


@dataclass(frozen=True)
class HoursView:
    """What the page of hours shows; `today` is the day on which the caps are judged.

    `waiting` are the rows of the span that nobody agreed to yet, `written` is how many
    rows there are in it, and `faults` how many rows or files cannot be read.
    """

    today: dt.date
    weeks: tuple[Week, ...]
    lines: tuple[WeekLine, ...]
    caps: tuple[CapLine, ...]
    waiting: tuple[HoursRow, ...]
    written: int
    help: Helped
    board: tuple[HelpNotice, ...]
    faults: int

    @property
    def week_sums(self) -> tuple[int, ...]:
        """The minutes of everybody, by week."""
        by_week = zip(*(line.cells for line in self.lines), strict=True)
        return tuple(sum(cell.minutes for cell in cells) for cells in by_week)


def hours_mark(books: Books) -> Hashable:
    """Return what changes when a file of hours does: names, sizes and times.

    Nobody watches these files, and a page may be asked for again and again.
    """
    marks = []
    for file in sheets(books.main.parent / HOURS):
        try:
            found = file.stat()
        except OSError:
            continue
        marks.append((file.name, found.st_size, found.st_mtime_ns))
    return tuple(marks)


def hours_in(judgement: Judgement, span: Span) -> HoursView:
    """Return the hours over some days, and the caps as they stand at their end."""
    books, register = judgement.books, judgement.register
    today = span.closing(books)
    hours = read_hours(books.main.parent, books.root, register)
    rows = tuple(row for row in hours.rows if row.date in span)
    every = {
        code: standings(member, hours.of(code), today)
        for code, member in register.members.items()
    }
    weeks = _weeks(rows, today)
    return HoursView(
        today=today,
        weeks=tuple(week_of(monday) for monday in weeks),
        lines=tuple(_lines(hours, weeks, every)),
        caps=tuple(
            CapLine(one, window_said(one), _state(one))
            for found in every.values()
            for one in found
            if one.running
        ),
        waiting=tuple(row for row in rows if not row.agreed),
        written=len(rows),
        help=helped(rows, register.members),
        board=register.help,
        faults=len(hours.faults),
    )


def _weeks(rows: Sequence[HoursRow], today: dt.date) -> list[dt.date]:
    """Return the Mondays of the last weeks until today, from the first with hours."""
    past = [row.date for row in rows if row.date <= today]
    if not past:
        return []
    last = week_days(today)[0]
    first = max(week_days(min(past))[0], shifted(last, -7 * (_WEEKS - 1)))
    return [shifted(first, 7 * n) for n in range((last - first).days // 7 + 1)]


def _lines(
    hours: Hours,
    weeks: Sequence[dt.date],
    every: Mapping[str, Sequence[CapStanding]],
) -> list[WeekLine]:
    sums = totals(hours.rows, lambda row: (row.member, week_days(row.date)[0]))
    lines = []
    for code, found in every.items():
        states = {
            one.begin: _state(one)
            for one in sorted(found, key=_used)
            if one.cap.window is HoursWindow.WEEK
        }
        cells = tuple(
            WeekCell(sums.get((code, monday), 0), states.get(monday))
            for monday in weeks
        )
        if any(cell.minutes for cell in cells):
            lines.append(WeekLine(code, cells))
    return lines


def _used(one: CapStanding) -> tuple[bool, bool]:
    return bool(one.over), one.near


def _state(one: CapStanding) -> CapState:
    if one.over:
        return CapState.OVER
    return CapState.NEAR if one.near or one.too_fast else CapState.FINE

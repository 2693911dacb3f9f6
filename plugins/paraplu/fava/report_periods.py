"""The periods that a report is offered over: those that the books can tell about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.periods import Period
from paraplu.base.periods import PeriodLength as Length
from paraplu.reports.papers.material import outside
from paraplu.reports.papers.period import PaperPeriod

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books

# So many of each length are offered; an older one can be had by `paraplu report`.
MOST = {Length.MONTH: 24, Length.QUARTER: 12, Length.YEAR: 10}
# Before the first periods of the calendar there are none.
_FIRST = 2


class Offered(NamedTuple):
    """A period over which a report is offered: how it is written, and in words."""

    code: str
    said: Message
    usual: bool = False


def nearest(books: Books, closing: dt.date) -> Sequence[Offered]:
    """Return the month, the quarter and the year of a day, and what came before.

    What came before is what is closed by then. No period is offered that the books can
    say nothing about.
    """
    if closing.year <= _FIRST:
        return []
    month, quarter, year = (Period.of(closing, length) for length in Length)
    every = (month.before, month, quarter.before, quarter, year)
    periods = (PaperPeriod.read(str(one)) for one in every)
    return [
        Offered(one.code, one.said)
        for one in periods
        if one and not outside(books, one)
    ]


def choices(books: Books, lengths: Iterable[Length]) -> Sequence[Sequence[Offered]]:
    """Return the periods of each length, the newest first.

    The usual one is the last of the first length that is over, if any is.
    """
    found = [list(_of(books, length)) for length in lengths]
    for place, one in enumerate(found[0] if found else ()):
        period = PaperPeriod.read(one.code)
        if period and period.last <= books.today:
            found[0][place] = one._replace(usual=True)
            break
    return [some for some in found if some]


def _of(books: Books, length: Length) -> Iterator[Offered]:
    first, today = books.first_day, books.today
    if first is None or today.year <= _FIRST:
        return
    one = Period.of(today, length)
    for _ in range(MOST[length]):
        period = PaperPeriod.read(str(one))
        if period is None or period.last < first or one.year <= _FIRST:
            return
        yield Offered(period.code, period.said)
        one = one.before

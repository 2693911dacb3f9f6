"""What members worked and were paid, and what the cooperative had to do, for a lake.

By the same figures as the file that a cooperative sends (`measuring.working`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month
from paraplu.base.money import ZERO
from paraplu.base.periods import Period, PeriodLength
from paraplu.network.measuring.working import HoursOfMember, PaidByCustomers
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.network.lake.pseudonyms import Pseudonyms
    from paraplu.network.measuring.working import WaysOfWorking

_NO_HOURS = HoursOfMember(0, 0, 0, 0)
_NOTHING_PAID = PaidByCustomers(ZERO, ZERO, ZERO)


class WorkRow(NamedTuple):
    """One row of the table of work, without its cooperative."""

    span: str
    last_day: dt.date
    member: str
    minutes: int
    help: int
    weeks: int
    near: int
    paid: Decimal
    paid_days: Decimal
    paid_late: Decimal


def months_of(books: Books) -> Iterator[Month]:
    """Yield the months from the first day of some books to the last."""
    month, last = Month.of(books.first_day or books.today), Month.of(books.today)
    while month <= last:
        yield month
        if month.last == dt.date.max:
            return
        month = Month.of(month.last + dt.timedelta(days=1))


def work_of(
    habits: WaysOfWorking, coop: str, pseudonyms: Pseudonyms
) -> Iterator[WorkRow]:
    """Yield what each worked and was paid, in each period that ends in the books."""
    for month in months_of(habits.books):
        for length in PeriodLength:
            period = Period.of(month.last, length)
            if period.last == month.last:
                span = Span(period.first, period.last)
                hours, paid = habits.hours(span), habits.paid(span)
                for code in sorted({*hours, *paid}):
                    yield WorkRow(
                        str(length),
                        period.last,
                        pseudonyms.of(coop, code),
                        *hours.get(code, _NO_HOURS),
                        *paid.get(code, _NOTHING_PAID),
                    )


def duties_of(habits: WaysOfWorking) -> Iterator[tuple[dt.date, int, int, int, int]]:
    """Yield what the cooperative had to do in each month, where that was anything."""
    for month in months_of(habits.books):
        span = Span(month.first, month.last)
        receipts, reports = habits.receipts(span), habits.reports(span)
        if receipts.due or reports.due:
            yield (month.last, *receipts, *reports)

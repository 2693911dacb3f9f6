"""In which month turnover counts: that of the work, of the invoice, or of the money.

Which it is was agreed with the municipality. Work over several months counts in equal
parts in each of them, so that one invoice does not make one rich month.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.dutch_law import last_day_to_issue
from paraplu.base.language import counted, say
from paraplu.base.money import ZERO, in_cents
from paraplu.register.municipality import Attribution
from paraplu.reports.papers.municipality.sales import SaleKind
from paraplu.reports.papers.values import NotKnown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paraplu.register.municipality import Agreement
    from paraplu.reports.papers.municipality.received import Advance
    from paraplu.reports.papers.municipality.sales import Sale
    from paraplu.reports.span import Span


@dataclass(frozen=True)
class Counted:
    """What of a sale counts on a day, in EUR; `whole` tells that it is all of it.

    `known` is the day from which the books say so: that of the invoice, or of the money
    where that came later.
    """

    sale: Sale
    day: dt.date
    net: Decimal
    tax: Decimal | None
    whole: bool = True
    basis: Attribution | None = None

    @property
    def gross(self) -> Decimal | None:
        """The same, VAT included."""
        return None if self.tax is None else self.net + self.tax

    @property
    def known(self) -> dt.date:
        """The day from which the books have it."""
        if self.basis is Attribution.RECEIPT:
            return max(self.sale.booked, self.day)
        return self.sale.booked


@dataclass(frozen=True)
class Turnover:
    """What counts in a period, and what may and cannot be told.

    `open` are the sales of which it is not known whether they count in it, and `before`
    payments for invoices of before the books, with the VAT in them that nobody knows:
    the total stays open while there is any.
    """

    counted: tuple[Counted, ...]
    open: tuple[Sale, ...] = ()
    before: tuple[Counted, ...] = ()

    @property
    def net(self) -> Decimal | NotKnown:
        """The turnover, without VAT."""
        if self.open:
            return NotKnown(
                counted(
                    "of {n} sale the day of the work is not in these books: write "
                    "`delivered:` on its entry, as in `delivered: 2026-03-14`",
                    "of {n} sales the day of the work is not in these books: write "
                    "`delivered:` on their entries, as in `delivered: 2026-03-14`",
                    len(self.open),
                )
            )
        if self.before:
            return NotKnown(
                counted(
                    "{n} payment is for an invoice of before these books, and how much "
                    "VAT is in it is not told here",
                    "{n} payments are for invoices of before these books, and how much "
                    "VAT is in them is not told here",
                    len(self.before),
                )
            )
        return sum((one.net for one in self.counted), ZERO)

    @property
    def tax(self) -> Decimal | NotKnown:
        """The VAT on it."""
        if isinstance(net := self.net, NotKnown):
            return net
        taxes = [one.tax for one in self.counted if one.tax is not None]
        if len(taxes) < len(self.counted):
            return NotKnown(
                say("VAT of several members is in one entry, and cannot be told apart")
            )
        return sum(taxes, ZERO)


class Counting:
    """All that a member sold, each cent of it on the day on which it counts.

    A sale counts by what was agreed on the day of its invoice, so that a new agreement
    counts nothing twice and leaves nothing out. A day of before that agreement is not
    its own: what would count then counts on the day of the invoice.
    """

    def __init__(
        self, sales: Iterable[Sale], agreed: Callable[[dt.date], Agreement | None]
    ) -> None:
        self.undated: list[Sale] = []
        found: list[Counted] = []

        def basis(day: dt.date) -> Attribution | None:
            agreement = agreed(day)
            return agreement.attribution if agreement else None

        for sale in sales:
            agreement = agreed(sale.booked)
            mine = basis(sale.booked)
            if mine is Attribution.WORK_MONTH and sale.earned and not sale.worked:
                self.undated.append(sale)
                continue
            before = [
                one for one in sale.ahead if basis(one.booked) is Attribution.RECEIPT
            ]
            begin = agreement.start if agreement else dt.date.min
            found += (
                one if one.day >= begin else replace(one, day=sale.booked)
                for one in _counted(sale, mine, before)
            )
        self.counted = tuple(sorted(found, key=lambda one: one.day))
        self._days = [one.day for one in self.counted]

    def within(self, span: Span) -> Turnover:
        """Return what counts in a span.

        A sale without a day of work may be of a span that it was invoiced in, or just
        after: an invoice may come until the middle of the next month.
        """
        latest = last_day_to_issue(span.end) if span.end < dt.date.max else span.end
        begin, end = (
            bisect_left(self._days, span.begin),
            bisect_right(self._days, span.end),
        )
        mine = self.counted[begin:end]
        return Turnover(
            tuple(one for one in mine if not _untold(one)),
            tuple(one for one in self.undated if span.begin <= one.booked <= latest),
            tuple(one for one in mine if _untold(one)),
        )

    def late(self, first: dt.date, last: dt.date, before: dt.date) -> list[Counted]:
        """Return what counts before a day, and came into the books in some days."""
        end = bisect_left(self._days, before)
        return [one for one in self.counted[:end] if first <= one.known <= last]


def _untold(one: Counted) -> bool:
    return one.sale.kind is SaleKind.BEFORE and one.tax is None


def _counted(
    sale: Sale, basis: Attribution | None, before: Sequence[Advance]
) -> Sequence[Counted]:
    """Return what counts of a sale, less down payments that counted before."""
    net = sum((one.net for one in before), ZERO)
    tax = sum((one.tax for one in before), ZERO)
    if sale.kind is SaleKind.GIVEN_BACK:
        one = Counted(sale, sale.booked, -net, sale.tax, basis=basis)
        return [one] if before else []
    rest = None if sale.tax is None else sale.tax - tax
    one = Counted(sale, sale.booked, sale.net - net, rest, basis=basis)
    if basis is Attribution.RECEIPT:
        later = sum((one.net + one.tax for one in sale.ahead), ZERO)
        later -= net + tax
        by_day: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
        for day, amount in (*sale.pieces, (sale.booked, later)):
            by_day[day] += amount
        pieces = [piece for piece in sorted(by_day.items()) if piece[1]]
        return _parts(one, pieces, sale.due + later, all_of=not before)
    if not sale.earned:
        return ()
    if basis is Attribution.WORK_MONTH and sale.worked:
        months = list(_months(sale.worked))
        return _parts(one, [(day, 1) for day in months], len(months))
    return [one] if one.net or one.tax or not before else []


def _months(worked: Span) -> Iterator[dt.date]:
    """Yield a day of each month of the work: the last of the work in it."""
    month, last = Month.of(worked.begin), Month.of(worked.end)
    while month < last:
        yield month.last
        month = Month.of(month.last + dt.timedelta(days=1))
    yield worked.end


def _parts(
    one: Counted,
    pieces: Sequence[tuple[dt.date, Decimal | int]],
    whole: Decimal | int,
    *,
    all_of: bool = True,
) -> list[Counted]:
    """Return a sale in proportion to pieces of a whole, in cents that add up.

    `all_of` tells that the whole is all of the sale.
    """
    if not whole:
        return [one] if one.net or one.tax else []
    found, so_far = [], ZERO

    def part(amount: Decimal, before: Decimal, after: Decimal) -> Decimal:
        return in_cents(amount * after / whole) - in_cents(amount * before / whole)

    for day, piece in pieces:
        after = so_far + piece
        found.append(
            replace(
                one,
                day=day,
                net=part(one.net, so_far, after),
                tax=None if one.tax is None else part(one.tax, so_far, after),
                whole=all_of and piece == whole,
            )
        )
        so_far = after
    return found

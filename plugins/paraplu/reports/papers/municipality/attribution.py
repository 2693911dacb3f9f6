"""In which month turnover counts: that of the work, of the invoice, or of the money.

Which it is was agreed with the municipality. Work over several months counts in equal
parts in each of them, so that one invoice does not make one rich month.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.dutch_law import last_day_to_issue
from paraplu.base.language import counted, say
from paraplu.base.money import ZERO, in_cents
from paraplu.register.municipality import Attribution
from paraplu.reports.papers.values import NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.reports.papers.municipality.sales import Sale
    from paraplu.reports.span import Span


@dataclass(frozen=True)
class Counted:
    """What of a sale counts on a day, in EUR; `whole` tells that it is all of it."""

    sale: Sale
    day: dt.date
    net: Decimal
    tax: Decimal | None
    whole: bool = True

    @property
    def gross(self) -> Decimal | None:
        """The same, VAT included."""
        return None if self.tax is None else self.net + self.tax


@dataclass(frozen=True)
class Turnover:
    """What counts in a period, and what may and cannot be told.

    `open` are the sales of which it is not known whether they count in it: the total
    stays open while there is any.
    """

    counted: tuple[Counted, ...]
    open: tuple[Sale, ...] = ()

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
        return sum((one.net for one in self.counted), ZERO)

    @property
    def tax(self) -> Decimal | NotKnown:
        """The VAT on it."""
        if self.open and isinstance(net := self.net, NotKnown):
            return net
        taxes = [one.tax for one in self.counted if one.tax is not None]
        if len(taxes) < len(self.counted):
            return NotKnown(
                say("VAT of several members is in one entry, and cannot be told apart")
            )
        return sum(taxes, ZERO)


def counted_in(
    sales: Iterable[Sale], attribution: Attribution | None, span: Span
) -> Turnover:
    """Return what counts in a span; without an agreement that is what was booked in it.

    A sale without a day of work may be of a span that it was invoiced in, or just
    after: an invoice may come until the middle of the next month.
    """
    found: list[Counted] = []
    unknown: list[Sale] = []
    latest = last_day_to_issue(span.end) if span.end < dt.date.max else span.end
    for sale in sales:
        if attribution is Attribution.WORK_MONTH and sale.worked is None:
            if span.begin <= sale.booked <= latest:
                unknown.append(sale)
            continue
        found += (one for one in _counted(sale, attribution) if one.day in span)
    found.sort(key=lambda one: one.day)
    return Turnover(tuple(found), tuple(unknown))


def _counted(sale: Sale, attribution: Attribution | None) -> Sequence[Counted]:
    if attribution is Attribution.WORK_MONTH and sale.worked:
        months = list(_months(sale.worked))
        return _parts(sale, [(day, 1) for day in months], len(months))
    if attribution is Attribution.RECEIPT:
        gross = sale.gross if sale.gross is not None else sale.net
        return _parts(sale, sale.pieces, gross)
    return [Counted(sale, sale.booked, sale.net, sale.tax)]


def _months(worked: Span) -> Iterator[dt.date]:
    """Yield a day of each month of the work: the last of the work in it."""
    month, last = Month.of(worked.begin), Month.of(worked.end)
    while month < last:
        yield month.last
        month = Month.of(month.last + dt.timedelta(days=1))
    yield worked.end


def _parts(
    sale: Sale, pieces: Sequence[tuple[dt.date, Decimal | int]], whole: Decimal | int
) -> list[Counted]:
    """Return a sale in proportion to pieces of a whole, in cents that add up."""
    one = Counted(sale, sale.booked, sale.net, sale.tax)
    if not whole:
        return [one]
    found, so_far = [], ZERO

    def part(amount: Decimal, before: Decimal, after: Decimal) -> Decimal:
        return in_cents(amount * after / whole) - in_cents(amount * before / whole)

    for day, piece in pieces:
        after = so_far + piece
        found.append(
            replace(
                one,
                day=day,
                net=part(sale.net, so_far, after),
                tax=None if sale.tax is None else part(sale.tax, so_far, after),
                whole=piece == whole,
            )
        )
        so_far = after
    return found

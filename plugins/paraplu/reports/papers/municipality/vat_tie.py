"""The VAT of a report beside what the VAT accounts have for the same days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.reports.papers.municipality.sales import SaleKind
from paraplu.reports.papers.values import NotKnown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from paraplu.reports.papers.municipality.attribution import Turnover
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.sales import BadDebt, Sale
    from paraplu.reports.span import Span


class VatTie(NamedTuple):
    """VAT on what a member sold, in EUR; above zero it is owed.

    `counted` is that of the turnover. `elsewhere` is on sales of these days that count
    in others, less what counts in these and was booked in others. `advances` is on down
    payments that do not count yet, less what was taxed before of what counts now, and
    `lost` was taken back on bad debts. Together they are `booked`: what the entries of
    these days have on the VAT accounts.
    """

    counted: Decimal
    elsewhere: Decimal
    advances: Decimal
    lost: Decimal
    booked: Decimal

    @property
    def same(self) -> bool:
        """Tell whether the VAT of the turnover is that of the accounts."""
        return self.counted == self.booked


def vat_tie(
    bookings: Iterable[Booking],
    sales: Sequence[Sale],
    lost: Iterable[BadDebt],
    turnover: Turnover,
    span: Span,
    by_receipt: Callable[[dt.date], bool],
) -> VatTie | None:
    """Return how the VAT of a report ties; None where some of it cannot be told.

    `by_receipt` tells of a day whether money counted as it came in.
    """
    counted = turnover.tax
    booked = _sum(one.tax for one in bookings if one.date in span)
    advances = _sum(_ahead(one, by_receipt) for one in sales if one.booked in span)
    gone = _sum(one.tax for one in lost if one.booked in span)
    if isinstance(counted, NotKnown) or booked is None:
        return None
    if advances is None or gone is None:
        return None
    return VatTie(counted, booked - advances - gone - counted, advances, gone, booked)


def _ahead(sale: Sale, by_receipt: Callable[[dt.date], bool]) -> Decimal | None:
    """Return the VAT on down payments in a row that does not count there."""
    if sale.kind is SaleKind.DOWN_PAYMENT:
        return ZERO if by_receipt(sale.booked) else sale.tax
    late = [one for one in sale.ahead if not by_receipt(one.booked)]
    if sale.kind is SaleKind.GIVEN_BACK:
        return sale.tax if late else ZERO
    return -sum((one.tax for one in late), ZERO)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of amounts, None where one of them is not known."""
    total = ZERO
    for one in amounts:
        if one is None:
            return None
        total += one
    return total

"""What a member sold: when the work was, the invoice, and the money for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import say
from paraplu.base.money import ZERO, in_cents
from paraplu.reports.papers.municipality.sales import (
    BadDebt,
    CustomerKind,
    Sale,
    SaleKind,
)
from paraplu.reports.span import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.received import Received


def sales_of(
    bookings: Sequence[Booking],
    invoices: Invoices,
    received: Received,
    until: dt.date,
    *,
    plain: bool = False,
) -> tuple[Sale, ...]:
    """Return what a member sold, and what was paid for it up to and with a day.

    `plain` tells that no VAT was charged when the books began.
    """
    seller = _Seller(invoices, received, plain)
    return tuple(
        sale
        for booking in bookings
        if booking.date <= until
        for sale in seller.sales(booking)
    )


def bad_debts_of(
    bookings: Sequence[Booking],
    received: Received,
    counts: Callable[[dt.date], bool],
) -> tuple[BadDebt, ...]:
    """Return what was written off; `counts` tells whether sales of a day counted."""
    found = []
    for one in bookings:
        if one.bad_debt:
            sold = received.lost(one)
            whole = sum((part for _, part in sold), ZERO)
            never = sum((part for sale, part in sold if not counts(sale.date)), ZERO)
            share = in_cents(one.bad_debt * never / whole) if whole else ZERO
            if not whole and not counts(one.date):
                share = one.bad_debt
            found.append(
                BadDebt(
                    min(one.links, default=""),
                    one.date,
                    one.words,
                    one.bad_debt,
                    one.bad_debt - share,
                    one.tax,
                    one.source,
                )
            )
    return tuple(found)


@dataclass(frozen=True)
class _Seller:
    """Makes the rows of entries."""

    invoices: Invoices
    received: Received
    plain: bool

    def sales(self, booking: Booking) -> Iterator[Sale]:
        """Yield what an entry sells; a closing nothing."""
        net, deposit = -booking.on(Kind.SALES), -booking.on(Kind.DEPOSIT)
        if booking.opens:
            claim = booking.on(Kind.RECEIVABLE)
            if claim > 0:
                yield self._before(booking, claim)
            return
        if net or (booking.tax and not deposit and not booking.bad_debt):
            yield self._sold(booking, net)
        if deposit > 0 and not self.received.surplus(booking):
            tax = ZERO if net else booking.tax
            row = self._advance(booking, deposit, tax, SaleKind.DOWN_PAYMENT)
            # Beside a sale, what is put on account is for the sale.
            yield replace(row, pieces=((row.booked, deposit),)) if net else row
        elif deposit < 0 and not net:
            back = self.received.taken_off(booking)
            if back.parts:
                row = self._advance(
                    booking, -back.net, booking.tax, SaleKind.GIVEN_BACK
                )
                yield replace(row, ahead=tuple(back.parts))
        internal = -booking.on(Kind.INTERNAL_SALES)
        if internal:
            yield Sale(
                number="",
                worked=_worked(booking, None, on_account=False),
                booked=booking.date,
                received=booking.date,
                description=booking.words or say("service inside the cooperative"),
                customer=CustomerKind.FELLOW,
                net=internal,
                tax=ZERO,
                pieces=((booking.date, internal),),
                source=booking.source,
                due=internal,
            )

    def _sold(self, booking: Booking, net: Decimal) -> Sale:
        issued = _invoice(booking, self.invoices.by_number)
        claim = booking.on(Kind.RECEIVABLE)
        taken = self.received.taken_off(booking)
        fate = self.received.fate(booking)
        tax = None if booking.tax is None else booking.tax + taken.tax
        due = net - taken.net + (booking.tax or ZERO)
        if booking.tax is None and claim * due > 0:
            # What is asked for has the VAT in it that cannot be told.
            due = claim
        pieces = self._pieces(booking, due)
        return Sale(
            number=str(issued.number) if issued else min(booking.links, default=""),
            worked=self._worked(booking, issued, net, on_account=bool(claim)),
            booked=booking.date,
            received=_all_of(pieces, due),
            description=booking.words,
            customer=_customer(issued, self.invoices, on_account=bool(claim)),
            net=net,
            tax=tax,
            pieces=pieces,
            source=booking.source,
            kind=SaleKind.CREDIT if net < 0 else SaleKind.SALE,
            due=due,
            ahead=tuple(taken.parts),
            credited=fate.credited,
            lost=fate.lost,
        )

    def _advance(
        self, booking: Booking, net: Decimal, tax: Decimal | None, kind: SaleKind
    ) -> Sale:
        issued = _invoice(booking, self.invoices.by_number)
        due = net + (tax or ZERO)
        pieces = self._pieces(booking, due)
        return Sale(
            number=str(issued.number) if issued else min(booking.links, default=""),
            worked=None,
            booked=booking.date,
            received=_all_of(pieces, due),
            description=booking.words,
            customer=_customer(
                issued, self.invoices, on_account=bool(booking.on(Kind.RECEIVABLE))
            ),
            net=net,
            tax=tax,
            pieces=pieces,
            source=booking.source,
            kind=kind,
            due=due,
        )

    def _before(self, booking: Booking, claim: Decimal) -> Sale:
        pieces = tuple(sorted(self.received.fate(booking).money))
        return Sale(
            number=min(booking.links, default=""),
            worked=None,
            booked=booking.date,
            received=_all_of(pieces, claim),
            description="",
            customer=CustomerKind.NOT_SAID,
            net=claim,
            tax=ZERO if self.plain else None,
            pieces=pieces,
            source=booking.source,
            kind=SaleKind.BEFORE,
            due=claim,
        )

    def _pieces(
        self, booking: Booking, due: Decimal
    ) -> tuple[tuple[dt.date, Decimal], ...]:
        """Return what came in for an entry of an amount, or went back, by day.

        What it puts on account comes later; what it takes off claims brings nothing.
        """
        claim = booking.on(Kind.RECEIVABLE)
        now = due
        if due > 0:
            now -= min(max(claim, ZERO), due)
        elif not booking.on(Kind.DEPOSIT):
            now += min(max(-claim, ZERO), -due)
        found = [(booking.date, now)] if now else []
        return tuple(sorted([*found, *self.received.fate(booking).money]))

    def _worked(
        self, booking: Booking, issued: Issued | None, net: Decimal, *, on_account: bool
    ) -> Span | None:
        """Return the days of the work; of a credit note those of what it credits."""
        found = _worked(booking, issued, on_account=on_account or net < 0)
        if found or net > 0 or booking.misread:
            return found
        sold = self.received.taken_back(booking)
        if sold is None:
            return _worked(booking, issued, on_account=on_account)
        sale = _invoice(sold, self.invoices.by_number)
        return _worked(sold, sale, on_account=bool(sold.on(Kind.RECEIVABLE)))


def _all_of(pieces: Sequence[tuple[dt.date, Decimal]], due: Decimal) -> dt.date | None:
    """Return the day on which all had been paid, None until then."""
    paid = sum((amount for _, amount in pieces), ZERO)
    return max((day for day, _ in pieces), default=None) if paid == due else None


def _invoice(booking: Booking, by_number: Mapping[str, Issued]) -> Issued | None:
    """Return the invoice that an entry books: of several the one of its day.

    A credit note also has the number of what it credits as a link.
    """
    found = [by_number[link] for link in sorted(booking.links) if link in by_number]
    same_day = [issued for issued in found if issued.day == booking.date]
    return next(iter(sorted(same_day or found, key=_credits_first)), None)


def _credits_first(issued: Issued) -> bool:
    return not issued.invoice.credits


def _worked(
    booking: Booking, issued: Issued | None, *, on_account: bool
) -> Span | None:
    """Return the days of the work: by the entry, the invoice, or a sale that was paid.

    What is paid as it is sold was delivered that day. Of what is sold on account the
    books know the day only where somebody wrote it, and where it cannot be read,
    nobody knows it.
    """
    if booking.delivered:
        return Span(booking.delivered, booking.delivered)
    if booking.misread:
        return None
    if issued:
        delivered = issued.invoice.delivered
        return Span(delivered.start, delivered.end or delivered.start)
    return None if on_account else Span(booking.date, booking.date)


def _customer(
    issued: Issued | None, invoices: Invoices, *, on_account: bool
) -> CustomerKind:
    if issued is None:
        return CustomerKind.NOT_SAID if on_account else CustomerKind.NO_INVOICE
    known = invoices.customers.get(issued.invoice.customer)
    if known is None:
        return CustomerKind.CONSUMER
    if known.oin:
        return CustomerKind.GOVERNMENT
    return CustomerKind.BUSINESS if known.kvk or known.vat_id else CustomerKind.CONSUMER

"""What a member sold: when the work was, the invoice, and the money for it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.ledger.settlement import LINK, OLDEST, movements, settled
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Movement
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.municipality.bookings import Booking

# What was paid for the claims of entries, by their numbers: day and amount with VAT.
Payments = dict[int, list[tuple[dt.date, "Decimal"]]]
# What was owed on one account and what came off it, in the order of days.
Claims = list["Movement[Transaction]"]

_CLAIMS = frozenset({Kind.RECEIVABLE})


class CustomerKind(StrEnum):
    """What kind of customer bought it; never who."""

    GOVERNMENT = "government"
    BUSINESS = "business"
    CONSUMER = "consumer"
    FELLOW = "fellow"
    NO_INVOICE = "no_invoice"
    NOT_SAID = "not_said"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _WORDS[self]


_WORDS = {
    CustomerKind.GOVERNMENT: say("government"),
    CustomerKind.BUSINESS: say("business"),
    CustomerKind.CONSUMER: say("private person"),
    CustomerKind.FELLOW: say("in the cooperative"),
    CustomerKind.NO_INVOICE: say("without an invoice"),
    CustomerKind.NOT_SAID: say("not in these books"),
}


@dataclass(frozen=True)
class Sale:
    """One sale, or below zero what was taken back; in EUR.

    `worked` are the days of the work, None where the books do not say them; `booked` is
    the day of the invoice, or of the sale where there is none. `received` is the day on
    which all of it had been paid, None until then, and `pieces` are what was paid on
    each day, VAT included. `tax` is None where VAT cannot be told by member.
    """

    number: str
    worked: Span | None
    booked: dt.date
    received: dt.date | None
    description: Message | str
    customer: CustomerKind
    net: Decimal
    tax: Decimal | None
    pieces: tuple[tuple[dt.date, Decimal], ...]
    source: Source

    @property
    def gross(self) -> Decimal | None:
        """What the customer pays, VAT included."""
        return None if self.tax is None else self.net + self.tax


def claims_by_member(books: Books) -> Mapping[str, list[Claims]]:
    """Return by member what was sold on account, and what came off it, by account."""
    found: defaultdict[str, list[Claims]] = defaultdict(list)
    for account, moves in movements(books, _CLAIMS).items():
        found[account.member].append(moves)
    return found


def payments_of(claims: Iterable[Claims]) -> Payments:
    """Return what was paid for each sale on account, by link, else the oldest first.

    A credit note and a bad debt settle as a payment does, so that they and what they
    take back come to zero.
    """
    paid: defaultdict[int, list[tuple[dt.date, Decimal]]] = defaultdict(list)
    for moves in claims:
        for match in settled(moves, (LINK, OLDEST)).matches:
            paid[match.item.place].append((match.date, match.amount))
    return paid


def sales_of(
    bookings: Sequence[Booking],
    invoices: Invoices,
    payments: Payments,
    until: dt.date,
) -> tuple[Sale, ...]:
    """Return what a member sold, and what was paid for it up to and with a day."""
    return tuple(
        sale
        for booking in bookings
        if booking.date <= until
        for sale in _sales(booking, invoices, payments, until)
    )


def _sales(
    booking: Booking, invoices: Invoices, payments: Payments, until: dt.date
) -> Iterator[Sale]:
    net = -booking.on(Kind.SALES)
    if net or booking.tax:
        yield _sold(booking, net, invoices, payments, until)
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
        )


def _sold(
    booking: Booking,
    net: Decimal,
    invoices: Invoices,
    payments: Payments,
    until: dt.date,
) -> Sale:
    issued = _invoice(booking, invoices.by_number)
    on_account = bool(booking.on(Kind.RECEIVABLE))
    gross = net + (booking.tax or ZERO)
    later = max(min(booking.on(Kind.RECEIVABLE), gross), ZERO)
    pieces = [(booking.date, gross - later)] if gross != later else []
    if later:
        pieces += [p for p in payments.get(booking.number, ()) if p[0] <= until]
    whole = sum((amount for _, amount in pieces), ZERO) >= gross
    return Sale(
        number=str(issued.number) if issued else min(booking.links, default=""),
        worked=_worked(booking, issued, on_account=on_account),
        booked=booking.date,
        received=max((day for day, _ in pieces), default=None) if whole else None,
        description=booking.words,
        customer=_customer(issued, invoices, on_account=on_account),
        net=net,
        tax=booking.tax,
        pieces=tuple(sorted(pieces)),
        source=booking.source,
    )


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

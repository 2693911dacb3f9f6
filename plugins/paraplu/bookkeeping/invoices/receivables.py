"""What customers still owe: of every invoice what was paid, and what is open.

A payment counts for the invoices whose number it has as a link. Where it has several,
the oldest is paid first, and what is more than all of them stays with the last, in
sight. A credit note counts for the invoice that it credits, and so does what is paid
back under its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.base.references import reference_of
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.entry import receivable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry


class State(StrEnum):
    """How an invoice stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"
    OVERPAID = "overpaid"


@dataclass(frozen=True)
class OpenInvoice:
    """An invoice with what was paid of it; amounts in EUR, with VAT.

    `reference` is the payment reference on it (ISO 11649), `customer` the code of the
    customer, `account` where the claim stands in the ledger, and `open` what is still
    to be paid: below nil where more was paid than due.
    """

    number: str
    reference: str
    member: str
    trade_name: str
    customer: str
    name: str
    issued: dt.date
    due: dt.date
    total: Decimal
    credited: Decimal
    paid: Decimal
    account: str

    @property
    def open(self) -> Decimal:
        """What is still to be paid."""
        return self.total - self.credited - self.paid

    def days_late(self, day: dt.date) -> int:
        """Return how many days after its due day an unpaid invoice is; else 0."""
        return max((day - self.due).days, 0) if self.open > 0 else 0

    def state(self, day: dt.date) -> State:
        """Return how the invoice stands on a day."""
        if self.open < 0:
            return State.OVERPAID
        if not self.open:
            return State.PAID
        return State.OVERDUE if day > self.due else State.OPEN


@dataclass
class _Standing:
    """What became of one invoice so far."""

    invoice: Invoice
    total: Decimal
    account: str
    credited: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        return self.total - self.credited - self.paid


def invoices_standing(
    books: Books, invoices: Invoices, day: dt.date | None = None
) -> list[OpenInvoice]:
    """Return every issued invoice as it stands at the end of a day, by number.

    Without a day, that of the books (`books.today`). Credit notes are not among them:
    they count with what they credit.
    """
    until = day or books.today
    standing: dict[str, _Standing] = {}
    by_link: dict[str, _Standing] = {}
    for issued in invoices.issued:
        invoice = issued.invoice
        if issued.day > until:
            continue
        total = totals_of(invoice).payable
        if not invoice.credits:
            account = receivable(invoice, books.chart)
            claim = standing[invoice.number] = _Standing(invoice, total, account)
        elif invoice.credits in standing:
            claim = standing[invoice.credits]
            claim.credited += total
        else:
            continue
        by_link[invoice.number] = claim
    for entry in _paying(books, by_link, until):
        claims = (by_link[link] for link in sorted(entry.links) if link in by_link)
        _allot(entry, list({id(claim): claim for claim in claims}.values()))
    return [_told(number, one, invoices) for number, one in sorted(standing.items())]


def open_invoices(
    books: Books, invoices: Invoices, day: dt.date | None = None
) -> list[OpenInvoice]:
    """Return the invoices that are not paid, or paid too much, at the end of a day.

    This is what a payment on the bank is held against: by `reference`, by `number`, or
    by what is `open` and the `customer`. The payment is booked on `account`, with
    the number as its link.
    """
    return [one for one in invoices_standing(books, invoices, day) if one.open]


def _paying(books: Books, own: Iterable[str], until: dt.date) -> list[Entry]:
    """Return the entries linked to invoices that are not their own entries, by day."""
    return [
        entry
        for entry in books.linked(*own)
        if entry.date <= until and Kind.SALES not in entry.shape.kinds
    ]


def _allot(entry: Entry, claims: list[_Standing]) -> None:
    """Count what an entry moves on the accounts of these claims as paid."""
    for account in {claim.account for claim in claims}:
        mine = [claim for claim in claims if claim.account == account]
        left = -sum(
            (amount for leg, amount in entry.legs() if leg.name == account), ZERO
        )
        for claim in mine[:-1]:
            taken = min(left, max(claim.open, ZERO)) if left > 0 else ZERO
            claim.paid += taken
            left -= taken
        mine[-1].paid += left


def _told(number: str, one: _Standing, invoices: Invoices) -> OpenInvoice:
    invoice = one.invoice
    customer = invoices.customers.get(invoice.customer)
    return OpenInvoice(
        number=number,
        reference=reference_of(number),
        member=invoice.member,
        trade_name=invoice.trade_name,
        customer=invoice.customer,
        name=customer.name if customer else "",
        issued=invoice.day,
        due=invoice.due,
        total=one.total,
        credited=one.credited,
        paid=one.paid,
        account=one.account,
    )

"""What customers still owe: of every invoice what was paid, and what is open.

A payment counts for the invoices whose number it has as a link. Where it has several,
the oldest is paid first, and what is more than all of them stays with the last, in
sight. A credit note counts for the invoice that it credits, and so does what is paid
back under its number.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from paraplu.base.chart import Kind
from paraplu.base.identifiers import reference_of
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.entry import receivable, selling_kinds
from paraplu.ledger.settlement import Matcher, Movement, Reason, moved, movement_of
from paraplu.ledger.transactions import Transaction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Match

    _Claim = Movement[Invoice]
    # What settles an invoice is a transaction, or another invoice: a credit note.
    Settlement = Match[Invoice, Transaction] | Match[Invoice, Invoice]

_CLAIMS = frozenset({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE})
# What becomes a cost was not paid, unless money came or something was bought for it.
_LOST = frozenset({Kind.COSTS, Kind.COOP_EXPENSES})
_GIVEN = MONEY | {Kind.PAYABLE, Kind.COOP_PAYABLE, Kind.VAT_CLAIM}
# What sells, or brings in what was sold before, pays nothing.
_SOLD = frozenset({Kind.SALES, Kind.OPENING})


class InvoiceState(StrEnum):
    """How an invoice stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"
    OVERPAID = "overpaid"
    WRITTEN_OFF = "written off"


class OpenInvoice(Struct, frozen=True):
    """An invoice with what was paid of it; amounts in EUR, with VAT.

    `reference` is the payment reference on it (ISO 11649), `customer` the code of the
    customer, `account` where the claim stands in the ledger, and `open` what is still
    to be paid: below nil where more was paid than due. `written_off` will never be
    paid. `settled` is what was credited, paid and written off, one after the other.
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
    settled: tuple[Settlement, ...] = ()
    written_off: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        """What is still to be paid."""
        return self.total - self.credited - self.paid - self.written_off

    def days_late(self, day: dt.date) -> int:
        """Return how many days after its due day an unpaid invoice is; else 0."""
        return max((day - self.due).days, 0) if self.open > 0 else 0

    def state(self, day: dt.date) -> InvoiceState:
        """Return how the invoice stands on a day."""
        if self.open < 0:
            return InvoiceState.OVERPAID
        if not self.open:
            if self.written_off > 0:
                return InvoiceState.WRITTEN_OFF
            taken_back = self.credited and not self.paid
            return InvoiceState.CREDITED if taken_back else InvoiceState.PAID
        return InvoiceState.OVERDUE if day > self.due else InvoiceState.OPEN


def invoices_standing(
    books: Books, invoices: Invoices, day: dt.date | None = None
) -> list[OpenInvoice]:
    """Return every issued invoice as it stands at the end of a day, by number.

    Without a day, that of the books (`books.today`). Credit notes are not among them:
    they count with what they credit.
    """
    until = day or books.today
    matcher: Matcher[Invoice] = Matcher()
    claims: dict[str, _Claim] = {}
    by_link: dict[str, _Claim] = {}
    settled: defaultdict[int, list[Settlement]] = defaultdict(list)
    restored: defaultdict[int, list[Invoice]] = defaultdict(list)
    for place, issued in enumerate((*invoices.before.values(), *invoices.issued)):
        invoice = issued.invoice
        if issued.day > until:
            continue
        claim = _claim(place, invoice, books)
        root = invoices.root(invoice)
        if not invoice.corrects:
            matcher.add(claim)
            claims[invoice.number] = by_link[invoice.number] = claim
        elif root in claims:
            credited = by_link[invoice.number] = claims[root]
            note = matcher.take(credited, claim, -claim.amount, Reason.CREDIT)
            settled[credited.place].append(note)
            if invoice.restores:
                restored[credited.place].append(invoice)
    for transaction in _paying(books, by_link, until):
        named = [by_link[link] for link in sorted(transaction.links) if link in by_link]
        for match in _paid(
            transaction, list({c.place: c for c in named}.values()), matcher
        ):
            settled[match.item.place].append(match)
    told = (
        (claim, _told(claim, tuple(settled[claim.place]), invoices))
        for _number, claim in sorted(claims.items())
    )
    return [_in_time(one, restored[claim.place]) for claim, one in told]


def _in_time(one: OpenInvoice, restored: list[Invoice]) -> OpenInvoice:
    """Return an invoice with the term of what stands again, where that is all of it."""
    again = sum((totals_of(invoice).payable for invoice in restored), ZERO)
    if not restored or one.open > again:
        return one
    return replace(one, due=max(one.due, *(invoice.due for invoice in restored)))


def open_invoices(
    books: Books, invoices: Invoices, day: dt.date | None = None
) -> list[OpenInvoice]:
    """Return the invoices that are not paid, or paid too much, at the end of a day.

    This is what a payment on the bank is held against: by `reference`, by `number`, or
    by what is `open` and the `customer`. The payment is booked on `account`, with
    the number as its link.
    """
    return [one for one in invoices_standing(books, invoices, day) if one.open]


def _paying(
    books: Books, own: Mapping[str, _Claim], until: dt.date
) -> list[Transaction]:
    """Return the entries linked to invoices that are not their own entries, by day."""
    return [
        transaction
        for transaction in books.linked(*own)
        if transaction.date <= until
        and not _SOLD & transaction.signature.kinds
        and not any(
            selling_kinds(own[link].what) & transaction.signature.kinds
            for link in transaction.links
            if link in own
        )
    ]


def brought_in(invoice: Invoice, books: Books) -> list[Transaction]:
    """Return the entries that brought in what was open of an invoice from before."""
    return [
        transaction
        for transaction in books.linked(invoice.number)
        if Kind.OPENING in transaction.signature.kinds and transaction.on(_CLAIMS) > 0
    ]


def owed_before(invoice: Invoice, books: Books) -> Decimal | None:
    """Return what the books began with of an invoice; None where they have it whole."""
    brought = brought_in(invoice, books)
    return sum((one.on(_CLAIMS) for one in brought), ZERO) if brought else None


def _claim(place: int, invoice: Invoice, books: Books) -> _Claim:
    """Return what is owed by an invoice; by a credit note that is below zero."""
    total = owed_before(invoice, books)
    if total is None:
        total = totals_of(invoice).payable
    account = books.chart.account(receivable(invoice, books.chart))
    return Movement(
        place,
        invoice,
        invoice.day,
        -total if invoice.credits else total,
        account,
        invoice.customer,
        number=invoice.number,
    )


def _paid(
    transaction: Transaction, named: list[_Claim], matcher: Matcher[Invoice]
) -> Iterator[Settlement]:
    """Yield what a transaction moves on the accounts of these claims: it pays them."""
    moves = moved(transaction, _CLAIMS)
    for account in dict.fromkeys(claim.account for claim in named):
        mine = [claim for claim in named if claim.account is account]
        amount = -moves.get(account, ZERO)
        payment = movement_of(transaction, transaction, account, -amount)
        # What is paid back was paid for the last of them.
        mine = mine if amount > 0 else mine[-1:]
        yield from filter(_counts, matcher.spread(mine, payment, amount))


def _counts(match: Settlement) -> bool:
    return bool(match.amount)


def _told(
    claim: _Claim, settled: tuple[Settlement, ...], invoices: Invoices
) -> OpenInvoice:
    invoice = claim.what
    customer = invoices.customers.get(invoice.customer)
    credited = sum((one.amount for one in settled if _credits(one)), ZERO)
    lost = sum((one.amount for one in settled if _writes_off(one)), ZERO)
    return OpenInvoice(
        number=claim.number,
        reference=reference_of(claim.number),
        member=invoice.member,
        trade_name=invoice.trade_name,
        customer=invoice.customer,
        name=customer.name if customer else "",
        issued=invoice.day,
        due=invoice.due,
        total=claim.amount,
        credited=credited,
        paid=sum((one.amount for one in settled), -credited - lost),
        account=claim.account.name,
        settled=settled,
        written_off=lost,
    )


def _credits(match: Settlement) -> bool:
    return match.reason is Reason.CREDIT


def _writes_off(match: Settlement) -> bool:
    """Tell whether it turns what is owed into a cost: nobody paid anything."""
    by = match.by.what
    if match.reason is Reason.CREDIT or not isinstance(by, Transaction):
        return False
    return bool(_LOST & by.signature.kinds) and not _GIVEN & by.signature.kinds

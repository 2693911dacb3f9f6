"""IN06 and IN07: invoices that were issued too late, or should have been paid.

What was delivered in a month is invoiced by the 15th of the next (art. 34g Wet OB). To
private persons no invoice has to be made.
It is to be paid within `terms:`.

    number: 2025-0001
    issued: 2025-04-16
    total: 7.09
    member: L02
    trade_name: Taartenatelier Zoet
    delivered: 2025-03-05
    terms: 14
    lines: [{description: Cakes, quantity: 1, price: 6.50, vat: low}]

    2025-04-16 * "Cakes" ^2025-0001  ; IN06 L02 ; IN07 L02 7.09
      Assets:Members:L02:Receivable    7.09 EUR
      Income:Members:L02:Sales        -6.50 EUR
      Liabilities:VAT:Low             -0.59 EUR

    2025-05-10 * "Means of the cooperative"
      Assets:Bank                    100.00 EUR
      Equity:Coop                   -100.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dutch_law import last_day_to_issue
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import in_days, say
from paraplu.bookkeeping.invoices.receivables import open_invoices
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.ledger.books import Books
    from paraplu.rules.invoices.entries import Booked

IN06 = Rule(
    "IN06",
    Severity.WARNING,
    say("An invoice issued too late"),
    waivable=True,
    reads=("invoices.series",),
)
IN07 = Rule(
    "IN07", Severity.SIGNAL, say("An invoice is overdue"), reads=("invoices.series",)
)


def judge_issued(invoices: Invoices, booked: Booked) -> Iterator[Finding]:
    """Yield the invoices that came after the last day for them (IN06)."""
    for number, issued in invoices.by_number.items():
        delivered = issued.invoice.delivery_day
        customer = invoices.customers.get(issued.invoice.customer)
        if issued.invoice.corrects or (customer and customer.is_consumer):
            continue
        last = last_day_to_issue(delivered)
        if issued.day > last:
            yield IN06.found(
                say(
                    "Invoice {number} is dated {day}. Anything delivered on "
                    "{delivered} has to be invoiced by {last} at the latest.",
                    number=number,
                    day=issued.day,
                    delivered=delivered,
                    last=last,
                ),
                _place(issued, booked),
                hint=say(
                    "The VAT counts from {last}; if that period was filed already, "
                    "paraplu vat shows what to correct. When that is settled, write it "
                    "in a waiver on the entry.",
                    last=last,
                ),
                member=issued.invoice.member,
                date=issued.day,
            )


def judge_unpaid(books: Books, invoices: Invoices, booked: Booked) -> Iterator[Finding]:
    """Yield the invoices that should have been paid by today (IN07)."""
    for one in open_invoices(books, invoices):
        late = one.days_late(books.today)
        if late:
            yield IN07.found(
                say(
                    "{open} of invoice {number} was due on {due}, {days} ago.",
                    open=one.open,
                    number=one.number,
                    due=one.due,
                    days=in_days(late),
                ),
                _place(invoices.known(one.number), booked),
                hint=say(
                    "Look for the payment, or remind the customer with `paraplu "
                    "invoice remind {number}`.",
                    number=one.number,
                ),
                member=one.member,
                amount=one.open,
                currency=books.currency,
                date=one.due,
            )


def _place(issued: Issued, booked: Booked) -> Source:
    """Return where an invoice is booked, else its file."""
    transactions = booked.get(issued.invoice.number, ())
    return transactions[0].source if transactions else Source(str(issued.file), 1)

"""IN03, IN04 and IN08: what the law asks of an invoice, kept as it was issued.

The name is a registered one, and above 100 euros the customer is named with an address
(art. 34d and 35a Wet OB); invoices are kept for seven years (art. 52 AWR).

    number: 2025-0001  # IN03 L02 # IN04 L02
    issued: 2025-03-10
    total: 141.70
    member: L02
    trade_name: Zoete Taarten
    delivered: 2025-03-05
    terms: 14
    lines: [{description: Cakes, quantity: 20, price: 6.50, vat: low}]

    2025-03-10 * "Cakes" ^2025-0001
      Assets:Members:L02:Receivable   141.70 EUR
      Income:Members:L02:Sales       -130.00 EUR
      Liabilities:VAT:Low             -11.70 EUR

    2025-03-11 * "Means of the cooperative"
      Assets:Bank                     200.00 EUR
      Equity:Coop                    -200.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.file_names import PRIVATE_CUSTOMERS
from paraplu.base.findings import Severity
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.credits import credit_obstacles
from paraplu.bookkeeping.invoices.demands import demands_on
from paraplu.bookkeeping.invoices.readiness import obstacle_of_name
from paraplu.rules.invoices.told import on_file
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.bookkeeping.invoices.obstacle import Obstacle
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued
    from paraplu.register.model import Register

IN03 = Rule(
    "IN03",
    Severity.ERROR,
    say("A trade name that is not registered"),
    reads=("invoices.series", "cooperative.trade_names"),
)
IN04 = Rule(
    "IN04",
    Severity.ERROR,
    say("An invoice lacks something that the law requires"),
    reads=("invoices.series",),
)
IN08 = Rule(
    "IN08",
    Severity.ERROR,
    say("An issued invoice was changed"),
    reads=("invoices.series",),
)


def judge_contents(invoices: Invoices, register: Register) -> Iterator[Finding]:
    """Yield the trade names that are not registered, and what is missing."""
    for issued in invoices.issued:
        for what, hint in obstacle_of_name(issued.invoice, register):
            yield on_file(IN03, issued, what, hint)
        for what, hint in _missing(issued, invoices):
            yield on_file(IN04, issued, what, hint)
        yield from _not_kept(issued, invoices)


def _missing(issued: Issued, invoices: Invoices) -> Iterator[Obstacle]:
    """Yield what the law asks and is not there.

    What is not known of a customer on this machine is not missing.
    """
    invoice = issued.invoice
    customer = invoices.customers.get(invoice.customer)
    if customer or not invoice.customer:
        yield from demands_on(invoice, customer)
    if invoice.corrects:
        original = invoices.find(invoice.corrects)

        def earlier(number: str) -> list[Invoice]:
            return [
                note.invoice
                for note in invoices.corrected.get(number, ())
                if note.number < issued.number
            ]

        yield from credit_obstacles(
            invoice, original.invoice if original else None, earlier
        )


def _not_kept(issued: Issued, invoices: Invoices) -> Iterator[Finding]:
    """Yield what has to be kept for seven years and is gone: art. 52 lid 4 AWR."""
    invoice = issued.invoice
    customer = invoices.customers.get(invoice.customer)
    here = (invoices.folder.parent / PRIVATE_CUSTOMERS).exists()
    if invoice.customer and customer is None and here:
        yield on_file(
            IN04,
            issued,
            say("Customer {code} no longer exists.", code=invoice.customer),
            say("Put it back: what is on an invoice has to be kept for seven years."),
        )
    # Who is not named has nothing to hide: such an invoice lies with the others.
    named = bool(invoice.customer)
    private = named and (customer is None or customer.private)
    if (here or not private) and not issued.document(".pdf", private=private).exists():
        yield on_file(
            IN04,
            issued,
            say("The PDF of invoice {number} is gone.", number=str(issued.number)),
            say("Put it back, from git or a copy: it has to be kept for seven years."),
        )

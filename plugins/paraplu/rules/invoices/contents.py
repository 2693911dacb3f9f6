"""IN03 and IN04: what the law asks of an invoice, and that it is kept."""

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
    if invoice.credits:
        original = invoices.by_number.get(invoice.credits)
        earlier = [
            note.invoice
            for note in invoices.credited[invoice.credits]
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
    private = customer is None or customer.private
    if (here or not private) and not issued.document(".pdf", private=private).exists():
        yield on_file(
            IN04,
            issued,
            say("The PDF of invoice {number} is gone.", number=str(issued.number)),
            say("Put it back, from git or a copy: it has to be kept for seven years."),
        )

"""What stands in the way of a quote: what would stand in that of its invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.completing import completed
from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.bookkeeping.invoices.demands import demands_on, demands_on_register
from paraplu.bookkeeping.invoices.disclosing import obstacles_of_privacy
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.invoices.quotes import Quote, next_number, quote_of
from paraplu.bookkeeping.invoices.readiness import (
    obstacles_of_amounts,
    obstacles_of_cooperative,
    obstacles_of_member,
    obstacles_of_scheme,
)
from paraplu.bookkeeping.invoices.reading import RULE
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.model import Customer, Invoice
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


def planned_quote(
    draft: Invoice,
    until: dt.date,
    day: dt.date,
    books: Books,
    register: Register,
    invoices: Invoices,
) -> Quote | list[Finding]:
    """Return the quote that a draft becomes on a day, or what is in its way."""
    customer = invoices.customers.get(draft.customer)
    whole = completed(draft, customer, register, day)
    found = [*_obstacles(whole, customer, books, register)]
    if until < day:
        found.append(
            Obstacle(
                say(
                    "The quote would be valid until {day}, before it is made.",
                    day=until,
                ),
                say("Give a later day with --valid-until."),
            )
        )
    if found:
        return [
            Finding(RULE, Severity.ERROR, what, draft.source, hint=hint)
            for what, hint in found
        ]
    return quote_of(whole, next_number(invoices, day.year), until, invoices)


def _obstacles(
    draft: Invoice, customer: Customer | None, books: Books, register: Register
) -> Iterator[Obstacle]:
    yield from demands_on_register(register.cooperative)
    if draft.member:
        yield from obstacles_of_member(draft, register, draft.day)
    else:
        yield from obstacles_of_cooperative(draft, register, books)
    if customer is None:
        yield Obstacle(
            say(
                "A quote is for somebody: there is no customer “{code}”.",
                code=draft.customer,
            ),
            say("Add `customer:` with a code of customers.yaml."),
        )
    else:
        yield from demands_on(draft, customer)
    if draft.number or draft.credits or draft.restores or draft.quote:
        yield Obstacle(
            say("This was a quote or an invoice already."),
            say("Make a quote of a draft."),
        )
    if draft.down_payment or draft.down_payments:
        yield Obstacle(
            say("A quote is for the whole, and has no down payments."),
            say("Take them out; the invoice that is made of it can have them."),
        )
    yield from obstacles_of_amounts(draft)
    yield from obstacles_of_scheme(draft, register)
    personal = Personal(people_in(books.main.parent, register))
    yield from obstacles_of_privacy(draft, customer, personal)

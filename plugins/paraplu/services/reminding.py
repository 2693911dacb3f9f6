"""Letters to customers who are late: which are due, and what keeps one from going."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.bookkeeping.documents.making import logo
from paraplu.bookkeeping.documents.own_templates import own_templates
from paraplu.bookkeeping.documents.reminder import reminder
from paraplu.bookkeeping.documents.setting import CannotSet, set_page
from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.bookkeeping.invoices.disclosing import obstacles_to_letter
from paraplu.bookkeeping.invoices.reading import RULE
from paraplu.bookkeeping.invoices.receivables import open_invoices
from paraplu.bookkeeping.invoices.reminders import next_letter
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.personal.names import Personal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu.services.invoicing import InvoicingBooks


class Letters(NamedTuple):
    """The letters that are due, by their files, and what keeps others from going.

    `looked_at` is how many invoices nothing kept from having one.
    """

    due: Mapping[Path, bytes]
    faults: tuple[Finding, ...]
    looked_at: int


def letters_due(
    desk: InvoicingBooks, numbers: Collection[str], day: dt.date
) -> Letters:
    """Return the letters of these invoices, or of all that are overdue.

    CannotBook for a number that nobody can be reminded of; nothing is written.
    """
    late = _late(desk, numbers, day)
    personal = Personal(people_in(desk.folder, desk.register))
    telling = {one.number: list(_telling(desk, one, personal, day)) for one in late}
    nobody = {
        one.number: list(_nobody(desk, one, asked=one.number in numbers))
        for one in late
        if not _is_known(desk, one)
    }
    rest = [one for one in late if not telling[one.number] and one.number not in nobody]
    due = dict(filter(None, (_letter(desk, one, day) for one in rest)))
    faults = chain(*telling.values(), *nobody.values())
    return Letters(due, tuple(faults), len(rest))


def _late(
    desk: InvoicingBooks, numbers: Collection[str], day: dt.date
) -> list[OpenInvoice]:
    """Return the overdue invoices that were asked for; CannotBook for any other."""
    late = {
        one.number: one
        for one in open_invoices(desk.books, desk.invoices, day)
        if one.days_late(day)
    }
    for number in numbers:
        issued = desk.invoices.find(number)
        if issued is None:
            raise CannotBook(say("There is no invoice {number}.", number=number))
        if issued.invoice.credits:
            raise CannotBook(
                say("{number} is a credit note; nobody has to pay it.", number=number)
            )
        if number not in late:
            raise CannotBook(say("Invoice {number} is not overdue.", number=number))
    return [late[number] for number in numbers or late]


def _is_known(desk: InvoicingBooks, one: OpenInvoice) -> bool:
    customer = desk.invoices.customers.get(one.customer)
    return customer is not None and not customer.faulty


def _nobody(
    desk: InvoicingBooks, one: OpenInvoice, *, asked: bool
) -> Iterator[Finding]:
    """Yield that nobody can be written to about an invoice.

    Who was not named when it was issued is told only to who asked for that invoice.
    """
    if not (one.customer or asked):
        return
    source = desk.invoices.known(one.number).invoice.source
    what = say("Invoice {number} names nobody to write to.", number=one.number)
    hint = say(
        "Look whether the customer is in customers.yaml or customers.private.yaml."
    )
    yield Finding(
        RULE, Severity.ERROR, what, source, hint=hint if one.customer else None
    )


def _telling(
    desk: InvoicingBooks, one: OpenInvoice, personal: Personal, day: dt.date
) -> Iterator[Finding]:
    """Yield what a letter would say about people in git, where it stays for ever."""
    issued = desk.invoices.known(one.number)
    customer = desk.invoices.customers.get(one.customer)
    if customer and next_letter(issued, private=customer.private, day=day):
        place = issued.invoice.source
        for what, hint in obstacles_to_letter(issued.invoice, customer, personal):
            yield Finding(RULE, Severity.ERROR, what, place, hint=hint)


def _letter(
    desk: InvoicingBooks, one: OpenInvoice, day: dt.date
) -> tuple[Path, bytes] | None:
    """Return the letter that is due for an invoice; None where none is yet."""
    issued = desk.invoices.known(one.number)
    customer = desk.invoices.customers[one.customer]
    due = next_letter(issued, private=customer.private, day=day)
    if due is None:
        return None
    register = desk.register
    values = reminder(
        issued.invoice, one, customer, register.cooperative, due.level, day
    )
    try:
        values["logo"] = logo(issued.invoice.trade_name, register)
        return due.path, set_page("letter", values, day, own=own_templates(register))
    except CannotSet as fault:
        raise CannotBook(fault.message) from fault

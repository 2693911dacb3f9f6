"""`paraplu invoice remind`: a letter to who is late, twice, and then a last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.receivables import OpenInvoice
    from paraplu_cli.invoice.desk import InvoiceDesk

_GUIDE = Guide(
    usage=say("[OPTIONS] [NUMBER]…"),
    about=(
        say(
            "Writes a letter as a PDF next to each overdue invoice: a reminder, a "
            "second one, and a last one that states the collection costs, as the law "
            "requires. Between two letters the customer gets as much time as the "
            "letter says. Without a number it looks at everything that is overdue."
        ),
    ),
    examples=(
        ("paraplu invoice remind", say("all overdue invoices")),
        ("paraplu invoice remind 2026-0012", say("one invoice")),
    ),
    statuses=(
        (0, say("the letters were written, or none was due")),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)


def remind(
    numbers: tuple[str, ...],
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    *,
    dry_run: bool,
) -> int:
    """Write the letters that are due; return the exit status."""
    from paraplu.journal.atomic_step import Together
    from paraplu_cli.group import CANNOT_RUN
    from paraplu_cli.invoice.desk import (
        complain_of,
        day_of_issue,
        must_be_sound,
        read,
        writing,
    )
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        reading = read(ledger, members, date)
        # What could not be read may be the payment.
        must_be_sound(reading)
        late = _late(reading, numbers, date)
        faults = _telling(reading, late, date)
        kept = {one.source for one in faults}
        for one in late:
            source = reading.invoices.known(one.number).invoice.source
            customer = reading.invoices.customers.get(one.customer)
            if customer is None or customer.faulty:
                kept.add(source)
                faults += _nobody(reading, one, asked=one.number in numbers)
        late = [
            one
            for one in late
            if reading.invoices.known(one.number).invoice.source not in kept
        ]
        complain_of(faults, reading.language)
        if faults and not late:
            return CANNOT_RUN
        made = []
        with Together(reading.report.books.main.parent) as step:
            for one in late:
                letter = _letter(reading, one, date)
                if letter:
                    path, data = letter
                    made.append(shown(path))
                    if not dry_run:
                        step.new(path, data)
            if not dry_run:
                step.commit()
    language = reading.language
    told = made or [language.text("No reminder is due now.")]
    emit("".join(f"{language.value(line)}\n" for line in told))
    if dry_run:
        emit("\n" + language.text("Nothing was written.") + "\n")
    return 0


def _late(
    reading: InvoiceDesk, numbers: tuple[str, ...], day: dt.date
) -> list[OpenInvoice]:
    """Return the overdue invoices that were asked for; Stopped for any other."""
    from paraplu.bookkeeping.invoices.receivables import open_invoices

    late = {
        one.number: one
        for one in open_invoices(reading.report.books, reading.invoices, day)
        if one.days_late(day)
    }
    for number in numbers:
        issued = reading.invoices.find(number)
        if issued is None:
            raise Stopped(say("There is no invoice {number}.", number=number))
        if issued.invoice.credits:
            raise Stopped(
                say("{number} is a credit note; nobody has to pay it.", number=number)
            )
        if number not in late:
            raise Stopped(say("Invoice {number} is not overdue.", number=number))
    return [late[number] for number in numbers or late]


def _nobody(reading: InvoiceDesk, one: OpenInvoice, *, asked: bool) -> list[Finding]:
    """Return that nobody can be written to about an invoice.

    Who was not named when it was issued is told only to who asked for that invoice.
    """
    from paraplu.base.findings import Finding, Severity
    from paraplu.bookkeeping.invoices.reading import RULE

    if not (one.customer or asked):
        return []
    source = reading.invoices.known(one.number).invoice.source
    what = say("Invoice {number} names nobody to write to.", number=one.number)
    hint = say(
        "Look whether the customer is in customers.yaml or customers.private.yaml."
    )
    return [
        Finding(RULE, Severity.ERROR, what, source, hint=hint if one.customer else None)
    ]


def _telling(
    reading: InvoiceDesk, late: Iterable[OpenInvoice], day: dt.date
) -> list[Finding]:
    """Return what letters would say about people in git, where it stays for ever."""
    from paraplu.base.findings import Finding, Severity
    from paraplu.bookkeeping.invoices.customers import people_in
    from paraplu.bookkeeping.invoices.disclosing import obstacles_to_letter
    from paraplu.bookkeeping.invoices.reading import RULE
    from paraplu.bookkeeping.invoices.reminders import next_letter
    from paraplu.ledger.personal.names import Personal

    register, main = reading.report.register, reading.report.books.main
    personal = Personal(people_in(main.parent, register))
    found = []
    for one in late:
        issued = reading.invoices.known(one.number)
        invoice = issued.invoice
        customer = reading.invoices.customers.get(one.customer)
        if customer and next_letter(issued, private=customer.private, day=day):
            for what, hint in obstacles_to_letter(invoice, customer, personal):
                place = invoice.source
                found.append(Finding(RULE, Severity.ERROR, what, place, hint=hint))
    return found


def _letter(
    reading: InvoiceDesk, one: OpenInvoice, day: dt.date
) -> tuple[Path, bytes] | None:
    """Return the letter that is due for an invoice; None where none is yet."""
    from paraplu.bookkeeping.documents.making import logo
    from paraplu.bookkeeping.documents.own_templates import own_templates
    from paraplu.bookkeeping.documents.reminder import reminder
    from paraplu.bookkeeping.documents.setting import CannotSet, set_page
    from paraplu.bookkeeping.invoices.reminders import next_letter

    issued = reading.invoices.known(one.number)
    customer = reading.invoices.customers[one.customer]
    due = next_letter(issued, private=customer.private, day=day)
    if due is None:
        return None
    register = reading.report.register
    values = reminder(
        issued.invoice, one, customer, register.cooperative, due.level, day
    )
    try:
        values["logo"] = logo(issued.invoice.trade_name, register)
        return due.path, set_page("letter", values, day, own=own_templates(register))
    except CannotSet as fault:
        raise Stopped(fault.message) from fault


command = Command(
    "remind",
    _GUIDE,
    [click.Argument(["numbers"], nargs=-1), LEDGER, MEMBERS, DATE, DRY_RUN],
    remind,
)

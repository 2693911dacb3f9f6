"""`paraplu invoice quote`: an offer on paper, numbered apart, and in no ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS, day_option

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.invoices.quotes import Quote
    from paraplu_cli.invoice.desk import InvoiceDesk

_GUIDE = Guide(
    usage=say("[OPTIONS] [DRAFT]"),
    about=(
        say(
            "Makes a quote of a draft: a PDF for the customer, that says until when it "
            "is valid and asks for no payment. Quotes have numbers of their own, such "
            "as Q2026-0001, and are not in the ledger. If the customer agrees, paraplu "
            "invoice new --from-quote makes a draft of it. Without a draft it shows "
            "all quotes."
        ),
    ),
    examples=(
        ("paraplu invoice quote cakes.yaml", say("for 30 days")),
        (
            "paraplu invoice quote cakes.yaml --valid-until 2026-06-30",
            say("until this day"),
        ),
        ("paraplu invoice new --from-quote Q2026-0001", say("the customer agreed")),
        ("paraplu invoice quote", say("which quotes are there?")),
    ),
    statuses=(
        (0, say("the quote was made, or the quotes were shown")),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)


def quote(
    draft: Path | None,
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    until: dt.date | None,
    *,
    dry_run: bool,
) -> int:
    """Make a quote, or show them; return the exit status."""
    from paraplu.base.dates import shifted
    from paraplu.bookkeeping.invoices.quotes import USUAL_DAYS, Quote
    from paraplu.bookkeeping.invoices.quoting import planned_quote
    from paraplu.bookkeeping.invoices.reading import read_invoice
    from paraplu_cli.group import CANNOT_RUN
    from paraplu_cli.invoice.desk import (
        complain_of,
        day_of_issue,
        must_be_sound,
        read,
        writing,
    )
    from paraplu_cli.places import must_lie_in
    from paraplu_cli.stream import emit

    date = day_of_issue(day)
    if draft is None:
        if until:
            raise Misuse(say("--valid-until needs a draft."))
        desk = read(ledger, members, date)
        emit(_every(desk, date))
        return 0
    with writing(ledger, dry_run=dry_run):
        desk = read(ledger, members, date)
        must_be_sound(desk)
        books, register = desk.report.books, desk.report.register
        path = draft.absolute()
        must_lie_in(path, books.root, desk.invoices.folder)
        invoice, wrong = read_invoice(path, books.root, desk.invoices.products)
        if invoice is None:
            complain_of(wrong.found, desk.language)
            return CANNOT_RUN
        last = until or shifted(date, USUAL_DAYS)
        made = planned_quote(invoice, last, date, books, register, desk.invoices)
        if not isinstance(made, Quote):
            complain_of(made, desk.language)
            return CANNOT_RUN
        if not dry_run:
            _place(desk, made, path)
    emit(_told(desk, [made], date))
    if dry_run:
        emit("\n" + desk.language.text("Nothing was written.") + "\n")
    return 0


def _place(desk: InvoiceDesk, made: Quote, draft: Path) -> None:
    """Put the quote and its page on the disk; the draft goes away."""
    from paraplu.bookkeeping.documents.quote import quote_pdf
    from paraplu.bookkeeping.documents.setting import CannotSet
    from paraplu.journal.atomic_step import Together

    customer = desk.invoices.customers[made.invoice.customer]
    try:
        pdf = quote_pdf(made, customer, desk.report.register)
    except CannotSet as fault:
        raise Stopped(fault.message) from fault
    with Together(desk.report.books.main.parent) as step:
        step.new(made.file, made.text().encode())
        step.new(made.document(".pdf", private=customer.private), pdf)
        step.commit([draft])


def _every(desk: InvoiceDesk, day: dt.date) -> str:
    """Return all quotes in a table; what cannot be read is told apart."""
    from paraplu.bookkeeping.invoices.quotes import quotes_in, read_quote
    from paraplu_cli.invoice.desk import complain_of

    every: list[Quote] = []
    for _number, file in quotes_in(desk.invoices):
        found, faults = read_quote(file, desk.report.books.root)
        complain_of(faults, desk.language)
        if found:
            every.append(found)
    if not every:
        return desk.language.text("There are no quotes.") + "\n"
    return _told(desk, every, day)


def _told(desk: InvoiceDesk, quotes: list[Quote], day: dt.date) -> str:
    from paraplu.base.language import printable
    from paraplu.base.money import ZERO
    from paraplu.bookkeeping.invoices.quotes import STATES, state_of
    from paraplu_cli.places import shown
    from paraplu_cli.screen import screen_of
    from paraplu_cli.table import TableColumn, table

    language, customers = desk.language, desk.invoices.customers
    columns = [
        TableColumn(language.text("number")),
        TableColumn(language.text("customer")),
        TableColumn(language.text("amount"), right=True),
        TableColumn(language.text("valid until")),
        TableColumn(language.text("state")),
        TableColumn(language.text("document")),
    ]
    rows = []
    for one in quotes:
        customer = customers.get(one.invoice.customer)
        private = customer is None or customer.private
        rows.append(
            [
                one.number,
                printable(one.invoice.customer),
                language.amount(one.invoice.total or ZERO),
                str(one.valid_until),
                language.render(STATES[state_of(one, desk.invoices, day)]),
                printable(shown(one.document(".pdf", private=private))),
            ]
        )
    return "\n".join(table(columns, rows, screen_of(language))) + "\n"


command = Command(
    "quote",
    _GUIDE,
    [
        click.Argument(["draft"], required=False, type=click.Path(path_type=Path)),
        LEDGER,
        MEMBERS,
        day_option(
            "--date", "day", words=say("The date of the quote (default: today).")
        ),
        day_option(
            "--valid-until",
            "until",
            words=say("The last day that it is valid (default: 30 days)."),
        ),
        DRY_RUN,
    ],
    quote,
)

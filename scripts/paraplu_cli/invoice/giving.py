"""Gives drafts their numbers and puts them on the disk, with what that needs to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import Language, printable, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.making import PDF
from paraplu.bookkeeping.invoices.placing import document_path
from paraplu.bookkeeping.invoices.reading import read_invoice
from paraplu.services.foreseeing import remarks_on
from paraplu.services.issuing import InTheWay, place_all, plans_of
from paraplu_cli.group import CANNOT_RUN
from paraplu_cli.invoice.desk import InvoiceDesk, complain_of, must_be_sound
from paraplu_cli.loading import progress
from paraplu_cli.places import must_lie_in, shown
from paraplu_cli.screen import screen_of
from paraplu_cli.stream import emit
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.issuing import IssuePlan
    from paraplu.bookkeeping.invoices.model import Invoice

_ANYWAY = say(
    "Nothing was written. If this is right, run it again with --anyway; a number that "
    "was given stays."
)


def give_numbers(
    reading: InvoiceDesk,
    drafts: Sequence[Path],
    day: dt.date,
    *,
    dry_run: bool = False,
    anyway: bool = False,
) -> int:
    """Issue the drafts in these files; return the exit status.

    What there is to say of one of them is told first, and nothing is issued then,
    unless it is to be issued `anyway`.
    """
    wanted: list[tuple[Path | None, Invoice]] = []
    faults: list[Finding] = []
    root = reading.report.books.root
    for draft in dict.fromkeys(path.absolute() for path in drafts):
        must_lie_in(draft, root, reading.invoices.folder)
        invoice, wrong = read_invoice(draft, root, reading.invoices.products)
        faults += wrong.found
        if invoice:
            wanted.append((draft, invoice))
    if faults:
        complain_of(faults, reading.language)
        return CANNOT_RUN
    return issue_all(reading, wanted, day, dry_run=dry_run, anyway=anyway)


def issue_all(
    reading: InvoiceDesk,
    wanted: Iterable[tuple[Path | None, Invoice]],
    day: dt.date,
    *,
    dry_run: bool = False,
    silent: bool = False,
    anyway: bool = True,
) -> int:
    """Issue invoices that were read; return the exit status.

    With something to say of one of them, nothing is issued unless `anyway`.

    In a dry run what they would be is told, and nothing is written. A `silent` one
    tells no more than what is in the way.

    The books have to be locked by now. Where anything is in the way of one of them,
    it is told and nothing is written.
    """
    must_be_sound(reading)
    try:
        plans = plans_of(reading.served, list(wanted), day, shown)
    except InTheWay as fault:
        complain_of(fault.findings, reading.language)
        return CANNOT_RUN
    if not (anyway and silent):
        remarks = remarks_on(reading.served, plans, day)
        complain_of(remarks, reading.language)
        if remarks and not (anyway or dry_run):
            click.echo(reading.language.render(_ANYWAY), err=True)
            return CANNOT_RUN
    if not dry_run:
        with progress() as tell:
            place_all(
                reading.served,
                plans,
                shown,
                lambda n: tell(say("invoice {n} of {all}", n=n, all=len(plans))),
            )
    if silent:
        return 0
    emit(_told(plans, reading))
    if dry_run:
        emit("\n" + reading.language.text("Nothing was written.") + "\n")
    return 0


def _told(plans: Sequence[IssuePlan], reading: InvoiceDesk) -> str:
    """Return what was issued, a line for each."""
    language: Language = reading.language
    columns = [
        TableColumn(language.text("number")),
        TableColumn(language.text("customer")),
        TableColumn(language.text("amount"), right=True),
        TableColumn(language.text("document")),
    ]
    rows = [
        [
            plan.invoice.number,
            printable(plan.invoice.customer or "–"),
            language.amount(plan.invoice.total or ZERO),
            printable(shown(document_path(plan, PDF))),
        ]
        for plan in plans
    ]
    return "\n".join(table(columns, rows, screen_of(language))) + "\n"

"""Gives drafts their numbers and puts them on the disk, with what that needs to say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.file_names import CATALOGUE
from paraplu.base.language import Language, printable, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.making import PDF, documents_of
from paraplu.bookkeeping.documents.setting import CannotSet
from paraplu.bookkeeping.invoices.issuing import IssuePlan, Numbering
from paraplu.bookkeeping.invoices.placing import Placing, document_path
from paraplu.bookkeeping.invoices.reading import read_invoice
from paraplu.ledger.seals.guard import ClosedPeriods
from paraplu.rules.proposing import faults_of
from paraplu_cli.command import Stopped
from paraplu_cli.group import CANNOT_RUN
from paraplu_cli.invoice.desk import InvoiceDesk, complain_of, must_be_sound
from paraplu_cli.loading import progress
from paraplu_cli.places import must_lie_in, shown
from paraplu_cli.screen import screen_of
from paraplu_cli.stream import emit
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.model import Invoice


def give_numbers(
    reading: InvoiceDesk,
    drafts: Sequence[Path],
    day: dt.date,
    *,
    dry_run: bool = False,
) -> int:
    """Issue the drafts in these files; return the exit status."""
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
    return issue_all(reading, wanted, day, dry_run=dry_run)


def issue_all(
    reading: InvoiceDesk,
    wanted: Iterable[tuple[Path | None, Invoice]],
    day: dt.date,
    *,
    dry_run: bool = False,
    silent: bool = False,
) -> int:
    """Issue invoices that were read; return the exit status.

    In a dry run what they would be is told, and nothing is written. A `silent` one
    tells no more than what is in the way.

    The books have to be locked by now. Where anything is in the way of one of them,
    it is told and nothing is written.
    """
    must_be_sound(reading)
    report = reading.report
    wanted = list(wanted)
    # What is to be issued has its products by now.
    unread = [
        fault
        for fault in reading.invoices.faults
        if not fault.source.file.endswith(CATALOGUE)
    ]
    if unread and any(_may_need(invoice, reading) for _, invoice in wanted):
        complain_of(unread, reading.language)
        return CANNOT_RUN
    desk = Numbering(report.books, report.register, reading.invoices)
    plans: list[IssuePlan] = []
    faults: list[Finding] = []
    for draft, invoice in wanted:
        planned = desk.plan(draft, invoice, day)
        if isinstance(planned, IssuePlan):
            plans.append(planned)
        else:
            faults += planned
    faults += _judged(reading, plans, day)
    if faults:
        complain_of(faults, reading.language)
        return CANNOT_RUN
    _must_be_open(reading, plans)
    placing = Placing(report.books.main.parent, report.register.language)
    for book in {placing.book(plan): None for plan in plans}:
        _must_be_taken_in(reading, book)
    if not dry_run:
        _place(reading, placing, plans)
    if silent:
        return 0
    emit(_told(plans, reading))
    if dry_run:
        emit("\n" + reading.language.text("Nothing was written.") + "\n")
    return 0


def _judged(
    reading: InvoiceDesk, plans: Sequence[IssuePlan], day: dt.date
) -> Iterator[Finding]:
    """Yield the errors that the check would find in the entries, at their invoices."""
    books, register = reading.report.books, reading.report.register
    entries = [plan.entry for plan in plans]
    for place, finding in faults_of(books, register, entries, max(day, books.today)):
        what = say("{code}: {message}", code=finding.code, message=finding.message)
        source = plans[place].invoice.source
        yield replace(finding, message=what, source=source)


def _may_need(invoice: Invoice, reading: InvoiceDesk) -> bool:
    """Tell whether an invoice may need what cannot be read.

    That is its customer, or what was credited already.
    """
    customer = reading.invoices.customers.get(invoice.customer)
    unread = bool(invoice.customer) and (customer is None or customer.faulty)
    return bool(invoice.corrects) or unread


def _place(reading: InvoiceDesk, placing: Placing, plans: Sequence[IssuePlan]) -> None:
    """Put it all on the disk; Stopped, with nothing written, where a page fails."""
    with progress() as tell:
        done = 0

        def documents(plan: IssuePlan) -> Mapping[str, bytes]:
            nonlocal done
            done += 1
            tell(say("invoice {n} of {all}", n=done, all=len(plans)))
            try:
                return documents_of(plan, reading.report.register)
            except CannotSet as fault:
                file = shown(plan.draft) if plan.draft else plan.invoice.number
                raise Stopped(
                    say("{file}: {what}", file=file, what=fault.message)
                ) from fault

        placing.place(plans, documents)


def _must_be_open(reading: InvoiceDesk, plans: Iterable[IssuePlan]) -> None:
    """Stop where the day of an invoice lies in a closed period (PD03)."""
    closed = ClosedPeriods(reading.report.books)
    for plan in plans:
        refusal = closed.refusal(plan.day, plan.entry)
        if refusal:
            raise Stopped(refusal)


def _must_be_taken_in(reading: InvoiceDesk, book: Path) -> None:
    """Stop where the ledger would not read what is written for it."""
    text = reading.report.books.text
    if text is None or text.takes_in(book):
        return
    pattern = f"{book.parent.name}/*.beancount"
    raise Stopped(
        say(
            "{main} does not include {file}. Add this line to it: {line}",
            main=shown(text.main),
            file=shown(book),
            line=f'include "{pattern}"',
        )
    )


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

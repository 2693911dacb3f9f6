"""The invoices of the books that are shown, and what issuing some of them writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.file_names import CATALOGUE
from paraplu.base.language import say
from paraplu.bookkeeping.documents.making import PDF, documents_of
from paraplu.bookkeeping.invoices.issuing import IssuePlan, Numbering
from paraplu.bookkeeping.invoices.placing import Placing, document_path
from paraplu.bookkeeping.invoices.shelf import Invoices, read_invoices
from paraplu.fava.doing.paying import report_on_day
from paraplu.journal import CannotBook
from paraplu.journal.atomic_step import CannotFinish
from paraplu.ledger.seals.guard import ClosedPeriods
from paraplu.rules.proposing import faults_of

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.check import Report
    from paraplu.fava.doing.step import Bench


class InvoiceBooks(NamedTuple):
    """The books as seen today, and their invoices."""

    report: Report
    invoices: Invoices

    @property
    def folder(self) -> Path:
        """The folder of the main file."""
        return self.report.books.main.parent


def invoice_books(bench: Bench) -> InvoiceBooks:
    """Return the books with their invoices as they lie on the disk."""
    report = report_on_day(bench, bench.today)
    invoices = read_invoices(report.books.main.parent, report.register)
    return InvoiceBooks(report, invoices)


def issued_now(
    desk: InvoiceBooks, draft: Path | None, invoice: Invoice, bench: Bench
) -> tuple[IssuePlan, tuple[Path, ...]]:
    """Issue an invoice today, as `paraplu invoice issue` does; return it and its files.

    It is written by then, in one step. CannotBook, with nothing written, for whatever
    is in the way of it.
    """
    report, day = desk.report, bench.today
    unread = [
        fault
        for fault in desk.invoices.faults
        if not fault.source.file.endswith(CATALOGUE)
    ]
    customer = desk.invoices.customers.get(invoice.customer)
    faulty = bool(invoice.customer) and (customer is None or customer.faulty)
    if unread and (invoice.corrects or faulty):
        raise refusal(unread[0])
    plan = Numbering(report.books, report.register, desk.invoices).plan(
        draft, invoice, day
    )
    if not isinstance(plan, IssuePlan):
        raise refusal(plan[0])
    found = faults_of(
        report.books, report.register, [plan.entry], max(day, report.books.today)
    )
    for _, finding in found:
        raise refusal(finding)
    closed = ClosedPeriods(report.books).refusal(plan.day, plan.entry)
    if closed:
        raise CannotBook(closed)
    placing = Placing(desk.folder, report.register.language)
    book = placing.book(plan)
    text = report.books.text
    if text is not None and not text.takes_in(book):
        raise CannotBook(
            say(
                "{main} does not include {file}. Add this line to it: {line}",
                main=text.main.name,
                file=book.name,
                line=f'include "{book.parent.name}/*.beancount"',
            )
        )
    try:
        placing.place([plan], lambda one: documents_of(one, report.register))
    except CannotFinish as fault:
        raise CannotBook(fault.message) from fault
    return plan, (book, plan.file, document_path(plan, PDF))


def refusal(finding: Finding) -> CannotBook:
    """Return why nothing is written, in the words of a finding and its hint."""
    if finding.hint is None:
        return CannotBook(finding.message)
    return CannotBook(
        say("{what} {hint}", what=finding.message, hint=finding.hint),
    )


def invoice_pdf(desk: InvoiceBooks, number: str, *, private: bool) -> Path | None:
    """Return the PDF of an invoice; that of a private customer only where `private`."""
    issued = desk.invoices.find(number)
    if issued is None:
        return None
    for apart in (False, True) if private else (False,):
        path = issued.document(PDF, private=apart)
        if path.is_file() and not path.is_symlink():
            return path
    return None

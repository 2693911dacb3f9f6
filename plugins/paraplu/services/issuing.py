"""Invoices get their numbers, and are put on the disk: all of them, or none.

What is in the way of one of them is told before anything is written, for a number that
was given cannot be taken back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.file_names import CATALOGUE
from paraplu.base.language import say
from paraplu.bookkeeping.documents.making import PDF, documents_of
from paraplu.bookkeeping.documents.setting import CannotSet
from paraplu.bookkeeping.invoices.issuing import IssuePlan, Numbering
from paraplu.bookkeeping.invoices.placing import Placing, document_path
from paraplu.journal.atomic_step import CannotFinish
from paraplu.journal.unbooked import CannotBook
from paraplu.ledger.seals.guard import ClosedPeriods
from paraplu.rules.proposing import faults_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.services.invoicing import InvoicingBooks

    # The file that a draft is in, if it is in one, and what it says.
    Wanted = Sequence[tuple[Path | None, Invoice]]


class InTheWay(CannotBook):
    """Something is wrong with files or entries; `findings` are all that is."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        said = first.message
        if first.hint:
            said = say("{what} {hint}", what=said, hint=first.hint)
        super().__init__(said)


def plans_of(
    desk: InvoicingBooks,
    wanted: Wanted,
    day: dt.date,
    called: Callable[[Path], str] = str,
) -> tuple[IssuePlan, ...]:
    """Return what invoices become when they are issued on a day; nothing is written.

    InTheWay, or CannotBook, for whatever one of them cannot be issued for. `called` is
    how files are named in that.
    """
    # What is to be issued has its products by now.
    unread = [
        fault
        for fault in desk.invoices.faults
        if not fault.source.file.endswith(CATALOGUE)
    ]
    if unread and any(_may_need(invoice, desk) for _, invoice in wanted):
        raise InTheWay(unread)
    numbering = Numbering(desk.books, desk.register, desk.invoices)
    plans: list[IssuePlan] = []
    faults: list[Finding] = []
    for draft, invoice in wanted:
        planned = numbering.plan(draft, invoice, day)
        if isinstance(planned, IssuePlan):
            plans.append(planned)
        else:
            faults += planned
    faults += _judged(desk, plans, day)
    if faults:
        raise InTheWay(faults)
    closed = ClosedPeriods(desk.books)
    for plan in plans:
        refusal = closed.refusal(plan.day, plan.entry)
        if refusal:
            raise CannotBook(refusal)
    placing = _placing(desk)
    for book in {placing.book(plan): None for plan in plans}:
        _must_be_taken_in(desk, book, called)
    return tuple(plans)


def place_all(
    desk: InvoicingBooks,
    plans: Sequence[IssuePlan],
    called: Callable[[Path], str] = str,
    tell: Callable[[int], object] = lambda _n: None,
) -> tuple[Path, ...]:
    """Write what plans come to as one step, and return the files.

    The books are locked by then. CannotBook, with nothing written, where a page cannot
    be made. `tell` hears of each, by its number from 1, before its pages are made.
    """
    done = 0

    def documents(plan: IssuePlan) -> Mapping[str, bytes]:
        nonlocal done
        done += 1
        tell(done)
        try:
            return documents_of(plan, desk.register)
        except CannotSet as fault:
            file = called(plan.draft) if plan.draft else plan.invoice.number
            raise CannotBook(
                say("{file}: {what}", file=file, what=fault.message)
            ) from fault

    placing = _placing(desk)
    try:
        placing.place(plans, documents)
    except CannotFinish as fault:
        raise CannotBook(fault.message) from fault
    books = dict.fromkeys(placing.book(plan) for plan in plans)
    files = (file for plan in plans for file in (plan.file, document_path(plan, PDF)))
    return (*books, *files)


def _placing(desk: InvoicingBooks) -> Placing:
    return Placing(desk.folder, desk.register.language)


def _may_need(invoice: Invoice, desk: InvoicingBooks) -> bool:
    """Tell whether an invoice may need what cannot be read.

    That is its customer, or what was credited already.
    """
    customer = desk.invoices.customers.get(invoice.customer)
    unread = bool(invoice.customer) and (customer is None or customer.faulty)
    return bool(invoice.corrects) or unread


def _judged(
    desk: InvoicingBooks, plans: Sequence[IssuePlan], day: dt.date
) -> Iterator[Finding]:
    """Yield the errors that the check would find in the entries, at their invoices."""
    books, register = desk.books, desk.register
    entries = [plan.entry for plan in plans]
    for place, finding in faults_of(books, register, entries, max(day, books.today)):
        what = say("{code}: {message}", code=finding.code, message=finding.message)
        source = plans[place].invoice.source
        yield replace(finding, message=what, source=source)


def _must_be_taken_in(
    desk: InvoicingBooks, book: Path, called: Callable[[Path], str]
) -> None:
    """Raise CannotBook where the ledger would not read what is written for it."""
    text = desk.books.text
    if text is None or text.takes_in(book):
        return
    raise CannotBook(
        say(
            "{main} does not include {file}. Add this line to it: {line}",
            main=called(text.main),
            file=called(book),
            line=f'include "{book.parent.name}/*.beancount"',
        )
    )

"""The rules of invoices: as the law wants them, and as the ledger has them.

They look at the issued invoices that lie below the ledger, read once for all nine.
Books without any are left alone. Of customers whom git does not keep, only what the
invoice itself says is judged on a machine that lacks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Source
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.journal.atomic_step import unfinished
from paraplu.rules.invoices.contents import IN03, IN04, IN08, judge_contents
from paraplu.rules.invoices.entries import IN05, booked_by, judge_booked
from paraplu.rules.invoices.margins import VT08, judge_margins
from paraplu.rules.invoices.numbers import (
    IN01,
    IN02,
    judge_files,
    judge_gaps,
    judge_order,
)
from paraplu.rules.invoices.seals import judge_seals
from paraplu.rules.invoices.terms import IN06, IN07, judge_issued, judge_unpaid
from paraplu.rules.rule import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what is wrong with the invoices of the books."""
    ledger = books.main.parent
    if not books.size:
        return
    if unfinished(ledger):
        yield IN05.found(
            say("Something was being written, but that was not finished."),
            Source(str(books.main), 0),
            hint=say("Run `paraplu invoice issue` to finish it."),
        )
        return
    invoices = read_invoices(ledger, register)
    yield from invoices.faults
    if not (invoices.numbers or invoices.before):
        return
    booked = booked_by(books, invoices)
    yield from judge_gaps(invoices, register)
    yield from judge_order(invoices)
    yield from judge_files(invoices)
    yield from judge_contents(invoices, register)
    yield from judge_margins(invoices, register)
    yield from judge_booked(books, register, invoices, booked)
    yield from judge_issued(invoices, booked)
    yield from judge_seals(invoices)
    yield from judge_unpaid(books, invoices, booked)


FAMILY = Family((IN01, IN02, IN03, IN04, IN05, IN06, IN07, IN08, VT08), judge)

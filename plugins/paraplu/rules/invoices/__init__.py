"""IN01 to IN07: invoices as the law wants them, and as the ledger has them.

They look at the issued invoices that lie below the ledger, read once for all seven.
Books without any are left alone. Of customers whom git does not keep, only what the
invoice itself says is judged on a machine that lacks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.journal.atomic_step import unfinished
from paraplu.rules.invoices.contents import judge_contents
from paraplu.rules.invoices.entries import booked_by, judge_entries
from paraplu.rules.invoices.numbers import judge_files, judge_gaps, judge_order
from paraplu.rules.invoices.terms import judge_issued, judge_unpaid
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

IN01 = Rule(
    "IN01",
    Severity.ERROR,
    say("Invoice numbers with a gap, or out of order"),
    reads=("invoices.series", "invoices.first"),
)
IN02 = Rule(
    "IN02",
    Severity.ERROR,
    say("An invoice number given twice"),
    reads=("invoices.series",),
)
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
IN05 = Rule(
    "IN05",
    Severity.ERROR,
    say("The ledger differs from an invoice"),
    reads=("invoices",),
)
IN06 = Rule(
    "IN06",
    Severity.WARNING,
    say("An invoice issued too late"),
    waivable=True,
    reads=("invoices.series",),
)
IN07 = Rule(
    "IN07", Severity.SIGNAL, say("An invoice is overdue"), reads=("invoices.series",)
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what is wrong with the invoices of the books."""
    ledger = books.main.parent
    if not books.size:
        return
    if unfinished(ledger):
        yield IN05.found(
            say("Invoices were being issued, but that was not finished."),
            Source(str(books.main), 0),
            hint=say("Run `paraplu invoice issue` to finish it."),
        )
        return
    invoices = read_invoices(ledger, register)
    yield from invoices.faults
    if not invoices.numbers:
        return
    booked = booked_by(books, invoices)
    yield from judge_gaps(invoices, register)
    yield from judge_order(invoices)
    yield from judge_files(invoices)
    yield from judge_contents(invoices, register)
    yield from judge_entries(books, register, invoices, booked)
    yield from judge_issued(invoices, booked)
    yield from judge_unpaid(books, invoices, booked)


FAMILY = Family((IN01, IN02, IN03, IN04, IN05, IN06, IN07), judge)

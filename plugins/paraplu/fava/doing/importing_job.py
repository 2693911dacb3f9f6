"""A file of a bank is read, shown, and written where somebody says yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from paraplu.base.language import counted, say
from paraplu.bookkeeping.bank_import import Importing
from paraplu.bookkeeping.bank_import.clearing import clearing_of
from paraplu.bookkeeping.bank_import.sent_files import read_sent_file
from paraplu.bookkeeping.receipts.naming import safe_name
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.base.language import Message
    from paraplu.bookkeeping.bank_import import File, ImportPlan, ImportResult
    from paraplu.bookkeeping.bank_import.line import New
    from paraplu.fava.request import PageRequest

_SHOWN = 40


class ImportStatement(Struct, frozen=True, tag_field="do", tag="import"):
    """Import the file that is sent; `sure` tells that somebody saw what it does."""

    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Return what is written; CannotBook where it cannot be read, or not be new."""
        plan = Importing(bench.books).plan(_files(bench))
        new = [one for result in plan.results for one in result.new]
        if not plan.changes:
            raise CannotBook(say("All lines of this file are in the books already."))
        unallocated = clearing_of(bench.books.books.chart).unallocated
        waits = sum(
            one.allocation.account == unallocated or not one.allocation.sure
            for one in new
        )
        if self.sure != "yes":
            return _question(plan, new, waits)
        said = say(
            "{lines} imported, of which {waits} waiting for a place.",
            lines=counted("{n} line", "{n} lines", len(new)),
            waits=counted("{n} is", "{n} are", waits),
        )
        go = {"do": "allocate"} if waits else {}
        return WorkStep(said, plan.changes, go=go, back={"do": "import"})


def import_values(_bench: Bench, _asked: PageRequest) -> Mapping[str, Any]:
    """Return what the page of imports shows: nothing of the books."""
    return {}


def nothing_waits(_bench: Bench) -> int:
    """Return that nobody can tell how many files a bank has."""
    return 0


def _files(bench: Bench) -> tuple[File, ...]:
    """Return what is in the file that was sent, which is nowhere else on the disk."""
    if bench.file is None:
        raise CannotBook(say("Choose a file first."))
    called = Path(bench.name)
    ending = safe_name(called.suffix)
    name = safe_name(called.stem) or "statement"
    return read_sent_file(bench.file, f"{name}.{ending}" if ending else name)


def _question(plan: ImportPlan, new: list[New], waits: int) -> WorkQuestion:
    said = say(
        "{new} new: {placed} with a place, {waits} waiting for one. Write them?",
        new=counted("{n} line is", "{n} lines are", len(new)),
        placed=len(new) - waits,
        waits=waits,
    )
    lines = [*_results(plan.results), *map(_line, new[:_SHOWN])]
    if len(new) > _SHOWN:
        lines.append(counted("{n} more line", "{n} more lines", len(new) - _SHOWN))
    answers = (("yes", say("Write them in the books")),)
    return WorkQuestion(said, tuple(lines), "sure", answers)


def _results(results: Iterable[ImportResult]) -> Iterator[Message]:
    for one in results:
        if not one.agrees and one.closing and one.in_books is not None:
            yield say(
                "{account}: the books come to {books}, the statement says {bank}.",
                account=one.account,
                books=one.in_books,
                bank=one.closing.amount,
            )
        else:
            yield say(
                "{account}: {known} of {rows} were in the books already.",
                account=one.account,
                known=one.known,
                rows=one.rows,
            )


def _line(one: New) -> Message:
    booking = one.line.booking
    return say(
        "{date}  {amount}  {payee}: {account}",
        date=booking.date,
        amount=booking.amount,
        payee=booking.payee or booking.narration,
        account=one.allocation.account,
    )

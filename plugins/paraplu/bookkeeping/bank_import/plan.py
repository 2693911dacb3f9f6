"""An import before it is written: what is new, where it goes, what files become."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nl_banks.reference import references
from paraplu.base.language import Language, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.account import (
    account_of,
    check_open,
    in_currency,
    registered,
)
from paraplu.bookkeeping.bank_import.allocation import Allocator
from paraplu.bookkeeping.bank_import.entry import balance, written
from paraplu.bookkeeping.bank_import.known import BookedLines
from paraplu.bookkeeping.bank_import.line import ImportLine, New
from paraplu.bookkeeping.bank_import.payout import paid_out
from paraplu.bookkeeping.bank_import.recognising import Recognising
from paraplu.bookkeeping.bank_import.rerouting import rerouted
from paraplu.bookkeeping.bank_import.statements import number_of
from paraplu.journal.draft import Change, PendingEntries
from paraplu.ledger.day_sums import Days, no_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from nl_banks import Statement
    from nl_banks.statement import Balance, Remark
    from paraplu.base.language import Message
    from paraplu.bookkeeping.bank_import.ledger import OpenedLedger
    from paraplu.bookkeeping.bank_import.payout import Straight
    from paraplu.bookkeeping.bank_import.recognising import Changed, Fresh
    from paraplu.bookkeeping.bank_import.statements import File
    from paraplu.journal.block import DirectiveText
    from paraplu.journal.opening import Opening

_DAY = dt.timedelta(days=1)
# So often is told how far it is.
_STEP = 1000


@dataclass(frozen=True)
class ImportResult:
    """What became of one statement in a file.

    `rows` are the lines of it, `known` those that the books had; of these the bank
    tells the `changed` in other words than it did. `opening` and `closing` are what the
    statement says of its beginning and its end; `in_books` is what the books come to
    then, with what is new, and `asserted` what a line of them says, where that differs.
    """

    file: Path
    layout: str
    number: str = ""
    account: str = ""
    rows: int = 0
    known: int = 0
    new: tuple[New, ...] = ()
    changed: tuple[Changed, ...] = ()
    opening: Balance | None = None
    closing: Balance | None = None
    in_books: Decimal | None = None
    asserted: Decimal | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def agrees(self) -> bool:
        """Tell whether the books hold what the statement says, as far as it says it."""
        if self.closing is None or self.in_books is None:
            return True
        return self.asserted is None and self.in_books == self.closing.amount


@dataclass(frozen=True)
class ImportPlan:
    """The results, the entries by the file they go into, and the changes of files.

    Each change leaves a ledger that can be read, so that an import may stop between any
    two, and go on when it is said again.
    """

    results: tuple[ImportResult, ...]
    blocks: dict[Path, list[DirectiveText]]
    lines: dict[Path, list[Opening]]
    changes: tuple[Change, ...]


class Importing:
    """Takes statements one after the other; each finds those before it as booked.

    Without `drafts` nothing is made of them but results: the plan has no entries.
    """

    def __init__(
        self,
        ledger: OpenedLedger,
        *,
        account: str = "",
        into: Path | None = None,
        drafts: bool = True,
        tell: Callable[[Message], None] = lambda _message: None,
    ) -> None:
        self._books = ledger.books
        # Without books a statement is only read: there is nothing it could not fit.
        self._is_alone = ledger.books.text is None
        self._register = ledger.register
        self._asserted = dict(ledger.asserted)
        self._language = Language(ledger.register.language)
        self._account = account
        self._drafts = drafts
        self._tell = tell
        self._allocator = Allocator(ledger.books, ledger.register)
        self._draft = PendingEntries(ledger.books, ledger.register, into)
        self._booked: dict[str, tuple[BookedLines, Recognising]] = {}
        self._moved: defaultdict[str, Days] = defaultdict(no_days)

    def plan(self, files: Iterable[File]) -> ImportPlan:
        """Return what importing these files does; Unbooked where one can't be."""
        results = tuple(result for file in files for result in self._of(file))
        return ImportPlan(
            results, self._draft.blocks, self._draft.lines, self._draft.changes()
        )

    def _of(self, file: File) -> Iterator[ImportResult]:
        if not file.statements:
            yield ImportResult(file.path, file.layout)
        for statement in file.statements:
            account = self._of_account(file, statement)
            if not self._is_alone:
                check_open(file, statement, account, self._books)
                in_currency(file, statement, self._books.currency)
            yield self._result(file, statement, account)

    def _of_account(self, file: File, statement: Statement) -> str:
        """Return the account of a statement; empty if nothing is booked of it."""
        if self._is_alone and not self._drafts:
            return self._account or registered(statement, self._register)
        return account_of(
            file,
            statement,
            self._register,
            self._books.chart,
            self._account,
            alone=self._is_alone,
        )

    def _result(self, file: File, statement: Statement, account: str) -> ImportResult:
        lines = self._lines(statement, account)
        found = self._recognising(account).of(statement, lines)
        ends = statement.closing.date if statement.closing else None
        new = tuple(self._new(found.fresh, account, ends))
        self._write(new, account)
        for _, allocation in new:
            for link in allocation.links if allocation.joins else ():
                self._recognising(account).link(allocation.joins, link)
        closing, asserted, in_books = statement.closing, None, None
        if closing:
            asserted = self._assert(account, closing, statement.currency)
            if not self._is_alone:
                in_books = self._stands(account, closing.date)
        return ImportResult(
            file.path,
            statement.layout,
            number_of(statement),
            account,
            rows=len(statement.bookings),
            known=len(statement.bookings) - len(new),
            new=new,
            changed=found.changed,
            opening=statement.opening,
            closing=closing,
            in_books=in_books,
            asserted=asserted,
            remarks=statement.remarks,
        )

    def _lines(self, statement: Statement, account: str) -> list[ImportLine]:
        """Return the lines of a statement, with what is private taken out."""
        owners = self._allocator.owners
        return [
            ImportLine(owners.without(booking), key, account)
            for booking, key in zip(
                statement.bookings, references(statement), strict=True
            )
        ]

    def _recognising(self, account: str) -> Recognising:
        """Return what finds the new lines of an account."""
        if account not in self._booked:
            booked = BookedLines(self._books, account)
            self._booked[account] = (
                booked,
                Recognising(
                    booked,
                    self._draft,
                    lambda day: self._stands(account, day),
                    lambda day: self._asserted.get((account, day + _DAY)),
                ),
            )
        return self._booked[account][1]

    def _reroute(
        self, ends: dt.date | None, lines: Sequence[ImportLine], paid: Straight
    ) -> bool:
        """Have the bank's entry of a payout take it from under way, where it has to.

        A provider that says what stood there between the two days is right: by then the
        money had left. `ends` is the day of which the statement says that.
        """
        _, left = paid_out(lines)
        if ends is None or not left <= ends < paid.date:
            return False
        account, under_way = lines[0].account, self._allocator.clearing.payouts
        if not rerouted(self._draft, paid, account, under_way):
            return False
        self._moved[account][paid.date] += paid.amount
        return True

    def _new(
        self, fresh: list[Fresh], account: str, ends: dt.date | None
    ) -> Iterator[New]:
        """Yield the lines that the books do not have, with where they go."""
        doubts = {id(one.line): one.doubt for one in fresh}

        def reroute(lines: Sequence[ImportLine], paid: Straight) -> bool:
            done = self._reroute(ends, lines, paid)
            if done:
                # What the books may have of them was that entry.
                doubts.update(dict.fromkeys(map(id, lines)))
            return done

        lines = self._allocator.payouts.unanswered((one.line for one in fresh), reroute)
        self._booked[account][0].add(lines)
        for number, line in enumerate(lines):
            if number % _STEP == 0:
                self._tell(
                    say("allocating line {n} of {all}", n=number + 1, all=len(lines))
                )
            day = line.booking.date
            self._moved[account][day] += line.moved
            allocation = self._allocator.allocate(line, doubts[id(line)])
            for leg in allocation.legs:
                # It may be of an account whose own statement comes next.
                self._moved[leg.account][day] += leg.amount
            yield New(line, allocation)

    def _write(self, new: tuple[New, ...], account: str) -> None:
        """Note the entries of lines, and the accounts that they are the first on."""
        if not self._drafts:
            return
        used: set[str] = set()
        for one in new:
            block = written(one, self._language)
            self._draft.add(account, one.line.booking.date, block)
            used |= {leg.account for leg in one.allocation.legs}
        self._draft.open(used, account)

    def _assert(self, account: str, closing: Balance, currency: str) -> Decimal | None:
        """Note what an account held, or return what the books say that differs."""
        day, amount = closing
        said = self._asserted.get((account, day + _DAY))
        if said is None:
            self._asserted[account, day + _DAY] = amount
            if not self._drafts:
                return None
            block = balance(account, day, amount, currency)
            self._draft.add(account, day, block)
        return None if said == amount else said

    def _stands(self, account: str, day: dt.date) -> Decimal:
        """Return what the books hold at the end of a day, with what is new."""
        name = self._books.chart.account(account)
        sums = (self._books.days.get(name, no_days()), self._moved[account])
        return sum(
            (amount for days in sums for on, amount in days.items() if on <= day), ZERO
        )

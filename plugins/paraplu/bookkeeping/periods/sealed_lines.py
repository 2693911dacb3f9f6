"""What of the books a seal is about: a line for each entry, in no order of files.

All of the books: the canonical lines of transactions, and those of the directives that
say something of accounts, but for `open`. How pages look (`custom`, `query`) and what
things cost (`price`) may change. VAT: what each transaction puts into boxes, so that
its words, and entries without VAT, are free. A fund: the transactions on its accounts.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import shifted
from paraplu.base.kinds import VAT
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.boxes import boxes_of
from paraplu.bookkeeping.vat.filed import written_boxes
from paraplu.bookkeeping.vat.returns import vat_of
from paraplu.ledger.canonical_lines import directive_lines
from paraplu.ledger.canonical_words import by_value
from paraplu.ledger.seals import EntryMark, Scope, ScopeKind
from paraplu.ledger.transaction_lines import is_odd, transaction_lines
from paraplu.ledger.transactions import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paraplu.base.chart import Account
    from paraplu.base.findings import Source
    from paraplu.base.periods import Period
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

# An account is opened on the day on which those beside it were, whenever that is done.
_OF_ACCOUNTS = frozenset({"Close", "Balance", "Pad", "Note", "Document"})
IN_SEALS = _OF_ACCOUNTS | {"Transaction"}
_MARK = 16
# Of how the lines of a seal are made. Until 3 they had amounts as they stand in the
# ledger; since 4 by value, so that other digits for the same amount change nothing.
AS_WRITTEN, BY_VALUE = 3, 4
_DAY = len("2026-03-31")


class SealableEntry(NamedTuple):
    """An entry as it is now: its line, its mark in a seal, and where it stands.

    `transaction` is None for a directive of another kind.
    """

    line: str
    mark: EntryMark
    source: Source
    transaction: Transaction | None


class SealedLines:
    """The lines of one scope of some books, sorted once, asked for by period."""

    def __init__(
        self,
        books: Books,
        register: Register,
        scope: Scope,
        canonical: int = BY_VALUE,
    ) -> None:
        self._by_value = canonical >= BY_VALUE
        self._books = books
        self._register = register
        self._scope = scope

    def checksum(self, period: Period) -> str:
        """Return the SHA-256 of the sorted lines of a period, each with its end."""
        return checksum_of(self.lines(period))

    def lines(self, period: Period) -> Sequence[str]:
        """Return the sorted lines of a period."""
        return self._lines[slice(*self._reach(period.first, period.last))]

    def any_within(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether there is a line from one day to another, both included."""
        begin, end = self._reach(first, last)
        return end > begin

    def _reach(self, first: dt.date, last: dt.date) -> tuple[int, int]:
        """Return where the lines of some days begin, and where those after them."""
        begin = bisect_left(self._lines, first.isoformat())
        return begin, bisect_left(self._lines, shifted(last, 1).isoformat())

    @cached_property
    def first_day(self) -> dt.date | None:
        """The day of the first line; None where there is nothing of this scope."""
        return dt.date.fromisoformat(self._lines[0][:_DAY]) if self._lines else None

    @cached_property
    def _lines(self) -> list[str]:
        # By code points, which is the order of their bytes in UTF-8 too.
        return sorted(self._every())

    def _every(self) -> Iterator[str]:
        match self._scope.kind:
            case ScopeKind.VAT:
                yield from (line for line, _ in self._of_vat)
            case ScopeKind.FUND:
                yield from self._lines_of(self._of_fund)
            case ScopeKind.ALL:
                yield from self._of_all()
                yield from (line for _, line in self._directives())

    def _of_all(self) -> Iterator[str]:
        """Yield the lines of all transactions: nearly all are written by value."""
        if not self._by_value:
            yield from self._books.lines
            return
        pairs = zip(self._books.lines, self._books.transactions, strict=True)
        for line, transaction in pairs:
            if is_odd(transaction.written, line):
                yield from self._lines_of([transaction])
            else:
                yield line

    def _lines_of(self, transactions: Iterable[Transaction]) -> Iterator[str]:
        written = (transaction.written for transaction in transactions)
        number = by_value if self._by_value else str
        return transaction_lines(written, self._books.currency, number)

    def _directives(self) -> Iterator[tuple[object, str]]:
        for one, line in directive_lines(self._books):
            if type(one).__name__ in _OF_ACCOUNTS:
                yield one, line

    @cached_property
    def _of_fund(self) -> list[Transaction]:
        return [
            transaction
            for transaction in self._books.transactions
            if any(account.fund == self._scope.fund for account in transaction.accounts)
        ]

    @cached_property
    def _of_vat(self) -> list[tuple[str, Transaction]]:
        """The boxes of each transaction, by the day that it counts for."""
        return [
            (f"{one.date}\t{written_boxes(boxes_of(one.items))}", one.transaction)
            for one in vat_of(self._books, self._register).taxed
        ]

    def entries(self, period: Period) -> list[SealableEntry]:
        """Return the entries of a period, each with where it stands."""
        if self._scope.kind is ScopeKind.VAT:
            pairs = [*self._of_vat]
        else:
            transactions = (
                self._of_fund
                if self._scope.kind is ScopeKind.FUND
                else self._books.transactions_within(period.first, period.last)
            )
            pairs = [*zip(self._lines_of(transactions), transactions, strict=True)]
        found = [
            SealableEntry(
                line,
                mark_of(line, _words(transaction)),
                transaction.source,
                transaction,
            )
            for line, transaction in pairs
            if period.first.isoformat() <= line[:_DAY] <= period.last.isoformat()
        ]
        if self._scope.kind is ScopeKind.ALL:
            for one, line in self._directives():
                if period.first.isoformat() <= line[:_DAY] <= period.last.isoformat():
                    words = " ".join(line.split("\t")[1:3])
                    meta = getattr(one, "meta", None) or {}
                    found.append(
                        SealableEntry(line, mark_of(line, words), source_of(meta), None)
                    )
        return found

    def accounts(self) -> Iterator[Account]:
        """Yield the accounts whose balance belongs to the scope."""
        for account in self._books.days:
            if (
                self._scope.kind is ScopeKind.ALL
                or (self._scope.kind is ScopeKind.VAT and account.kind in VAT)
                or (self._scope.fund and account.fund == self._scope.fund)
            ):
                yield account


def checksum_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines, each with its end, as `sha256sum` would."""
    text = "".join(f"{line}\n" for line in lines)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mark_of(line: str, words: str) -> EntryMark:
    """Return the mark of an entry: its day, and the beginning of its checksum."""
    digest = sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
    return EntryMark(dt.date.fromisoformat(line[:_DAY]), digest[:_MARK], words)


def _words(transaction: Transaction) -> str:
    """Return by what a transaction is known: what it moves, and its first account.

    Who was paid is not told: a seal is kept longer than what is known of people.
    """
    moved = sum((one.amount for one in transaction.postings if one.amount > 0), ZERO)
    written = transaction.written.postings
    return f"{moved:.2f} {written[0].account}" if written else f"{moved:.2f}"

"""What the books have of a statement already, looked up account by account."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nl_banks.known import KnownLines, Mark, texts_of
from paraplu.base.chart import Kind
from paraplu.base.metadata import BANK_REF, COUNTERPARTY
from paraplu.ledger.transactions import alike

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from nl_banks import StatementLine
    from paraplu.bookkeeping.bank_import.line import ImportLine
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


_NO_LINE = frozenset({Kind.OPENING})


class LineAnswers(NamedTuple):
    """What is booked of each line of a statement, and what answered for none of them.

    `by_hand` are those without a key of this account; what has one is in `left`.
    """

    of_lines: list[Mark | None]
    left: list[Mark]
    by_hand: list[Mark]


class BookedLines:
    """The lines that are booked on one account; what is imported is added to it."""

    def __init__(self, books: Books | None, account: str) -> None:
        self._postings: list[tuple[Transaction, int]] = []
        self._added: list[Mark] = []
        self._is_clearing = (
            books is not None and books.chart.account(account).kind is not Kind.BANK
        )
        every = books.with_signature(lambda one: one.roles) if books else ()
        for same in alike(every):
            names = [one.name for one in same[0].accounts]
            positions = [n for n, name in enumerate(names) if name == account]
            self._postings += [(one, n) for one in same for n in positions]
        self._postings.sort(key=lambda one: one[0].number)

    def answers(
        self, lines: Sequence[ImportLine], originals: Sequence[StatementLine]
    ) -> LineAnswers:
        """Return, for each line, what is booked of it, or None; and what is left.

        `originals` are the lines as the bank wrote them: books from before the private
        register was filled in may have those words.
        """
        keys = {line.key for line in lines}
        known = KnownLines([*self._marks(keys), *self._added])
        found = known.answers(
            [
                _mark(line, original)
                for line, original in zip(lines, originals, strict=True)
            ]
        )
        left = known.left if None in found else []
        return LineAnswers(
            found,
            [mark for mark in left if mark.reference],
            [mark for mark in left if not mark.reference and self._is_by_hand(mark)],
        )

    def on(self, day: dt.date) -> list[Mark]:
        """Return what is booked on a day, in the order of the books."""
        every = [*self._marks(set(), day), *self._added]
        return [mark for mark in every if mark.date == day]

    def add(self, lines: Iterable[ImportLine]) -> None:
        """Take lines as booked from now on."""
        self._added += [_mark(line, line.booking) for line in lines]

    def with_key(self, key: str) -> list[Transaction]:
        """Return the entries that stand in a file, and have this key."""
        return [
            one
            for one, n in self._postings
            if one.said(BANK_REF, n) == key and Path(one.source.file).is_file()
        ]

    def retell(self, part: Mark, line: ImportLine) -> None:
        """Take a line that is about to be booked as another one from now on."""
        self._added = [
            _mark(line, line.booking) if one is part else one for one in self._added
        ]

    def _is_by_hand(self, mark: Mark) -> bool:
        """Tell whether somebody may have booked a line of the bank by this.

        What opens the books is none, nor what a bank booked straight on what stands
        with a provider: that is a payout, and its other side is known by that.
        """
        kinds = mark.line.signature.kinds
        return (
            not (kinds & _NO_LINE or (self._is_clearing and Kind.BANK in kinds))
            and mark.line.flag != "P"
        )

    def _marks(self, keys: set[str], day: dt.date | None = None) -> Iterator[Mark]:
        for transaction, n in self._postings:
            if day and transaction.date != day:
                continue
            posting = transaction.postings[n]
            own = posting.meta.get(BANK_REF)
            key = str(own or transaction.meta.get(BANK_REF) or "")
            if not own and key not in keys and _may_be_of_another(transaction, n):
                key = ""
            texts = texts_of(
                transaction.payee,
                transaction.narration,
                str(transaction.meta.get(COUNTERPARTY) or ""),
            )
            yield Mark(key, transaction.date, posting.amount, texts, transaction)


def _may_be_of_another(transaction: Transaction, position: int) -> bool:
    """Tell whether a key may be that of another account than this posting's.

    It is the bank's where there is one; with two banks nobody can tell.
    """
    kinds = [role.kind for role in transaction.signature.roles]
    banks = kinds.count(Kind.BANK)
    return banks > 1 if kinds[position] is Kind.BANK else banks > 0


def _mark(line: ImportLine, original: StatementLine) -> Mark:
    texts = texts_of(
        *(original.payee, original.narration, original.counterparty),
        *(line.booking.payee, line.booking.narration, line.booking.counterparty),
    )
    return Mark(line.key, line.booking.date, line.moved, texts, line)

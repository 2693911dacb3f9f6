"""What the books have of a statement already, looked up account by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.known import KnownLines, Mark, texts_of
from paraplu.base.chart import Kind
from paraplu.base.metadata import BANK_REF, COUNTERPARTY
from paraplu.ledger.transactions import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nl_banks import StatementLine
    from paraplu.bookkeeping.bank_import.line import ImportLine
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


class BookedLines:
    """The lines that are booked on one account; what is imported is added to it."""

    def __init__(self, books: Books | None, account: str) -> None:
        self._postings: list[tuple[Transaction, int]] = []
        self._added: list[Mark] = []
        every = books.with_signature(lambda one: one.roles) if books else ()
        for same in alike(every):
            names = [one.name for one in same[0].accounts]
            positions = [n for n, name in enumerate(names) if name == account]
            self._postings += [(one, n) for one in same for n in positions]

    def answers(
        self, lines: Sequence[ImportLine], originals: Sequence[StatementLine]
    ) -> list[Mark | None]:
        """Return, for each line, what is booked of it, or None.

        `originals` are the lines as the bank wrote them: books from before the private
        register was filled in may have those words.
        """
        keys = {line.key for line in lines}
        known = KnownLines([*self._marks(keys), *self._added])
        return known.answers(
            [
                _mark(line, original)
                for line, original in zip(lines, originals, strict=True)
            ]
        )

    def add(self, lines: Iterable[ImportLine]) -> None:
        """Take lines as booked from now on."""
        self._added += [_mark(line, line.booking) for line in lines]

    def _marks(self, keys: set[str]) -> Iterator[Mark]:
        for transaction, n in self._postings:
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

"""What the books have of a statement already, looked up account by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.known import KnownLines, Mark, texts_of
from paraplu.base.chart import Kind
from paraplu.base.metadata import BANK_REF, COUNTERPARTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nl_banks import StatementLine
    from paraplu.bookkeeping.bank_import.line import Line
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry


class Booked:
    """The lines that are booked on one account; what is imported is added to it."""

    def __init__(self, books: Books | None, account: str) -> None:
        self._entries: list[tuple[Entry, int]] = []
        self._added: list[Mark] = []
        for shape, entries in books.shapes.items() if books else ():
            names = [one.name for one in shape.accounts]
            legs = [n for n, name in enumerate(names) if name == account]
            self._entries += [(entry, leg) for entry in entries for leg in legs]

    def answers(
        self, lines: Sequence[Line], originals: Sequence[StatementLine]
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

    def add(self, lines: Iterable[Line]) -> None:
        """Take lines as booked from now on."""
        self._added += [_mark(line, line.booking) for line in lines]

    def _marks(self, keys: set[str]) -> Iterator[Mark]:
        for entry, leg in self._entries:
            own = (entry.written.postings[leg].meta or {}).get(BANK_REF)
            key = str(own or entry.meta.get(BANK_REF) or "")
            if not own and key not in keys and _may_be_of_another(entry, leg):
                key = ""
            texts = texts_of(
                entry.payee, entry.narration, str(entry.meta.get(COUNTERPARTY) or "")
            )
            yield Mark(key, entry.date, entry.amounts[leg], texts, entry)


def _may_be_of_another(entry: Entry, leg: int) -> bool:
    """Tell whether the key of an entry may be that of another account than this leg's.

    It is the bank's where there is one; with two banks nobody can tell.
    """
    kinds = [account.kind for account in entry.shape.accounts]
    banks = kinds.count(Kind.BANK)
    return banks > 1 if kinds[leg] is Kind.BANK else banks > 0


def _mark(line: Line, original: StatementLine) -> Mark:
    texts = texts_of(
        *(original.payee, original.narration, original.counterparty),
        *(line.booking.payee, line.booking.narration, line.booking.counterparty),
    )
    return Mark(line.key, line.booking.date, line.moved, texts, line)

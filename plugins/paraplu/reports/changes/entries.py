"""Which entries came, went, moved to another day, or are others than they were.

Entries are the same where their canonical lines are: in which file, in which order and
with which spaces they are written does not matter. What is left on both sides is paired
by what it has in common, for whoever corrects an amount does not think of one entry
that went and another that came.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.base.pairing import paired
from paraplu.ledger.evidence import receipts_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


class EntryVersion(NamedTuple):
    """An entry of one of the two books, with these books for its receipts."""

    books: Books
    transaction: Transaction

    @property
    def amount(self) -> Decimal:
        """What it moves: the sum of its debits, in EUR."""
        debits = (one.amount for one in self.transaction.postings if one.amount > 0)
        return sum(debits, ZERO)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts of its postings, each once, by name."""
        postings = self.transaction.written.postings
        return tuple(sorted({posting.account for posting in postings}))

    @property
    def members(self) -> tuple[str, ...]:
        """Whose rings it touches, by code."""
        return tuple(sorted(self.transaction.members))

    @property
    def receipts(self) -> tuple[str, ...]:
        """The receipts that it shows, by their paths."""
        found = receipts_of(self.books, self.transaction)
        return tuple(sorted(receipt.path for receipt in found))

    @property
    def words(self) -> tuple[str, str]:
        """Payee and narration."""
        return self.transaction.payee, self.transaction.narration


class ChangedPart(NamedTuple):
    """A part of an entry that is another one: what it is called, was, and is."""

    name: Message
    was: object
    now: object


@dataclass(frozen=True)
class ChangedPair:
    """An entry as it was and as it is; `parts` are what differs."""

    was: EntryVersion
    now: EntryVersion

    @property
    def parts(self) -> list[ChangedPart]:
        """What differs; something else than all of these where it is empty."""
        return [
            ChangedPart(name, before, after)
            for name, part in _PARTS
            if (before := part(self.was)) != (after := part(self.now))
        ]


@dataclass(frozen=True)
class EntryChanges:
    """The entries that came, went, and are others, each in the order of days."""

    came: tuple[EntryVersion, ...]
    gone: tuple[EntryVersion, ...]
    changed: tuple[ChangedPair, ...]

    @property
    def days(self) -> set[dt.date]:
        """The days that are touched, as they were and as they are."""
        sides = [*self.came, *self.gone]
        sides += [side for pair in self.changed for side in (pair.was, pair.now)]
        return {side.transaction.date for side in sides}


_PARTS: tuple[tuple[Message, Callable[[EntryVersion], object]], ...] = (
    (say("day"), lambda side: side.transaction.date),
    (say("amount"), lambda side: side.amount),
    (say("accounts"), lambda side: side.accounts),
    (say("members"), lambda side: side.members),
    (say("receipts"), lambda side: side.receipts),
    (say("words"), lambda side: side.words),
    (say("links"), lambda side: tuple(sorted(side.transaction.links))),
    (say("flag"), lambda side: side.transaction.flag),
)

# By what two entries are taken for one that was changed: the first that fits counts.
_ALIKE: tuple[Callable[[EntryVersion], Hashable], ...] = (
    lambda side: (side.transaction.date, side.words, side.accounts),
    lambda side: (side.transaction.date, side.amount, side.accounts),
    lambda side: (side.words, side.amount, side.accounts),
    lambda side: (side.transaction.date, side.words),
    lambda side: (side.transaction.date, side.amount),
    lambda side: (side.words, side.accounts),
    lambda side: (side.transaction.date, side.accounts),
)


def entry_changes(was: Books, now: Books) -> EntryChanges:
    """Return how the entries of two states of the same books differ."""
    before, after = list(_lined(was)), list(_lined(now))
    common = Counter(line for line, _ in before) & Counter(line for line, _ in after)
    found = paired(
        _left(before, common),
        _left(after, common),
        ((alike, alike) for alike in _ALIKE),
    )
    changed = [ChangedPair(*pair) for pair in found.pairs]
    changed.sort(key=lambda pair: pair.now.transaction.date)
    return EntryChanges(tuple(found.came), tuple(found.gone), tuple(changed))


def _lined(books: Books) -> Iterator[tuple[str, EntryVersion]]:
    for line, transaction in zip(books.lines, books.transactions, strict=True):
        yield line, EntryVersion(books, transaction)


def _left(
    lined: Iterable[tuple[str, EntryVersion]], common: Counter[str]
) -> Iterator[EntryVersion]:
    """Yield the entries that the other books do not have; of equal ones the last."""
    many = Counter(common)
    for line, side in lined:
        if many[line]:
            many[line] -= 1
        else:
            yield side

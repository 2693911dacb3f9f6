"""What changed in a closed period since it was sealed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.base.pairing import paired
from paraplu.bookkeeping.periods.sealed_lines import (
    AS_WRITTEN,
    BY_VALUE,
    SealedLines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.periods.sealed_lines import SealableEntry
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import EntryMark, Scope, Seal, Seals
    from paraplu.register.model import Register


class MovedBalance(NamedTuple):
    """An account whose balance at the end of a closed period is not what it was."""

    account: str
    was: Decimal
    now: Decimal


class ChangedEntry(NamedTuple):
    """An entry that stands where another stood."""

    was: EntryMark
    now: SealableEntry


@dataclass(frozen=True)
class PeriodChange:
    """What differs between a seal and the books: entries and balances."""

    seal: Seal
    came: tuple[SealableEntry, ...] = ()
    gone: tuple[EntryMark, ...] = ()
    changed: tuple[ChangedEntry, ...] = ()
    balances: tuple[MovedBalance, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.came or self.gone or self.changed or self.balances)


@dataclass
class SealComparison:
    """Holds seals against books; what periods of one scope share is made once."""

    books: Books
    register: Register
    _lines: dict[tuple[Scope, int], SealedLines] = field(default_factory=dict)

    def changes(self, seals: Seals) -> Iterator[PeriodChange]:
        """Yield what changed in each closed period, in order.

        Balances follow from the entries until then. They are looked at after the last
        closed period of each scope only, and where nothing else tells of a change: an
        entry before all that is closed, such as one that is dated years back, is found
        by them.
        """
        last = {seal.scope: seal for seal in seals.in_force}
        told: set[Scope] = set()
        for seal in seals.in_force:
            change = self.entries(seal)
            if change:
                told.add(seal.scope)
            elif seal is last[seal.scope] and seal.scope not in told:
                change = PeriodChange(seal, balances=tuple(self.balances(seal)))
            if change:
                yield change

    def lines(self, scope: Scope, canonical: int = BY_VALUE) -> SealedLines:
        """Return the lines of a scope, made when they are first asked for.

        `canonical` is the number of how they are made, as a seal has it.
        """
        key = scope, canonical
        if key not in self._lines:
            self._lines[key] = SealedLines(self.books, self.register, *key)
        return self._lines[key]

    def entries(self, seal: Seal) -> PeriodChange:
        """Return which entries of a period came, went or are others."""
        lines = self.lines(seal.scope, seal.canonical)
        if not comparable(seal) or lines.checksum(seal.period) == seal.checksum:
            return PeriodChange(seal)
        before = Counter((mark.day, mark.digest) for mark in seal.marks)
        came = []
        for entry in lines.entries(seal.period):
            key = entry.mark.day, entry.mark.digest
            if before[key]:
                before[key] -= 1
            else:
                came.append(entry)
        gone = []
        for mark in seal.marks:
            key = mark.day, mark.digest
            if before[key]:
                before[key] -= 1
                gone.append(mark)
        return _change(seal, came, gone)

    def balances(self, seal: Seal) -> Iterator[MovedBalance]:
        """Yield the accounts with another balance than when the period was closed."""
        now: Mapping[str, Decimal] = {
            account.name: self.books.running[account].at(seal.period.last)
            for account in self.lines(seal.scope).accounts()
        }
        for account in sorted(now.keys() | seal.balances.keys()):
            was, stands = seal.balances.get(account, ZERO), now.get(account, ZERO)
            if was != stands:
                yield MovedBalance(account, was, stands)


def comparable(seal: Seal) -> bool:
    """Tell whether a seal was made of lines that this version of paraplu can make."""
    return seal.canonical in {AS_WRITTEN, BY_VALUE}


def _kind(mark: EntryMark) -> str:
    """Return which directive a mark is of: balance, pad; empty for a transaction."""
    first = mark.words.partition(" ")[0]
    return first if first.isalpha() else ""


# By what two entries are taken for one that changed. A balance is never taken for a
# transaction: whoever corrects one thinks of no other kind.
_ALIKE: tuple[Callable[[EntryMark], Hashable], ...] = (
    lambda mark: (mark.day, mark.words),
    lambda mark: (mark.day, _kind(mark), mark.words.partition(" ")[2]),
    lambda mark: (mark.day, _kind(mark)),
)


def _change(
    seal: Seal, came: list[SealableEntry], gone: list[EntryMark]
) -> PeriodChange:
    """Return as changed what came in the place of another."""
    found = paired(gone, came, ((alike, _of_entry(alike)) for alike in _ALIKE))
    changed = tuple(ChangedEntry(*pair) for pair in found.pairs)
    return PeriodChange(seal, tuple(found.came), tuple(found.gone), changed)


def _of_entry(
    alike: Callable[[EntryMark], Hashable],
) -> Callable[[SealableEntry], Hashable]:
    return lambda entry: alike(entry.mark)

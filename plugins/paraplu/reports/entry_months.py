"""The entries of a member by month, of one kind if somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.findings import Finding, Source
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.entries import MemberTransaction


class EntryKind(StrEnum):
    """What entries can be looked at by themselves."""

    ALL = ""
    SALES = "sales"
    COSTS = "costs"
    GROWTH = "growth"
    TRAINING = "training"
    NO_RECEIPT = "no-receipt"


_KINDS: Mapping[EntryKind, frozenset[Kind]] = {
    EntryKind.SALES: frozenset({Kind.SALES, Kind.INTERNAL_SALES}),
    EntryKind.COSTS: frozenset({Kind.COSTS}),
    EntryKind.GROWTH: frozenset({Kind.GROWTH, Kind.EQUIPMENT}),
    EntryKind.TRAINING: frozenset({Kind.TRAINING}),
}
# The rules on a receipt that is not there.
_RECEIPT = frozenset({"EV01", "EV02"})


@dataclass(frozen=True)
class EntriesOfMonth:
    """The entries of one month, newest first, and what they did to the thermometer."""

    month: Month
    entries: tuple[MemberTransaction, ...]

    @property
    def effect(self) -> Decimal:
        """What all of them did to the thermometer together."""
        return sum((one.effect for one in self.entries), ZERO)


@dataclass(frozen=True)
class MemberEntries:
    """The entries of one kind by month, newest first; `counts` has how many of each.

    `missing` are the numbers of entries whose receipt is not there.
    """

    kind: EntryKind
    months: tuple[EntriesOfMonth, ...]
    counts: Mapping[EntryKind, int]
    missing: frozenset[int]


def entries_by_month(
    booked: Sequence[MemberTransaction], findings: Iterable[Finding], asked: str = ""
) -> MemberEntries:
    """Return a member's entries by month; what is no kind gives all of them."""
    kind = EntryKind(asked) if asked in set(EntryKind) else EntryKind.ALL
    places = {one.source for one in findings if one.code in _RECEIPT}
    missing = frozenset(
        one.transaction.number for one in booked if _stands(one.transaction, places)
    )
    of_kind = {one: [b for b in booked if _is(b, one, missing)] for one in EntryKind}
    newest_first = reversed(of_kind[kind])
    months = groupby(newest_first, key=lambda one: Month.of(one.transaction.date))
    return MemberEntries(
        kind,
        tuple(EntriesOfMonth(month, tuple(these)) for month, these in months),
        {one: len(these) for one, these in of_kind.items()},
        missing,
    )


def _stands(transaction: Transaction, places: set[Source]) -> bool:
    return bool(places) and any(
        transaction.source_at(n) in places for n in range(len(transaction.postings))
    )


def _is(one: MemberTransaction, kind: EntryKind, missing: frozenset[int]) -> bool:
    if kind is EntryKind.ALL:
        return True
    if kind is EntryKind.NO_RECEIPT:
        return one.transaction.number in missing
    return any(account.kind in _KINDS[kind] for account, _ in one.postings)

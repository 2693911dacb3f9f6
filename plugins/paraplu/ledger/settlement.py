"""Settlement: which payment settled which bill, how much of it, and for what reason.

Whoever wants to know what is open makes an `Movement` of all that owes and of all that
pays, and states its criteria, in their order: they are data. Every match says what of
what was settled, by what, and by which criterion. Amounts are exact: what is matched
and what is left always come to what there was.

| reader                  | open, what settles it      | criteria, in their order      |
| ----------------------- | -------------------------- | ----------------------------- |
| invoices `receivables`  | invoices of ours; entries  | its number as a link, number  |
|                         | linked to it, credit notes | by number; the rest with the  |
|                         |                            | last                          |
| `bank_import` items     | what is open by link, to   | link by link; the rest with   |
|                         | us or by us                | the last                      |
| `payments.payables`     | bills, of a payee with a   | 1. link and payee, or the     |
|                         | common link as one;        | only bill with the link: all  |
|                         | payments, credit notes     | of it; 2. payee and amount,   |
|                         |                            | payee and oldest, what was    |
|                         |                            | open before the books, each   |
|                         |                            | only where all of it fits     |
| `vat.cash`              | sales on account; payments | link, else the oldest         |
|                         | after them                 |                               |
| `ledger.paydays`        | bills; payments, also      | by each link, else by payee:  |
|                         | those before the bill      | the oldest                    |
| `ledger.paydays` (lots) | what came onto a clearing  | 1. link by link, 2. payee,    |
|                         | account or was prepaid;    | 3. the oldest                 |
|                         | what leaves after it       |                               |
| `ledger.reimbursements` | debts with a receipt; what | link or receipt, the oldest   |
|                         | was paid back before       |                               |
| `rules.clearing_lots`   | what is on a clearing      | the oldest                    |
|                         | account, on either side    |                               |
| `bank_import.payouts`   | payouts under way; lines   | reference and amount, refe-   |
|                         | of the bank                | rence, amount: the oldest     |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from paraplu.base.money import ZERO
from paraplu.base.payee import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account, Kind
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry


_What = TypeVar("_What")
_By = TypeVar("_By")
Place = int | tuple[int, ...]


class Reason(StrEnum):
    """Why a payment counts for what it settles."""

    LINK = "link"
    LINK_AND_PARTY = "link-and-party"
    PARTY_AND_AMOUNT = "party-and-amount"
    PARTY = "party"
    OPENING = "opening"
    OLDEST = "oldest"
    CREDIT = "credit"
    NET = "net"


class Movement(NamedTuple, Generic[_What]):
    """What is open, or what settles; `what` it is: an entry, an invoice, a bill.

    `amount` is in the operating currency, of what settles below zero. `place` is its
    own on the account, and the oldest has the lowest. `number` is what an invoice is
    known by, and `opened` is what was there before the books began.
    """

    place: Place
    what: _What
    date: dt.date
    amount: Decimal
    account: Account
    party: str = ""
    links: frozenset[str] = frozenset()
    number: str = ""
    opened: bool = False

    @property
    def member(self) -> str:
        """Whose it is; empty for the cooperative's own."""
        return self.account.member


class Match(NamedTuple, Generic[_What, _By]):
    """So much of an item was settled by another, and why; the amount is above zero.

    Below zero it takes back what was settled before. `before` is what of the item had
    been settled until then.
    """

    item: Movement[_What]
    by: Movement[_By]
    amount: Decimal
    before: Decimal
    reason: Reason

    @property
    def date(self) -> dt.date:
        """The day on which it was settled: what is paid ahead waits for its bill."""
        return max(self.item.date, self.by.date)


class Takes(Enum):
    """Which items a payment takes of all that meet a criterion, and how much."""

    OLDEST = auto()  # the oldest first, as far as it goes
    IN_TURN = auto()  # the same for the first name, then for the next one
    EXACT = auto()  # the oldest of which just this amount is open
    WHOLE = auto()  # the oldest first, where all of it fits
    OTHERS = auto()  # those of other parties: of this amount, the oldest; all must fit
    FIRST = auto()  # the oldest takes all, also what is more than is open
    ONLY = auto()  # the same, where there is one and no more


@dataclass(frozen=True, eq=False)
class Criterion:
    """What a payment and an item must have in common, and which of them it takes.

    `names` are what an item is known by here, with an amount that is open or paid.
    """

    reason: Reason
    names: Callable[[Movement[Any], Decimal], Sequence[Hashable]]
    takes: Takes = Takes.OLDEST


def _links(item: Movement[Any], _amount: Decimal) -> list[str]:
    return sorted(item.links)


def _links_and_party(item: Movement[Any], _amount: Decimal) -> list[tuple[str, str]]:
    party = plain(item.party) if item.links else ""
    return [(link, party) for link in item.links]


def _party(item: Movement[Any], _amount: Decimal) -> list[str]:
    return [plain(item.party)]


def _named_party(item: Movement[Any], _amount: Decimal) -> list[str]:
    party = plain(item.party)
    return [party] if party else []


def _party_and_amount(
    item: Movement[Any], amount: Decimal
) -> list[tuple[str, Decimal]]:
    return [(plain(item.party), amount)]


def _opened(item: Movement[Any], _amount: Decimal) -> list[str]:
    return [""] if item.opened or item.amount < 0 else []


def _any(_item: Movement[Any], _amount: Decimal) -> list[str]:
    return [""]


LINK = Criterion(Reason.LINK, _links)
LINK_BY_LINK = Criterion(Reason.LINK, _links, Takes.IN_TURN)
ONLY_LINK = Criterion(Reason.LINK, _links, Takes.ONLY)
LINK_AND_PARTY = Criterion(Reason.LINK_AND_PARTY, _links_and_party, Takes.FIRST)
NAMED_PARTY = Criterion(Reason.PARTY, _named_party)
# Who is not named is a party as well.
NET = Criterion(Reason.NET, _party)
PARTY_AND_AMOUNT = Criterion(Reason.PARTY_AND_AMOUNT, _party_and_amount, Takes.EXACT)
WHOLE_OF_PARTY = Criterion(Reason.PARTY, _party, Takes.WHOLE)
OPENING = Criterion(Reason.OPENING, _opened, Takes.OTHERS)
OLDEST = Criterion(Reason.OLDEST, _any)


class Matcher(Generic[_What]):
    """Items of one account, of which one payment after another takes what it settles.

    An item is open to what is settled after it was added.
    """

    def __init__(self, *criteria: Criterion) -> None:
        self._criteria = criteria
        self._left: dict[Place, Decimal] = {}
        # By criterion and name, the oldest first; what is settled stays in until seen.
        self._heaps: dict[tuple[Criterion, Hashable], list[Movement[_What]]] = {}
        self._totals: dict[tuple[Criterion, Hashable], Decimal] = {}

    def add(self, item: Movement[_What], left: Decimal | None = None) -> None:
        """Have an item open: all of it, or what is left of it."""
        left = item.amount if left is None else left
        self._left[item.place] = left
        for criterion in self._criteria:
            for name in criterion.names(item, left):
                key = criterion, name
                heappush(self._heaps.setdefault(key, []), item)
                if criterion.takes is Takes.WHOLE:
                    self._totals[key] = self._totals.get(key, ZERO) + left

    def waiting(self) -> list[tuple[Movement[_What], Decimal]]:
        """Return what is open, the oldest first, with how much of it is."""
        items = {item.place: item for heap in self._heaps.values() for item in heap}
        return [
            (item, left)
            for place, item in sorted(items.items())
            if (left := self._left[place]) > 0
        ]

    def left(self, item: Movement[_What]) -> Decimal:
        """Return what is open of an item; below zero where more than it was settled."""
        return self._left[item.place]

    def settle(
        self, by: Movement[_By], amount: Decimal | None = None
    ) -> list[Match[_What, _By]]:
        """Settle what an item pays, or so much of it; return what it settled."""
        left = abs(by.amount) if amount is None else amount
        found: list[Match[_What, _By]] = []
        for criterion in self._criteria:
            if not left:
                break
            keys = [(criterion, name) for name in criterion.names(by, left)]
            for item in self._fitting(criterion, keys, by, left):
                over = criterion.takes in {Takes.FIRST, Takes.ONLY}
                part = left if over else min(left, self._left[item.place])
                found.append(self.take(item, by, part, criterion.reason))
                left -= part
                if not left:
                    break
        return found

    def spread(
        self, items: Sequence[Movement[_What]], by: Movement[_By], amount: Decimal
    ) -> list[Match[_What, _By]]:
        """Settle these items in turn; what is more than all stays with the last.

        An amount below zero takes back, and settles what is open below zero.
        """
        found = []
        for item in items[:-1]:
            there = self._left[item.place]
            if there * amount > 0:
                part = min(there, amount, key=abs)
                found.append(self.take(item, by, part, Reason.LINK))
                amount -= part
        return [*found, self.take(items[-1], by, amount, Reason.LINK)]

    def take(
        self, item: Movement[_What], by: Movement[_By], amount: Decimal, reason: Reason
    ) -> Match[_What, _By]:
        """Settle so much of an item, also more than is open; return the match."""
        before = self._left[item.place]
        left = self._left[item.place] = before - amount
        for criterion in self._criteria:
            if criterion.takes is Takes.WHOLE:
                for name in criterion.names(item, left):
                    self._totals[criterion, name] -= amount
            elif criterion.takes is Takes.EXACT and left > 0:
                for name in criterion.names(item, left):
                    heappush(self._heaps.setdefault((criterion, name), []), item)
        return Match(item, by, amount, abs(item.amount) - before, reason)

    def _fitting(
        self,
        criterion: Criterion,
        keys: Sequence[tuple[Criterion, Hashable]],
        by: Movement[Any],
        amount: Decimal,
    ) -> Iterator[Movement[_What]]:
        """Yield what a payment takes; whoever goes on has settled all of the last."""
        heaps = [self._heaps[key] for key in keys if key in self._heaps]
        match criterion.takes:
            case Takes.FIRST | Takes.ONLY:
                # Of each name two are enough to know that it is not the only one.
                first = {item.place: item for heap in heaps for item in heap[:2]}
                if first and (criterion.takes is Takes.FIRST or len(first) == 1):
                    yield first[min(first)]
            case Takes.OTHERS:
                for heap in heaps:
                    heap[:] = sorted(one for one in heap if self._left[one.place] > 0)
                    party = plain(by.party)
                    yield from self._others(heap, party, amount)
            case Takes.WHOLE if self._totals.get(keys[0], ZERO) < amount:
                pass
            case _:
                yield from self._waiting(criterion.takes, heaps, amount)

    def _others(
        self, items: Sequence[Movement[_What]], party: str, amount: Decimal
    ) -> Sequence[Movement[_What]]:
        """Return the items of other parties if all fits, that of the amount first."""
        others = [item for item in items if plain(item.party) != party]
        if sum((self._left[item.place] for item in others), ZERO) < amount:
            return []
        return sorted(others, key=lambda item: self._left[item.place] != amount)

    def _waiting(
        self, takes: Takes, heaps: Sequence[list[Movement[_What]]], amount: Decimal
    ) -> Iterator[Movement[_What]]:
        left = self._left
        while True:
            first: Movement[_What] | None = None
            for heap in heaps:
                while heap:
                    there = left[heap[0].place]
                    if there > 0 and (there == amount or takes is not Takes.EXACT):
                        break
                    heappop(heap)
                if heap and (first is None or heap[0] < first):
                    first = heap[0]
                    if takes is Takes.IN_TURN:
                        break
            if first is None:
                return
            yield first


class Settled(NamedTuple, Generic[_What]):
    """What was settled, in the order in which it was, and what no item took."""

    matches: list[Match[_What, _What]]
    left: dict[Place, Decimal]


def settled(
    moves: Iterable[Movement[_What]], *rounds: Sequence[Criterion]
) -> Settled[_What]:
    """Return what settles what by criteria, in one round after another.

    In each round all that settles has its turn, in the order of the moves, with what is
    left of it; and an item is open for what comes after it. `left` is by place what is
    left of what settles, where anything is.
    """
    moves = list(moves)
    left = {move.place: abs(move.amount) for move in moves}
    matches: list[Match[_What, _What]] = []
    for number, criteria in enumerate(rounds):
        items: Matcher[_What] = Matcher(*criteria)
        for move in moves:
            there = left[move.place]
            if move.amount >= 0:
                if there > 0 or not number:
                    items.add(move, there)
            elif there:
                for match in items.settle(move, there):
                    matches.append(match)
                    left[match.item.place] -= match.amount
                    left[move.place] -= match.amount
    paying = (move.place for move in moves if move.amount < 0)
    return Settled(matches, {place: left[place] for place in paying if left[place]})


def moved(entry: Entry, kinds: frozenset[Kind]) -> dict[Account, Decimal]:
    """Return what an entry moves on accounts of these kinds, in all, and not zero."""
    found: dict[Account, Decimal] = {}
    for account, amount in entry.legs():
        if account.kind in kinds:
            found[account] = found.get(account, ZERO) + amount
    return {account: amount for account, amount in found.items() if amount}


def moving(books: Books, kinds: frozenset[Kind]) -> list[Entry]:
    """Return the entries on accounts of these kinds, in the order of the ledger."""
    return sorted(_moving(books, kinds), key=lambda entry: entry.number)


def _moving(books: Books, kinds: frozenset[Kind]) -> Iterator[Entry]:
    for shape, entries in books.shapes.items():
        if shape.kinds & kinds:
            yield from entries


def movements(
    books: Books, kinds: frozenset[Kind], *, owed: int = 1
) -> dict[Account, list[Movement[Entry]]]:
    """Return what entries move on each account of these kinds, by day.

    On one day what opens comes first. That is what is debited, or with `owed` -1 what
    is credited, as on payables.
    """
    found: defaultdict[Account, list[Movement[Entry]]] = defaultdict(list)
    for entry in _moving(books, kinds):
        for account, amount in moved(entry, kinds).items():
            found[account].append(movement_of(entry, entry, account, owed * amount))
    for items in found.values():
        items.sort(key=lambda item: (item.date, item.amount < 0, item.place))
    return found


def movement_of(
    what: _What, entry: Entry, account: Account, amount: Decimal
) -> Movement[_What]:
    """Return what an entry moves on an account, and what that is to whoever asks."""
    return Movement(
        entry.number, what, entry.date, amount, account, entry.payee, entry.links
    )

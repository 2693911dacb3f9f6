"""What settled the claims on customers of members, of payments with and without a link.

First what was paid back takes from what it gives back: a credit note, or else the last
payment. What is left settles claims: by link, or else of the same customer, or else of
the same amount, or else the oldest. What was paid ahead settles what came after it. So
a claim that was paid without its number is not open, and money that went back was never
a late payment.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from paraplu.base.chart import Kind
from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO
from paraplu.ledger.settlement import (
    LINK_BY_LINK,
    NAMED_PARTY,
    PARTY_AND_AMOUNT,
    Criterion,
    Matcher,
    Reason,
    Takes,
    movements,
    settled,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Match, Movement
    from paraplu.ledger.transactions import Transaction

    Move = Movement[Transaction]
    Taken = Match[Transaction, Transaction]

_CLAIMS = frozenset({Kind.RECEIVABLE})


def _rounds(numbers: frozenset[str]) -> Sequence[Sequence[Criterion]]:
    """Return by what a credit finds its claim; the first that fits counts.

    What names one of these numbers is for its customer, also where it is too much; the
    rest may be of anybody: whoever pays has many names.
    """

    def amount(move: Movement[Any], left: Decimal) -> list[Decimal]:
        return [left] if move.amount > 0 or not move.links & numbers else []

    def anybody(move: Movement[Any], _left: Decimal) -> list[str]:
        return [""] if move.amount > 0 or not move.links & numbers else []

    return (
        [LINK_BY_LINK],
        [PARTY_AND_AMOUNT],
        [NAMED_PARTY],
        [Criterion(Reason.OLDEST, amount, Takes.EXACT)],
        [Criterion(Reason.OLDEST, anybody)],
    )


# In which of these rounds a match of such a reason was made: the last that it can be,
# and the first.
_LAST_ROUND = 4
_LATEST = {
    Reason.LINK: 0,
    Reason.PARTY_AND_AMOUNT: 1,
    Reason.PARTY: 2,
    Reason.OLDEST: _LAST_ROUND,
}
_EARLIEST = {**_LATEST, Reason.OLDEST: _LAST_ROUND - 1}


def _of_nobody(move: Movement[Any], _left: Decimal) -> list[str]:
    """Name every credit, and what was paid back to nobody knows whom."""
    return [""] if move.amount > 0 or not (move.party or move.links) else []


_BACK = ([LINK_BY_LINK], [NAMED_PARTY], [Criterion(Reason.OLDEST, _of_nobody)])


@dataclass(frozen=True)
class SettledClaims:
    """What became of the claims on one account.

    `paid` is what settled which claim; `returned` is which credit was paid back, and by
    what. Amounts are above zero.
    """

    paid: tuple[Taken, ...]
    returned: tuple[Taken, ...]


def settled_claims(books: Books, until: dt.date) -> Mapping[Account, SettledClaims]:
    """Return what settled the claims of each member until the end of a day."""
    return {
        account: settled_on([move for move in moves if move.date <= until])
        for account, moves in movements(books, _CLAIMS).items()
        if account.member
    }


@dataclass(frozen=True)
class ClaimsOverTime:
    """What moved on one account of claims, to ask what settled what of many periods."""

    moves: Sequence[Move]

    def within(self, begin: dt.date, end: dt.date) -> Sequence[Taken]:
        """Return what was paid in a period, as `settled_on` has it at its end.

        Where nothing that came later can have changed it, it is not settled again.
        """
        if self._settles_alike(end):
            first = bisect_left(self._whole, begin, key=_when)
            return self._whole[first : bisect_right(self._whole, end, first, key=_when)]
        there = settled_on([move for move in self.moves if move.date <= end])
        return [match for match in there.paid if begin <= match.date]

    @cached_property
    def _whole(self) -> Sequence[Taken]:
        """What was paid in the end, by the day on which it was settled."""
        return sorted(settled_on(self.moves).paid, key=_when)

    @cached_property
    def _first_left(self) -> dt.date | None:
        """The day from which something of a credit is left, or was paid back."""
        left = {move.place: -move.amount for move in self.moves if move.amount < 0}
        days = [move.date for move in self.moves if _is_refund(move)]
        if days:
            return self.moves[0].date
        for match in self._whole:
            left[match.by.place] -= match.amount
            if match.by.date < match.item.date:
                days.append(match.by.date)
        days += [move.date for move in self.moves if left.get(move.place)]
        return min(days, default=None)

    @cached_property
    def _by_link(self) -> bool:
        return all(match.reason is Reason.LINK for match in self._whole)

    def _settles_alike(self, day: dt.date) -> bool:
        """Tell whether what was settled until a day is part of what is settled at last.

        A later credit takes an earlier claim only in rounds in which none of the
        earlier credits has anything left to do; so it takes it from none of them.
        """
        if self._first_left and self._first_left <= day:
            return False
        if self._by_link:
            return True
        done, crossing = -1, _LAST_ROUND
        for match in self._whole:
            if match.by.date <= day:
                done = max(done, _LATEST[match.reason])
            elif match.item.date <= day:
                crossing = min(crossing, _EARLIEST[match.reason])
        return done <= crossing


def _when(match: Taken) -> dt.date:
    return match.date


def claims_over_time(books: Books) -> Mapping[Account, ClaimsOverTime]:
    """Return what moved on the claims of each member, to ask of many days."""
    return {
        account: ClaimsOverTime(moves)
        for account, moves in movements(books, _CLAIMS).items()
        if account.member
    }


def pays(transaction: Transaction) -> bool:
    """Tell whether money moves: in a credit note, or where a claim is given up, not."""
    return bool(transaction.signature.kinds & MONEY)


def settled_on(moves: Sequence[Move]) -> SettledClaims:
    """Return what settled what, of all that moved on one account of claims."""
    refunds = [move for move in moves if _is_refund(move)]
    credits_ = [move for move in moves if move.amount < 0]
    claims = [move for move in moves if move.amount > 0 and not _is_refund(move)]
    returned = _returned(credits_, refunds) if refunds else ()
    left = {move.place: -move.amount for move in credits_}
    for match in returned:
        left[match.item.place] -= match.amount
    kept = [
        move._replace(amount=-left[move.place])
        for move in credits_
        if left[move.place] > 0
    ]
    rounds = _rounds(frozenset(link for claim in claims for link in claim.links))
    in_time = settled(sorted([*claims, *kept], key=_in_turn), *rounds)
    open_ = {claim.place: claim.amount for claim in claims}
    for match in in_time.matches:
        open_[match.item.place] -= match.amount
    ahead = _ahead(
        [claim._replace(amount=open_[claim.place]) for claim in claims],
        [
            move._replace(amount=-in_time.left[move.place])
            for move in kept
            if move.place in in_time.left
        ],
        rounds,
    )
    return SettledClaims((*in_time.matches, *ahead), tuple(returned))


def _is_refund(move: Move) -> bool:
    """Tell whether a claim only came of money that went out to a customer."""
    return move.amount > 0 and pays(move.what) and move.what.on(MONEY) < 0


def _in_turn(move: Move) -> tuple[dt.date, bool, int]:
    return move.date, move.amount < 0, move.place


def _returned(given: Sequence[Move], refunds: Iterable[Move]) -> Sequence[Taken]:
    """Return what refunds paid back: credit notes first, then the last payments."""
    order = sorted(given, key=lambda one: (pays(one.what), _age(one)))
    # The matcher takes the lowest place first.
    places = dict(enumerate([*order, *refunds]))
    taking = [move._replace(place=n, amount=-move.amount) for n, move in places.items()]
    found = settled(taking, *_BACK).matches
    return [
        match._replace(item=places[match.item.place], by=places[match.by.place])
        for match in found
    ]


def _age(move: Move) -> int:
    """Return the place of a credit among those that may have been too much."""
    return -move.place if pays(move.what) else move.place


def _ahead(
    claims: Iterable[Move],
    paid: Iterable[Move],
    rounds: Sequence[Sequence[Criterion]],
) -> Sequence[Taken]:
    """Return what settles claims that came after it."""
    every = [one for one in claims if one.amount > 0]
    found: list[Taken] = []
    credits_ = [(one, -one.amount) for one in paid]
    for criteria in rounds if every else ():
        waiting: Matcher[Transaction] = Matcher(*criteria)
        for claim in every:
            waiting.add(claim)
        rest = []
        for move, amount in credits_:
            took = waiting.settle(move, amount)
            found += took
            rest.append((move, amount - sum((one.amount for one in took), ZERO)))
        credits_ = [(move, amount) for move, amount in rest if amount]
        every = [
            claim._replace(amount=there)
            for claim in every
            if (there := waiting.left(claim)) > 0
        ]
    return found

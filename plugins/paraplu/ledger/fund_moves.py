"""What entries do on the accounts of funds, and what of each use is left.

A closing takes what came in and was spent to the fund's equity; it moves nothing, or
else every closed year would be nil (contract, section 2, accounts of the cooperative).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.chart import FUND_ROOTS, Kind
from paraplu.base.metadata import DELIVERED, MEMBER
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_OF_FUNDS = frozenset(FUND_ROOTS.values())
USED = frozenset({Kind.FUND_EXPENSES, Kind.START_CAPITAL})
# What a cost can be moved from: then it was not made on the day of that entry.
_COSTS = frozenset({Kind.FUND_EXPENSES, Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT})


class Move(Struct, frozen=True):
    """One posting of a transaction on the accounts of a fund.

    `amount` is positive where the fund got more. `member` is who it was for, empty
    where nobody is named; `path` is the part of the account below the fund.
    """

    transaction: Transaction
    position: int
    fund: str
    kind: Kind
    amount: Decimal
    member: str
    path: tuple[str, ...]

    @property
    def purpose(self) -> str:
        """The first part of the path, empty where there is none."""
        return self.path[0] if self.path else ""


class Use(Struct, frozen=True):
    """What a fund was used for in one posting: above zero, and what is left of that.

    `day` is when it was used, None where the entry only moves a cost from elsewhere and
    nobody can tell when that was made.
    """

    move: Move
    left: Decimal
    day: dt.date | None


def fund_moves(books: Books) -> dict[str, list[Move]]:
    """Return what entries do on the accounts of each fund, in the order of the books.

    Amounts are in the operating currency. Start capital is a use of the fund that gave
    it, for the member who got it, whatever account of the fund it was booked on.
    """
    found: dict[str, list[Move]] = {}
    for transaction in books.moving(_OF_FUNDS):
        for move in _moves(transaction, books.chart.word("StartCapital")):
            found.setdefault(move.fund, []).append(move)
    return found


def _moves(transaction: Transaction, start_capital: str) -> Iterator[Move]:
    accounts = transaction.accounts
    opens = Kind.OPENING in transaction.signature.kinds
    given = [a.member for a in accounts if a.kind is Kind.START_CAPITAL and not opens]
    closed = {fund for fund in {a.fund for a in accounts} if _closes(transaction, fund)}
    for position, account in enumerate(accounts):
        if account.fund and account.fund not in closed:
            kind = Kind.START_CAPITAL if given else account.kind
            otherwise = (start_capital,) if given else ()
            yield Move(
                transaction,
                position,
                account.fund,
                Kind.OPENING if opens else kind,
                -transaction.amounts[position],
                given[0] if given else _member(transaction, position),
                account.detail or otherwise,
            )


def _closes(transaction: Transaction, fund: str) -> bool:
    """Tell whether an entry closes a fund's accounts: to nil, over more than one kind.

    One kind alone is a correction, such as of the purpose.
    """
    booked = zip(transaction.accounts, transaction.amounts, strict=True)
    mine = [(account, amount) for account, amount in booked if account.fund == fund]
    kinds = {account.kind for account, _ in mine}
    return len(kinds) > 1 and not sum((amount for _, amount in mine), ZERO)


def _member(transaction: Transaction, position: int) -> str:
    said = transaction.said(MEMBER, position)
    return "" if said is None else str(said).strip()


def uses_of(books: Books, moves: Iterable[Move]) -> list[Use]:
    """Return the uses among the moves of one fund, less what came back of each.

    What comes back takes from a use of the same purpose before it: of a linked entry,
    else of the same amount, else the newest. Amounts are above zero.
    """
    used = [move for move in moves if move.kind in USED]
    left = {id(move): -move.amount for move in used if move.amount < 0}
    before: defaultdict[tuple[str, ...], list[Move]] = defaultdict(list)
    for move in sorted(used, key=lambda one: (one.transaction.number, one.amount > 0)):
        if move.amount < 0:
            before[move.path].append(move)
            continue
        back = move.amount
        for one in _likely(before[move.path], move, left):
            part = min(left[id(one)], back)
            left[id(one)] -= part
            back -= part
    return [
        Use(move, left[id(move)], _day_of(books, move))
        for move in used
        if move.amount < 0
    ]


def _likely(
    before: Iterable[Move], back: Move, left: Mapping[int, Decimal]
) -> list[Move]:
    """Return uses in the order in which what came back may be of them."""

    def unlikely(one: Move) -> tuple[bool, bool, int]:
        unlinked = not one.transaction.links & back.transaction.links
        return unlinked, left[id(one)] != back.amount, -one.transaction.number

    return sorted(before, key=unlikely)


def _day_of(books: Books, move: Move) -> dt.date | None:
    """Return when a use was made: when it was delivered, or else the entry's day.

    An entry that takes as much off other costs only moves them: what it is linked to
    says when they were made.
    """
    transaction = move.transaction
    for meta in (transaction.postings[move.position].meta, transaction.meta):
        said = _said_day(meta.get(DELIVERED))
        if said is not None:
            return said
    costs = [one.amount for one in transaction.postings if one.account.kind in _COSTS]
    if min(costs, default=ZERO) >= 0 or sum(costs, ZERO) > 0:
        return transaction.date
    earlier = [
        other.date
        for other in books.linked(*transaction.links)
        if other.number < transaction.number and other.signature.kinds & _COSTS
    ]
    return max(earlier, default=None)


def _said_day(said: object) -> dt.date | None:
    """Return a day that metadata says, None where it says something else."""
    if isinstance(said, dt.date):
        return said
    try:
        return dt.date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None

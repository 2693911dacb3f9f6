"""What an entry does with a member's ring: does it trade, does money leave?

By accounts and sides alone, so it is decided once per shape. A closing does neither:
it only moves results into the thermometer of the same member.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.flows.table import GOODS, MONEY, RESULT, USE, VAT
from paraplu.patterns import by_pattern

if TYPE_CHECKING:
    from paraplu.books import Books, Shape

Legs = tuple[int, ...]

_EARNING = frozenset(
    {Kind.SALES, Kind.INTERNAL_SALES, Kind.DEPOSIT, Kind.START_CAPITAL}
)
_GOING = frozenset(
    {Kind.CONTRIBUTION, Kind.SET_OFF, Kind.START_CAPITAL, Kind.INTERNAL_SALES}
)
# What a ring can give away, and where what it gives stays its own or is accounted for.
_WORTH = GOODS | {Kind.CASH, Kind.RECEIVABLE, Kind.SALES, Kind.DEPOSIT}
_KEPT = MONEY | VAT | {Kind.NOTHING, Kind.ROUNDING, Kind.OPENING}
_COOP_MONEY = MONEY - {Kind.CASH}


def closes(shape: Shape) -> bool:
    """Tell whether entries of this shape only move results of one member.

    That is a closing or a correction: the thermometer stays what it was.
    """
    return shape.kinds <= RESULT and len(shape.members) == 1


def opens(books: Books, shape: Shape) -> bool:
    """Tell whether entries of this shape open balances, on the ledger's first day."""
    if Kind.OPENING not in shape.kinds:
        return False
    return books.shapes[shape][-1].date == books.first_day


@by_pattern
def pays(shape: Shape, member: str) -> Legs:
    """Return the credits that a member's spending is paid from: money or a payable."""
    return tuple(
        n
        for n, account in enumerate(shape.accounts)
        if shape.credit[n]
        and account.member in ("", member)
        and account.kind in MONEY | {Kind.PAYABLE}
    )


@by_pattern
def trades(shape: Shape, member: str) -> Legs:
    """Return the legs by which a member trades, rather than settles what stood.

    Settling is: collecting and paying what was owed, refunds, the cooperative's share,
    the set-off, giving back means to start, selling equipment, writing off, closing.
    """
    if closes(shape):
        return ()
    credited = _credited(shape, member)
    return tuple(
        n
        for n, account in enumerate(shape.accounts)
        if account.member == member
        and _trades(account.kind, credited, credit=shape.credit[n])
    )


def _trades(kind: Kind, credited: frozenset[Kind], *, credit: bool) -> bool:
    if credit:
        return kind in _EARNING
    if kind in USE:
        return bool(credited & _paying(kind))
    if kind is Kind.CASH:
        return credited <= _COOP_MONEY
    return kind in GOODS


@by_pattern
def leaves(shape: Shape, member: str) -> Legs:
    """Return the debits by which money or its worth leaves a member's ring.

    They are the member's own, or, where nothing but the member's own money or goods
    is credited, those of somebody else.
    """
    if closes(shape):
        return ()
    credited = _credited(shape, member)
    gives = _gives(shape, member)
    return tuple(
        n
        for n, account in enumerate(shape.accounts)
        if not shape.credit[n]
        and (
            _leaves(account.kind, credited)
            if account.member == member
            else gives and (account.member or account.kind not in _KEPT)
        )
    )


def _gives(shape: Shape, member: str) -> bool:
    """Tell whether all that is credited is a member's own, VAT on it left aside."""
    credited = [
        account
        for account, credit in zip(shape.accounts, shape.credit, strict=True)
        if credit and account.kind not in VAT
    ]
    return all(a.member == member and a.kind in _WORTH for a in credited)


def _leaves(kind: Kind, credited: frozenset[Kind]) -> bool:
    if kind in USE:
        return bool(credited & _paying(kind))
    if kind in (Kind.PAYABLE, Kind.DEPOSIT, Kind.SALES):
        return bool(credited & MONEY)
    return kind in GOODS or kind in _GOING


def _paying(kind: Kind) -> frozenset[Kind]:
    """Return what pays for a use; a fee netted from a sale never was money."""
    paying = MONEY | {Kind.PAYABLE, Kind.INTERNAL_SALES, Kind.COOP_INCOME}
    return paying if kind is Kind.COSTS else paying | {Kind.SALES, Kind.PREPAID}


def _credited(shape: Shape, member: str) -> frozenset[Kind]:
    """Return what is credited: of member, cooperative, or a fellow's service."""
    return frozenset(
        account.kind
        for account, credit in zip(shape.accounts, shape.credit, strict=True)
        if credit
        and (account.member in ("", member) or account.kind is Kind.INTERNAL_SALES)
    )

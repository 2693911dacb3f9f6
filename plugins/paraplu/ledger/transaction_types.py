"""What a transaction does with a member's ring: does it trade, does money leave?

By kinds and sides alone, so it is decided once per signature. A closing does neither:
it only moves results into the thermometer of the same member. Whether a transaction is
one that stands the wrong way about is for `paraplu.ledger.closings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.kinds import GOODS, MONEY, RESULT, USE, VAT
from paraplu.base.money import ZERO
from paraplu.ledger.transactions import NO_RING

if TYPE_CHECKING:
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Role, Signature, Transaction

_EARNING = frozenset(
    {Kind.SALES, Kind.INTERNAL_SALES, Kind.DEPOSIT, Kind.START_CAPITAL}
)
_GOING = frozenset(
    {Kind.CONTRIBUTION, Kind.SET_OFF, Kind.START_CAPITAL, Kind.INTERNAL_SALES}
)
EARNED = frozenset({Kind.SALES, Kind.INTERNAL_SALES})
_SPENT = RESULT - EARNED - {Kind.THERMOMETER}
# What a ring can give away, and where what it gives stays its own or is accounted for.
_WORTH = GOODS | {Kind.CASH, Kind.RECEIVABLE, Kind.SALES, Kind.DEPOSIT}
_KEPT = MONEY | VAT | {Kind.NOTHING, Kind.ROUNDING, Kind.OPENING}
_COOP_MONEY = MONEY - {Kind.CASH}


def earns(signature: Signature) -> bool:
    """Tell whether something is credited that members earn."""
    return any(role.credit and role.kind in EARNED for role in signature.roles)


def spends(signature: Signature) -> bool:
    """Tell whether something is debited that members spend."""
    return any(not role.credit and role.kind in _SPENT for role in signature.roles)


def barters(signature: Signature) -> bool:
    """Tell whether what is earned is spent at once: a table for a saw.

    No money is seen, only results, yet it is a sale and a purchase.
    """
    return signature.only_results and earns(signature) and spends(signature)


def closes(signature: Signature) -> bool:
    """Tell whether transactions only move results of one member.

    That is a closing or a correction: the thermometer stays what it was, and nothing
    is earned or spent.
    """
    if not signature.only_results or len(signature.rings) != 1 or barters(signature):
        return False
    corrects = Kind.THERMOMETER not in signature.kinds
    return corrects or not (earns(signature) or spends(signature))


def opens(books: Books, transaction: Transaction, positions: Positions) -> bool:
    """Tell whether what these postings move was brought in, on the ledger's first day.

    It was where equity, the opening account among it, stands against all of it, with
    what was earned or spent so far that year; a bill may come along that is no larger
    than what equity brings. What money stands against was bought or sold on that day,
    whatever the opening account has beside it.
    """
    signature, total = transaction.signature, transaction.total
    if Kind.OPENING not in signature.kinds or transaction.date != books.first_day:
        return False
    equity = signature.where(lambda role: role.root is Root.EQUITY)
    brought = total(equity)
    most = max(-brought, ZERO)
    owed = -total(signature.where(_owes))
    earned = -total(signature.where(lambda role: _results(role) and role.credit))
    spent = total(signature.where(lambda role: _results(role) and not role.credit))
    moved = [n for n in positions if n not in equity]
    debited = total(n for n in moved if not signature.credit[n])
    credited = -total(n for n in moved if signature.credit[n])
    return (
        debited <= most + min(owed, most) + earned
        and credited <= max(brought, ZERO) + spent
    )


def _owes(role: Role) -> bool:
    return role.kind is Kind.PAYABLE and role.credit


def _results(role: Role) -> bool:
    return role.root in (Root.INCOME, Root.EXPENSES)


def debits(signature: Signature, ring: int, kinds: frozenset[Kind]) -> Positions:
    """Return the debits of a ring on these classes."""
    return signature.where(
        lambda role: role.ring == ring and role.kind in kinds and not role.credit
    )


def pays(signature: Signature, ring: int) -> Positions:
    """Return the credits that a member's spending is paid from: money or a payable."""
    return signature.where(
        lambda role: (
            role.credit
            and role.ring in (NO_RING, ring)
            and role.kind in MONEY | {Kind.PAYABLE}
        )
    )


def trades(signature: Signature, ring: int) -> Positions:
    """Return the postings by which a member trades, rather than settles what stood.

    Settling is: collecting and paying what was owed, refunds, the cooperative's share,
    the set-off, giving back means to start, selling equipment, writing off, closing.
    """
    if closes(signature):
        return ()
    credited = _credited(signature, ring)
    return signature.where(
        lambda role: (
            role.ring == ring and _trades(role.kind, credited, credit=role.credit)
        )
    )


def _trades(kind: Kind, credited: frozenset[Kind], *, credit: bool) -> bool:
    if credit:
        return kind in _EARNING
    if kind in USE:
        return bool(credited & _paying(kind))
    if kind is Kind.CASH:
        return credited <= _COOP_MONEY
    return kind in GOODS


def leaves(signature: Signature, ring: int) -> Positions:
    """Return the debits by which money or its worth leaves a member's ring.

    They are the member's own, or, where nothing but the member's own money or goods
    is credited, those of somebody else.
    """
    if closes(signature):
        return ()
    credited = _credited(signature, ring)
    gives = _gives(signature, ring)
    return signature.where(
        lambda role: (
            not role.credit
            and (
                _leaves(role.kind, credited)
                if role.ring == ring
                else gives and (role.ring != NO_RING or role.kind not in _KEPT)
            )
        )
    )


def _gives(signature: Signature, ring: int) -> bool:
    """Tell whether all that is credited is a member's own, VAT on it left aside."""
    credited = [
        role for role in signature.roles if role.credit and role.kind not in VAT
    ]
    return all(role.ring == ring and role.kind in _WORTH for role in credited)


def _leaves(kind: Kind, credited: frozenset[Kind]) -> bool:
    if kind in USE:
        return bool(credited & _paying(kind))
    if kind in (Kind.PAYABLE, Kind.DEPOSIT, Kind.SALES):
        return bool(credited & MONEY)
    return kind in GOODS or kind in _GOING


def _paying(kind: Kind) -> frozenset[Kind]:
    """Return what pays for a use; a fee netted from a sale never was money.

    A thermometer pays for what is no closing.
    """
    paying = MONEY | {
        *(Kind.PAYABLE, Kind.INTERNAL_SALES, Kind.COOP_INCOME, Kind.THERMOMETER)
    }
    return paying if kind is Kind.COSTS else paying | {Kind.SALES, Kind.PREPAID}


def _credited(signature: Signature, ring: int) -> frozenset[Kind]:
    """Return what is credited: of member, cooperative, or a fellow's service."""
    return frozenset(
        role.kind
        for role in signature.roles
        if role.credit
        and (role.ring in (NO_RING, ring) or role.kind is Kind.INTERNAL_SALES)
    )

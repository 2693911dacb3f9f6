"""What an entry does with a member's ring: does it trade, does money leave?

By accounts and sides alone, so it is decided once per pattern. A closing does neither:
it only moves results into the thermometer of the same member. Whether an entry is one
that stands the wrong way about is for `paraplu.ledger.closings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.kinds import GOODS, MONEY, RESULT, USE, VAT
from paraplu.base.money import ZERO
from paraplu.ledger.patterns import NO_RING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.patterns import Leg, Pattern

Legs = tuple[int, ...]

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


def earns(pattern: Pattern) -> bool:
    """Tell whether something is credited that members earn."""
    return any(leg.credit and leg.kind in EARNED for leg in pattern.legs)


def spends(pattern: Pattern) -> bool:
    """Tell whether something is debited that members spend."""
    return any(not leg.credit and leg.kind in _SPENT for leg in pattern.legs)


def barters(pattern: Pattern) -> bool:
    """Tell whether what is earned is spent at once: a table for a saw.

    No money is seen, only results, yet it is a sale and a purchase.
    """
    return pattern.kinds <= RESULT and earns(pattern) and spends(pattern)


def closes(pattern: Pattern) -> bool:
    """Tell whether entries of this pattern only move results of one member.

    That is a closing or a correction: the thermometer stays what it was, and nothing
    is earned or spent.
    """
    if not pattern.kinds <= RESULT or len(pattern.rings) != 1 or barters(pattern):
        return False
    corrects = Kind.THERMOMETER not in pattern.kinds
    return corrects or not (earns(pattern) or spends(pattern))


def opens(books: Books, batch: Batch, row: int, legs: Legs) -> bool:
    """Tell whether what these legs move was brought in, on the ledger's first day.

    It was where equity, the opening account among it, stands against all of it, with
    what was earned or spent so far that year; a bill may come along that is no larger
    than what equity brings. What money stands against was bought or sold on that day,
    whatever the opening account has beside it.
    """
    pattern = batch.pattern
    if Kind.OPENING not in pattern.kinds or batch.dates[row] != books.first_day:
        return False
    amounts = [column[row] for column in batch.amounts]
    equity = pattern.where(lambda leg: leg.root is Root.EQUITY)
    brought = _total(amounts, equity)
    most = max(-brought, ZERO)
    owed = -_total(amounts, pattern.where(_owes))
    earned = -_total(amounts, pattern.where(lambda leg: _results(leg) and leg.credit))
    spent = _total(amounts, pattern.where(lambda leg: _results(leg) and not leg.credit))
    debited = [n for n in legs if n not in equity and not pattern.credit[n]]
    credited = [n for n in legs if n not in equity and pattern.credit[n]]
    return (
        _total(amounts, debited) <= most + min(owed, most) + earned
        and -_total(amounts, credited) <= max(brought, ZERO) + spent
    )


def _total(amounts: Sequence[Decimal], legs: Iterable[int]) -> Decimal:
    return sum((amounts[n] for n in legs), ZERO)


def _owes(leg: Leg) -> bool:
    return leg.kind is Kind.PAYABLE and leg.credit


def _results(leg: Leg) -> bool:
    return leg.root in (Root.INCOME, Root.EXPENSES)


def debits(pattern: Pattern, ring: int, kinds: frozenset[Kind]) -> Legs:
    """Return the debits of a ring on these classes."""
    return pattern.where(
        lambda leg: leg.ring == ring and leg.kind in kinds and not leg.credit
    )


def pays(pattern: Pattern, ring: int) -> Legs:
    """Return the credits that a member's spending is paid from: money or a payable."""
    return pattern.where(
        lambda leg: (
            leg.credit
            and leg.ring in (NO_RING, ring)
            and leg.kind in MONEY | {Kind.PAYABLE}
        )
    )


def trades(pattern: Pattern, ring: int) -> Legs:
    """Return the legs by which a member trades, rather than settles what stood.

    Settling is: collecting and paying what was owed, refunds, the cooperative's share,
    the set-off, giving back means to start, selling equipment, writing off, closing.
    """
    if closes(pattern):
        return ()
    credited = _credited(pattern, ring)
    return pattern.where(
        lambda leg: leg.ring == ring and _trades(leg.kind, credited, credit=leg.credit)
    )


def _trades(kind: Kind, credited: frozenset[Kind], *, credit: bool) -> bool:
    if credit:
        return kind in _EARNING
    if kind in USE:
        return bool(credited & _paying(kind))
    if kind is Kind.CASH:
        return credited <= _COOP_MONEY
    return kind in GOODS


def leaves(pattern: Pattern, ring: int) -> Legs:
    """Return the debits by which money or its worth leaves a member's ring.

    They are the member's own, or, where nothing but the member's own money or goods
    is credited, those of somebody else.
    """
    if closes(pattern):
        return ()
    credited = _credited(pattern, ring)
    gives = _gives(pattern, ring)
    return pattern.where(
        lambda leg: (
            not leg.credit
            and (
                _leaves(leg.kind, credited)
                if leg.ring == ring
                else gives and (leg.ring != NO_RING or leg.kind not in _KEPT)
            )
        )
    )


def _gives(pattern: Pattern, ring: int) -> bool:
    """Tell whether all that is credited is a member's own, VAT on it left aside."""
    credited = [leg for leg in pattern.legs if leg.credit and leg.kind not in VAT]
    return all(leg.ring == ring and leg.kind in _WORTH for leg in credited)


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


def _credited(pattern: Pattern, ring: int) -> frozenset[Kind]:
    """Return what is credited: of member, cooperative, or a fellow's service."""
    return frozenset(
        leg.kind
        for leg in pattern.legs
        if leg.credit
        and (leg.ring in (NO_RING, ring) or leg.kind is Kind.INTERNAL_SALES)
    )

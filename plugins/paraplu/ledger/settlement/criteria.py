"""Criteria: what a payment must have in common with what it settles."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from paraplu.base.folding import folded
from paraplu.ledger.settlement.movements import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from decimal import Decimal

    from paraplu.ledger.settlement.movements import Movement


class Takes(Enum):
    """Which items a payment takes of all that meet a criterion, and how much."""

    OLDEST = auto()  # the oldest first, as far as it goes
    IN_TURN = auto()  # the same for the first name, then for the next one
    EXACT = auto()  # the oldest of which just this amount is open
    WHOLE = auto()  # the oldest first, where all of it fits
    OTHERS = auto()  # those of other parties: of this amount, the oldest; all must fit
    FIRST = auto()  # the oldest takes all, also what is more than is open
    ONLY = auto()  # the same, where there is one and no more


class Criterion(Struct, frozen=True, eq=False):
    """What a payment and an item must have in common, and which of them it takes.

    `names` are what an item is known by here, with an amount that is open or paid.
    """

    reason: Reason
    names: Callable[[Movement[Any], Decimal], Sequence[Hashable]]
    takes: Takes = Takes.OLDEST


def _links(item: Movement[Any], _amount: Decimal) -> list[str]:
    return sorted(item.links) if item.links else []


def _links_and_party(item: Movement[Any], _amount: Decimal) -> list[tuple[str, str]]:
    party = folded(item.party) if item.links else ""
    return [(link, party) for link in item.links]


def _party(item: Movement[Any], _amount: Decimal) -> list[str]:
    return [folded(item.party)]


def _named_party(item: Movement[Any], _amount: Decimal) -> list[str]:
    party = folded(item.party)
    return [party] if party else []


def _party_and_amount(
    item: Movement[Any], amount: Decimal
) -> list[tuple[str, Decimal]]:
    return [(folded(item.party), amount)]


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

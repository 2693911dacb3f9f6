"""Looks at every entry of a ring and says which part of it has no allowed way.

Most entries are of a plan that covers their legs, and are done at the price of a
look at one bound. The others are routed, in the order of the ledger, since a refund
uses up what an earlier one left.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books, Entry
from paraplu.flows.limits import Limits, local_room
from paraplu.flows.plan import Leg, Plan, legs_of
from paraplu.flows.routing import Channel, route
from paraplu.flows.table import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.register.model import Register

# Less than half a cent is how Beancount balances an entry, not a flow.
HALF_A_CENT = Decimal("0.005")


@dataclass(frozen=True)
class Stray:
    """A part of an entry that the table does not allow: positive amounts by leg."""

    entry: Entry
    credits: dict[int, Decimal]
    debits: dict[int, Decimal]
    padded: bool = False


def strays(books: Books, register: Register) -> list[Stray]:
    """Return every part of an entry that no allowed flow explains, in ledger order."""
    judge = _Judge(books, register)
    doubtful = sorted(judge.doubtful(), key=lambda pair: pair[0].number)
    found = (judge.routed(entry, plan) for entry, plan in doubtful)
    return [stray for stray in found if stray]


class _Judge:
    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register
        self._limits = Limits(books)
        self._pads = {pad.source for pad in books.pads}
        self._plans: dict[tuple[tuple[Leg, ...], frozenset[str], bool], Plan] = {}

    def doubtful(self) -> Iterator[tuple[Entry, Plan]]:
        """Yield the entries whose plan does not explain them at a glance."""
        for shape, entries in self._books.shapes.items():
            if not shape.members:
                continue
            legs = legs_of(shape)
            settled = not any(a in self._limits.oversettled for a in shape.accounts)
            if any(leg.charge or leg.kind is Kind.OPENING for leg in legs):
                pairs = ((entry, self._plan_on(entry, legs)) for entry in entries)
            else:
                plan = self._plan(legs, frozenset(), opening=False)
                if plan.certain and settled and not self._pads:
                    continue
                pairs = ((entry, plan) for entry in entries)
            for entry, plan in pairs:
                if not (settled and _explains(plan, entry)) or self._padded(entry):
                    yield entry, plan

    def _plan_on(self, entry: Entry, legs: tuple[Leg, ...]) -> Plan:
        """Return the plan of an entry whose ways depend on its day."""
        policy = self._register.policy(entry.date, min(entry.shape.members))
        opening = entry.date == self._books.first_day
        return self._plan(legs, policy.charges, opening=opening)

    def _plan(
        self, legs: tuple[Leg, ...], charges: frozenset[str], *, opening: bool
    ) -> Plan:
        key = (legs, charges, opening)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = Plan(legs, charges, opening=opening)
        return plan

    def _padded(self, entry: Entry) -> bool:
        return entry.flag == "P" and entry.source in self._pads

    def routed(self, entry: Entry, plan: Plan) -> Stray | None:
        """Return what cannot be routed of an entry, None where all of it can."""
        amounts = entry.amounts
        credits = {n: -amounts[n] for n in plan.credits if amounts[n]}
        debits = {n: amounts[n] for n in plan.debits if amounts[n]}
        if self._padded(entry):
            return Stray(entry, credits, debits, padded=True)
        channels = (
            Channel(way, way.credits, way.debits, self._limits.capacity(way, entry))
            for way in plan.ways
        )
        routed = route(credits, debits, channels)
        for way, amount in routed.through.items():
            if amount and way.bound in (Bound.LINK_CREDIT, Bound.LINK_DEBIT):
                self._limits.refund(way, entry, amount)
        if routed.amount < HALF_A_CENT:
            return None
        return Stray(entry, dict(routed.credits), dict(routed.debits))


def _explains(plan: Plan, entry: Entry) -> bool:
    """Tell whether a plan explains an entry by its legs and at most one bound."""
    if plan.certain:
        return True
    if plan.glance is None:
        return False
    way, legs = plan.glance
    amounts = entry.amounts
    bounded = abs(sum([amounts[n] for n in legs], ZERO))
    return bounded <= local_room(way, entry)

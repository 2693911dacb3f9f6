"""Looks at every entry of a ring and says which part of it has no allowed way.

Most entries are of a plan that covers their legs, and are done at the price of a
look at one bound. The others are routed, in the order of the ledger, since a refund
uses up what an earlier one left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.kinds import VAT
from paraplu.base.money import HALF_A_CENT, ZERO
from paraplu.rules.flows.grossing import with_vat
from paraplu.rules.flows.limits import Limits
from paraplu.rules.flows.plan import Charges, Plan
from paraplu.rules.flows.routing import Routed, route
from paraplu.rules.flows.table import COST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.patterns import Leg
    from paraplu.register.model import Register
    from paraplu.rules.flows.ways import Way


@dataclass(frozen=True)
class Stray:
    """A part of an entry that the table does not allow: positive amounts by leg."""

    entry: Entry
    credits: dict[int, Decimal]
    debits: dict[int, Decimal]
    padded: bool = False

    @property
    def amount(self) -> Decimal:
        """How much strays, in EUR; the lesser side where the entry is uneven."""
        return min(sum(self.credits.values(), ZERO), sum(self.debits.values(), ZERO))

    @property
    def crosses(self) -> bool:
        """Tell whether a member's cost is paid with what is another member's."""
        accounts = self.entry.shape.accounts
        payers = {accounts[n].member for n in self.credits} - {""}
        return any(
            accounts[n].kind in COST and payers - {accounts[n].member}
            for n in self.debits
            if accounts[n].member
        )


def strays(books: Books, register: Register) -> list[Stray]:
    """Return every part of an entry that no allowed flow explains, in ledger order."""
    judge = _Judge(books, register)
    doubtful = {entry.number: (entry, plan) for entry, plan in judge.doubtful()}
    found = (judge.routed(*doubtful[number]) for number in sorted(doubtful))
    return [stray for stray in found if stray]


class _Judge:
    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register
        self._limits = Limits(books)
        self._pads = {pad.source for pad in books.pads}
        self._plans: dict[tuple[tuple[Leg, ...], Charges, bool], Plan] = {}

    def doubtful(self) -> Iterator[tuple[Entry, Plan]]:
        """Yield the entries whose plan does not explain them at a glance."""
        for batch in self._books.batches:
            legs = batch.pattern.legs
            if not batch.pattern.rings:
                continue
            if any(leg.charge or leg.kind is Kind.OPENING for leg in legs):
                plans = [self._plan_on(batch, row) for row in range(len(batch))]
            else:
                plans = [self._plan(legs, frozenset(), opening=False)] * len(batch)
            for plan in dict.fromkeys(plans):
                for row in self._unexplained(batch, plan):
                    if plans[row] is plan:
                        yield batch.entry(row), plan

    def _unexplained(self, batch: Batch, plan: Plan) -> set[int]:
        """Return the rows that a plan of the batch does not explain at a glance."""
        if plan.glance is None:
            return set(range(len(batch)))
        rows = set(plan.glance.doubtful(batch))
        if self._limits.standing.oversettled:
            rows.update(self._oversettling(batch))
        if plan.takes_back:
            rows.update(
                row for row, written in enumerate(batch.written) if written.links
            )
        if self._pads:
            rows.update(
                row for row, entry in enumerate(batch.entries) if self._padded(entry)
            )
        return rows

    def _oversettling(self, batch: Batch) -> Iterator[int]:
        """Yield the rows with an account that was settled beyond what stood there."""
        for column in batch.accounts:
            for row, account in enumerate(column):
                if account in self._limits.standing.oversettled:
                    yield row

    def _plan_on(self, batch: Batch, row: int) -> Plan:
        """Return the plan of an entry whose ways depend on its day."""
        day = batch.dates[row]
        charges = frozenset(
            (ring, charge)
            for ring in batch.pattern.rings
            for charge in self._register.policy(day, batch.member(ring, row)).charges
        )
        opening = day == self._books.first_day
        return self._plan(batch.pattern.legs, charges, opening=opening)

    def _plan(self, legs: tuple[Leg, ...], charges: Charges, *, opening: bool) -> Plan:
        key = (legs, charges, opening)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = Plan(legs, charges, opening=opening)
        return plan

    def _padded(self, entry: Entry) -> bool:
        return entry.flag == "P" and entry.source in self._pads

    def routed(self, entry: Entry, plan: Plan) -> Stray | None:
        """Return what cannot be routed of an entry, None where all of it can."""
        credits, debits = _sides(plan, entry.amounts)
        if self._padded(entry):
            return Stray(entry, credits, debits, padded=True)
        routed, left = self._route(entry, plan, credits, debits)
        self._limits.take_back(entry, plan, routed, {**routed.credits, **left})
        stray = Stray(entry, dict(routed.credits), left)
        if stray.amount < HALF_A_CENT:
            return None
        if plan.takes_back and entry.links:  # what is linked counts without VAT
            return stray
        return self._with_vat(stray, plan) or stray

    def _with_vat(self, stray: Stray, plan: Plan) -> Stray | None:
        """Return what strays with its VAT, None where VAT makes no difference to it.

        It does where VAT has no way itself, or is on a cost of another member.
        """
        entry = stray.entry
        taxed = {n for n, known in enumerate(entry.shape.accounts) if known.kind in VAT}
        stranded = taxed.intersection(stray.credits)
        if not (stranded or (stray.crosses and taxed.intersection(plan.debits))):
            return None
        amounts = with_vat(entry)
        if amounts is None:
            return None
        routed, left = self._route(entry, plan, *_sides(plan, amounts))
        whole = Stray(entry, dict(routed.credits), left)
        costs = any(entry.shape.accounts[n].kind in COST for n in stray.debits)
        grows = costs and whole.crosses and taxed.intersection(plan.debits)
        return whole if grows or whole.amount == stray.amount else None

    def _route(
        self,
        entry: Entry,
        plan: Plan,
        credits: Mapping[int, Decimal],
        debits: Mapping[int, Decimal],
    ) -> tuple[Routed[Way], dict[int, Decimal]]:
        """Return how credits get to debits, and what is left of each debit."""
        beyond = self._beyond(entry, plan, debits)
        within = {n: amount - beyond.get(n, ZERO) for n, amount in debits.items()}
        routed = route(credits, within, self._limits.channels(plan, entry))
        left = dict(routed.debits)
        for n, amount in beyond.items():
            left[n] = left.get(n, ZERO) + amount
        return routed, left

    def _beyond(
        self, entry: Entry, plan: Plan, debits: Mapping[int, Decimal]
    ) -> dict[int, Decimal]:
        """Return how much each down payment is settled beyond what stood there.

        Whatever settles it, there is no way to that part but the opening of the books.
        """
        if plan.opens:
            return {}
        beyond = {
            n: amount - self._limits.standing.settled(entry, n)
            for n, amount in debits.items()
            if plan.legs[n].kind is Kind.DEPOSIT
        }
        return {n: amount for n, amount in beyond.items() if amount}


def _sides(
    plan: Plan, amounts: Sequence[Decimal]
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Return what is credited and what is debited by leg, in EUR and positive."""
    return (
        {n: -amounts[n] for n in plan.credits if amounts[n]},
        {n: amounts[n] for n in plan.debits if amounts[n]},
    )

"""The ways that a kind of transaction offers: the table, laid over its postings.

A plan depends on what the accounts are and on which side they stand, not on whose
they are, so a few plans serve all members. A plan covers its postings when every credit
may go to every debit; then nothing has to be routed, and at most bounds are looked at.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.kinds import MONEY, RESULT, VAT
from paraplu.ledger.transactions import NO_RING, Positions
from paraplu.rules.flows.standing import SETTLED
from paraplu.rules.flows.table import (
    PAYING,
    SOLD,
    TABLE,
    TAKEN_BACK,
    AllowedFlow,
    Bound,
)
from paraplu.rules.flows.ways import ON_VAT, Lane, QuickCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.ledger.transactions import Role


# Bounds that look at a credited class of one ring.
_BY_CLASS = (Bound.LINK_CREDIT, Bound.TAKEN)
# Bounds that look at one debited account.
_ON_ACCOUNT = (Bound.STANDING, Bound.OVERPAID)
_BALANCE = frozenset({Root.ASSETS, Root.LIABILITIES, Root.EQUITY})
_EARNED = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.THERMOMETER})
_SPENT = RESULT - {Kind.SALES, Kind.INTERNAL_SALES}


# What may be charged to which ring.
Charges = frozenset[tuple[int, str]]


class LanePlan:
    """All ways that transactions of these roles may take.

    `charges` are what the cooperative may charge, with the ring that it may charge it
    to; `opening` tells that the transactions fall on the ledger's first day.
    """

    def __init__(
        self, roles: tuple[Role, ...], charges: Charges, *, opening: bool
    ) -> None:
        self.roles = roles
        self.opens = opening
        kinds = {role.kind for role in roles}
        self._results_only = kinds <= RESULT | {Kind.NOTHING}
        moving = [n for n, role in enumerate(roles) if role.kind is not Kind.NOTHING]
        self.credits = tuple(n for n in moving if roles[n].credit)
        self.debits = tuple(n for n in moving if not roles[n].credit)
        rings = {role.ring for role in roles} - {NO_RING}
        credited = {roles[n].kind for n in self.credits}
        debited = {roles[n].kind for n in self.debits}
        rows = [row for row in TABLE if credited & row.credits and debited & row.debits]
        ways = (
            *(
                way
                for ring in rings
                for row in rows
                for way in self._row(row, ring, charges)
            ),
            *(
                way
                for ring in rings
                for way in self._closing(ring, alone=len(rings) == 1)
            ),
            *self._rounding(),
            *(self._opening() if opening else ()),
        )
        # The same way turns up once per ring where it runs between accounts of the
        # cooperative only; counted twice, its bound would be doubled.
        self.ways = tuple(dict.fromkeys(w for w in ways if w.credits and w.debits))
        self.glance = self._glance()
        self.takes_back = self._takes_back()

    def _takes_back(self) -> tuple[Positions, ...]:
        """Return the postings that undo a sale or an expense, by class, VAT with them.

        They use up what a link allows to be taken back, whatever way they go: after a
        credit note on a receivable the sale can't be refunded in money as well, nor
        after it was moved to another class.
        """
        sold = [n for n in self.debits if self.roles[n].kind is Kind.SALES]
        spent = [n for n in self.credits if self.roles[n].kind in TAKEN_BACK]
        sold += [n for n in self.debits if sold and self.roles[n].kind in VAT]
        spent += [n for n in self.credits if spent and self.roles[n].kind in VAT]
        return (*self._alike(tuple(sold)), *self._alike(tuple(spent)))

    def _glance(self) -> QuickCheck | None:
        """Return what one look decides by, None where it has to be routed.

        It has to where the postings are not covered, or where several bounds matter.
        Cents of rounding matter little: whatever they go with has more than cents.
        """
        cents = self._cents(self.credits) or self._cents(self.debits)
        opposite = self._rounded(
            self.debits if cents and self.roles[cents[0]].credit else self.credits
        )
        if self._cents(self.credits) and self._cents(self.debits):
            return None
        certain = [way for way in self.ways if self._is_certain(way)]
        if self._covers(certain):
            return QuickCheck(cents=cents, with_cents=opposite)
        for way in self.ways:
            on_vat = len(way.bounds) == 1 and way.bounds[0] in ON_VAT
            if on_vat and self._covers([*certain, way]):
                on_debits = way.bounds == (Bound.VAT_ON_DEBITS,)
                positions = way.debits if on_debits else way.credits
                return QuickCheck(way, positions, cents, opposite)
        return None

    def _is_certain(self, way: Lane) -> bool:
        """Tell whether one keeps within a way unless the books say so elsewhere.

        What a payable, a deposit or start capital is settled beyond is found for all
        at once.
        """
        return not way.bounds or (
            way.bounds == (Bound.STANDING,)
            and all(self.roles[n].kind in SETTLED for n in way.debits)
        )

    def _covers(self, ways: Iterable[Lane]) -> bool:
        """Tell whether all credits but cents can reach all debits along these ways."""
        reached = {pair for way in ways for pair in product(way.credits, way.debits)}
        wanted = product(self._not_cents(self.credits), self._not_cents(self.debits))
        return reached.issuperset(wanted)

    def _row(self, row: AllowedFlow, ring: int, charges: Charges) -> Iterator[Lane]:
        credits = self._side(self.credits, row.credits, ring)
        debits = self._side(self.debits, row.debits, ring)
        if row.between_rings:
            debits = tuple(
                n
                for n in self.debits
                if self.roles[n].kind in row.debits
                and self.roles[n].ring not in (NO_RING, ring)
            )
        on_credits = {Bound.VAT_ON_CREDITS, Bound.LINK_CREDIT}.intersection(row.bounds)
        base = self._side(self.credits if on_credits else self.debits, row.base, ring)
        if (row.base and not base) or not self._is_taxed_so(row):
            return
        if Bound.CHARGE in row.bounds:
            named = tuple(n for n in credits if (ring, self.roles[n].charge) in charges)
            yield Lane(named, debits, ring=ring)
            return
        for one in self._bounded(credits, row, _BY_CLASS, Bound.STOOD):
            for other in self._bounded(debits, row, (Bound.LINK_DEBIT,), *_ON_ACCOUNT):
                yield Lane(one, other, row.bounds, base, ring)

    def _is_taxed_so(self, row: AllowedFlow) -> bool:
        """Tell whether the VAT here can be what a row takes it for.

        It is no part of what was bought where something is sold: it is owed on that.
        """
        if row.base is PAYING:
            return all(self.roles[n].kind not in SOLD for n in self.credits)
        sides = (self.credits, self.debits) if row.netted else ()
        return all(any(self.roles[n].kind in VAT for n in side) for side in sides)

    def _bounded(
        self,
        side: Positions,
        row: AllowedFlow,
        by_class: Iterable[Bound],
        *by_account: Bound,
    ) -> Iterable[Positions]:
        """Return what is on a side as its bounds look at it: that on one account.

        Or of one class of a ring, as of what is linked; or all together.
        """
        if any(bound in row.bounds for bound in by_class):
            return self._alike(side)
        if any(bound in row.bounds for bound in by_account):
            return [(n,) for n in side]
        return [side]

    def _alike(self, side: Positions) -> Iterator[Positions]:
        """Yield what is on a side by ring and class: that shares what bounds it."""
        groups: dict[object, list[int]] = {}
        for n in side:
            role = self.roles[n]
            kind = Kind.VAT_DUE if role.kind in VAT else role.kind
            groups.setdefault((role.ring, kind, role.charge), []).append(n)
        yield from map(tuple, groups.values())

    def _closing(self, ring: int, *, alone: bool) -> Iterator[Lane]:
        """Yield the way of a closing or a correction, where there is nothing else.

        With several members in it a transaction can only close: what each earned and
        used goes into the own thermometer.
        """
        if not self._results_only:
            return
        credits, debits = (RESULT, RESULT) if alone else (_SPENT, _EARNED)
        yield Lane(
            self._side(self.credits, credits, ring),
            self._side(self.debits, debits, ring),
        )

    def _rounding(self) -> Iterator[Lane]:
        yield Lane(
            self._cents(self.credits), self._rounded(self.debits), (Bound.ROUNDING,)
        )
        yield Lane(
            self._rounded(self.credits), self._cents(self.debits), (Bound.ROUNDING,)
        )

    def _opening(self) -> Iterator[Lane]:
        """Yield the ways of the ledger's first day, where an opening account is used.

        What is opened may be opened in one transaction: balances go with balances, and
        the opening account with anything of a member.
        """
        openings = {n for n, role in enumerate(self.roles) if role.kind is Kind.OPENING}
        rings = {n for n, role in enumerate(self.roles) if role.ring}
        balances = {n for n, role in enumerate(self.roles) if role.root in _BALANCE}
        if openings:
            for here, there in (
                (balances, balances),
                (openings, rings),
                (rings, openings),
            ):
                yield Lane(
                    tuple(n for n in self.credits if n in here),
                    tuple(n for n in self.debits if n in there),
                )

    def _side(self, side: Positions, kinds: frozenset[Kind], ring: int) -> Positions:
        """Return those of these kinds that are the ring's or the cooperative's."""
        roles = self.roles
        return tuple(
            n
            for n in side
            if roles[n].kind in kinds and roles[n].ring in (NO_RING, ring)
        )

    def _cents(self, side: Positions) -> Positions:
        return tuple(n for n in side if self.roles[n].kind is Kind.ROUNDING)

    def _not_cents(self, side: Positions) -> Positions:
        return tuple(n for n in side if self.roles[n].kind is not Kind.ROUNDING)

    def _rounded(self, side: Positions) -> Positions:
        return tuple(
            n for n in side if self.roles[n].ring or self.roles[n].kind in MONEY | VAT
        )

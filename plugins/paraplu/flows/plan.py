"""The ways that a kind of entry offers: the table, laid over its legs.

A plan depends on what the accounts are and on which side they stand, not on whose
they are, so a few plans serve all members. A plan covers its legs when every credit
may go to every debit; then nothing has to be routed, and at most bounds are looked at.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from paraplu.accounts import Kind, Root
from paraplu.flows.table import MONEY, RESULT, TABLE, TAKEN_BACK, VAT, Bound, Row
from paraplu.flows.ways import Glance, Legs, Way
from paraplu.patterns import NO_RING, Leg

if TYPE_CHECKING:
    from collections.abc import Iterator


# Bounds that an entry cannot exceed unless the books say so elsewhere, and bounds that
# one look at its own amounts decides.
_CERTAIN = frozenset({Bound.NONE, Bound.CHARGE, Bound.STANDING})
_VAT_BOUNDS = frozenset({Bound.VAT_ON_CREDITS, Bound.VAT_ON_DEBITS})
_BALANCE = frozenset({Root.ASSETS, Root.LIABILITIES, Root.EQUITY})
_EARNED = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.THERMOMETER})
_SPENT = RESULT - {Kind.SALES, Kind.INTERNAL_SALES}


# What may be charged to which ring.
Charges = frozenset[tuple[int, str]]


class Plan:
    """All ways that entries with these legs may take."""

    def __init__(
        self, legs: tuple[Leg, ...], charges: Charges, *, opening: bool
    ) -> None:
        """Lay the table over the legs.

        `charges` are what the cooperative may charge, with the ring that it may charge
        it to; `opening` tells that the entries fall on the ledger's first day.
        """
        self.legs = legs
        self.opens = opening
        kinds = {leg.kind for leg in legs}
        self._results_only = kinds <= RESULT | {Kind.NOTHING}
        moving = [n for n, leg in enumerate(legs) if leg.kind is not Kind.NOTHING]
        self.credits = tuple(n for n in moving if legs[n].credit)
        self.debits = tuple(n for n in moving if not legs[n].credit)
        rings = {leg.ring for leg in legs} - {NO_RING}
        ways = (
            *(
                way
                for ring in rings
                for row in TABLE
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

    def _takes_back(self) -> tuple[Legs, ...]:
        """Return the legs that undo a sale or an expense, by class, VAT with them.

        They use up what a link allows to be taken back, whatever way they go: after a
        credit note on a receivable the sale can't be refunded in money as well.
        """
        if self._results_only:
            return ()
        sold = [n for n in self.debits if self.legs[n].kind is Kind.SALES]
        spent = [n for n in self.credits if self.legs[n].kind in TAKEN_BACK]
        tax = (*self.debits, *self.credits) if sold or spent else ()
        legs = (*sold, *spent, *(n for n in tax if self.legs[n].kind in VAT))
        return tuple(self._alike(legs))

    def _glance(self) -> Glance | None:
        """Return what one look at an entry decides by, None where it has to be routed.

        It has to where the legs are not covered, or where several bounds matter. Cents
        of rounding matter little: whatever leg they go with has more than cents.
        """
        cents = self._cents(self.credits) or self._cents(self.debits)
        opposite = self._rounded(
            self.debits if cents and self.legs[cents[0]].credit else self.credits
        )
        if self._cents(self.credits) and self._cents(self.debits):
            return None
        if self._covers(_CERTAIN):
            return Glance(cents=cents, with_cents=opposite)
        bounded = [way for way in self.ways if way.bound in _VAT_BOUNDS]
        if len(bounded) != 1 or not self._covers(_CERTAIN | _VAT_BOUNDS):
            return None
        way = bounded[0]
        legs = way.credits if way.bound is Bound.VAT_ON_CREDITS else way.debits
        return Glance(way, legs, cents, opposite)

    def _covers(self, bounds: frozenset[Bound]) -> bool:
        """Tell whether every credit but cents can reach every debit along such ways."""
        reached = {
            pair
            for way in self.ways
            if way.bound in bounds
            for pair in product(way.credits, way.debits)
        }
        wanted = product(self._not_cents(self.credits), self._not_cents(self.debits))
        return reached.issuperset(wanted)

    def _row(self, row: Row, ring: int, charges: Charges) -> Iterator[Way]:
        credits = self._side(self.credits, row.credits, ring)
        debits = self._side(self.debits, row.debits, ring)
        if row.between_rings:
            debits = tuple(
                n
                for n in self.debits
                if self.legs[n].kind in row.debits
                and self.legs[n].ring not in (NO_RING, ring)
            )
        from_credits = row.bound in (Bound.VAT_ON_CREDITS, Bound.LINK_CREDIT)
        side = self.credits if from_credits else self.debits
        base = tuple(
            n
            for n in side
            if self.legs[n].kind in row.base and self.legs[n].ring == ring
        )
        if row.base and not base:
            return
        if row.bound is Bound.LINK_CREDIT:
            yield from (Way(alike, debits, row.bound) for alike in self._alike(credits))
        elif row.bound is Bound.LINK_DEBIT:
            yield from (Way(credits, alike, row.bound) for alike in self._alike(debits))
        elif row.bound is Bound.STANDING:
            yield from (Way(credits, (n,), row.bound) for n in debits)
        elif row.bound is Bound.CHARGE:
            named = tuple(n for n in credits if (ring, self.legs[n].charge) in charges)
            yield Way(named, debits)
        else:
            yield Way(credits, debits, row.bound, base)

    def _alike(self, side: Legs) -> Iterator[Legs]:
        """Yield the legs of a side by ring and class: they share what is linked."""
        groups: dict[object, list[int]] = {}
        for n in side:
            kind = Kind.VAT_DUE if self.legs[n].kind in VAT else self.legs[n].kind
            groups.setdefault((self.legs[n].ring, kind), []).append(n)
        yield from map(tuple, groups.values())

    def _closing(self, ring: int, *, alone: bool) -> Iterator[Way]:
        """Yield the way of a closing or a correction, where there is nothing else.

        With several members in it an entry can only close: what each earned and used
        goes into the own thermometer.
        """
        if not self._results_only:
            return
        credits, debits = (RESULT, RESULT) if alone else (_SPENT, _EARNED)
        yield Way(
            self._side(self.credits, credits, ring),
            self._side(self.debits, debits, ring),
        )

    def _rounding(self) -> Iterator[Way]:
        yield Way(self._cents(self.credits), self._rounded(self.debits), Bound.ROUNDING)
        yield Way(self._rounded(self.credits), self._cents(self.debits), Bound.ROUNDING)

    def _opening(self) -> Iterator[Way]:
        """Yield the ways of the ledger's first day, where an opening account is used.

        What is opened may be opened in one entry: balances go with balances, and the
        opening account with anything of a member.
        """
        openings = {n for n, leg in enumerate(self.legs) if leg.kind is Kind.OPENING}
        rings = {n for n, leg in enumerate(self.legs) if leg.ring}
        balances = {n for n, leg in enumerate(self.legs) if leg.root in _BALANCE}
        if openings:
            for here, there in (
                (balances, balances),
                (openings, rings),
                (rings, openings),
            ):
                yield Way(
                    tuple(n for n in self.credits if n in here),
                    tuple(n for n in self.debits if n in there),
                )

    def _side(self, side: Legs, kinds: frozenset[Kind], ring: int) -> Legs:
        """Return the legs of these kinds that are the ring's or the cooperative's."""
        legs = self.legs
        return tuple(
            n for n in side if legs[n].kind in kinds and legs[n].ring in (NO_RING, ring)
        )

    def _cents(self, side: Legs) -> Legs:
        return tuple(n for n in side if self.legs[n].kind is Kind.ROUNDING)

    def _not_cents(self, side: Legs) -> Legs:
        return tuple(n for n in side if self.legs[n].kind is not Kind.ROUNDING)

    def _rounded(self, side: Legs) -> Legs:
        return tuple(
            n for n in side if self.legs[n].ring or self.legs[n].kind in MONEY | VAT
        )

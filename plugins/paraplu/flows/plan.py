"""The ways that a kind of entry offers: the table, laid over its legs.

A plan depends on what the accounts are and on which side they stand, not on whose
they are, so a few plans serve all members. A plan covers its legs when every credit
may go to every debit; then nothing has to be routed, and at most bounds are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind, Root
from paraplu.flows.table import MONEY, RESULT, TABLE, VAT, Bound, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Shape

_PER_CREDIT = frozenset({Bound.LINK_CREDIT})
_PER_DEBIT = frozenset({Bound.LINK_DEBIT, Bound.STANDING})
# Bounds that an entry cannot exceed unless the books say so elsewhere, and bounds that
# one look at its own amounts decides.
_CERTAIN = frozenset({Bound.NONE, Bound.CHARGE, Bound.STANDING})
_LOCAL = frozenset({Bound.VAT_ON_CREDITS, Bound.VAT_ON_DEBITS, Bound.ROUNDING})
_BALANCE = frozenset({Root.ASSETS, Root.LIABILITIES, Root.EQUITY})
_NO_RING = 0

Legs = tuple[int, ...]


class Leg(NamedTuple):
    """What a plan knows of a posting: `ring` numbers an entry's members from 1."""

    kind: Kind
    root: Root | None
    ring: int
    charge: str
    credit: bool


@dataclass(frozen=True)
class Way:
    """A row of the table between legs of one entry; `base` are the legs it is over."""

    credits: Legs
    debits: Legs
    bound: Bound = Bound.NONE
    base: Legs = ()


def legs_of(shape: Shape) -> tuple[Leg, ...]:
    """Return the legs of a shape with its members numbered as they come."""
    rings = {"": _NO_RING}
    legs = []
    for account, credit in zip(shape.accounts, shape.credit, strict=True):
        ring = rings.setdefault(account.member, len(rings))
        charge = (
            account.detail[0]
            if account.kind is Kind.COOP_INCOME and account.detail
            else ""
        )
        legs.append(Leg(account.kind, account.root, ring, charge, credit))
    return tuple(legs)


class Plan:
    """All ways that entries with these legs may take."""

    def __init__(
        self, legs: tuple[Leg, ...], charges: frozenset[str], *, opening: bool
    ) -> None:
        """Lay the table over the legs.

        `charges` are what the cooperative may charge its members; `opening` tells
        that the entries fall on the ledger's first day.
        """
        self.legs = legs
        self.credits = tuple(n for n, leg in enumerate(legs) if leg.credit)
        self.debits = tuple(n for n, leg in enumerate(legs) if not leg.credit)
        rings = {leg.ring for leg in legs} - {_NO_RING}
        ways = (
            *(
                way
                for ring in rings
                for row in TABLE
                for way in self._row(row, ring, charges)
            ),
            *(way for ring in rings for way in self._closing(ring)),
            *self._rounding(),
            *(self._opening() if opening else ()),
        )
        # The same way turns up once per ring where it runs between accounts of the
        # cooperative only; counted twice, its bound would be doubled.
        self.ways = tuple(dict.fromkeys(w for w in ways if w.credits and w.debits))
        self.certain = self._covers(_CERTAIN)
        self.glance = self._glance()

    def _glance(self) -> tuple[Way, Legs] | None:
        """Return the one bounded way that decides, with the legs that must fit it.

        None where the legs are not covered, or where more than one bound matters:
        such entries have to be routed.
        """
        bounded = [way for way in self.ways if way.bound in _LOCAL]
        if len(bounded) != 1 or not self._covers(_CERTAIN | _LOCAL):
            return None
        way = bounded[0]
        if way.bound is Bound.ROUNDING:
            return way, self._cents(way.credits) or self._cents(way.debits)
        return way, way.credits if way.bound is Bound.VAT_ON_CREDITS else way.debits

    def _covers(self, bounds: frozenset[Bound]) -> bool:
        """Tell whether every credit can reach every debit along ways so bounded."""
        reached = {
            pair
            for way in self.ways
            if way.bound in bounds
            for pair in product(way.credits, way.debits)
        }
        return len(reached) == len(self.credits) * len(self.debits)

    def _row(self, row: Row, ring: int, charges: frozenset[str]) -> Iterator[Way]:
        credits = self._side(self.credits, row.credits, ring)
        debits = self._side(self.debits, row.debits, ring)
        if row.between_rings:
            debits = tuple(
                n
                for n in self.debits
                if self.legs[n].kind in row.debits
                and self.legs[n].ring not in (_NO_RING, ring)
            )
        if row.bound in _PER_CREDIT:
            yield from (Way((n,), debits, row.bound) for n in credits)
        elif row.bound in _PER_DEBIT:
            yield from (Way(credits, (n,), row.bound) for n in debits)
        elif row.bound is Bound.CHARGE:
            named = tuple(n for n in credits if self.legs[n].charge in charges)
            yield Way(named, debits)
        else:
            side = self.credits if row.bound is Bound.VAT_ON_CREDITS else self.debits
            base = tuple(
                n
                for n in side
                if self.legs[n].kind in row.base and self.legs[n].ring == ring
            )
            yield Way(credits, debits, row.bound, base)

    def _closing(self, ring: int) -> Iterator[Way]:
        """Yield the way of a closing or a correction: result to result of one ring."""
        if all(leg.kind in RESULT for leg in self.legs):
            yield Way(
                self._side(self.credits, RESULT, ring),
                self._side(self.debits, RESULT, ring),
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
            n
            for n in side
            if legs[n].kind in kinds and legs[n].ring in (_NO_RING, ring)
        )

    def _cents(self, side: Legs) -> Legs:
        return tuple(n for n in side if self.legs[n].kind is Kind.ROUNDING)

    def _rounded(self, side: Legs) -> Legs:
        return tuple(
            n for n in side if self.legs[n].ring or self.legs[n].kind in MONEY | VAT
        )

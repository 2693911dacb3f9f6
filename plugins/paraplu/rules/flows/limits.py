"""What bounds a flow, read from the rest of the books.

A payment settles a payable, and a sale a down payment, no further than what stood
there. A refund is bound by the entries that share a link with it, and by what of
them is still unrefunded. A contribution is given back up to what was taken before. VAT
is bound by the highest rate over the amount it is on.

A bound is of a way by itself, or of a pool that several ways share: what stood on an
account can be settled from the bank and from a claim, but only once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.kinds import MONEY
from paraplu.base.money import ZERO, in_cents
from paraplu.rules.flows.links import Links, net_of, share_of
from paraplu.rules.flows.routing import Channel, Pool
from paraplu.rules.flows.standing import Standing
from paraplu.rules.flows.table import Bound
from paraplu.rules.flows.taken import Taken
from paraplu.rules.flows.ways import most_vat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.rules.flows.plan import Plan
    from paraplu.rules.flows.routing import Routed
    from paraplu.rules.flows.ways import Legs, Way


class Limits:
    """The bounds of one set of books; remembers what was taken back so far."""

    def __init__(self, books: Books) -> None:
        self.standing = Standing(books)
        self._links = Links(books)
        self._taken = Taken(books)

    def channels(self, plan: Plan, entry: Entry) -> Iterator[Channel[Way]]:
        """Yield the ways of an entry with what may pass along each, in EUR."""
        for way in plan.ways:
            base = sum((entry.amounts[n] for n in way.base), ZERO)
            room = way.room(entry.date, base)
            if Bound.VAT_ON_LINK in way.bounds:
                room = self._untaxed(plan, way, entry)
            elif Bound.OVERPAID in way.bounds:
                room = self._overpaid(plan, way, entry)
            yield Channel(
                way,
                way.credits,
                way.debits,
                None if room is None else in_cents(room),
                self._drawn(plan, way, entry),
                self._filled(plan, way, entry),
            )

    def _drawn(self, plan: Plan, way: Way, entry: Entry) -> Pool | None:
        """Return what the credits of a way share with other ways."""
        if Bound.LINK_CREDIT in way.bounds:
            left = self._left(plan, way, entry, way.credits, credit=True)
            return Pool(("linked", way.credits, way.ring), left)
        if Bound.STOOD in way.bounds:
            (leg,) = way.credits
            return Pool(("stood", leg), self.standing.held(entry, leg))
        if Bound.TAKEN in way.bounds:
            taken = self._taken.before(entry, way.credits[0])
            return Pool(("taken", way.credits), taken)
        if Bound.VAT_ON_CREDITS in way.bounds:
            return _taxed(plan, way, entry, Bound.VAT_ON_CREDITS)
        return None

    def _filled(self, plan: Plan, way: Way, entry: Entry) -> Pool | None:
        """Return what the debits of a way share with other ways."""
        if Bound.LINK_DEBIT in way.bounds:
            left = self._left(plan, way, entry, way.debits, credit=False)
            return Pool(("linked", way.debits, way.ring), left)
        if Bound.STANDING in way.bounds:
            (leg,) = way.debits
            return Pool(("standing", leg), self.standing.settled(entry, leg))
        if Bound.OVERPAID in way.bounds:
            (leg,) = way.debits
            return Pool(("overpaid", leg), self.standing.overpaid(entry, leg))
        if Bound.VAT_ON_DEBITS in way.bounds:
            return _taxed(plan, way, entry, Bound.VAT_ON_DEBITS)
        return None

    def _left(
        self, plan: Plan, way: Way, entry: Entry, legs: Legs, *, credit: bool
    ) -> Decimal:
        """Return what entries of a way's ring, linked to this one, have left.

        That is of the share of some legs, and of what was on the side that `credit`
        undoes.
        """
        accounts = entry.shape.accounts
        ring = next(n for n, leg in enumerate(plan.legs) if leg.ring == way.ring)
        share = share_of(accounts[legs[0]])
        return self._links.left(entry, share, accounts[ring].member, credit=credit)

    def _overpaid(self, plan: Plan, way: Way, entry: Entry) -> Decimal:
        """Return what was paid too much, as far as a way may give it back.

        Money that a link lets go back already is not to go back once more.
        """
        paid = self.standing.overpaid(entry, way.debits[0])
        if any(plan.legs[n].kind in MONEY for n in way.credits):
            paid -= self._left(plan, way, entry, way.debits, credit=False)
        return max(paid, ZERO)

    def _untaxed(self, plan: Plan, way: Way, entry: Entry) -> Decimal:
        """Return the VAT that there can be on what is linked, beyond what there is."""
        credit = Bound.LINK_CREDIT in way.bounds
        on, tax = (way.credits, way.debits) if credit else (way.debits, way.credits)
        base = self._left(plan, way, entry, on, credit=credit)
        there = self._left(plan, way, entry, tax, credit=credit)
        return max(most_vat(entry.date, base) - there, ZERO)

    def take_back(
        self,
        entry: Entry,
        plan: Plan,
        through: Routed[Way],
        left: Mapping[int, Decimal],
    ) -> None:
        """Remember what an entry took back of those it is linked to.

        `left` is what has no way of each leg.
        """
        if not entry.links:
            return
        taken: dict[Legs, Decimal] = {}
        for way, amount in through.through.items():
            for bound, legs in (
                (Bound.LINK_CREDIT, way.credits),
                (Bound.LINK_DEBIT, way.debits),
            ):
                if bound in way.bounds:
                    taken[legs] = taken.get(legs, ZERO) + amount
        for legs in plan.takes_back:
            booked = sum((abs(entry.amounts[n]) for n in legs), ZERO)
            taken[legs] = booked - sum((left.get(n, ZERO) for n in legs), ZERO)
        for legs, amount in taken.items():
            credit = entry.shape.credit[legs[0]]
            share = share_of(entry.shape.accounts[legs[0]])
            net = net_of(entry, share)
            # Below zero nothing is undone, and nothing taken back.
            undone = min(amount, -net if credit else net)
            self._links.take_back(entry, share, undone, credit=credit)


def _taxed(plan: Plan, way: Way, entry: Entry, bound: Bound) -> Pool:
    """Return the most VAT on all that a ring has on a side, whatever way it goes."""
    bases = {
        n
        for other in plan.ways
        if bound in other.bounds and other.ring == way.ring
        for n in other.base
    }
    base = sum((entry.amounts[n] for n in bases), ZERO)
    return Pool((bound, way.ring), in_cents(most_vat(entry.date, base)))

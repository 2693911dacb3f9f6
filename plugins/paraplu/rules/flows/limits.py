"""What bounds a flow, read from the rest of the books.

A payment settles a payable, and a sale a down payment, no further than what stood
there. A refund is bound by the transactions that share a link with it, and by what of
them is still unrefunded. A contribution is given back up to what was taken before. VAT
is bound by the highest rate over the amount it is on.

A bound is of a way by itself, or of a pool that several ways share: what stood on an
account can be settled from the bank and from a claim, but only once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.kinds import MONEY
from paraplu.base.metadata import VAT_MARGIN, VAT_MARGIN_YEAR
from paraplu.base.money import ZERO, in_cents
from paraplu.rules.flows.links import LinkedFlows, net_of, share_of
from paraplu.rules.flows.routing import Edge, Pool
from paraplu.rules.flows.standing import EarlierBalances
from paraplu.rules.flows.table import Bound
from paraplu.rules.flows.taken import BookedContributions
from paraplu.rules.flows.ways import most_vat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Transaction
    from paraplu.rules.flows.plan import LanePlan
    from paraplu.rules.flows.routing import Routed
    from paraplu.rules.flows.ways import Lane


class Limits:
    """The bounds of one set of books; remembers what was taken back so far."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self.standing = EarlierBalances(books)
        self._links = LinkedFlows(books)
        self._taken = BookedContributions(books)

    def channels(
        self, plan: LanePlan, transaction: Transaction
    ) -> Iterator[Edge[Lane]]:
        """Yield the ways of a transaction with what may pass along each, in EUR."""
        for way in plan.ways:
            base = transaction.total(way.base)
            room = way.room(transaction.date, base)
            if Bound.VAT_ON_LINK in way.bounds:
                room = self._untaxed(way, transaction)
            elif Bound.MARGIN in way.bounds:
                room = None if _is_of_margins(transaction) else ZERO
            elif Bound.INVOICED in way.bounds:
                room = None if self._invoices(transaction) else ZERO
            elif Bound.OVERPAID in way.bounds:
                room = self._overpaid(plan, way, transaction)
            yield Edge(
                way,
                way.credits,
                way.debits,
                None if room is None else in_cents(room),
                self._drawn(plan, way, transaction),
                self._filled(plan, way, transaction),
            )

    def _drawn(
        self, plan: LanePlan, way: Lane, transaction: Transaction
    ) -> Pool | None:
        """Return what the credits of a way share with other ways."""
        if Bound.LINK_CREDIT in way.bounds:
            left = self._left(way, transaction, way.credits, credit=True)
            return Pool(("linked", way.credits, way.ring), left)
        if Bound.STOOD in way.bounds:
            (position,) = way.credits
            return Pool(("stood", position), self.standing.held(transaction, position))
        if Bound.TAKEN in way.bounds:
            taken = self._taken.before(transaction, way.credits[0])
            return Pool(("taken", way.credits), taken)
        if Bound.VAT_ON_CREDITS in way.bounds:
            return _taxed(plan, way, transaction, Bound.VAT_ON_CREDITS)
        return None

    def _filled(
        self, plan: LanePlan, way: Lane, transaction: Transaction
    ) -> Pool | None:
        """Return what the debits of a way share with other ways."""
        if Bound.LINK_DEBIT in way.bounds:
            left = self._left(way, transaction, way.debits, credit=False)
            return Pool(("linked", way.debits, way.ring), left)
        if Bound.STANDING in way.bounds:
            (position,) = way.debits
            return Pool(
                ("standing", position), self.standing.settled(transaction, position)
            )
        if Bound.OVERPAID in way.bounds:
            (position,) = way.debits
            return Pool(
                ("overpaid", position), self.standing.overpaid(transaction, position)
            )
        if Bound.VAT_ON_DEBITS in way.bounds:
            return _taxed(plan, way, transaction, Bound.VAT_ON_DEBITS)
        return None

    def _left(
        self,
        way: Lane,
        transaction: Transaction,
        positions: Positions,
        *,
        credit: bool,
    ) -> Decimal:
        """Return what transactions of a way's ring, linked to this one, have left.

        That is of the share of some postings, and of what was on the side that `credit`
        undoes.
        """
        share = share_of(transaction.account_at(positions[0]))
        member = transaction.member(way.ring)
        return self._links.left(transaction, share, member, credit=credit)

    def _overpaid(self, plan: LanePlan, way: Lane, transaction: Transaction) -> Decimal:
        """Return what was paid too much, as far as a way may give it back.

        Money that a link lets go back already is not to go back once more.
        """
        paid = self.standing.overpaid(transaction, way.debits[0])
        if any(plan.roles[n].kind in MONEY for n in way.credits):
            paid -= self._left(way, transaction, way.debits, credit=False)
        return max(paid, ZERO)

    def _invoices(self, transaction: Transaction) -> bool:
        """Tell whether a transaction is the first with one of its links.

        That is how an invoice is booked: its number is a link of its own.
        """
        firsts = (next(iter(self._books.linked(link))) for link in transaction.links)
        return any(first.number == transaction.number for first in firsts)

    def _untaxed(self, way: Lane, transaction: Transaction) -> Decimal:
        """Return the VAT that there can be on what is linked, beyond what there is."""
        credit = Bound.LINK_CREDIT in way.bounds
        on, tax = (way.credits, way.debits) if credit else (way.debits, way.credits)
        base = self._left(way, transaction, on, credit=credit)
        there = self._left(way, transaction, tax, credit=credit)
        return max(most_vat(transaction.date, base) - there, ZERO)

    def take_back(
        self,
        transaction: Transaction,
        plan: LanePlan,
        through: Routed[Lane],
        left: Mapping[int, Decimal],
    ) -> None:
        """Remember what a transaction took back of those it is linked to.

        `left` is what has no way of each posting.
        """
        if not transaction.links:
            return
        taken: dict[Positions, Decimal] = {}
        for way, amount in through.through.items():
            for bound, positions in (
                (Bound.LINK_CREDIT, way.credits),
                (Bound.LINK_DEBIT, way.debits),
            ):
                if bound in way.bounds:
                    taken[positions] = taken.get(positions, ZERO) + amount
        for positions in plan.takes_back:
            booked = sum((abs(transaction.amounts[n]) for n in positions), ZERO)
            taken[positions] = booked - sum(
                (left.get(n, ZERO) for n in positions), ZERO
            )
        for positions, amount in taken.items():
            credit = transaction.signature.credit[positions[0]]
            share = share_of(transaction.account_at(positions[0]))
            net = net_of(transaction, share)
            # Below zero nothing is undone, and nothing taken back.
            undone = min(amount, -net if credit else net)
            self._links.take_back(transaction, share, undone, credit=credit)


def _is_of_margins(transaction: Transaction) -> bool:
    meta = transaction.meta
    return bool(meta.get(VAT_MARGIN) or meta.get(VAT_MARGIN_YEAR))


def _taxed(plan: LanePlan, way: Lane, transaction: Transaction, bound: Bound) -> Pool:
    """Return the most VAT on all that a ring has on a side, whatever way it goes."""
    bases = {
        n
        for other in plan.ways
        if bound in other.bounds and other.ring == way.ring
        for n in other.base
    }
    base = transaction.total(bases)
    return Pool((bound, way.ring), in_cents(most_vat(transaction.date, base)))

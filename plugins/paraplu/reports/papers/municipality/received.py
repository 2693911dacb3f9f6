"""What customers paid, and for what: money apart from all else that settles.

A credit note, a bad debt and a down payment that is taken off settle a claim as money
does, but nothing comes in by them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO, in_cents
from paraplu.reports.papers.municipality.customer_moves import laid
from paraplu.reports.papers.settled_claims import settled_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from paraplu.ledger.settlement import Match, Movement
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.municipality.bookings import Booking
    from paraplu.reports.papers.municipality.customer_moves import CustomerMoves


@dataclass
class Fate:
    """What became of a claim or a down payment, by its entry; EUR, VAT included.

    `money` is what came in by day, below zero what went back. `credited` was taken back
    by a credit note, and `lost` written off.
    """

    money: list[tuple[dt.date, Decimal]] = field(default_factory=list)
    credited: Decimal = ZERO
    lost: Decimal = ZERO


class Advance(NamedTuple):
    """What is taken off of a down payment, in EUR, and when that was made."""

    booked: dt.date
    net: Decimal
    tax: Decimal


@dataclass
class TakenOff:
    """What an entry takes off of down payments, in EUR.

    `surplus` is no down payment, but what was paid too much before.
    """

    parts: list[Advance] = field(default_factory=list)
    surplus: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """All of it, without VAT."""
        return sum((one.net for one in self.parts), ZERO)

    @property
    def tax(self) -> Decimal:
        """The VAT that was owed on it before."""
        return sum((one.tax for one in self.parts), ZERO)


class Received:
    """What was paid for the entries of one member, until a day."""

    def __init__(
        self, bookings: Iterable[Booking], moves: CustomerMoves, until: dt.date
    ) -> None:
        self._bookings = {one.number: one for one in bookings if one.date <= until}
        self._moves = moves
        # Of each entry, what of the claims that it settles is settled by no money.
        self._other = {
            number: other
            for number, one in self._bookings.items()
            if (other := _other(one))
        }

    def fate(self, booking: Booking) -> Fate:
        """Return what became of what an entry claims or takes back."""
        return self._fates.get(booking.number) or Fate()

    def taken_off(self, booking: Booking) -> TakenOff:
        """Return what of down payments an entry takes off."""
        return self._taken.get(booking.number) or TakenOff()

    def lost(self, booking: Booking) -> Sequence[tuple[Booking, Decimal]]:
        """Return the sales that a bad debt is about, with how much of each."""
        return self._lost.get(booking.number, ())

    def taken_back(self, booking: Booking) -> Booking | None:
        """Return the sale that a credit note takes back, None where it is not told."""
        if booking.number in self._credited:
            return self._credited[booking.number]
        linked = (
            one
            for one in self._bookings.values()
            if one.links & booking.links and one.on(Kind.SALES) < 0
        )
        return next(linked, None) if booking.links else None

    @cached_property
    def _credited(self) -> dict[int, Booking]:
        """By the number of a credit note, the first sale that it settles."""
        found: dict[int, Booking] = {}
        for match in self._settled:
            by, item = self._of(match.by), self._of(match.item)
            if by.on(Kind.SALES) > 0 and claims_sale(item):
                found.setdefault(by.number, item)
        return found

    def surplus(self, booking: Booking) -> bool:
        """Tell whether what an entry puts on deposit was only paid too much."""
        claim = booking.on(Kind.RECEIVABLE)
        if booking.tax or booking.on(Kind.SALES):
            return False
        return claim < 0 or booking.number in self._moved_over

    @cached_property
    def _lost(self) -> dict[int, list[tuple[Booking, Decimal]]]:
        found: defaultdict[int, list[tuple[Booking, Decimal]]] = defaultdict(list)
        for match in self._settled:
            by, item = self._of(match.by), self._of(match.item)
            if by.bad_debt:
                found[by.number].append((item, match.amount))
        return found

    @cached_property
    def _settled(self) -> list[Match[Transaction, Transaction]]:
        found: list[Match[Transaction, Transaction]] = []
        for moves in self._moves.claims:
            mine = settled_on([m for m in moves if m.place in self._bookings])
            found += mine.paid
            # What was paid back is settled here by what it gives back.
            found += (one._replace(item=one.by, by=one.item) for one in mine.returned)
        return found

    @cached_property
    def _moved_over(self) -> frozenset[int]:
        """The entries that put on deposit what had been paid too much before."""
        return frozenset(
            match.item.place
            for match in self._settled
            if match.by.date <= match.item.date
            and self._of(match.item).on(Kind.DEPOSIT) < 0
        )

    @cached_property
    def _fates(self) -> dict[int, Fate]:
        found: defaultdict[int, Fate] = defaultdict(Fate)
        other = dict(self._other)
        for match in self._settled:
            by, item = self._of(match.by), self._of(match.item)
            dull = min(match.amount, other.get(by.number, ZERO))
            if dull:
                other[by.number] -= dull
            if not claims_sale(item):
                # Money that goes back: of a credit note, or of what was too much.
                if dull:
                    found[by.number].money.append((item.date, -dull))
                continue
            fate = found[item.number]
            if match.amount != dull:
                fate.money.append((by.date, match.amount - dull))
            if by.bad_debt:
                fate.lost += dull
            else:
                fate.credited += dull
        return found

    @cached_property
    def _taken(self) -> dict[int, TakenOff]:
        found: defaultdict[int, TakenOff] = defaultdict(TakenOff)
        for moves in self._moves.deposits:
            mine = [move for move in moves if move.place in self._bookings]
            left = {m.place: -m.amount for m in mine if m.amount < 0}
            for match in laid(mine):
                item, taken = self._of(match.item), found[match.by.place]
                left[match.by.place] -= match.amount
                if self.surplus(item):
                    taken.surplus += match.amount
                    continue
                tax = ZERO if item.on(Kind.SALES) else _part(item.tax or ZERO, match)
                taken.parts.append(Advance(item.date, match.amount, tax))
            for place, amount in left.items():
                # It was there before these books.
                if amount:
                    day = self._bookings[place].date
                    found[place].parts.append(Advance(day, amount, ZERO))
        return found

    def _of(self, move: Movement[Transaction]) -> Booking:
        return self._bookings[move.place]


def claims_sale(booking: Booking) -> bool:
    """Tell whether an entry sells, or has a down payment: it takes nothing back."""
    if booking.opens:
        return booking.on(Kind.RECEIVABLE) > 0
    return booking.on(Kind.SALES) < 0 or booking.on(Kind.DEPOSIT) < 0


def _other(booking: Booking) -> Decimal:
    """Return what of the claims that an entry settles no money came in for."""
    claim, sold = -booking.on(Kind.RECEIVABLE), booking.on(Kind.SALES)
    if claim <= 0 or (sold <= 0 and not booking.bad_debt):
        return ZERO
    return min(claim, max(sold, booking.bad_debt) - (booking.tax or ZERO))


def _part(amount: Decimal, match: Match[Transaction, Transaction]) -> Decimal:
    whole, before = match.item.amount, match.before
    after = before + match.amount
    return in_cents(amount * after / whole) - in_cents(amount * before / whole)

"""What the cooperative holds of the share of a sale that was refunded since.

The share of a sale is taken, and a month later the customer gets the money back. Until
the share is given back, or the months after it have made up for it, the cooperative
holds money that is the member's; it is as good as there.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import ROUND_UP, Decimal
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.money import CENT, ZERO
from paraplu.bookkeeping.contributions.booked import contributed
from paraplu.bookkeeping.contributions.daily import Daily
from paraplu.bookkeeping.contributions.dues import dues
from paraplu.bookkeeping.contributions.shares import share_of_turnover
from paraplu.ledger.closings import closes_accounts
from paraplu.register.agreements import Deficit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from paraplu.bookkeeping.contributions.booked import Contributed, Key
    from paraplu.bookkeeping.contributions.due import Due
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Signature
    from paraplu.register.agreements import AgreedShare
    from paraplu.register.model import Register


class _Steps(NamedTuple):
    """Sums by day: the days in order, and what it comes to from each of them on."""

    days: Sequence[dt.date]
    sums: Sequence[Decimal]

    @classmethod
    def of(cls, moves: Mapping[dt.date, Decimal]) -> _Steps:
        days = sorted(moves)
        return cls(days, list(accumulate(moves[day] for day in days)))

    def on(self, day: dt.date) -> Decimal:
        """Return the sum up to and with a day."""
        at = bisect_right(self.days, day)
        return self.sums[at - 1] if at else ZERO


class Held:
    """What the cooperative holds, by member and day; worked out as it is asked for."""

    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register
        self._daily = Daily(books, register)
        self._known: dict[tuple[str, str], tuple[_Steps, _Steps, list[Due]]] = {}

    def on(self, member: str, day: dt.date) -> Decimal:
        """Return what is held of a member at the end of a day, in whole cents."""
        if member not in self._register.members:
            return ZERO
        shares = self._register.policy(day, member).contribution
        held = (self._of_share(member, share, day) for share in shares)
        return sum(held, ZERO).quantize(CENT, ROUND_UP)

    def _of_share(self, member: str, share: AgreedShare, day: dt.date) -> Decimal:
        """Return what was taken beyond what is due by now, up to that of refunds.

        What a month leaves below zero takes off what was due before it, but where each
        month stands alone.
        """
        purpose = share.purpose
        if (member, purpose) not in self._known:
            self._known[member, purpose] = (
                self._taken(member, purpose),
                self._refunded(member, purpose),
                [due for due in self._dues.get(member, ()) if due.purpose == purpose],
            )
        taken, refunded, found = self._known[member, purpose]
        refunds = refunded.on(day)
        if not refunds:
            return ZERO
        so_far = self._daily.exact(member, purpose, day)
        months = [one for one in found if one.month < Month.of(day)]
        if share.deficit is Deficit.DROP:
            due = sum((one.amount for one in months), max(so_far, ZERO))
        else:
            due = sum((one.exact for one in months), so_far)
        return max(min(taken.on(day) - due, refunds), ZERO)

    def _taken(self, member: str, purpose: str) -> _Steps:
        moves: dict[dt.date, Decimal] = {}
        for (code, _month, own), postings in self._booked.items():
            if (code, own) == (member, purpose):
                for one in postings:
                    moves[one.day] = moves.get(one.day, ZERO) + one.amount
        return _Steps.of(moves)

    def _refunded(self, member: str, purpose: str) -> _Steps:
        """Return the share that is in what went back to customers."""
        moves: dict[dt.date, Decimal] = {}
        for day, amount in self._refunds.get(member, {}).items():
            shares = self._register.policy(day, member).contribution
            moves[day] = share_of_turnover(shares, purpose, amount)
        return _Steps.of(moves)

    @cached_property
    def _refunds(self) -> Mapping[str, Mapping[dt.date, Decimal]]:
        """What sales were made smaller by, one by one; by member and day."""
        found: dict[str, dict[dt.date, Decimal]] = {}
        for signature, transactions in self._books.by_signature.items():
            for ring in signature.rings:
                sales = _sales(signature, ring)
                if all(signature.credit[n] for n in sales):
                    continue
                for transaction in transactions:
                    amount = transaction.total(sales)
                    if amount > 0 and not closes_accounts(self._books, transaction):
                        days = found.setdefault(transaction.member(ring), {})
                        day = transaction.date
                        days[day] = days.get(day, ZERO) + amount
        return found

    @cached_property
    def _booked(self) -> Mapping[Key, list[Contributed]]:
        return contributed(self._books, self._register)

    @cached_property
    def _dues(self) -> Mapping[str, list[Due]]:
        return dues(self._books, self._register, self._booked)


def _sales(signature: Signature, ring: int) -> Positions:
    return signature.where(lambda role: role.ring == ring and role.kind is Kind.SALES)

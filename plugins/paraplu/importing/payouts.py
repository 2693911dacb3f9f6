"""What a payment provider paid out: once in its own file, once on the bank.

The two come in any order. Who comes first books the payout against an account where it
is under way, or, on the bank, straight against what stands with the provider; who comes
second finds it there. In the end nothing is left under way, and nothing is there twice.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from nl_banks import Kind as Sort
from paraplu.accounts import Kind
from paraplu.days import shifted
from paraplu.importing.known import REFERENCE
from paraplu.importing.open_items import PAYMENT_REFERENCE, plain

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from nl_banks import Booking
    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.importing.line import New
    from paraplu.register.model import Register

# A bank may book before the provider says that it paid out.
_EARLY = 3
# A shorter reference stands in texts by chance.
_SHORTEST = 5


class UnderWay(NamedTuple):
    """A payout that one of the two has booked."""

    date: dt.date
    amount: Decimal
    account: str
    references: frozenset[str]


class Payouts:
    """The payouts of which one side is booked, and the other is still to come.

    Amounts are what the bank gained.
    """

    def __init__(self, books: Books, register: Register, under_way: str) -> None:
        """Take the books; payouts of providers wait on the account `under_way`."""
        self._account = under_way
        self._register = register
        self._providers = {
            bank.account: plain(bank.provider)
            for bank in register.cooperative.banks
            if bank.provider
        }
        self._waiting: list[UnderWay] = []
        self._straight: defaultdict[tuple[str, Decimal], list[dt.date]]
        self._straight = defaultdict(list)
        found = [
            entry
            for shape, entries in books.shapes.items()
            if Kind.CLEARING in shape.kinds
            for entry in entries
        ]
        for entry in sorted(found, key=lambda entry: entry.number):
            self._take(entry)

    def holds(self, account: str) -> bool:
        """Tell whether money stands with a provider on an account."""
        return account in self._providers or any(
            one.account == account for one in self._waiting
        )

    def answered(self, booking: Booking, account: str) -> bool:
        """Tell whether the bank has booked a payout straight; it answers for one."""
        days = self._register.policy(booking.date).clearing_days
        last = shifted(booking.date, days)
        dates = self._straight[account, -booking.amount]
        for day in dates:
            if shifted(booking.date, -_EARLY) <= day <= last:
                dates.remove(day)
                return True
        return False

    def said(self, booking: Booking) -> UnderWay | None:
        """Return the payout under way whose reference a line of the bank gives."""
        if not self._waiting or booking.amount == 0:
            return None
        text = plain(f"{booking.payment_reference} {booking.narration}")
        for one in self._waiting:
            if one.amount == booking.amount and any(
                reference in text for reference in one.references
            ):
                return one
        return None

    def provider_in(self, booking: Booking) -> str:
        """Return the account of the provider that a line of the bank names, if any."""
        payee = plain(booking.payee)
        return next(
            (
                account
                for account, name in self._providers.items()
                if name and payee.startswith(name)
            ),
            "",
        )

    def waiting(self, account: str, amount: Decimal) -> UnderWay | None:
        """Return the oldest payout under way of a provider, of this amount."""
        return next(
            (
                one
                for one in self._waiting
                if one.account == account and one.amount == amount
            ),
            None,
        )

    def arrived(self, payout: UnderWay) -> None:
        """Take a payout as booked by both."""
        self._waiting.remove(payout)

    def add(self, new: New) -> None:
        """Take a line that is booked from now on, for those after it."""
        line, allocation = new
        booking = line.booking
        if booking.kind is Sort.PAYOUT:
            self._wait(
                booking.date,
                -line.moved,
                line.account,
                line.key,
                booking.payment_reference,
            )
        elif allocation.account != self._account:
            self._straight[allocation.account, booking.amount].append(booking.date)

    def _take(self, entry: Entry) -> None:
        """Take what an entry of the books says of payouts."""
        legs = list(entry.legs())
        banked = any(account.kind is Kind.BANK for account, _ in legs)
        other = next(
            (
                account.name
                for account, _ in legs
                if account.kind is Kind.CLEARING and account.name != self._account
            ),
            "",
        )
        for account, amount in legs:
            if account.name == self._account and other:
                self._wait(
                    entry.date,
                    amount,
                    other,
                    str(entry.meta.get(REFERENCE) or ""),
                    str(entry.meta.get(PAYMENT_REFERENCE) or ""),
                )
            elif account.name == self._account:
                self._leave(-amount, entry)
            elif banked and account.kind is Kind.CLEARING:
                self._straight[account.name, -amount].append(entry.date)

    def _wait(
        self, date: dt.date, amount: Decimal, account: str, *references: str
    ) -> None:
        plainly = map(plain, references)
        keys = frozenset(key for key in plainly if len(key) >= _SHORTEST)
        self._waiting.append(UnderWay(date, amount, account, keys))

    def _leave(self, amount: Decimal, entry: Entry) -> None:
        """Take away what the bank booked of it: by reference, else the oldest."""
        alike = [one for one in self._waiting if one.amount == amount]
        text = plain(f"{entry.meta.get(PAYMENT_REFERENCE)} {entry.narration}")
        said = [one for one in alike if any(key in text for key in one.references)]
        for one in (said or alike)[:1]:
            self._waiting.remove(one)

"""What each member owes the cooperative each month, by the policy of each day.

Every day has the shares of the policy that is in force on it, over what came in and
went out on it. A month is the sum of its days. A member who joins or leaves midway
needs nothing of its own: before and after there is no turnover.

A share below zero, of a month in which costs and refunds were more than turnover,
counts against the months after it, unless the policy says that each month is by itself
or that it is given back. What was given back counts against nothing any more. A share
is rounded once, when it is booked; what is carried is exact.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.money import CENT, ZERO
from paraplu.bookkeeping.contributions.booked import contributed
from paraplu.bookkeeping.contributions.daily import Daily
from paraplu.bookkeeping.contributions.due import Due
from paraplu.bookkeeping.contributions.shares import (
    BASES,
    PolicySpan,
    ShareOfMonth,
    by_month,
    is_base,
    spans,
)
from paraplu.ledger.closings import not_closing
from paraplu.register.agreements import Cents, Deficit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.contributions.booked import Contributed, Key
    from paraplu.ledger.books import Books
    from paraplu.register.agreements import AgreedShare
    from paraplu.register.model import Register

_ROUNDING = {Cents.HALF_UP: ROUND_HALF_UP, Cents.DOWN: ROUND_DOWN}


_Sums = defaultdict[str, defaultdict[PolicySpan, Decimal]]


def _no_sums() -> _Sums:
    return defaultdict(lambda: defaultdict(Decimal))


def dues(
    books: Books,
    register: Register,
    booked: Mapping[Key, list[Contributed]] | None = None,
) -> dict[str, list[Due]]:
    """Return what is due of every member, month by month, by code.

    A month is there as soon as a share had anything to be taken of, also where nothing
    is due in the end. `booked` are the contributions, where they are known already.
    """
    if not _agreed(register):
        return {}
    turnover, costs = _sums_of_all(books, register)
    postings = _by_member(contributed(books, register) if booked is None else booked)
    daily = Daily(books, register)
    found = {}
    for code in sorted(turnover.keys() | costs.keys()):
        if code in register.members:
            months = by_month(code, turnover[code], costs[code], register)
            found[code] = _dues_of(code, months, postings.get(code, {}), daily)
    return found


def _agreed(register: Register) -> bool:
    own = any("contribution" in member.policy for member in register.members.values())
    return own or any(policy.contribution for policy in register.policies)


def _sums_of_all(books: Books, register: Register) -> tuple[_Sums, _Sums]:
    """Return what came in and what it cost, by member, month and policy.

    A closing takes nothing away.
    """
    of_day = spans({transaction.date for transaction in books.transactions}, register)
    turnover, costs = _no_sums(), _no_sums()
    for transaction, n in not_closing(books, lambda role: role.kind in BASES):
        account = transaction.account_at(n)
        if not is_base(account):
            continue
        sums = costs if account.kind is Kind.COSTS else turnover
        sums[account.member][of_day[transaction.date]] += transaction.amounts[n]
    return turnover, costs


_Postings = dict[str, dict[Month, list["Contributed"]]]


def _by_member(booked: Mapping[Key, list[Contributed]]) -> dict[str, _Postings]:
    """Return the postings by member, by purpose, and by the month that they are for."""
    found: defaultdict[str, _Postings] = defaultdict(dict)
    for (member, month, purpose), postings in booked.items():
        found[member].setdefault(purpose, {})[month] = postings
    return found


def _dues_of(
    member: str,
    months: Mapping[Month, dict[str, ShareOfMonth]],
    postings: _Postings,
    daily: Daily,
) -> list[Due]:
    """Return what a member owes by month, in order."""
    courses: dict[str, _Course] = {}
    back = {
        (Month.of(one.day), purpose)
        for purpose, of_month in postings.items()
        for ones in of_month.values()
        for one in ones
        if one.amount < 0
    }
    for month in sorted({*months, *(month for month, _purpose in back)}):
        taken = months.get(month, {})
        for purpose, share in taken.items():
            if purpose not in courses:
                own = postings.get(purpose, {})
                courses[purpose] = _Course(member, purpose, own, daily)
            courses[purpose].go_on(month, share)
        for purpose, course in courses.items():
            if purpose not in taken and (month, purpose) in back:
                course.go_on(month, None)
    found = [due for course in courses.values() for due in course.found.values()]
    order = {
        (month, purpose): n
        for month, taken in months.items()
        for n, purpose in enumerate(taken)
    }
    return sorted(found, key=lambda d: (d.month, order.get((d.month, d.purpose), 0)))


class _Course:
    """One share of one member, month after month; `found` is what is due so far."""

    def __init__(
        self,
        member: str,
        purpose: str,
        postings: Mapping[Month, list[Contributed]],
        daily: Daily,
    ) -> None:
        self._member = member
        self._purpose = purpose
        self._postings = postings
        self._daily = daily
        self._carried = ZERO
        self._share: AgreedShare | None = None
        self._back: defaultdict[Month, list[tuple[Month, Contributed]]]
        self._back = defaultdict(list)
        for said, ones in postings.items():
            for one in ones:
                if one.amount < 0:
                    self._back[Month.of(one.day)].append((said, one))
        self.found: dict[Month, Due] = {}

    def go_on(self, month: Month, taken: ShareOfMonth | None) -> None:
        """Work out a month; None for one in which the share was taken of nothing."""
        share = self._share = taken.share if taken else self._share
        if share is None:
            return
        exact = taken.exact if taken else ZERO
        here = self._give_back(month, share, exact) if month in self._back else ZERO
        owed = self._carried + exact
        amount = max(owed, ZERO).quantize(CENT, _ROUNDING[share.cents])
        after = min(owed, ZERO)
        if share.deficit is Deficit.RETURN and owed < 0:
            amount = -self._given(-owed, here)
            after = min(owed - amount, ZERO)
        if taken or here:
            self.found[month] = self._nothing(month, share)._replace(
                base=taken.base if taken else ZERO,
                exact=exact,
                carried=self._carried,
                amount=amount - here,
                rates=taken.rates if taken else (),
                parts=taken.parts if taken else (),
                returned=here,
            )
        self._carried = ZERO if share.deficit is Deficit.DROP else after

    def _given(self, deficit: Decimal, here: Decimal) -> Decimal:
        """Return what else of a deficit is to be given back: no more than was due.

        `here` is what was given back already, over the month itself.
        """
        due = sum((due.amount for due in self.found.values()), -here)
        return max(min(deficit, due), ZERO).quantize(CENT, ROUND_HALF_UP)

    def _give_back(self, month: Month, share: AgreedShare, exact: Decimal) -> Decimal:
        """Take off what was given back in a month, as far as there is a deficit.

        Return what of it was given back over that month itself.
        """
        here = ZERO
        if share.deficit is Deficit.DROP:
            return here
        for said, one in sorted(self._back[month], key=lambda back: back[1].number):
            if said > month:
                continue
            known = self.found.get(said) or self._nothing(said, share)
            expected = known.amount if said < month else -here
            wanted = min(
                -one.amount, expected - self._booked(said), self._taken_before(one)
            )
            amount = self._overdue(said, max(wanted, ZERO))
            amount += self._off(one, exact, max(wanted, ZERO) - amount)
            if said == month:
                here += amount
            elif amount:
                self.found[said] = known._replace(
                    amount=known.amount - amount, returned=known.returned + amount
                )
        return here

    def _nothing(self, month: Month, share: AgreedShare) -> Due:
        """Return what is due over a month without turnover and costs."""
        none = (ZERO, ZERO, ZERO, ZERO)
        return Due(self._member, month, self._purpose, *none, share.base)

    def _booked(self, month: Month) -> Decimal:
        return sum((one.amount for one in self._postings.get(month, ())), ZERO)

    def _taken_before(self, back: Contributed) -> Decimal:
        """Return what had been taken, and not given back, when something was."""
        return sum(
            (
                one.amount
                for ones in self._postings.values()
                for one in ones
                if (one.number, one.position) < (back.number, back.position)
            ),
            ZERO,
        )

    def _overdue(self, said: Month, wanted: Decimal) -> Decimal:
        """Return what of an amount should have been given back over months before.

        Those months do not ask for it any more.
        """
        met = ZERO
        for month, due in self.found.items():
            owing = min(self._booked(month), ZERO) - due.amount
            amount = min(wanted - met, owing)
            if month != said and due.amount < 0 and amount > 0:
                self.found[month] = due._replace(amount=due.amount + amount)
                met += amount
        return met

    def _off(self, back: Contributed, exact: Decimal, wanted: Decimal) -> Decimal:
        """Return what of an amount is within the deficit, which is then so much less.

        The deepest counts that there was: what is sold later in the month is owed for.
        """
        deficit = max(-self._carried, -(self._carried + exact))
        if deficit < wanted:
            so_far = self._daily.exact(self._member, self._purpose, back.day)
            deficit = max(deficit, -(self._carried + so_far))
        amount = min(wanted, max(deficit, ZERO).quantize(CENT, ROUND_UP))
        self._carried += amount
        return amount

"""How the work is done in some books, to be asked of many periods (18–21).

What is read of the books is read once: the periods of a year, and all those that a lake
has, ask the same things.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.bookkeeping.benefit.owed import reports_owed
from paraplu.bookkeeping.hours.caps import standings
from paraplu.bookkeeping.hours.helping import helped
from paraplu.bookkeeping.hours.shelf import read_hours
from paraplu.bookkeeping.hours.totals import week_days
from paraplu.register.working_hours import HoursWindow
from paraplu.reports.papers.settled_claims import claims_over_time, pays
from paraplu.rules.receipts import asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.hours.shelf import Hours
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register
    from paraplu.reports.papers.settled_claims import ClaimsOverTime
    from paraplu.reports.span import Span

_LATE = 30
_day = attrgetter("date")


class HoursOfMember(NamedTuple):
    """The minutes that a member worked, and of these those of help.

    `weeks` are those that end in the period, with hours and a cap on a week, and `near`
    those of them in which four fifths of it were used.
    """

    minutes: int
    help: int
    weeks: int
    near: int


class PaidByCustomers(NamedTuple):
    """What customers of a member paid of claims, in EUR.

    `days` is each amount times the days that it took, and `late` what took more than
    thirty.
    """

    amount: Decimal
    days: Decimal
    late: Decimal


class DutiesDone(NamedTuple):
    """How many there had to be, and of how many it is as it should be."""

    due: int
    done: int


@dataclass(frozen=True)
class WaysOfWorking:
    """Some books with their register, and how the work is done in them."""

    books: Books
    register: Register

    def hours(self, span: Span) -> dict[str, HoursOfMember]:
        """Return the hours of each member who has any in a period, by code."""
        found = {}
        for code, rows in self._hours.by_member.items():
            first = bisect_left(rows, span.begin, key=_day)
            inside = rows[first : bisect_right(rows, span.end, first, key=_day)]
            member = self.register.members.get(code)
            if not inside or member is None:
                continue
            # The week that the period begins in ends in it.
            begin = bisect_left(rows, week_days(span.begin)[0], key=_day)
            last = bisect_right(rows, span.end, first, key=_day)
            near = [
                one.near
                for one in standings(member, rows[begin:last], span.end)
                if one.cap.window is HoursWindow.WEEK
                and one.minutes
                and one.end in span
            ]
            found[code] = HoursOfMember(
                sum(one.minutes for one in inside),
                helped(inside, self.register.members).total,
                len(near),
                sum(near),
            )
        return found

    @cached_property
    def _hours(self) -> Hours:
        return read_hours(self.books.main.parent, self.books.root, self.register)

    def paid(self, span: Span) -> dict[str, PaidByCustomers]:
        """Return what customers paid in a period, by the code of the member."""
        sums: dict[str, list[Decimal]] = {}
        for account, claims in self._claims.items():
            own = sums.setdefault(account.member, [ZERO, ZERO, ZERO])
            for match in claims.within(span.begin, span.end):
                if pays(match.by.what):
                    days = (match.date - match.item.date).days
                    own[0] += match.amount
                    own[1] += match.amount * days
                    own[2] += match.amount if days > _LATE else ZERO
        return {code: PaidByCustomers(*own) for code, own in sums.items() if own[0]}

    @cached_property
    def _claims(self) -> Mapping[Account, ClaimsOverTime]:
        return claims_over_time(self.books)

    def receipts(self, span: Span) -> DutiesDone:
        """Return how many expenses of a period need a receipt, and how many have it."""
        first = bisect_left(self._asked, span.begin, key=itemgetter(0))
        last = bisect_right(self._asked, span.end, first, key=itemgetter(0))
        there = [there for _, there in self._asked[first:last]]
        return DutiesDone(len(there), sum(there))

    @cached_property
    def _asked(self) -> Sequence[tuple[dt.date, bool]]:
        every: Mapping[Transaction, bool] = asked(
            self.books, self.register, dt.date.min, dt.date.max
        )
        return sorted((one.date, there) for one, there in every.items())

    def reports(self, span: Span) -> DutiesDone:
        """Return how many reports to municipalities were due, and were sent in time."""
        first = self.books.first_day or span.begin
        due = [
            one
            for one in reports_owed(self.register, first, span.end)
            if one.due in span
        ]
        in_time = sum(one.sent is not None and one.sent <= one.due for one in due)
        return DutiesDone(len(due), in_time)

"""What is shown of requests to spend, and of contributions by month and member."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.month import (
    ContributionState,
    standings_of_all,
)
from paraplu.bookkeeping.spending_requests import RequestFor, read_requests
from paraplu.fava.doing.approving import deciders, member_has

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.dates import Month
    from paraplu.bookkeeping.contributions.month import DueStatus
    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest
    from paraplu.rules.verdict import Judgement

_MONTHS, _DECIDED = 12, 10


def approvals_count(bench: Bench) -> int:
    """Return how many requests wait for the board."""
    return len(read_requests(bench.main.parent).waiting)


def approvals_values(bench: Bench, _asked: PageRequest) -> Mapping[str, Any]:
    """Return the requests that wait, with who may decide, and the last decisions."""
    known = read_requests(bench.main.parent)
    register = bench.books.register
    decided = [one for one in known.by_number.values() if one.decision]
    decided.sort(key=lambda one: (one.decision and one.decision.day, one.number))
    return {
        "requests": [
            (one, deciders(register, one.member), member_has(bench, one.member))
            for one in known.waiting
        ],
        "today": bench.today,
        "decided": decided[::-1][:_DECIDED],
        "unread": known.faults,
        "members": [
            (code, one.trade_name or one.trade)
            for code, one in register.members.items()
        ],
        "purposes": list(RequestFor),
    }


class ContributionMonth(NamedTuple):
    """A month: what is to be booked of it, and how each member stands."""

    month: Month
    is_over: bool
    new: int
    amount: Decimal
    wrong: int
    by_member: Mapping[str, tuple[DueStatus, ...]]


def contributions_count(bench: Bench) -> int:
    """Return how many months have contributions that are not booked."""
    return sum(one.new > 0 for one in _months(bench) if one.is_over)


def contributions_values(bench: Bench, _asked: PageRequest) -> Mapping[str, Any]:
    """Return the newest months, with all that have anything to do."""
    months = _months(bench)
    shown = [
        one
        for n, one in enumerate(months)
        if n < _MONTHS or (one.is_over and (one.new or one.wrong))
    ]
    codes = sorted({code for one in shown for code in one.by_member})
    return {"months": shown, "codes": codes, "states": ContributionState}


def _months(bench: Bench) -> Sequence[ContributionMonth]:
    every = bench.load.once(("contributions",), _by_month)
    return [
        _month(month, of_member, is_over=month.last <= bench.today)
        for month, of_member in every.items()
    ]


def _by_month(judgement: Judgement) -> Mapping[Month, Mapping[str, list[DueStatus]]]:
    """Return how each share stands by month, the newest first, and by member."""
    found: defaultdict[Month, defaultdict[str, list[DueStatus]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for member, every in standings_of_all(judgement.books, judgement.register).items():
        for one in every:
            if one.state is not ContributionState.NOTHING:
                found[one.due.month][member].append(one)
    return dict(sorted(found.items(), key=lambda one: one[0], reverse=True))


def _month(
    month: Month, of_member: Mapping[str, list[DueStatus]], *, is_over: bool
) -> ContributionMonth:
    every = [one for own in of_member.values() for one in own]
    new = [one for one in every if one.state is ContributionState.NEW]
    return ContributionMonth(
        month,
        is_over,
        len(new),
        sum((one.due.amount for one in new), ZERO),
        sum(one.state is ContributionState.DIFFERS for one in every),
        {code: tuple(own) for code, own in of_member.items()},
    )

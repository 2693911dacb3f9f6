"""What came of a fund for people: how many it reached, and where those who left went.

Only counts, and those as `paraplu.reports.small_counts` lets them out: a report to a
funder is read by people who know some of the members.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.register.outflow import WayOut
from paraplu.reports.small_counts import Breakdown, breakdown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Use
    from paraplu.register.membership import Member
    from paraplu.register.model import Register
    from paraplu.reports.span import Span

REACHED, NOT_REACHED = "reached", "not-reached"
SOLD, NOT_SOLD = "sold", "not-sold"
STAYED, LEFT_UNKNOWN = "stayed", "unknown"
WAYS_OUT = (*WayOut, LEFT_UNKNOWN)

_SALES = frozenset({Kind.SALES, Kind.INTERNAL_SALES})


@dataclass(frozen=True)
class Outcomes:
    """The members of the cooperative over the days of a fund, each time all of them.

    `reach` is for how many of them the fund paid something, `trading` how many sold
    anything, and `exits` who left, by where to.
    """

    reach: Breakdown
    trading: Breakdown
    exits: Breakdown


def outcomes_in(
    books: Books, register: Register, uses: Iterable[Use], span: Span
) -> Outcomes:
    """Return what came of a fund over its days so far, small groups withheld."""
    members = [one for one in register.members.values() if _in(one, span)]
    helped = {use.move.member for use in uses if use.left > 0}
    selling = {
        posting.account.member
        for transaction in books.moving(_SALES)
        if transaction.date in span
        for posting in transaction.postings
        if posting.account.kind in _SALES and posting.amount < 0
    }
    reached = sum(one.code in helped for one in members)
    sold = sum(one.code in selling for one in members)
    ways = [_way(one, span.end) for one in members]
    return Outcomes(
        breakdown({REACHED: reached, NOT_REACHED: len(members) - reached}),
        breakdown({SOLD: sold, NOT_SOLD: len(members) - sold}),
        breakdown({way: ways.count(way) for way in (STAYED, *WAYS_OUT)}),
    )


def _in(member: Member, span: Span) -> bool:
    left = member.left
    return member.joined <= span.end and (left is None or left >= span.begin)


def _way(member: Member, end: dt.date) -> str:
    if member.left is None or member.left > end:
        return STAYED
    return member.left_to or LEFT_UNKNOWN

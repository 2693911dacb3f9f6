"""What came of a fund for people: how many it reached, and what became of members.

Only counts, and those as `paraplu.reports.small_counts` lets them out: a report to a
funder is read by people who know some of the members. A funder gets the evaluation as
well (`paraplu.reports.outflow`), and other reports. Two tables of nearly the same
people, each withholding other groups, would tell what both withhold. So who stayed and
who left is here as it is there, of the same people on the same day; and whom the fund
reached is a part of those people as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.reports.outflow import quarter_end, sides_of, ways_of
from paraplu.reports.outflow_cases import known_members
from paraplu.reports.small_counts import Breakdown, breakdown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Use
    from paraplu.register.model import Register
    from paraplu.reports.span import Span

REACHED, NOT_REACHED = "reached", "not-reached"
SOLD, NOT_SOLD = "sold", "not-sold"

_SALES = frozenset({Kind.SALES, Kind.INTERNAL_SALES})


@dataclass(frozen=True)
class Outcomes:
    """All who ever joined until `day`, the end of a quarter, each time all of them.

    `reach` is for how many of them the fund paid something, `trading` how many sold
    anything in its days. `stayed` is how many are still members, and `ways` where those
    who left went, None where how many left is withheld.
    """

    day: dt.date
    reach: Breakdown
    trading: Breakdown
    stayed: Breakdown
    ways: Breakdown | None


def outcomes_in(
    books: Books, register: Register, uses: Iterable[Use], span: Span
) -> Outcomes:
    """Return what came of a fund over its days so far, small groups withheld."""
    day = quarter_end(span.end)
    members = list(known_members(register, day))
    helped = {
        use.move.member
        for use in uses
        if use.left > 0 and use.move.transaction.date <= day
    }
    selling = {
        posting.account.member
        for transaction in books.moving(_SALES)
        if transaction.date in span and transaction.date <= day
        for posting in transaction.postings
        if posting.account.kind in _SALES and posting.amount < 0
    }
    reached = sum(one.code in helped for one in members)
    sold = sum(one.code in selling for one in members)
    # Who came back counts again, as in the evaluation: two papers may not differ.
    spells = [
        spell for one in members for spell in one.spells if spell.period.start <= day
    ]
    gone = [one.left_to for one in spells if one.period.end and one.period.end <= day]
    stayed = sides_of(len(spells) - len(gone), len(gone))
    return Outcomes(
        day,
        breakdown({REACHED: reached, NOT_REACHED: len(members) - reached}),
        breakdown({SOLD: sold, NOT_SOLD: len(members) - sold}),
        stayed,
        ways_of(stayed, gone),
    )

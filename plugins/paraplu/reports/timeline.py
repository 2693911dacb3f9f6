"""What happened to a member: joining, purchases, freezes, permissions.

A coach sees the thermometer fall; here is why, and who said yes to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.approvals import Approval
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.membership import Member
    from paraplu.reports.entries import MemberTransaction
    from paraplu.reports.member import MemberReport

USES = frozenset({Kind.GROWTH, Kind.EQUIPMENT, Kind.TRAINING})
# More purchases than these make no picture; the entries have them all.
MOST = 12


class EventKind(StrEnum):
    """What kind of thing happened on a day."""

    JOINED = "joined"
    LEFT = "left"
    PURCHASE = "purchase"


class BandKind(StrEnum):
    """What lasted over days."""

    PERMISSION = "permission"
    FROZEN = "frozen"


@dataclass(frozen=True)
class TimelineEvent:
    """What happened on a day; a purchase has its entry, amount and approvals."""

    day: dt.date
    kind: EventKind
    amount: Decimal = ZERO
    transaction: Transaction | None = None
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True)
class Band:
    """What lasted, `begin` and `end` as far as the picture shows it.

    `since` and `until` are its own days, None for no end; `why` may be empty.
    """

    begin: dt.date
    end: dt.date
    kind: BandKind
    since: dt.date
    until: dt.date | None
    why: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened between the first and the last day of a member's picture.

    `more` is how many smaller purchases are left out.
    """

    events: tuple[TimelineEvent, ...]
    bands: tuple[Band, ...]
    more: int = 0


def timeline_of(story: MemberReport, *, joined: bool = True) -> Timeline:
    """Return what happened over the days of a story's levels.

    What a fault in the register makes unknown is left out: `joined` tells whether the
    day of joining is known.
    """
    if not story.levels:
        return Timeline((), ())
    first, last = story.levels[0][0], story.closing
    member = story.standing.member
    bought = sorted(_purchases(story), key=lambda one: -one.amount)
    events = bought[:MOST]
    bands: list[Band] = []
    if member:
        if joined and first <= member.joined <= last:
            events.append(TimelineEvent(member.joined, EventKind.JOINED))
        if member.left and first <= member.left <= last:
            events.append(TimelineEvent(member.left, EventKind.LEFT))
        bands = list(_bands(story, member, first, last))
    return Timeline(
        tuple(sorted(events, key=lambda one: (one.day, -one.amount))),
        tuple(bands),
        len(bought) - len(bought[:MOST]),
    )


def used_on(one: MemberTransaction) -> Decimal:
    """Return what an entry used for growth, equipment and training."""
    amounts = (n for account, n in one.postings if account.kind in USES)
    return sum(amounts, ZERO)


def _purchases(story: MemberReport) -> Iterator[TimelineEvent]:
    for one in story.booked:
        amount = used_on(one)
        if amount > 0 and one.effect < 0:
            yield TimelineEvent(
                one.transaction.date,
                EventKind.PURCHASE,
                amount,
                one.transaction,
                one.approvals,
            )


def _bands(
    story: MemberReport, member: Member, first: dt.date, last: dt.date
) -> Iterator[Band]:
    if story.standing.permitted.name != "UNKNOWN":
        for one in member.permissions:
            begin, end = one.period.start, one.period.end or last
            if begin <= last and end >= first:
                span = max(begin, first), min(end, last)
                own = begin, one.period.end
                yield Band(*span, BandKind.PERMISSION, *own, one.reference)
    for freeze in member.frozen:
        begin, end = freeze.period.start, freeze.period.end or last
        if begin <= last and end >= first:
            span = max(begin, first), min(end, last)
            own = begin, freeze.period.end
            yield Band(*span, BandKind.FROZEN, *own, freeze.reason)

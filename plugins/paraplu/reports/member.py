"""The story of one member over a span of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.ledger.figures import Figures, figures_by
from paraplu.ledger.rings import Ring
from paraplu.reports.entries import MemberTransaction, booked_in, natural
from paraplu.reports.members import by_member, codes_of
from paraplu.reports.standing import MemberStatus, standing_of
from paraplu.reports.steps import steps_of
from paraplu.reports.streams import SourcesAndUses, streams_of

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement


@dataclass(frozen=True)
class MemberReport:
    """What one member earned and used, and what shows it.

    `levels` is the thermometer at the end of each day that touched it, from what was
    left before the span on; `months` are the figures of each month, or of each year
    where there are too many; `open` is what the member has or owes beside the
    thermometer, positive on the side that its account is kept on.
    """

    span: Span
    closing: dt.date
    currency: str
    standing: MemberStatus
    levels: tuple[tuple[dt.date, Decimal], ...]
    months: tuple[Figures, ...]
    streams: SourcesAndUses
    booked: tuple[MemberTransaction, ...]
    open: tuple[tuple[Account, Decimal], ...]
    codes: tuple[str, ...]

    @property
    def started(self) -> bool:
        """Tell whether the books have any entry."""
        return self.closing > dt.date.min

    @cached_property
    def approved(self) -> tuple[MemberTransaction, ...]:
        """The entries that somebody approved."""
        return tuple(one for one in self.booked if one.approvals)

    @cached_property
    def shown(self) -> int:
        """How many entries have a receipt."""
        return sum(bool(one.receipts) for one in self.booked)


def story_of(judgement: Judgement, member: str, span: Span) -> MemberReport | None:
    """Return the story of a member; None where neither register nor books know it."""
    codes = codes_of(judgement)
    if member not in codes:
        return None
    books, register = judgement.books, judgement.register
    closing = span.closing(books)
    ring = books.rings.get(member) or Ring(member, {})
    days = {day for moves in ring.days.values() for day in moves if day <= closing}
    steps = steps_of({day for day in days if day in span})
    figures, *months = figures_by(
        books, member, [(step.begin, step.end) for step in (span.until(books), *steps)]
    )
    findings = by_member(judgement.verdict.findings).get(member, ())
    standing = standing_of(books, register, figures, span, findings)
    return MemberReport(
        span,
        closing,
        books.currency,
        standing,
        _levels(ring, span, closing),
        tuple(months),
        streams_of(standing.tally),
        booked_in(books, member, span),
        _open(ring, closing),
        tuple(codes),
    )


def _levels(
    ring: Ring, span: Span, closing: dt.date
) -> tuple[tuple[dt.date, Decimal], ...]:
    before = span.before
    levels = [(day, n) for day, n in ring.thermometer if span.begin <= day <= closing]
    if before and levels:
        levels.insert(0, (span.begin, ring.level(before)))
    return tuple(levels)


def _open(ring: Ring, closing: dt.date) -> tuple[tuple[Account, Decimal], ...]:
    balances = ring.standing(closing).items()
    named = sorted(balances, key=lambda balance: balance[0].name)
    return tuple((account, natural(account, amount)) for account, amount in named)

"""What one member's statement is made of: the values of one ring, and nothing else.

No register and no books go further than this, so that no other member can be in what
is made of it. A finding is its rule, weight, day and amount: its sentence may name
others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.findings import Severity
from paraplu.base.money import ZERO
from paraplu.ledger.rings import Ring
from paraplu.reports.entries import natural
from paraplu.reports.papers.member.own_hours import own_caps
from paraplu.reports.papers.member.to_come import to_come
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.standing import MemberStatus, Permitted, standing_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from paraplu.base.findings import Cause
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.member.own_hours import OwnCap
    from paraplu.reports.papers.member.to_come import ToCome
    from paraplu.reports.papers.postings import OwnPosting
    from paraplu.reports.tally import RingTotals

# What the books know to be wrong, and what may be so.
_TOLD = frozenset({Severity.ERROR, Severity.WARNING})
# That a permission ends is told as of the last day of the period, not of today.
_ENDS = "MB04"
# More months than these cannot be told apart in a chart.
MOST_MONTHS = 24
_LAST = 12


class OwnFinding(NamedTuple):
    """A finding about a member without its words; `cause` is as there."""

    code: str
    severity: Severity
    date: dt.date | None
    amount: Decimal | None
    cause: Cause | None = None


@dataclass(frozen=True)
class MemberRing:
    """One member over a period, in EUR; `closing` is the last day of the figures.

    `tally` adds up to what is left. `levels` are the thermometer at the end of each
    month, or where there are many, `yearly`, of each year. `to_come` are the open
    invoices, and `receivable` is what the books have as still to come in: what is more
    than the invoices has no number. `until` is the last day of the permission. `person`
    is the name where it may be told. `caps` are the hours that there may be.
    """

    code: str
    trade_name: str
    person: str
    closing: dt.date
    tally: RingTotals
    threshold: Decimal | None
    levels: tuple[tuple[dt.date, Decimal], ...]
    yearly: bool
    to_come: tuple[ToCome, ...]
    receivable: Decimal
    permitted: Permitted
    until: dt.date | None
    joined: dt.date | None
    left: dt.date | None
    frozen_since: dt.date | None
    findings: tuple[OwnFinding, ...]
    doubtful: bool
    postings: Callable[[], Sequence[OwnPosting]]
    caps: tuple[OwnCap, ...] = ()

    @property
    def takes_part(self) -> bool:
        """Tell whether it is a member on the last day."""
        return not self.left and (self.joined is None or self.joined <= self.closing)

    @property
    def errors(self) -> int:
        """How many errors there are about this member."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


def ring_of(material: Material, code: str, period: PaperPeriod) -> MemberRing:
    """Return the values of one member's ring over a period."""
    books, register, span = material.books, material.register, period.span
    closing = span.closing(books)
    ring = books.rings.get(code) or Ring(code, {})
    figures = material.figures(code, span)
    standing = standing_of(
        books, register, figures, span, material.findings.get(code, ())
    )
    ends, yearly = _ends(material, code, period, closing)
    member = standing.member
    known = member is not None and register.knows("members.joined", code)
    return MemberRing(
        code,
        standing.name,
        material.names.get(code, ""),
        closing,
        standing.tally,
        standing.threshold,
        tuple((day, ring.level(day)) for day in ends),
        yearly,
        to_come(material, code, closing),
        _receivable(ring, closing),
        standing.permitted,
        standing.until,
        member.joined if member and known else None,
        standing.left,
        standing.frozen.period.start if standing.frozen else None,
        tuple(_findings(standing, closing)),
        standing.doubtful,
        partial(material.postings, code, span),
        own_caps(material, code, closing),
    )


def takes_part(material: Material, code: str, period: PaperPeriod) -> bool:
    """Tell whether a member has anything to do with a period.

    Somebody who joined after it or left before it has, where there is still something
    in the ring.
    """
    register, closing = material.register, period.span.closing(material.books)
    member = register.members.get(code)
    if member is None or not register.knows("members.joined", code):
        return True
    if member.takes_part(period.first, closing):
        return True
    ring = material.books.rings.get(code)
    moved = ring is not None and any(day in period.span for day in ring.moves)
    return ring is not None and (moved or bool(ring.level(closing)))


def _ends(
    material: Material, code: str, period: PaperPeriod, closing: dt.date
) -> tuple[Sequence[dt.date], bool]:
    """Return the ends of the months of a period, or those of its years: True then."""
    ring, known = material.books.rings.get(code), material.register.members.get(code)
    begins = [material.books.first_day, known.joined if known else None]
    first = max([period.first, *filter(None, begins)])
    if ring:
        # A ring may have entries of before somebody joined.
        first = max(period.first, min([first, *ring.moves]))
    months = list(PaperPeriod(first, max(first, closing), "").months())
    yearly = len(months) > MOST_MONTHS
    if yearly:
        months = [one for one in months if one.number == _LAST or one == months[-1]]
    return [min(month.last, closing) for month in months], yearly


def _receivable(ring: Ring, closing: dt.date) -> Decimal:
    standing = ring.standing(closing).items()
    return sum(
        (natural(a, amount) for a, amount in standing if a.kind is Kind.RECEIVABLE),
        ZERO,
    )


def _findings(standing: MemberStatus, closing: dt.date) -> Sequence[OwnFinding]:
    return [
        OwnFinding(one.code, one.severity, one.date, one.amount, one.cause)
        for one in standing.findings
        if one.severity in _TOLD
        and one.code != _ENDS
        and (one.date is None or one.date <= closing)
    ]

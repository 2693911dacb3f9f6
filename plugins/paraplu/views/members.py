"""How all members stand: what moved in a span of days, and what is left at its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.books import ZERO, Books
from paraplu.figures import Figures, figures_of_all
from paraplu.findings import Severity
from paraplu.rings import Ring

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.findings import Finding
    from paraplu.judgement import Judgement
    from paraplu.register import Register
    from paraplu.register.model import Freeze, Member
    from paraplu.views.span import Span


class Permitted(StrEnum):
    """Whether a member may trade on a day."""

    YES = "yes"
    SOON_OVER = "soon over"
    OVER = "over"
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """One member: `thermometer` is what is left at the end of the span.

    It is `before` + the gross thermometer + start capital − what was used; `before` is
    what was left before the span, with what earlier books brought in. `until` is the
    last day of the permission, None without an end or without a permission.
    """

    code: str
    member: Member | None
    figures: Figures
    before: Decimal
    thermometer: Decimal
    threshold: Decimal | None
    permitted: Permitted
    until: dt.date | None
    frozen: Freeze | None
    left: dt.date | None
    errors: int = 0
    warnings: int = 0

    @property
    def trade_name(self) -> str:
        """The name that the member trades under, else the trade; may be empty."""
        return (self.member.trade_name or self.member.trade) if self.member else ""

    @property
    def gross(self) -> Decimal:
        """What the span added to the thermometer: net turnover less contribution."""
        return self.figures.profit

    @property
    def invested(self) -> Decimal:
        """What was used for growth and training."""
        return self.figures.growth + self.figures.training

    @property
    def above(self) -> Decimal:
        """How much is left above the threshold; nil where it is not above."""
        if self.threshold is None:
            return ZERO
        return max(self.thermometer - self.threshold, ZERO)


@dataclass(frozen=True)
class Members:
    """All members at the end of a span, by code; amounts in `currency`."""

    span: Span
    closing: dt.date
    currency: str
    standings: tuple[Standing, ...]

    @property
    def total(self) -> Standing:
        """The sums of all members; it is no member's."""
        every = [standing.figures for standing in self.standings]
        figures = Figures(
            "",
            self.span.begin,
            self.span.end,
            **{name: _sum(getattr(one, name) for one in every) for name in _SUMMED},
        )
        return Standing(
            "",
            None,
            figures,
            _sum(one.before for one in self.standings),
            _sum(one.thermometer for one in self.standings),
            None,
            Permitted.NONE,
            None,
            None,
            None,
        )


_SUMMED = (
    "start_capital",
    "turnover",
    "costs",
    "contribution",
    "growth",
    "training",
    "set_off",
    "carried",
)


def members_in(judgement: Judgement, span: Span) -> Members:
    """Return how every member of register and books stands."""
    books, register = judgement.books, judgement.register
    closing = span.closing(books)
    figures = figures_of_all(books, begin=span.begin, end=closing)
    codes = sorted({*register.members, *books.rings})
    mine = by_member(judgement.verdict.findings)
    standings = tuple(
        _standing(
            books,
            register,
            figures.get(code) or Figures(code, span.begin, closing),
            span,
            mine.get(code, []),
        )
        for code in codes
    )
    return Members(span, closing, books.currency, standings)


def by_member(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings that are about one member, by code."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.member:
            found.setdefault(finding.member, []).append(finding)
    return found


def _standing(
    books: Books,
    register: Register,
    figures: Figures,
    span: Span,
    findings: list[Finding],
) -> Standing:
    code = figures.member
    ring = books.rings.get(code) or Ring(code, {})
    closing = span.closing(books)
    member = register.members.get(code)
    permitted, until = permission_on(register, member, closing)
    left = member.left if member and member.left and member.left <= closing else None
    opening = ring.level(span.before) if span.before else ZERO
    return Standing(
        code,
        member,
        figures,
        opening + figures.carried,
        ring.level(closing),
        register.policy(closing, code).threshold,
        permitted,
        until,
        member.frozen_on(closing) if member else None,
        left,
        sum(f.severity is Severity.ERROR for f in findings),
        sum(f.severity is Severity.WARNING for f in findings),
    )


def permission_on(
    register: Register, member: Member | None, day: dt.date
) -> tuple[Permitted, dt.date | None]:
    """Return whether a member may trade on a day, and until when."""
    last = member.permitted_until(day) if member else None
    if member is None or last is None:
        return Permitted.NONE, None
    end = last.period.end
    if end is None:
        return Permitted.YES, None
    if end < day:
        return Permitted.OVER, end
    near = register.policy(day, member.code).warn_before_days
    return (Permitted.SOON_OVER if (end - day).days <= near else Permitted.YES), end


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)

"""How all members stand: what moved in a span of days, and what is left at its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.ledger.figures import Figures, figures_of_all
from paraplu.reports.standing import MemberStatus, Permitted, standing_of
from paraplu.reports.tally import RingTotals, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.base.findings import Finding
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement


@dataclass(frozen=True)
class Members:
    """All members of register and books by code, as they stand on `closing`."""

    span: Span
    closing: dt.date
    currency: str
    standings: tuple[MemberStatus, ...]
    total: RingTotals

    @property
    def started(self) -> bool:
        """Tell whether there is any entry."""
        return self.closing > dt.date.min

    @property
    def ending(self) -> tuple[MemberStatus, ...]:
        """Members who take part, and whose permission ends soon or has ended."""
        over = (Permitted.ENDS_SOON, Permitted.ENDED, Permitted.NONE)
        return tuple(s for s in self.standings if s.takes_part and s.permitted in over)

    @property
    def below(self) -> tuple[MemberStatus, ...]:
        """Members whose thermometer is below zero."""
        return tuple(s for s in self.standings if s.thermometer < 0)

    @property
    def above(self) -> tuple[MemberStatus, ...]:
        """Members whose thermometer is above the threshold."""
        return tuple(s for s in self.standings if s.above)


def members_in(judgement: Judgement, span: Span) -> Members:
    """Return how every member stands at the end of a span, and what moved in it."""
    books, register = judgement.books, judgement.register
    closing = span.closing(books)
    figures = figures_of_all(books, begin=span.begin, end=closing)
    mine = by_member(judgement.verdict.findings)
    standings = tuple(
        standing_of(
            books,
            register,
            figures.get(code) or Figures(code, span.begin, closing),
            span,
            mine.get(code, ()),
        )
        for code in codes_of(judgement)
    )
    total = total_of([one.tally for one in standings], span)
    return Members(span, closing, books.currency, standings, total)


def codes_of(judgement: Judgement) -> list[str]:
    """Return the codes of all members that register or books name, in order."""
    return sorted({*judgement.register.members, *judgement.books.rings})


def by_member(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings that are about one member, by code."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.member:
            found.setdefault(finding.member, []).append(finding)
    return found

"""How one member stands: what is left, and whether the member may go on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from paraplu.base.findings import Severity
from paraplu.base.money import ZERO
from paraplu.ledger.rings import Ring
from paraplu.reports.tally import RingTotals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.ledger.figures import Figures
    from paraplu.register import Register
    from paraplu.register.membership import Freeze, Member
    from paraplu.reports.span import Span


class Permitted(Enum):
    """Whether a member may trade on a day."""

    YES = auto()
    ENDS_SOON = auto()
    ENDED = auto()
    NONE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class MemberStatus:
    """One member on the last day of a span.

    `member` is None where the register does not know the code. `until` is the last day
    of the permission, None where it has no end or where there is none. `joins` is the
    day of joining where it has not come, `left` that of leaving where it has. The
    findings are all of this member's, whatever the span. What a fault in the register
    makes unknown is not there, and `doubtful` tells that there is any.
    """

    code: str
    member: Member | None
    tally: RingTotals
    threshold: Decimal | None
    permitted: Permitted
    until: dt.date | None
    frozen: Freeze | None
    joins: dt.date | None
    left: dt.date | None
    findings: tuple[Finding, ...]
    doubtful: bool = False

    @property
    def name(self) -> str:
        """The name that the member trades under, else the trade; may be empty."""
        return (self.member.trade_name or self.member.trade) if self.member else ""

    @property
    def takes_part(self) -> bool:
        """Tell whether it is a member on that day."""
        return not self.joins and not self.left

    @property
    def thermometer(self) -> Decimal:
        """What is left."""
        return self.tally.thermometer

    @property
    def above(self) -> Decimal:
        """How much is left above the threshold; nil where it is not above."""
        if self.threshold is None:
            return ZERO
        return max(self.thermometer - self.threshold, ZERO)

    @property
    def errors(self) -> int:
        """How many errors there are with this member."""
        return sum(f.severity is Severity.ERROR for f in self.findings)


def standing_of(
    books: Books,
    register: Register,
    figures: Figures,
    span: Span,
    findings: Sequence[Finding],
) -> MemberStatus:
    """Return how the member of these figures stands at the end of a span."""
    code, closing = figures.member, span.closing(books)
    ring = books.rings.get(code) or Ring(code, {})
    member = register.members.get(code)
    permitted, until = Permitted.UNKNOWN, None
    if register.knows("members.permission", code):
        permitted, until = _permission(register, member, closing)
    joined = (
        member.joined if member and register.knows("members.joined", code) else None
    )
    left = None
    if member and register.knows("members.left", code):
        left = member.left_by(closing)
    threshold = register.policy(closing, code).threshold
    opening = ring.level(span.before) if span.before else ZERO
    return MemberStatus(
        code,
        member,
        RingTotals(figures, opening + figures.carried, ring.level(closing)),
        threshold if register.knows("policies.threshold", code) else None,
        permitted,
        until,
        member.frozen_on(closing) if member else None,
        joined if joined and dt.date.min < closing < joined else None,
        left,
        tuple(findings),
        doubtful=any(one.member == code for one in register.unknown),
    )


def _permission(
    register: Register, member: Member | None, day: dt.date
) -> tuple[Permitted, dt.date | None]:
    if member and day == dt.date.min and member.permissions:
        # Without any entry there is no day from which to see whether it ends.
        return Permitted.YES, member.permissions[-1].period.end
    last = member.permitted_until(day) if member else None
    if member is None or last is None:
        return Permitted.NONE, None
    end = last.period.end
    if end is None:
        return Permitted.YES, None
    if end < day:
        return Permitted.ENDED, end
    policy = register.policy(day, member.code)
    near = (end - day).days <= policy.warn_before_days
    near = near and register.knows("policies.warn_before_days", member.code)
    return Permitted.ENDS_SOON if near else Permitted.YES, end

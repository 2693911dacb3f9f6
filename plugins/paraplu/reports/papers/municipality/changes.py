"""What came into the books late: turnover of a period that was reported before.

Where turnover counts in the month of the work, an invoice may come when the report on
that month is there already. It is told twice: in the report on the days in which the
invoice came, as a change of an earlier period, and in that period's own report, which
then takes the place of the one that was handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.base.periods import Period, PeriodLength

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.register.municipality import Municipality
    from paraplu.reports.papers.municipality.attribution import Counted, Counting
    from paraplu.reports.span import Span


@dataclass(frozen=True)
class LateTurnover:
    """What of turnover changed in an earlier period, in EUR, by which sales.

    `sent` is the day on which its report was handed in, None until then or where that
    is not told.
    """

    period: str
    sent: dt.date | None
    counted: tuple[Counted, ...]

    @property
    def net(self) -> Decimal:
        """The change of the turnover, without VAT."""
        return net_of(self.counted)


def net_of(counted: Sequence[Counted]) -> Decimal:
    """Return what some turnover comes to, without VAT."""
    return sum((one.net for one in counted), ZERO)


def changes_in(
    counting: Counting, span: Span, town: Municipality | None
) -> tuple[LateTurnover, ...]:
    """Return by earlier period what came into the books in a span, oldest first.

    What was there when that period's report was handed in changes nothing.
    """
    length = town.span if town else PeriodLength.QUARTER
    found: dict[str, list[Counted]] = {}
    for one in counting.late(span.begin, span.end, span.begin):
        found.setdefault(str(Period.of(one.day, length)), []).append(one)
    changes = []
    for period, counted in found.items():
        filed = town.sent(period) if town else None
        sent = filed.sent if filed else None
        late = tuple(one for one in counted if sent is None or one.known > sent)
        if late:
            changes.append(LateTurnover(period, sent, late))
    return tuple(changes)

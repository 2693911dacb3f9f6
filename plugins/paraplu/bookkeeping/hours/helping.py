"""Who helped whom, in minutes and without a price: list, matrix and totals from one.

What was given is what was received, since each row is on both sides. The cooperative
can be helped as well; it is a row of the receivers, so that nothing is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.bookkeeping.hours.model import COOP

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from paraplu.bookkeeping.hours.model import HoursRow


@dataclass(frozen=True)
class Helped:
    """The rows of help, of which the matrix and the totals are made."""

    rows: tuple[HoursRow, ...]

    @cached_property
    def matrix(self) -> Mapping[tuple[str, str], int]:
        """The minutes from one to another, by who gave and who received."""
        found: Counter[tuple[str, str]] = Counter()
        for row in self.rows:
            found[row.member, row.beneficiary] += row.minutes
        return dict(sorted(found.items()))

    @cached_property
    def given(self) -> Mapping[str, int]:
        """The minutes that each gave."""
        return self._summed(0)

    @cached_property
    def received(self) -> Mapping[str, int]:
        """The minutes that each received, the cooperative too."""
        return self._summed(1)

    @property
    def total(self) -> int:
        """All minutes: as many were given as were received."""
        return sum(row.minutes for row in self.rows)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who gave or received, the cooperative last."""
        codes = {*self.given, *self.received} - {COOP}
        return (*sorted(codes), *([COOP] if COOP in self.received else []))

    def _summed(self, side: int) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for pair, minutes in self.matrix.items():
            found[pair[side]] += minutes
        return dict(sorted(found.items()))


def helped(
    rows: Iterable[HoursRow],
    members: Collection[str],
    span: tuple[dt.date, dt.date] | None = None,
) -> Helped:
    """Return the help in a period: hours for another member or the cooperative."""
    return Helped(
        tuple(
            row
            for row in rows
            if (row.beneficiary in members or row.beneficiary == COOP)
            and (span is None or span[0] <= row.date <= span[1])
        )
    )

"""The scene of a measurement: a period, its months, and who was a member in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.money import ZERO
from paraplu.network.measuring.working import WaysOfWorking
from paraplu.network.values import Missing, NetworkFigure
from paraplu.reports.papers.whole.results import results
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.base.periods import Period
    from paraplu.ledger.books import Books
    from paraplu.ledger.figures import Figures
    from paraplu.network.values import Measured
    from paraplu.register.model import Register
    from paraplu.reports.papers.material import Material

    Keyed = tuple[tuple[str, str], Measured]


@dataclass(frozen=True)
class Scene:
    """Judged books and the period that is measured; each question is answered once."""

    material: Material
    period: Period

    @property
    def books(self) -> Books:
        """The books."""
        return self.material.books

    @property
    def register(self) -> Register:
        """The register."""
        return self.material.register

    @property
    def span(self) -> Span:
        """The days of the period."""
        return Span(self.period.first, self.period.last)

    @property
    def habits(self) -> WaysOfWorking:
        """How the work is done, of which all periods of the books are made."""
        return self.material.once(
            ("habits",), lambda: WaysOfWorking(self.books, self.register)
        )

    @cached_property
    def months(self) -> Sequence[Month]:
        """The months of the period."""
        year, first = self.period.first.year, self.period.first.month
        return [Month(year, n) for n in range(first, self.period.last.month + 1)]

    @cached_property
    def months_of(self) -> Mapping[str, int]:
        """How many ends of a month each had a permission on, who had any."""
        found = {
            code: sum(
                member.time_on(month.last) is not None
                and member.permission_on(month.last) is not None
                for month in self.months
            )
            for code, member in self.register.members.items()
        }
        return {code: many for code, many in found.items() if many}

    @property
    def member_months(self) -> int:
        """The months of all members together."""
        return sum(self.months_of.values())

    @property
    def persons(self) -> int:
        """How many people were a member in the period."""
        return len(self.months_of)

    @cached_property
    def figures(self) -> Mapping[str, Figures]:
        """The figures of each over the period, as `paraplu report meeting` has them."""
        return {
            code: self.material.figures(code, self.span) for code in self.material.codes
        }

    def turnover(self, months: Iterable[Month]) -> Mapping[str, Decimal]:
        """Return the turnover of each without what members sell to each other."""
        by_month = self.material.once(("sales-by-month",), self._sales)
        found: dict[str, Decimal] = {}
        for month in months:
            for code, amount in by_month.get((month.year, month.number), {}).items():
                found[code] = found.get(code, ZERO) + amount
        return found

    def _sales(self) -> dict[tuple[int, int], dict[str, Decimal]]:
        """Return what each sold in each month that has sales."""
        found: dict[tuple[int, int], dict[str, Decimal]] = {}
        for account, sums in results(self.material).items():
            if account.kind is Kind.SALES:
                for day, amount in sums.amount.items():
                    if day <= self.books.today:
                        own = found.setdefault((day.year, day.month), {})
                        own[account.member] = own.get(account.member, ZERO) - amount
        return found

    def ratio(
        self, parts: Iterable[tuple[Decimal, Decimal]], persons: int | None = None
    ) -> Measured:
        """Return the sum of numerators over that of denominators, of members.

        Missing where there is nothing to divide by.
        """
        every = list(parts)
        above = [one for one, _ in every]
        below = [one for _, one in every]
        divisor = sum(below, ZERO)
        if divisor <= 0:
            return Missing.NOTHING
        largest = max(_largest(above), _largest(below))
        many = self.persons if persons is None else persons
        return NetworkFigure(sum(above, ZERO), divisor, many, largest)

    def plain(self, above: Decimal | int, below: Decimal | int) -> Measured:
        """Return a ratio that is not a sum of what members have."""
        if below <= 0:
            return Missing.NOTHING
        return NetworkFigure(Decimal(above), Decimal(below), self.persons)


def _largest(amounts: Iterable[Decimal]) -> Decimal:
    """Return the part of a sum, without signs, that one of them is."""
    sizes = [abs(one) for one in amounts]
    total = sum(sizes, ZERO)
    return max(sizes) / total if total else ZERO

"""The budget of a fund in the words of the books: what counts to which line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.chart import within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Chart
    from paraplu.register.grants import BudgetLine, Fund

Path = tuple[str, ...]


class Budget(Struct, frozen=True, dict=True):
    """What a fund in the register agreed to, read in the words of one chart.

    Purposes are English in the register or as the books write them.
    """

    fund: Fund
    chart: Chart

    @cached_property
    def purposes(self) -> frozenset[str]:
        """What may be paid; where the register lists none, what has a budget line.

        Empty where it has neither: then nothing was agreed about it.
        """
        if self.fund.purposes:
            return frozenset(map(self.chart.word, self.fund.purposes))
        return frozenset(path[0] for path in self._lines)

    def fits(self, purpose: str) -> bool:
        """Tell whether a purpose was agreed; where there is only one, none is that."""
        only_one = len(self.purposes) == 1 and not purpose
        return not self.purposes or only_one or purpose in self.purposes

    def line(self, path: Path) -> BudgetLine | None:
        """Return the line that a use counts to: the one that names most of its path.

        What names no purpose counts to the only line, where there is no other.
        """
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        lines = self.fund.budget
        return lines[0] if not path and len(lines) == 1 else None

    def line_of_account(self, name: str) -> BudgetLine | None:
        """Return the line that an account outside the fund counts to."""
        found = [
            (len(account), line.name, line)
            for line in self.fund.budget
            for account in line.accounts
            if within(name, account)
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None

    @cached_property
    def _lines(self) -> Mapping[Path, BudgetLine]:
        lines: dict[Path, BudgetLine] = {}
        for line in self.fund.budget:
            for purpose in line.purposes:
                first, *rest = purpose.split(":")
                lines[self.chart.word(first), *rest] = line
        return lines

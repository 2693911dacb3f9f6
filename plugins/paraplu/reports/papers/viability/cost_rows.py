"""Which row of an exploitation budget costs stand in, by the words of their account.

The register says it (`cost_rows:`), or else the words do (`account_words`). What fits
nowhere is general, and the paper says which costs those are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.register.exploitation import CostRow
from paraplu.reports.papers.account_words import Topic, topic_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account, Chart

_ROWS: Mapping[Topic | None, CostRow] = {
    Topic.PURCHASES: CostRow.PURCHASES,
    Topic.WAGES: CostRow.STAFF,
    Topic.HIRED: CostRow.STAFF,
    Topic.HOUSING: CostRow.HOUSING,
    Topic.PROMOTION: CostRow.PROMOTION,
    Topic.TRANSPORT: CostRow.TRANSPORT,
    Topic.INSURANCE: CostRow.INSURANCE,
    Topic.ADMINISTRATION: CostRow.ADMINISTRATION,
    Topic.DEPRECIATION: CostRow.DEPRECIATION,
}


class CostRows:
    """Tells the row of each account of costs, in the words of one register."""

    def __init__(self, chart: Chart, said: Mapping[str, CostRow]) -> None:
        known = ((chart.member_class(path), row) for path, row in said.items())
        self._said = {found[1]: row for found, row in known if found}

    def row(self, account: Account) -> CostRow | None:
        """Return the row of an account, None where nothing tells it."""
        for length in range(len(account.detail), 0, -1):
            row = self._said.get(account.detail[:length])
            if row:
                return row
        return _ROWS.get(topic_of(account))

"""The figures of all members over a span, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.money import in_cents

if TYPE_CHECKING:
    from paraplu.reports.members import Members

# In the order of the sentence that they make: what was there, what came, what is left.
FIGURES = (
    "before",
    "turnover",
    "costs",
    "contribution",
    "gross",
    "start_capital",
    "growth",
    "training",
    "set_off",
    "common_fund",
    "thermometer",
)


def figures_csv(members: Members) -> str:
    """Return the figures as CSV, without totals, which a spreadsheet makes itself."""
    rows = [
        {
            "member": text_cell(one.code),
            "name": text_cell(one.name),
            **{name: str(in_cents(one.tally.amount(name))) for name in FIGURES},
        }
        for one in members.standings
    ]
    return csv_text(["member", "name", *FIGURES], rows)

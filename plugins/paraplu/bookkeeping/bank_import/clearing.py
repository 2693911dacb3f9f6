"""The clearing accounts that an import books on, in the words of the books.

Money that is under way, or of which nobody knows yet whose it is, stands here until
the other side is booked; rule PF06 sees to it that it does not stand long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Root

if TYPE_CHECKING:
    from paraplu.base.chart import Chart

_GROUP = "Clearing"


class Clearing(NamedTuple):
    """Names of accounts: for what is not allocated, and for money under way.

    `transfers` is for money between own banks, `payouts` for what a payment provider
    paid out and the bank did not book yet, `cash` for notes and coins. `fees` is the
    detail of a member's costs for what a provider keeps.
    """

    unallocated: str
    transfers: str
    payouts: str
    cash: str
    fees: str


def clearing_of(chart: Chart) -> Clearing:
    """Return the names in the words and roots of a chart."""
    unallocated, transfers, payouts, cash = (
        chart.coop_account(Root.ASSETS, _GROUP, chart.detail(_GROUP, detail))
        for detail in ("Unallocated", "Transfers", "Payouts", "Cash")
    )
    fees = chart.detail("Costs", "CardFees")
    return Clearing(unallocated, transfers, payouts, cash, fees)

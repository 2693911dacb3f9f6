# ruff: noqa: INP001 - a script, started by its path
"""Makes the books of the example cooperative: ledger/ with its documents.

    python docs/example/make_books.py [FOLDER]

Always the same bytes, from the tables in `bookmaking/` and dice that always fall the
same way. FOLDER is `ledger/` of this project where none is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bookmaking import (
    buying,
    closing,
    commissions,
    coop,
    funds,
    investments,
    leaving,
    markets,
    odds,
    opening,
    quarter,
    refunds,
    requests,
    selling,
    services,
    set_offs,
    stores,
    supplement,
    troubled,
    unpaid,
)
from bookmaking.contributions import Contributions
from bookmaking.days import month_of, months
from bookmaking.decisions import keep_decisions
from bookmaking.dice import Dice
from bookmaking.hours import write_hours
from bookmaking.journal import Journal
from bookmaking.trades import TRADES
from bookmaking.writing import write

SEED = "De Kleine Kaai"
LEDGER = Path(__file__).resolve().parents[2] / "ledger"


def make() -> Journal:
    """Return the journal of the whole period."""
    journal, dice = Journal(), Dice(SEED)
    keep_decisions(journal)
    requests.keep_requests(journal)
    opening.book_opening(journal)
    funds.book_grants(journal)
    funds.book_uses(journal)
    services.book_services(journal)
    coop.book_coop_costs(journal)
    investments.book_investments(journal)
    commissions.book_commissions(journal)
    refunds.book_refunds_to_customers(journal)
    refunds.book_refund_of_supplier(journal)
    set_offs.book_set_offs(journal)
    odds.book_odds(journal)
    unpaid.book_unpaid(journal)
    invoices = list(troubled.INVOICES)
    for month in months():
        selling.book_orders(journal, dice, month)
        buying.book_purchases(journal, dice, month)
        services.book_monthly_services(journal, month)
        funds.book_monthly_uses(journal, month)
        coop.book_monthly_coop_costs(journal, dice, month)
        stores.book_wood(journal, dice, month)
        stores.book_licences(journal, month)
        invoices += selling.planned_invoices(dice, month)
    numbers = selling.book_invoices(journal, invoices)
    troubled.book_bad_debt(journal, numbers["bad debt"])
    troubled.book_credit_note(journal, numbers["credit note"])
    markets.book_markets(journal, dice)
    _settle_months(journal)
    return journal


def _settle_months(journal: Journal) -> None:
    """Book what follows from the entries of a month, month after month."""
    contributions = Contributions(journal)
    leaving.bring_cash(journal)
    for month in months():
        if month == quarter.FOUND_IN:
            quarter.book_late_invoice(journal)
        if month.number % 3 == 1:
            quarter.settle_return(journal, month)
        if month == supplement.FOUND_IN:
            supplement.book_supplement(journal)
        if month.ends_quarter:
            for trade in TRADES:
                opened = opening.opened_equipment(trade.code)
                investments.write_off(journal, month, trade.code, opened)
        contributions.book(month)
        if month == month_of(leaving.SOLD):
            leaving.settle(journal)
        funds.book_returns(journal, month)
        if month.ends_quarter:
            quarter.book_return(journal, month)
        if month.ends_year:
            closing.book_closing(journal, month)


def main(arguments: list[str]) -> None:
    """Write the books into the folder that is named."""
    folder = Path(arguments[0]) if arguments else LEDGER
    write(make(), folder)
    write_hours(folder)


if __name__ == "__main__":
    main(sys.argv[1:])

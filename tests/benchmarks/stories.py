"""The stories, with how often each is told and how many entries it takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from tests.benchmarks import purchases, sales, uses
from tests.benchmarks.trade import Market, Trader

Tell = Callable[[Market, Trader, dt.date], None]


class Story(NamedTuple):
    """One thing that members do."""

    tell: Tell
    often: int
    entries: int


STORIES = (
    Story(sales.cash_sale, 14, 1),
    Story(sales.bank_sale, 10, 1),
    Story(sales.card_sale, 10, 2),
    Story(sales.invoice, 14, 2),
    Story(sales.credit_note, 1, 2),
    Story(sales.bad_debt, 1, 2),
    Story(sales.deposit, 3, 2),
    Story(sales.customer_refund, 1, 2),
    Story(purchases.purchase, 16, 1),
    Story(purchases.reimbursement, 1, 1),
    Story(purchases.phone, 1, 1),
    Story(purchases.small_cash, 4, 1),
    Story(sales.emptied_box, 4, 1),
    Story(purchases.bill, 6, 2),
    Story(purchases.supplier_refund, 1, 2),
    Story(purchases.stock, 4, 2),
    Story(purchases.prepaid, 2, 2),
    Story(uses.growth, 2, 1),
    Story(uses.training, 1, 1),
    Story(uses.equipment, 1, 2),
    Story(uses.internal, 3, 1),
    Story(uses.charge, 2, 1),
    Story(uses.set_off, 1, 1),
    Story(uses.fund_paid, 1, 1),
)

"""What a transaction says of its VAT: codes, the day of delivery, the customer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.folding import capitals
from paraplu.base.metadata import DELIVERED, VAT_CODE, VAT_ID

if TYPE_CHECKING:
    from paraplu.bookkeeping.vat.positions import (
        VatPositions,
    )
    from paraplu.ledger.transactions import Transaction


def codes_of(transaction: Transaction, vat: VatPositions) -> dict[int, str]:
    """Return what is said as a code, by posting.

    What the transaction says counts for what is sold, and for what is bought where
    nothing is sold. A down payment that is settled has the code of the one sale.
    """
    general = transaction.meta.get(VAT_CODE)
    selling = vat.sold or vat.perhaps
    codes = {}
    for n in sorted({*vat.sold, *vat.perhaps, *vat.bought}):
        said = transaction.postings[n].meta.get(VAT_CODE)
        if said is None and n in (selling or vat.bought):
            said = general
        if said is not None:
            codes[n] = str(said)
    of_sales = {codes[n] for n in vat.sold if n in codes}
    if len(of_sales) == 1:
        for n in vat.sold:
            if transaction.postings[n].account.kind is Kind.DEPOSIT:
                codes.setdefault(n, *of_sales)
    return codes


def tax_day(transaction: Transaction) -> dt.date:
    """Return the day whose rates count: that of the delivery, where it is said."""
    said = transaction.meta.get(DELIVERED)
    if isinstance(said, dt.date):
        return said
    try:
        return dt.date.fromisoformat(str(said)) if said else transaction.date
    except ValueError:
        return transaction.date


def customer_of(transaction: Transaction) -> str:
    """Return the customer's VAT number that is said, without spaces and points."""
    return capitals(str(transaction.meta.get(VAT_ID) or ""))

"""What a transaction says of its VAT: codes, the day of delivery, the customer."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dutch_law import last_day_to_issue
from paraplu.base.folding import capitals
from paraplu.base.metadata import DELIVERED, RECEIPTS, VAT_CODE, VAT_DUE, VAT_ID

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
    return _day(transaction.meta.get(DELIVERED)) or transaction.date


def days_of(transaction: Transaction) -> dict[int, dt.date]:
    """Return the days of delivery that postings say for themselves."""
    said = (_day(posting.meta.get(DELIVERED)) for posting in transaction.postings)
    return {n: day for n, day in enumerate(said) if day}


def due_day(transaction: Transaction) -> dt.date:
    """Return the day on which VAT on a sale falls due, by the date of its invoice.

    That is the day of the invoice, or the last day on which it could have been made in
    time. Where none has to be made, `vat-due` says the day (art. 13 lid 1 Wet OB).
    """
    said = _day(transaction.meta.get(VAT_DUE))
    if said:
        return said
    delivered = [_day(transaction.meta.get(DELIVERED)), *days_of(transaction).values()]
    last = max((day for day in delivered if day), default=transaction.date)
    return min(transaction.date, last_day_to_issue(last))


def receipts_of(transaction: Transaction) -> int:
    """Return of how many receipts a sale is the total: 1 where it does not say."""
    said = str(transaction.meta.get(RECEIPTS) or "")
    return max(1, int(said)) if re.fullmatch("[0-9]{1,4}", said, re.ASCII) else 1


def _day(said: object) -> dt.date | None:
    """Return the day that metadata says; None where it says none."""
    if isinstance(said, dt.date):
        return said
    try:
        return dt.date.fromisoformat(str(said)) if said else None
    except ValueError:
        return None


def customer_of(transaction: Transaction) -> str:
    """Return the customer's VAT number that is said, without spaces and points."""
    return capitals(str(transaction.meta.get(VAT_ID) or ""))

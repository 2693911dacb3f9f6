"""What issued invoices come to in a copy, and what their entries book of it.

Their lines are multiplied one by one and rounded, so the sum is worked out anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.reading import read_invoice_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Chart
    from paraplu.bookkeeping.anonymous.rounding import WrittenEntry
    from paraplu.bookkeeping.invoices.amounts import Totals
    from paraplu.bookkeeping.invoices.model import Invoice

_TOTAL = re.compile(r"^total:[^\n]*$", re.MULTILINE)
_SOLD = frozenset({Kind.SALES, Kind.COOP_INCOME})


class CopiedInvoice(NamedTuple):
    """An invoice and its copy, with what each comes to."""

    invoice: Invoice
    was: Totals
    now: Totals


def with_its_total(text: str, copy: str) -> tuple[str, CopiedInvoice | None]:
    """Return the copy of an invoice, with what its lines come to now.

    As it is where the invoice cannot be read, or its own total was not right.
    """
    invoice, new = _invoice(text), _invoice(copy)
    if invoice is None or new is None or not _TOTAL.search(copy):
        return copy, None
    was, now = totals_of(invoice), totals_of(new)
    found = CopiedInvoice(invoice, was, now)
    return _TOTAL.sub(f"total: {now.payable:.2f}", copy), found


def _invoice(text: str) -> Invoice | None:
    return read_invoice_text(_TOTAL.sub("", text), Path("invoice.yaml"))[0]


def sales_of(
    invoices: Mapping[str, CopiedInvoice], entries: Iterable[WrittenEntry], chart: Chart
) -> Iterator[tuple[tuple[str, int], Decimal]]:
    """Yield what entries of invoices book as sales, where one posting has all of it."""
    for entry in entries:
        for link in entry.links & invoices.keys():
            found = invoices[link]
            sold = [
                one
                for one in entry.postings
                if chart.account(one.account).kind in _SOLD and one.amount is not None
            ]
            if len(sold) == 1 and sold[0].amount == -found.was.net:
                yield (sold[0].file, sold[0].line), ZERO - found.now.net

"""What is written as YAML reads back as it was, whatever people wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bookkeeping.documents.papers import ANY_LINES, invoice, line

from paraplu.bookkeeping.invoices.model import Discount, InvoiceLine
from paraplu.bookkeeping.invoices.reading import read_invoice_text
from paraplu.bookkeeping.invoices.texts import invoice_text
from paraplu.register.membership import DayRange
from paraplu.register.yaml_lines import UNSEEN

HERE = Path("2026-0012.yaml")
WORDS = st.text(min_size=1, max_size=60).filter(
    lambda text: text.strip() == text and not UNSEEN.search(text)
)
DAYS = st.dates(dt.date(2013, 1, 1), dt.date(2030, 1, 1))


@given(lines=ANY_LINES, words=WORDS, days=st.lists(DAYS, min_size=2, max_size=2))
def test_an_invoice_reads_back(
    lines: tuple[InvoiceLine, ...], words: str, days: list[dt.date]
) -> None:
    first, last = sorted(days)
    lines = tuple(replace(line, description=words, unit=words) for line in lines)
    written = replace(
        invoice(*lines, trade_name=words, note=words),
        delivered=DayRange(first, last),
        reference=words,
    )
    read, faults = read_invoice_text(invoice_text(written), HERE)
    assert faults.found == []
    assert read is not None
    assert replace(read, source=written.source) == written


@pytest.mark.parametrize(
    "discount", [Discount(Decimal("0.1"), is_rate=True), Discount(Decimal("3.00"))]
)
def test_a_discount_reads_back(discount: Discount) -> None:
    written = invoice(line("6.50", "low", "12", discount))
    read, faults = read_invoice_text(invoice_text(written), HERE)
    assert faults.found == []
    assert read is not None
    assert read.lines[0].discount == discount

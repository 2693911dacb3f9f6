from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.support import report_on

from paraplu.ledger.cover import Cover
from paraplu.reports.gauge import Gauge, covers_of, gauge_on

D = dt.date
amounts = st.integers(-1_000_00, 1_000_00).map(lambda cents: Decimal(cents) / 100)
gains = st.integers(0, 1_000_00).map(lambda cents: Decimal(cents) / 100)
covers = st.tuples(gains, gains, amounts, amounts, amounts, gains, gains).map(
    lambda parts: Cover(D(2025, 1, 1), *parts)
)


@given(covers)
def test_what_is_missing_stays_what_the_cover_says(cover: Cover) -> None:
    gauge = gauge_on([cover], cover.date)
    assert gauge.short == max(cover.short, Decimal(0))
    assert gauge.short_in_money == max(cover.short_in_money, Decimal(0))
    parts = (gauge.members, gauge.funds, gauge.vat, gauge.municipality)
    assert min(parts) >= 0


@given(covers)
def test_what_is_free_is_what_nobody_else_owns(cover: Cover) -> None:
    gauge = gauge_on([cover], cover.date)
    assert gauge.free == max(-cover.short, Decimal(0))
    assert gauge.free_in_money <= max(gauge.in_money, Decimal(0))
    # Where money is missing nothing is free, and the other way round.
    assert not (gauge.free and gauge.short)
    assert not (gauge.free_in_money and gauge.short_in_money)
    assert gauge.free_in_money <= gauge.free


def test_a_day_before_the_first_has_nothing() -> None:
    assert gauge_on([], D(2025, 1, 1)) == Gauge()


def test_a_day_between_has_what_was_there_last(tmp_path: Path) -> None:
    ledger = """\
2025-01-10 * "Sale"
  Assets:Bank                 121.00 EUR
  Income:Members:L01:Sales   -100.00 EUR
  Liabilities:VAT             -21.00 EUR

2025-03-10 * "Sale on an invoice"
  Assets:Members:L01:Receivable   50.00 EUR
  Income:Members:L01:Sales       -50.00 EUR
"""
    covers = covers_of(report_on(tmp_path, ledger).books)
    between = gauge_on(covers, D(2025, 2, 1))
    assert between == Gauge(
        members=Decimal(100), vat=Decimal(21), in_money=Decimal(121)
    )
    assert between.short_in_money == 0
    after = gauge_on(covers, D(2025, 12, 31))
    assert (after.earmarked, after.there) == (Decimal(171), Decimal(171))
    assert after.short_in_money == 50

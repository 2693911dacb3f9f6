"""What is booked by day on each account, and the days of a ring."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.support import write_books

from paraplu.base.chart import Kind
from paraplu.check import check

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.ledger.books import Books

SALES = """\
2025-03-01 * "Two sales in a day, and nothing on the bank"
  Income:Members:L01:Sales      -60.00 EUR
  Income:Members:L01:Sales      -40.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
  Assets:Bank                     0.00 EUR

2025-03-01 * "A third"
  Income:Members:L01:Sales       -5.00 EUR
  Assets:Bank                     5.00 EUR

2025-03-09 * "Nothing at all"
  Income:Members:L01:Sales        0.00 EUR
  Assets:Bank                     0.00 EUR
"""
FIRST, LAST = dt.date(2025, 3, 1), dt.date(2025, 3, 9)


@pytest.fixture(name="books")
def made(tmp_path: Path) -> Books:
    return check(write_books(tmp_path, SALES)).books


def by_name(books: Books) -> dict[str, dict[dt.date, Decimal]]:
    return {account.name: dict(days) for account, days in books.days.items()}


def test_a_day_has_one_sum_and_nil_is_booked_too(books: Books) -> None:
    assert by_name(books) == {
        "Income:Members:L01:Sales": {FIRST: Decimal("-105.00"), LAST: Decimal(0)},
        "Assets:Members:L01:Cash": {FIRST: Decimal("100.00")},
        "Assets:Bank": {FIRST: Decimal("5.00"), LAST: Decimal(0)},
    }


def test_of_kinds_nil_is_left_out(books: Books) -> None:
    booked = books.booked(frozenset({Kind.BANK, Kind.SALES}))
    assert {account.name: dict(days) for account, days in booked.items()} == {
        "Income:Members:L01:Sales": {FIRST: Decimal("-105.00")},
        "Assets:Bank": {FIRST: Decimal("5.00")},
    }


def test_who_asks_for_another_day_changes_no_sum(books: Books) -> None:
    before = by_name(books)
    for days in books.booked(frozenset(Kind)).values():
        assert days[dt.date(2025, 1, 1)] == 0
    assert by_name(books) == before


def test_a_ring_lasts_from_its_first_day_to_its_last(books: Books) -> None:
    assert books.rings["L01"].span == (FIRST, LAST)

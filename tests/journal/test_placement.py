"""In which file an entry goes that moves no money."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import HEAD, report_on

from paraplu.journal.placement import Placement

INTEREST = """\
{day} * "Interest"
  Assets:Bank    1.00 EUR
  Income:Coop:Interest    -1.00 EUR
"""
USED = """\
{day} * "Wood used"
  Expenses:Members:L01:Costs    1.00 EUR
  Assets:Members:L01:Stock    -1.00 EUR
"""
MARCH = dt.date(2025, 3, 31)


@pytest.mark.parametrize(
    ("bank", "rest", "file"),
    [
        ("2025-03-31", "2025-03-01", "rest.beancount"),
        ("2025-03-30", "2025-02-28", "bank.beancount"),
        ("2025-02-28", "2025-02-27", "bank.beancount"),
        ("2025-04-01", "2025-04-01", "main.beancount"),
    ],
    ids=["of the month", "the month has only the bank", "the last one", "none yet"],
)
def test_where_what_moves_no_money_goes(
    tmp_path: Path, bank: str, rest: str, file: str
) -> None:
    files = {
        "bank.beancount": INTEREST.format(day=bank),
        "rest.beancount": USED.format(day=rest),
    }
    head = f'{HEAD}include "bank.beancount"\ninclude "rest.beancount"\n'
    books = report_on(tmp_path, "", head=head, files=files).books
    assert Placement(books).quiet(MARCH).name == file
    other = tmp_path / "other.beancount"
    assert Placement(books, other).quiet(MARCH) == other

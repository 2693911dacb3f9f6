"""The EU sales list: by customer, and equal to box 3b."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.bookkeeping.vat.small import return_in

from paraplu.bookkeeping.vat.sales_list import BOX, sales_list

if TYPE_CHECKING:
    from pathlib import Path

BELGIAN, GERMAN = "BE0403170701", "DE136695976"


def sold(day: str, amount: str, code: str, vat_id: str = "") -> str:
    said = f'  vat-id: "{vat_id}"\n' if vat_id else ""
    return f"""\
{day} * "Sold"
  vat: "{code}"
{said}  Assets:Bank    {amount} EUR
  Income:Members:L01:Sales    -{amount} EUR

"""


def test_the_list_adds_up_to_the_box(tmp_path: Path) -> None:
    ledger = (
        sold("2025-01-10", "100.60", "eu", BELGIAN)
        + sold("2025-01-11", "50.70", "reversed", "BE 0403.170.701")
        + sold("2025-02-11", "10.80", "eu", GERMAN)
        # Inside the country it is reversed too, and is no sale abroad.
        + sold("2025-02-12", "70.00", "reversed", "NL001234560B01")
    )
    made = return_in(tmp_path, ledger)
    found = sales_list(made)
    assert [(line.vat_id, line.goods, line.services) for line in found.lines] == [
        (BELGIAN, Decimal("100.60"), Decimal("50.70")),
        (GERMAN, Decimal("10.80"), Decimal(0)),
    ]
    assert found.total == made.own[BOX].base == Decimal("162.10")
    assert found.in_euros == made.euros[BOX].base == 162
    assert found.nameless == ()


def test_a_number_that_is_none(tmp_path: Path) -> None:
    ledger = (
        sold("2025-01-10", "100.00", "eu")
        + sold("2025-01-11", "100.00", "eu", "BE0403170702")
        + sold("2025-01-12", "100.00", "eu", "NL001234560B01")
        + sold("2025-01-13", "100.00", "eu", GERMAN)
    )
    found = sales_list(return_in(tmp_path, ledger))
    assert [entry.date.day for entry in found.nameless] == [10, 11, 12]

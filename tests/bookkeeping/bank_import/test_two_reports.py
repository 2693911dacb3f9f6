"""Zettle tells of its sales twice: in the receipts, and in the account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import make_books, make_dutch, statement, take

from nl_banks import LineKind, Statement, StatementLine


def sale(number: int, day: int, amount: str, fee: str = "0") -> StatementLine:
    """Return a line about a receipt of a day in February 2025."""
    return StatementLine(
        number,
        dt.date(2025, 2, day),
        Decimal(amount),
        "EUR",
        payment_reference="17",
        narration=f"{number} 17",
        kind=LineKind.SALE if Decimal(amount) > 0 else LineKind.FEE,
        fee=Decimal(fee),
    )


RECEIPTS = statement("Zettle", "zettle", sale(1, 3, "100.00", "-1.75"))
ACCOUNT = statement("Zettle", "zettle", sale(1, 4, "100.00"), sale(2, 4, "-1.75"))
ZETTLE = '    - {provider: Zettle, account: "Assets:Clearing:SumUp"}\n'


def prepare(folder: Path, make: Callable[[Path], Path] = make_books) -> None:
    make(folder)
    register = folder / "members.yaml"
    text = register.read_text("utf-8").replace("provider: SumUp", "provider: Zettle")
    register.write_text(text, "utf-8")


def new(folder: Path, one: Statement) -> list[str]:
    """Return why each new line goes where it goes."""
    (result,) = take(folder, one).results
    return [line.allocation.why.template for line in result.new]


@pytest.mark.parametrize("make", [make_books, make_dutch])
@pytest.mark.parametrize(
    "order", [*permutations([RECEIPTS, ACCOUNT])], ids=["ra", "ar"]
)
def test_a_sale_of_both_reports_is_there_once(
    tmp_path: Path,
    make: Callable[[Path], Path],
    order: tuple[Statement, Statement],
) -> None:
    prepare(tmp_path, make)
    assert [len(new(tmp_path, one)) for one in order * 2] == [
        len(order[0].bookings),
        0,
        0,
        0,
    ]


def test_another_amount_of_one_receipt_waits(tmp_path: Path) -> None:
    prepare(tmp_path)
    new(tmp_path, RECEIPTS)
    other = statement("Zettle", "zettle", sale(1, 4, "90.00"))
    (why,) = new(tmp_path, other)
    assert why.startswith("its receipt is booked from the provider's other report")


def test_what_only_looks_like_the_same_receipt_is_new(tmp_path: Path) -> None:
    prepare(tmp_path)
    new(tmp_path, RECEIPTS)
    next_one = sale(3, 4, "100.00")._replace(payment_reference="18")
    next_year = sale(4, 25, "100.00")
    look_alikes = statement("Zettle", "zettle", next_one, next_year)
    found = new(tmp_path, look_alikes)
    assert found == ["paraplu cannot tell where it belongs"] * 2

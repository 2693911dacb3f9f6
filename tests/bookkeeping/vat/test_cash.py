"""The cash basis: VAT on a sale is due as it is paid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bookkeeping.vat.small import period, sale, told, vat_in

from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.filing import settlement
from paraplu.bookkeeping.vat.returns import vat_return

if TYPE_CHECKING:
    from pathlib import Path

OWED = "Assets:Members:L01:Receivable"


def invoice(day: str, net: str, tax: str, link: str = "") -> str:
    text = sale(day, net, tax, by=OWED)
    return text.replace('"Sale"', f'"Invoice" ^{link}') if link else text


def paid(day: str, amount: str, link: str = "") -> str:
    return f"""\
{day} * "Paid"{f" ^{link}" if link else ""}
  Assets:Bank    {amount} EUR
  {OWED}    -{amount} EUR

"""


def due(folder: Path, ledger: str, vat: str = "{basis: cash}") -> dict[str, str]:
    """Return the VAT due on sales by month."""
    _, found = vat_in(folder, ledger, vat)
    months: dict[str, str] = {}
    for month in range(1, 13):
        one = vat_return(found, period(f"2025-{month:02}"))
        boxes = told(one.own)
        if "1a" in boxes:
            months[f"{month:02}"] = " over ".join(reversed(boxes["1a"]))
    return months


THREE_LINES = """\
2025-01-10 * "Table, cakes and a course"
  Assets:Members:L01:Receivable    1855.00 EUR
  Income:Members:L01:Sales    -1000.00 EUR
    vat: "high"
  Income:Members:L01:Sales    -500.00 EUR
    vat: "low"
  Income:Members:L01:Sales    -100.00 EUR
    vat: "exempt"
  Liabilities:VAT    -255.00 EUR

"""

CASES = {
    "as it is paid": (
        invoice("2025-01-10", "100.00", "21.00") + paid("2025-03-05", "121.00"),
        {"03": "21.00 over 100.00"},
    ),
    "in three parts that add up": (
        invoice("2025-01-10", "100.00", "21.00")
        + paid("2025-02-05", "40.33")
        + paid("2025-03-05", "40.33")
        + paid("2025-04-05", "40.34"),
        {
            "02": "7.00 over 33.33",
            "03": "7.00 over 33.33",
            "04": "7.00 over 33.34",
        },
    ),
    "what is not paid is not due": (invoice("2025-01-10", "100.00", "21.00"), {}),
    "at the counter it is due at once": (
        sale("2025-01-10", "100.00", "21.00"),
        {"01": "21.00 over 100.00"},
    ),
    "the oldest first": (
        invoice("2025-01-10", "100.00", "21.00")
        + invoice("2025-01-11", "200.00", "42.00")
        + paid("2025-02-05", "121.00"),
        {"02": "21.00 over 100.00"},
    ),
    "by its link": (
        invoice("2025-01-10", "100.00", "21.00", "a")
        + invoice("2025-01-11", "200.00", "42.00", "b")
        + paid("2025-02-05", "242.00", "b"),
        {"02": "42.00 over 200.00"},
    ),
    "a part at the counter, the rest on an invoice": (
        """\
2025-01-10 * "Sale"
  Assets:Bank    60.50 EUR
  Assets:Members:L01:Receivable    60.50 EUR
  Income:Members:L01:Sales    -100.00 EUR
  Liabilities:VAT    -21.00 EUR

"""
        + paid("2025-02-05", "60.50"),
        {"01": "10.50 over 50.00", "02": "10.50 over 50.00"},
    ),
    "an invoice that is credited was never due": (
        invoice("2025-01-10", "100.00", "21.00", "a")
        + """\
2025-02-10 * "Credit note" ^a
  Assets:Members:L01:Receivable    -121.00 EUR
  Income:Members:L01:Sales    100.00 EUR
  Liabilities:VAT    21.00 EUR
""",
        {},
    ),
    "a bad debt was never due": (
        invoice("2025-01-10", "100.00", "21.00", "a")
        + """\
2025-02-10 * "Bad debt" ^a
  Assets:Members:L01:Receivable    -121.00 EUR
  Expenses:Members:L01:Costs    100.00 EUR
  Liabilities:VAT    21.00 EUR
""",
        {},
    ),
    "an exempt line is paid like the others": (
        THREE_LINES + paid("2025-02-05", "600.00") + paid("2025-03-05", "1255.00"),
        {"02": "67.92 over 323.45", "03": "142.08 over 676.55"},
    ),
    "an exempt invoice takes its own payment": (
        """\
2025-01-05 * "Course"
  vat: "exempt"
  Assets:Members:L01:Receivable    121.00 EUR
  Income:Members:L01:Sales    -121.00 EUR

"""
        + invoice("2025-01-10", "100.00", "21.00")
        + paid("2025-02-05", "121.00")
        + paid("2025-03-05", "121.00"),
        {"03": "21.00 over 100.00"},
    ),
    "a margin is paid with its price": (
        """\
2025-01-10 * "Chair, bought for 63.70"
  vat: "margin"
  Assets:Members:L01:Receivable    100.00 EUR
  Income:Members:L01:Sales    -93.70 EUR
  Liabilities:VAT    -6.30 EUR

"""
        + paid("2025-02-05", "50.00")
        + paid("2025-03-05", "50.00"),
        {"02": "3.15 over 15.00", "03": "3.15 over 15.00"},
    ),
    "more than was owed": (
        invoice("2025-01-10", "100.00", "21.00") + paid("2025-02-05", "200.00"),
        {"02": "21.00 over 100.00"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_when_it_is_due(name: str, tmp_path: Path) -> None:
    ledger, months = CASES[name]
    assert due(tmp_path, ledger) == months


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.integers(1, 300_00), min_size=1, max_size=5),
    st.lists(st.integers(1, 99), max_size=6),
)
def test_once_all_is_paid_all_was_due_to_the_cent(
    tmp_path: Path, nets: list[int], parts: list[int]
) -> None:
    """Whatever the invoices, and in however many payments they are paid."""
    ledger, owed, tax = "", ZERO, ZERO
    for cents in nets:
        net = Decimal(cents) / 100
        vat = round(net * Decimal("0.21"), 2)
        code = '"Sale"\n  vat: "high"'
        ledger += invoice("2025-01-10", f"{net:.2f}", f"{vat:.2f}").replace(
            '"Sale"', code
        )
        owed += net + vat
        tax += vat
    left = owed
    for part in parts:
        amount = round(left * part / 100, 2)
        left -= amount
        ledger += paid("2025-02-05", f"{amount:.2f}") if amount else ""
    ledger += paid("2025-03-05", f"{left:.2f}") if left else ""
    _, found = vat_in(tmp_path, ledger, "{basis: cash}")
    boxes = vat_return(found, period("2025")).own
    assert boxes["1a"] == (owed - tax, tax)
    moved = [amount for one in found.taxed for _, amount in one.accounts]
    assert -sum(moved, ZERO) == tax


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parts=st.permutations([1, 33, 99_99, 600_00, 1154_67]))
def test_in_any_order_of_payments_it_is_the_vat_of_the_invoice(
    tmp_path: Path, parts: list[int]
) -> None:
    ledger = THREE_LINES
    for day, cents in enumerate(parts, 1):
        ledger += paid(f"2025-02-{day:02}", f"{Decimal(cents) / 100:.2f}", "")
    _, found = vat_in(tmp_path, ledger, "{basis: cash}")
    boxes = told(vat_return(found, period("2025")).own)
    assert boxes == {"1a": ("1000.00", "210.00"), "1b": ("500.00", "45.00")}
    moved = [amount for one in found.taxed for _, amount in one.accounts]
    assert sum(moved, ZERO) == Decimal("-255.00")


def test_a_basis_that_changes(tmp_path: Path) -> None:
    """Each invoice keeps the basis of its day; each payment goes to its invoice."""
    ledger = (
        invoice("2025-01-10", "100.00", "21.00")
        + invoice("2025-04-10", "200.00", "42.00")
        + paid("2025-05-05", "121.00")
        + paid("2025-06-05", "242.00")
    )
    basis = "[{basis: invoice}, {from: 2025-04-01, basis: cash}]"
    assert due(tmp_path, ledger, basis) == {
        "01": "21.00 over 100.00",
        "06": "42.00 over 200.00",
    }


def test_input_vat_is_deducted_at_once(tmp_path: Path) -> None:
    ledger = """\
2025-01-10 * "Bought"
  Expenses:Coop:Office    100.00 EUR
  Assets:VAT    21.00 EUR
  Liabilities:Payable    -121.00 EUR
"""
    _, found = vat_in(tmp_path, ledger, "{basis: cash}")
    made = vat_return(found, period("2025-01"))
    assert told(made.own) == {"5b": ("0.00", "21.00")}


def test_what_is_not_due_yet_stays_on_the_account(tmp_path: Path) -> None:
    ledger = (
        invoice("2025-01-10", "100.00", "21.00", "a")
        + invoice("2025-01-11", "200.00", "42.00", "b")
        + paid("2025-03-31", "121.00", "a")
    )
    report, found = vat_in(tmp_path, ledger, "{basis: cash}")
    made = vat_return(found, period("2025-Q1"))
    settled = settlement(report.books, report.register, found, made)
    assert settled
    assert [str(amount) for _, amount in settled.postings] == ["21.00", "-21.00"]

"""Which boxes an entry goes into: by its code, or where only one rate fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.small import return_in, told, vat_in

if TYPE_CHECKING:
    from pathlib import Path


def entry(*legs: str, day: str = "2025-02-03", meta: str = "") -> str:
    lines = "".join(f"  {leg}\n" for leg in legs)
    return f'{day} * "Entry"\n{meta}{lines}\n'


CLEAR = {
    "the standard rate fits": (
        entry(
            "Assets:Bank  121.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
        ),
        {"1a": ("100.00", "21.00")},
    ),
    "the lower rate fits": (
        entry(
            "Assets:Bank  109.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -9.00 EUR",
        ),
        {"1b": ("100.00", "9.00")},
    ),
    # 18.50 with VAT in it: 15.2893 and 3.2107.
    "a price with VAT in it": (
        entry(
            "Assets:Bank  18.50 EUR",
            "Income:Members:L01:Sales  -15.29 EUR",
            "Liabilities:VAT  -3.21 EUR",
        ),
        {"1a": ("15.29", "3.21")},
    ),
    "two rates in one entry, in the one way that fits": (
        entry(
            "Assets:Bank  175.50 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Income:Members:L02:Sales  -50.00 EUR",
            "Liabilities:VAT  -25.50 EUR",
        ),
        {"1a": ("100.00", "21.00"), "1b": ("50.00", "4.50")},
    ),
    "19 % while it was the rate": (
        entry(
            "Assets:Bank  119.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -19.00 EUR",
            day="2012-09-30",
        ),
        {"1a": ("100.00", "19.00")},
    ),
    "6 % while it was the rate": (
        entry(
            "Assets:Bank  106.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -6.00 EUR",
            day="2018-12-31",
        ),
        {"1b": ("100.00", "6.00")},
    ),
    "lodging at 9 % in 2025": (
        entry(
            "Assets:Bank  109.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -9.00 EUR",
            meta='  vat: "lodging"\n',
            day="2025-12-31",
        ),
        {"1b": ("100.00", "9.00")},
    ),
    "lodging at 21 % from 2026": (
        entry(
            "Assets:Bank  121.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
            meta='  vat: "lodging"\n',
            day="2026-01-01",
        ),
        {"1a": ("100.00", "21.00")},
    ),
    "the night was in 2025, the invoice is of 2026": (
        entry(
            "Assets:Bank  109.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -9.00 EUR",
            meta='  vat: "lodging"\n  delivered: 2025-12-31\n',
            day="2026-01-05",
        ),
        {"1b": ("100.00", "9.00")},
    ),
    "codes on postings": (
        entry(
            "Assets:Bank  171.00 EUR",
            'Income:Members:L01:Sales  -100.00 EUR\n    vat: "high"',
            'Income:Members:L01:Sales  -50.00 EUR\n    vat: "zero"',
            "Liabilities:VAT  -21.00 EUR",
        ),
        {"1a": ("100.00", "21.00"), "1e": ("50.00", "0.00")},
    ),
    "exempt is asked for nowhere": (
        entry(
            "Assets:Bank  100.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            meta='  vat: "exempt"\n',
        ),
        {},
    ),
    "reversed inside the country": (
        entry(
            "Assets:Bank  100.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            meta='  vat: "reversed"\n',
        ),
        {"1e": ("100.00", "0.00")},
    ),
    "reversed to a firm in Belgium": (
        entry(
            "Assets:Bank  100.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            meta='  vat: "reversed"\n  vat-id: "BE 0403.170.701"\n',
        ),
        {"3b": ("100.00", "0.00")},
    ),
    "goods to outside the EU": (
        entry(
            "Assets:Bank  100.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            meta='  vat: "export"\n',
        ),
        {"3a": ("100.00", "0.00")},
    ),
    # Of 121.00 margin 100.00 is what was earned, and 21.00 the tax.
    "the margin scheme": (
        entry(
            "Assets:Bank  300.00 EUR",
            "Income:Members:L01:Sales  -279.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
            meta='  vat: "margin"\n',
        ),
        {"1a": ("100.00", "21.00")},
    ),
    "a down payment, and its settling": (
        entry(
            "Assets:Bank  121.00 EUR",
            "Liabilities:Members:L01:Deposit  -100.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
        )
        + entry(
            "Assets:Bank  363.00 EUR",
            "Liabilities:Members:L01:Deposit  100.00 EUR",
            "Income:Members:L01:Sales  -400.00 EUR",
            "Liabilities:VAT  -63.00 EUR",
            day="2025-03-03",
        ),
        {"1a": ("400.00", "84.00")},
    ),
    "a down payment of all is settled without VAT": (
        entry(
            "Liabilities:Members:L01:Deposit  100.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
        ),
        {},
    ),
    "a refund": (
        entry(
            "Assets:Bank  -121.00 EUR",
            "Income:Members:L01:Sales  100.00 EUR",
            "Liabilities:VAT  21.00 EUR",
        ),
        {"1a": ("-100.00", "-21.00")},
    ),
    "a bad debt": (
        entry(
            "Assets:Members:L01:Receivable  -109.00 EUR",
            "Expenses:Members:L01:Costs  100.00 EUR",
            "Liabilities:VAT  9.00 EUR",
        ),
        {"1b": ("-100.00", "-9.00")},
    ),
    "equipment sold": (
        entry(
            "Assets:Bank  121.00 EUR",
            "Assets:Members:L01:Equipment  -100.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
        ),
        {"1a": ("100.00", "21.00")},
    ),
    "a stall for an outsider, and a fee without VAT": (
        entry(
            "Assets:Bank  146.00 EUR",
            "Income:Coop:StallRent  -100.00 EUR",
            "Income:Coop:Fees  -25.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
        ),
        {"1a": ("100.00", "21.00")},
    ),
    "a card fee with VAT in the same entry": (
        entry(
            "Assets:Bank  118.58 EUR",
            "Expenses:Members:L01:Costs  2.00 EUR",
            "Assets:VAT  0.42 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
            meta='  vat: "high"\n',
        ),
        {"1a": ("100.00", "21.00"), "5b": ("0.00", "0.42")},
    ),
    "a purchase needs no code": (
        entry(
            "Expenses:Coop:Rent  100.00 EUR",
            "Assets:VAT  21.00 EUR",
            "Assets:Bank  -121.00 EUR",
        ),
        {"5b": ("0.00", "21.00")},
    ),
    "reversed to the cooperative": (
        entry(
            "Expenses:Coop:Building  100.00 EUR",
            "Assets:VAT  21.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
            "Assets:Bank  -100.00 EUR",
            meta='  vat: "reversed"\n',
        ),
        {"2a": ("100.00", "21.00"), "5b": ("0.00", "21.00")},
    ),
    "books from Germany at the lower rate": (
        entry(
            "Expenses:Members:L01:Training  100.00 EUR",
            "Assets:VAT  9.00 EUR",
            "Liabilities:VAT  -9.00 EUR",
            "Assets:Bank  -100.00 EUR",
            meta='  vat: "eu"\n',
        ),
        {"4b": ("100.00", "9.00"), "5b": ("0.00", "9.00")},
    ),
    "an import": (
        entry(
            "Assets:Members:L01:Stock  100.00 EUR",
            "Assets:VAT  21.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
            "Assets:Bank  -100.00 EUR",
            meta='  vat: "import"\n',
        ),
        {"4a": ("100.00", "21.00"), "5b": ("0.00", "21.00")},
    ),
    "paying the tax office is no supply": (
        entry("Liabilities:VAT  300.00 EUR", "Assets:Bank  -300.00 EUR"),
        {},
    ),
    "an internal service carries nothing": (
        entry(
            "Income:Members:L02:InternalSales  -40.00 EUR",
            "Expenses:Members:L01:Costs  40.00 EUR",
        ),
        {},
    ),
    "a closing is no sale": (
        entry(
            "Income:Members:L01:Sales  40.00 EUR",
            "Equity:Members:L01:Thermometer  -40.00 EUR",
        ),
        {},
    ),
}


@pytest.mark.parametrize("name", CLEAR)
def test_boxes(name: str, tmp_path: Path) -> None:
    ledger, boxes = CLEAR[name]
    over = "2025" if "-03-03" in ledger else ledger[:4]
    assert told(return_in(tmp_path, ledger, over).own) == boxes


UNCLEAR = {
    "neither a code nor VAT": (
        entry("Assets:Bank  100.00 EUR", "Income:Members:L01:Sales  -100.00 EUR"),
        "NO_CODE",
    ),
    "a table for a saw": (
        entry("Income:Members:L01:Sales  -100.00 EUR", "Expenses:Members:L01:Growth"),
        "NO_CODE",
    ),
    "a table for wood, with two cents of the thermometer": (
        entry(
            "Income:Members:L01:Sales  -100.00 EUR",
            "Equity:Members:L01:Thermometer  0.02 EUR",
            "Expenses:Members:L01:Costs",
        ),
        "NO_CODE",
    ),
    "small business without its scheme": (
        entry(
            "Assets:Bank  100.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            meta='  vat: "kor"\n',
        ),
        "CODE",
    ),
    "a rate of another time": (
        entry(
            "Assets:Bank  119.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -19.00 EUR",
        ),
        "NO_FIT",
    ),
    # Who of the two sold at which rate cannot be told.
    "more than one way fits": (
        entry(
            "Assets:Bank  230.00 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Income:Members:L02:Sales  -100.00 EUR",
            "Liabilities:VAT  -30.00 EUR",
        ),
        "NO_FIT",
    ),
    "six cents too much": (
        entry(
            "Assets:Bank  121.06 EUR",
            "Income:Members:L01:Sales  -100.00 EUR",
            "Liabilities:VAT  -21.06 EUR",
        ),
        "NO_FIT",
    ),
    "too many lines to go through": (
        entry(
            *[f"Income:Members:L01:Sales  -{n}.00 EUR" for n in range(1, 15)],
            "Liabilities:VAT  -22.05 EUR",
            "Assets:Bank  127.05 EUR",
        ),
        "NO_FIT",
    ),
    "VAT that is on nothing": (
        entry(
            "Assets:Members:L01:Receivable  21.00 EUR",
            "Liabilities:VAT  -21.00 EUR",
        ),
        "NO_FIT",
    ),
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_unclear(name: str, tmp_path: Path) -> None:
    ledger, doubt = UNCLEAR[name]
    _, vat = vat_in(tmp_path, ledger)
    assert [one.doubt.name for one in vat.unclear] == [doubt]


def test_who_carries_which_vat(tmp_path: Path) -> None:
    ledger = CLEAR["two rates in one entry, in the one way that fits"][0] + entry(
        "Expenses:Members:L01:Costs  10.00 EUR",
        "Expenses:Coop:Rent  20.00 EUR",
        "Assets:VAT  6.30 EUR",
        "Assets:Bank  -36.30 EUR",
    )
    made = return_in(tmp_path, ledger)
    assert {code: told(boxes) for code, boxes in made.members.items()} == {
        "": {"5b": ("0.00", "4.20")},
        "L01": {"1a": ("100.00", "21.00"), "5b": ("0.00", "2.10")},
        "L02": {"1b": ("50.00", "4.50")},
    }


def test_whole_euros_are_in_favour_of_the_cooperative(tmp_path: Path) -> None:
    ledger = entry(
        "Assets:Bank  109.88 EUR",
        "Income:Members:L01:Sales  -90.81 EUR",
        "Liabilities:VAT  -19.07 EUR",
    ) + entry(
        "Expenses:Coop:Rent  100.03 EUR",
        "Assets:VAT  21.01 EUR",
        "Assets:Bank  -121.04 EUR",
    )
    made = return_in(tmp_path, ledger)
    assert told(made.euros) == {
        "1a": ("90.00", "19.00"),
        "5a": ("0.00", "19.00"),
        "5b": ("0.00", "22.00"),
        "5c": ("0.00", "-3.00"),
        "5g": ("0.00", "-3.00"),
    }
    assert made.payable == -3

"""Debts and claims: none is made of nothing, and they may be set against each other.

Each breach stands beside what looks like it and is right, where nothing is expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, flows_in

if TYPE_CHECKING:
    from pathlib import Path

BILL = """\
2025-02-01 * "Bill"
  Expenses:Members:L01:Costs           300.00 EUR
  Liabilities:Members:L01:Payable:A   -300.00 EUR

"""
INVOICE = """\
2025-02-01 * "Invoice"
  Assets:Members:L01:Receivable        121.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR

"""

WITHIN_A_CLASS = {
    "a debt made of nothing": (
        ["PF01 L01 300.00 3"],
        """\
2025-03-01 * "Moved"
  Liabilities:Members:L01:Payable:A   -300.00 EUR
  Liabilities:Members:L01:Payable:B    300.00 EUR

2025-03-05 * "Paid"
  Liabilities:Members:L01:Payable:A    300.00 EUR
  Assets:Bank                         -300.00 EUR
""",
    ),
    "a debt that was there, to another name": (
        [],
        f"""\
{BILL}2025-03-01 * "The shop was taken over"
  Liabilities:Members:L01:Payable:B   -300.00 EUR
  Liabilities:Members:L01:Payable:A    300.00 EUR

2025-03-05 * "Paid"
  Liabilities:Members:L01:Payable:B    300.00 EUR
  Assets:Bank                         -300.00 EUR
""",
    ),
    "more of a debt than was there, in two steps and over a cash box": (
        ["PF01 L01 50.00 7"],
        f"""\
{BILL}2025-03-01 * "Moved"
  Liabilities:Members:L01:Payable:B   -350.00 EUR
  Liabilities:Members:L01:Payable:A    350.00 EUR

2025-03-05 * "Paid"
  Liabilities:Members:L01:Payable:B    350.00 EUR
  Assets:Bank                         -350.00 EUR
""",
    ),
    "a down payment made of nothing": (
        ["PF01 L01 80.00 2"],
        """\
2025-03-01 * "Moved"
  Liabilities:Members:L01:Deposit:Old   80.00 EUR
  Liabilities:Members:L01:Deposit:New  -80.00 EUR

2025-03-05 * "Given back"
  Liabilities:Members:L01:Deposit:New   80.00 EUR
  Assets:Bank                          -80.00 EUR
""",
    ),
    "a down payment that was there, for another job": (
        [],
        """\
2025-02-01 * "Down payment"
  Assets:Bank                           80.00 EUR
  Liabilities:Members:L01:Deposit:Old  -80.00 EUR

2025-03-01 * "Moved"
  Liabilities:Members:L01:Deposit:Old   80.00 EUR
  Liabilities:Members:L01:Deposit:New  -80.00 EUR
""",
    ),
    "a claim made of nothing": (
        ["PF01 L01 90.00 3"],
        """\
2025-03-01 * "Moved"
  Assets:Members:L01:Receivable:A      -90.00 EUR
  Assets:Members:L01:Receivable:B       90.00 EUR
""",
    ),
    "stock made of nothing": (
        ["PF01 L01 90.00 2"],
        """\
2025-03-01 * "Moved"
  Assets:Members:L01:Stock:Wood         90.00 EUR
  Assets:Members:L01:Stock:Cloth       -90.00 EUR
""",
    ),
    "a prepayment made of nothing": (
        ["PF01 L01 90.00 2"],
        """\
2025-03-01 * "Moved"
  Assets:Members:L01:Prepaid:Fair       90.00 EUR
  Assets:Members:L01:Prepaid:Course    -90.00 EUR
""",
    ),
    "equipment made of nothing": (
        ["PF01 L01 90.00 2"],
        """\
2025-03-01 * "Moved"
  Assets:Members:L01:Equipment:Saw      90.00 EUR
  Assets:Members:L01:Equipment:Drill   -90.00 EUR
""",
    ),
    "what is there moves within its class": (
        [],
        f"""\
{INVOICE}2025-02-02 * "Bought"
  receipt: "1.pdf"
  Assets:Members:L01:Stock:Cloth       100.00 EUR
  Assets:Members:L01:Prepaid:Course    100.00 EUR
  Assets:Bank                         -200.00 EUR

2025-03-01 * "Moved"
  Assets:Members:L01:Stock:Wood        100.00 EUR
  Assets:Members:L01:Stock:Cloth      -100.00 EUR

2025-03-01 * "Moved"
  Assets:Members:L01:Prepaid:Fair      100.00 EUR
  Assets:Members:L01:Prepaid:Course   -100.00 EUR

2025-03-01 * "The customer has another name"
  Assets:Members:L01:Receivable:New    121.00 EUR
  Assets:Members:L01:Receivable       -121.00 EUR
""",
    ),
    "lines that make a line of the same account smaller": (
        [],
        """\
2025-03-01 * "Invoice with a discount"
  Assets:Members:L01:Receivable        121.00 EUR
  Assets:Members:L01:Receivable        -12.10 EUR
  Income:Members:L01:Sales             -90.00 EUR
  Liabilities:VAT                      -18.90 EUR

2025-03-02 * "Bill with crates that go back"
  Expenses:Members:L01:Costs            90.00 EUR
  Liabilities:Members:L01:Payable     -100.00 EUR
  Liabilities:Members:L01:Payable       10.00 EUR
""",
    ),
}

AGAINST_EACH_OTHER = {
    "a down payment taken off an open invoice": (
        [],
        f"""\
2025-01-20 * "Down payment"
  Assets:Bank                           60.00 EUR
  Liabilities:Members:L01:Deposit      -60.00 EUR

{INVOICE}2025-03-01 * "Taken off"
  Liabilities:Members:L01:Deposit       60.00 EUR
  Assets:Members:L01:Receivable        -60.00 EUR
""",
    ),
    "more taken off than was paid": (
        ["PF01 L01 10.00 11"],
        f"""\
2025-01-20 * "Down payment"
  Assets:Bank                           60.00 EUR
  Liabilities:Members:L01:Deposit      -60.00 EUR

{INVOICE}2025-03-01 * "Taken off"
  Liabilities:Members:L01:Deposit       70.00 EUR
  Assets:Members:L01:Receivable        -70.00 EUR
""",
    ),
    "a down payment taken off where there is no invoice": (
        ["PF01 L01 60.00 6"],
        """\
2025-01-20 * "Down payment"
  Assets:Bank                           60.00 EUR
  Liabilities:Members:L01:Deposit      -60.00 EUR

2025-03-01 * "Taken off"
  Liabilities:Members:L01:Deposit       60.00 EUR
  Assets:Members:L01:Receivable        -60.00 EUR
""",
    ),
    "an overpayment kept as a deposit": (
        [],
        f"""\
{INVOICE}2025-03-01 * "Paid"
  Assets:Bank                          131.00 EUR
  Assets:Members:L01:Receivable       -131.00 EUR

2025-03-02 * "Kept for the next invoice"
  Assets:Members:L01:Receivable         10.00 EUR
  Liabilities:Members:L01:Deposit      -10.00 EUR
""",
    ),
    "more kept than was paid too much": (
        ["PF01 L01 5.00 11"],
        f"""\
{INVOICE}2025-03-01 * "Paid"
  Assets:Bank                          131.00 EUR
  Assets:Members:L01:Receivable       -131.00 EUR

2025-03-02 * "More kept than was paid too much"
  Assets:Members:L01:Receivable         15.00 EUR
  Liabilities:Members:L01:Deposit      -15.00 EUR
""",
    ),
    "a down payment that is invoiced, and its entry taken back": (
        [],
        """\
2025-02-01 * "Down payment invoiced" ^2025-0001
  Assets:Members:L01:Receivable        121.00 EUR
  Liabilities:Members:L01:Deposit     -100.00 EUR
  Liabilities:VAT                      -21.00 EUR

2025-02-10 * "Credit note" ^2025-0002 ^2025-0001
  Assets:Members:L01:Receivable       -121.00 EUR
  Liabilities:Members:L01:Deposit      100.00 EUR
  Liabilities:VAT                       21.00 EUR

2025-02-11 * "The credit note was wrong" ^2025-0003 ^2025-0002 ^2025-0001
  Assets:Members:L01:Receivable        121.00 EUR
  Liabilities:Members:L01:Deposit     -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
""",
    ),
    "a claim against a deposit that no invoice is for": (
        ["PF01 L01 100.00 2"],
        """\
2025-02-01 * "Down payment"
  Assets:Members:L01:Receivable        121.00 EUR
  Liabilities:Members:L01:Deposit     -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
""",
    ),
    "an overpayment kept on the day it came, all linked": (
        [],
        """\
2025-02-01 * "Invoice" ^i
  Assets:Members:L01:Receivable        121.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR

2025-03-01 * "Paid" ^i
  Assets:Bank                          131.00 EUR
  Assets:Members:L01:Receivable       -131.00 EUR

2025-03-01 * "Kept for the next invoice" ^i
  Assets:Members:L01:Receivable         10.00 EUR
  Liabilities:Members:L01:Deposit      -10.00 EUR
""",
    ),
    "more kept than was paid too much, all linked": (
        ["PF01 L01 21.00 11"],
        """\
2025-02-01 * "Invoice" ^i
  Assets:Members:L01:Receivable        121.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR

2025-03-01 * "Paid" ^i
  Assets:Bank                          150.00 EUR
  Assets:Members:L01:Receivable       -150.00 EUR

2025-03-01 * "Kept for the next invoice" ^i
  Assets:Members:L01:Receivable         50.00 EUR
  Liabilities:Members:L01:Deposit      -50.00 EUR
""",
    ),
    "a down payment with VAT taken off an open invoice": (
        [],
        f"""\
2025-01-20 * "Down payment"
  Assets:Bank                           60.50 EUR
  Liabilities:Members:L01:Deposit      -50.00 EUR
  Liabilities:VAT                      -10.50 EUR

{INVOICE}2025-03-01 * "Taken off"
  Liabilities:Members:L01:Deposit       50.00 EUR
  Liabilities:VAT                       10.50 EUR
  Assets:Members:L01:Receivable        -60.50 EUR
""",
    ),
    "an overpayment paid back": (
        [],
        f"""\
{INVOICE}2025-03-01 * "Paid twice"
  Assets:Bank                          242.00 EUR
  Assets:Members:L01:Receivable       -242.00 EUR

2025-03-02 * "Once paid back"
  Assets:Members:L01:Receivable        121.00 EUR
  Assets:Bank                         -121.00 EUR
""",
    ),
    "a credit note is no overpayment": (
        ["PF01 L01 50.00 6"],
        """\
2025-02-01 * "Credit note without a sale"
  Income:Members:L01:Sales              50.00 EUR
  Assets:Members:L01:Receivable        -50.00 EUR

2025-03-02 * "Paid back"
  Assets:Members:L01:Receivable         50.00 EUR
  Assets:Bank                          -50.00 EUR
""",
    ),
    "a customer who is a supplier too": (
        [],
        f"""\
{INVOICE}{BILL}2025-03-01 * "Set against each other"
  Liabilities:Members:L01:Payable:A    121.00 EUR
  Assets:Members:L01:Receivable       -121.00 EUR
""",
    ),
    "more set against a bill than the bill": (
        ["PF01 L01 21.00 11"],
        f"""\
{INVOICE}2025-02-01 * "Bill"
  Expenses:Members:L01:Costs           100.00 EUR
  Liabilities:Members:L01:Payable     -100.00 EUR

2025-03-01 * "Set against each other"
  Liabilities:Members:L01:Payable      121.00 EUR
  Assets:Members:L01:Receivable       -121.00 EUR
""",
    ),
    "a bill settled by a claim and from the bank, once each": (
        ["PF01 L01 100.00 11"],
        f"""\
{INVOICE}2025-02-01 * "Bill"
  Expenses:Members:L01:Costs           100.00 EUR
  Liabilities:Members:L01:Payable     -100.00 EUR

2025-03-01 * "Set against each other, and paid as well"
  Liabilities:Members:L01:Payable      200.00 EUR
  Assets:Members:L01:Receivable       -100.00 EUR
  Assets:Bank                         -100.00 EUR
""",
    ),
    "another member's claim settles no bill": (
        ["PF03 L02 121.00 11"],
        f"""\
{BILL}2025-02-02 * "Invoice"
  Assets:Members:L02:Receivable        121.00 EUR
  Income:Members:L02:Sales            -121.00 EUR

2025-03-01 * "Set against each other"
  Assets:Members:L02:Receivable       -121.00 EUR
  Liabilities:Members:L01:Payable:A    121.00 EUR
""",
    ),
}
CASES = WITHIN_A_CLASS | AGAINST_EACH_OTHER


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", CASES)
def test_balances_move_no_further_than_they_are_there(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    expected, ledger = CASES[name]
    assert flows_in(tmp_path, ledger, vocabulary) == expected

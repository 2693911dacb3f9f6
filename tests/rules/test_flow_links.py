"""What is taken back: no more than the linked entries come to, and only once.

Each breach stands beside what looks like it and is right, where nothing is expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, flows_in

if TYPE_CHECKING:
    from pathlib import Path

SOLD = """\
2025-02-01 * "Sale" ^w
  Assets:Bank                          100.00 EUR
  Income:Members:L01:Sales            -100.00 EUR

"""
REFUND = """\
2025-03-10 * "Refund" ^w
  Income:Members:L01:Sales             100.00 EUR
  Assets:Bank                         -100.00 EUR

"""
BOUGHT = """\
2025-02-01 * "Paint" ^k
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Assets:Bank                         -100.00 EUR

"""
BACK = """\
2025-03-10 * "Paint went back" ^k
  Assets:Bank                          100.00 EUR
  Expenses:Members:L01:Costs          -100.00 EUR

"""
MACHINE = """\
2025-02-01 * "Machine, not paid yet" ^m
  receipt: "1.pdf"
  Assets:Members:L01:Equipment        1000.00 EUR
  Assets:VAT                           210.00 EUR
  Liabilities:Members:L01:Payable    -1210.00 EUR

"""
RENT = """\
2025-02-01 * "Stall" ^s
  Expenses:Members:L01:Costs            50.00 EUR
  Income:Coop:StallRent                -50.00 EUR

"""

REFUNDS = {
    "a link to what only moved": (
        ["PF01 L01 400.00 6"],
        """\
2025-02-01 * "Moved" ^w
  Income:Members:L01:Sales            -400.00 EUR
  Income:Members:L01:Sales:Web         400.00 EUR

2025-03-10 * "Refund" ^w
  Income:Members:L01:Sales             400.00 EUR
  Assets:Bank                         -400.00 EUR
""",
    ),
    "a refund of what was moved": (
        [],
        f"""\
{SOLD}2025-03-01 * "Moved" ^w
  Income:Members:L01:Sales             100.00 EUR
  Income:Members:L01:Sales:Web        -100.00 EUR

{REFUND.replace("Sales  ", "Sales:Web  ")}""",
    ),
    "a refund of what was moved, twice": (
        ["PF01 L01 100.00 14"],
        f"""\
{SOLD}2025-03-01 * "Moved" ^w
  Income:Members:L01:Sales             100.00 EUR
  Income:Members:L01:Sales:Web        -100.00 EUR

{REFUND.replace("Sales  ", "Sales:Web  ")}{REFUND.replace("03-10", "03-11")}""",
    ),
    "a refund of a sale and of its discount": (
        ["PF01 L01 10.00 7"],
        f"""\
2025-02-01 * "Sale" ^w
  Assets:Bank                           90.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Income:Members:L01:Sales:Discount     10.00 EUR

{REFUND}""",
    ),
    "a refund of a sale less its discount": (
        [],
        """\
2025-02-01 * "Sale" ^w
  Assets:Bank                           90.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Income:Members:L01:Sales:Discount     10.00 EUR

2025-03-10 * "Refund" ^w
  Income:Members:L01:Sales             100.00 EUR
  Income:Members:L01:Sales:Discount    -10.00 EUR
  Assets:Bank                          -90.00 EUR
""",
    ),
    "a refund of a discount that was given later": (
        ["PF01 L01 10.00 10"],
        f"""\
{SOLD}2025-02-10 * "Discount" ^w
  Income:Members:L01:Sales              10.00 EUR
  Assets:Bank                          -10.00 EUR

{REFUND}""",
    ),
    "a sale corrected away, and refunded": (
        ["PF01 L01 100.00 10"],
        f"""\
{SOLD}2025-03-01 * "Was no sale" ^w
  Income:Members:L01:Sales             100.00 EUR
  Expenses:Members:L01:Costs          -100.00 EUR

{REFUND}""",
    ),
    "a cost that only moved": (
        ["PF01 L01 300.00 6"],
        """\
2025-02-01 * "Moved" ^k
  Expenses:Members:L01:Costs           300.00 EUR
  Expenses:Members:L01:Costs:Paint    -300.00 EUR

2025-03-10 * "Went back" ^k
  Expenses:Members:L01:Costs          -300.00 EUR
  Assets:Bank                          300.00 EUR
""",
    ),
    "a cost that only moved to growth": (
        ["PF01 L01 300.00 6"],
        """\
2025-02-01 * "Moved" ^k
  Expenses:Members:L01:Growth          300.00 EUR
  Expenses:Members:L01:Costs          -300.00 EUR

2025-03-10 * "Went back" ^k
  Expenses:Members:L01:Growth         -300.00 EUR
  Assets:Bank                          300.00 EUR
""",
    ),
    "a cost that moved to growth, and went back": (
        [],
        f"""\
{BOUGHT}2025-03-01 * "It was growth" ^k
  Expenses:Members:L01:Growth          100.00 EUR
  Expenses:Members:L01:Costs          -100.00 EUR

{BACK.replace("Costs  ", "Growth  ")}""",
    ),
    "a cost that moved to growth, and went back twice": (
        ["PF01 L01 100.00 16"],
        f"""\
{BOUGHT}2025-03-01 * "It was growth" ^k
  Expenses:Members:L01:Growth          100.00 EUR
  Expenses:Members:L01:Costs          -100.00 EUR

{BACK.replace("Costs  ", "Growth  ")}{BACK.replace("03-10", "03-11")}""",
    ),
    "a refund by way of two links of one sale": (
        ["PF01 L01 100.00 10"],
        f"""\
{SOLD.replace("^w", "^w ^v")}{REFUND}{REFUND.replace("^w", "^v")}""",
    ),
    "two sales behind one payout, one of them refunded": (
        [],
        f"""\
{SOLD}{SOLD.replace("^w", "^v")}{REFUND}{REFUND.replace("^w", "^v")}""",
    ),
    "a voucher for a sale, and its money as well": (
        ["PF01 L01 100.00 14"],
        f"""\
{SOLD}2025-03-01 * "Voucher" ^w
  Income:Members:L01:Sales             100.00 EUR
  Liabilities:Members:L01:Deposit     -100.00 EUR

2025-03-02 * "Voucher used"
  Liabilities:Members:L01:Deposit      100.00 EUR
  Income:Members:L01:Sales            -100.00 EUR

{REFUND}""",
    ),
}

GOES_BACK = {
    "stall rent given back": (
        [],
        f"""\
{RENT}2025-03-01 * "The market was called off" ^s
  Income:Coop:StallRent                 50.00 EUR
  Expenses:Members:L01:Costs           -50.00 EUR
""",
    ),
    "more stall rent given back than was paid": (
        ["PF01 L01 10.00 6"],
        f"""\
{RENT}2025-03-01 * "The market was called off" ^s
  Income:Coop:StallRent                 60.00 EUR
  Expenses:Members:L01:Costs           -60.00 EUR
""",
    ),
    "stall rent given back for what was no stall rent": (
        ["PF01 L01 100.00 7"],
        f"""\
{BOUGHT}2025-03-01 * "Given back" ^k
  Income:Coop:StallRent                100.00 EUR
  Expenses:Members:L01:Costs          -100.00 EUR
""",
    ),
    "stall rent of another member given back": (
        ["PF01 L02 50.00 6"],
        f"""\
{RENT}2025-03-01 * "Given back" ^s
  Income:Coop:StallRent                 50.00 EUR
  Expenses:Members:L02:Costs           -50.00 EUR
""",
    ),
    "an unpaid machine goes back": (
        [],
        f"""\
{MACHINE}2025-03-01 * "Went back" ^m
  Liabilities:Members:L01:Payable     1210.00 EUR
  Assets:VAT                          -210.00 EUR
  Assets:Members:L01:Equipment       -1000.00 EUR
""",
    ),
    "a discount on an unpaid machine": (
        [],
        f"""\
{MACHINE}2025-03-01 * "Scratched: a discount" ^m
  Liabilities:Members:L01:Payable      121.00 EUR
  Assets:VAT                           -21.00 EUR
  Assets:Members:L01:Equipment        -100.00 EUR
""",
    ),
    "an unpaid machine goes back without a link": (
        ["PF01 L01 1210.00"],
        f"""\
{MACHINE}2025-03-01 * "Went back"
  Liabilities:Members:L01:Payable     1210.00 EUR
  Assets:VAT                          -210.00 EUR
  Assets:Members:L01:Equipment       -1000.00 EUR
""",
    ),
    "a credit note kept as a voucher": (
        [],
        """\
2025-02-01 * "Sale" ^w
  Assets:Bank                          121.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR

2025-03-01 * "Voucher" ^w
  Income:Members:L01:Sales             100.00 EUR
  Liabilities:VAT                       21.00 EUR
  Liabilities:Members:L01:Deposit     -121.00 EUR

2025-04-01 * "Voucher used"
  Liabilities:Members:L01:Deposit      121.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
""",
    ),
    "a voucher of more than was sold": (
        ["PF01 L01 40.00 6"],
        f"""\
{SOLD}2025-03-01 * "Voucher" ^w
  Income:Members:L01:Sales             140.00 EUR
  Liabilities:Members:L01:Deposit     -140.00 EUR
""",
    ),
    "a voucher for nothing": (
        ["PF01 L01 40.00 2"],
        """\
2025-03-01 * "Voucher"
  Income:Members:L01:Sales              40.00 EUR
  Liabilities:Members:L01:Deposit      -40.00 EUR
""",
    ),
    "a supplier's credit note kept as a claim, and paid": (
        [],
        f"""\
{BOUGHT}2025-03-01 * "Credit note" ^k
  Assets:Members:L01:Receivable         60.00 EUR
  Expenses:Members:L01:Costs           -60.00 EUR

2025-03-20 * "Paid"
  Assets:Bank                           60.00 EUR
  Assets:Members:L01:Receivable        -60.00 EUR
""",
    ),
}
CASES = REFUNDS | GOES_BACK


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", CASES)
def test_no_more_is_taken_back_than_is_linked(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    expected, ledger = CASES[name]
    found = flows_in(tmp_path, ledger, vocabulary)
    if expected and expected[0].count(" ") == 2:  # two postings are as much at fault
        found = [line.rpartition(" ")[0] for line in found]
    assert found == expected

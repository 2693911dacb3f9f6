"""PF01 and PF03: what may not leave a ring, to the cent.

What looks like it and is allowed stands in `test_everyday.py`.

An expectation without a line leaves open which of two postings is at fault.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, flows_in, of
from tests.support import told, words

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding

ASTRAY: dict[str, tuple[list[str], str]] = {
    "a lunch from the cash box": (
        ["PF01 L01 50.00 7"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "Lunch"
  Assets:Members:L01:Cash        -50.00 EUR
  Expenses:Coop:Lunch             50.00 EUR
""",
    ),
    "a sale that pays a lunch": (
        ["PF01 L01 50.00 3"],
        """\
2025-03-02 * "Sale pays lunch"
  Income:Members:L01:Sales       -50.00 EUR
  Expenses:Coop:Lunch             50.00 EUR
""",
    ),
    "one euro of training beside a lunch": (
        ["PF01 L01 49.00 4"],
        """\
2025-03-02 * "Book and lunch"
  Assets:Bank                    -50.00 EUR
  Expenses:Members:L01:Training    1.00 EUR
  Expenses:Coop:Lunch             49.00 EUR
""",
    ),
    "a lunch in the entry of a sale": (
        ["PF01 L01 50.00 5"],
        """\
2025-03-01 * "Moved"
  Income:Members:L01:Sales        -50.00 EUR
  Assets:Bank                      50.00 EUR
  Assets:Bank                     -50.00 EUR
  Expenses:Coop:Lunch              50.00 EUR
""",
    ),
    "a bill for a member and the cooperative": (
        ["PF01 L01 24.15 4"],
        """\
2025-03-02 * "Phone bill of coop and L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Expenses:Coop:Phone                20.00 EUR
  Assets:VAT                         14.70 EUR
  Assets:Bank                       -84.70 EUR
""",
    ),
    "a charge that the policy does not name": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Fee"
  Expenses:Members:L01:Costs      50.00 EUR
  Income:Coop:Fee                -50.00 EUR
""",
    ),
    "a charge with nearly the right name": (
        ["PF01 L01 50.00 3"],
        """\
2025-03-02 * "Charge"
  Income:Coop:StallRentExtra        -50.00 EUR
  Expenses:Members:L01:Costs:Stall   50.00 EUR
""",
    ),
    "a charge on growth": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Fee"
  Expenses:Members:L01:Growth     50.00 EUR
  Income:Coop:StallRent          -50.00 EUR
""",
    ),
    "a contribution to other income": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Fee"
  Expenses:Members:L01:Contribution 50.00 EUR
  Income:Coop:StallRent          -50.00 EUR
""",
    ),
    "a contribution from the bank": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Fee"
  Expenses:Members:L01:Contribution 50.00 EUR
  Assets:Bank                    -50.00 EUR
""",
    ),
    "a sale taken as contribution": (
        ["PF01 L01 50.00 3"],
        """\
2025-03-02 * "Coop takes the sale"
  Income:Members:L01:Sales       -50.00 EUR
  Income:Coop:Contribution        50.00 EUR
""",
    ),
    "a contribution given back that never was": (
        ["PF01 L01 60.00"],
        """\
2025-03-04 * "Moved"
  Expenses:Members:L01:Contribution    -60.00 EUR
  Income:Coop:Contribution              60.00 EUR
""",
    ),
    "a set-off given back that never was": (
        ["PF01 L01 60.00"],
        """\
2025-03-04 * "Moved"
  Expenses:Members:L01:SetOff          -60.00 EUR
  Liabilities:Municipality              60.00 EUR
""",
    ),
    "a set-off from the bank": (
        ["PF01 L01 60.00 2"],
        """\
2025-03-04 * "Moved"
  Expenses:Members:L01:SetOff           60.00 EUR
  Assets:Bank                          -60.00 EUR
""",
    ),
    "turnover out of what the municipality is owed": (
        ["PF01 L01 60.00 3"],
        """\
2025-03-04 * "Moved"
  Income:Members:L01:Sales             -60.00 EUR
  Liabilities:Municipality              60.00 EUR
""",
    ),
    "turnover moved to another member": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Gift"
  Income:Members:L01:Sales        50.00 EUR
  Income:Members:L02:Sales       -50.00 EUR
""",
    ),
    "a thermometer moved to another": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Gift"
  Equity:Members:L01:Thermometer  50.00 EUR
  Equity:Members:L02:Thermometer -50.00 EUR
""",
    ),
    "a closing that shifts 100 to another member": (
        ["PF01 L01 100.00 2"],
        """\
2025-12-31 * "Closing"
  Income:Members:L01:Sales         2000.00 EUR
  Equity:Members:L01:Thermometer  -1900.00 EUR
  Income:Members:L02:Sales         2000.00 EUR
  Equity:Members:L02:Thermometer  -2100.00 EUR
""",
    ),
    "a closing into the cooperative’s equity": (
        ["PF01 L01 2000.00 2"],
        """\
2025-12-31 * "Closing"
  Income:Members:L01:Sales         2000.00 EUR
  Equity:Coop                     -2000.00 EUR
""",
    ),
    "a thermometer paid out": (
        ["PF01 L01 100.00 2"],
        """\
2025-12-31 * "Paid out"
  Equity:Members:L01:Thermometer   100.00 EUR
  Assets:Bank                     -100.00 EUR
""",
    ),
    "start capital out of the bank": (
        ["PF01 L01 100.00 2"],
        """\
2025-03-01 * "Moved"
  Equity:Members:L01:StartCapital  -100.00 EUR
  Assets:Bank                       100.00 EUR
""",
    ),
    "start capital out of another’s": (
        ["PF01 L02 100.00 3"],
        """\
2025-03-01 * "Moved"
  Equity:Members:L01:StartCapital  -100.00 EUR
  Equity:Members:L02:StartCapital   100.00 EUR
""",
    ),
    "start capital repaid from the bank": (
        ["PF01 L01 100.00 2"],
        """\
2025-03-01 * "Moved"
  Equity:Members:L01:StartCapital   100.00 EUR
  Assets:Bank                      -100.00 EUR
""",
    ),
    "start capital out of a fund’s income": (
        ["PF01 L01 100.00 3"],
        """\
2025-03-01 * "Moved"
  Equity:Members:L01:StartCapital  -100.00 EUR
  Income:Funds:Cordaid2025          100.00 EUR
""",
    ),
    "more start capital repaid than was given": (
        ["PF01 L01 50.00"],
        """\
2025-03-01 * "Given"
  Equity:Members:L01:StartCapital     -100.00 EUR
  Equity:Coop                          100.00 EUR

2025-03-02 * "Repaid"
  Equity:Members:L01:StartCapital      150.00 EUR
  Equity:Coop                         -150.00 EUR
""",
    ),
    "start capital repaid that was never given": (
        ["PF01 L01 500.00"],
        """\
2025-03-01 * "Moved"
  Equity:Members:L01:StartCapital   500.00 EUR
  Equity:Coop                      -500.00 EUR
""",
    ),
    "cash lent to another’s box": (
        ["PF01 L01 50.00 7"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "Lend"
  Assets:Members:L01:Cash        -50.00 EUR
  Assets:Members:L02:Cash         50.00 EUR
""",
    ),
    "a sale into another’s cash box": (
        ["PF01 L01 100.00 2"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L02:Cash        100.00 EUR
""",
    ),
    "an invoice collected into another’s cash box": (
        ["PF01 L01 100.00 6"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Receivable  100.00 EUR

2025-03-02 * "Collected"
  Assets:Members:L01:Receivable -100.00 EUR
  Assets:Members:L02:Cash        100.00 EUR
""",
    ),
    "a supplier’s refund without a link": (
        ["PF01 L01 20.00 7"],
        """\
2025-03-01 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           50.00 EUR
  Assets:Bank                         -50.00 EUR

2025-03-04 * "Returned"
  Expenses:Members:L01:Costs          -20.00 EUR
  Assets:Bank                          20.00 EUR
""",
    ),
    "more back from a supplier than was paid": (
        ["PF01 L01 10.00 11"],
        """\
2025-03-01 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           50.00 EUR
  Assets:Bank                         -50.00 EUR

2025-03-04 * "Returned" ^w
  Expenses:Members:L01:Costs          -30.00 EUR
  Assets:Bank                          30.00 EUR

2025-03-05 * "Returned" ^w
  Expenses:Members:L01:Costs          -30.00 EUR
  Assets:Bank                          30.00 EUR
""",
    ),
    "more back from a supplier, split in one entry": (
        ["PF01 L01 10.00"],
        """\
2025-03-01 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           50.00 EUR
  Assets:Bank                         -50.00 EUR

2025-03-04 * "Returned" ^w
  Expenses:Members:L01:Costs          -30.00 EUR
  Expenses:Members:L01:Costs          -30.00 EUR
  Assets:Bank                          60.00 EUR
""",
    ),
    "a supplier’s refund before the purchase": (
        ["PF01 L01 30.00 2"],
        """\
2025-03-01 * "Returned" ^w
  Expenses:Members:L01:Costs          -30.00 EUR
  Assets:Bank                          30.00 EUR

2025-03-04 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           50.00 EUR
  Assets:Bank                         -50.00 EUR
""",
    ),
    "a refund of another’s purchase": (
        ["PF01 L01 30.00 7"],
        """\
2025-03-01 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L02:Costs           50.00 EUR
  Assets:Bank                         -50.00 EUR

2025-03-04 * "Returned" ^w
  Expenses:Members:L01:Costs          -30.00 EUR
  Assets:Bank                          30.00 EUR
""",
    ),
    "a customer’s refund without a link": (
        ["PF01 L01 50.00 6"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Bank                          100.00 EUR

2025-03-04 * "Back"
  Income:Members:L01:Sales              50.00 EUR
  Assets:Bank                          -50.00 EUR
""",
    ),
    "more back to a customer, split in one entry": (
        ["PF01 L01 20.00"],
        """\
2025-03-01 * "Sale" ^s
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Bank                          100.00 EUR

2025-03-04 * "Back" ^s
  Income:Members:L01:Sales              60.00 EUR
  Income:Members:L01:Sales              60.00 EUR
  Assets:Bank                         -120.00 EUR
""",
    ),
    "more back to a customer, split over accounts": (
        ["PF01 L01 20.00"],
        """\
2025-03-01 * "Sale" ^s
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Bank                          100.00 EUR

2025-03-04 * "Back" ^s
  Income:Members:L01:Sales:A            60.00 EUR
  Income:Members:L01:Sales:B            60.00 EUR
  Assets:Bank                         -120.00 EUR
""",
    ),
    "more back to a customer, on one day": (
        ["PF01 L01 20.00 10"],
        """\
2025-03-04 * "Sale" ^s
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Bank                          100.00 EUR

2025-03-04 * "Back" ^s
  Income:Members:L01:Sales              60.00 EUR
  Assets:Bank                          -60.00 EUR

2025-03-04 * "Back" ^s
  Income:Members:L01:Sales              60.00 EUR
  Assets:Bank                          -60.00 EUR
""",
    ),
    "a refund with two links to one sale": (
        ["PF01 L01 20.00 6"],
        """\
2025-03-01 * "Sale" ^s ^t
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Bank                          100.00 EUR

2025-03-04 * "Back" ^s ^t
  Income:Members:L01:Sales             120.00 EUR
  Assets:Bank                         -120.00 EUR
""",
    ),
    "more VAT back than was on the sale": (
        ["PF01 L01 19.00 8"],
        """\
2025-03-01 * "Sale" ^s
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Assets:Bank                          121.00 EUR

2025-03-04 * "Back" ^s
  Income:Members:L01:Sales              50.00 EUR
  Liabilities:VAT                       40.00 EUR
  Assets:Bank                          -90.00 EUR
""",
    ),
    "a credit note and money back for one unpaid sale": (
        ["PF01 L01 100.00"],
        """\
2025-03-01 * "Sale" ^s
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Members:L01:Receivable        100.00 EUR

2025-03-02 * "Credit" ^s
  Income:Members:L01:Sales             100.00 EUR
  Assets:Members:L01:Receivable       -100.00 EUR

2025-03-04 * "And money back" ^s
  Income:Members:L01:Sales             100.00 EUR
  Assets:Bank                         -100.00 EUR
""",
    ),
    "half of a sale as VAT": (
        ["PF01 L01 28.95 4"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -50.00 EUR
  Assets:Bank                          150.00 EUR
""",
    ),
    "half of a purchase as VAT": (
        ["PF01 L01 28.95 4"],
        """\
2025-03-01 * "Purchase"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Assets:VAT                            50.00 EUR
  Assets:Bank                         -150.00 EUR
""",
    ),
    "more VAT than on two costs together": (
        ["PF01 L01 0.90 5"],
        """\
2025-03-01 * "Purchase"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Expenses:Members:L02:Costs           100.00 EUR
  Assets:VAT                            43.00 EUR
  Assets:Bank                         -243.00 EUR
""",
    ),
    "a sale that is nearly all VAT": (
        ["PF01 L01 98.74 4"],
        """\
2025-03-01 * "Sale all VAT"
  Income:Members:L01:Sales              -1.00 EUR
  Liabilities:VAT                      -99.00 EUR
  Assets:Members:L01:Cash              100.00 EUR
""",
    ),
    "more VAT to claim than on what was bought": (
        ["PF01 L01 18.85 3"],
        """\
2025-03-02 * "Market day: sold, bought, rest in box"
  receipt: "1.pdf"
  Income:Members:L01:Sales         -100.00 EUR
  Expenses:Members:L01:Costs         10.00 EUR
  Assets:VAT                         21.00 EUR
  Assets:Members:L01:Cash            69.00 EUR
""",
    ),
    "a down payment that becomes VAT": (
        ["PF01 L01 60.50"],
        """\
2025-03-01 * "Down payment"
  Liabilities:Members:L01:Deposit  -60.50 EUR
  Assets:Bank                       60.50 EUR

2025-03-20 * "Final invoice, all of it VAT"
  Liabilities:Members:L01:Deposit   60.50 EUR
  Liabilities:VAT                  -60.50 EUR
""",
    ),
    "a cost out of VAT": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "Moved"
  Expenses:Members:L01:Costs      50.00 EUR
  Liabilities:VAT                -50.00 EUR
""",
    ),
    "turnover out of VAT": (
        ["PF01 L01 50.00 2"],
        """\
2025-03-02 * "VAT rounding profit into member"
  Income:Members:L01:Sales       -50.00 EUR
  Liabilities:VAT                 50.00 EUR
""",
    ),
    "ten cents of rounding": (
        ["PF01 L01 0.05 4"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales            -10.00 EUR
  Assets:Members:L01:Cash               9.90 EUR
  Expenses:Coop:Rounding                0.10 EUR
""",
    ),
    "ten cents of rounding in two": (
        ["PF01 L01 0.05 5"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales            -10.00 EUR
  Assets:Members:L01:Cash               9.90 EUR
  Expenses:Coop:Rounding                0.05 EUR
  Expenses:Coop:Rounding                0.05 EUR
""",
    ),
    "ten cents of rounding for two members": (
        ["PF01 L02 0.05 5"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales            -10.00 EUR
  Income:Members:L02:Sales            -10.00 EUR
  Assets:Bank                          19.90 EUR
  Expenses:Coop:Rounding                0.10 EUR
""",
    ),
    "more paid than was owed": (
        ["PF01 L01 40.00 7"],
        """\
2025-03-01 * "Bill"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           60.00 EUR
  Liabilities:Members:L01:Payable     -60.00 EUR

2025-03-03 * "Paid too much"
  Liabilities:Members:L01:Payable     100.00 EUR
  Assets:Bank                        -100.00 EUR
""",
    ),
    "a bill paid twice in one entry": (
        ["PF01 L01 60.00 8"],
        """\
2025-03-01 * "Bill"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           60.00 EUR
  Liabilities:Members:L01:Payable     -60.00 EUR

2025-03-03 * "Paid too much"
  Liabilities:Members:L01:Payable      60.00 EUR
  Liabilities:Members:L01:Payable      60.00 EUR
  Assets:Bank                        -120.00 EUR
""",
    ),
    "a bill paid before it was there": (
        ["PF01 L01 60.00 2"],
        """\
2025-03-03 * "Paid"
  Liabilities:Members:L01:Payable      60.00 EUR
  Assets:Bank                         -60.00 EUR

2025-03-05 * "Bill"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           60.00 EUR
  Liabilities:Members:L01:Payable     -60.00 EUR
""",
    ),
    "a lunch on a member’s account": (
        ["PF01 L01 60.00 3"],
        """\
2025-03-03 * "Lunch on the member's account"
  Liabilities:Members:L01:Payable     -60.00 EUR
  Expenses:Coop:Lunch                  60.00 EUR

2025-03-04 * "Paid"
  Liabilities:Members:L01:Payable      60.00 EUR
  Assets:Bank                         -60.00 EUR
""",
    ),
    "more of a down payment used than was paid": (
        ["PF01 L01 40.00 6"],
        """\
2025-03-03 * "Down payment"
  Liabilities:Members:L01:Deposit     -60.00 EUR
  Assets:Bank                          60.00 EUR

2025-03-04 * "Invoice"
  Liabilities:Members:L01:Deposit     100.00 EUR
  Income:Members:L01:Sales           -100.00 EUR
""",
    ),
    "another’s down payment used": (
        ["PF01 L01 60.00 6"],
        """\
2025-03-03 * "Down payment"
  Liabilities:Members:L02:Deposit     -60.00 EUR
  Assets:Bank                          60.00 EUR

2025-03-04 * "Invoice"
  Liabilities:Members:L02:Deposit      60.00 EUR
  Income:Members:L01:Sales            -60.00 EUR
""",
    ),
    "a bad debt as growth": (
        ["PF01 L01 60.00 6"],
        """\
2025-03-03 * "Invoice"
  Income:Members:L01:Sales            -60.00 EUR
  Assets:Members:L01:Receivable        60.00 EUR

2025-03-04 * "Bad debt as growth"
  Expenses:Members:L01:Growth          60.00 EUR
  Assets:Members:L01:Receivable       -60.00 EUR
""",
    ),
    "an invoice taken over by the cooperative": (
        ["PF01 L01 60.00 6"],
        """\
2025-03-03 * "Invoice"
  Income:Members:L01:Sales            -60.00 EUR
  Assets:Members:L01:Receivable        60.00 EUR

2025-03-04 * "The coop takes the claim"
  Assets:Receivable                    60.00 EUR
  Assets:Members:L01:Receivable       -60.00 EUR
""",
    ),
    "an invoice given to another member": (
        ["PF01 L01 60.00 6"],
        """\
2025-03-03 * "Invoice"
  Income:Members:L01:Sales            -60.00 EUR
  Assets:Members:L01:Receivable        60.00 EUR

2025-03-04 * "Gift of a claim"
  Assets:Members:L02:Receivable        60.00 EUR
  Assets:Members:L01:Receivable       -60.00 EUR
""",
    ),
    "equipment taken over by the cooperative": (
        ["PF01 L01 60.00 8"],
        """\
2025-03-03 * "Machine"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment         60.00 EUR
  Assets:Bank                         -60.00 EUR

2025-03-04 * "Gift"
  Assets:Members:L01:Equipment        -60.00 EUR
  Assets:Equipment                     60.00 EUR
""",
    ),
    "an internal service for money": (
        ["IS01 L01 60.00 2", "PF01 L01 60.00 2"],
        """\
2025-03-04 * "Moved"
  Income:Members:L01:InternalSales     -60.00 EUR
  Assets:Bank                           60.00 EUR
""",
    ),
    "an internal service into turnover": (
        ["IS01 L01 60.00 2", "PF01 L01 60.00 3"],
        """\
2025-03-04 * "Moved"
  Income:Members:L01:InternalSales     -60.00 EUR
  Income:Members:L02:Sales              60.00 EUR
""",
    ),
    "an internal service into a contribution": (
        ["IS01 L01 60.00 2", "PF01 L01 60.00 3"],
        """\
2025-03-04 * "Moved"
  Income:Members:L01:InternalSales     -60.00 EUR
  Expenses:Members:L02:Contribution     60.00 EUR
""",
    ),
    "an internal service into equipment": (
        ["IS01 L01 60.00 2", "PF01 L01 60.00 3"],
        """\
2025-03-04 * "Moved"
  Income:Members:L01:InternalSales     -60.00 EUR
  Assets:Members:L02:Equipment          60.00 EUR
""",
    ),
    "more of an internal service taken back than it was": (
        ["PF01 L02 20.00 6"],
        """\
2025-03-01 * "Service" ^q
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR

2025-03-03 * "Too much" ^q
  Income:Members:L02:InternalSales      60.00 EUR
  Expenses:Members:L01:Costs           -60.00 EUR
""",
    ),
    "an internal service that runs backwards": (
        ["PF01 L02 60.00 2"],
        """\
2025-03-03 * "Gift"
  Income:Members:L02:InternalSales      60.00 EUR
  Expenses:Members:L01:Costs           -60.00 EUR
""",
    ),
    "an opening balance on a later day": (
        ["PF01 L01 60.00 3"],
        """\
2025-03-04 * "Moved"
  Assets:Members:L01:Cash               60.00 EUR
  Equity:Opening-Balances              -60.00 EUR
""",
    ),
    "a sale in dollars": (
        ["PF01 L01 92.00 2"],
        """\
2025-03-03 * "Sale"
  Income:Members:L01:Sales            -100.00 USD @ 0.92 EUR
  Assets:Bank                           92.00 EUR
""",
    ),
    "dollars in a cash box": (
        ["PF01 L01 92.00 3"],
        """\
2025-03-03 * "Sale"
  Income:Members:L01:Sales            -92.00 EUR
  Assets:Members:L01:Cash              100.00 USD @ 0.92 EUR
""",
    ),
    "an entry in dollars alone": (
        ["PF01 L01 2"],
        """\
2025-03-03 * "Sale"
  Income:Members:L01:Sales            -100.00 USD
  Assets:Bank                          100.00 USD
""",
    ),
    "dollars beside a good sale": (
        ["PF01 L01 4"],
        """\
2025-03-02 * "hidden"
  Income:Members:L01:Sales          -100.00 EUR
  Assets:Bank                        100.00 EUR
  Assets:Members:L01:Cash           -100.00 USD
  Expenses:Coop:Lunch                100.00 USD
""",
    ),
    "stock by the piece": (
        ["PF01 L01 50.00 3"],
        """\
2025-03-03 * "Stock"
  receipt: "1.pdf"
  Assets:Members:L01:Stock             10 CHAIR {5.00 EUR}
  Assets:Bank                         -50.00 EUR
""",
    ),
    "an account outside the chart": (
        ["MB07 5", "PF01 L01 30.00 5"],
        """\
2025-03-03 * "Moved"
  Assets:Bank                         -50.00 EUR
  Expenses:Members:L01:Costs           20.00 EUR
    receipt: "1.pdf"
  Expenses:Lunch                       30.00 EUR
""",
    ),
    "a fund’s cost from a cash box": (
        ["PF01 L01 50.00 7"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "Fund cost"
  Assets:Members:L01:Cash        -50.00 EUR
  Expenses:Funds:Cordaid2025:X    50.00 EUR
""",
    ),
    "a fund’s cost as turnover": (
        ["PF01 L01 50.00 3"],
        """\
2025-03-02 * "Fund turned into sale"
  Income:Members:L01:Sales       -50.00 EUR
  Expenses:Funds:Cordaid2025:X    50.00 EUR
""",
    ),
    "the cooperative’s bill from a cash box": (
        ["PF01 L01 50.00 7"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "coop debt"
  Assets:Members:L01:Cash        -50.00 EUR
  Liabilities:Payable             50.00 EUR
""",
    ),
    "a cost owed by the cooperative": (
        ["PF01 L01 50.00 4"],
        """\
2025-03-02 * "coop debt"
  receipt: "1.pdf"
  Liabilities:Payable            -50.00 EUR
  Expenses:Members:L01:Costs      50.00 EUR
""",
    ),
    "a sale on the cooperative’s account": (
        ["PF01 L01 50.00 3"],
        """\
2025-03-02 * "sale"
  Income:Members:L01:Sales       -50.00 EUR
  Assets:Receivable               50.00 EUR
""",
    ),
    "flags and metadata change nothing": (
        ["PF01 L01 50.00 4"],
        """\
2025-03-01 ! "Sale pays lunch"
  flow: "allowed"
  Income:Members:L01:Sales       -50.00 EUR
  Expenses:Coop:Lunch             50.00 EUR
""",
    ),
}

CROSSING: dict[str, tuple[list[str], str]] = {
    "another’s flour from a cash box": (
        ["PF03 L01 50.00 8"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "Flour"
  receipt: "1.pdf"
  Assets:Members:L01:Cash        -50.00 EUR
  Expenses:Members:L02:Costs      50.00 EUR
""",
    ),
    "another’s flour, a lunch and an own cost": (
        ["PF03 L01 20.00 9", "PF01 L01 30.00 10"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "Flour"
  receipt: "1.pdf"
  Assets:Members:L01:Cash        -60.00 EUR
  Expenses:Members:L01:Costs      10.00 EUR
  Expenses:Members:L02:Costs      20.00 EUR
  Expenses:Coop:Lunch             30.00 EUR
""",
    ),
    "a sale less another’s cost": (
        ["PF03 L01 20.00 3"],
        """\
2025-03-02 * "Market"
  Income:Members:L01:Sales      -100.00 EUR
  Expenses:Members:L02:Costs      20.00 EUR
  Assets:Bank                     80.00 EUR
""",
    ),
    "another’s bill from a cash box": (
        ["PF03 L02 50.00 12"],
        """\
2025-03-01 * "Bill"
  receipt: "1.pdf"
  Liabilities:Members:L01:Payable -50.00 EUR
  Expenses:Members:L01:Costs      50.00 EUR

2025-03-01 * "Sale"
  Income:Members:L02:Sales      -100.00 EUR
  Assets:Members:L02:Cash        100.00 EUR

2025-03-02 * "Paid by L02"
  Assets:Members:L02:Cash        -50.00 EUR
  Liabilities:Members:L01:Payable 50.00 EUR
""",
    ),
    "two boxes that pay for each other": (
        ["PF03 L01 20.00 12"],
        """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR
  Income:Members:L02:Sales      -100.00 EUR
  Assets:Members:L02:Cash        100.00 EUR

2025-03-02 * "Flour and wood in one entry"
  receipt: "1.pdf"
  Assets:Members:L01:Cash        -50.00 EUR
  Assets:Members:L02:Cash        -30.00 EUR
  Expenses:Members:L01:Costs      30.00 EUR
  Expenses:Members:L02:Costs      50.00 EUR
""",
    ),
    "stock given to another": (
        ["PF03 L01 60.00 8"],
        """\
2025-03-03 * "Stock"
  receipt: "1.pdf"
  Assets:Members:L01:Stock             60.00 EUR
  Assets:Bank                         -60.00 EUR

2025-03-04 * "Gift"
  Assets:Members:L01:Stock            -60.00 EUR
  Assets:Members:L02:Stock             60.00 EUR
""",
    ),
    "equipment given to another": (
        ["PF03 L01 60.00 8"],
        """\
2025-03-03 * "Machine"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment         60.00 EUR
  Assets:Bank                         -60.00 EUR

2025-03-04 * "Gift"
  Assets:Members:L01:Equipment        -60.00 EUR
  Assets:Members:L02:Equipment         60.00 EUR
""",
    ),
    "a cost moved to another": (
        ["PF03 L01 50.00 3"],
        """\
2025-03-01 * "Moved"
  Expenses:Members:L01:Costs     -50.00 EUR
  Expenses:Members:L02:Costs      50.00 EUR
""",
    ),
    "a contribution moved to another": (
        ["PF03 L02 50.00 2"],
        """\
2025-03-02 * "L02 gets L01's contribution back"
  Expenses:Members:L01:Contribution 50.00 EUR
  Expenses:Members:L02:Contribution -50.00 EUR
""",
    ),
}


def _told(findings: list[Finding], expected: list[str]) -> list[str]:
    """Return findings in short, without their line where none is expected."""
    short = told(findings)
    cut = [line.rpartition(" ")[0] for line in short]
    return cut if cut == expected else short


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", ASTRAY)
def test_what_goes_astray(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = ASTRAY[name]
    found = errors(findings_in(tmp_path, ledger, vocabulary=vocabulary))
    assert _told(found, expected) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", CROSSING)
def test_what_crosses_to_another_member(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    expected, ledger = CROSSING[name]
    found = errors(findings_in(tmp_path, ledger, vocabulary=vocabulary))
    assert _told(found, expected) == expected


_POSTING = re.compile(r"^(  \S+ +-?)(\d+\.\d\d) EUR$", re.MULTILINE)


def _split(hit: re.Match[str]) -> str:
    cent = Decimal("0.01")
    rest = Decimal(hit[2]) - cent
    return f"{hit[1]}{cent} EUR\n{hit[1]}{rest} EUR" if rest > 0 else hit[0]


def _astray(folder: Path, ledger: str) -> Decimal:
    found = findings_in(folder, ledger)
    flows = [*of("PF01", found), *of("PF03", found)]
    return sum((f.amount for f in flows if f.amount), Decimal(0))


@pytest.mark.parametrize("name", [*ASTRAY, *CROSSING])
def test_splitting_postings_changes_nothing(name: str, tmp_path: Path) -> None:
    _, ledger = {**ASTRAY, **CROSSING}[name]
    whole = _astray(tmp_path / "whole", ledger)
    assert _astray(tmp_path / "split", _POSTING.sub(_split, ledger)) == whole


PAD = """\
2025-01-03 * "Chairs sold"
  Income:Members:L01:Sales         -60.00 EUR
  Assets:Members:L01:Cash           60.00 EUR

2025-01-04 pad Assets:Members:L01:Cash Expenses:Members:L01:Costs

2025-02-01 balance Assets:Members:L01:Cash  40.00 EUR
"""


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # Taken later on the same day, and taken before.
        ([("01", -1), ("01", 1)], []),
        ([("01", 1), ("02", -1)], []),
        # Given back a day too early, and given back twice.
        ([("01", -1), ("02", 1)], ["PF01 L01 0.80 3"]),
        ([("01", 1), ("02", -1), ("02", -1)], ["PF01 L01 0.80 11"]),
    ],
)
def test_a_contribution_goes_back_once_it_was_taken(
    days: list[tuple[str, int]], expected: list[str], tmp_path: Path
) -> None:
    ledger = "\n".join(
        f"""\
2025-03-{day} * "Contribution"
  Expenses:Members:L01:Contribution  {sign * Decimal("0.80")} EUR
  Income:Coop:Contribution
"""
        for day, sign in days
    )
    assert flows_in(tmp_path, ledger, "en") == expected


def test_a_pad_never_is_a_flow(tmp_path: Path) -> None:
    [finding] = of("PF01", findings_in(tmp_path, PAD))
    assert told([finding]) == ["PF01 L01 20.00 5"]


def test_a_pad_that_opens_is_no_flow_either(tmp_path: Path) -> None:
    ledger = """\
2025-01-01 open Assets:Members:L01:Cash
2025-01-01 open Equity:Opening-Balances

2025-01-01 pad Assets:Members:L01:Cash Equity:Opening-Balances

2025-02-01 balance Assets:Members:L01:Cash  40.00 EUR
"""
    [finding] = of("PF01", findings_in(tmp_path, ledger, means=""))
    assert told([finding]) == ["PF01 L01 40.00 4"]


def test_the_words_name_amount_and_both_ends(tmp_path: Path) -> None:
    _, ledger = ASTRAY["a lunch from the cash box"]
    [finding] = errors(findings_in(tmp_path, ledger))
    assert words(finding) == (
        "50.00 of L01's cash goes to Expenses:Coop:Lunch. What a member earns may only "
        "be used for the business, for its growth, or for training."
    )
    _, ledger = CROSSING["another’s flour from a cash box"]
    [finding] = errors(findings_in(tmp_path / "2", ledger))
    assert words(finding) == (
        "50.00 of L01's money pays for L02: it goes to Expenses:Members:L02:Costs. "
        "What a member earns is for that member's own business only."
    )

"""What a bookkeeper enters on any day is no error, whatever the accounts are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in
from tests.support import told

if TYPE_CHECKING:
    from pathlib import Path

EVERYDAY = {
    "a card sale, net of a fee with VAT": """\
2025-03-01 * "Card"
  Income:Members:L01:Sales      -100.00 EUR
  Liabilities:VAT                -21.00 EUR
  Expenses:Members:L01:Costs:Fees  2.00 EUR
  Assets:VAT                       0.42 EUR
  Assets:Bank                    118.58 EUR
""",
    "a payout of a provider, net of its fee": """\
2025-03-01 * "Card"
  Income:Members:L01:Sales      -100.00 EUR
  Liabilities:VAT                -21.00 EUR
  Assets:Clearing:Mollie         121.00 EUR

2025-03-02 * "Payout"
  Assets:Clearing:Mollie        -121.00 EUR
  Expenses:Members:L01:Costs:Fees  2.00 EUR
  Assets:VAT                       0.42 EUR
  Assets:Bank                    118.58 EUR
""",
    "a cash box emptied, and change from the bank": """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "Cash box into the bank"
  Assets:Members:L01:Cash        -80.00 EUR
  Assets:Bank                     80.00 EUR

2025-03-03 * "Change from the bank"
  Assets:Bank                    -20.00 EUR
  Assets:Members:L01:Cash         20.00 EUR
""",
    "an invoice paid in parts": """\
2025-03-01 * "Invoice"
  Income:Members:L01:Sales      -100.00 EUR
  Liabilities:VAT                -21.00 EUR
  Assets:Members:L01:Receivable  121.00 EUR

2025-03-02 * "first part"
  Assets:Bank                     50.00 EUR
  Assets:Members:L01:Receivable  -50.00 EUR

2025-03-09 * "second part"
  Assets:Members:L01:Cash         71.00 EUR
  Assets:Members:L01:Receivable  -71.00 EUR
""",
    "a down payment with VAT, settled": """\
2025-03-01 * "Down payment"
  Liabilities:Members:L01:Deposit  -50.00 EUR
  Liabilities:VAT                  -10.50 EUR
  Assets:Bank                       60.50 EUR

2025-03-20 * "Final invoice"
  Liabilities:Members:L01:Deposit   50.00 EUR
  Income:Members:L01:Sales       -200.00 EUR
  Liabilities:VAT                 -31.50 EUR
  Assets:Members:L01:Receivable   181.50 EUR
""",
    "a down payment, VAT on the final invoice": """\
2025-03-01 * "Down payment"
  Liabilities:Members:L01:Deposit  -60.50 EUR
  Assets:Bank                       60.50 EUR

2025-03-20 * "Final invoice"
  Liabilities:Members:L01:Deposit   60.50 EUR
  Income:Members:L01:Sales       -200.00 EUR
  Liabilities:VAT                 -42.00 EUR
  Assets:Members:L01:Receivable   181.50 EUR
""",
    "a down payment given back": """\
2025-03-01 * "Down payment"
  Liabilities:Members:L01:Deposit  -60.50 EUR
  Assets:Bank                       60.50 EUR

2025-03-05 * "Returned"
  Liabilities:Members:L01:Deposit   60.50 EUR
  Assets:Bank                      -60.50 EUR
""",
    "a down payment with VAT given back": """\
2025-03-01 * "Down payment" ^d
  Liabilities:Members:L01:Deposit  -50.00 EUR
  Liabilities:VAT                  -10.50 EUR
  Assets:Bank                       60.50 EUR

2025-03-05 * "Returned" ^d
  Liabilities:Members:L01:Deposit   50.00 EUR
  Liabilities:VAT                   10.50 EUR
  Assets:Bank                      -60.50 EUR
""",
    "a credit note": """\
2025-03-01 * "Invoice" ^i1
  Income:Members:L01:Sales      -100.00 EUR
  Liabilities:VAT                -21.00 EUR
  Assets:Members:L01:Receivable  121.00 EUR

2025-03-03 * "Credit note" ^i1
  Income:Members:L01:Sales        20.00 EUR
  Liabilities:VAT                  4.20 EUR
  Assets:Members:L01:Receivable  -24.20 EUR
""",
    "a credit note after payment, paid back": """\
2025-03-01 * "Invoice" ^i1
  Income:Members:L01:Sales      -100.00 EUR
  Liabilities:VAT                -21.00 EUR
  Assets:Members:L01:Receivable  121.00 EUR

2025-03-02 * "Paid" ^i1
  Assets:Members:L01:Receivable -121.00 EUR
  Assets:Bank                    121.00 EUR

2025-03-03 * "Credit note" ^i1
  Income:Members:L01:Sales        20.00 EUR
  Liabilities:VAT                  4.20 EUR
  Assets:Members:L01:Receivable  -24.20 EUR

2025-03-04 * "Paid back" ^i1
  Assets:Members:L01:Receivable   24.20 EUR
  Assets:Bank                    -24.20 EUR
""",
    "a bad debt": """\
2025-03-01 * "Invoice"
  Income:Members:L01:Sales      -100.00 EUR
  Liabilities:VAT                -21.00 EUR
  Assets:Members:L01:Receivable  121.00 EUR

2025-06-03 * "Never paid"
  Expenses:Members:L01:Costs:BadDebt 100.00 EUR
  Liabilities:VAT                 21.00 EUR
  Assets:Members:L01:Receivable -121.00 EUR
""",
    "goods returned to a supplier": """\
2025-03-01 * "Wood" ^w
  receipt: "3.pdf"
  Expenses:Members:L01:Costs     100.00 EUR
  Assets:VAT                      21.00 EUR
  Assets:Bank                   -121.00 EUR

2025-03-05 * "Returned" ^w
  Expenses:Members:L01:Costs     -40.00 EUR
  Assets:VAT                      -8.40 EUR
  Assets:Bank                     48.40 EUR
""",
    "a supplier’s credit note, and the rest paid": """\
2025-03-01 * "Wood" ^w
  receipt: "3.pdf"
  Expenses:Members:L01:Costs     100.00 EUR
  Assets:VAT                      21.00 EUR
  Liabilities:Members:L01:Payable -121.00 EUR

2025-03-05 * "Credit note of supplier" ^w
  Expenses:Members:L01:Costs     -40.00 EUR
  Assets:VAT                      -8.40 EUR
  Liabilities:Members:L01:Payable 48.40 EUR

2025-03-06 * "Paid rest" ^w
  Liabilities:Members:L01:Payable 72.60 EUR
  Assets:Bank                    -72.60 EUR
""",
    "closing the year of two members": """\
2025-12-31 * "Closing"
  Income:Members:L01:Sales         2000.00 EUR
  Equity:Members:L01:Thermometer  -2000.00 EUR
  Income:Members:L02:Sales         2000.00 EUR
  Equity:Members:L02:Thermometer  -2000.00 EUR
""",
    "closing the year with contributions": """\
2025-12-30 * "Market"
  Income:Members:L01:Sales        -2000.00 EUR
  Assets:Cash                      2000.00 EUR

2025-12-30 * "Contribution"
  Expenses:Members:L01:Contribution 600.00 EUR
  Income:Coop:Contribution         -600.00 EUR

2025-12-31 * "Closing"
  Income:Members:L01:Sales         2000.00 EUR
  Expenses:Members:L01:Contribution -600.00 EUR
  Equity:Members:L01:Thermometer  -1400.00 EUR

2025-12-31 * "Closing coop"
  Income:Coop:Contribution          600.00 EUR
  Equity:Coop                      -600.00 EUR
""",
    "depreciation": """\
2025-03-01 * "Machine"
  receipt: "1.pdf"
  approved: "board 2025-02-01"
  Assets:Members:L01:Equipment      600.00 EUR
  Assets:VAT                        126.00 EUR
  Assets:Bank                      -726.00 EUR

2025-04-30 * "Depreciation"
  Assets:Members:L01:Equipment      -10.00 EUR
  Expenses:Members:L01:Growth:Depreciation 10.00 EUR
""",
    "equipment sold at a loss": """\
2025-03-01 * "Machine"
  receipt: "1.pdf"
  approved: "board 2025-02-01"
  Assets:Members:L01:Equipment      600.00 EUR
  Assets:Bank                      -600.00 EUR

2025-04-30 * "Sold"
  Assets:Members:L01:Equipment     -600.00 EUR
  Expenses:Members:L01:Growth:Loss  200.00 EUR
  Liabilities:VAT                   -84.00 EUR
  Assets:Bank                       484.00 EUR
""",
    "equipment sold with a profit": """\
2025-03-01 * "Machine"
  receipt: "1.pdf"
  approved: "board 2025-02-01"
  Assets:Members:L01:Equipment      600.00 EUR
  Assets:Bank                      -600.00 EUR

2025-04-30 * "Sold"
  Assets:Members:L01:Equipment     -600.00 EUR
  Income:Members:L01:Sales:Book-profit -100.00 EUR
  Liabilities:VAT                   -147.00 EUR
  Assets:Bank                       847.00 EUR
""",
    "equipment bought on account": """\
2025-03-01 * "Machine"
  receipt: "1.pdf"
  approved: "board 2025-02-01"
  Assets:Members:L01:Equipment      600.00 EUR
  Assets:VAT                        126.00 EUR
  Liabilities:Members:L01:Payable  -726.00 EUR

2025-03-03 * "paid"
  Liabilities:Members:L01:Payable   726.00 EUR
  Assets:Bank                      -726.00 EUR
""",
    "reverse charge": """\
2025-03-01 * "Software from Ireland"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:VAT                         10.50 EUR
  Liabilities:VAT                   -10.50 EUR
  Assets:Bank                       -50.00 EUR
""",
    "reverse charge for two members": """\
2025-03-01 * "Software from Ireland"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Expenses:Members:L02:Costs         50.00 EUR
  Assets:VAT                         21.00 EUR
  Liabilities:VAT                   -21.00 EUR
  Assets:Bank                      -100.00 EUR
""",
    "a sale with the VAT reverse charged": """\
2025-03-01 * "Sale reverse charged"
  Income:Members:L01:Sales          -50.00 EUR
  Assets:Members:L01:Receivable      50.00 EUR
""",
    "a member’s advance paid back": """\
2025-03-01 * "Paid back"
  receipt: "1.pdf"
  counterparty: "L01"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:VAT                         10.50 EUR
  Assets:Bank                       -60.50 EUR
""",
    "three receipts paid back at once": """\
2025-03-01 * "Paid back"
  counterparty: "L01"
  Expenses:Members:L01:Costs         50.00 EUR
    receipt: "1.pdf"
  Assets:VAT                         10.50 EUR
  Expenses:Members:L01:Training      30.00 EUR
    receipt: "2.pdf"
  Expenses:Members:L01:Growth        20.00 EUR
    receipt: "3.pdf"
  Assets:Bank                      -110.50 EUR
""",
    "one purchase for two members": """\
2025-03-01 * "Wholesaler"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         30.00 EUR
  Expenses:Members:L02:Costs         20.00 EUR
  Assets:VAT                         10.50 EUR
  Assets:Bank                       -60.50 EUR
""",
    "one purchase for two members at two rates": """\
2025-03-01 * "Wholesaler"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         30.00 EUR
  Assets:VAT                          6.30 EUR
  Expenses:Members:L02:Costs         20.00 EUR
  Assets:VAT                          1.80 EUR
  Assets:Bank                       -58.10 EUR
""",
    "cash rounded to five cents": """\
2025-03-01 * "Cash sale rounded down"
  Income:Members:L01:Sales          -10.00 EUR
  Liabilities:VAT                    -2.12 EUR
  Assets:Members:L01:Cash            12.10 EUR
  Expenses:Coop:Rounding              0.02 EUR

2025-03-02 * "Cash sale rounded up"
  Income:Members:L01:Sales          -10.00 EUR
  Liabilities:VAT                    -2.08 EUR
  Assets:Members:L01:Cash            12.10 EUR
  Expenses:Coop:Rounding             -0.02 EUR

2025-03-03 * "Cash purchase rounded"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         10.02 EUR
  Expenses:Coop:Rounding             -0.02 EUR
  Assets:Members:L01:Cash           -10.00 EUR

2025-03-04 * "Cash purchase rounded"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs         10.03 EUR
  Expenses:Coop:Rounding              0.02 EUR
  Assets:Members:L01:Cash           -10.05 EUR
""",
    "a cost that was growth": """\
2025-03-01 * "Wood"
  receipt: "3.pdf"
  Expenses:Members:L01:Costs     100.00 EUR
  Assets:Bank                   -100.00 EUR

2025-03-05 * "was growth"
  Expenses:Members:L01:Costs     -100.00 EUR
  Expenses:Members:L01:Growth     100.00 EUR
""",
    "a sale booked with the wrong member, reversed": """\
2025-03-01 * "Sale, booked on L01" ^c
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Bank                    100.00 EUR

2025-03-05 * "Reversed" ^c
  Income:Members:L01:Sales       100.00 EUR
  Assets:Bank                   -100.00 EUR

2025-03-05 * "Right" ^c
  Income:Members:L02:Sales      -100.00 EUR
  Assets:Bank                    100.00 EUR
""",
    "dollars from a customer": """\
2025-03-01 * "Customer in the US"
  Income:Members:L01:Sales             -92.00 EUR
  Assets:Bank:Dollars              100.00 USD @ 0.92 EUR
""",
    "dollars to a supplier": """\
2025-03-01 * "Supplier in the US"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs             91.83 EUR
  Assets:Bank:Dollars             -100.00 USD @@ 91.83 EUR
""",
    "dollars at an odd rate": """\
2025-03-01 * "Customer in the US"
  Income:Members:L01:Sales             -30.61 EUR
  Assets:Bank:Dollars              33.33 USD @ 0.91838 EUR
""",
    "the VAT return paid": """\
2025-03-31 * "VAT return"
  Liabilities:VAT                       100.00 EUR
  Assets:VAT                            -30.00 EUR
  Assets:Bank                           -70.00 EUR
""",
    "VAT rounded line by line": """\
2025-03-31 * "Many items"
  Income:Members:L01:Sales             -10.00 EUR
  Liabilities:VAT                       -2.13 EUR
  Assets:Bank                           12.13 EUR
""",
    "a grant that is still to come": """\
2025-03-01 * "Grant awarded"
  Assets:Receivable:Cordaid           3000.00 EUR
  Income:Funds:Cordaid2025           -3000.00 EUR

2025-03-02 * "Start capital"
  Equity:Members:L01:StartCapital     -500.00 EUR
  Expenses:Funds:Cordaid2025:Start     500.00 EUR

2025-03-05 * "Fund pays a course"
  member: "L01"
  Expenses:Funds:Cordaid2025:Training  200.00 EUR
  Assets:Bank                         -200.00 EUR
""",
    "a market day of two in one bank line": """\
2025-03-01 * "Market day"
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT:High                 -21.00 EUR
  Income:Members:L02:Sales            -100.00 EUR
  Liabilities:VAT:Low                   -9.00 EUR
  Assets:Bank                          230.00 EUR
""",
    "a market day of two, net of a fee": """\
2025-03-01 * "Market day"
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT:High                 -21.00 EUR
  Income:Members:L02:Sales            -100.00 EUR
  Liabilities:VAT:Low                   -9.00 EUR
  Expenses:Members:L01:Costs:Fees        2.00 EUR
  Expenses:Members:L02:Costs:Fees        2.00 EUR
  Assets:VAT                             0.84 EUR
  Assets:Bank                          225.16 EUR
""",
    "stall rent charged": """\
2025-03-01 * "Rent"
  Income:Coop:StallRent                -50.00 EUR
  Expenses:Members:L01:Costs:Stall      50.00 EUR
""",
    "stall rent charged to two": """\
2025-03-01 * "Rent"
  Income:Coop:StallRent                -80.00 EUR
  Expenses:Members:L01:Costs:Stall      50.00 EUR
  Expenses:Members:L02:Costs:Stall      30.00 EUR
""",
    "contributions of two in one entry": """\
2025-03-01 * "Contributions of February"
  Expenses:Members:L01:Contribution     50.00 EUR
  Expenses:Members:L02:Contribution     30.00 EUR
  Income:Coop:Contribution             -80.00 EUR
""",
    "a set-off, paid later": """\
2025-03-01 * "Set-off"
  Expenses:Members:L01:SetOff           50.00 EUR
  Liabilities:Municipality             -50.00 EUR

2025-03-02 * "Paid"
  Liabilities:Municipality              50.00 EUR
  Assets:Bank                          -50.00 EUR
""",
    "stock bought and used": """\
2025-03-01 * "Stock"
  receipt: "1.pdf"
  Assets:Members:L01:Stock              50.00 EUR
  Assets:VAT                            10.50 EUR
  Assets:Bank                          -60.50 EUR

2025-03-02 * "Used"
  Assets:Members:L01:Stock             -20.00 EUR
  Expenses:Members:L01:Costs            20.00 EUR

2025-03-03 * "Sold with cost of goods in one entry"
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Assets:Bank                          121.00 EUR
  Assets:Members:L01:Stock             -30.00 EUR
  Expenses:Members:L01:Costs            30.00 EUR
""",
    "a year of insurance prepaid": """\
2025-03-01 * "Insurance for a year"
  receipt: "1.pdf"
  Assets:Members:L01:Prepaid           120.00 EUR
  Assets:Bank                         -120.00 EUR

2025-03-31 * "Month"
  Assets:Members:L01:Prepaid           -10.00 EUR
  Expenses:Members:L01:Costs            10.00 EUR
""",
    "a part returned for cash": """\
2025-03-01 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           50.00 EUR
  Assets:Members:L01:Cash             -50.00 EUR

2025-03-04 * "Returned" ^w
  Expenses:Members:L01:Costs          -20.00 EUR
  Assets:Members:L01:Cash              20.00 EUR
""",
    "a part given back to a customer": """\
2025-03-01 * "Sale" ^s
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Assets:Bank                          121.00 EUR

2025-03-04 * "Back" ^s
  Income:Members:L01:Sales              50.00 EUR
  Liabilities:VAT                       10.50 EUR
  Assets:Bank                          -60.50 EUR
""",
    "an invoice paid twice, and once given back": """\
2025-03-01 * "Invoice" ^i
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Members:L01:Receivable        100.00 EUR

2025-03-02 * "Paid twice" ^i
  Assets:Members:L01:Receivable       -200.00 EUR
  Assets:Bank                          200.00 EUR

2025-03-04 * "Back" ^i
  Assets:Members:L01:Receivable        100.00 EUR
  Assets:Bank                         -100.00 EUR
""",
    "an entry of nothing": """\
2025-03-01 * "Nil"
  Income:Members:L01:Sales            0.00 EUR
  Assets:Bank                         0.00 EUR
""",
    "a sale that is given away": """\
2025-03-01 * "Coupon"
  Income:Members:L01:Sales            -10.00 EUR
  Income:Members:L01:Sales:Discount    10.00 EUR
""",
    "an invoice paid with a discount": """\
2025-03-01 * "Invoice"
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Assets:Members:L01:Receivable        121.00 EUR

2025-03-05 * "Paid less 2 percent discount"
  Assets:Members:L01:Receivable       -121.00 EUR
  Assets:Bank                          118.58 EUR
  Income:Members:L01:Sales               2.00 EUR
  Liabilities:VAT                        0.42 EUR
""",
    "a bill paid with a discount": """\
2025-03-01 * "Bill" ^b
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Assets:VAT                            21.00 EUR
  Liabilities:Members:L01:Payable     -121.00 EUR

2025-03-05 * "Paid less discount" ^b
  Liabilities:Members:L01:Payable      121.00 EUR
  Expenses:Members:L01:Costs            -2.00 EUR
  Assets:VAT                            -0.42 EUR
  Assets:Bank                         -118.58 EUR
""",
    "bills of two paid in one bank line": """\
2025-03-01 * "Bill"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Liabilities:Members:L01:Payable     -100.00 EUR

2025-03-01 * "Bill"
  receipt: "2.pdf"
  Expenses:Members:L02:Costs           40.00 EUR
  Liabilities:Members:L02:Payable     -40.00 EUR

2025-03-05 * "Batch"
  Liabilities:Members:L01:Payable      100.00 EUR
  Liabilities:Members:L02:Payable      40.00 EUR
  Assets:Bank                         -140.00 EUR
""",
    "invoices of two paid in one bank line": """\
2025-03-01 * "Invoices"
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Members:L01:Receivable        100.00 EUR

2025-03-01 * "Invoices"
  Income:Members:L02:Sales            -40.00 EUR
  Assets:Members:L02:Receivable        40.00 EUR

2025-03-05 * "Paid in one"
  Assets:Members:L01:Receivable       -100.00 EUR
  Assets:Members:L02:Receivable        -40.00 EUR
  Assets:Bank                          140.00 EUR
""",
    "bank charges": """\
2025-03-05 * "Bank costs"
  Expenses:Coop:Bank                    10.00 EUR
  Assets:Bank                          -10.00 EUR
""",
    "start capital, a part repaid": """\
2025-03-01 * "Start"
  Equity:Members:L01:StartCapital     -300.00 EUR
  Equity:Coop                          300.00 EUR

2025-06-01 * "Repaid"
  Equity:Members:L01:StartCapital      100.00 EUR
  Equity:Coop                         -100.00 EUR
""",
    "an internal service, a part taken back": """\
2025-03-01 * "Service" ^q
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR

2025-03-03 * "Too much" ^q
  Income:Members:L02:InternalSales      10.00 EUR
  Expenses:Members:L01:Costs           -10.00 EUR
""",
    "a service to the cooperative": """\
2025-03-01 * "Service" ^q
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Coop:Admin                   40.00 EUR
""",
    "a cash box counted short": """\
2025-03-01 * "Sale"
  Income:Members:L01:Sales            -100.00 EUR
  Assets:Members:L01:Cash              100.00 EUR

2025-03-02 * "Counted short"
  waiver: "EV01: counted short, declared by two"
  Assets:Members:L01:Cash               -3.00 EUR
  Expenses:Members:L01:Costs:Cash        3.00 EUR
""",
    "a cash box counted over": """\
2025-03-02 * "Counted over"
  Assets:Members:L01:Cash                3.00 EUR
  Income:Members:L01:Sales              -3.00 EUR
""",
    "a payment that bounced": """\
2025-03-01 * "Bill" ^b
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Liabilities:Members:L01:Payable     -100.00 EUR

2025-03-05 * "Paid" ^b
  Liabilities:Members:L01:Payable      100.00 EUR
  Assets:Bank                         -100.00 EUR

2025-03-06 * "Came back" ^b
  Liabilities:Members:L01:Payable     -100.00 EUR
  Assets:Bank                          100.00 EUR

2025-03-07 * "Paid again" ^b
  Liabilities:Members:L01:Payable      100.00 EUR
  Assets:Bank                         -100.00 EUR
""",
    "a bill booked below its payment": """\
2025-03-05 * "Paid"
  Liabilities:Members:L01:Payable      100.00 EUR
  Assets:Bank                         -100.00 EUR

2025-03-05 * "Bill"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Liabilities:Members:L01:Payable     -100.00 EUR
""",
    "a shop that keeps a commission": """\
2025-03-01 * "Shop sold on commission"
  receipt: "commission.pdf"
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Expenses:Members:L01:Costs:Commission 30.00 EUR
  Assets:VAT                             6.30 EUR
  Assets:Members:L01:Receivable         84.70 EUR
""",
    "a tip without VAT": """\
2025-03-01 * "Tip without VAT"
  Income:Members:L01:Sales             -21.00 EUR
  Liabilities:VAT                       -3.78 EUR
  Assets:Members:L01:Cash               24.78 EUR
""",
    "a gift card": """\
2025-03-01 * "Gift card"
  Liabilities:Members:L01:Deposit      -25.00 EUR
  Assets:Members:L01:Cash               25.00 EUR

2025-03-09 * "Used, pays 5 more"
  Liabilities:Members:L01:Deposit       25.00 EUR
  Assets:Members:L01:Cash                5.00 EUR
  Income:Members:L01:Sales             -24.79 EUR
  Liabilities:VAT                       -5.21 EUR
""",
    "a sale with its contribution": """\
2025-03-02 * "Sale with contribution at once"
  Income:Members:L01:Sales         -100.00 EUR
  Liabilities:VAT                   -21.00 EUR
  Assets:Bank                       121.00 EUR
  Expenses:Members:L01:Contribution  30.00 EUR
  Income:Coop:Contribution          -30.00 EUR
""",
    "a market day: sold, bought, rest in the box": """\
2025-03-02 * "Market day: sold, bought, rest in box"
  receipt: "1.pdf"
  Income:Members:L01:Sales         -100.00 EUR
  Liabilities:VAT                   -21.00 EUR
  Expenses:Members:L01:Costs         10.00 EUR
  Assets:VAT                          2.10 EUR
  Assets:Members:L01:Cash           108.90 EUR
""",
    "a fee shared by two": """\
2025-03-02 * "Card sales of the fair"
  Income:Members:L01:Sales           -60.00 EUR
  Income:Members:L02:Sales           -40.00 EUR
  Assets:Clearing:Cards              100.00 EUR

2025-03-03 * "Payout"
  Assets:Clearing:Cards             -100.00 EUR
  Expenses:Members:L01:Costs:Fees      1.20 EUR
  Expenses:Members:L02:Costs:Fees      0.80 EUR
  Assets:Bank                         98.00 EUR
""",
    "two cash boxes in one deposit": """\
2025-03-02 * "Cash box into coop cash"
  Income:Members:L01:Sales      -100.00 EUR
  Assets:Members:L01:Cash        100.00 EUR

2025-03-02 * "to coop cash"
  Assets:Members:L01:Cash        -80.00 EUR
  Assets:Cash                     80.00 EUR

2025-03-03 * "two boxes into the bank in one deposit"
  Income:Members:L02:Sales      -100.00 EUR
  Assets:Members:L02:Cash        100.00 EUR

2025-03-04 * "two boxes into the bank in one deposit"
  Assets:Members:L01:Cash        -20.00 EUR
  Assets:Members:L02:Cash       -100.00 EUR
  Assets:Bank                    120.00 EUR
""",
}

# These are the first entries of their ledger.
OPENING = {
    "opening balances in one entry": """\
2025-01-01 * "Opening balances"
  Assets:Bank                          5000.00 EUR
  Assets:Members:L01:Cash               100.00 EUR
  Assets:Members:L01:Equipment          300.00 EUR
  Liabilities:VAT                      -100.00 EUR
  Equity:Members:L01:Thermometer       -800.00 EUR
  Equity:Members:L01:StartCapital      -500.00 EUR
  Equity:Opening-Balances             -4000.00 EUR
""",
    "opening balances member by member": """\
2025-01-01 * "Opening L01"
  Assets:Members:L01:Cash               800.00 EUR
  Equity:Opening-Balances             -800.00 EUR

2025-01-01 * "Opening L01"
  Equity:Members:L01:Thermometer       -800.00 EUR
  Equity:Opening-Balances               800.00 EUR
""",
}

# Nothing of these changes what a member has; the table of the contract has no row that
# says so by name.
WITHIN_A_RING = {
    "an invoice with a discount line": """\
2025-03-01 * "Invoice with discount"
  Income:Members:L01:Sales:Chairs -100.00 EUR
  Income:Members:L01:Sales:Discount 10.00 EUR
  Liabilities:VAT                -18.90 EUR
  Assets:Bank                    108.90 EUR
""",
    "a bill with crates that go back": """\
2025-03-01 * "Wholesaler: flour, less the crates"
  receipt: "3.pdf"
  Expenses:Members:L02:Costs:Flour    50.00 EUR
  Expenses:Members:L02:Costs:Crates   -4.00 EUR
  Assets:VAT                           4.14 EUR
  Assets:Bank                        -50.14 EUR
""",
    "VAT that was left out of a sale": """\
2025-03-01 * "Sale booked without VAT" ^v
  Income:Members:L01:Sales            -121.00 EUR
  Assets:Bank                          121.00 EUR

2025-03-02 * "The VAT in it" ^v
  Income:Members:L01:Sales              21.00 EUR
  Liabilities:VAT                      -21.00 EUR
""",
    "VAT that was left out of a purchase": """\
2025-03-01 * "Costs booked with VAT" ^v
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           121.00 EUR
  Assets:Bank                         -121.00 EUR

2025-03-02 * "The VAT in it" ^v
  Expenses:Members:L01:Costs           -21.00 EUR
  Assets:VAT                            21.00 EUR
""",
    "equipment sold on an invoice": """\
2025-03-01 * "Machine"
  receipt: "1.pdf"
  approved: "board 2025-02-01"
  Assets:Members:L01:Equipment      600.00 EUR
  Assets:Bank                      -600.00 EUR

2025-04-30 * "Sold on invoice"
  Assets:Members:L01:Equipment     -600.00 EUR
  Liabilities:VAT                  -126.00 EUR
  Assets:Members:L01:Receivable     726.00 EUR
""",
    "stock of which more is left than was thought": """\
2025-03-01 * "Stock"
  receipt: "1.pdf"
  Assets:Members:L01:Stock              50.00 EUR
  Assets:Bank                          -50.00 EUR

2025-03-02 * "Used" ^count
  Assets:Members:L01:Stock             -20.00 EUR
  Expenses:Members:L01:Costs            20.00 EUR

2025-03-31 * "Counted: more than thought" ^count
  Assets:Members:L01:Stock              10.00 EUR
  Expenses:Members:L01:Costs           -10.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", EVERYDAY)
def test_everyday_entries(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, EVERYDAY[name], vocabulary=vocabulary)
    assert told(errors(found)) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", OPENING)
def test_opening_balances(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, OPENING[name], means="", vocabulary=vocabulary)
    assert told(errors(found)) == []


@pytest.mark.parametrize("name", WITHIN_A_RING)
def test_entries_that_stay_within_a_ring(name: str, tmp_path: Path) -> None:
    assert told(errors(findings_in(tmp_path, WITHIN_A_RING[name]))) == []


def test_everyday_entries_all_in_one_ledger(tmp_path: Path) -> None:
    ledger = "\n".join(EVERYDAY.values())
    found = findings_in(tmp_path, ledger)
    # The contributions of them all are not those of the month that they add up to.
    assert {f.code for f in errors(found)} <= {"EV05", "PF07"}

"""VAT in a ring's entries: it nets, goes with what it is on, and has its bounds.

Each breach stands beside what looks like it and is right, where nothing is expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, flows_in

if TYPE_CHECKING:
    from pathlib import Path

TAXED = """\
2025-02-01 * "Sale" ^w
  Assets:Bank                          121.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR

"""
GROSS = """\
2025-02-01 * "Sale, VAT forgotten" ^w
  Assets:Bank                          400.00 EUR
  Income:Members:L01:Sales            -400.00 EUR

"""
COST = """\
2025-02-01 * "Wood, VAT forgotten" ^k
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           400.00 EUR
  Assets:Bank                         -400.00 EUR

"""

NETTED = {
    "a day's till with a return": (
        [],
        """\
2025-03-01 * "Till"
  Assets:Members:L01:Cash              108.90 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Income:Members:L01:Sales:Returns      10.00 EUR
  Liabilities:VAT                        2.10 EUR
""",
    ),
    "a till with a return, and a lunch": (
        ["PF01 L01 4.90"],
        """\
2025-03-01 * "Till"
  Assets:Members:L01:Cash              104.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Income:Members:L01:Sales:Returns      10.00 EUR
  Liabilities:VAT                        2.10 EUR
  Expenses:Coop:Lunch                    4.90 EUR
""",
    ),
    "a discount line with its VAT": (
        [],
        """\
2025-03-01 * "Invoice"
  Assets:Members:L01:Receivable        108.90 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT:High                 -21.00 EUR
  Income:Members:L01:Sales:Discount     10.00 EUR
  Liabilities:VAT:High                   2.10 EUR
""",
    ),
    "an exchange at two rates, of one price": (
        [],
        """\
2025-03-01 * "A lamp comes back, a book goes"
  Income:Members:L01:Sales:Lamps       100.00 EUR
  Liabilities:VAT:High                  21.00 EUR
  Income:Members:L01:Sales:Books      -111.01 EUR
  Liabilities:VAT:Low                   -9.99 EUR
""",
    ),
    "an exchange at two rates, the other way about": (
        [],
        """\
2025-03-01 * "A book comes back, a lamp goes"
  Income:Members:L01:Sales:Books       100.00 EUR
  Liabilities:VAT:Low                    9.00 EUR
  Income:Members:L01:Sales:Lamps       -90.08 EUR
  Liabilities:VAT:High                 -18.92 EUR
""",
    ),
    "an exchange with some money to it": (
        [],
        """\
2025-03-01 * "A book comes back, a lamp goes"
  Income:Members:L01:Sales:Books       100.00 EUR
  Liabilities:VAT:Low                    9.00 EUR
  Assets:Members:L01:Cash               12.00 EUR
  Income:Members:L01:Sales:Lamps      -100.00 EUR
  Liabilities:VAT:High                 -21.00 EUR
""",
    ),
    "money that goes back by an exchange, linked to the sale": (
        [],
        f"""\
{TAXED}2025-03-01 * "A lamp comes back, a book goes" ^w
  Income:Members:L01:Sales:Lamps       100.00 EUR
  Liabilities:VAT:High                  21.00 EUR
  Income:Members:L01:Sales:Books      -100.00 EUR
  Liabilities:VAT:Low                   -9.00 EUR
  Assets:Members:L01:Cash              -12.00 EUR
""",
    ),
    "turnover made of VAT": (
        ["PF01 L01 84.00"],
        """\
2025-03-01 * "Moved"
  Income:Members:L01:Sales             400.00 EUR
  Income:Members:L01:Sales:Web        -484.00 EUR
  Liabilities:VAT                       84.00 EUR
""",
    ),
    "as much VAT again, part of which only moves": (
        ["PF01 L01 21.05"],
        """\
2025-03-01 * "Invoice"
  Assets:Members:L01:Receivable        121.05 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Liabilities:VAT:High                 -42.10 EUR
  Liabilities:VAT:Low                   21.05 EUR
""",
    ),
    "as much VAT again in a credit note, part of which only moves": (
        ["PF01 L01 21.05"],
        """\
2025-03-01 * "Credit note"
  Assets:Members:L01:Receivable       -121.05 EUR
  Income:Members:L01:Sales             100.00 EUR
  Liabilities:VAT:High                  42.10 EUR
  Liabilities:VAT:Low                  -21.05 EUR

2025-02-01 * "Invoice"
  Assets:Members:L01:Receivable        500.00 EUR
  Income:Members:L01:Sales            -500.00 EUR
""",
    ),
    "a sale with VAT into what is paid ahead, beside VAT": (
        ["PF01 L01 1160.00"],
        """\
2025-03-01 * "Paid with goods"
  Income:Members:L01:Sales           -1000.00 EUR
  Liabilities:VAT:High                -210.00 EUR
  Liabilities:VAT:Low                   50.00 EUR
  Assets:Members:L01:Prepaid          1160.00 EUR
""",
    ),
    "a machine for a sale, and its VAT": (
        ["PF01 L01 1000.00 3"],
        """\
2025-03-01 * "Machine"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment        1000.00 EUR
  Assets:VAT                            90.00 EUR
  Income:Members:L01:Sales           -1090.00 EUR
""",
    ),
    "a machine traded in, beside VAT": (
        ["PF01 L01 0.87 5"],
        """\
2025-03-01 * "Machines"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment           4.13 EUR
  Assets:VAT                             0.87 EUR
  Assets:Members:L01:Equipment         -20.00 EUR
  Assets:Members:L01:Receivable         15.00 EUR
""",
    ),
}

IN_THE_COST = {
    "reverse charge that can't be deducted": (
        [],
        """\
2025-03-01 * "Software from abroad"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Expenses:Members:L01:Costs:VAT        21.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Assets:Bank                         -100.00 EUR
""",
    ),
    "reverse charge of more than the rate": (
        ["PF01 L01 18.95"],
        """\
2025-03-01 * "Software from abroad"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           140.00 EUR
  Liabilities:VAT                      -40.00 EUR
  Assets:Bank                         -100.00 EUR
""",
    ),
    "reverse charge on a machine, of which a part is deducted": (
        [],
        """\
2025-03-01 * "Machine from abroad"
  receipt: "1.pdf"
  approved: "bestuur 2025-02-20"
  Assets:Members:L01:Equipment        1105.00 EUR
  Assets:VAT                           105.00 EUR
  Liabilities:VAT                     -210.00 EUR
  Liabilities:Members:L01:Payable    -1000.00 EUR
""",
    ),
    "a lunch with customers, its VAT a cost": (
        [],
        """\
2025-03-01 * "Lunch with customers"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs            50.00 EUR
  Expenses:Members:L01:Costs:VAT         4.50 EUR
  Assets:Bank                          -54.50 EUR
""",
    ),
    "VAT deducted on a lunch becomes a cost": (
        [],
        """\
2025-03-01 * "Lunch with customers" ^l
  receipt: "1.pdf"
  Expenses:Members:L01:Costs            50.00 EUR
  Assets:VAT                             4.50 EUR
  Assets:Bank                          -54.50 EUR

2025-12-31 * "May not be deducted" ^l
  Expenses:Members:L01:Costs:VAT         4.50 EUR
  Assets:VAT                            -4.50 EUR
""",
    ),
    "more VAT becomes a cost than was deducted": (
        ["PF01 L01 5.50 8"],
        """\
2025-03-01 * "Lunch with customers" ^l
  receipt: "1.pdf"
  Expenses:Members:L01:Costs            50.00 EUR
  Assets:VAT                             4.50 EUR
  Assets:Bank                          -54.50 EUR

2025-12-31 * "May not be deducted" ^l
  Expenses:Members:L01:Costs:VAT        10.00 EUR
  Assets:VAT                           -10.00 EUR
""",
    ),
}

CORRECTED = {
    "a rate corrected in the member's favour": (
        [],
        f"""\
{TAXED}2025-03-01 * "It was 9%" ^w
  Liabilities:VAT:High                  21.00 EUR
  Liabilities:VAT:Low                   -9.99 EUR
  Income:Members:L01:Sales             -11.01 EUR
""",
    ),
    "the same, without a link": (
        ["PF01 L01 18.64"],
        """\
2025-03-01 * "It was 9%"
  Liabilities:VAT:High                  21.00 EUR
  Liabilities:VAT:Low                   -9.99 EUR
  Income:Members:L01:Sales             -11.01 EUR
""",
    ),
    "a rate corrected twice": (
        ["PF01 L01 11.01"],
        f"""\
{TAXED}2025-03-01 * "It was 9%" ^w
  Liabilities:VAT                       11.01 EUR
  Income:Members:L01:Sales             -11.01 EUR

2025-03-02 * "It was 9%, again" ^w
  Liabilities:VAT                       21.00 EUR
  Income:Members:L01:Sales             -21.00 EUR
""",
    ),
    "VAT that was forgotten": (
        [],
        f"""\
{GROSS}2025-03-01 * "With 21%" ^w
  Income:Members:L01:Sales              69.42 EUR
  Liabilities:VAT                      -69.42 EUR
""",
    ),
    "a whole sale becomes VAT": (
        ["PF01 L01 315.95 6"],
        f"""\
{GROSS}2025-03-01 * "With VAT" ^w
  Income:Members:L01:Sales             400.00 EUR
  Liabilities:VAT                     -400.00 EUR
""",
    ),
    "VAT taken twice out of a sale": (
        ["PF01 L01 69.95 10"],
        f"""\
{GROSS}2025-03-01 * "With VAT" ^w
  Income:Members:L01:Sales              69.42 EUR
  Liabilities:VAT                      -69.42 EUR

2025-03-02 * "With VAT, again" ^w
  Income:Members:L01:Sales              70.00 EUR
  Liabilities:VAT                      -70.00 EUR
""",
    ),
    "VAT on a cost that was forgotten": (
        [],
        f"""\
{COST}2025-03-01 * "With 21%" ^k
  Assets:VAT                            69.42 EUR
  Expenses:Members:L01:Costs           -69.42 EUR
""",
    ),
    "a whole cost becomes a claim": (
        ["PF01 L01 315.95 8"],
        f"""\
{COST}2025-03-01 * "With VAT" ^k
  Assets:VAT                           400.00 EUR
  Expenses:Members:L01:Costs          -400.00 EUR
""",
    ),
}

CROSSING = {
    "another's fee in a payout, with its VAT": (
        ["PF03 L01 5.00 4"],
        """\
2025-03-01 * "Payout"
  Assets:Bank                          116.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Expenses:Members:L02:Costs:Fees        4.13 EUR
  Assets:VAT                             0.87 EUR
  Liabilities:VAT                      -21.00 EUR
""",
    ),
    "another's fee in a payout of a sale without VAT": (
        ["PF03 L01 5.00 4"],
        """\
2025-03-01 * "Payout" ^payout-1
  Assets:Bank                           95.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Expenses:Members:L02:Costs:Fees        4.13 EUR
  Assets:VAT                             0.87 EUR
""",
    ),
    "another's fee without VAT in a payout with VAT": (
        ["PF03 L01 5.00 4"],
        """\
2025-03-01 * "Payout"
  Assets:Bank                          116.00 EUR
  Liabilities:VAT                      -21.00 EUR
  Expenses:Members:L02:Costs:Fees        5.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
""",
    ),
    "each pays the own fee": (
        [],
        """\
2025-03-01 * "Payout"
  Assets:Bank                          232.00 EUR
  Income:Members:L01:Sales            -100.00 EUR
  Income:Members:L02:Sales            -100.00 EUR
  Liabilities:VAT                      -42.00 EUR
  Expenses:Members:L01:Costs:Fees        4.13 EUR
  Expenses:Members:L02:Costs:Fees        4.13 EUR
  Assets:VAT                             1.74 EUR
""",
    ),
    "another's purchase with VAT": (
        ["PF03 L01 121.00 3"],
        """\
2025-03-01 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L02:Costs           100.00 EUR
  Assets:VAT                            21.00 EUR
  Assets:Members:L01:Cash             -121.00 EUR

2025-02-01 * "Sale"
  Assets:Members:L01:Cash              200.00 EUR
  Income:Members:L01:Sales            -200.00 EUR
""",
    ),
    "a purchase for two from one cash box": (
        ["PF03 L01 60.50 4"],
        """\
2025-03-01 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Growth          100.00 EUR
  Expenses:Members:L02:Growth           50.00 EUR
  Assets:VAT                            31.50 EUR
  Assets:Members:L01:Cash             -181.50 EUR

2025-02-01 * "Sale"
  Assets:Members:L01:Cash              200.00 EUR
  Income:Members:L01:Sales            -200.00 EUR
""",
    ),
    "a purchase for two at two rates from one cash box": (
        ["PF03 L01 60.50 4"],
        """\
2025-03-01 * "Food and wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Expenses:Members:L02:Costs            50.00 EUR
  Assets:VAT:Low                         9.00 EUR
  Assets:VAT:High                       10.50 EUR
  Assets:Members:L01:Cash             -169.50 EUR

2025-02-01 * "Sale"
  Assets:Members:L01:Cash              300.00 EUR
  Income:Members:L01:Sales            -300.00 EUR
""",
    ),
    "a purchase for two from the bank": (
        [],
        """\
2025-03-01 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs           100.00 EUR
  Expenses:Members:L02:Costs            50.00 EUR
  Assets:VAT                            31.50 EUR
  Assets:Bank                         -181.50 EUR
""",
    ),
    "another's wood taken over, with VAT": (
        ["PF03 L02 100.00 3"],
        """\
2025-03-01 * "Wood of L02 becomes a machine"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment          91.00 EUR
  Assets:VAT                             9.00 EUR
  Expenses:Members:L02:Costs          -100.00 EUR
""",
    ),
}
CASES = NETTED | IN_THE_COST | CORRECTED | CROSSING


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", CASES)
def test_vat_goes_with_what_it_is_on(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    expected, ledger = CASES[name]
    found = flows_in(tmp_path, ledger, vocabulary)
    if expected and expected[0].count(" ") == 2:  # two postings are as much at fault
        found = [line.rpartition(" ")[0] for line in found]
    assert found == expected

"""What PF01 and PF03 say, and what they advise: by what most likely happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import findings_in, of
from tests.support import hints

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "a sale with its signs reversed": (
        "If this is a sale, turn the signs round",
        """\
2025-03-01 * "Market"
  Income:Members:L01:Sales         100.00 EUR
  Assets:Bank                     -100.00 EUR
""",
    ),
    "a linked refund that is too much": (
        "No more can go back than the linked sale came to",
        """\
2025-03-01 * "Market" ^w
  Income:Members:L01:Sales        -100.00 EUR
  Assets:Bank                      100.00 EUR

2025-03-02 * "Refund" ^w
  Income:Members:L01:Sales         110.00 EUR
  Assets:Bank                     -110.00 EUR
""",
    ),
    "a purchase with its signs reversed": (
        "If this is a purchase, turn the signs round",
        """\
2025-03-01 * "Wood"
  Expenses:Members:L01:Costs      -100.00 EUR
  Assets:Bank                      100.00 EUR
""",
    ),
    "a provider's fee on the cooperative": (
        "If a payment provider kept it as its fee, book it on the member's own costs",
        """\
2025-03-01 * "Payout"
  Income:Members:L01:Sales        -100.00 EUR
  Expenses:Coop:Fees                 3.00 EUR
  Assets:Bank                       97.00 EUR
""",
    ),
    "too much VAT": (
        "Check the rate, and book what is not VAT where it belongs.",
        """\
2025-03-01 * "Market"
  Income:Members:L01:Sales        -100.00 EUR
  Liabilities:VAT                  -50.00 EUR
  Assets:Bank                      150.00 EUR
""",
    ),
    "a claim that was not there": (
        "No more can be moved than what was there.",
        """\
2025-03-01 * "Moved"
  Assets:Members:L01:Receivable:A   97.00 EUR
  Assets:Members:L01:Receivable:B  -97.00 EUR
""",
    ),
    "a debt that was not there": (
        "No more than what stood there can be settled or given back.",
        """\
2025-03-01 * "Paid"
  Liabilities:Members:L01:Payable   97.00 EUR
  Assets:Bank                      -97.00 EUR
""",
    ),
    "a way that there is not": (
        (
            "it may go to Costs, Growth, Training, Receivable, Cash, Deposit, Bank, "
            "Clearing, VAT."
        ),
        """\
2025-03-01 * "Market"
  Income:Members:L01:Sales         -97.00 EUR
  Assets:Members:L01:Stock          97.00 EUR
""",
    ),
    "what no money of a member comes from": (
        "There is no way from Income:Funds:Cordaid.",
        """\
2025-03-01 * "Gift"
  Income:Funds:Cordaid             -97.00 EUR
  Assets:Members:L01:Stock          97.00 EUR
""",
    ),
    "stall rent given back without a link": (
        "If a charge is given back, give this entry the same ^link as the charge.",
        """\
2025-03-01 * "Called off"
  Income:Coop:StallRent             50.00 EUR
  Expenses:Members:L01:Costs       -50.00 EUR
""",
    ),
    "from one cash box into another's": (
        "Put the money of one cash box into the bank.",
        """\
2025-03-01 * "Change"
  Assets:Members:L01:Cash          -50.00 EUR
  Assets:Members:L02:Cash           50.00 EUR
""",
    ),
    "an internal service taken back without a link": (
        "If a service is taken back, give this entry the same ^link as the service.",
        """\
2025-03-01 * "Taken back"
  Income:Members:L01:InternalSales  20.00 EUR
  Expenses:Members:L02:Costs       -20.00 EUR
""",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_the_hint_is_about_what_happened(name: str, tmp_path: Path) -> None:
    hint, ledger = SAID[name]
    [finding] = of("PF01", findings_in(tmp_path, ledger))
    assert hint in hints(finding)


def test_a_correction_between_members_is_told_how_to_be_one(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "It was L02's"
  Expenses:Members:L02:Costs       50.00 EUR
  Expenses:Members:L01:Costs      -50.00 EUR
"""
    [finding] = of("PF03", findings_in(tmp_path, ledger))
    assert hints(finding) == (
        "If this corrects an earlier entry, book the opposite of that entry, with the "
        "same ^link, and then the entry again for L02."
    )


def test_a_correction_between_members_that_does_as_it_was_told(tmp_path: Path) -> None:
    ledger = """\
2025-02-01 * "Paint" ^p
  receipt: "1.pdf"
  Expenses:Members:L01:Costs       50.00 EUR
  Assets:Bank                     -50.00 EUR

2025-03-01 * "It was L02's" ^p
  receipt: "1.pdf"
  Assets:Bank                      50.00 EUR
  Expenses:Members:L01:Costs      -50.00 EUR

2025-03-01 * "Paint" ^p
  receipt: "1.pdf"
  Expenses:Members:L02:Costs       50.00 EUR
  Assets:Bank                     -50.00 EUR
"""
    found = findings_in(tmp_path, ledger)
    assert [f.code for f in found if f.severity == "error"] == []


def test_between_results_it_is_the_money_of_whom_it_leaves(tmp_path: Path) -> None:
    ledger = """\
2025-12-31 * "Closing, two amounts swapped in part"
  Income:Members:L01:Sales         500.00 EUR
  Income:Members:L02:Sales        1000.00 EUR
  Equity:Members:L01:Thermometer  -450.00 EUR
  Equity:Members:L02:Thermometer -1050.00 EUR
"""
    [finding] = of("PF01", findings_in(tmp_path, ledger))
    assert (finding.member, str(finding.amount)) == ("L01", "50.00")
    assert hints(finding).startswith("A closing moves what each member earned and used")

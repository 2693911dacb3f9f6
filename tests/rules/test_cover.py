"""PF05: at the end of every day what is earmarked is there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import hints, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

SALE = """\
2025-03-01 * "Chairs sold"
  Income:Members:L01:Sales         -100.00 EUR
  Liabilities:VAT                   -21.00 EUR
  Assets:Bank                       121.00 EUR

"""
GRANT = """\
2025-03-01 * "Grant"
  Income:Funds:Cordaid2025         -100.00 EUR
  Assets:Bank                       100.00 EUR

"""

SHORT: dict[str, tuple[list[str], str]] = {
    "a cost of the cooperative": (
        ["PF05 40.00 7"],
        SALE
        + """\
2025-03-02 * "Website of the cooperative"
  Expenses:Coop:Website              40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "a cost that is not paid yet": (
        ["PF05 40.00 7"],
        SALE
        + """\
2025-03-02 * "Website of the cooperative"
  Expenses:Coop:Website              40.00 EUR
  Liabilities:Payable               -40.00 EUR
""",
    ),
    "equipment of the cooperative": (
        ["PF05 40.00 7"],
        SALE
        + """\
2025-03-02 * "Printer of the cooperative"
  Assets:Equipment                   40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "the last cent of a contribution": (
        ["PF05 0.01 11"],
        SALE
        + """\
2025-03-02 * "Contribution"
  Expenses:Members:L01:Contribution  30.00 EUR
  Income:Coop:Contribution          -30.00 EUR

2025-03-03 * "Website of the cooperative"
  Expenses:Coop:Website              30.01 EUR
  Assets:Bank                       -30.01 EUR
""",
    ),
    "a grant spent on something else": (
        ["PF05 40.00 6"],
        GRANT
        + """\
2025-03-02 * "Rent"
  Expenses:Coop:Rent                 40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "a down payment spent by the cooperative": (
        ["PF05 40.00 6"],
        """\
2025-03-01 * "Down payment"
  Liabilities:Members:L01:Deposit   -60.50 EUR
  Assets:Bank                        60.50 EUR

2025-03-02 * "Rent"
  Expenses:Coop:Rent                 40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "what the municipality is owed": (
        ["PF05 40.00 11"],
        SALE
        + """\
2025-03-02 * "Set off"
  Expenses:Members:L01:SetOff       100.00 EUR
  Liabilities:Municipality         -100.00 EUR

2025-03-03 * "Rent"
  Expenses:Coop:Rent                 40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "paid to somebody of whom there is no bill": (
        ["PF05 40.00 7"],
        SALE
        + """\
2025-03-02 * "Somebody"
  Liabilities:Payable                40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "paid to somebody without a bill, while more is owed to another": (
        ["PF05 40.00 11"],
        """\
2025-03-01 * "Chairs sold"
  Income:Members:L01:Sales         -100.00 EUR
  Assets:Bank                       100.00 EUR

2025-03-02 * "Wood"
  receipt: "1.pdf"
  Assets:Members:L01:Stock           80.00 EUR
  Liabilities:Members:L01:Payable   -80.00 EUR

2025-03-03 * "Somebody"
  Liabilities:Payable                40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "paid back to a fund that has nothing to get back": (
        ["PF05 40.00 6"],
        GRANT
        + """\
2025-03-02 * "Back"
  Liabilities:Funds:Cordaid2025      40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "paid to the municipality, and nothing was set off": (
        ["PF05 40.00 7"],
        SALE
        + """\
2025-03-02 * "Municipality"
  Liabilities:Municipality           40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "one member below zero, by another's money": (
        ["PF05 40.00 6", "PF02 L02 40.00 8"],
        SALE
        + """\
2025-03-02 * "Flour"
  receipt: "1.pdf"
  Expenses:Members:L02:Costs         40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
}

THERE = {
    "a cost of a member": SALE
    + """\
2025-03-02 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:VAT                         10.50 EUR
  Assets:Bank                       -60.50 EUR
""",
    "a bill of a member that is not paid yet": SALE
    + """\
2025-03-02 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:VAT                         10.50 EUR
  Liabilities:Members:L01:Payable   -60.50 EUR
""",
    "the contribution, all of it": SALE
    + """\
2025-03-02 * "Contribution"
  Expenses:Members:L01:Contribution  30.00 EUR
  Income:Coop:Contribution          -30.00 EUR

2025-03-03 * "Website"
  Expenses:Coop:Website              30.00 EUR
  Assets:Bank                       -30.00 EUR
""",
    "a grant spent on what it is for": GRANT
    + """\
2025-03-02 * "Course"
  member: "L01"
  Expenses:Funds:Cordaid2025:Training  60.00 EUR
  Assets:Bank                       -60.00 EUR

2025-03-03 * "Start capital"
  Expenses:Funds:Cordaid2025:Start   40.00 EUR
  Equity:Members:L01:StartCapital   -40.00 EUR
""",
    "a part of a grant that goes back": GRANT
    + """\
2025-03-02 * "What was not used"
  Income:Funds:Cordaid2025           40.00 EUR
  Liabilities:Funds:Cordaid2025     -40.00 EUR

2025-03-03 * "Back"
  Liabilities:Funds:Cordaid2025      40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    "what was set off is paid": SALE
    + """\
2025-03-02 * "Set off"
  Expenses:Members:L01:SetOff       100.00 EUR
  Liabilities:Municipality         -100.00 EUR

2025-03-03 * "Municipality"
  Liabilities:Municipality          100.00 EUR
  Assets:Bank                      -100.00 EUR
""",
    "what a supplier has to pay back by a credit note": SALE
    + """\
2025-03-02 * "Wood" ^w
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-03 * "Half of it went back" ^w
  Liabilities:Members:L01:Payable    25.00 EUR
  Expenses:Members:L01:Costs        -25.00 EUR
""",
    "a bill paid some cents too high": SALE
    + """\
2025-03-03 * "Paid in whole cents"
  Liabilities:Payable                 0.02 EUR
  Assets:Bank                        -0.02 EUR
""",
    "VAT that was paid": SALE
    + """\
2025-03-31 * "VAT return"
  Liabilities:VAT                    21.00 EUR
  Assets:Bank                       -21.00 EUR
""",
    "equipment of a member": SALE
    + """\
2025-03-02 * "Drill"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment       40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    "dollars at an odd rate": """\
2025-03-01 * "Customer in the United States"
  Income:Members:L01:Sales          -30.61 EUR
  Assets:Bank:Dollars                33.33 USD @ 0.91838 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", SHORT)
def test_earmarked_money_is_gone(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = SHORT[name]
    found = findings_in(tmp_path, ledger, means="", vocabulary=vocabulary)
    assert told(errors(found)) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", THERE)
def test_earmarked_money_is_there(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, THERE[name], means="", vocabulary=vocabulary)
    assert told(errors(found)) == []


def test_each_stretch_of_days_once(tmp_path: Path) -> None:
    ledger = (
        SALE
        + """\
2025-03-02 * "Rent"
  Expenses:Coop:Rent                 40.00 EUR
  Assets:Bank                       -40.00 EUR

2025-03-03 * "More rent"
  Expenses:Coop:Rent                  5.00 EUR
  Assets:Bank                        -5.00 EUR

2025-03-04 * "Guidance, paid by the municipality"
  Income:Coop:Guidance              -45.00 EUR
  Assets:Bank                        45.00 EUR

2025-03-05 * "Rent again"
  Expenses:Coop:Rent                  1.00 EUR
  Assets:Bank                        -1.00 EUR
"""
    )
    first, second = errors(findings_in(tmp_path, ledger, means=""))
    assert told([first, second]) == ["PF05 40.00 7", "PF05 1.00 19"]
    assert words(first) == (
        "At the end of 2025-03-02, 40.00 of the earmarked money is missing (put right "
        "on 2025-03-04). 121.00 is earmarked (members 100.00, funds 0.00, VAT 21.00, "
        "municipality 0.00), but only 81.00 is there."
    )


def test_there_but_not_in_money(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Chairs for the library"
  Income:Members:L01:Sales         -100.00 EUR
  Liabilities:VAT                   -21.00 EUR
  Assets:Members:L01:Receivable     121.00 EUR

2025-03-02 * "A part is paid"
  Assets:Members:L01:Receivable     -50.00 EUR
  Assets:Bank                        50.00 EUR
"""
    [finding] = findings_in(tmp_path, ledger, means="")
    assert finding.severity is Severity.WARNING
    assert told([finding]) == ["PF05 71.00 1"]


def test_money_that_came_in_ends_the_warning(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Chairs for the library"
  Income:Members:L01:Sales         -100.00 EUR
  Assets:Members:L01:Receivable     100.00 EUR

2025-03-02 * "Paid"
  Assets:Members:L01:Receivable    -100.00 EUR
  Assets:Members:L01:Cash           100.00 EUR
"""
    assert of("PF05", findings_in(tmp_path, ledger, means="")) == []


RENT = """\
2025-03-02 * "Rent"
  Expenses:Coop:Rent                 40.00 EUR
  Assets:Bank                       -40.00 EUR

"""


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ("", "(not put right yet)"),
        (RENT.replace("-02", "-03", 1), "(80.00 at worst, not put right yet)"),
    ],
)
def test_what_is_missing_still(later: str, said: str, tmp_path: Path) -> None:
    found = errors(findings_in(tmp_path, SALE + RENT + later, means=""))
    [message] = [words(one) for one in found if one.code == "PF05"]
    assert f"40.00 of the earmarked money is missing {said}." in message


def test_what_is_missing_is_not_told_again_as_no_money(tmp_path: Path) -> None:
    sold = SALE.replace("Assets:Bank           ", "Assets:Members:L01:Receivable")
    found = of("PF05", findings_in(tmp_path, sold + RENT, means=""))
    assert [(one.severity, one.amount) for one in found] == [
        (Severity.ERROR, Decimal("40.00"))
    ]
    # A cent short is short.
    little = RENT.replace("40.00", "0.01")
    found = of("PF05", findings_in(tmp_path / "cent", sold + little, means=""))
    assert [one.severity for one in found] == [Severity.ERROR]


def test_money_that_ran_short_again_is_told_of_the_second_time(tmp_path: Path) -> None:
    again = """\
2025-03-{day} * "Chairs for the library"
  Income:Members:L01:Sales         -100.00 EUR
  Assets:Members:L01:Receivable     100.00 EUR

"""
    paid = """\
2025-03-02 * "Paid"
  Assets:Members:L01:Receivable    -100.00 EUR
  Assets:Bank                       100.00 EUR

"""
    ledger = again.format(day="01") + paid + again.format(day="05")
    [finding] = of("PF05", findings_in(tmp_path, ledger, means=""))
    assert (finding.severity, str(finding.date)) == (Severity.WARNING, "2025-03-05")


def test_of_two_equal_costs_of_a_day_it_is_the_first(tmp_path: Path) -> None:
    found = errors(findings_in(tmp_path, SALE + RENT + RENT, means=""))
    assert told(found) == ["PF05 80.00 7"]


def test_it_says_who_spent_what_is_missing(tmp_path: Path) -> None:
    """A member with nothing, or with little, spent no money of others."""
    little = SALE.replace("L01", "L03").replace("100.00", "0.50")
    ledger = (
        SALE
        + little.replace("121.00", "21.50")
        + """\
2025-03-01 * "Exchange of L04"
  Income:Members:L04:Sales           -5.00 EUR
  Expenses:Members:L04:Costs          5.00 EUR

2025-03-02 * "Flour"
  receipt: "1.pdf"
  Expenses:Members:L02:Costs         40.00 EUR
  Assets:Bank                       -40.00 EUR

2025-03-02 * "Yeast"
  receipt: "2.pdf"
  Expenses:Members:L02:Costs          5.00 EUR
  Assets:Bank                        -5.00 EUR
"""
    )
    found = of("PF05", findings_in(tmp_path, ledger, means=""))
    assert told(found) == ["PF05 45.00 20"]
    said = (
        "What L02 spent beyond the thermometer was other people's money (PF02). Have "
        "it reversed, or pay it back."
    )
    assert [hints(one) for one in found] == [said]

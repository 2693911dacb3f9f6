"""BK04: a debt is a credit and a holding a debit, at the end of every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, findings_in, of
from tests.support import hints, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

BOUGHT = """\
2025-02-01 * "Printer and desk"
  Assets:Equipment:Printer          100.00 EUR
  Assets:Equipment:Desk             200.00 EUR
  Assets:Bank                      -300.00 EUR

"""

WRONG: dict[str, tuple[list[str], str]] = {
    "a bill that never came": (
        ["BK04 400.00 2"],
        """\
2025-03-01 * "Somebody"
  Liabilities:Payable               400.00 EUR
  Assets:Bank                      -400.00 EUR
""",
    ),
    "a bill paid twice, in two parts of a day": (
        ["BK04 60.00 11"],
        """\
2025-03-01 * "Printer's bill"
  Expenses:Coop:Office               60.00 EUR
  Liabilities:Payable:Printer       -60.00 EUR

2025-03-04 * "Paid"
  Liabilities:Payable:Printer        60.00 EUR
  Assets:Bank                       -60.00 EUR

2025-03-05 * "Paid again"
  Liabilities:Payable:Printer        20.00 EUR
  Liabilities:Payable:Printer        40.00 EUR
  Assets:Bank                       -60.00 EUR
""",
    ),
    "one supplier, while much is owed to another": (
        ["BK04 40.00 6"],
        """\
2025-03-01 * "Rent"
  Expenses:Coop:Rent                500.00 EUR
  Liabilities:Payable:Landlord     -500.00 EUR

2025-03-02 * "Paid, of which there is no bill"
  Liabilities:Payable:Somebody       40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    ),
    "of a member, by a set-off of claims": (
        ["BK04 L01 25.00 2"],
        """\
2025-03-01 * "Too much taken off"
  Liabilities:Members:L01:Deposit    25.00 EUR
  Assets:Members:L01:Receivable     -25.00 EUR

2025-02-01 * "Invoice"
  Assets:Members:L01:Receivable      25.00 EUR
  Income:Members:L01:Sales          -25.00 EUR
""",
    ),
    "a customer who paid twice": (
        ["BK04 L02 25.00 10"],
        """\
2025-02-01 * "Invoice"
  Assets:Members:L02:Receivable      25.00 EUR
  Income:Members:L02:Sales          -25.00 EUR

2025-03-01 * "Paid"
  Assets:Members:L02:Receivable     -25.00 EUR
  Assets:Bank                        25.00 EUR

2025-03-08 * "Paid once more"
  Assets:Members:L02:Receivable     -25.00 EUR
  Assets:Bank                        25.00 EUR
""",
    ),
    "more stock used than there was, for a week": (
        ["BK04 L01 10.00 8"],
        """\
2025-03-01 * "Wood"
  receipt: "1.pdf"
  Assets:Members:L01:Stock           30.00 EUR
  Assets:Bank                       -30.00 EUR

2025-03-02 * "Used"
  Expenses:Members:L01:Costs         40.00 EUR
  Assets:Members:L01:Stock          -40.00 EUR

2025-03-09 * "Wood"
  receipt: "2.pdf"
  Assets:Members:L01:Stock           30.00 EUR
  Assets:Bank                       -30.00 EUR
""",
    ),
    "prepaid": (
        ["BK04 L01 12.00 3"],
        """\
2025-03-02 * "A month of what was never paid in advance"
  Expenses:Members:L01:Costs         12.00 EUR
  Assets:Members:L01:Prepaid        -12.00 EUR
""",
    ),
    "the municipality, and a fund": (
        ["BK04 30.00 2", "BK04 15.00 6"],
        """\
2025-03-01 * "Paid, and nothing was set off"
  Liabilities:Municipality           30.00 EUR
  Assets:Bank                       -30.00 EUR

2025-03-02 * "Paid, and nothing had to go back"
  Liabilities:Funds:Cordaid2025      15.00 EUR
  Assets:Bank                       -15.00 EUR
""",
    ),
    "the cooperative's own receivable": (
        ["BK04 15.00 2"],
        """\
2025-03-01 * "From somebody who owes nothing"
  Assets:Receivable                 -15.00 EUR
  Assets:Bank                        15.00 EUR
""",
    ),
    "equipment written off below zero": (
        ["BK04 20.00 7"],
        BOUGHT
        + """\
2025-03-01 * "Written off"
  Assets:Equipment:Printer         -120.00 EUR
  Expenses:Coop:Depreciation        120.00 EUR
""",
    ),
    "written off on an account of its own, more than there was": (
        ["BK04 50.00 7"],
        BOUGHT
        + """\
2025-03-01 * "Written off"
  Assets:Equipment:WrittenOff      -350.00 EUR
  Expenses:Coop:Depreciation        350.00 EUR
""",
    ),
    "sold, and what was written off of it stays": (
        ["BK04 100.00 13"],
        BOUGHT
        + """\
2025-03-01 * "Written off"
  Assets:Equipment:WrittenOff      -100.00 EUR
  Expenses:Coop:Depreciation        100.00 EUR

2025-03-05 * "Both sold"
  Assets:Bank                       300.00 EUR
  Assets:Equipment:Desk            -200.00 EUR
  Assets:Equipment:Printer         -100.00 EUR
""",
    ),
    "a member's, and what was written off goes a day later": (
        ["BK04 L01 60.00 12"],
        """\
2025-02-01 * "Oven"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment:Oven       200.00 EUR
  Assets:Bank                            -200.00 EUR

2025-03-01 * "Written off"
  Expenses:Members:L01:Growth              60.00 EUR
  Assets:Members:L01:Equipment:WrittenOff -60.00 EUR

2025-03-05 * "Sold"
  Assets:Bank                             200.00 EUR
  Assets:Members:L01:Equipment:Oven      -200.00 EUR

2025-03-06 * "Written off, taken back"
  Assets:Members:L01:Equipment:WrittenOff  60.00 EUR
  Expenses:Members:L01:Growth             -60.00 EUR
""",
    ),
    "never bought, called otherwise, and sold": (
        ["BK04 L01 30.00 7"],
        """\
2025-03-01 * "Called otherwise"
  Assets:Members:L01:Equipment:Oven        30.00 EUR
  Assets:Members:L01:Equipment:Mixer      -30.00 EUR

2025-03-05 * "Sold"
  Assets:Bank                              30.00 EUR
  Assets:Members:L01:Equipment:Oven       -30.00 EUR
""",
    ),
    "written off, and nothing was bought": (
        ["BK04 L01 20.00 2"],
        """\
2025-03-01 * "Written off"
  Assets:Members:L01:Equipment      -20.00 EUR
  Expenses:Members:L01:Growth        20.00 EUR
""",
    ),
    "paid too much, beside what a credit note gives": (
        ["BK04 10.00 6", "BK04 5.00 14"],
        """\
2025-03-01 * "Half of it goes back"
  Liabilities:Payable                30.00 EUR
  Expenses:Coop:Office              -30.00 EUR

2025-03-02 * "Paid, and there is no bill"
  Liabilities:Payable                10.00 EUR
  Assets:Bank                       -10.00 EUR

2025-03-03 * "All of it comes back"
  Liabilities:Payable               -40.00 EUR
  Assets:Bank                        40.00 EUR

2025-03-04 * "Paid, and there is no bill"
  Liabilities:Payable                 5.00 EUR
  Assets:Bank                        -5.00 EUR
""",
    ),
    "six cents are no rounding": (
        ["BK04 0.06 6"],
        """\
2025-03-01 * "Bill"
  Expenses:Coop:Office               60.00 EUR
  Liabilities:Payable               -60.00 EUR

2025-03-04 * "Paid"
  Liabilities:Payable                60.06 EUR
  Assets:Bank                       -60.06 EUR
""",
    ),
}

RIGHT = {
    "the bill comes later on the day": """\
2025-03-01 * "Paid"
  Liabilities:Payable                60.00 EUR
  Assets:Bank                       -60.00 EUR

2025-03-01 * "Bill"
  Expenses:Coop:Office               60.00 EUR
  Liabilities:Payable               -60.00 EUR
""",
    "some cents too much": """\
2025-03-01 * "Bill"
  Expenses:Coop:Office               60.00 EUR
  Liabilities:Payable               -60.00 EUR

2025-03-04 * "Paid"
  Liabilities:Payable                60.05 EUR
  Assets:Bank                       -60.05 EUR
""",
    "VAT that comes back, and a bank in the red": """\
2025-03-01 * "A large bill"
  Expenses:Coop:Office             1000.00 EUR
  Assets:VAT                        210.00 EUR
  Assets:Bank:Second              -1210.00 EUR

2025-03-31 * "VAT return"
  Liabilities:VAT                   210.00 EUR
  Assets:VAT                       -210.00 EUR
""",
    "paid what was owed: supplier, municipality, fund": """\
2025-03-01 * "Bill"
  Expenses:Coop:Office               60.00 EUR
  Liabilities:Payable               -60.00 EUR

2025-03-01 * "Set off"
  Expenses:Members:L01:SetOff       100.00 EUR
  Liabilities:Municipality         -100.00 EUR

2025-03-01 * "A grant, of which a part goes back"
  Assets:Bank                       100.00 EUR
  Income:Funds:Cordaid2025          -70.00 EUR
  Liabilities:Funds:Cordaid2025     -30.00 EUR

2025-03-04 * "All paid"
  Liabilities:Payable                60.00 EUR
  Liabilities:Municipality          100.00 EUR
  Liabilities:Funds:Cordaid2025      30.00 EUR
  Assets:Bank                      -190.00 EUR
""",
    "written off on an account of its own, within what there is": BOUGHT
    + """\
2025-03-01 * "Written off"
  Assets:Equipment:WrittenOff      -300.00 EUR
  Expenses:Coop:Depreciation        300.00 EUR
""",
    "sold, and what was written off goes on the same day": BOUGHT
    + """\
2025-03-01 * "Written off"
  Assets:Equipment:WrittenOff      -100.00 EUR
  Expenses:Coop:Depreciation        100.00 EUR

2025-03-05 * "Both sold"
  Assets:Bank                       200.00 EUR
  Assets:Equipment:WrittenOff       100.00 EUR
  Assets:Equipment:Desk            -200.00 EUR
  Assets:Equipment:Printer         -100.00 EUR
""",
    "written off and sold": BOUGHT
    + """\
2025-03-01 * "Written off"
  Assets:Equipment:Printer          -60.00 EUR
  Expenses:Coop:Depreciation         60.00 EUR

2025-03-05 * "Sold"
  Assets:Equipment:Printer          -40.00 EUR
  Assets:Bank                        40.00 EUR
""",
    "a credit note after the invoice was paid, and then the refund": """\
2025-02-01 * "Invoice" ^i
  Assets:Members:L01:Receivable      60.00 EUR
  Income:Members:L01:Sales          -60.00 EUR

2025-02-10 * "Paid"
  Assets:Members:L01:Receivable     -60.00 EUR
  Assets:Bank                        60.00 EUR

2025-03-01 * "Credit note" ^i
  Income:Members:L01:Sales           40.00 EUR
  Assets:Members:L01:Receivable     -40.00 EUR

2025-03-05 * "Paid back" ^i
  Assets:Members:L01:Receivable      40.00 EUR
  Assets:Bank                       -40.00 EUR
""",
    "a credit note of a supplier, and then the refund": """\
2025-02-01 * "Bill"
  Expenses:Coop:Office               50.00 EUR
  Assets:VAT                         10.50 EUR
  Liabilities:Payable               -60.50 EUR

2025-02-10 * "Paid"
  Liabilities:Payable                60.50 EUR
  Assets:Bank                       -60.50 EUR

2025-03-01 * "Half of it went back"
  Liabilities:Payable                30.25 EUR
  Assets:VAT                         -5.25 EUR
  Expenses:Coop:Office              -25.00 EUR

2025-03-05 * "Paid back"
  Liabilities:Payable               -30.25 EUR
  Assets:Bank                        30.25 EUR
""",
    "a set-off that is taken back after it was paid": """\
2025-02-01 * "Set off" ^s
  Expenses:Members:L01:SetOff       100.00 EUR
  Liabilities:Municipality         -100.00 EUR

2025-02-10 * "Paid"
  Liabilities:Municipality          100.00 EUR
  Assets:Bank                      -100.00 EUR

2025-03-01 * "Too much, it comes back" ^s
  Liabilities:Municipality           40.00 EUR
  Expenses:Members:L01:SetOff       -40.00 EUR
""",
    "from one account of suppliers to another": """\
2025-03-01 * "Bill"
  Expenses:Coop:Office               60.00 EUR
  Liabilities:Payable:Printer       -60.00 EUR

2025-03-04 * "The same bill, by way of a collecting agency"
  Liabilities:Payable:Printer        60.00 EUR
  Liabilities:Payable:Agency        -60.00 EUR

2025-03-05 * "Paid"
  Liabilities:Payable:Agency         60.00 EUR
  Assets:Bank                       -60.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", WRONG)
def test_on_the_wrong_side(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = WRONG[name]
    found = findings_in(tmp_path, ledger, vocabulary=vocabulary)
    assert told(of("BK04", found)) == expected
    assert all(map(hints, of("BK04", found)))
    assert not any("None" in words(one) for one in found)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", RIGHT)
def test_on_the_right_side(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, RIGHT[name], vocabulary=vocabulary)
    assert told([*of("BK04", found), *of("PF05", found)]) == []


@pytest.mark.parametrize(
    ("amount", "severity"),
    [("249.99", Severity.WARNING), ("250.00", Severity.ERROR)],
)
def test_an_error_from_where_approval_is_asked(
    amount: str, severity: Severity, tmp_path: Path
) -> None:
    ledger = f"""\
2025-03-01 * "Somebody"
  Liabilities:Payable                {amount} EUR
  Assets:Bank
"""
    [finding] = of("BK04", findings_in(tmp_path, ledger))
    assert finding.severity is severity


def test_one_finding_for_a_stretch_that_grows(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Somebody"
  Liabilities:Payable                10.00 EUR
  Assets:Bank

2025-03-02 * "Somebody"
  Liabilities:Payable               290.00 EUR
  Assets:Bank

2025-03-03 * "Paid back"
  Liabilities:Payable              -300.00 EUR
  Assets:Bank

2025-03-04 * "Somebody"
  Liabilities:Payable                 7.00 EUR
  Assets:Bank

2025-03-05 * "Somebody"
  Liabilities:Payable                 1.00 EUR
  Assets:Bank
"""
    first, second = of("BK04", findings_in(tmp_path, ledger))
    assert told([first, second]) == ["BK04 10.00 2", "BK04 7.00 14"]
    assert first.severity is Severity.ERROR
    assert second.severity is Severity.WARNING
    assert words(first) == (
        "At the end of 2025-03-01, 10.00 more was taken off Liabilities:Payable than "
        "was owed there (until 2025-03-03, at most 300.00)."
    )
    assert words(second) == (
        "At the end of 2025-03-04, 7.00 more was taken off Liabilities:Payable than "
        "was owed there (later 8.00 at most)."
    )


@pytest.mark.parametrize("amount", ["400.00", "0.80"])
def test_it_is_pointed_at_what_went_beyond(amount: str, tmp_path: Path) -> None:
    """Not at what came back of it on the same day, nor at the money."""
    ledger = f"""\
2025-03-01 * "Somebody"
  Assets:Bank                      -{amount} EUR
  Liabilities:Payable               {amount} EUR

2025-03-01 * "A part of it comes back"
  Liabilities:Payable                -0.20 EUR
  Assets:Bank                         0.20 EUR
"""
    [finding] = of("BK04", findings_in(tmp_path, ledger))
    assert finding.source.line == 3


def test_it_names_the_account_on_which_most_is_written_off_by_then(
    tmp_path: Path,
) -> None:
    ledger = (
        BOUGHT
        + """\
2025-03-01 * "Written off"
  Assets:Equipment:OffPrinter       -40.00 EUR
  Assets:Equipment:OffDesk          -50.00 EUR
  Expenses:Coop:Depreciation         90.00 EUR

2025-03-05 * "Both sold, and a part of what was written off goes"
  Assets:Bank                       300.00 EUR
  Assets:Equipment:Desk            -200.00 EUR
  Assets:Equipment:Printer         -100.00 EUR
  Assets:Equipment:OffDesk           30.00 EUR
  Expenses:Coop:Depreciation        -30.00 EUR

2025-03-06 * "More of it"
  Assets:Equipment:OffDesk          -90.00 EUR
  Expenses:Coop:Depreciation         90.00 EUR
"""
    )
    [finding] = of("BK04", findings_in(tmp_path, ledger))
    assert "taken off Assets:Equipment:OffPrinter than there was" in words(finding)


def test_a_stretch_that_is_over(tmp_path: Path) -> None:
    _, ledger = WRONG["more stock used than there was, for a week"]
    [finding] = of("BK04", findings_in(tmp_path, ledger))
    assert words(finding) == (
        "At the end of 2025-03-02, 10.00 more was taken off Assets:Members:L01:Stock "
        "than there was (until 2025-03-09)."
    )

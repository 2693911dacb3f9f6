"""PF02 and PF09: how low a thermometer may stand, and how high before people talk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, hints, report_on, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from paraplu.base.findings import Finding

# The cooperative has money enough; what a member may use is another matter.
COOP = """\
2025-01-01 * "Own money of the cooperative"
  Equity:Coop                 -5000.00 EUR
  Assets:Bank                  5000.00 EUR
"""


def _found(folder: Path, ledger: str, vocabulary: str = "en") -> tuple[Finding, ...]:
    return findings_in(folder, ledger, means=COOP, vocabulary=vocabulary)


TWICE_BELOW = """\
2025-03-01 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-02 * "Varnish"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs          5.00 EUR
  Assets:Bank                        -5.00 EUR

2025-03-03 * "Chairs sold"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Members:L01:Receivable      60.00 EUR

2025-03-04 * "Glue"
  receipt: "3.pdf"
  Expenses:Members:L01:Costs          7.00 EUR
  Assets:Bank                        -7.00 EUR
"""


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_time_it_falls_below_zero(vocabulary: str, tmp_path: Path) -> None:
    found = errors(_found(tmp_path, TWICE_BELOW, vocabulary))
    assert told(found) == ["PF02 L01 50.00 3", "PF02 L01 2.00 17"]


def test_the_words_say_how_deep_and_until_when(tmp_path: Path) -> None:
    first, second = errors(_found(tmp_path, TWICE_BELOW))
    assert words(first) == (
        "L01's thermometer is 50.00 below zero at the end of 2025-03-01, 55.00 "
        "at its lowest, until 2025-03-03: more was spent than there was."
    )
    assert words(second) == (
        "L01's thermometer is 2.00 below zero at the end of 2025-03-04, and "
        "still is: more was spent than there was."
    )


def test_only_the_end_of_a_day_counts(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Wood, bought in the morning"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-01 * "Chairs sold in the afternoon"
  Income:Members:L01:Sales          -50.00 EUR
  Assets:Bank                        50.00 EUR
"""
    assert told(errors(_found(tmp_path, ledger))) == []


def test_the_posting_that_did_it_within_a_day(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Chairs sold"
  Income:Members:L01:Sales          -50.00 EUR
  Assets:Bank                        50.00 EUR

2025-03-01 * "Wood and varnish"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs:Wood    45.00 EUR
  Expenses:Members:L01:Costs:Varnish 15.00 EUR
  Assets:Bank                       -60.00 EUR
"""
    assert told(errors(_found(tmp_path, ledger))) == ["PF02 L01 10.00 8"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_equipment_counts_as_used_without_its_vat(
    vocabulary: str, tmp_path: Path
) -> None:
    ledger = """\
2025-03-01 * "Chairs sold"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Bank                        60.00 EUR

2025-03-02 * "Drill"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment       80.00 EUR
  Assets:VAT                         16.80 EUR
  Assets:Bank                       -96.80 EUR

2025-03-31 * "Depreciation changes nothing"
  Assets:Members:L01:Equipment      -10.00 EUR
  Expenses:Members:L01:Growth        10.00 EUR
"""
    found = errors(_found(tmp_path, ledger, vocabulary))
    assert told(found) == ["PF02 L01 20.00 7"]


def test_stock_prepayments_and_unpaid_invoices_use_nothing(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Chairs for the library"
  Income:Members:L01:Sales          -60.00 EUR
  Liabilities:VAT                   -12.60 EUR
  Assets:Members:L01:Receivable      72.60 EUR

2025-03-02 * "Wood for a year"
  receipt: "1.pdf"
  Assets:Members:L01:Stock          500.00 EUR
  Assets:Bank                      -500.00 EUR

2025-03-03 * "Insurance for a year"
  receipt: "2.pdf"
  Assets:Members:L01:Prepaid        120.00 EUR
  Assets:Bank                      -120.00 EUR

2025-03-04 * "All of the profit"
  receipt: "3.pdf"
  Expenses:Members:L01:Training      60.00 EUR
  Assets:Bank                       -60.00 EUR
"""
    assert told(errors(_found(tmp_path, ledger))) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_closing_a_year_changes_nothing(vocabulary: str, tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Start capital"
  Equity:Members:L01:StartCapital   -40.00 EUR
  Equity:Coop                        40.00 EUR

2025-03-02 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         30.00 EUR
  Assets:Bank                       -30.00 EUR

2025-11-30 * "The year is closed with a loss"
  Expenses:Members:L01:Costs        -30.00 EUR
  Equity:Members:L01:Thermometer     30.00 EUR
"""
    assert told(errors(_found(tmp_path, ledger, vocabulary))) == []


def test_less_than_half_a_cent_is_rounding(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Tokens sold"
  Income:Members:L01:Sales         -10.003 EUR
  Assets:Bank                       10.003 EUR

2025-03-02 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs        10.004 EUR
  Assets:Bank                      -10.004 EUR
"""
    assert told(errors(_found(tmp_path, ledger))) == []


ABOVE = """\
2025-03-01 * "Tables for the school"
  Income:Members:L01:Sales       -2600.00 EUR
  Assets:Bank                     2600.00 EUR

2025-03-02 * "Contribution"
  Expenses:Members:L01:Contribution  300.00 EUR
  Income:Coop:Contribution         -300.00 EUR

2025-03-03 * "Chairs sold"
  Income:Members:L01:Sales        -250.00 EUR
  Assets:Bank                      250.00 EUR
"""


def test_above_the_threshold_since_the_last_time(tmp_path: Path) -> None:
    [finding] = of("PF09", _found(tmp_path, ABOVE))
    assert told([finding]) == ["PF09 L01 50.00 16"]
    assert finding.severity is Severity.SIGNAL
    assert Path(finding.source.file).resolve() == tmp_path / "members.yaml"
    assert words(finding) == (
        "L01's thermometer is at 2,550.00, which is 50.00 above the threshold of "
        "2,500.00, since 2025-03-03."
    )


def test_the_threshold_itself_is_not_above_it(tmp_path: Path) -> None:
    ledger = ABOVE.replace("-250.00", "-200.00").replace(" 250.00", " 200.00")
    assert of("PF09", _found(tmp_path, ledger)) == []


def test_a_members_own_threshold_goes_before(tmp_path: Path) -> None:
    own = "  L01:\n    policy: {threshold: 2549.99}\n"
    members = MEMBERS.replace("  L01:\n", own).replace("threshold: 2500.00", "")
    report = report_on(tmp_path, ABOVE + COOP, members=members)
    [finding] = of("PF09", report.verdict.findings)
    assert told([finding]) == ["PF09 L01 0.01 16"]


def test_a_refund_is_not_called_spending(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Chairs sold" ^c
  Income:Members:L01:Sales          -50.00 EUR
  Assets:Bank                        50.00 EUR

2025-03-02 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-05 * "Chairs sent back" ^c
  Income:Members:L01:Sales           50.00 EUR
  Assets:Bank                       -50.00 EUR
"""
    [finding] = of("PF02", _found(tmp_path, ledger))
    assert words(finding).endswith("and still is: more was refunded than there was.")
    assert hints(finding).startswith("What a customer gets back had been used already.")
    both = (
        ledger + "\n" + ledger[ledger.index("2025-03-02") : ledger.index("2025-03-05")]
    )
    both = both.replace("2025-03-02", "2025-03-05")
    [finding] = of("PF02", _found(tmp_path, both))
    assert "more was spent than there was." in words(finding)


def test_above_since_it_last_stood_at_the_threshold(tmp_path: Path) -> None:
    ledger = ABOVE.replace("300.00", "100.00").replace("250.00", "50.00")
    [finding] = of("PF09", _found(tmp_path, ledger))
    assert str(finding.date) == "2025-03-03"


SOLD_BEFORE = """\
2025-03-01 * "Chairs sold"
  Income:Members:L01:Sales          -50.00 EUR
  Assets:Bank                        50.00 EUR

2025-03-02 * "Wood and varnish for two, and change"
  receipt: "1.pdf"
  Expenses:Members:L02:Costs         10.00 EUR
  Assets:Members:L01:Cash            70.00 EUR
  Expenses:Members:L01:Costs:Wood    45.00 EUR
  Expenses:Members:L01:Costs:Varnish 15.00 EUR
  Assets:Bank                      -140.00 EUR

2025-03-01 * "Another sale"
  Income:Members:L02:Sales          -50.00 EUR
  Assets:Bank                        50.00 EUR
"""


def test_the_posting_that_did_it_after_a_sale_of_before(tmp_path: Path) -> None:
    """What another spends in the entry, or what stays money, lowers nothing."""
    assert told(of("PF02", _found(tmp_path, SOLD_BEFORE))) == ["PF02 L01 10.00 10"]


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (
            "Assets:Bank  10.00 EUR\n  Income:Members:L01:Sales",
            "2025-03-02, until 2025-03-04: ",
        ),
        (
            "Expenses:Members:L01:Costs  5.00 EUR\n  Assets:Bank",
            "2025-03-02, 15.00 at its lowest, and still is: ",
        ),
    ],
)
def test_until_when_and_how_deep(later: str, said: str, tmp_path: Path) -> None:
    ledger = f'{SOLD_BEFORE}\n2025-03-04 * "Later"\n  receipt: "2.pdf"\n  {later}\n'
    [finding] = of("PF02", _found(tmp_path, ledger))
    assert said in words(finding)


def test_a_refund_beside_what_lowers_nothing(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Sales of two members" ^c
  Income:Members:L01:Sales          -50.00 EUR
  Income:Members:L02:Sales          -50.00 EUR
  Assets:Bank                       100.00 EUR

2025-03-02 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-05 * "Chairs sent back, wood of another, and change" ^c
  receipt: "2.pdf"
  Income:Members:L01:Sales           50.00 EUR
  Expenses:Members:L02:Costs         10.00 EUR
  Assets:Members:L01:Cash             5.00 EUR
  Assets:Bank                       -65.00 EUR
"""
    [finding] = of("PF02", _found(tmp_path, ledger))
    assert words(finding).endswith("and still is: more was refunded than there was.")


def test_the_first_day_that_there_is(tmp_path: Path) -> None:
    ledger = """\
0001-01-01 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Equity:Coop                       -50.00 EUR
"""
    assert told(of("PF02", _found(tmp_path, ledger))) == ["PF02 L01 50.00 3"]


@pytest.mark.parametrize(("sale", "line"), [("10.00", 11), ("9.99", 3)])
def test_it_is_the_one_after_which_it_stayed_below(
    sale: str, line: int, tmp_path: Path
) -> None:
    ledger = f"""\
2025-03-01 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         10.00 EUR
  Assets:Bank                       -10.00 EUR

2025-03-01 * "Chairs sold, up to zero"
  Income:Members:L01:Sales          -{sale} EUR
  Assets:Bank

2025-03-01 * "Varnish"
  Expenses:Members:L01:Costs          5.00 EUR
  Assets:Bank                        -5.00 EUR
"""
    [finding] = of("PF02", _found(tmp_path, ledger))
    assert finding.source.line == line


def test_a_refund_with_cents_of_a_cost_is_spending_too(tmp_path: Path) -> None:
    ledger = """\
2025-03-05 * "Chairs sent back, and what the post took"
  Income:Members:L01:Sales           50.00 EUR
  Expenses:Members:L01:Costs          0.50 EUR
  Assets:Bank                       -50.50 EUR
"""
    [finding] = of("PF02", _found(tmp_path, ledger))
    assert "more was spent than there was." in words(finding)

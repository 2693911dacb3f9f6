"""PF08: a member's spending of a year stays below the caps of the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

TWO_BILLS = """\
2025-03-01 * "Telephone"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs:Phone    180.00 EUR
  Assets:Bank                        -180.00 EUR

2025-04-01 * "Telephone, and a cover for it" ^phone
  receipt: "2.pdf"
  Expenses:Members:L01:Costs:Phone    120.00 EUR
  Expenses:Members:L01:Costs:Phone:Cover  12.50 EUR
  Assets:VAT                           27.82 EUR
  Assets:Bank                        -160.32 EUR
"""
BACK = """
2025-05-01 * "Paid back by the supplier" ^phone
  Expenses:Members:L01:Costs:Phone    -12.50 EUR
  Assets:Bank                          12.50 EUR
"""
LOWER = MEMBERS.replace(
    "funds:\n",
    """\
  - from: 2025-05-01
    contribution: {base: net_turnover, rate: 30%}
    caps: {"Costs:Phone": 100.00}
funds:
""",
)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_over_the_cap(vocabulary: str, tmp_path: Path) -> None:
    [finding] = of("PF08", findings_in(tmp_path, TWO_BILLS, vocabulary=vocabulary))
    assert told([finding]) == ["PF08 L01 12.50 9"]
    assert finding.severity is Severity.WARNING
    assert words(finding) == (
        "L01 spent 312.50 on Costs:Phone in 2025; the cap is 300.00, so that is 12.50 "
        "too much."
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_what_comes_back_counts(vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, TWO_BILLS + BACK, vocabulary=vocabulary)
    assert told(of("PF08", found)) == []


def test_each_member_has_a_cap(tmp_path: Path) -> None:
    ledger = TWO_BILLS.replace("L01:Costs:Phone    120.00", "L02:Costs:Phone    120.00")
    assert told(of("PF08", findings_in(tmp_path, ledger))) == []


def test_other_costs_do_not_count(tmp_path: Path) -> None:
    ledger = TWO_BILLS.replace("Phone    120.00", "Phones   120.00")
    assert told(of("PF08", findings_in(tmp_path, ledger))) == []


def test_a_year_ends(tmp_path: Path) -> None:
    longer = MEMBERS.replace("until: 2025-12-31}]", "until: 2026-12-31}]")
    ledger = TWO_BILLS.replace("2025-04-01", "2026-01-01")
    found = findings_in(tmp_path, ledger, members=longer)
    assert told(of("PF08", found)) == []
    assert told(errors(found)) == []


def test_a_members_own_cap_goes_before(tmp_path: Path) -> None:
    own = '  L01:\n    policy: {caps: {"Costs:Phone": 400.00}}\n'
    members = MEMBERS.replace("  L01:\n", own)
    assert of("PF08", findings_in(tmp_path, TWO_BILLS, members=members)) == []


def test_a_new_policy_lowers_the_cap(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Telephone"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs:Phone    180.00 EUR
  Assets:Bank                        -180.00 EUR

2025-06-01 * "Telephone"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs:Phone      9.00 EUR
  Assets:Bank                          -9.00 EUR
"""
    found = findings_in(tmp_path, ledger, members=LOWER)
    assert told(of("PF08", found)) == ["PF08 L01 89.00 8"]


def test_money_comes_back_after_the_cap_was_lowered(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Telephone" ^phone
  receipt: "1.pdf"
  Expenses:Members:L01:Costs:Phone    180.00 EUR
  Assets:Bank                        -180.00 EUR

2025-06-01 * "Paid back by the supplier" ^phone
  Expenses:Members:L01:Costs:Phone    -10.00 EUR
  Assets:Bank                          10.00 EUR
"""
    [finding] = of("PF08", findings_in(tmp_path, ledger, members=LOWER))
    assert (finding.member, str(finding.amount)) == ("L01", "70.00")


CAPPED = MEMBERS.replace(
    'caps: {"Costs:Phone": 300.00}', "caps: {Equipment: 200.00, Growth: 100.00}"
)
SAW = """\
2025-02-01 * "Saw"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment        230.00 EUR
  Assets:Bank                        -230.00 EUR
"""


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_depreciation_is_no_spending(vocabulary: str, tmp_path: Path) -> None:
    ledger = f"""{SAW}
2025-03-01 * "Written off"
  Expenses:Members:L01:Growth         230.00 EUR
  Assets:Members:L01:Equipment       -230.00 EUR
"""
    found = findings_in(tmp_path, ledger, vocabulary=vocabulary, members=CAPPED)
    assert told(of("PF08", found)) == ["PF08 L01 30.00 3"]


def test_growth_beside_depreciation_is_spending(tmp_path: Path) -> None:
    ledger = f"""{SAW}
2025-03-01 * "Written off, and a brush"
  receipt: "2.pdf"
  Expenses:Members:L01:Growth:Old     150.00 EUR
  Expenses:Members:L01:Growth         110.00 EUR
  Assets:Members:L01:Equipment       -150.00 EUR
  Assets:Bank                        -110.00 EUR
"""
    found = findings_in(tmp_path, ledger, members=CAPPED)
    assert told(of("PF08", found)) == ["PF08 L01 30.00 3", "PF08 L01 10.00 9"]


def test_equipment_that_goes_back_counts(tmp_path: Path) -> None:
    ledger = f"""{SAW}
2025-03-01 * "The blade goes back to the shop"
  Assets:Bank                          40.00 EUR
  Assets:Members:L01:Equipment        -40.00 EUR
"""
    assert of("PF08", findings_in(tmp_path, ledger, members=CAPPED)) == []


@pytest.mark.parametrize(
    "beside",
    [
        (
            "  Assets:Bank                        -120.02 EUR\n"
            "  Equity:Members:L01:Thermometer        0.02 EUR"
        ),
        (
            "  Assets:Bank                        -120.00 EUR\n"
            "  Equity:Members:L01:Thermometer        0.02 EUR\n"
            "  Expenses:Coop:Rounding               -0.02 EUR"
        ),
        (
            "  Income:Members:L01:Sales           -120.02 EUR\n"
            "  Equity:Members:L01:Thermometer        0.02 EUR"
        ),
        "  Equity:Members:L01:Thermometer     -120.00 EUR",
    ],
)
def test_the_thermometer_beside_it_hides_nothing(beside: str, tmp_path: Path) -> None:
    ledger = f"""\
2025-03-01 * "Growth"
  receipt: "1.pdf"
  Expenses:Members:L01:Growth         120.00 EUR
{beside}
"""
    found = findings_in(tmp_path, ledger, members=CAPPED)
    assert told(of("PF08", found)) == ["PF08 L01 20.00 3"]


def test_a_closing_takes_nothing_off(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Growth"
  receipt: "1.pdf"
  Expenses:Members:L01:Growth          70.00 EUR
  Assets:Bank                         -70.00 EUR

2025-06-30 * "Closing of half a year"
  Expenses:Members:L01:Growth         -70.00 EUR
  Equity:Members:L01:Thermometer       70.00 EUR

2025-07-01 * "More growth"
  receipt: "2.pdf"
  Expenses:Members:L01:Growth          50.00 EUR
  Assets:Bank                         -50.00 EUR
"""
    found = findings_in(tmp_path, ledger, members=CAPPED)
    assert told(of("PF08", found)) == ["PF08 L01 20.00 12"]


def test_a_correction_counts(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Growth"
  receipt: "1.pdf"
  Expenses:Members:L01:Growth         120.00 EUR
  Assets:Bank                        -120.00 EUR

2025-03-02 * "A part of it was wood"
  Expenses:Members:L01:Costs           20.00 EUR
  Expenses:Members:L01:Growth         -20.00 EUR
"""
    assert of("PF08", findings_in(tmp_path, ledger, members=CAPPED)) == []


def test_two_members_over_the_cap_are_told_apart(tmp_path: Path) -> None:
    both = TWO_BILLS + "\n" + TWO_BILLS.replace("L01", "L02").replace("180", "170")
    found = findings_in(tmp_path, both)
    assert told(of("PF08", found)) == ["PF08 L01 12.50 9", "PF08 L02 2.50 21"]


def test_what_looks_like_a_closing_beside_one_is_spending(tmp_path: Path) -> None:
    """The first empties what a refund left; the second uses what is in the ring."""
    ledger = """\
2025-03-01 * "Paid back by the supplier of a year ago"
  Expenses:Members:L01:Growth         -20.00 EUR
  Assets:Bank                          20.00 EUR

2025-06-30 * "Closing of half a year"
  Expenses:Members:L01:Growth          20.00 EUR
  Equity:Members:L01:Thermometer      -20.00 EUR

2025-07-01 * "Growth, out of the thermometer"
  receipt: "1.pdf"
  Expenses:Members:L01:Growth         130.00 EUR
  Equity:Members:L01:Thermometer     -130.00 EUR
"""
    found = findings_in(tmp_path, ledger, members=CAPPED)
    assert told(of("PF08", found)) == ["PF08 L01 10.00 11"]

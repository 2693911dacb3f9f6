"""PF07: the contribution is what the policy says, and is booked in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, report_on, told, words

from paraplu.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

SALE = """\
2025-03-10 * "Market"
  Assets:Cash                        121.00 EUR
  Income:Members:L01:Sales          -100.00 EUR
  Liabilities:VAT                    -21.00 EUR

2025-03-12 * "Wood"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs          40.00 EUR
  Assets:Cash                        -40.00 EUR

"""


def booked(amount: str, day: str = "2025-03-31", meta: str = "") -> str:
    return f"""\
{day} * "Contribution of March"
{meta}  Expenses:Members:L01:Contribution   {amount} EUR
  Income:Coop:Contribution           -{amount} EUR

"""


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("18.00", []),
        # One cent is rounding, two are not.
        ("18.01", []),
        ("17.99", []),
        ("18.02", ["PF07 L01 0.02 12"]),
        ("17.98", ["PF07 L01 0.02 12"]),
        # Over turnover instead of turnover less costs.
        ("30.00", ["PF07 L01 12.00 12"]),
    ],
)
def test_what_is_booked(
    amount: str, found: list[str], vocabulary: str, tmp_path: Path
) -> None:
    findings = findings_in(
        tmp_path, SALE + booked(amount), means="", vocabulary=vocabulary
    )
    assert told(of("PF07", findings)) == found


def test_it_says_what_was_agreed(tmp_path: Path) -> None:
    [finding] = of("PF07", findings_in(tmp_path, SALE + booked("30.00"), means=""))
    assert finding.severity is Severity.ERROR
    assert words(finding) == (
        "30.00 is booked as L01's contribution for 2025-03, but 18.00 was agreed: "
        "12.00 too much."
    )


def test_in_two_parts(tmp_path: Path) -> None:
    ledger = SALE + booked("10.00", "2025-03-15") + booked("8.00")
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


def test_a_month_that_is_not_over_is_not_judged(tmp_path: Path) -> None:
    ledger = SALE + booked("30.00", "2025-03-30")
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


def test_what_is_taken_where_nothing_came_in(tmp_path: Path) -> None:
    ledger = SALE + booked("18.00") + booked("5.00", "2025-04-30")
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == [
        "PF07 L01 5.00 16"
    ]


def test_booked_later_it_says_which_month_it_is_for(tmp_path: Path) -> None:
    later = booked("18.00", "2025-04-30", '  contribution: "2025-03"\n')
    assert told(of("PF07", findings_in(tmp_path, SALE + later, means=""))) == []


@pytest.mark.parametrize("meta", ['  contribution: "march"\n', "  contribution: 3\n"])
def test_what_names_no_month_says_nothing(meta: str, tmp_path: Path) -> None:
    ledger = SALE + booked("18.00", meta=meta)
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (dt.date(2025, 5, 15), []),  # 45 days
        (dt.date(2025, 5, 16), ["PF07 L01 18.00"]),
    ],
)
def test_not_booked(today: dt.date, found: list[str], tmp_path: Path) -> None:
    report = report_on(tmp_path, SALE, today=today)
    late = of("PF07", report.verdict.findings)
    assert [entry.rpartition(" ")[0] for entry in told(late)] == found
    assert errors(late) == []
    for finding in late:
        assert words(finding) == (
            "L01's contribution for 2025-03, 18.00, is not booked, and the month "
            "ended 46 days ago."
        )


def test_a_pot_of_its_own(tmp_path: Path) -> None:
    members = MEMBERS.replace(
        "{base: net_turnover, rate: 30%}",
        "[{base: net_turnover, rate: 25%}, "
        "{base: turnover, rate: 5%, purpose: TrainingPot}]",
    )
    pot = """\
2025-03-31 * "Training pot"
  Expenses:Members:L01:Contribution:TrainingPot    5.00 EUR
  Income:Coop:Contribution:TrainingPot            -5.00 EUR
"""
    report = report_on(tmp_path, SALE + booked("15.00") + pot, members=members)
    assert told(of("PF07", report.verdict.findings)) == []
    report = report_on(tmp_path, SALE + booked("20.00"), members=members)
    assert told(of("PF07", report.verdict.findings)) == ["PF07 L01 5.00 16"]


def test_what_stands_below_the_account_is_the_share_without_a_purpose(
    tmp_path: Path,
) -> None:
    ledger = SALE + booked("18.00").replace("Contribution ", "Contribution:Base ", 1)
    assert told(of("PF07", findings_in(tmp_path, ledger, means=""))) == []


def test_without_an_agreement_nothing_is_judged(tmp_path: Path) -> None:
    members = MEMBERS.replace("    contribution: {base: net_turnover, rate: 30%}\n", "")
    report = report_on(tmp_path, SALE + booked("30.00"), members=members)
    assert told(of("PF07", report.verdict.findings)) == []

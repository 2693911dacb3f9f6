"""Waivers: what they take away, which are listed, and EV06."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import MEMBERS, report_on, told, words

from paraplu.check import Report
from paraplu.rules import RULES

SALE = """\
2025-03-01 * "Market"
  Assets:Cash                    1000.00 EUR
  Income:Members:L01:Sales      -1000.00 EUR

"""
EARLY = dt.date(2025, 3, 10)
# Some of these checks are months later, and nobody books contributions here.
REGISTER = MEMBERS.replace("    contribution: {base: net_turnover, rate: 30%}\n", "")


def spent(
    waiver: str,
    *,
    account: str = "Expenses:Members:L01:Growth",
    receipt: str = "",
    day: str = "2025-03-10",
) -> str:
    shown = f"  receipt: {receipt}\n" if receipt else ""
    return f"""\
{day} * "Planer"
  waiver: {waiver}
{shown}  {account}    300.00 EUR
  Assets:Cash   -300.00 EUR

"""


def check(folder: Path, ledger: str, today: dt.date = EARLY) -> Report:
    report = report_on(folder, SALE + ledger, members=REGISTER, today=today)
    assert not [
        w for f in report.verdict.findings if "fault in paraplu" in (w := words(f))
    ]
    return report


def listed(report: Report) -> list[str]:
    return [
        f"{w.code} {w.member} {w.days} {w.findings} {w.source.line}: {w.reason}"
        for w in report.verdict.waived
    ]


def test_it_takes_away_the_finding_that_it_names(tmp_path: Path) -> None:
    report = check(tmp_path, spent('"EV01: lost"'))
    assert told(report.verdict.findings) == ["EV03 L01 300.00 11"]
    assert listed(report) == ["EV01 L01 0 1 9: lost"]


@pytest.mark.parametrize(
    "value",
    [
        '"EV01, EV03: house clearance"',
        '"EV01,EV03: house clearance"',
        '"EV03 + EV01 : house clearance"',
        '" EV01 , EV03:house clearance "',
    ],
)
def test_several_codes(tmp_path: Path, value: str) -> None:
    report = check(tmp_path, spent(value))
    assert told(report.verdict.findings) == []
    assert listed(report) == [
        "EV01 L01 0 1 9: house clearance",
        "EV03 L01 0 1 9: house clearance",
    ]


@pytest.mark.parametrize(
    "value",
    [
        '"EV01"',
        '"EV01:"',
        '"EV01: "',
        '"EV01 lost"',
        '"ev01: lost"',
        '"lost: EV01"',
        '"EV1: lost"',
        '"EV01 EV03: lost"',
        '"*: lost"',
        '"all: lost"',
        '": lost"',
        '""',
        "TRUE",
        "2025-03-10",
        "100.00 EUR",
        "EV01",
        "Assets:Bank",
        "#EV01",
        '"EV99: no such rule"',
        '"PF01: a structural rule"',
        '"EV04: a structural rule"',
        '"EV06: of waivers themselves"',
        '"PF01, MB02: structural rules"',
    ],
)
def test_what_waives_nothing_is_said(tmp_path: Path, value: str) -> None:
    report = check(tmp_path, spent(value))
    assert told(report.verdict.findings) == [
        "EV06 L01 9",
        "EV01 L01 300.00 11",
        "EV03 L01 300.00 11",
    ]
    assert listed(report) == []


@pytest.mark.parametrize("today", [EARLY, dt.date(2025, 10, 1)])
def test_without_a_value_it_waives_nothing(tmp_path: Path, today: dt.date) -> None:
    report = check(tmp_path, spent(""), today)
    assert told([f for f in report.verdict.findings if f.code != "EV06"]) == [
        "EV01 L01 300.00 11",
        "EV03 L01 300.00 11",
    ]
    assert listed(report) == []
    assert not [f for f in report.verdict.findings if "None" in words(f)]


def test_a_structural_rule_beside_a_documentary_one(tmp_path: Path) -> None:
    ledger = spent(
        '"EV01, PF01: the board agreed"', account="Expenses:Coop:Lunch"
    ).replace("Assets:Cash", "Assets:Members:L01:Cash")
    report = check(tmp_path, ledger)
    assert "PF01 L01 300.00 11" in told(report.verdict.findings)
    assert listed(report) == ["EV01 L01 0 0 9: the board agreed"]


def test_on_a_posting_it_does_not_count(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Wood"
  Expenses:Members:L01:Costs    40.00 EUR
    waiver: "EV01: lost"
  Assets:Cash                  -40.00 EUR
"""
    report = check(tmp_path, ledger)
    assert told([f for f in report.verdict.findings if f.code != "EV06"]) == [
        "EV01 L01 40.00 10"
    ]
    assert listed(report) == []


def test_on_a_posting_it_does_not_count_when_it_is_old_either(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Wood"
  Expenses:Members:L01:Costs    40.00 EUR
    waiver: "EV01: lost"
  Assets:Cash                  -40.00 EUR
"""
    report = check(tmp_path, ledger, dt.date(2025, 10, 1))
    assert "EV01 L01 40.00 10" in told(report.verdict.findings)
    assert "EV06" in report.verdict.ran


def test_it_counts_for_its_own_entry_alone(tmp_path: Path) -> None:
    ledger = (
        spent('"EV01, EV03: lost"')
        + """\
2025-03-10 * "Wood"
  Expenses:Members:L01:Costs    40.00 EUR
  Assets:Cash                  -40.00 EUR
"""
    )
    assert told(check(tmp_path, ledger).verdict.findings) == ["EV01 L01 40.00 15"]


def test_for_a_receipt_that_a_posting_names(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Wood"
  waiver: "EV02: the file is with the accountant"
  Expenses:Members:L01:Costs    20.00 EUR
    receipt: "one.pdf"
  Expenses:Members:L01:Costs    20.00 EUR
    receipt: "two.pdf"
  Assets:Cash                  -40.00 EUR
"""
    report = check(tmp_path, ledger)
    assert told(report.verdict.findings) == []
    assert listed(report) == ["EV02 L01 0 2 9: the file is with the accountant"]


def test_one_that_was_not_needed_is_listed(tmp_path: Path) -> None:
    ledger = spent(
        '"EV05: one order, sent in two"', account="Expenses:Members:L01:Costs"
    )
    report = check(tmp_path, ledger)
    assert told(report.verdict.findings) == ["EV01 L01 300.00 11"]
    assert listed(report) == ["EV05 L01 0 0 9: one order, sent in two"]


def test_of_the_cooperative(tmp_path: Path) -> None:
    ledger = spent(
        '"EV02: at the notary"', account="Expenses:Coop:Deed", receipt='"x.pdf"'
    )
    own = """\
2025-03-01 * "Own money"
  Assets:Cash   300.00 EUR
  Equity:Coop  -300.00 EUR

"""
    report = check(tmp_path, own + ledger)
    assert told(report.verdict.findings) == []
    assert listed(report) == ["EV02 None 0 1 13: at the notary"]


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (dt.date(2025, 6, 8), False),  # 90 days
        (dt.date(2025, 6, 9), True),
    ],
)
def test_older_than_ninety_days(tmp_path: Path, today: dt.date, *, old: bool) -> None:
    report = check(tmp_path, spent('"EV01, EV03: lost"'), today)
    assert told(report.verdict.findings) == ["EV06 L01 9"] * old
    assert [w.days for w in report.verdict.waived] == [90 + old, 90 + old]
    assert not report.verdict.failed


def test_before_its_own_day(tmp_path: Path) -> None:
    report = check(tmp_path, spent('"EV01, EV03: lost"'), dt.date(2025, 1, 1))
    assert told(report.verdict.findings) == []


def test_an_old_waiver_cannot_be_waived(tmp_path: Path) -> None:
    report = check(tmp_path, spent('"EV01, EV03, EV06: lost"'), dt.date(2025, 10, 1))
    assert told(report.verdict.findings) == ["EV06 L01 9"]


def test_two_entries_on_the_same_line_of_two_files(tmp_path: Path) -> None:
    pad = "\n" * 8  # its first posting stands on the same line in the other file
    other = (
        pad
        + """\

2025-03-10 * "Wood"
  Expenses:Members:L01:Costs    40.00 EUR
  Assets:Cash                  -40.00 EUR
"""
    )
    ledger = SALE + spent('"EV01, EV03: lost"') + 'include "other.beancount"\n'
    report = report_on(tmp_path, ledger, files={"other.beancount": other}, today=EARLY)
    assert told(report.verdict.findings) == ["EV01 L01 40.00 11"]


def test_a_very_long_waiver_does_not_keep_the_check_busy(tmp_path: Path) -> None:
    codes = ", ".join(["EV01"] * 5_000)
    report = check(tmp_path, spent(f'"{codes}{" " * 20_000}"'))
    assert "EV06 L01 9" in told(report.verdict.findings)


def test_what_it_says(tmp_path: Path) -> None:
    report = check(tmp_path, spent('"EV01, EV03: lost"'), dt.date(2025, 10, 1))
    (old,) = report.verdict.findings
    assert words(old) == (
        "The waiver “EV01, EV03: lost” is 205 days old; after 90 days it should be "
        "settled."
    )
    report = check(tmp_path, spent('"PF01: please"'))
    assert words(report.verdict.findings[0]) == (
        "The waiver “PF01: please” waives nothing: it must be on the transaction, "
        "start with the code of a rule that can be waived (EV01, EV02, EV03, EV05, "
        "EV07, IN06, IN09), and give a reason."
    )


@pytest.mark.parametrize("code", [r.code for r in RULES.values() if r.waivable])
def test_every_rule_that_can_be_waived_may_be_named(tmp_path: Path, code: str) -> None:
    report = check(tmp_path, spent(f'"{code}: decided"'))
    assert "EV06" not in [finding.code for finding in report.verdict.findings]


@pytest.mark.parametrize("value", ["", '""', '" "'])
def test_an_empty_waiver_is_called_empty(tmp_path: Path, value: str) -> None:
    report = check(tmp_path, spent(value))
    assert "The waiver is empty, so it waives nothing." in [
        words(finding) for finding in report.verdict.findings
    ]

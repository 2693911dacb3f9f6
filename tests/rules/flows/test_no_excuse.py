"""What never makes a flow legal, and what is no flow at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.support import report_on, told, words

# The cooperative has means of its own, so that only what members have is looked at.
SALE = """\
2025-01-02 * "Capital"
  Assets:Bank:Current                    500.00 EUR
  Equity:Coop

2025-01-02 * "Sale"
  Assets:Members:L01:Cash                100.00 EUR
  Income:Members:L01:Sales
"""


@pytest.mark.parametrize("flag", ["*", "!", "P", "txn"])
def test_a_flag_is_no_excuse(tmp_path: Path, flag: str) -> None:
    ledger = f"""\
{SALE}
2025-01-03 {flag} "Lunch"
  Expenses:Coop:Lunch                     50.00 EUR
  Assets:Members:L01:Cash
"""
    assert told(report_on(tmp_path, ledger).verdict.findings) == ["PF01 L01 50.00 14"]


@pytest.mark.parametrize(
    "line",
    [
        'waiver: "PF01: the board agreed"',
        'waiver: "EV01, PF01: the board agreed"',
        'approved: "board 2025-01-01"',
        'member: "L01"',
        'counterparty: "Lunchroom"',
    ],
)
def test_metadata_is_no_excuse(tmp_path: Path, line: str) -> None:
    ledger = f"""\
{SALE}
2025-01-03 * "Lunch"
  {line}
  Expenses:Coop:Lunch                     50.00 EUR
  Assets:Members:L01:Cash
"""
    findings = report_on(tmp_path, ledger).verdict.findings
    assert [line for line in told(findings) if not line.startswith("EV06")] == [
        "PF01 L01 50.00 15"
    ]


def test_a_pad_in_a_ring_is_never_a_flow(tmp_path: Path) -> None:
    ledger = f"""\
{SALE}
2025-01-03 pad Assets:Members:L01:Cash Expenses:Members:L01:Costs

2025-01-04 balance Assets:Members:L01:Cash  80.00 EUR
"""
    found = report_on(tmp_path, ledger).verdict.findings
    padded = [finding for finding in found if finding.code == "PF01"]
    assert told(padded) == ["PF01 L01 20.00 13"]
    assert words(padded[0]).startswith(
        "A pad moves 20.00 from Assets:Members:L01:Cash to Expenses:Members:L01:Costs."
    )


@pytest.mark.parametrize(
    ("pad", "padded"),
    [
        ("", []),
        (
            (
                "2025-01-02 pad Assets:Members:L01:Cash Expenses:Members:L01:Costs\n\n"
                "2025-01-03 balance Assets:Members:L01:Cash  80.00 EUR\n"
            ),
            ["PF01 L01 20.00 19"],
        ),
    ],
)
def test_what_only_has_the_flag_of_a_pad_is_none(
    pad: str, padded: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
{SALE}
2025-01-04 P "Training, and a party"
  receipt: "bon.pdf"
  Expenses:Members:L01:Training            1.00 EUR
  Expenses:Coop:Party                     49.00 EUR
  Assets:Members:L01:Cash                -50.00 EUR

{pad}"""
    found = report_on(tmp_path, ledger, files={"bon.pdf": "bon"}).verdict.findings
    moved = sorted(line for line in told(found) if line.startswith("PF01"))
    assert moved == [*padded, "PF01 L01 49.00 16"]


def test_a_pad_of_the_cooperative_alone_is(tmp_path: Path) -> None:
    ledger = f"""\
{SALE}
2025-01-03 pad Assets:Bank:Current Equity:Coop

2025-01-04 balance Assets:Bank:Current  580.00 EUR
"""
    assert told(report_on(tmp_path, ledger).verdict.findings) == []


def test_another_commodity_in_a_ring_strays(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Sale abroad"
  Assets:Members:L01:Cash                100.00 USD @ 0.90 EUR
  Income:Members:L01:Sales               -90.00 EUR
"""
    findings = report_on(tmp_path, ledger).verdict.findings
    assert told(findings) == ["PF01 L01 90.00 6"]


def test_another_commodity_on_the_bank_counts_by_weight(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Sale abroad"
  Assets:Bank:Dollars                    100.00 USD @ 0.90 EUR
  Income:Members:L01:Sales               -90.00 EUR
"""
    report = report_on(tmp_path, ledger)
    assert told(report.verdict.findings) == []
    assert report.books.rings["L01"].level() == Decimal("90.00")


def test_what_beancount_lets_pass_is_no_flow(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Sale with a price in three decimals"
  Assets:Members:L01:Cash                100.00 EUR
  Income:Members:L01:Sales               -99.996 EUR
"""
    assert told(report_on(tmp_path, ledger).verdict.findings) == []


def test_an_entry_of_no_member_is_the_cooperatives_own(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Capital"
  Assets:Bank:Current                    100.00 EUR
  Equity:Coop

2025-01-03 * "Lunch"
  Expenses:Coop:Lunch                     50.00 EUR
  Assets:Bank:Current
"""
    assert told(report_on(tmp_path, ledger).verdict.findings) == []


def test_one_euro_of_training_excuses_no_party(tmp_path: Path) -> None:
    ledger = f"""\
{SALE}
2025-01-03 * "Training, and a party"
  receipt: "bon.pdf"
  Expenses:Members:L01:Training            1.00 EUR
  Expenses:Coop:Party                     49.00 EUR
  Assets:Members:L01:Cash                -50.00 EUR
"""
    report = report_on(tmp_path, ledger, files={"bon.pdf": "bon"})
    assert told(report.verdict.findings) == ["PF01 L01 49.00 16"]


def test_another_members_cost_has_its_own_words(tmp_path: Path) -> None:
    ledger = f"""\
{SALE}
2025-01-03 * "Fabric"
  receipt: "bon.pdf"
  Expenses:Members:L02:Costs:Materials    30.00 EUR
  Assets:Members:L01:Cash
"""
    found = report_on(tmp_path, ledger, files={"bon.pdf": "bon"}).verdict.findings
    crossing = [finding for finding in found if finding.code == "PF03"]
    assert told(crossing) == ["PF03 L01 30.00 15"]
    assert words(crossing[0]).startswith(
        "30.00 of L01's money pays for L02: it goes to "
        "Expenses:Members:L02:Costs:Materials."
    )

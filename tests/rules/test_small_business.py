"""VT05: the scheme for small businesses, where the register says that it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support import MEMBERS, report_on, told, words

from paraplu.base.findings import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path


def sale(day: str, amount: str, member: str = "L01", meta: str = "") -> str:
    return f"""\
{day} * "Sale"
{meta}  Assets:Bank    {amount} EUR
  Income:Members:{member}:Sales    -{amount} EUR

"""


def judged(folder: Path, ledger: str, vat: str = "{scheme: kor}") -> list[Finding]:
    members = f"vat: {vat}\n{MEMBERS}"
    findings = report_on(folder, ledger, members=members).verdict.findings
    return [f for f in findings if f.code == "VT05"]


@pytest.mark.parametrize(
    ("second", "found", "severity"),
    [
        ("5999.99", [], None),
        ("6000.00", ["VT05 4000.00 9"], Severity.WARNING),
        ("10000.00", ["VT05 0.00 9"], Severity.WARNING),
        ("10000.01", ["VT05 0.01 9"], Severity.ERROR),
    ],
)
def test_the_limit_is_of_all_members_together(
    second: str, found: list[str], severity: Severity | None, tmp_path: Path
) -> None:
    ledger = sale("2025-02-01", "10000.00") + sale("2025-03-01", second, "L02")
    findings = judged(tmp_path, ledger)
    assert told(findings) == found
    assert [f.severity for f in findings] == ([severity] if severity else [])


def test_the_words(tmp_path: Path) -> None:
    [finding] = judged(tmp_path, sale("2025-02-01", "20100.00"))
    assert words(finding) == (
        "With this sale the cooperative's turnover in 2025 is 20,100.00, over the "
        "20,000.00 of the small businesses scheme. From this sale on, VAT is due."
    )
    [finding] = judged(tmp_path / "near", sale("2025-02-01", "16000.00"))
    assert words(finding) == (
        "The cooperative's turnover in 2025 is 16,000.00; the small businesses scheme "
        "ends at 20,000.00, so 4,000.00 is left."
    )


def test_every_year_begins_anew(tmp_path: Path) -> None:
    ledger = sale("2025-02-01", "15000.00") + sale("2026-02-01", "15000.00")
    assert judged(tmp_path, ledger) == []


def test_a_closing_takes_nothing_off(tmp_path: Path) -> None:
    ledger = (
        sale("2025-02-01", "15000.00")
        + """\
2025-03-01 * "Closing"
  Income:Members:L01:Sales          15000.00 EUR
  Equity:Members:L01:Thermometer   -15000.00 EUR

"""
        + sale("2025-04-01", "6000.00")
    )
    assert [f.severity for f in judged(tmp_path, ledger)] == [Severity.ERROR]


@pytest.mark.parametrize(
    "meta",
    ['  vat: "exempt"\n', '  vat: "reversed"\n  vat-id: "BE0403170701"\n'],
)
def test_what_does_not_count(meta: str, tmp_path: Path) -> None:
    assert judged(tmp_path, sale("2025-02-01", "25000.00", meta=meta)) == []


@pytest.mark.parametrize(
    "meta", ['  vat: "reversed"\n', '  vat: "kor"\n  vat-id: "BE0403170701"\n']
)
def test_what_looks_like_a_supply_abroad_counts(meta: str, tmp_path: Path) -> None:
    """Reversed here, and a foreign customer of whom the place of supply is here."""
    found = judged(tmp_path, sale("2025-02-01", "25000.00", meta=meta))
    assert told(found) == ["VT05 5000.00 5"]


def test_vat_under_the_scheme(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Sale"
  Assets:Bank                  121.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
  Liabilities:VAT              -21.00 EUR
"""
    [finding] = judged(tmp_path, ledger)
    assert told([finding]) == ["VT05 L01 21.00 8"]
    dated = "[{scheme: kor}, {from: 2025-03-01, scheme: normal}]"
    assert judged(tmp_path, ledger, dated) == []


def test_what_is_deducted_under_the_scheme(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Paper"
  Expenses:Coop:Office         100.00 EUR
  Assets:VAT                    21.00 EUR
  Assets:Bank                 -121.00 EUR
"""
    assert told(judged(tmp_path, ledger)) == ["VT05 21.00 7"]
    # VAT that was reversed is owed under the scheme too, and then not deducted.
    reversed_ = """\
2025-03-01 * "Roof"
  vat: "reversed"
  Expenses:Coop:Building       121.00 EUR
  Liabilities:VAT              -21.00 EUR
  Assets:Bank                 -100.00 EUR
"""
    assert judged(tmp_path, reversed_) == []


@pytest.mark.parametrize("vat", ["{}", "{scheme: normal}", "{basis: cash}"])
def test_who_does_not_use_it_is_not_judged(vat: str, tmp_path: Path) -> None:
    assert judged(tmp_path, sale("2025-02-01", "25000.00"), vat) == []


def test_the_scheme_has_ended_before_the_limit(tmp_path: Path) -> None:
    ledger = sale("2025-02-01", "17000.00") + sale("2025-06-01", "9000.00")
    dated = "[{scheme: kor}, {from: 2025-03-01, scheme: normal}]"
    assert judged(tmp_path, ledger, dated) == []


def test_what_goes_back_does_not_bring_the_scheme_back(tmp_path: Path) -> None:
    ledger = """\
2025-02-01 * "Sale"
  Assets:Bank                 15000.00 EUR
  Income:Members:L01:Sales   -15000.00 EUR

2025-03-01 * "Sale" ^table
  Assets:Bank                  5500.00 EUR
  Income:Members:L01:Sales    -5500.00 EUR

2025-04-01 * "Table given back" ^table
  Income:Members:L01:Sales     5500.00 EUR
  Assets:Bank                 -5500.00 EUR
"""
    assert told(judged(tmp_path, ledger)) == ["VT05 500.00 9"]
    # Below the limit all the time: only what is left counts.
    below = ledger.replace("5500.00", "4000.00")
    assert judged(tmp_path, below) == []


@pytest.mark.parametrize(
    "against",
    [
        "  Expenses:Members:L01:Growth     6000.00 EUR",
        (
            "  Expenses:Members:L01:Growth     5999.98 EUR\n"
            "  Equity:Members:L01:Thermometer     0.02 EUR"
        ),
    ],
)
def test_a_barter_is_turnover(against: str, tmp_path: Path) -> None:
    ledger = (
        sale("2025-02-01", "15000.00")
        + f"""\
2025-03-01 * "Tables for a van"
  Income:Members:L01:Sales       -6000.00 EUR
{against}
"""
    )
    assert told(judged(tmp_path, ledger)) == ["VT05 1000.00 9"]

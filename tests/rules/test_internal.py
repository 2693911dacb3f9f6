"""IS01: a service inside the cooperative has two equal sides and no VAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import told, words

if TYPE_CHECKING:
    from pathlib import Path

EQUAL = {
    "for a fellow member's costs": """\
2025-03-01 * "Website of L01"
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR
""",
    "for a fellow member's growth and training": """\
2025-03-01 * "Website of L01, and how to keep it"
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Growth           30.00 EUR
  Expenses:Members:L01:Training         10.00 EUR
""",
    "for the cooperative and a fellow member": """\
2025-03-01 * "Cakes for a market day"
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            15.00 EUR
  Expenses:Coop:Market                  25.00 EUR
""",
    "of two members for the cooperative": """\
2025-03-01 * "The books of March"
  Income:Members:L01:InternalSales     -40.00 EUR
  Income:Members:L02:InternalSales     -20.00 EUR
  Expenses:Coop:Administration          60.00 EUR
""",
    "one for the other": """\
2025-03-01 * "A cake for a chair"
  Income:Members:L01:InternalSales     -40.00 EUR
  Expenses:Members:L02:Costs            40.00 EUR
  Income:Members:L02:InternalSales     -25.00 EUR
  Expenses:Members:L01:Costs            25.00 EUR
""",
    "a part taken back": """\
2025-03-01 * "Website of L01" ^website
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR

2025-03-09 * "It was less work" ^website
  Income:Members:L02:InternalSales      15.00 EUR
  Expenses:Members:L01:Costs           -15.00 EUR
""",
    "closed into the thermometer": """\
2025-03-01 * "Website of L01"
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR

2025-11-30 * "Closing"
  Income:Members:L02:InternalSales      40.00 EUR
  Equity:Members:L02:Thermometer       -40.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", EQUAL)
def test_equal_sides(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, EQUAL[name], vocabulary=vocabulary)
    assert told(errors(found)) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_bill_in_the_entry_of_a_service(vocabulary: str, tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Website of L01, with its address"
  Expenses:Members:L01:Costs            45.00 EUR
  Income:Members:L02:InternalSales     -40.00 EUR
  Assets:Bank                           -5.00 EUR
"""
    found = errors(findings_in(tmp_path, ledger, vocabulary=vocabulary))
    assert told(found) == ["IS01 L02 5.00 3"]
    assert words(found[0]) == (
        "L02 booked an internal service of 40.00, but 45.00 is booked for the one who "
        "received it."
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_service_that_nobody_received(vocabulary: str, tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Paid by a customer"
  Income:Members:L02:InternalSales     -40.00 EUR
  Assets:Bank                           40.00 EUR
"""
    found = errors(findings_in(tmp_path, ledger, vocabulary=vocabulary))
    assert told(found) == ["IS01 L02 40.00 2", "PF01 L02 40.00 2"]


@pytest.mark.parametrize(
    ("against", "amount"),
    [
        ("  Expenses:Members:L02:Growth           40.00 EUR\n", "40.00"),
        (
            (
                "  Expenses:Members:L02:Growth           39.98 EUR\n"
                "  Equity:Members:L02:Thermometer         0.02 EUR\n"
            ),
            "40.00",
        ),
    ],
)
def test_a_service_to_oneself(against: str, amount: str, tmp_path: Path) -> None:
    ledger = f"""\
2025-03-01 * "Website of L02 itself"
  Income:Members:L02:InternalSales     -40.00 EUR
{against}"""
    found = findings_in(tmp_path, ledger)
    assert told(of("IS01", found)) == [f"IS01 L02 {amount} 2"]


def test_one_closing_of_two_members(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Website of L01"
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR

2025-03-02 * "Wood"
  receipt: "wood.pdf"
  Expenses:Members:L01:Costs            60.00 EUR
  Assets:Bank                          -60.00 EUR

2025-11-30 * "Closing"
  Income:Members:L02:InternalSales      40.00 EUR
  Equity:Members:L02:Thermometer       -40.00 EUR
  Expenses:Members:L01:Costs          -100.00 EUR
  Equity:Members:L01:Thermometer       100.00 EUR
"""
    assert told(errors(findings_in(tmp_path, ledger))) == []


def test_vat_on_a_service_is_said_once(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Website of L01, with VAT"
  Income:Members:L02:InternalSales     -40.00 EUR
  Liabilities:VAT                       -8.40 EUR
  Expenses:Members:L01:Costs            48.40 EUR
"""
    found = findings_in(tmp_path, ledger)
    assert told(of("IS01", found)) == ["IS01 L02 8.40 2"]


def test_vat_that_is_claimed_back_at_once(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Website of L01, with VAT"
  Income:Members:L02:InternalSales     -40.00 EUR
  Liabilities:VAT                       -8.40 EUR
  Assets:VAT                             8.40 EUR
  Expenses:Members:L01:Costs            40.00 EUR
"""
    found = findings_in(tmp_path, ledger)
    assert told(errors(found)) == ["IS01 L02 8.40 2"]


@pytest.mark.parametrize(("apart", "found"), [("0.004", []), ("0.005", ["IS01 L02"])])
def test_half_a_cent_between_the_sides(
    apart: str, found: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
2025-03-01 * "Website of L01"
  Income:Members:L02:InternalSales    -40.00 EUR
  Income:Members:L02:InternalSales     -{apart} EUR
  Expenses:Members:L01:Costs           40.00 EUR
  Expenses:Coop:Rounding                {apart} EUR
"""
    told_of = [one for one in findings_in(tmp_path, ledger) if one.code == "IS01"]
    assert [f"{one.code} {one.member}" for one in told_of] == found

"""VT04: what was filed by paraplu stays, or is corrected with the tax office."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.small import period, sale, vat_in
from tests.support import report_on, told, words

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Language
from paraplu.bookkeeping.vat.entry import written
from paraplu.bookkeeping.vat.filing import settlement
from paraplu.bookkeeping.vat.returns import vat_return

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = Language("en")
BOOKS = sale("2025-02-03", "100.00", "21.00") + sale("2025-03-31", "50.00", "4.50")


@pytest.fixture
def filed(tmp_path: Path) -> str:
    """Books with a return that is filed; what is put below begins on line 22."""
    report, found = vat_in(tmp_path, BOOKS)
    made = vat_return(found, period("2025-Q1"))
    settled = settlement(report.books, report.register, found, made)
    assert settled
    return BOOKS + written(settled, ENGLISH, "EUR") + "\n"


def judged(folder: Path, ledger: str, today: dt.date | None = None) -> list[Finding]:
    findings = report_on(folder, ledger, today=today).verdict.findings
    return [f for f in findings if f.code == "VT04"]


def test_what_was_filed_stands(filed: str, tmp_path: Path) -> None:
    assert judged(tmp_path, filed) == []
    later = filed + sale("2025-04-01", "100.00", "21.00")
    assert judged(tmp_path, later) == []
    no_supply = (
        filed + '2025-03-30 * "Rent"\n  Expenses:Coop:Rent  9 EUR\n  Assets:Bank\n'
    )
    assert judged(tmp_path, no_supply) == []


def test_what_others_filed_is_not_judged(tmp_path: Path) -> None:
    ledger = (
        BOOKS
        + """\
2025-03-31 * "Belastingdienst" "VAT return, by hand"
  Liabilities:VAT            25.00 EUR
  Liabilities:VAT:Return    -25.00 EUR

"""
        + sale("2025-03-20", "100.00", "21.00")
    )
    assert judged(tmp_path, ledger) == []


def test_a_late_entry_is_pointed_at(filed: str, tmp_path: Path) -> None:
    [finding] = judged(tmp_path, filed + sale("2025-03-20", "3.00", "0.63"))
    assert told([finding]) == ["VT04 0.63 22"]
    assert finding.severity is Severity.WARNING
    assert words(finding) == (
        "2025-Q1 was filed, and has changed since: box 1a by 3.00 and 0.63 of VAT. "
        "0.63 has to be paid on top."
    )


def test_two_late_entries_are_pointed_at(filed: str, tmp_path: Path) -> None:
    late = sale("2025-03-20", "10.00", "2.10") + sale("2025-03-21", "20.00", "1.80")
    assert told(judged(tmp_path, filed + late)) == ["VT04 3.90 27"]


def test_more_are_put_on_the_return(filed: str, tmp_path: Path) -> None:
    late = "".join(
        sale(f"2025-03-2{n}", f"{n}0.00", f"{n * 2.1:.2f}") for n in (1, 2, 3)
    )
    assert told(judged(tmp_path, filed + late)) == ["VT04 12.60 15"]


def test_what_was_taken_out(filed: str, tmp_path: Path) -> None:
    ledger = filed.removeprefix(sale("2025-02-03", "100.00", "21.00"))
    [finding] = judged(tmp_path, ledger)
    assert told([finding]) == ["VT04 21.00 10"]
    assert words(finding).endswith("21.00 comes back.")


def test_what_moves_between_members_changes_no_return(
    filed: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, filed.replace("L01", "L02", 1)) == []


def test_one_entry_made_two_of(filed: str, tmp_path: Path) -> None:
    whole = sale("2025-02-03", "100.00", "21.00")
    halves = sale("2025-02-03", "50.00", "10.50") * 2
    [finding] = judged(tmp_path, filed.removeprefix(whole) + halves)
    assert words(finding) == (
        "2025-Q1 was filed, and has changed since: not the boxes, but the entries "
        "behind them. No VAT has to be paid or comes back."
    )


def test_a_late_sale_within_the_eu_changes_the_list_too(
    filed: str, tmp_path: Path
) -> None:
    late = """\
2025-03-20 * "Website"
  vat: "reversed"
  vat-id: "BE0403170701"
  Assets:Bank                 250.00 EUR
  Income:Members:L01:Sales   -250.00 EUR
"""
    [finding] = judged(tmp_path, filed + late)
    assert told([finding]) == ["VT04 22"]
    assert "box 3b by 250.00 and 0.00 of VAT. No VAT has to be paid" in words(finding)
    assert finding.hint
    assert "paraplu vat icp 2025-Q1 shows" in ENGLISH.render(finding.hint)


@pytest.mark.parametrize(
    ("net", "tax", "severity"),
    [
        ("4761.90", "1000.00", Severity.WARNING),
        ("4761.95", "1000.01", Severity.ERROR),
    ],
)
def test_a_large_change_needs_a_supplement(
    net: str, tax: str, severity: Severity, filed: str, tmp_path: Path
) -> None:
    late = filed + sale("2025-03-20", net, tax)
    [finding] = judged(tmp_path, late, dt.date(2025, 5, 1))
    assert finding.severity is severity
    assert finding.hint
    hint = ENGLISH.render(finding.hint)
    assert ("within 8 weeks" in hint) == (severity is Severity.ERROR)
    assert ("by 2025-06-26" in hint) == (severity is Severity.ERROR)


def test_a_late_entry_that_is_not_clear(filed: str, tmp_path: Path) -> None:
    late = """\
2025-03-20 * "Sale"
  Assets:Bank                  100.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
"""
    [finding] = judged(tmp_path, filed + late)
    assert told([finding]) == ["VT04 L01 100.00 24"]
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('vat-return: "2025-Q1"', 'vat-return: "first quarter"'),
        ('vat-return: "2025-Q1"', "vat-return: 2025"),
        ('-boxes: "1a ', '-boxes: "9z '),
        ("100.00 21.00", "100 21"),
        ('-seal: "', '-seal: "x'),
        ("  vat-return-boxes", '  vat-return-corrects: "nothing"\n  vat-return-boxes'),
    ],
)
def test_a_return_that_cannot_be_read(
    old: str, new: str, filed: str, tmp_path: Path
) -> None:
    assert old in filed
    found = judged(tmp_path, filed.replace(old, new, 1))
    assert [f.severity for f in found] == [Severity.ERROR]


def test_boxes_that_were_changed_by_hand(filed: str, tmp_path: Path) -> None:
    """The seal is of the entries: what was filed of them shows in the boxes alone."""
    changed = filed.replace("1a 100.00 21.00", "1a 10.00 2.10")
    # The entry books what was filed, and not what the boxes say now.
    assert told(judged(tmp_path, changed)) == ["VT04 18.90 15", "VT04 19.00 15"]


@pytest.mark.parametrize("amount", ["-24.00", "-26.00", "-25.01"])
def test_the_entry_of_a_return_stays_what_was_filed(
    amount: str, filed: str, tmp_path: Path
) -> None:
    """Its boxes and the entries behind them are as they were, and it is not."""
    assert "-25.00 EUR" in filed
    other = f"{-Decimal(amount):.2f} EUR"
    entry = filed.replace("-25.00 EUR", f"{amount} EUR").replace(" 25.00 EUR", other)
    (found,) = judged(tmp_path, entry)
    booked = f"{-Decimal(amount):.2f}"
    assert ENGLISH.render(found.message) == (
        f"What was filed for 2025-Q1 comes to 25.00 by its boxes, but its entry books "
        f"{booked}."
    )
    assert found.severity is Severity.ERROR

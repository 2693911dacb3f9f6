"""VT07 and VT08: VAT on margins, of a period and of a single good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.vat.test_margins import GLOBAL, bought, sold
from tests.support import MEMBERS, report_on

from paraplu.base.language import Language

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = Language("en")
SOLD = sold("2025-02-01", "121.00")
LATER = """\
2025-{day} * "Interest"
  Assets:Bank    1.00 EUR
  Income:Coop:Interest    -1.00 EUR

"""


def booked(tax: str, member: str = "L01", said: str = "2025-Q1") -> str:
    """Return the entry of VAT on the margins of the first quarter."""
    return f"""\
2025-03-31 * "Margin scheme"
  vat-margin: "{said}"
  Income:Members:{member}:Sales    {tax} EUR
    vat: "margin"
  Liabilities:VAT:High    -{tax} EUR

"""


def found(folder: Path, ledger: str, day: str, vat: str = GLOBAL) -> list[str]:
    members = f"vat: {vat}\n{MEMBERS}"
    report = report_on(folder, ledger + LATER.format(day=day), members=members)
    return [
        f"{one.severity.value} {one.source.line} {one.amount} "
        + ENGLISH.render(one.message)
        for one in report.verdict.findings
        if one.code == "VT07"
    ]


@pytest.mark.parametrize(
    ("day", "severity"),
    [("03-30", ""), ("03-31", "warning"), ("04-30", "warning"), ("05-01", "error")],
)
def test_a_missing_entry(day: str, severity: str, tmp_path: Path) -> None:
    """It is a warning until the return has to be filed."""
    told = found(tmp_path, SOLD, day)
    assert [one.split()[0] for one in told] == ([severity] if severity else [])
    assert all("21% is 21.00, but 0.00 is booked." in one for one in told)


def test_a_wrong_entry_is_an_error_at_once(tmp_path: Path) -> None:
    (told,) = found(tmp_path, SOLD + booked("20.00"), "04-01")
    # At the entry, the last that it is about.
    assert told.startswith("error 10 1.00 ")
    assert "1.00 The VAT on the margins of 2025-Q1 at 21% is 21.00, but 20.00" in told
    assert found(tmp_path, SOLD + booked("21.00"), "04-01") == []


def test_a_late_purchase_makes_it_wrong(tmp_path: Path) -> None:
    ledger = SOLD + booked("21.00") + bought("2025-03-02", "12.10")
    (told,) = found(tmp_path, ledger, "04-01")
    assert "at 21% is 18.90, but 21.00 is booked." in told


def test_the_wrong_member_does_not_bear_it(tmp_path: Path) -> None:
    """All of it is booked, and off the sales of somebody else."""
    ledger = SOLD + sold("2025-02-02", "12.10", member="L02")
    (told,) = found(tmp_path, ledger + booked("23.10", member="L02"), "04-01")
    assert "21.00 of the VAT on the margins of 2025-Q1 at 21% is taken off" in told
    shared = booked("21.00") + booked("2.10", member="L02")
    assert found(tmp_path, ledger + shared, "04-01") == []
    by_cents = booked("20.96") + booked("2.14", member="L02")
    assert found(tmp_path, ledger + by_cents, "04-01") == []


def back(day: str, tax: str, code: str = "margin", year: str = "2025") -> str:
    """Return the entry of what a year gives back."""
    return f"""\
{day} * "Margin scheme, the year"
  vat-margin-year: "{year}"
  Liabilities:VAT:Return    {tax} EUR
  Income:Members:L01:Sales    -{tax} EUR
    vat: "{code}"

"""


def test_a_year_gives_back_what_it_came_to_less(tmp_path: Path) -> None:
    """Each rate is told at its own entry of that year."""
    ledger = SOLD + booked("21.00") + bought("2025-06-01", "60.50")
    earlier = back("2025-01-31", "5.00", year="2024")
    assert (
        found(tmp_path, ledger + earlier + back("2026-01-31", "10.50"), "06-30") == []
    )
    low = back("2026-01-30", "2.00", "margin-low")
    wrong = ledger + earlier + low + back("2026-01-31", "10.00")
    assert found(tmp_path, wrong, "06-30") == [
        (
            "error 27 2.00 Over all of 2025, 0.00 of the VAT on margins comes back, "
            "but 2.00 is booked."
        ),
        (
            "error 33 0.50 Over all of 2025, 10.50 of the VAT on margins comes back, "
            "but 10.00 is booked."
        ),
    ]


@pytest.mark.parametrize("said", ["2025-Q2", "2025-03", "soon"])
def test_an_entry_is_of_the_period_of_its_date(said: str, tmp_path: Path) -> None:
    told = found(tmp_path, SOLD + booked("21.00", said=said), "04-01")
    assert any("which is not the period of its date" in one for one in told)


def test_margins_below_nil_ask_for_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, SOLD + bought("2025-02-03", "200.00"), "06-01") == []


def test_other_books_are_not_asked(tmp_path: Path) -> None:
    assert found(tmp_path, SOLD, "06-01", "{margin: individual}") == []
    (told,) = found(tmp_path, SOLD + booked("21.00"), "06-01", "{margin: individual}")
    assert "at 21% is 0.00, but 21.00 is booked." in told


@pytest.mark.parametrize(
    ("key", "strays"), [("vat-margin", []), ("vat-margin-year", []), ("vat-note", [21])]
)
def test_only_an_entry_of_margins_takes_vat_out_of_sales(
    key: str, strays: list[int], tmp_path: Path
) -> None:
    ledger = SOLD + booked("21.00").replace("vat-margin:", f"{key}:")
    report = report_on(tmp_path, ledger, members=f"vat: {GLOBAL}\n{MEMBERS}")
    found = report.verdict.findings
    assert [one.amount for one in found if one.code == "PF01"] == strays

"""Globalisation: one margin for each rate and period, carried within the year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bookkeeping.vat.small import period, return_in, told, vat_in

from paraplu.base.language import Language
from paraplu.bookkeeping.vat.filing import Unfiled, settlement
from paraplu.bookkeeping.vat.margin_entry import period_entry, year_entry
from paraplu.bookkeeping.vat.margins import Margins
from paraplu.bookkeeping.vat.returns import vat_return

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.journal import PendingEntries

GLOBAL = "{margin: global}"


def bought(day: str, amount: str, member: str = "L01", code: str = "margin") -> str:
    """Return the purchase of goods under the margin scheme."""
    return f"""\
{day} * "Thrift shop"
  Expenses:Members:{member}:Costs    {amount} EUR
    vat: "{code}"
  Assets:Bank    -{amount} EUR

"""


def sold(
    day: str,
    amount: str,
    member: str = "L01",
    code: str = "margin",
    extra: str = "",
    by: str = "Assets:Bank",
) -> str:
    """Return a sale under the margin scheme."""
    return f"""\
{day} * "Customer"
{extra}  {by}    {amount} EUR
  Income:Members:{member}:Sales    -{amount} EUR
    vat: "{code}"

"""


END = """\
2025-12-31 * "Interest"
  Assets:Bank    1.00 EUR
  Income:Coop:Interest    -1.00 EUR

"""


def of(
    folder: Path, ledger: str, over: str, vat: str = GLOBAL
) -> list[tuple[str, ...]]:
    """Return code, margin, what is carried to it, VAT and what is booked."""
    report, _ = vat_in(folder, ledger + END, vat)
    found = Margins(report.books, report.register).of_period(period(over))
    return [
        (
            one.code,
            *(f"{n:.2f}" for n in (one.margin, one.carried, one.tax, one.already)),
        )
        for one in found
    ]


def text_of(entries: PendingEntries | None) -> str:
    assert entries
    return "".join(b.text for own in entries.blocks.values() for b in own)


def entry(folder: Path, ledger: str, over: str, vat: str = GLOBAL) -> str:
    """Return the entry that is still to be booked over a period."""
    report, _ = vat_in(folder, ledger + END, vat)
    books, register = report.books, report.register
    every = Margins(books, register).of_period(period(over))
    return text_of(period_entry(books, register, every))


def test_all_of_a_period_is_one_margin(tmp_path: Path) -> None:
    """Purchases count in their own period, whether sold or not."""
    ledger = (
        bought("2025-01-10", "40.00")
        + bought("2025-03-31", "20.00")
        + bought("2025-04-01", "500.00")
        + sold("2025-03-01", "100.00")
    )
    assert of(tmp_path, ledger, "2025-Q1") == [
        ("margin", "40.00", "0.00", "6.94", "0.00")
    ]


def test_below_nil_is_carried_within_the_year(tmp_path: Path) -> None:
    """As in 4.13.1 of the decree on the margin scheme, by 21 %."""
    ledger = (
        bought("2025-05-01", "245.00")
        + sold("2025-07-01", "2500.00")
        + bought("2025-08-01", "1660.00")
    )
    assert of(tmp_path, ledger, "2025-Q2") == [
        ("margin", "-245.00", "0.00", "0.00", "0.00")
    ]
    # 595.00 times 21/121.
    assert of(tmp_path, ledger, "2025-Q3") == [
        ("margin", "840.00", "-245.00", "103.26", "0.00")
    ]
    more = ledger + bought("2025-09-01", "1340.00") + sold("2026-01-02", "900.00")
    assert of(tmp_path, more, "2025-Q4") == [
        ("margin", "0.00", "-745.00", "0.00", "0.00")
    ]
    # A year carries nothing to the next by itself.
    assert of(tmp_path, more, "2026-Q1") == [
        ("margin", "900.00", "0.00", "156.20", "0.00")
    ]


def test_rates_do_not_pay_for_each_other(tmp_path: Path) -> None:
    ledger = (
        sold("2025-01-05", "109.00", code="margin-low")
        + bought("2025-01-06", "300.00")
        + sold("2025-01-07", "100.00")
    )
    assert of(tmp_path, ledger, "2025-Q1") == [
        ("margin", "-200.00", "0.00", "0.00", "0.00"),
        ("margin-low", "109.00", "0.00", "9.00", "0.00"),
    ]


def test_the_entry_and_the_return(tmp_path: Path) -> None:
    """Who has a margin above nil bears the VAT; the cents add up."""
    ledger = (
        sold("2025-02-01", "100.00")
        + sold("2025-02-02", "33.33", member="L02")
        + bought("2025-02-03", "40.00", member="L03")
    )
    text = entry(tmp_path, ledger, "2025-Q1")
    assert text == (
        "; 21%: sold 133.33, bought 40.00, carried from earlier periods 0.00; VAT in "
        "93.33: 16.20\n"
        '2025-03-31 * "Margin scheme 2025-Q1"\n'
        '  vat-margin: "2025-Q1"\n'
        "  Income:Members:L01:Sales                                   12.15 EUR\n"
        '    vat: "margin"\n'
        "  Income:Members:L02:Sales                                    4.05 EUR\n"
        '    vat: "margin"\n'
        "  Liabilities:VAT:High                                      -16.20 EUR\n"
    )
    made = return_in(tmp_path, ledger + text + END, vat=GLOBAL)
    assert told(made.own) == {"1a": ("77.14", "16.20")}
    assert {m: told(b)["1a"][1] for m, b in made.members.items()} == {
        "L01": "12.15",
        "L02": "4.05",
    }
    report, _ = vat_in(tmp_path, ledger + text + "\n" + END, GLOBAL)
    every = Margins(report.books, report.register).of_period(period("2025-Q1"))
    assert period_entry(report.books, report.register, every) is None
    codes = {f.code for f in report.verdict.findings}
    assert codes & {"VT01", "VT02", "VT07", "PF01", "PF03"} == set()


def test_what_comes_late_is_booked_by_a_second_entry(tmp_path: Path) -> None:
    ledger = sold("2025-02-01", "121.00")
    ledger += entry(tmp_path, ledger, "2025-Q1") + "\n"
    late = ledger + bought("2025-03-20", "60.50")
    text = entry(tmp_path, late, "2025-Q1")
    assert "Income:Members:L01:Sales                                  -10.50" in text
    assert of(tmp_path, late + text + "\n", "2025-Q1") == [
        ("margin", "60.50", "0.00", "10.50", "10.50")
    ]


def test_a_sale_counts_where_its_vat_falls_due(tmp_path: Path) -> None:
    """On the day of delivery to a private person; on the cash basis as it is paid."""
    early = sold("2025-04-10", "121.00", extra="  vat-due: 2025-03-30\n")
    assert of(tmp_path, early, "2025-Q1")[0][3] == "21.00"
    owed = sold("2025-03-10", "121.00", by="Assets:Members:L01:Receivable")
    paid = """\
2025-04-10 * "Customer"
  Assets:Bank    60.50 EUR
  Assets:Members:L01:Receivable    -60.50 EUR

"""
    cash = "{margin: global, basis: cash}"
    assert of(tmp_path, owed + paid, "2025-Q1", cash) == []
    assert of(tmp_path, owed + paid, "2025-Q2", cash)[0][3] == "10.50"


def test_a_sale_with_vat_of_its_own_is_no_part_of_it(tmp_path: Path) -> None:
    ledger = """\
2025-02-01 * "Customer"
  Assets:Bank    100.00 EUR
  Income:Members:L01:Sales    -89.59 EUR
    vat: "margin"
  Liabilities:VAT:High    -10.41 EUR

"""
    report, _ = vat_in(tmp_path, ledger + END, GLOBAL)
    assert "VT01" in {f.code for f in report.verdict.findings}
    report, _ = vat_in(tmp_path, ledger + END)
    assert "VT01" not in {f.code for f in report.verdict.findings}


def test_under_the_individual_method_nothing_is_added_up(tmp_path: Path) -> None:
    ledger = sold("2025-02-01", "100.00")
    assert of(tmp_path, ledger, "2025-Q1", "") == []
    assert of(tmp_path, ledger, "2025-Q1", "{margin: global, scheme: kor}") == []


def test_no_return_without_the_vat_on_margins(tmp_path: Path) -> None:
    ledger = sold("2025-02-01", "121.00")
    report, found = vat_in(tmp_path, ledger + END, GLOBAL)
    made = vat_return(found, period("2025-Q1"))
    with pytest.raises(Unfiled) as refused:
        settlement(report.books, report.register, found, made)
    assert "21.00, but 0.00 is booked" in Language("en").render(refused.value.message)
    text = entry(tmp_path, ledger, "2025-Q1")
    report, found = vat_in(tmp_path, ledger + text + "\n" + END, GLOBAL)
    made = vat_return(found, period("2025-Q1"))
    settled = settlement(report.books, report.register, found, made)
    assert settled
    assert settled.postings[-1] == ("Liabilities:VAT:Return", Decimal("-21.00"))


def _year(folder: Path, ledger: str, vat: str = GLOBAL) -> str:
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"):
        report, _ = vat_in(folder, ledger + END, vat)
        every = Margins(report.books, report.register).of_period(period(quarter))
        booked = period_entry(report.books, report.register, every)
        ledger += text_of(booked) + "\n" if booked else ""
    return ledger


def test_the_year_gives_back_what_was_paid_too_much(tmp_path: Path) -> None:
    """As in 4.11 of the decree, by 21 %: three quarters above nil, the last below."""
    ledger = (
        sold("2025-01-05", "14520.00")
        + sold("2025-04-05", "12100.00", member="L02")
        + sold("2025-07-05", "7260.00")
        + bought("2025-10-05", "17850.00")
    )
    ledger = _year(tmp_path, ledger)
    report, _ = vat_in(tmp_path, ledger + END, GLOBAL)
    margins = Margins(report.books, report.register)
    (year,) = margins.whole_year(2025)
    # 16,030.00 times 21/121 is 2,782.07; 5,880.00 was paid.
    assert (year.balance, year.refund) == (Decimal("16030.00"), Decimal("3097.93"))
    text = text_of(year_entry(report.books, report.register, 2025, [year]))
    assert 'vat-margin-year: "2025"' in text
    assert "Liabilities:VAT:Return                                   3097.93" in text
    report, _ = vat_in(tmp_path, ledger + text + "\n" + END, GLOBAL)
    margins = Margins(report.books, report.register)
    (year,) = margins.whole_year(2025)
    assert year.missing == 0
    assert year_entry(report.books, report.register, 2025, [year]) is None
    codes = {f.code for f in report.verdict.findings}
    assert codes & {"VT01", "VT02", "VT07", "PF01", "PF03", "BK04"} == set()
    # It is not in the return: the tax office decides on it.
    assert told(return_in(tmp_path, ledger + text + END, "2025-Q4", GLOBAL).own) == {}


def test_a_year_below_nil_counts_in_the_next_once_that_was_decided(
    tmp_path: Path,
) -> None:
    ledger = _year(tmp_path, sold("2025-02-05", "1210.00"))
    report, _ = vat_in(tmp_path, ledger + END, GLOBAL)
    (plain,) = Margins(report.books, report.register).whole_year(2025)
    assert plain.refund == 0
    decided = "{margin: global, margin_decided: {2024: {high: 121.00}}}"
    report, _ = vat_in(tmp_path, ledger + END, decided)
    (year,) = Margins(report.books, report.register).whole_year(2025)
    assert (year.balance, year.refund) == (Decimal("1089.00"), Decimal("21.00"))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    moves=st.lists(
        st.tuples(
            st.integers(1, 12),
            st.booleans(),
            st.integers(1, 99_999),
            st.sampled_from(["L01", "L02"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_booked_is_just_what_is_due(
    moves: list[tuple[int, bool, int, str]], tmp_path: Path
) -> None:
    """Over any year: each period is booked once, to the cent, and never below nil."""
    ledger = ""
    for month, sells, cents, member in moves:
        day, amount = f"2025-{month:02}-05", f"{Decimal(cents) / 100:.2f}"
        make = sold if sells else bought
        ledger += make(day, amount, member)
    ledger = _year(tmp_path, ledger)
    report, _ = vat_in(tmp_path, ledger + END, GLOBAL)
    margins = Margins(report.books, report.register)
    every = margins.of_year(2025)
    assert [one.missing for one in every] == [0] * len(every)
    assert all(one.already >= 0 for one in every)
    total = sum((one.margin for one in every), Decimal(0))
    due = max(total, Decimal(0)) * 21 / 121
    (year,) = margins.whole_year(2025)
    paid = sum(year.paid.values(), Decimal(0))
    assert abs(paid - year.refund - due) < Decimal("0.03")
    assert "VT07" not in {f.code for f in report.verdict.findings}

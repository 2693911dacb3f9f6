"""Filing: what the settlement leaves, what freezes, what is put right afterwards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bookkeeping.vat.small import period, return_in, sale, told, vat_in

from paraplu.base.language import Language
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.entry import written
from paraplu.bookkeeping.vat.filing import ReturnSettlement, Unfiled, settlement
from paraplu.bookkeeping.vat.returns import vat_return
from paraplu.bookkeeping.vat.told import told as words

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = Language("en")
PURCHASE = """\
2025-02-20 * "Paper"
  Expenses:Coop:Office    50.00 EUR
  Assets:VAT    10.50 EUR
  Assets:Bank    -60.50 EUR

"""
# The books come to the last day of March.
END = """\
2025-03-31 * "Interest"
  Assets:Bank    1.00 EUR
  Income:Coop:Interest    -1.00 EUR

"""
QUARTER = sale("2025-02-03", "100.37", "21.08") + sale("2025-02-04", "50.00", "4.50")
BOOKS = QUARTER + PURCHASE + END


def filed(
    folder: Path, ledger: str, over: str = "2025-Q1", vat: str = ""
) -> ReturnSettlement | None:
    report, found = vat_in(folder, ledger, vat)
    made = vat_return(found, period(over))
    return settlement(report.books, report.register, found, made)


def text_of(settled: ReturnSettlement | None) -> str:
    assert settled
    return written(settled, ENGLISH, "EUR")


def refusal(folder: Path, ledger: str, over: str = "2025-Q1", vat: str = "") -> str:
    with pytest.raises(Unfiled) as refused:
        filed(folder, ledger, over, vat)
    return ENGLISH.render(refused.value.message)


def test_the_entry(tmp_path: Path) -> None:
    settled = filed(tmp_path, BOOKS)
    text = text_of(settled)
    seal = text.split('seal: "')[1][:32]
    assert (
        text
        == f"""\
2025-03-31 * "Belastingdienst" "VAT return 2025-Q1"
  vat-return: "2025-Q1"
  vat-return-boxes: "1a 100.37 21.08; 1b 50.00 4.50; 5b 0.00 10.50"
  vat-return-seal: "{seal}"
  Liabilities:VAT                                            25.00 EUR
  Assets:VAT                                                -11.00 EUR
  Liabilities:VAT:Return                                    -14.00 EUR
"""
    )
    assert settled
    # 25.58 was owed and 25.00 is filed; 10.50 was deducted, and 11.00 is.
    assert settled.left == {
        "Liabilities:VAT": Decimal("0.58"),
        "Assets:VAT": Decimal("0.50"),
    }


def test_once_filed_nothing_is_left_to_file(tmp_path: Path) -> None:
    ledger = BOOKS + text_of(filed(tmp_path, BOOKS))
    assert filed(tmp_path, ledger) is None
    report, found = vat_in(tmp_path, ledger)
    made = vat_return(found, period("2025-Q1"))
    assert made.changed is None
    assert told(made.own)["1a"] == ("100.37", "21.08")
    assert [f.code for f in report.verdict.findings if f.code.startswith("VT")] == []


@pytest.mark.parametrize("below", ["", ":2025Q1"])
def test_how_much_was_filed_is_told(below: str, tmp_path: Path) -> None:
    """Also where each return has an account of its own below the one of returns."""
    entry = text_of(filed(tmp_path, BOOKS)).replace(
        "Liabilities:VAT:Return", f"Liabilities:VAT:Return{below}"
    )
    report, found = vat_in(tmp_path, BOOKS + entry)
    made = vat_return(found, period("2025-Q1"))
    lines = [ENGLISH.render(m) for m in words(report.books, report.register, made)]
    assert "Filed with the entry of 2025-03-31: 14.00 to pay." in lines


def test_words_and_order_do_not_break_the_seal(tmp_path: Path) -> None:
    entry = text_of(filed(tmp_path, BOOKS))
    ledger = entry + PURCHASE.replace('"Paper"', '"Paper, white"') + QUARTER + END
    assert filed(tmp_path, ledger) is None


def test_nothing_to_pay_is_filed_too(tmp_path: Path) -> None:
    text = text_of(filed(tmp_path, END))
    assert "Liabilities:VAT:Return" in text
    assert "0.00 EUR" in text
    assert filed(tmp_path, END + text) is None


def test_money_that_comes_back(tmp_path: Path) -> None:
    settled = filed(tmp_path, PURCHASE + END)
    assert settled
    assert settled.postings[-1] == ("Liabilities:VAT:Return", Decimal("11.00"))


def test_the_account_that_the_register_names(tmp_path: Path) -> None:
    settled = filed(
        tmp_path, BOOKS, vat='{accounts: {return: "Liabilities:VAT:ToPay"}}'
    )
    assert settled
    assert settled.postings[-1][0] == "Liabilities:VAT:ToPay"


LATE = sale("2025-03-20", "200.00", "42.00")
LATE_LARGE = sale("2025-03-20", "5000.00", "1050.00")
SECOND = sale("2025-05-06", "1000.00", "210.00") + END.replace("03-31", "06-30")


def test_a_small_correction_goes_with_the_next_return(tmp_path: Path) -> None:
    first = BOOKS + text_of(filed(tmp_path, BOOKS)) + "\n" + LATE
    assert filed(tmp_path, first) is None
    settled = filed(tmp_path, first + SECOND, "2025-Q2")
    text = text_of(settled)
    assert 'vat-return-corrects: "2025-Q1: 1a 300.37 63.08; 1b 50.00 4.50;' in text
    assert settled
    # 210.00 + 42.00 + 0.58 that was left, of which whole euros are filed.
    assert settled.postings == (
        ("Liabilities:VAT", Decimal("252.00")),
        ("Liabilities:VAT:Return", Decimal("-252.00")),
    )
    second = first + SECOND + text
    assert filed(tmp_path, second, "2025-Q2") is None
    report, found = vat_in(tmp_path, second)
    assert vat_return(found, period("2025-Q1")).changed is None
    assert [f.code for f in report.verdict.findings if f.code == "VT04"] == []


def test_a_large_correction_needs_a_supplement(tmp_path: Path) -> None:
    first = BOOKS + text_of(filed(tmp_path, BOOKS)) + "\n" + LATE_LARGE + SECOND
    assert refusal(tmp_path, first, "2025-Q2") == (
        "2025-Q1 changed by 1,050.00 after it was filed, too much to include in the "
        "next return. File its supplement first: paraplu vat file 2025-Q1"
    )
    supplement = filed(tmp_path, first)
    assert supplement
    assert supplement.date == dt.date(2025, 6, 30)
    assert supplement.postings == (
        ("Liabilities:VAT", Decimal("1050.00")),
        ("Liabilities:VAT:Return", Decimal("-1050.00")),
    )
    second = first + text_of(supplement)
    assert filed(tmp_path, second) is None
    after = filed(tmp_path, second, "2025-Q2")
    assert after
    assert after.postings[-1] == ("Liabilities:VAT:Return", Decimal("-210.00"))


def test_what_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, QUARTER) == (
        "2025-Q1 is not over: it ends on 2025-03-31, and the books go up to 2025-02-04."
    )
    assert refusal(tmp_path, BOOKS, "2025-03") == (
        "According to the register a return covers a quarter. File 2025-Q1."
    )
    assert refusal(tmp_path, BOOKS, vat="{period: month}") == (
        "According to the register a return covers a month. File 2025-03."
    )
    assert refusal(tmp_path, END, vat="{scheme: kor}") == (
        "For 2025-Q1 the register has the small businesses scheme: there is no return "
        "to file."
    )
    first = BOOKS + text_of(filed(tmp_path, BOOKS)) + "\n"
    third = first + SECOND + END.replace("03-31", "09-30")
    assert refusal(tmp_path, third, "2025-Q3") == (
        "2025-Q2 is not filed yet. File it first."
    )
    monthly = "[{period: month}, {from: 2025-03-01, period: quarter}]"
    february = sale("2025-02-03", "100.00", "21.00") + END.replace("03-31", "02-28")
    once = february + text_of(filed(tmp_path, february, "2025-02", monthly)) + "\n"
    assert refusal(tmp_path, once + END, "2025-Q1", monthly) == (
        "2025-02 is already filed, and overlaps with 2025-Q1."
    )


NO_VAT = """\
2025-02-10 * "Course"
  vat: "exempt"
  Assets:Bank    40.00 EUR
  Income:Members:L01:Sales    -40.00 EUR

"""
BY_HAND = """\
2025-04-20 * "Belastingdienst" "Q1"
  Liabilities:VAT    25.58 EUR
  Assets:VAT    -10.50 EUR
  Assets:Bank    -15.08 EUR

"""


def test_a_quarter_waits_for_an_earlier_one(tmp_path: Path) -> None:
    """Else it would take what that one left on the VAT accounts."""
    waits = "2025-Q1 is not filed yet. File it first."
    assert refusal(tmp_path, BOOKS + SECOND, "2025-Q2") == waits
    # Without VAT there was nothing to file, and by hand it was.
    for before in (NO_VAT, BOOKS + BY_HAND):
        settled = filed(tmp_path, before + SECOND, "2025-Q2")
        assert settled
        assert settled.postings == (
            ("Liabilities:VAT", Decimal("210.00")),
            ("Liabilities:VAT:Return", Decimal("-210.00")),
        )


def test_each_return_takes_what_its_own_entries_left(tmp_path: Path) -> None:
    """What is on another account from before the books stays where it is."""
    brought = """\
2025-01-01 * "What was brought in"
  Equity:Opening    500.00 EUR
  Liabilities:VAT:Low    -500.00 EUR

"""
    settled = filed(tmp_path, brought + BOOKS)
    assert settled
    assert settled.postings == (
        ("Liabilities:VAT", Decimal("25.00")),
        ("Assets:VAT", Decimal("-11.00")),
        ("Liabilities:VAT:Return", Decimal("-14.00")),
    )
    assert settled.left["Liabilities:VAT:Low"] == Decimal("500.00")


def test_a_return_of_nothing_moves_nothing(tmp_path: Path) -> None:
    """Also where cents are left on accounts, below nil on one of them."""
    ledger = (
        sale("2025-02-03", "101.67", "21.35").replace("VAT ", "VAT:High ")
        + sale("2025-02-04", "-10.44", "-0.94").replace("VAT ", "VAT:Low ")
    ).replace("--", "") + END
    first = ledger + text_of(filed(tmp_path, ledger)) + "\n"
    settled = filed(tmp_path, first + END.replace("03-31", "06-30"), "2025-Q2")
    assert settled
    assert settled.postings == (("Liabilities:VAT:Return", ZERO),)


def test_what_was_filed_is_shown_again(tmp_path: Path) -> None:
    """With the corrections that went along; beside it what came later."""
    first = BOOKS + text_of(filed(tmp_path, BOOKS)) + "\n" + LATE
    both = first + SECOND + text_of(filed(tmp_path, first + SECOND, "2025-Q2"))
    _, found = vat_in(tmp_path, both + "\n" + sale("2025-05-07", "100.00", "9.00"))
    second = vat_return(found, period("2025-Q2"))
    assert told(second.boxes) == {"1a": ("1200.00", "252.00")}
    assert told(second.since) == {"1b": ("100.00", "9.00")}
    assert second.payable == Decimal(252)
    early = vat_return(found, period("2025-Q1"))
    assert told(early.boxes) == {
        "1a": ("100.37", "21.08"),
        "1b": ("50.00", "4.50"),
        "5b": ("0.00", "10.50"),
    }
    assert told(early.since) == {"1a": ("200.00", "42.00")}
    # Of what was not filed there is nothing beside.
    assert vat_return(found, period("2025-Q3")).since == {}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 500_00), st.sampled_from(["0.21", "0.09"]), st.booleans()
        ),
        max_size=12,
    )
)
def test_only_what_whole_euros_leave_stays(
    tmp_path: Path, parts: list[tuple[int, str, bool]]
) -> None:
    ledger = END
    owed = claimed = ZERO
    for cents, rate, sold in parts:
        net = Decimal(cents) / 100
        tax = round(net * Decimal(rate), 2)
        code = "high" if rate == "0.21" else "low"
        if sold:
            owed += tax
            ledger += sale(
                "2025-02-03", f"{net:.2f}", f"{tax:.2f}", extra=f'  vat: "{code}"\n'
            )
        else:
            claimed += tax
            ledger += (
                f'2025-02-03 * "Bought"\n  Expenses:Coop:Office  {net:.2f} EUR\n'
                f"  Assets:VAT  {tax:.2f} EUR\n  Assets:Bank\n\n"
            )
    settled = filed(tmp_path, ledger)
    assert settled
    assert sum((amount for _, amount in settled.postings), ZERO) == 0
    left = settled.left
    # Two boxes are rounded down, one up: nobody pays more than is owed.
    assert 0 <= left.get("Liabilities:VAT", ZERO) < 2
    assert 0 <= left.get("Assets:VAT", ZERO) < 1
    payable = -settled.postings[-1][1]
    assert payable % 1 == 0
    assert owed - claimed - payable == sum(left.values(), ZERO)
    made = return_in(tmp_path, ledger)
    members = list(made.members.values())
    for box, (base, tax) in made.own.items():
        assert sum((m[box].base for m in members if box in m), ZERO) == base
        assert sum((m[box].tax for m in members if box in m), ZERO) == tax

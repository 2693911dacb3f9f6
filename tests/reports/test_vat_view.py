"""VAT of a period: which one is shown, its boxes, and what is in the way of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.bookkeeping.vat.small import period, sale
from tests.support import MEMBERS, report_on

from paraplu.base.language import Language
from paraplu.bookkeeping.vat.entry import written
from paraplu.bookkeeping.vat.filing import settlement
from paraplu.bookkeeping.vat.returns import vat_of, vat_return
from paraplu.reports.span import Span
from paraplu.reports.vat import VatOfPeriod, vat_in
from paraplu.rules.verdict import Judgement

ENGLISH = Language("en")
BOOKS = sale("2025-02-03", "100.37", "21.08") + sale(
    "2025-05-06", "50.00", "4.50", member="L02"
)
BARE = '2025-05-07 * "Cake"\n  Assets:Bank  9 EUR\n  Income:Members:L02:Sales\n\n'


def judged(folder: Path, ledger: str, vat: str = "") -> Judgement:
    members = f"vat: {vat}\n{MEMBERS}" if vat else MEMBERS
    report = report_on(folder, ledger, members=members)
    return Judgement(report.books, report.register, report.verdict)


def shown(
    folder: Path,
    ledger: str,
    over: str = "",
    *,
    vat: str = "",
    span: Span | None = None,
) -> VatOfPeriod:
    judgement = judged(folder, ledger, vat)
    every = vat_of(judgement.books, judgement.register)
    asked = period(over) if over else None
    view = vat_in(judgement, every, span or Span(), asked)
    assert view
    return view


def filed(folder: Path, ledger: str, over: str) -> str:
    """Return a ledger with the entry that files a period."""
    judgement = judged(folder, ledger)
    books, register = judgement.books, judgement.register
    vat = vat_of(books, register)
    settled = settlement(books, register, vat, vat_return(vat, period(over)))
    assert settled
    return ledger + written(settled, ENGLISH, "EUR") + "\n"


def test_the_boxes_and_what_is_behind_them(tmp_path: Path) -> None:
    view = shown(tmp_path, BOOKS, "2025-Q1")
    assert [(row.box, row.base, row.tax, len(row.lines)) for row in view.rows] == [
        ("1a", Decimal(100), Decimal(21), 1),
        ("5a", None, Decimal(21), 0),
        ("5b", None, Decimal(0), 0),
        ("5c", None, Decimal(21), 0),
        ("5g", None, Decimal(21), 0),
    ]
    assert view.rows[0].exact == (Decimal("100.37"), Decimal("21.08"))
    assert view.cents == Decimal("0.08")
    assert [(share.code, share.net) for share in view.shares] == [
        ("L01", Decimal("21.08"))
    ]


def test_the_newest_is_shown_and_empty_ones_are_not_listed(tmp_path: Path) -> None:
    ledger = BOOKS + BARE.replace("2025-05-07", "2026-01-02")
    assert list(map(str, shown(tmp_path, ledger).periods)) == [
        "2026-Q1", "2025-Q2", "2025-Q1"
    ]  # fmt: skip
    year = Span(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    within = shown(tmp_path, ledger, span=year)
    assert str(within.period) == "2025-Q4"
    assert list(map(str, within.periods)) == ["2025-Q4", "2025-Q2", "2025-Q1"]
    asked = shown(tmp_path, ledger, "2026-Q1", span=year)
    assert str(asked.period) == "2026-Q1"
    assert str(asked.periods[0]) == "2026-Q1"


@pytest.mark.parametrize(
    ("vat", "expected"),
    [
        ("{period: month}", ["2025-05", "2025-02"]),
        ("{period: year}", ["2025"]),
        # Until April there were quarters, and months from then on.
        ("[{from: 2024-01-01}, {from: 2025-04-01, period: month}]",
         ["2025-05", "2025-Q1"]),
    ],
)  # fmt: skip
def test_the_register_says_how_long_a_period_is(
    tmp_path: Path, vat: str, expected: list[str]
) -> None:
    assert list(map(str, shown(tmp_path, BOOKS, vat=vat).periods)) == expected


def test_what_is_filed_and_what_changed_since(tmp_path: Path) -> None:
    ledger = filed(tmp_path, BOOKS, "2025-Q1")
    view = shown(tmp_path, ledger, "2025-Q1")
    assert view.made.filed
    assert view.changed == ()
    assert view.filed == {period("2025-Q1")}
    later = ledger + sale("2025-02-20", "1000.00", "210.00")
    (change,) = shown(tmp_path, later).changed
    assert (str(change.period), change.amount) == ("2025-Q1", Decimal("210.00"))
    # On its own page that is said above the boxes.
    assert shown(tmp_path, later, "2025-Q1").changed == ()


def test_what_has_to_be_filed_first(tmp_path: Path) -> None:
    end = BARE.replace("2025-05-07", "2025-12-31").replace("9 EUR", "0 EUR")
    ledger = filed(tmp_path, BOOKS, "2025-Q1") + sale("2025-08-01", "10.00", "2.10")
    view = shown(tmp_path, ledger + end, "2025-Q3")
    assert view.obstacle
    assert ENGLISH.render(view.obstacle) == "2025-Q2 is not filed yet. File it first."
    assert shown(tmp_path, ledger + end, "2025-Q2").obstacle is None


def test_what_is_not_clear_is_of_its_own_period(tmp_path: Path) -> None:
    assert [
        one.transaction.narration for one in shown(tmp_path, BOOKS + BARE).unclear
    ] == ["Cake"]
    assert shown(tmp_path, BOOKS + BARE, "2025-Q1").unclear == ()
    small = shown(tmp_path, BARE, vat="{scheme: kor}")
    assert small.unclear == ()
    assert [ENGLISH.render(one) for one in small.told] == [
        "Nothing to file: the register has the small businesses scheme."
    ]


def test_books_without_transactions_have_no_period(tmp_path: Path) -> None:
    judgement = judged(tmp_path, "")
    vat = vat_of(judgement.books, judgement.register)
    assert vat_in(judgement, vat, Span()) is None
    assert vat_in(judgement, vat, Span(), period("2025-Q1")) is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_that_no_period_has_do_no_harm(tmp_path: Path, day: str) -> None:
    odd = BARE.replace("2025-05-07", day)
    view = shown(tmp_path, BOOKS + odd, "2025-Q1")
    assert "2025-Q1" in map(str, view.periods)
    assert all(1 < one.year < dt.MAXYEAR for one in view.periods)

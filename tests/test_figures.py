"""The figures of a member: they survive closings, and add up to the cent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import report_on

from paraplu.ledger.books import Books
from paraplu.ledger.figures import Figures, figures_by_year, figures_of_all

YEARS = """\
2024-01-02 * "Start capital"
  Equity:Coop                               500.00 EUR
  Equity:Members:L01:StartCapital

2024-03-01 * "Sale"
  Assets:Bank                             1,000.00 EUR
  Income:Members:L01:Sales

2024-03-02 * "A service for a fellow member"
  Expenses:Members:L02:Costs                 80.00 EUR
  Income:Members:L01:InternalSales

2024-03-03 * "Wood"
  Expenses:Members:L01:Costs                100.00 EUR
  Assets:Bank

2024-03-04 * "Contribution"
  Expenses:Members:L01:Contribution         294.00 EUR
  Income:Coop:Contribution

2024-03-05 * "A saw"
  Assets:Members:L01:Equipment              200.00 EUR
  Assets:Bank

2024-12-31 * "Depreciation"
  Expenses:Members:L01:Growth                40.00 EUR
  Assets:Members:L01:Equipment

2024-12-31 * "Closing"
  Income:Members:L01:Sales                1,000.00 EUR
  Income:Members:L01:InternalSales           80.00 EUR
  Expenses:Members:L01:Costs               -100.00 EUR
  Expenses:Members:L01:Contribution        -294.00 EUR
  Expenses:Members:L01:Growth               -40.00 EUR
  Equity:Members:L01:Thermometer           -646.00 EUR

2025-02-01 * "Course"
  Expenses:Members:L01:Training              50.00 EUR
  Assets:Bank

2025-02-02 * "It was growth, not training"
  Expenses:Members:L01:Growth                20.00 EUR
  Expenses:Members:L01:Training

2025-02-03 * "Set-off"
  Expenses:Members:L01:SetOff                60.00 EUR
  Liabilities:Municipality
"""


def books_of(folder: Path, ledger: str) -> Books:
    return report_on(folder, ledger).books


def test_the_figures_of_each_year(tmp_path: Path) -> None:
    books = books_of(tmp_path, YEARS)
    first, second = figures_by_year(books, "L01")
    assert first == Figures(
        "L01",
        dt.date(2024, 1, 1),
        dt.date(2024, 12, 31),
        start_capital=Decimal(500),
        turnover=Decimal(1080),
        costs=Decimal(100),
        contribution=Decimal(294),
        growth=Decimal(200),
    )
    assert [first.net_turnover, first.profit] == [Decimal(980), Decimal(686)]
    assert [first.used, first.moved] == [Decimal(200), Decimal(986)]
    assert second == Figures(
        "L01",
        dt.date(2025, 1, 1),
        dt.date(2025, 12, 31),
        growth=Decimal(20),
        training=Decimal(30),
        set_off=Decimal(60),
    )
    assert first.moved + second.moved == books.rings["L01"].level() == 876


def test_a_period(tmp_path: Path) -> None:
    books = books_of(tmp_path, YEARS)
    every = figures_of_all(books, begin=dt.date(2024, 3, 2), end=dt.date(2024, 3, 4))
    assert every["L01"].turnover == 80
    assert every["L01"].profit == 80 - 100 - 294
    assert every["L02"].costs == 80
    until = figures_by_year(books, "L01", end=dt.date(2024, 3, 1))
    assert [(one.end, one.turnover) for one in until] == [
        (dt.date(2024, 3, 1), Decimal(1000))
    ]


def test_who_has_no_entries_has_no_figures(tmp_path: Path) -> None:
    assert figures_by_year(books_of(tmp_path, YEARS), "L03") == ()


@pytest.mark.parametrize(
    "entry",
    [
        # what earlier books left
        "  Equity:Opening-Balances    25.00 EUR\n  Equity:Members:L01:Thermometer\n",
        # an account outside the chart
        "  Assets:Bank    25.00 EUR\n  Income:Members:L01:Tips\n",
        # a closing that takes another member's result
        "  Income:Members:L02:Sales    25.00 EUR\n  Equity:Members:L01:Thermometer\n",
    ],
)
def test_what_the_thermometer_moved_by_otherwise(tmp_path: Path, entry: str) -> None:
    books = books_of(tmp_path, f'2024-01-02 * "Odd"\n{entry}')
    figures = figures_of_all(books)["L01"]
    assert [figures.carried, figures.turnover] == [Decimal(25), Decimal(0)]
    assert figures.moved == books.rings["L01"].level() == 25


def test_a_closing_of_a_year_without_result(tmp_path: Path) -> None:
    ledger = """
2024-03-01 * "Sale"
  Assets:Bank                               100.00 EUR
  Income:Members:L01:Sales

2024-03-02 * "Wood"
  Expenses:Members:L01:Costs                100.00 EUR
  Assets:Bank

2024-12-31 * "Closing"
  Income:Members:L01:Sales                  100.00 EUR
  Expenses:Members:L01:Costs               -100.00 EUR
  Equity:Members:L01:Thermometer
"""
    figures = figures_of_all(books_of(tmp_path, ledger))["L01"]
    assert [figures.turnover, figures.costs] == [Decimal(100), Decimal(100)]
    assert figures.carried == 0


@pytest.mark.parametrize(
    "against",
    [
        "  Expenses:Members:L01:Growth     100.00 EUR\n",
        (
            "  Expenses:Members:L01:Growth      99.98 EUR\n"
            "  Equity:Members:L01:Thermometer    0.02 EUR\n"
        ),
    ],
)
def test_a_barter_is_no_closing(against: str, tmp_path: Path) -> None:
    ledger = f"""
2024-03-01 * "A table for a saw"
  Income:Members:L01:Sales       -100.00 EUR
{against}"""
    books = books_of(tmp_path, ledger)
    figures = figures_of_all(books)["L01"]
    assert figures.turnover == 100
    assert figures.growth == 100 + figures.carried
    assert figures.moved == books.rings["L01"].level() == 0


def test_a_closing_after_more_was_paid_back_than_earned(tmp_path: Path) -> None:
    ledger = """
2024-03-01 * "Sale" ^sale
  Assets:Bank                     100.00 EUR
  Income:Members:L01:Sales

2024-12-31 * "Closing"
  Income:Members:L01:Sales        100.00 EUR
  Equity:Members:L01:Thermometer

2025-03-01 * "Paid back" ^sale
  Income:Members:L01:Sales         15.00 EUR
  Assets:Bank

2025-12-31 * "Closing"
  Income:Members:L01:Sales        -15.00 EUR
  Equity:Members:L01:Thermometer   15.00 EUR

2025-12-31 * "On the same day, after it"
  Assets:Bank                      30.00 EUR
  Income:Members:L01:Sales
"""
    _, year = figures_by_year(books_of(tmp_path, ledger), "L01")
    assert [year.turnover, year.carried] == [Decimal(15), Decimal(0)]


def test_one_closing_for_all_members(tmp_path: Path) -> None:
    ledger = """
2024-03-01 * "A service for a fellow member"
  Expenses:Members:L02:Costs                 80.00 EUR
  Income:Members:L01:InternalSales

2024-03-02 * "A second one, taken back"
  Expenses:Members:L02:Growth                30.00 EUR
  Income:Members:L01:InternalSales:Paint

2024-03-03 * "Taken back"
  Income:Members:L01:InternalSales:Paint     30.00 EUR
  Expenses:Members:L02:Growth

2024-12-31 * "Closing"
  Income:Members:L01:InternalSales           80.00 EUR
  Equity:Members:L01:Thermometer            -80.00 EUR
  Expenses:Members:L02:Costs                -80.00 EUR
  Equity:Members:L02:Thermometer             80.00 EUR
"""
    every = figures_of_all(books_of(tmp_path, ledger))
    assert (every["L01"].turnover, every["L01"].carried) == (Decimal(80), Decimal(0))
    assert (every["L02"].costs, every["L02"].growth) == (Decimal(80), Decimal(0))


CLASSES = [
    "Income:Members:{}:Sales",
    "Income:Members:{}:InternalSales",
    "Expenses:Members:{}:Costs",
    "Expenses:Members:{}:Contribution",
    "Expenses:Members:{}:Growth",
    "Expenses:Members:{}:Training",
    "Expenses:Members:{}:SetOff",
]
OTHERS = [
    "Assets:Members:{}:Equipment",
    "Assets:Members:{}:Cash",
    "Equity:Members:{}:StartCapital",
    "Liabilities:Members:{}:Payable",
    "Income:Members:{}:Unknown",
    "Assets:Bank",
]
MEMBER = st.sampled_from(["L01", "L02"])
OTHER = st.builds(str.format, st.sampled_from(OTHERS), MEMBER)
SIDES = st.one_of(
    # trade, with a class of the result on one side or on none
    st.tuples(st.builds(str.format, st.sampled_from(CLASSES), MEMBER), OTHER),
    st.tuples(OTHER, OTHER),
    # a correction
    st.builds(
        lambda member, use: (
            f"Expenses:Members:{member}:{use}",
            f"Expenses:Members:{member}:Costs",
        ),
        MEMBER,
        st.sampled_from(["Growth", "Training"]),
    ),
)
ENTRY = st.builds(
    lambda day, sides, cents: (day, *sides, Decimal(cents) / 100),
    st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 30)),
    SIDES,
    st.integers(1, 100_000),
)


def closings(entries: list[tuple[dt.date, str, str, Decimal]], year: int) -> str:
    """Return the entries that close a year, as a bookkeeper writes them."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for day, debit, credit, amount in entries:
        if day.year == year:
            sums[debit] += amount
            sums[credit] -= amount
    text = ""
    for member in ("L01", "L02"):
        accounts = [name.format(member) for name in CLASSES]
        legs = [f"  {name}  {-sums[name]:.2f} EUR\n" for name in accounts if sums[name]]
        if legs:
            text += f'{year}-12-31 * "Closing"\n{"".join(legs)}'
            text += f"  Equity:Members:{member}:Thermometer\n\n"
    return text


@settings(max_examples=60)
@given(st.lists(ENTRY, max_size=25), st.integers(2022, 2025))
def test_all_figures_add_up_and_closings_hide_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    entries: list[tuple[dt.date, str, str, Decimal]],
    closed: int,
) -> None:
    plain = "".join(
        f'{day} * "Entry"\n'
        f"  {debit}  {amount:.2f} EUR\n  {credit}  {-amount:.2f} EUR\n\n"
        for day, debit, credit, amount in entries
    )
    folder = tmp_path_factory.mktemp("books")
    before = figures_of_all(books_of(folder, plain))
    text = plain + "".join(closings(entries, year) for year in range(2023, closed + 1))
    books = books_of(folder, text)
    every = figures_of_all(books)
    assert every == before
    for code, ring in books.rings.items():
        assert every[code].moved == ring.level()
        stood = Decimal(0)
        for year in figures_by_year(books, code):
            stood += year.moved
            assert stood == ring.level(year.end)


OPENED = """\
2025-07-01 * "What earlier books left"
  Assets:Bank                       1000.00 EUR
  Assets:Members:L01:Equipment       200.00 EUR
  Equity:Members:L01:StartCapital   -500.00 EUR
  Income:Members:L01:Sales          -900.00 EUR
  Expenses:Members:L01:Training      150.00 EUR
  Equity:Opening-Balances

2025-07-01 * "Start capital of L02, on the same day"
  Expenses:Funds:Cordaid2025:StartCapital  300.00 EUR
  Equity:Members:L02:StartCapital

2025-08-01 * "A second machine"
  Assets:Members:L01:Equipment        80.00 EUR
  Assets:Bank
"""


def test_what_an_opening_entry_brings_in_was_there_before(tmp_path: Path) -> None:
    """Nothing of it was earned, given or bought in the first year of these books."""
    books = books_of(tmp_path, OPENED)
    every = figures_of_all(books)
    first, other = every["L01"], every["L02"]
    assert [first.carried, first.brought] == [1050, 1050]
    assert [first.start_capital, first.turnover, first.training] == [0, 0, 0]
    assert first.growth == 80
    assert first.moved == books.rings["L01"].level() == 970
    assert [other.start_capital, other.carried] == [300, 0]
    later = figures_of_all(books, begin=dt.date(2025, 7, 2))["L01"]
    assert [later.carried, later.growth] == [0, 80]

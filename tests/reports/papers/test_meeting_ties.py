"""The papers of the meeting are the trial balance: of the example, and of any books."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from beancount import loader
from beancount.core.data import Transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.papers.support import material_in, material_of, period, text_of
from tests.reports.papers.whole import column, meeting_of
from tests.test_floors import ROOT

from paraplu.check import check
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.held import held
from paraplu.reports.papers.material import Material, outside
from paraplu.reports.papers.model import Paper
from paraplu.reports.papers.values import Figure, parts_of

MAIN = ROOT / "ledger" / "main.beancount"
# Of the cooperative itself, and of L06.
LANDLORD, CUSTOMER = "Verhuur Loods Zuid", "Rijschool De Rotonde"
PERIODS = ("2025", "2026", "2026-Q2", "2025-07", "2025-12-20..2026-01-10")


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(MAIN))


def balance(main: Path, until: dt.date) -> Mapping[str, Decimal]:
    """Return what stands on each account, as Beancount itself loads the books."""
    entries, _errors, _options = loader.load_file(str(main))
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if isinstance(entry, Transaction) and entry.date <= until:
            for posting in entry.postings:
                assert posting.units is not None
                sums[posting.account] += posting.units.number or Decimal(0)
    assert sums
    return sums


def ties(paper: Paper) -> dict[str, Decimal]:
    """Assert that the tables of a paper agree; return the lines of the balance."""
    lines = {k: Decimal(v) for k, v in column(paper, "balance", "end").items()}
    assert lines["assets"] == lines["liabilities"]
    assert lines["assets"] == lines["fixed"] + lines["current"]
    assert lines["liabilities"] == lines["equity"] + lines["debts"]
    assert column(paper, "trial", "difference")["all"] in ("0", "0.00")
    trial = {k: Decimal(v) for k, v in column(paper, "trial", "difference").items()}
    assert trial["members"] == -trial["cooperative"]
    left = Decimal(column(paper, "annex", "left")["total"])
    assert left == lines.get("members", 0)
    before = Decimal(column(paper, "annex", "before")["total"])
    begin = column(paper, "balance", "begin")
    assert before == Decimal(begin.get("members", "0"))
    change = {k: v for k, v in column(paper, "equity", "change").items() if v}
    equity = Decimal(change["equity"])
    moved = Decimal(change["result"]) + Decimal(change.get("otherwise", "0"))
    assert equity == moved
    assert equity == lines["equity"] - Decimal(begin["equity"])
    groups = {k: Decimal(v) for k, v in column(paper, "result", "year").items()}
    result = groups.pop("result")
    assert sum(groups.values()) == result == Decimal(change["result"])
    return lines


def adds_up(paper: Paper) -> int:
    """Assert that what explains a figure adds up to it; return how many there are."""
    figures = [
        one.cell
        for block in paper.blocks()
        for one in held(block)
        if isinstance(one.cell, Figure) and one.cell.parts
    ]
    for figure in figures:
        assert sum(part.amount for part in parts_of(figure)) == figure.value
    return len(figures)


@pytest.mark.parametrize("of", PERIODS)
def test_the_example_ties(example: Material, of: str) -> None:
    paper = meeting_of(example, of)
    lines = ties(paper)
    assert adds_up(paper) > 10
    there = balance(MAIN, period(of).last)
    members = {n: v for n, v in there.items() if n.split(":")[1] == "Members"}
    others = {n: v for n, v in there.items() if n not in members}
    assert sum(members.values()) == -sum(others.values())
    held_by_members = (":Equipment", "Income:", "Expenses:", "Equity:")
    assert lines["members"] == -sum(
        amount
        for name, amount in members.items()
        if any(part in f":{name}" or name.startswith(part) for part in held_by_members)
    )
    money = ("Assets:Bank", "Assets:Cash", "Assets:Clearing")
    assert lines["money"] == sum(
        amount
        for name, amount in there.items()
        if amount > 0 and (name.startswith(money) or name.endswith(":Cash"))
    )


def test_the_result_of_the_example_is_what_its_closings_took(
    example: Material,
) -> None:
    """All that went to equity at the end of 2025, but for the start capital."""
    entries, _errors, _options = loader.load_file(str(MAIN))
    closed = [
        posting.units.number
        for entry in entries
        if isinstance(entry, Transaction)
        and (entry.narration or "").startswith("Afsluiting")
        for posting in entry.postings
        if posting.account.startswith("Equity:") and entry.date.year == 2025
        if posting.units is not None and posting.units.number is not None
    ]
    assert closed
    start_capital = Decimal(1500)
    result = column(meeting_of(example, "2025"), "result", "year")["result"]
    assert Decimal(result) == -sum(closed) + start_capital


def test_quarters_are_the_year(example: Material) -> None:
    def lines(of: str, key: str, name: str) -> Mapping[str, str]:
        return column(meeting_of(example, of), key, name)

    quarters = [lines(f"2025-Q{n}", "result", "year") for n in (1, 2, 3, 4)]
    for key, value in lines("2025", "result", "year").items():
        assert sum(Decimal(one[key]) for one in quarters) == Decimal(value), key
    end, begin = lines("2025", "balance", "end"), lines("2026", "balance", "begin")
    same = {key: value for key, value in end.items() if Decimal(value)}
    assert same == {key: value for key, value in begin.items() if Decimal(value)}


_ACCOUNTS = (
    *("Assets:Bank", "Assets:Cash", "Assets:Clearing:Cards", "Assets:Receivable"),
    *("Assets:VAT", "Liabilities:VAT", "Assets:Equipment", "Liabilities:Payable"),
    *("Liabilities:Municipality", "Income:Coop:Contribution", "Income:Coop:StallRent"),
    *("Income:Coop:Gifts", "Expenses:Coop:Rent", "Expenses:Coop:Rounding"),
    *("Equity:Coop:Reserve", "Equity:Opening-Balances", "Income:Funds:F"),
    *("Expenses:Funds:F:Coop", "Liabilities:Funds:F", "Equity:Funds:F"),
    *("Income:Members:{}:Sales", "Income:Members:{}:InternalSales"),
    *("Expenses:Members:{}:Costs:Materials", "Expenses:Members:{}:Contribution"),
    *("Expenses:Members:{}:Growth:Depreciation", "Expenses:Members:{}:Training"),
    *("Expenses:Members:{}:SetOff", "Assets:Members:{}:Equipment"),
    *("Assets:Members:{}:Stock", "Assets:Members:{}:Receivable"),
    *("Liabilities:Members:{}:Deposit", "Equity:Members:{}:StartCapital"),
    *("Equity:Members:{}:Thermometer", "Income:Elsewhere", "Assets:Elsewhere"),
)


@st.composite
def _entry(draw: st.DrawFn) -> str:
    day = dt.date(2024, 11, 1) + dt.timedelta(days=draw(st.integers(0, 200)))
    legs = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_ACCOUNTS),
                st.sampled_from(("L01", "L02", "L03")),
                st.integers(-9000, 9000),
            ),
            min_size=1,
            max_size=4,
        )
    )
    last, whose = (
        draw(st.sampled_from(_ACCOUNTS)),
        draw(st.sampled_from(("L01", "L02"))),
    )
    lines = [f'{day} * "Payee" "Words"']
    lines += [f"  {a.format(code)}  {Decimal(n) / 100:.2f} EUR" for a, code, n in legs]
    return "\n".join([*lines, f"  {last.format(whose)}"])


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@settings(max_examples=60, deadline=None)
@given(ledger=st.lists(_entry(), min_size=1, max_size=12).map("\n\n".join))
def test_any_books_tie(ledger: str) -> None:
    with TemporaryDirectory() as folder:
        material = material_in(Path(folder), f"{ledger}\n")
        for of in ("2024", "2025", "2025-Q1"):
            if outside(material.books, period(of)) is None:
                paper = meeting_of(material, of)
                ties(paper)
                adds_up(paper)


def test_what_explains_it_names_no_customer(example: Material) -> None:
    """Members see each other's amounts by code, and not whom each of them sells to."""
    words = text_of(explained(meeting_of(example, "2025")))
    found = [name for name in (LANDLORD, CUSTOMER) if name in words]
    assert found == [LANDLORD]

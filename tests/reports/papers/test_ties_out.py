"""Members plus cooperative are the trial balance: nothing is lost between papers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core.data import Transaction
from tests.reports.papers.support import material_of, period
from tests.test_floors import ROOT

from paraplu.check import check
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.member.statement import statements
from paraplu.reports.papers.values import plain

MAIN = ROOT / "ledger" / "main.beancount"
CLASSES = {
    "turnover": ("Income", {"Sales", "InternalSales"}),
    "costs": ("Expenses", {"Costs"}),
    "contribution": ("Expenses", {"Contribution"}),
    "training": ("Expenses", {"Training"}),
    "set_off": ("Expenses", {"SetOff"}),
    "start_capital": ("Equity", {"StartCapital"}),
}


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(MAIN))


@pytest.fixture(scope="module")
def entries() -> list[Transaction]:
    """The transactions as Beancount itself loads them, closings of a year left out."""
    every, _errors, _options = loader.load_file(str(MAIN))
    found = [one for one in every if isinstance(one, Transaction)]
    assert found
    return found


def balance(
    entries: list[Transaction], last: dt.date, first: dt.date = dt.date.min
) -> Mapping[str, Decimal]:
    """Return what was booked on each account over some days."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        if first <= entry.date <= last:
            for posting in entry.postings:
                assert posting.units is not None
                sums[posting.account] += posting.units.number or Decimal(0)
    return sums


def summed(example: Material, of: str) -> Mapping[str, Decimal]:
    """Return the account of all members together, line by line."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for paper in statements(example, period(of), example.codes):
        (account,) = [block for block in paper.blocks() if block.key == "account"]
        assert isinstance(account, Table)
        for row in account.rows:
            value = plain(row.cells[1])
            assert isinstance(value, Decimal)
            sums[row.key] += value
    return sums


@pytest.mark.parametrize("of", ["2025-03", "2025", "2026-Q1", "2026-10"])
def test_members_and_cooperative_are_the_trial_balance(
    example: Material, entries: list[Transaction], of: str
) -> None:
    there = balance(entries, period(of).last)
    members = sum(
        amount
        for name, amount in there.items()
        if name.split(":")[1] == "Members"
        and (
            name.split(":")[0] not in ("Assets", "Liabilities") or ":Equipment" in name
        )
    )
    cooperative = sum(there.values()) - members
    assert summed(example, of)["left"] == -members == cooperative


@pytest.mark.parametrize("of", ["2025-03", "2026-Q1", "2026-10"])
def test_each_line_is_what_its_accounts_moved(
    example: Material, entries: list[Transaction], of: str
) -> None:
    days = period(of)
    moved = balance(entries, days.last, days.first)
    said = summed(example, of)
    assert CLASSES
    for key, (root, classes) in CLASSES.items():
        expected = -sum(
            amount
            for name, amount in moved.items()
            for one in [name.split(":")]
            if one[:2] == [root, "Members"] and one[3] in classes
        )
        assert said.get(key, 0) == expected, key


@pytest.mark.parametrize("of", ["2025", "2026", "2026-02"])
def test_what_was_left_follows_from_what_there_was(example: Material, of: str) -> None:
    said = dict(summed(example, of))
    left = said.pop("left")
    assert sum(said.values()) == left


def test_quarters_follow_each_other(example: Material) -> None:
    first, second = summed(example, "2026-Q1"), summed(example, "2026-Q2")
    assert first["left"] == second["before"]

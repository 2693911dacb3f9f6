"""Budgets and decisions in the register: years, accounts, amounts, references."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from paraplu.base.findings import Source
from paraplu.register.meetings import Decision, DecisionAbout, Post
from paraplu.register.unknown import Unknown

if TYPE_CHECKING:
    from tests.register.conftest import Read

HEAD = "members: {}\n"


def test_a_budget_has_amounts_and_explanations(read: Read) -> None:
    reading = read(
        f"{HEAD}budgets:\n"
        "  2025:\n"
        "    Income:Coop: 4500.00\n"
        "    Expenses:Coop:Rent: {amount: 1500, explained: rent went up}\n"
        "  '2026': {}\n"
    )
    assert reading.faults == ()
    assert {year: dict(posts) for year, posts in reading.register.budgets.items()} == {
        2025: {
            "Income:Coop": Post(
                "Income:Coop", Decimal("4500.00"), "", Source("members.yaml", 4)
            ),
            "Expenses:Coop:Rent": Post(
                "Expenses:Coop:Rent",
                Decimal(1500),
                "rent went up",
                Source("members.yaml", 5),
            ),
        },
        2026: {},
    }


def test_decisions_are_about_a_year_or_about_a_policy(read: Read) -> None:
    reading = read(
        f"{HEAD}decisions:\n"
        "  - {date: 2026-05-28, about: accounts, year: 2025, reference: item 4}\n"
        "  - {date: 2025-12-01, about: contribution, from: 2026-01-01, reference: i3}\n"
    )
    assert reading.faults == ()
    assert reading.register.decisions == (
        Decision(
            dt.date(2026, 5, 28),
            DecisionAbout.ACCOUNTS,
            "item 4",
            2025,
            source=Source("members.yaml", 3),
        ),
        Decision(
            dt.date(2025, 12, 1),
            DecisionAbout.CONTRIBUTION,
            "i3",
            start=dt.date(2026, 1, 1),
            source=Source("members.yaml", 4),
        ),
    )


def test_without_them_there_are_none(read: Read) -> None:
    register = read(HEAD).register
    assert (dict(register.budgets), register.decisions) == ({}, ())


_RENT = "Expenses:Coop:Rent"
FAULTS = {
    "a year of two digits": (f"budgets:\n  25: {{{_RENT}: 1}}\n", 3, "budgets"),
    "a word for a year": (f"budgets:\n  next: {{{_RENT}: 1}}\n", 3, "budgets"),
    "a list": (f"budgets:\n  - {_RENT}\n", 2, "budgets"),
    "an amount below zero": (f"budgets:\n  2025:\n    {_RENT}: -1\n", 4, "budgets"),
    "one part": ("budgets:\n  2025:\n    Expenses: 1\n", 4, "budgets"),
    "no amount": (f"budgets:\n  2025:\n    {_RENT}: {{explained: x}}\n", 4, "budgets"),
    "members": (
        "budgets:\n  2025:\n    Income:Coop: 1\n    Income:Members:L01:Sales: 1\n",
        5,
        "budgets",
    ),
    "a name for reference": (
        (
            "decisions:\n  - {date: 2025-01-01, about: budget, year: 2025, "
            "reference: a@example.org}\n"
        ),
        3,
        "decisions",
    ),
    "another subject": (
        "decisions:\n  - {date: 2025-01-01, about: lunch, year: 2025, reference: x}\n",
        3,
        "decisions",
    ),
    "no year": (
        "decisions:\n  - {date: 2025-01-01, about: budget, reference: x}\n",
        3,
        "decisions",
    ),
    "a contribution by its year": (
        (
            "decisions:\n  - {date: 2025-01-01, about: contribution, year: 2025, "
            "reference: x}\n"
        ),
        3,
        "decisions",
    ),
    "no reference": (
        "decisions:\n  - {date: 2025-01-01, about: budget, year: 2025}\n",
        3,
        "decisions",
    ),
}


@pytest.mark.parametrize(("text", "line", "part"), FAULTS.values(), ids=FAULTS)
def test_faults(read: Read, text: str, line: int, part: str) -> None:
    reading = read(HEAD + text)
    assert Unknown(part) in reading.register.unknown
    found = {(fault.code, fault.source.line) for fault in reading.faults}
    assert found == {("MB00", line)}


def test_a_budget_of_members_is_told_in_the_words_of_the_books(read: Read) -> None:
    text = "budgets:\n  2025: {Income:Leden: 1.00}\n"
    assert read(HEAD + text).faults == ()
    assert len(read(f"{HEAD}chart: nl\n{text}").faults) == 1

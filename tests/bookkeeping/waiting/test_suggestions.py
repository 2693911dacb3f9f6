"""Suggestions by the words of a line, where smart_importer is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from beancount.core import data
from tests.bookkeeping.waiting.test_allocate import line, wait

from paraplu.bookkeeping.waiting import open_desk


class Predictor:
    """What smart_importer has, as far as it is used; its wit is not ours to test."""

    def __init__(self, denylist_accounts: list[str]) -> None:
        assert denylist_accounts == ["Assets:Clearing:Unallocated"]

    def hook(
        self, imported: list[tuple[str, list[Any], str, None]], existing: list[Any]
    ) -> Iterator[tuple[str, list[Any], str, None]]:
        assert {type(one) for one in existing} == {data.Open, data.Transaction}
        for file, entries, account, importer in imported:
            assert account == "Assets:Bank:Ing"
            answered = [
                entry._replace(postings=[*entry.postings, *guess(entry.narration)])
                for entry in entries
            ]
            yield file, answered, account, importer


def guess(text: str) -> list[data.Posting]:
    """Return the postings that the words of a line make likely."""
    accounts = {
        "gebak": ["Income:Members:L01:Sales", "Liabilities:VAT:High"],
        "twee": ["Income:Members:L01:Sales", "Expenses:Coop:Rent"],
        "terug": ["Expenses:Coop:Rent"],
    }
    return [
        data.Posting(name, None, None, None, None, None)
        for name in accounts.get(text, [])
    ]


@pytest.fixture
def smart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something like smart_importer installed."""
    module = ModuleType("smart_importer")
    module.__dict__["PredictPostings"] = Predictor
    monkeypatch.setitem(sys.modules, "smart_importer", module)


@pytest.mark.usefixtures("smart")
def test_one_account_beside_vat_is_a_suggestion(books: Path) -> None:
    texts = ("gebak", "twee", "terug", "niets")
    wait(books, *(line(n, "9.00", f"K{n}", text) for n, text in enumerate(texts, 3)))
    desk = open_desk(books / "ledger" / "main.beancount", None)
    found = [[one.account for one in desk.candidates(line)] for line in desk.waiting]
    # Nothing where two are likely, or where the money goes the other way.
    assert found == [["Income:Members:L01:Sales"], [], [], []]
    alone = open_desk(books / "ledger" / "main.beancount", None, suggest=False)
    assert [alone.candidates(one) for one in alone.waiting] == [()] * 4


def test_without_it_there_is_none(books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "smart_importer", None)
    wait(books, line(3, "9.00", "Klant", "gebak"))
    desk = open_desk(books / "ledger" / "main.beancount", None)
    assert [desk.candidates(one) for one in desk.waiting] == [()]

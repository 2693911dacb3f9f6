"""Fava's import page on the example books, by Fava's own interface."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fava.application import create_app
from flask import Flask
from tests.benchmarks.statements import IBAN, Row, write_ing
from tests.support import copy_example

from paraplu.base.chart import Kind
from paraplu.check import check
from paraplu.fava_import import NotImported, RegisterImporter

EXAMPLE_IBAN = "NL74TRIO0391002214"
STATEMENT = (
    Row(
        dt.date(2026, 11, 2),
        "Verhuur Loods Zuid",
        "NL07INGB0310527061",
        Decimal(-295),
        "Huur",
    ),
    Row(dt.date(2026, 11, 3), "Iemand", "", Decimal(5), 'Zegt <b>"niets"</b>'),
)


class Page:
    """Fava's import page for the books in a folder."""

    def __init__(self, folder: Path) -> None:
        """Start Fava on the books."""
        self.main = folder / "ledger" / "main.beancount"
        self.app: Flask = create_app([str(self.main)], load=True)
        self.slug = self.app.config["LEDGERS"].first_slug()
        self.client = self.app.test_client()

    def get(self, path: str, **query: str) -> Any:  # noqa: ANN401 - JSON
        """Return the data that the page gets."""
        answer = self.client.get(f"/{self.slug}/api/{path}", query_string=query)
        assert answer.status_code == 200, answer.text
        return answer.get_json()["data"]

    def extract(self, file: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the entries of a file that the page lists."""
        (importer,) = file["importers"]
        found: list[dict[str, Any]] = self.get(
            "extract", filename=file["name"], importer=importer["importer_name"]
        )
        return found

    def save(self, entries: list[dict[str, Any]]) -> None:
        """Save entries, as the page does."""
        answer = self.client.put(
            f"/{self.slug}/api/add_entries", json={"entries": entries}
        )
        assert answer.status_code == 200, answer.text


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example books, with the folder for statements."""
    copy_example(tmp_path)
    (tmp_path / "ledger" / "import").mkdir(exist_ok=True)
    return tmp_path


def put_statement(folder: Path, name: str = "november.csv", iban: str = "") -> Path:
    """Put a statement where the page looks for it."""
    file = folder / "ledger" / "import" / name
    write_ing(file, STATEMENT)
    text = file.read_text("utf-8").replace(IBAN, iban or EXAMPLE_IBAN)
    file.write_text(text, "utf-8")
    return file


def test_a_statement_is_listed_extracted_and_saved(example: Path) -> None:
    put_statement(example)
    page = Page(example)
    assert page.get("errors") == [] or all(
        "import" not in error["message"].casefold() for error in page.get("errors")
    )
    (file,) = page.get("imports")
    (importer,) = file["importers"]
    assert (importer["importer_name"], importer["account"]) == (
        "paraplu",
        "Assets:Bank:Triodos",
    )
    rent, nobody, stood = page.extract(file)
    assert [posting["account"] for posting in rent["postings"]] == [
        "Expenses:Coop:Rent",
        "Assets:Bank:Triodos",
    ]
    assert (nobody["flag"], nobody["narration"]) == ("!", "Zegt ‹b›'niets'‹/b›")
    assert nobody["postings"][1]["account"] == "Assets:Clearing:Unallocated"
    assert stood["t"] == "Balance"
    page.save([rent, nobody])
    books = check(page.main).books
    assert not books.errors
    assert {one.payee for one in books.transactions_on(dt.date(2026, 11, 2))} == {
        "Verhuur Loods Zuid"
    }
    # What was saved is not proposed again.
    assert [entry["t"] for entry in Page(example).extract(file)] == ["Balance"]


def test_a_file_of_nobody_is_left_to_others(example: Path) -> None:
    put_statement(example, "other.csv", "NL91ABNA0417164300")
    (example / "ledger" / "import" / "note.txt").write_text("geen afschrift", "utf-8")
    assert [file["importers"] for file in Page(example).get("imports")] == [[], []]


def test_a_register_that_is_broken_later_is_told(example: Path) -> None:
    put_statement(example)
    page = Page(example)
    (file,) = page.get("imports")
    (example / "members.yaml").write_text("members: {L01: {joinde: 1}}\n", "utf-8")
    answer = page.client.get(
        f"/{page.slug}/api/extract",
        query_string={"filename": file["name"], "importer": "paraplu"},
    )
    assert answer.status_code == 500


def test_a_register_that_is_no_register_is_told_in_words(example: Path) -> None:
    put_statement(example)
    register = example / "members.yaml"
    register.write_text("[", "utf-8")
    (statement,) = example.rglob("november.csv")
    importer = RegisterImporter(example / "ledger" / "main.beancount")
    with pytest.raises(NotImported, match=f"{register} has errors, so nothing was"):
        importer.extract(str(statement), [])


def test_the_books_are_read_by_their_own_options(example: Path) -> None:
    """Such as what opening balances are called."""
    main = example / "ledger" / "main.beancount"
    option = 'option "account_previous_balances" "Begin"\n'
    main.write_text(option + main.read_text("utf-8"), "utf-8")
    books = RegisterImporter(main)._ledger([]).books
    assert books.chart.account("Equity:Begin").kind is Kind.OPENING
    assert ("paraplu", "../members.yaml") in (books.plugins or ())


def test_the_example_checks_as_before(example: Path) -> None:
    found = check(example / "ledger" / "main.beancount").verdict.findings
    assert [finding.code for finding in found] == ["MB04"]

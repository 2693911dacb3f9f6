"""MB10: a member has no more means to start than the register promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in
from tests.support import MEMBERS, told, words

if TYPE_CHECKING:
    from pathlib import Path

PROMISED = MEMBERS.replace(
    "  L02:\n", "    start_capital: 500.00\n  L02:\n    start_capital: 0\n"
)


def given(
    amount: str, day: str = "2025-02-01", member: str = "L01", by: str = "Equity:Coop"
) -> str:
    return f"""\
{day} * "Means to start"
  {by}                                    {amount} EUR
  Equity:Members:{member}:StartCapital   -{amount} EUR

"""


def back(amount: str, day: str) -> str:
    return given(f"-{amount}", day).replace("--", "")


FUND = "Expenses:Funds:Cordaid2025:StartCapital"
BOOKS: dict[str, tuple[list[str], str]] = {
    "what was promised": ([], given("500.00")),
    "less": ([], given("200.00")),
    "in parts": ([], given("200.00") + given("300.00", by=FUND)),
    "eight times": (["MB10 L01 3500.00 3"], given("4000.00")),
    "a cent": (["MB10 L01 0.01 3"], given("500.01")),
    "in parts, too much": (
        ["MB10 L01 100.00 7"],
        given("400.00") + given("200.00", "2025-02-02", by=FUND),
    ),
    "eight times over": (
        ["MB10 L01 3500.00 7"],
        "".join(given("500.00", f"2025-02-0{n}") for n in range(1, 9)),
    ),
    "given back, and again": (
        [],
        given("500.00") + back("500.00", "2025-03-01") + given("500.00", "2025-04-01"),
    ),
    "what was too much is given back": (
        [],
        given("700.00") + back("200.00", "2025-03-01"),
    ),
    "a part of what was too much": (
        ["MB10 L01 150.00 3"],
        given("700.00") + back("50.00", "2025-03-01"),
    ),
    "too much, given back, too much": (
        ["MB10 L01 100.00 11"],
        given("700.00") + back("200.00", "2025-03-01") + given("100.00", "2025-04-01"),
    ),
    "promised was nothing": (["MB10 L02 1.00 3"], given("1.00", member="L02")),
    "below the class": (
        ["MB10 L01 100.00 7"],
        given("300.00").replace("StartCapital", "StartCapital:Coop")
        + given("300.00", "2025-03-01"),
    ),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", BOOKS)
def test_no_more_than_was_promised(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = BOOKS[name]
    findings = findings_in(tmp_path, ledger, members=PROMISED, vocabulary=vocabulary)
    assert told(errors(findings)) == expected


def test_the_opening_of_the_books_counts(tmp_path: Path) -> None:
    ledger = """\
2025-01-01 * "Opening balances"
  Assets:Bank                             700.00 EUR
  Equity:Members:L01:StartCapital        -600.00 EUR
  Equity:Opening-Balances
"""
    findings = findings_in(tmp_path, ledger, means="", members=PROMISED)
    assert told(errors(findings)) == ["MB10 L01 100.00 3"]


def test_of_who_was_promised_nothing_nothing_is_judged(tmp_path: Path) -> None:
    assert errors(findings_in(tmp_path, given("4000.00"))) == []


def test_a_closing_changes_nothing(tmp_path: Path) -> None:
    ledger = (
        given("500.00")
        + """\
2025-12-31 * "Closing"
  Income:Members:L01:Sales               2000.00 EUR
  Equity:Members:L01:Thermometer
"""
    )
    assert told(errors(findings_in(tmp_path, ledger, members=PROMISED))) == []


def test_it_says_how_much(tmp_path: Path) -> None:
    [finding] = errors(findings_in(tmp_path, given("4000.00"), members=PROMISED))
    assert words(finding) == (
        "L01 has 4,000.00 in start capital, but 500.00 was promised in the register: "
        "3,500.00 too much."
    )

"""BK05: a mistyped year is told by itself, and ages nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, findings_in, of
from tests.support import report_on, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

# Money under way since a week, a permission that ends in December, a bank in use since
# January: with a newest day of 2062 all of these would be late.
BOOKS = """\
2025-01-20 * "Chairs sold"
  Income:Members:L01:Sales          -70.00 EUR
  Assets:Bank                        70.00 EUR

2025-01-27 * "Card payments"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR

"""


def sale(day: str) -> str:
    return f"""\
{day} * "Chairs sold"
  Income:Members:L02:Sales          -10.00 EUR
  Assets:Bank                        10.00 EUR

"""


AHEAD: dict[str, tuple[list[str], str]] = {
    "one entry": (["BK05 L02 9"], sale("2062-01-28")),
    "a day more than a year": (["BK05 L02 9"], sale("2026-01-29")),
    "of the cooperative": (
        ["BK05 9"],
        """\
2062-01-28 * "Rent"
  Expenses:Coop:Rent                 10.00 EUR
  Assets:Bank                       -10.00 EUR
""",
    ),
    "two in a row": (
        ["BK05 L02 9", "BK05 L02 13"],
        sale("2062-01-28") + sale("2063-01-31"),
    ),
    "four, further and further": (
        ["BK05 L02 9", "BK05 L02 13", "BK05 L02 17", "BK05 L02 21"],
        "".join(sale(f"20{n}-01-28") for n in (52, 62, 72, 82)),
    ),
    "a balance": (
        ["BK05 9"],
        "2062-01-31 balance Assets:Bank  9070.00 EUR\n",
    ),
}

NOT_AHEAD = {
    "a year later to the day": sale("2026-01-27"),
    "a leap year later": sale("2026-01-28"),
    "the books rested, and went on": "".join(
        sale(f"2027-02-0{n}") for n in range(1, 6)
    ),
    "a balance of next month": "2025-02-28 balance Assets:Bank  9070.00 EUR\n",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", AHEAD)
def test_a_year_mistyped_is_all_that_is_found(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    expected, more = AHEAD[name]
    found = findings_in(tmp_path, BOOKS + more, vocabulary=vocabulary)
    # A sale in 2062 is outside the permission as well.
    assert told([f for f in found if f.code != "MB02"]) == expected
    assert {f.severity for f in of("BK05", found)} == {Severity.WARNING}


@pytest.mark.parametrize("name", NOT_AHEAD)
def test_a_day_that_can_be(name: str, tmp_path: Path) -> None:
    assert told(of("BK05", findings_in(tmp_path, BOOKS + NOT_AHEAD[name]))) == []


@pytest.mark.parametrize(
    ("more", "today"),
    [
        ("", "2025-01-27"),
        (sale("2026-01-28"), "2026-01-28"),
        (sale("2062-01-28"), "2025-01-27"),
        (sale("2025-02-01") + sale("2062-01-28") + sale("2062-02-28"), "2025-02-01"),
        (NOT_AHEAD["the books rested, and went on"], "2027-02-05"),
    ],
)
def test_from_which_day_terms_are_seen(more: str, today: str, tmp_path: Path) -> None:
    books = report_on(tmp_path, BOOKS + more).books
    assert books.today == books.newest_day == dt.date.fromisoformat(today)


def test_the_day_that_was_asked_for_counts(tmp_path: Path) -> None:
    today = dt.date(2063, 1, 1)
    report = report_on(tmp_path, BOOKS + sale("2062-01-28"), today=today)
    assert report.books.today == today
    assert told(of("BK05", report.verdict.findings)) == ["BK05 L02 13"]


def test_too_few_books_to_know_which_day_is_wrong(tmp_path: Path) -> None:
    ledger = sale("2020-01-01") + sale("2025-02-01") + sale("2025-02-02")
    books = report_on(tmp_path, ledger).books
    assert books.today == dt.date(2025, 2, 2)
    assert books.far_ahead == []


OPENING = """\
2025-01-01 * "As it stood"
  Assets:Members:L01:Stock          100.00 EUR
  Equity:Opening-Balances          -100.00 EUR

"""
RENT = """\
2006-02-01 * "Rent"
  Expenses:Coop:Rent                 10.00 EUR
  Assets:Bank                       -10.00 EUR

"""


def test_a_year_mistyped_into_the_past_moves_no_beginning(tmp_path: Path) -> None:
    def found(day: str, ledger: str = RENT) -> list[str]:
        text = OPENING + BOOKS + ledger.replace("2006-02-01", day)
        findings = findings_in(tmp_path, text, means="")
        return told([f for f in findings if f.code in {"BK05", "MB03", "PF01"}])

    assert found("2006-02-01") == ["BK05 13"]
    assert found("2019-12-26") == ["BK05 13"]
    # A cooperative that rested after it was founded; its opening is late.
    assert found("2021-02-01") == ["PF01 L01 100.00 2"]
    assert found("2025-02-01") == []
    assert found("2006-02-01", sale("2006-02-01")) == ["MB03 L02 10.00 14"]


def test_the_words_of_a_day_in_the_past(tmp_path: Path) -> None:
    [finding] = of("BK05", findings_in(tmp_path, OPENING + BOOKS + RENT, means=""))
    assert words(finding) == (
        "2006-02-01 is 6,909 days before the first of the other entries, 2025-01-01. "
        "The year may be a typing error, so the books are taken to begin on 2025-01-01."
    )


def test_books_without_entries(tmp_path: Path) -> None:
    books = report_on(tmp_path, "2025-01-01 balance Assets:Bank 0.00 EUR\n").books
    assert (books.newest_day, books.far_ahead) == (None, [])


def test_the_words(tmp_path: Path) -> None:
    entry, balance = of(
        "BK05",
        findings_in(
            tmp_path,
            BOOKS + sale("2062-01-28") + "2062-01-31 balance Assets:Bank 9080.00 EUR",
        ),
    )
    assert words(entry) == (
        "2062-01-28 is 13,515 days after the newest of the other entries, 2025-01-27. "
        "The year may be a typing error, so deadlines are counted without this entry."
    )
    assert words(balance) == (
        "The balance of Assets:Bank on 2062-01-31 is 13,518 days after the newest "
        "entry, 2025-01-27. The year may be a typing error, so it does not show yet "
        "that the account was compared."
    )

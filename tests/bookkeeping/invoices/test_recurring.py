"""What comes back: a draft for each stretch that is due, and never two."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.bookkeeping.invoices.conftest import Run

STALL = """\
every: month
from: 2025-01-31
member: L02
customer: linde
lines:
  - {description: "Stall, {period}", price: 100.00, vat: 21%}
"""


def _write(books: Path, text: str, name: str = "stall") -> None:
    folder = books / "invoices/recurring"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, "utf-8")


def _days(out: str) -> list[str]:
    return [line.removesuffix(".yaml")[-10:] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        ({}, ["2025-01-31", "2025-02-28", "2025-03-31"]),
        ({"every: month": "every: week"}, None),
        ({"every: month": "every: quarter"}, ["2025-01-31"]),
        ({"every: month": "every: year"}, ["2025-01-31"]),
        (
            {"every: month": "every: month\nuntil: 2025-02-28"},
            ["2025-01-31", "2025-02-28"],
        ),
        (
            {"every: month": "every: month\nskip: [2025-02-28]"},
            ["2025-01-31", "2025-03-31"],
        ),
        ({"every: month": "every: month\nwhen: after"}, ["2025-01-31", "2025-02-28"]),
    ],
)
def test_what_is_due(
    changed: dict[str, str], days: list[str] | None, books: Path, run: Run
) -> None:
    text = STALL
    for old, new in changed.items():
        text = text.replace(old, new)
    _write(books, text)
    if days is None:
        begin = dt.date(2025, 1, 31)
        days = [str(begin + dt.timedelta(7 * n)) for n in range(9)]
    on = ("--date", "2025-03-31")
    assert _days(run("recurring", *on, "--dry-run").out)[: len(days)] == days
    assert _days(run("recurring", *on).out) == days
    assert run("recurring", *on).out == "Nothing that comes back is due.\n"


def test_a_draft_that_was_issued_is_not_made_again(books: Path, run: Run) -> None:
    _write(books, STALL.replace("2025-01-31", "2025-03-01"))
    ran = run("recurring", "--date", "2025-03-10")
    draft = ran.out.strip()
    assert (books.parent / draft).read_text("utf-8") == (
        "member: L02\ncustomer: linde\ndelivered:\n  from: 2025-03-01\n"
        "  until: 2025-03-31\nrecurring: stall 2025-03-01\nlines:\n"
        "- description: Stall, March 2025\n  quantity: 1\n  price: 100.00\n"
        "  vat: high\n"
    )
    assert run("issue", draft, "--date", "2025-03-10").status == 0
    nothing = "Nothing that comes back is due.\n"
    assert run("recurring", "--date", "2025-03-10").out == nothing


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "every: month",
            "every: day",
            "every: day is not one of: week, month, quarter",
        ),
        ("every: month\n", "", "every is missing."),
        ("from: 2025-01-31", "from: 1990-01-01", "More than 120 invoices would be due"),
        ("vat: 21%", "vat: 20%", "20% was not a VAT rate on 2025-02-27."),
        ("member", "delivered: 2025-03-01\nmember", "the days of delivery follow from"),
        ("every: month", "every: month\nuntil: 2025-01-01", "`until:` is before"),
        ("member: L02", "membr: L02", "the key membr is not known here"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    old: str, new: str, words: str, books: Path, run: Run
) -> None:
    _write(books, STALL, "another")
    _write(books, STALL.replace(old, new))
    ran = run("recurring", "--date", "2025-03-10")
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert not list((books / "invoices/2025").glob("recurring*"))

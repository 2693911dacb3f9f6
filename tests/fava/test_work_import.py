"""A file of a bank from the page into the books, and entries that Fava itself adds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import ing, make_books, row
from tests.fava.work import WorkPage, working_on

ROWS = (
    row(3, "-12.50", text="Bankkosten februari"),
    row(4, "121.00", "Klant", text="2025-001"),
    row(5, "-40.00", "Iemand", text="<script>alert(1)</script>"),
)


@contextmanager
def importing(folder: Path) -> Iterator[WorkPage]:
    """Show books with a bank account, and have git know them."""
    with working_on(make_books(folder / "books")) as page:
        page.commit()
        yield page


def sent(folder: Path) -> tuple[bytes, str]:
    """Return a file of the bank, and how it is called."""
    return ing(folder / "ing.csv", *ROWS).read_bytes(), "../NL62 02-2025.csv"


def test_it_is_shown_first_and_written_after_a_yes(tmp_path: Path) -> None:
    with importing(tmp_path) as page:
        asked = page.done("import", file=sent(tmp_path))
        assert asked["asks"] == (
            "3 lines are new: 2 with a place, 1 waiting for one. Write them?"
        )
        assert asked["lines"] == [
            "Assets:Bank:Ing: 0 of 3 were in the books already.",
            "2025-02-03  -12.50  Bankkosten februari: Expenses:Coop:Bank",
            "2025-02-04  121.00  Klant: Assets:Members:L01:Receivable",
            "2025-02-05  -40.00  Iemand: Assets:Clearing:Unallocated",
        ]
        assert asked["answers"] == [["yes", "Write them in the books"]]
        assert page.diff() == ""
        told = page.done("import", file=sent(tmp_path), sure="yes")
        assert told["said"] == "3 lines imported, of which 1 is waiting for a place."
        assert told["go"] == {"do": "allocate"}
        assert [one["text"] for one in told["places"]][-1] == (
            "ledger/2025/2025-02-ing.beancount:1"
        )
        assert page.diff().count("\n+2025-02-0") >= 3
        # Twice is not twice.
        assert page.refused("import", file=sent(tmp_path)) == (
            "All lines of this file are in the books already."
        )
        page.done("undo")
        assert page.diff() == ""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "x.csv"),
        (b"\0\1\2", "x.csv"),
        (b"a;b;c\n1;2;3\n", "x"),
        (b"%PDF-", "x.pdf"),
    ],
)
def test_what_no_bank_made_is_refused_in_a_sentence(
    tmp_path: Path, data: bytes, name: str
) -> None:
    with importing(tmp_path) as page:
        why = page.refused("import", file=(data, name))
        assert len(why) > 10
        assert "paraplu-" not in why
        assert page.refused("import") == "Choose a file first."


ENTRY = {
    "t": "Transaction",
    "date": "2025-03-02",
    "flag": "*",
    "payee": "Verhuurder",
    "narration": "Huur",
    "tags": [],
    "links": [],
    "meta": {},
    "postings": [
        {"account": "Expenses:Coop:Rent", "amount": "5.00 EUR"},
        {"account": "Assets:Bank:Ing", "amount": "-5.00 EUR"},
    ],
}


def test_what_fava_adds_is_in_the_file_of_its_month(tmp_path: Path) -> None:
    with importing(tmp_path) as page:
        for day in ("2025-03-02", "2025-03-03"):
            answer = page.client.put(
                f"/{page.slug}/api/add_entries",
                json={"entries": [ENTRY | {"date": day}]},
            )
            assert answer.status_code == 200, answer.text
        ledger = page.folder / "ledger"
        text = (ledger / "2025" / "2025-03-ing.beancount").read_text("utf-8")
        assert text.startswith(";; days 1-7\n")
        assert text.count('"Verhuurder" "Huur"') == 2
        assert "Verhuurder" not in (ledger / "main.beancount").read_text("utf-8")


def test_an_option_of_the_books_goes_before_that(tmp_path: Path) -> None:
    main = make_books(tmp_path / "books")
    option = '2024-01-01 custom "fava-option" "insert-entry" "Assets:Bank:Ing"\n'
    main.write_text(main.read_text("utf-8") + option, "utf-8")
    with working_on(main) as page:
        answer = page.client.put(
            f"/{page.slug}/api/add_entries", json={"entries": [ENTRY]}
        )
        assert answer.status_code == 200, answer.text
        assert "Verhuurder" in main.read_text("utf-8")

"""What the check will call an error is not issued: the entry is judged first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.invoices.books import CAKES, REGISTER
from tests.bookkeeping.invoices.test_list import add

from paraplu.check import check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bookkeeping.invoices.conftest import Run

LARGE = CAKES.replace("6.50, vat: low", "2000.00, vat: kor")


def issue(books: Path, run: Run, draft: str, register: str = REGISTER) -> str:
    """Issue a draft by a register; what it said on standard error."""
    (books.parent / "members.yaml").write_text(register, "utf-8")
    (books / "invoices/2025/draft.yaml").write_text(draft, "utf-8")
    return run(
        "issue", str(books / "invoices/2025/draft.yaml"), "--date", "2025-03-10"
    ).err


def codes(books: Path) -> set[str]:
    found = check(books / "main.beancount").verdict.findings
    return {one.code for one in found if one.severity.value == "error"}


@pytest.mark.parametrize(
    ("register", "code"),
    [
        # Above the limit of the scheme for small businesses.
        (f"vat: {{scheme: kor}}\n{REGISTER}", "VT05"),
        # Nothing is sold for somebody who left.
        (REGISTER.replace("  L02:\n", "  L02:\n    left: 2025-03-01\n"), "MB03"),
    ],
)
def test_an_error_to_come_is_not_issued(
    register: str, code: str, books: Path, run: Run
) -> None:
    draft = LARGE if code == "VT05" else CAKES
    before = sorted(books.rglob("*"))
    said = issue(books, run, draft, register)
    assert f"{code}: " in said
    assert sorted({*books.rglob("*")} - {books / "invoices/2025/draft.yaml"}) == before


def test_errors_that_are_there_already_stand_in_nobodys_way(
    books: Path, run: Run
) -> None:
    """And what is no error of the entry itself is left to the check."""
    add(
        books,
        """
2025-03-01 * "Hobby"
  Expenses:Members:L02:Unknown    5.00 EUR
  Assets:Bank                    -5.00 EUR
""",
    )
    before = codes(books)
    assert before
    assert issue(books, run, CAKES) == ""
    assert codes(books) <= before

"""What the check will remark on an invoice is said before the number is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.invoices.books import CAKES, CHAIR

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bookkeeping.invoices.conftest import Run

CASES = [
    # In time by a day, and a day too late.
    (CAKES, "2025-01-01", "2025-02-15", ""),
    (CAKES, "2025-01-31", "2025-02-16", "IN06: Invoice 2025-0001 is dated 2025-02-16."),
    # No rule looks at who the member was by then.
    (CAKES, "2024-12-31", "2025-01-10", "and L02 was not a member then."),
    # To a person no invoice has to be made, but this is long ago.
    (CHAIR, "2025-01-02", "2025-04-04", ""),
    (CHAIR, "2025-01-02", "2025-04-05", "It was delivered on 2025-01-02, long ago."),
    (CAKES, "2025-04-10", "2025-03-10", ""),
    (CAKES, "2025-04-11", "2025-03-10", "It will only be delivered on 2025-04-11."),
    ("down_payment: true\n" + CAKES, "2025-06-01", "2025-03-10", ""),
]


@pytest.mark.parametrize(("draft", "delivered", "day", "said"), CASES)
def test_what_is_odd_is_said_first(
    draft: str, delivered: str, day: str, said: str, books: Path, run: Run
) -> None:
    file = books / "invoices/2025/draft.yaml"
    text = draft.replace("2025-03-05", delivered).replace("2025-03-04", delivered)
    file.write_text(text, "utf-8")
    ran = run("issue", str(file), "--date", day)
    assert (ran.status, file.exists()) == ((2, True) if said else (0, False)), ran.err
    assert said in ran.err
    if said:
        assert "run it again with --anyway" in ran.err
        tried = run("issue", str(file), "--date", day, "--dry-run")
        assert (tried.status, said in tried.err, file.exists()) == (0, True, True)
        ran = run("issue", str(file), "--date", day, "--anyway")
        assert (ran.status, file.exists()) == (0, False)

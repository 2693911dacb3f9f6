"""A paper is provisional until its period is closed, where any period is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.periods.small import DAY, FILES, LEDGER, close
from tests.support import write_books

from paraplu.check import check
from paraplu.reports.papers.model import Status, status_of
from paraplu.reports.papers.period import PaperPeriod

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("closed", "scope", "period", "status"),
    [
        ((), "all", "2025-03", Status.FINAL),
        ((), "all", "2025-04", Status.PROVISIONAL),
        (("2025-Q1",), "all", "2025-03", Status.FINAL),
        # From the middle of January on, for there the books begin.
        (("2025-01", "2025-02", "2025-03"), "all", "2025-Q1", Status.FINAL),
        (("2025-01", "2025-02"), "all", "2025-Q1", Status.PROVISIONAL),
        (("2025-01", "2025-02"), "all", "2025-03", Status.PROVISIONAL),
        (("2025-01", "2025-02"), "all", "2025-01-20..2025-02-10", Status.FINAL),
        # That VAT is closed says nothing of the rest.
        (("2025-Q1",), "vat", "2025-03", Status.FINAL),
    ],
)
def test_when_a_paper_is_final(
    closed: tuple[str, ...], scope: str, period: str, status: Status, tmp_path: Path
) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    for one in closed:
        close(main, one, scope=scope)
    asked = PaperPeriod.read(period)
    assert asked
    assert status_of(check(main, today=DAY).books, asked) is status

"""`paraplu year close`: shown first, written once, refused where it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOUND
from tests.support import write_books

if TYPE_CHECKING:
    from tests.cli.conftest import Run

CLOSE = ("year", "close", "2025", "--today", "2026-01-15")
MAIN = Path("ledger/main.beancount")
ENTRY = """\
2025-12-31 * "Closing of 2025, L01"
  Expenses:Members:L01:Costs                                -12.00 EUR
  Expenses:Members:L01:Training                             -50.00 EUR
  Income:Members:L01:Sales                                  100.00 EUR
  Equity:Members:L01:Thermometer                            -38.00 EUR
"""
RESULT = "L01: 38.00 EUR to Equity:Members:L01:Thermometer\n"
DEPOSIT = """
For the deposit of 2025 at the KVK (balance sheet of a micro legal person):

  fixed assets              0.00
  current assets         1059.00
  own means              1038.00
  debts                    21.00
"""


@pytest.fixture(autouse=True)
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_books(tmp_path, SOUND, files={"cursus.txt": "a course"})
    monkeypatch.chdir(tmp_path)


def test_it_is_shown_then_written_then_nothing(run: Run) -> None:
    before = MAIN.read_text()
    shown = f"{ENTRY}\n{RESULT}Nothing was written.\n{DEPOSIT}"
    assert run(*CLOSE, "--dry-run") == (0, shown, "")
    assert MAIN.read_text() == before
    told = f"{RESULT}1 entry was written:\n  {MAIN.as_posix()}\n{DEPOSIT}"
    assert run(*CLOSE) == (0, told, "")
    assert MAIN.read_text() == f"{before}\n{ENTRY}"
    again = f"2025 is closed already; nothing was written.\n{DEPOSIT}"
    assert run(*CLOSE) == (0, again, "")
    assert run("check")[0] == 0


def test_a_year_without_entries_is_not_closed_already(run: Run) -> None:
    status, out, _ = run("year", "close", "2019", *CLOSE[3:])
    told = "There are no entries in 2019; nothing was written."
    assert (status, out.splitlines()[0]) == (0, told)


def test_it_waits_for_the_end_of_the_year(run: Run) -> None:
    status, out, err = run(*CLOSE[:3], "--today", "2025-12-31")
    assert (status, out) == (2, "")
    assert "2025 has not ended yet." in err


def test_a_reserve_is_an_account_of_the_cooperative(run: Run) -> None:
    before = MAIN.read_text()
    status, out, err = run(*CLOSE, "--reserve", "Assets:Bank")
    assert (status, out, MAIN.read_text()) == (2, "", before)
    assert "Assets:Bank does not hold the cooperative's own means" in err


def test_a_sealed_december_stays_as_it_is(run: Run) -> None:
    seal = ("period", "close", "2025", "--by", "L01", "--today", "2026-01-10")
    assert run(*seal)[0] == 0
    before = MAIN.read_text()
    status, out, err = run(*CLOSE)
    assert (status, out, MAIN.read_text()) == (2, "", before)
    assert "2025 was closed on 2026-01-10, so nothing of 2025-12-31" in err


def test_an_account_that_was_closed_is_told(run: Run) -> None:
    line = "2025-03-01 close Expenses:Members:L01:Costs\n"
    opening = "2025-01-01 open Expenses:Members:L01:Costs\n"
    MAIN.write_text(MAIN.read_text() + opening + line)
    status, out, err = run(*CLOSE)
    assert (status, out) == (2, "")
    assert "Expenses:Members:L01:Costs was closed on 2025-03-01 and has an" in err

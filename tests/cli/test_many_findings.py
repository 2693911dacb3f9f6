"""Many findings of one rule: the first are told, the rest counted, by rule."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import LEDGER, Run
from tests.support import write_books


def lunches(folder: Path, number: int) -> None:
    more = "".join(
        f"""
2025-02-05 * "Lunchroom" "Broodjes {n}"
  Expenses:Coop:Lunch      0.50 EUR
  Assets:Members:L01:Cash
"""
        for n in range(number - 1)
    )
    ledger = LEDGER.replace("2025-02-10 balance", "2025-02-04 balance")
    write_books(folder, ledger + more)


def test_thirty_of_a_rule_are_told(books: Path, run: Run) -> None:
    lunches(books, 31)
    out = run("check").out
    assert out.count("  PF01  error  L01  0.50 EUR") == 29
    assert out.count("  PF01  error  L01  50.00 EUR") == 1
    assert "\nPF01         31   " in out
    assert "\n1 finding is not shown. See it with --all.\n\n" in out


def test_all_of_them_where_that_is_asked(books: Path, run: Run) -> None:
    lunches(books, 42)
    out = run("check", "--all").out
    assert out.count("  PF01  error  L01  0.50 EUR") == 41
    assert "\nPF01         42   " in out
    assert "not shown" not in out
    out = run("check").out
    assert "\n12 findings are not shown. See them with --all.\n\n" in out


def test_few_need_no_table(books: Path, run: Run) -> None:
    lunches(books, 5)
    assert "title" not in run("check").out
    lunches(books, 11)
    assert "title" in run("check").out


def test_programs_get_them_all(books: Path, run: Run) -> None:
    lunches(books, 42)
    found = json.loads(run("check", "--format", "json").out)["findings"]
    assert sum(finding["code"] == "PF01" for finding in found) == 42
    sarif = json.loads(run("check", "--format", "sarif").out)
    assert len(sarif["runs"][0]["results"]) == len(found)
    assert run("check", "--format", "github").out.count("PF01") >= 42

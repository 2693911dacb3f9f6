"""Books of the first and the last days there are: judged as any others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.bookkeeping.vat.small import sale
from tests.cli.conftest import Run
from tests.support import MEMBERS, write_books

REGISTER = MEMBERS.replace(", until: 2025-12-31}", "}")
LEDGER = (
    sale("0001-01-01", "100.00", "21.00")
    + """\
0001-01-01 * "Set off at once"
  Expenses:Members:L01:SetOff    150.00 EUR
  Liabilities:Municipality

"""
    + sale("9998-11-03", "100.00", "21.00")
    + sale("9999-12-31", "100.00", "21.00", by="Assets:Members:L01:Receivable")
)
LATE = sale("9998-11-04", "5000.00", "1050.00")
DAYS = ("0001-01-01", "9999-12-20", "9999-12-31")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with such books; a quarter of them is filed, and changed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    write_books(tmp_path, LEDGER, members=REGISTER)
    return tmp_path


@pytest.fixture
def changed(folder: Path, run: Run) -> Path:
    """Add to a quarter after it was filed."""
    assert run("vat", "file", "9998-Q4", "--today", "9999-12-31").status == 0
    with (folder / "ledger" / "main.beancount").open("a", encoding="utf-8") as file:
        file.write(f"\n{LATE}")
    return folder


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("day", DAYS)
def test_every_rule_judges(run: Run, day: str) -> None:
    ran = run("check", "--today", day, "--format", "json")
    found = json.loads(ran.out)["findings"]
    assert [one["code"] for one in found if "OverflowError" in one["message"]] == []
    assert ran.err == ""
    assert ("VT04" in {one["code"] for one in found}) is day.startswith("9999")


@pytest.mark.usefixtures("changed")
def test_the_term_of_a_supplement_ends_with_the_calendar(run: Run) -> None:
    out = " ".join(run("check", "--today", "9999-12-20").out.split())
    assert "as of 9999-12-20 that is by 9999-12-31." in out
    out = " ".join(run("vat", "9998-Q4", "--today", "9999-12-20").out.split())
    assert "as of 9999-12-20 that is by 9999-12-31." in out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ("members",),
        ("member", "L01"),
        ("vat", "0002-Q1"),
        ("vat", "9998"),
        ("vat", "icp", "9998-Q4"),
        ("contribution", "9999-12", "--today", "9999-12-31", "--dry-run"),
        ("contribution", "0001-01", "--dry-run"),
    ],
    ids=" ".join,
)
def test_commands(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert "OverflowError" not in ran.out + ran.err
    assert ran.status == (2 if "0001-01" in arguments else 0)

"""No command writes in books in which Beancount itself finds an error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.benchmarks.statements import write_ing
from tests.cli.conftest import Run
from tests.importing import books as importing
from tests.invoices.books import CAKES, write_invoicing_books
from tests.support import HEAD, MEMBERS, write_books

from paraplu_cli.invoice import desk

UNOPENED = """
2025-01-05 * "Board" "Means"
  Assets:Unopened   1.00 EUR
  Equity:Coop
"""
OFF = "\n2025-12-30 balance {bank}   123456.00 EUR\n"
ERRORS = [
    UNOPENED,
    OFF,
    "\n2025-01-05 price\n",
    '\n2025-01-05 pad A B\noption "x" ""\n',
]
SALE = """\
2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash                    121.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT                            -21.00 EUR
"""


def invoicing(folder: Path) -> Path:
    main = write_invoicing_books(folder, drafts={"cakes": CAKES})
    head = main.read_text("utf-8")
    main.write_text(head.replace('plugin "beancount.plugins.auto_accounts"\n', ""))
    return main


def contributing(folder: Path) -> Path:
    head = HEAD.replace('plugin "beancount.plugins.auto_accounts"\n', "")
    names = ("Assets:Members:L01:Cash", "Income:Members:L01:Sales", "Liabilities:VAT")
    opens = "".join(f"2025-01-01 open {name}\n" for name in names)
    return write_books(folder, opens + SALE, members=MEMBERS, head=head)


def importable(folder: Path) -> Path:
    importing.make_books(folder)
    lines = [importing.row(day, f"-{day}.00", "Iemand", text="iets") for day in (1, 2)]
    write_ing(folder / "st.csv", lines, Decimal(900))
    return folder / "ledger" / "main.beancount"


CALLS: list[tuple[Callable[[Path], Path], str]] = [
    (invoicing, "invoice issue ledger/invoices/2025/cakes.yaml"),
    (invoicing, "invoice new"),
    (invoicing, "invoice remind"),
    (contributing, "contribution 2025-02"),
    (importable, "import st.csv"),
]


def contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(("make", "call"), CALLS)
def test_nothing_is_written(
    make: Callable[[Path], Path],
    call: str,
    error: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.setattr(desk, "clock", lambda: dt.date(2025, 12, 31))
    main = make(tmp_path)
    monkeypatch.chdir(tmp_path)
    if error is OFF:
        if call.startswith("import"):
            pytest.skip("the statement may be what the balance waits for")
        bank = "Assets:Bank" if "Assets:Bank" in main.read_text("utf-8") else "A:B"
        error = error.format(bank=bank)
    with main.open("a", encoding="utf-8") as ledger:
        ledger.write(error)
    before = contents(tmp_path)
    status, out, err = run(*call.split())
    assert (status, out) == (2, "")
    assert "Beancount" in err
    assert contents(tmp_path) == before


def test_a_statement_is_imported_that_a_balance_waits_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = importable(tmp_path)
    monkeypatch.chdir(tmp_path)
    with main.open("a", encoding="utf-8") as ledger:
        ledger.write(OFF.format(bank=importing.BANK))
    assert "st.csv" in run("import", "st.csv").out
    assert list((main.parent / "2025").glob("*02*"))

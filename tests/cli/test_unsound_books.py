"""No command writes in books in which Beancount itself finds an error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stdout
from decimal import Decimal
from io import StringIO
from pathlib import Path

import click
import pytest
from tests.benchmarks.statements import write_ing
from tests.bookkeeping.bank_import import books as importing
from tests.bookkeeping.invoices.books import CAKES, write_invoicing_books
from tests.cli.conftest import Run
from tests.support import HEAD, MEMBERS, write_books

from paraplu_cli.export import command as export
from paraplu_cli.group import Group
from paraplu_cli.invoice import desk
from paraplu_cli.main import main
from paraplu_cli.report import command as report

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


AUTOMATIC = 'plugin "beancount.plugins.auto_accounts"\n'
SOLD = ("Assets:Members:L01:Cash", "Income:Members:L01:Sales", "Liabilities:VAT")
INVOICED = (
    *("Assets:Bank", "Equity:Coop", "Liabilities:VAT:Low"),
    *("Assets:Members:L02:Receivable", "Income:Members:L02:Sales"),
)


def opens(*accounts: str) -> str:
    return "".join(f"2025-01-01 open {account}\n" for account in accounts)


def invoicing(folder: Path) -> Path:
    main_file = write_invoicing_books(folder, drafts={"cakes": CAKES})
    head = main_file.read_text("utf-8").replace(AUTOMATIC, "")
    main_file.write_text(head + opens(*INVOICED), "utf-8")
    return main_file


def contributing(folder: Path) -> Path:
    head = HEAD.replace(AUTOMATIC, "")
    return write_books(folder, opens(*SOLD) + SALE, members=MEMBERS, head=head)


def margins(folder: Path) -> Path:
    main_file = contributing(folder)
    register = folder / "members.yaml"
    text = register.read_text("utf-8")
    register.write_text(f"vat: {{margin: global}}\n{text}", "utf-8")
    return main_file


def importable(folder: Path) -> Path:
    importing.make_books(folder)
    lines = [importing.row(day, f"-{day}.00", "Iemand", text="iets") for day in (1, 2)]
    write_ing(folder / "st.csv", lines, Decimal(900))
    return folder / "ledger" / "main.beancount"


def issued(folder: Path) -> Path:
    """Write books in which an invoice was issued, and is late."""
    main_file = invoicing(folder)
    draft = "ledger/invoices/2025/cakes.yaml"
    with (
        chdir(folder),
        redirect_stdout(StringIO()),
        pytest.raises(SystemExit) as stopped,
    ):
        main.main(args=["invoice", "issue", draft, "--date", "2025-03-10"])
    assert stopped.value.code == 0
    return main_file


CALLS: list[tuple[Callable[[Path], Path], str]] = [
    (invoicing, "invoice issue ledger/invoices/2025/cakes.yaml"),
    (invoicing, "invoice issue --all"),
    (invoicing, "invoice new"),
    (invoicing, "invoice new --from-quote Q2025-0001"),
    (invoicing, "invoice quote ledger/invoices/2025/cakes.yaml"),
    (invoicing, "invoice recurring"),
    (invoicing, "invoice template"),
    (issued, "invoice remind"),
    (issued, "invoice credit 2025-0001"),
    (issued, "invoice renumber 2025-0001"),
    (contributing, "contribution 2025-02"),
    (contributing, "pay"),
    (contributing, "vat file 2025-Q1"),
    (margins, "vat margin 2025-Q1 --book"),
    (importable, "import st.csv"),
    (contributing, "allocate"),
    (contributing, "bill read bill.xml"),
    (contributing, "period close 2025-01 --by L01"),
    (contributing, "year close 2025"),
    (contributing, "forget L01"),
    (contributing, "period file 2025-01 --by L01"),
    (contributing, "period open 2025-01 --by L01 --reason x"),
    (issued, "invoice send 2025-0001 --eml"),
    (contributing, "member join L09 --nominated-by K --from 2025-03-01 --reference x"),
    (contributing, "member permit L01 --from 2027-03-01 --reference x"),
    (contributing, "member renew L01 --reference x"),
    (contributing, "member freeze L01 --from 2025-03-01 --reason x"),
    (contributing, "member unfreeze L01 --until 2025-03-01"),
    (contributing, "member leave L01 --on 2025-03-01 --to work"),
    (contributing, "member return L01 --on 2026-03-01 --reference x"),
    (contributing, "member request L01 --for growth --amount 9 --what x"),
    (contributing, "member approve L01-2025-001 --by board"),
    (contributing, "approve L01-2025-001 --by board"),
]
# What writes nothing; `init` writes in a folder that has no books yet.
READING = {"check", "members", "invoice list", "vat icp", "explain", "init"}
READING |= {"member show", "hours list", "hours helped"}
READING |= {"diff", "period list", "period verify", "doctor", "completion"}
READING |= {"anonymise", "network export", "network report"}
# It serves books whatever is wrong with them; tests/cli/test_browse.py is about it.
SERVING = {"browse", "demo"}
# They write beside the register and the ledger, and read no ledger at all.
APART = {"register", "hours add", "hours import"}
# They write beside all books: tests/network/lake is about them.
APART |= {"network lake", "network indicators"}
# They write a file for others, and refuse books with errors: tests/cli/test_export.py.
EXPORTING = {f"export {name}" for name in export.lazy}
# They write no books. Where books have errors they say so: tests/cli/test_report.py.
REPORTING = {f"report {name}" for name in report.lazy}


def names(group: Group, context: click.Context) -> Iterator[str]:
    """Yield the commands below a group, each by its whole name."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        below = list(names(command, context)) if isinstance(command, Group) else []
        yield from [f"{name} {one}" for one in below] or [name]


def test_every_command_is_tried_that_writes() -> None:
    every = set(names(main, click.Context(main)))
    tried = {
        name for name in every for _, call in CALLS if f"{call} ".startswith(f"{name} ")
    }
    assert every - READING - SERVING - APART - REPORTING - EXPORTING == tried


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
    books = make(tmp_path)
    monkeypatch.chdir(tmp_path)
    if error is OFF:
        if call.startswith("import"):
            pytest.skip("the statement may be what the balance waits for")
        bank = "Assets:Bank" if "Assets:Bank" in books.read_text("utf-8") else "A:B"
        error = error.format(bank=bank)
    with books.open("a", encoding="utf-8") as ledger:
        ledger.write(error)
    before = contents(tmp_path)
    status, out, err = run(*call.split())
    assert (status, out) == (2, "")
    assert "Beancount" in err
    assert contents(tmp_path) == before


def test_a_statement_is_imported_that_a_balance_waits_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = importable(tmp_path)
    monkeypatch.chdir(tmp_path)
    with books.open("a", encoding="utf-8") as ledger:
        ledger.write(OFF.format(bank=importing.BANK))
    assert "st.csv" in run("import", "st.csv").out
    assert list((books.parent / "2025").glob("*02*"))

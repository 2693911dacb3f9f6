"""An exchange that is in two statements, one for each currency: it is asked about."""

from __future__ import annotations

from pathlib import Path

from tests.bookkeeping.bank_import.books import Run, text_of, told
from tests.nl_banks.test_wise import COME, GONE, IN, WIDE

# Of the exchange all was spent, within the file.
SPENT = "CARD-9,04-03-2026,-55.00,USD,Card transaction,,0.00,,,,,,,Kiosk,,,,,0.00,\n"
EUROS = WIDE + GONE + IN.replace("0.00\n", "0.00,\n")


def prepare(folder: Path) -> None:
    """Have the books know the account."""
    register = folder / "members.yaml"
    entry = '  banks:\n    - {provider: Wise, account: "Assets:Bank:Wise"}\n'
    register.write_text(register.read_text("utf-8").replace("  banks:\n", entry))
    with (folder / "ledger" / "main.beancount").open("a", encoding="utf-8") as main:
        main.write("2025-01-01 open Assets:Bank:Wise EUR\n")


def test_in_euros_it_waits_and_says_what_it_is(books: Path, run: Run) -> None:
    prepare(books)
    (books / "eur.csv").write_text(EUROS, "utf-8")
    (found,) = told(run, books / "eur.csv")
    assert found["balance"] == {"date": "2026-03-03", "amount": "50.00", "agrees": True}
    exchange = found["transactions"][1]["allocation"]
    assert exchange["account"] == "Assets:Clearing:Unallocated"
    assert exchange["why"].startswith("an exchange with another currency: what was")
    assert "original: -55.00 USD" in text_of(books)
    # `paraplu allocate` says so as well.
    _, waiting, _ = run("allocate", "--format", "json")
    assert "an exchange with another currency" in waiting


def test_the_other_currency_is_refused_with_what_to_do(books: Path, run: Run) -> None:
    prepare(books)
    (books / "eur.csv").write_text(EUROS, "utf-8")
    before = text_of(books)
    for rows in (COME, SPENT + COME):
        (books / "usd.csv").write_text(WIDE + rows, "utf-8")
        for files in (("usd.csv",), ("eur.csv", "usd.csv"), ("usd.csv", "eur.csv")):
            status, _, complaint = run("import", *(books / name for name in files))
            said = " ".join(complaint.split())
            assert status == 2
            assert "is in USD, but the books are in EUR" in said
            assert "Leave this file out. What was exchanged is in the statement" in said
            assert text_of(books) == before

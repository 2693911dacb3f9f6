"""Small books with two banks and a card terminal, and the statements for them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.benchmarks.statements import IBAN, Row, write_ing
from tests.support import write_books

from nl_banks import Statement, StatementLine
from nl_banks.statement import Balance
from paraplu.bookkeeping.bank_import import File, Importing, ImportPlan, open_ledger
from paraplu.journal import write

Run = Callable[..., tuple[int, str, str]]
BANK = "Assets:Bank:Ing"
SAVINGS_IBAN = "NL91ABNA0417164300"
MEMBERS = f"""\
cooperative:
  name: Coöperatie De Proeftuin U.A.
  banks:
    - {{iban: {IBAN}, account: "Assets:Bank:Ing"}}
    - {{iban: {SAVINGS_IBAN}, account: "Assets:Bank:Savings"}}
    - {{provider: SumUp, account: "Assets:Clearing:SumUp"}}
  match:
    - {{text: bankkosten, account: "Expenses:Coop:Bank"}}
policies: [{{from: 2024-01-01, clearing_days: 30}}]
members:
  L01:
    joined: 2025-01-01
    permission: [{{from: 2025-01-01, until: 2026-12-31}}]
    match:
      - counterparty: NL02 INGB 0000 0000 02
        text: Kraam
        account: Costs:Stall
        vat: high
      - {{text: taart, account: Sales, vat: low}}
  L02:
    joined: 2025-01-01
    permission: [{{from: 2025-01-01, until: 2026-12-31}}]
"""
HEAD = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
include "20*/*.beancount"

"""
LEDGER = """\
2025-01-01 open Assets:Bank:Ing EUR
2025-01-01 open Assets:Bank:Savings EUR
2025-01-01 open Assets:Clearing:SumUp EUR
2025-01-01 open Assets:Members:L01:Receivable EUR
2025-01-01 open Equity:Coop
2025-01-01 open Expenses:Coop:Bank EUR
2025-01-01 open Expenses:Coop:Rent EUR
2025-01-01 open Expenses:Members:L02:Costs EUR
2025-01-01 open Income:Members:L01:Sales EUR
2025-01-01 open Liabilities:VAT:High EUR
"""
JANUARY = """\
;; days 1-7

2025-01-02 * "Begin"
  Assets:Bank:Ing                           1000.00 EUR
  Equity:Coop

2025-01-03 * "Klant" "Kast" ^2025-001
  Assets:Members:L01:Receivable              121.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT:High                       -21.00 EUR

2025-01-04 * "Verhuurder" "Huur"
  counterparty: "NL01INGB0000000001"
  Expenses:Coop:Rent                         100.00 EUR
  Assets:Bank:Ing                           -100.00 EUR

;; days 8-14

;; days 15-21

;; days 22 and after
"""


def make_books(folder: Path) -> Path:
    """Write these books into a folder, and return their main file."""
    files = {"2025/2025-01-ing.beancount": JANUARY}
    return write_books(folder, LEDGER, members=MEMBERS, head=HEAD, files=files)


def make_dutch(folder: Path) -> Path:
    """Write the same books with the Dutch chart of accounts, in Dutch."""
    main = make_books(folder)
    register = folder / "members.yaml"
    dutch = in_dutch(MEMBERS).replace("Kosten:Stall", "Kosten:Kraam")
    register.write_text("chart: nl\nlanguage: nl\n" + dutch, "utf-8")
    for file in (folder / "ledger").rglob("*.beancount"):
        text = in_dutch(file.read_text("utf-8"))
        # Beancount wants the names of roots in every file.
        file.write_text('option "name_assets" "Activa"\n' + text, "utf-8")
    return main


def in_dutch(text: str) -> str:
    """Return a text with the Dutch names of the accounts in it."""
    for english, own in (
        ("Clearing:Unallocated", "Clearing:NogTeBoeken"),
        ("Clearing:Transfers", "Clearing:Overboekingen"),
        ("Clearing:Payouts", "Clearing:Uitbetalingen"),
        (":Members:", ":Leden:"),
        ("Costs", "Kosten"),
        ("Sales", "Omzet"),
        ("Clearing", "Kruisposten"),
        ("VAT", "Btw"),
        ("Receivable", "Debiteuren"),
        ("Assets:", "Activa:"),
    ):
        text = text.replace(english, own)
    return text


def row(day: int, amount: str, payee: str = "", other: str = "", text: str = "") -> Row:
    """Return a line of a day in February 2025."""
    return Row(dt.date(2025, 2, day), payee, other, Decimal(amount), text)


def ing(file: Path, *rows: Row, opening: str = "900.00") -> Path:
    """Write a statement of ING; the books above hold 900.00 before it."""
    write_ing(file, rows, Decimal(opening))
    return file


def told(run: Run, *args: object) -> list[dict[str, Any]]:
    """Return what `paraplu import --format json` says of each file."""
    _, out, err = run("import", *args, "--format", "json")
    assert not err
    files: list[dict[str, Any]] = json.loads(out)["files"]
    return files


def allocations(run: Run, *args: object) -> list[str]:
    """Return where each new line goes: the account, with ! where it is not sure."""
    return [
        line["allocation"]["account"] + ("" if line["allocation"]["sure"] else " !")
        for file in told(run, *args)
        for line in file["transactions"]
    ]


def text_of(folder: Path) -> str:
    """Return the text of the ledger's files, in their order."""
    files = sorted((folder / "ledger").rglob("*.beancount"))
    return "\n".join(file.read_text("utf-8") for file in files)


def statement(bank: str, account: str, *bookings: StatementLine) -> Statement:
    """Return a statement with what stands there in the end, from nil."""
    total = sum((one.amount + one.fee for one in bookings), Decimal(0))
    closing = Balance(bookings[-1].date, total) if bookings else None
    return Statement("test", bank, account, "EUR", bookings, closing)


def take(folder: Path, *statements: Statement) -> ImportPlan:
    """Import statements into the books in a folder, without a file in between."""
    ledger = open_ledger(folder / "ledger" / "main.beancount", None, balanced=False)
    file = File(folder / "statement", "test", statements)
    plan = Importing(ledger).plan([file])
    write(plan.changes)
    return plan

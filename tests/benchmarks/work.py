"""What waits on the page Work of large books: lines, receipts, bills, invoices."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from tests.benchmarks.trade import iban
from tests.bookkeeping.receipts.pictures import photo

# The day on which the page is looked at.
NOW = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
LINES, BARE, BILLS, INVOICES, CUSTOMERS, PHOTOS = 400, 300, 100, 2_000, 200, 20
_BANK = "Assets:Bank:Current"
_ACCOUNT = re.compile(r"^  ([A-Z][\w:-]+)", re.MULTILINE)
_COOP = f"""\
  kvk: "12345678"
  vat_id: NL001234560B01
  iban: {iban("TEST", 1)}
  address: {{street: Kade 1, postcode: 1234 AB, city: Dorp}}
  banks: [{{iban: {iban("TEST", 1)}, account: "{_BANK}"}}]
"""


def leave_work(ledger: Path, members: int) -> None:
    """Put work into books that `generate` made: of each kind as a busy quarter has."""
    register = ledger.parents[1] / "members.yaml"
    head, name, rest = register.read_text("utf-8").partition("U.A.\n")
    register.write_text(head + name + _COOP + rest, "utf-8")
    with ledger.open("a", encoding="utf-8") as main:
        main.write('include "2026/*.beancount"\n')
    year = ledger.parent / "2026"
    year.mkdir()
    codes = [f"L{n % members + 1:04}" for n in range(INVOICES)]
    text = "".join((*_lines(), *_bare(codes), *_bills(codes), *_invoices(codes)))
    known = (ledger.parent / "accounts.beancount").read_text("utf-8")
    new = [
        f"2024-01-01 open {name} EUR\n"
        for name in sorted(set(_ACCOUNT.findall(text)))
        if f" {name} " not in known
    ]
    (year / "2026-01-work.beancount").write_text("".join(new) + text, "utf-8")
    _shelf(ledger.parent, codes)
    inbox = ledger.parent / "documents" / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    for n in range(PHOTOS):
        (inbox / f"bon-{n}-{40 + n},00.jpg").write_bytes(photo(shade=n))
    (ledger.parent / "documents" / "bill.pdf").write_bytes(b"%PDF-1.4\n")


def _lines() -> list[str]:
    return [
        f'2026-01-{n % 28 + 1:02} ! "Iemand {n % 40}" "zaak {n}"\n'
        f'  bank-ref: "W{n}"\n'
        f"  {_BANK}  -{n % 90 + 1}.00 EUR\n"
        "  Assets:Clearing:Unallocated\n\n"
        for n in range(LINES)
    ]


def _bare(codes: list[str]) -> list[str]:
    return [
        f'2026-02-{n % 28 + 1:02} * "Winkel {n % 30}" "spullen {n}"\n'
        f"  Expenses:Members:{codes[n]}:Costs:Materials  {n % 80 + 20}.00 EUR\n"
        f"  {_BANK}\n\n"
        for n in range(BARE)
    ]


def _bills(codes: list[str]) -> list[str]:
    return [
        f'2026-03-{n % 28 + 1:02} * "Drukker {n}" "drukwerk" ^bill-{n}\n'
        f'  receipt: "documents/bill.pdf"\n'
        f'  counterparty: "{iban("TEST", n + 100)}"\n'
        f"  Expenses:Members:{codes[n]}:Costs:Services  {n % 9 + 1}.00 EUR\n"
        f"  Liabilities:Members:{codes[n]}:Payable\n\n"
        for n in range(BILLS)
    ]


def _invoices(codes: list[str]) -> list[str]:
    """Return the entries of the invoices, of which every tenth is still open."""
    entries = []
    for n, code in enumerate(codes, 1):
        day, number = dt.date(2026, 1, 5) + dt.timedelta(n // 30), f"2026-{n:04}"
        entries.append(
            f'{day} * "Klant" "werk" ^{number}\n'
            f"  Assets:Members:{code}:Receivable  121.00 EUR\n"
            f"  Income:Members:{code}:Sales:Orders  -100.00 EUR\n"
            "  Liabilities:VAT  -21.00 EUR\n\n"
        )
        if n % 10:
            entries.append(
                f'{day} * "Klant" "betaald" ^{number}\n'
                f"  {_BANK}  121.00 EUR\n"
                f"  Assets:Members:{code}:Receivable\n\n"
            )
    return entries


def _shelf(folder: Path, codes: list[str]) -> None:
    shelf = folder / "invoices" / "2026"
    shelf.mkdir(parents=True)
    for n, code in enumerate(codes, 1):
        day = dt.date(2026, 1, 5) + dt.timedelta(n // 30)
        (shelf / f"2026-{n:04}-klant.yaml").write_text(
            f"number: 2026-{n:04}\nissued: {day}\ntotal: 121.00\nmember: {code}\n"
            f"trade_name: Bedrijf {code}\ncustomer: klant-{n % CUSTOMERS}\n"
            f"delivered: {day}\nterms: 14\nlanguage: nl\n"
            "lines:\n- description: werk\n  price: 100.00\n  vat: high\n",
            "utf-8",
        )
        (shelf / f"2026-{n:04}-klant.pdf").write_bytes(b"%PDF-1.4\n")
    customers = (
        f"klant-{n}:\n  name: Klant {n}\n"
        f"  address: {{street: Kade {n}, postcode: 1234 AB, city: Dorp}}\n"
        for n in range(CUSTOMERS)
    )
    (folder / "customers.yaml").write_text("".join(customers), "utf-8")

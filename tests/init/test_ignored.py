"""What git takes in of new books: receipts and invoices, and nobody's statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.init.repository import new_books

STATEMENTS = (
    "january.csv",
    "january.CSV",
    "statements/january.pdf",
    "statements/2026/any thing",
    "camt.xml",
    "CAMT053.XML",
    "mt.940",
    "mt.sta",
    "mt.STA",
    "mt.swi",
    "mt.mt940",
    "abn.TAB",
    "TXT261101.TXT",
    "abn.xls",
    "sumup.xlsx",
    "all.zip",
    "ledger/january.csv",
    "ledger/2026/january.xml",
    "ledger/import/january.pdf",
    "payments/2026-11-03-AAAA.xml",
)
PRIVATE = (
    "members.private.yaml",
    "ledger/customers.private.yaml",
    "ledger/documents/names.private.yaml",
    "ledger/invoices/2026/private/2026-0001-jansen.pdf",
    "ledger/invoices/2026/private/2026-0001-jansen.xml",
)
KEPT = (
    "requirements.txt",
    "requirements-pinned.txt",
    "ledger/documents/L01/2026/receipt.pdf",
    "ledger/documents/L01/2026/receipt.xml",
    "ledger/documents/L01/2026/orders.csv",
    "ledger/documents/2026/hours.xlsx",
    "ledger/invoices/2026/2026-0001-linde.xml",
    "ledger/invoices/2026/2026-0001-linde.pdf",
    "ledger/customers.yaml",
    "ledger/2026/2026-12-bank.beancount",
    "payments/sent.jsonl",
)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_git_takes_in(tmp_path: Path, language: str) -> None:
    books = new_books(tmp_path, language)
    before = set(books.do("ls-files", "-z").split("\0"))
    for name in (*STATEMENTS, *PRIVATE, *KEPT):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Mw Jansen", "utf-8")
    books.do("add", ".")
    taken = set(books.do("ls-files", "-z").split("\0"))
    assert taken - before == set(KEPT) - before
    assert {"requirements.txt", "requirements-pinned.txt"} <= before

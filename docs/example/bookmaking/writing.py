"""Writing: the journal as files, one for each month and book."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bookmaking.days import FIRST, ONE_DAY, Month, month_of
from bookmaking.entry import CURRENCY, Book, Entry, aligned
from bookmaking.leaving import CLOSED
from bookmaking.ring import BANK, CARDS, CASH_BOX
from bookmaking.trades import TOYS, TRADES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from bookmaking.journal import Journal

FICTIONAL = """\
;; VERZONNEN: de boeken van een coöperatie die niet bestaat; zie ../members.yaml.
;; FICTIONAL: the books of a cooperative that does not exist; see ../members.yaml.
;; Made by docs/example/make_books.py; the next run overwrites changes made here.
"""

MAIN = f"""\
{FICTIONAL}
option "title" "Coöperatie De Kleine Kaai U.A. (verzonnen)"
option "operating_currency" "{CURRENCY}"

plugin "paraplu" "../members.yaml"

include "accounts.beancount"
include "2025/*.beancount"
include "2026/*.beancount"

;; Fava: pagina's over de leden. De taal is die van je browser.
;; Fava: pages about the members. The language is that of your browser.
2025-01-01 custom "fava-extension" "paraplu.fava"
2025-01-01 custom "fava-option" "default-page" "extension/ParapluOverview/"
2025-01-01 custom "fava-option" "invert-income-liabilities-equity" "true"
2025-01-01 custom "fava-sidebar-link" "2025" "/jump?time=2025"
2025-01-01 custom "fava-sidebar-link" "2026" "/jump?time=2026"
2025-01-01 custom "fava-sidebar-link" "2025–2026" "/jump?time="

;; Fava's import page reads statements in the folder import/.
2025-01-01 custom "fava-option" "import-config" "import_config.py"
2025-01-01 custom "fava-option" "import-dirs" "import"
"""

IMPORT_CONFIG = '''\
"""Fava runs this file for its import page; it says where the statements are read."""

from paraplu.fava_import import importers

CONFIG = importers(__file__)
'''

# What `paraplu import` and Fava put on these waits for somebody, or is under way.
_WAITING = ("Unallocated", "Transfers", "Payouts", "Cash")

_NAMES = {
    "L01": "Tweede Leven Meubels",
    "L02": "Taartenatelier Zoet",
    "L03": "Atelier De Kaai",
    "L04": "Naald en Nieuw",
    "L05": "Lichtpunt Lampen",
    "L06": "Op Orde Administratie",
    "L07": "Webwinkelbouw Zilverdraad",
    "L08": "Houtwerk De Specht",
}


def write(journal: Journal, folder: Path) -> None:
    """Write the ledger and its documents into a folder."""
    for name, text in _texts(journal).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    for name, paper in (journal.papers | journal.files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper)


def _texts(journal: Journal) -> dict[str, str]:
    """Return the text of every file by its path."""
    blocks: defaultdict[tuple[Month, Book], list[tuple[dt.date, str]]]
    blocks = defaultdict(list)
    for filed in journal.filed:
        text = (
            f'{filed.date} document {filed.account} "../{filed.path}" ^{filed.link}\n'
        )
        blocks[month_of(filed.date), filed.book].append((filed.date, text))
    for entry in _numbered(journal):
        place = month_of(entry.date), entry.book
        blocks[place].append((entry.date, entry.written()))
    texts = {
        "main.beancount": MAIN,
        "accounts.beancount": _accounts(journal),
        "import_config.py": IMPORT_CONFIG,
    }
    for (month, book), dated in blocks.items():
        ordered = [text for _, text in sorted(dated, key=lambda block: block[0])]
        text = "\n".join([*ordered, *_balances(journal, month, book)])
        texts[f"{month.year}/{month.first:%Y-%m}-{book}.beancount"] = text
    return texts


def _numbered(journal: Journal) -> Iterator[Entry]:
    """Yield the entries with the number that the bank gave those of its account."""
    counted: Counter[dt.date] = Counter()
    for entry in journal.in_order():
        if entry.book is Book.BANK:
            counted[entry.date] += 1
            number = f"{entry.date:%Y%m%d}-{counted[entry.date]:03}"
            yield replace(entry, notes=(*entry.notes, ("bank-ref", number)))
        else:
            yield entry


def _balances(journal: Journal, month: Month, book: Book) -> Iterator[str]:
    """Yield what the statement, the count or the provider says at a month's end."""
    cash = [CASH_BOX, *(trade.ring.has("Cash") for trade in TRADES)]
    accounts = {Book.BANK: [BANK], Book.CARDS: [CARDS], Book.CASH: cash}.get(book, [])
    opened = journal.accounts()
    lines = [
        aligned(
            f"{month.following.first} balance {account}",
            journal.balance(account, month.last),
        )
        for account in accounts
        if account in opened and opened[account] <= month.last
        if not _closed(account, month.following.first)
    ]
    if lines:
        yield "".join(lines)


def _accounts(journal: Journal) -> str:
    """Return the accounts, each opened on the day it was first needed."""
    parts = [FICTIONAL, ";; De coöperatie\n"]
    waiting = {f"Assets:Clearing:{detail}": FIRST for detail in _WAITING}
    opened = dict(sorted((journal.accounts() | waiting).items()))
    parts[-1] += "".join(
        _open(date, name) for name, date in opened.items() if ":Members:" not in name
    )
    for code, trade_name in _NAMES.items():
        lines = [
            _open(date, name)
            for name, date in opened.items()
            if f":Members:{code}:" in name
        ]
        lines += [
            f"{CLOSED + ONE_DAY} close {name}\n"
            for name in opened
            if f":Members:{code}:" in name and code == TOYS.code
        ]
        parts.append(f";; {code} {trade_name}\n" + "".join(lines))
    return "\n".join(parts)


def _open(date: dt.date, name: str) -> str:
    return f"{f'{date} open {name}':<65}{CURRENCY}\n"


def _closed(account: str, date: dt.date) -> bool:
    return f":{TOYS.code}:" in account and date > CLOSED

"""The entry of a return as text, and its place in a ledger."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.ledger_text import aligned, quoted

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.books import Books
    from paraplu.language import Language
    from paraplu.vat.filing import Settlement

TAX_OFFICE = "Belastingdienst"
_DATED = re.compile(r"^(\d{4})[-/](\d\d)[-/](\d\d)\b", re.ASCII)


def written(settlement: Settlement, language: Language, currency: str) -> str:
    """Return the entry of a return as the ledger has it."""
    narration = language.render(settlement.narration)
    lines = [f"{settlement.date} * {quoted(TAX_OFFICE)} {quoted(narration)}\n"]
    lines += [f"  {key}: {quoted(text)}\n" for key, text in settlement.notes]
    lines += [aligned(f"  {name}", n, currency) for name, n in settlement.legs]
    return "".join(lines)


def file_for(books: Books, day: dt.date) -> Path:
    """Return the file that holds the last entry until a day which moves no money.

    That is where a bookkeeper keeps what the bank does not know of; where there is no
    such entry in the month, the file of the last entry, or the main file.
    """
    from paraplu.flows.table import MONEY

    until = [entry for entry in books.entries if entry.date <= day]
    month = [e for e in until if (e.date.year, e.date.month) == (day.year, day.month)]
    quiet = [entry for entry in month if not entry.shape.kinds & MONEY]
    for entries in (quiet, month, until):
        # What a plugin made is in no file.
        files = (Path(entry.source.file) for entry in reversed(entries))
        file = next((file for file in files if file.is_file()), None)
        if file:
            return file
    return books.main


def with_entry(ledger: str, text: str, day: dt.date) -> str:
    """Return a ledger file with an entry in it, before what is of a later day."""
    end = "\r\n" if "\r\n" in ledger else "\n"
    text = text.replace("\n", end)
    lines = ledger.splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = _DATED.match(line)
        if found and "-".join(found.groups()) > day.isoformat():
            return "".join((*lines[:number], text, end, *lines[number:]))
    if ledger and not ledger.endswith("\n"):
        ledger += end
    return f"{ledger}{end if ledger.strip() else ''}{text}"

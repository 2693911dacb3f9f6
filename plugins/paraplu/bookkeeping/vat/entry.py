"""The transaction of a return in the ledger, and what becomes of its files with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Language
from paraplu.journal import DirectiveText, PendingEntries
from paraplu.journal.ledger_text import aligned, quoted

if TYPE_CHECKING:
    from paraplu.bookkeeping.vat.filing import ReturnSettlement
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

TAX_OFFICE = "Belastingdienst"


def written(settlement: ReturnSettlement, language: Language, currency: str) -> str:
    """Return the transaction of a return as the ledger has it."""
    narration = language.render(settlement.narration)
    lines = [f"{settlement.date} * {quoted(TAX_OFFICE)} {quoted(narration)}\n"]
    lines += [f"  {key}: {quoted(text)}\n" for key, text in settlement.notes]
    lines += [aligned(f"  {name}", n, currency) for name, n in settlement.postings]
    return "".join(lines)


def draft(
    books: Books, register: Register, settlement: ReturnSettlement
) -> PendingEntries:
    """Return the transaction in its file, where also stands what moves no money."""
    text = written(settlement, Language(register.language), books.currency)
    drafted = PendingEntries(books, register)
    drafted.add_quiet(DirectiveText(settlement.date, text))
    accounts = [name for name, _ in settlement.postings]
    beside = next(
        (name for name in (*accounts, *books.opened) if name in books.opened), ""
    )
    drafted.open(accounts, beside)
    return drafted

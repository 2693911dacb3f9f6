"""An entry of the books, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

# The column where the currency stands, as `bean-format -c 68` puts it.
CURRENCY_COLUMN = 68
CURRENCY = "EUR"


class Book(StrEnum):
    """The books that the bookkeeper keeps, each a file a month."""

    BANK = "triodos"
    CARDS = "sumup"
    CASH = "kas"
    JOURNAL = "memoriaal"
    INVOICES = "facturen"


@dataclass(frozen=True)
class Entry:
    """One transaction; `legs` are pairs of account and amount, debit positive.

    `text` is how it is written down, where something else wrote it.
    """

    date: dt.date
    book: Book
    payee: str
    narration: str
    legs: tuple[tuple[str, Decimal], ...]
    links: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    text: str = ""

    def written(self) -> str:
        """Return the entry as a ledger has it."""
        if self.text:
            return self.text
        words = " ".join(f'"{text}"' for text in (self.payee, self.narration) if text)
        links = "".join(f" ^{link}" for link in self.links)
        notes = sorted(self.notes)
        return "".join(
            (
                f"{self.date} * {words}{links}\n",
                *(f'  {key}: "{text}"\n' for key, text in notes),
                *(aligned(f"  {account}", amount) for account, amount in self.legs),
            )
        )


def aligned(before: str, amount: Decimal) -> str:
    """Return a line that ends with an amount, all amounts below each other."""
    number = f"{amount:.2f}"
    room = CURRENCY_COLUMN - 2 - len(before)
    return f"{before}{number:>{room}} {CURRENCY}\n"

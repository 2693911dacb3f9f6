"""What stands in a cell: for people in their language, and for programs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.durations import clock_text
from paraplu.base.language import Message, printable, say
from paraplu.journal.ledger_text import money
from paraplu.rendering.spoken import SpokenLanguage
from paraplu.reports.papers.values import CellKind, Link, NotKnown, plain

if TYPE_CHECKING:
    from paraplu.base.language import Language
    from paraplu.reports.papers.blocks import Table, TickList
    from paraplu.reports.papers.values import Cell

_TENTHS = -1
OPEN = say("open")


class Wording:
    """Says what a paper holds in one language, and remembers why values stay open.

    `reasons` are those of the values that were shown so far, each once: in a table
    there is no room for them, so they stand below it by their numbers. `books` leads to
    the folder of the books, from where the paper will lie.
    """

    def __init__(
        self, language: Language, currency: str = "EUR", books: str | None = ""
    ) -> None:
        self.language = SpokenLanguage(language.code)
        self.books = books
        self.sign = "€" if currency == "EUR" else currency
        self.reasons: list[str] = []

    def render(self, message: Message | str) -> str:
        """Return a message, or text of the books with hidden characters shown."""
        if isinstance(message, Message):
            return self.language.render(message)
        return printable(message)

    def empty(self, block: Table | TickList) -> str:
        """Return what is said in the place of a block that has nothing in it."""
        if block.empty:
            return self.render(block.empty)
        return self.render(say("{title}: none", title=block.title))

    def cell(self, cell: Cell, kind: CellKind, *, signed: bool = False) -> str:
        """Return what stands in a cell of a table; an open one has a number."""
        value = plain(cell)
        if isinstance(value, NotKnown):
            reason = self.render(value.reason)
            if reason not in self.reasons:
                self.reasons.append(reason)
            number = self.reasons.index(reason) + 1
            return f"{self.render(value.instead or OPEN)} [{number}]"
        return self.value(value, kind, signed=signed)

    def fact(self, cell: Cell, kind: CellKind, *, signed: bool = False) -> str:
        """Return a value that stands by itself: with its unit, or why it is open."""
        value = plain(cell)
        if isinstance(value, NotKnown):
            reason = self.render(value.reason)
            return reason if value.instead else f"{self.render(OPEN)}: {reason}"
        said = self.value(value, kind, signed=signed)
        if kind is CellKind.MONEY and isinstance(value, Decimal):
            return f"{self.sign}\u00a0{said}"
        return said

    def told_reasons(self) -> list[str]:
        """Return the reasons by their numbers, and forget them."""
        told = [f"[{n}] {reason}" for n, reason in enumerate(self.reasons, 1)]
        self.reasons = []
        return told

    def value(self, value: object, kind: CellKind, *, signed: bool = False) -> str:
        """Return a plain value; nothing where there is none."""
        match value:
            case None:
                return ""
            case Message() | str():
                return self.render(value)
            case Link():
                return self.render(value.text)
            case dt.date():
                return self.language.day(value)
            case Decimal() | int():
                return self._number(Decimal(value), kind, signed=signed)
            case _:
                return printable(str(value))

    def _number(self, value: Decimal, kind: CellKind, *, signed: bool) -> str:
        if kind is CellKind.MONEY:
            return self.amount(value, signed=signed)
        if kind is CellKind.HOURS:
            return clock_text(int(value))
        text = self.number(value)
        if kind is not CellKind.PERCENT:
            return text
        # Rounded to a tenth: without it, what is just above ten would be ten.
        if value.as_tuple().exponent == _TENTHS and value == value.to_integral():
            text += self.number(Decimal("0.5"))[1] + "0"
        return f"{text}%"

    def amount(self, value: Decimal, *, signed: bool = False) -> str:
        """Return an amount, with a true minus; a `signed` one above zero has a plus."""
        text = self.language.amount(value).replace("-", "−")
        return f"+{text}" if signed and value > 0 else text

    def number(self, value: Decimal) -> str:
        """Return a number without needless zeros, with a true minus."""
        return self.language.number(value).replace("-", "−")


def for_programs(cell: Cell, kind: CellKind, language: Language) -> str | None:
    """Return a value as programs read it: with a point, a day as 2026-03-31.

    Hours are whole minutes, a percentage is in points. None where there is none, or
    where it is not known.
    """
    value = plain(cell)
    match value:
        case None | NotKnown():
            return None
        case Message():
            return language.render(value)
        case Link():
            return printable(value.path)
        case Decimal() if kind is CellKind.MONEY:
            return money(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return printable(str(value))


def unit_of(kind: CellKind, currency: str) -> str:
    """Return in what programs are told a value of a kind."""
    if kind is CellKind.MONEY:
        return currency
    return {CellKind.PERCENT: "%", CellKind.HOURS: "minutes"}.get(kind, kind.value)

"""Which lines of a statement the books have already: nothing lost, nothing twice.

A line in the books answers for one line of a statement and no more, so two equal
lines are never taken for one. They are known by the bank's key. Without a key they
are known by account, day, amount and text: never by a few days around it, and never
by an amount alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from nl_banks.reference import OWN, references

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from nl_banks.statement import Statement


# The keys of CAMT.053 and MT940 have the day in front; see `standards.series`.
_STANDARD = re.compile(r"\d{8}/")
# What a key is that was made of what the line says, as `kind_of` calls it.
OWN_KIND = "own"


class Mark(NamedTuple):
    """By what a line on an account is known, in a statement or in the books."""

    reference: str
    date: dt.date
    amount: Decimal
    texts: frozenset[str]
    # The line itself, for whoever asks which one it was.
    line: Any = None


def marks(statement: Statement) -> Iterator[Mark]:
    """Yield by what each line of a statement is known."""
    for booking, key in zip(statement.bookings, references(statement), strict=True):
        texts = texts_of(booking.payee, booking.narration, booking.counterparty)
        yield Mark(key, booking.date, booking.amount + booking.fee, texts, booking)


class KnownLines:
    """The lines that the books have on one account."""

    def __init__(self, booked: Iterable[Mark]) -> None:
        self._by_reference: dict[str, list[Mark]] = defaultdict(list)
        self._by_day: dict[tuple[dt.date, Decimal], list[Mark]] = defaultdict(list)
        for one in booked:
            if one.reference:
                self._by_reference[one.reference].append(one)
            self._by_day[one.date, one.amount].append(one)

    def answers(self, lines: Sequence[Mark]) -> list[Mark | None]:
        """Return, for each line of a statement, what is booked of it, or None.

        What answered for a line is used up: the next line needs another. Keys go
        first, lest a text take what belongs to the key of a later line.
        """
        by_key = [self._with_reference(line) for line in lines]
        return [
            found or self._with_text(line)
            for found, line in zip(by_key, lines, strict=True)
        ]

    @property
    def left(self) -> list[Mark]:
        """What is booked and answered for no line."""
        return [one for same in self._by_day.values() for one in same]

    def _with_reference(self, line: Mark) -> Mark | None:
        """Take what is booked with the same key, best of all with the same amount.

        Somebody may have divided the line over postings or entries: the parts that add
        up to it are one use. But money that came in is never what left again: a
        payment that is sent back may keep its key.
        """
        same = self._by_reference.get(line.reference, ())
        alike = [one for one in same if (one.amount < 0) == (line.amount < 0)]
        alike.sort(key=lambda one: one.amount != line.amount)
        if not alike:
            return None
        is_divided = alike[0].amount != line.amount
        if is_divided and sum(one.amount for one in alike) == line.amount:
            for part in alike[1:]:
                self._used(part)
        return self._used(alike[0])

    def _with_text(self, line: Mark) -> Mark | None:
        """Take what is booked on the same day with the same amount and a same text.

        Keys of one kind that differ are of different lines. A line that was imported
        from a file without keys is known again in a file that has them.
        """
        for one in self._by_day.get((line.date, line.amount), ()):
            if not _same_kind(one.reference, line.reference) and one.texts & line.texts:
                return self._used(one)
        return None

    def _used(self, one: Mark) -> Mark:
        if one.reference:
            _take(self._by_reference[one.reference], one)
        _take(self._by_day[one.date, one.amount], one)
        return one


def _take(marks: list[Mark], one: Mark) -> None:
    """Take out this mark, and not one that says the same."""
    del marks[next(n for n, mark in enumerate(marks) if mark is one)]


def texts_of(*texts: str) -> frozenset[str]:
    """Return texts as they are compared: without capitals, spaces and signs."""
    bare = ("".join(filter(str.isalnum, text)).casefold() for text in texts)
    return frozenset(filter(None, bare))


def _same_kind(booked: str, key: str) -> bool:
    """Tell whether two keys were made in one way, so that a difference tells lines.

    A line has one key in a bank's own CSV, another in CAMT.053 or MT940, and one that
    is made of what it says where a file has none.
    """
    return bool(booked) and kind_of(booked) == kind_of(key)


def kind_of(key: str) -> str:
    """Return in which way a key was made: `OWN_KIND`, "standard" or "bank"."""
    if key.startswith(OWN):
        return OWN_KIND
    return "standard" if _STANDARD.match(key) else "bank"

"""Lines that the bank changed after they were booked, and those booked by hand.

A card payment that is still pending has a short text, and often another name; the next
download has the whole of it. CAMT.053 has other keys than CSV. Such a line is not new:
the books have one of that account, day and amount, whose key is not in the file, though
the file is of that day. But two keys that the bank itself gave are of two lines.

Where several could be meant, the account of the other side decides, or else what stood
on the account after each. Where neither does, or the day moved, a person is asked.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from nl_banks.account import same_account
from nl_banks.known import OWN_KIND, kind_of
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.retold import booked_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from nl_banks.known import Mark
    from paraplu.bookkeeping.bank_import.line import ImportLine

_DAY = dt.timedelta(days=1)
# A bank books within so many days of what it told before, or somebody wrote down.
_AROUND = dt.timedelta(days=3)


@dataclass(frozen=True)
class BookedLine:
    """A line of a statement in the books: the parts, where somebody divided it."""

    parts: tuple[Mark, ...]

    @property
    def key(self) -> str:
        """The key that it was booked with."""
        return self.parts[0].reference

    @property
    def amount(self) -> Decimal:
        """What it moved on the account."""
        return sum((part.amount for part in self.parts), ZERO)


@dataclass(frozen=True)
class AccountHeld:
    """What the books have on an account: at the end of a day, and line after line.

    `asserted` is what they say that it held at the end of a day; `on` gives the marks
    of a day in the order of the books.
    """

    stood: Callable[[dt.date], Decimal]
    asserted: Callable[[dt.date], Decimal | None]
    on: Callable[[dt.date], Sequence[Mark]]


@dataclass(frozen=True)
class Twins:
    """By the place of a line in its statement: its twin, or which it may be."""

    found: Mapping[int, BookedLine]
    asked: Mapping[int, tuple[BookedLine, ...]]


NO_TWINS = Twins({}, {})


def twins(
    lines: Sequence[ImportLine],
    fresh: Iterable[int],
    afters: Sequence[Decimal | None],
    left: Iterable[Mark],
    held: AccountHeld,
) -> Twins:
    """Return what the books have of lines under another key.

    Args:
        lines: all of a statement, the oldest first.
        fresh: the places of those that no key and no text answered for.
        afters: what stood on the account after each line, where the file tells.
        left: what is booked, has a key, and answered for no line.
        held: what the books have on the account.
    """
    wanted: defaultdict[tuple[dt.date, Decimal], list[int]] = defaultdict(list)
    for n in fresh:
        wanted[lines[n].booking.date, lines[n].moved].append(n)
    if not wanted:
        return NO_TWINS
    keys = {line.key for line in lines}
    booked = _booked(mark for mark in left if mark.reference not in keys)
    if not booked:
        return NO_TWINS
    span = _Span(lines, afters, held)
    found: dict[int, BookedLine] = {}
    asked: dict[int, tuple[BookedLine, ...]] = {}
    for (day, amount), places in wanted.items():
        near = [
            one
            for one in booked.get((day, amount), ())
            if span.covers(one)
            and not all(both_of_bank(lines[n].key, one.key) for n in places)
        ]
        found |= _by_party(lines, places, near)
        rest, near = _without(found, places, near)
        by_balance = span.by_balance(rest, near)
        found |= {
            n: one for n, one in by_balance.items() if not _other_party(lines[n], one)
        }
        rest, near = _without(found, rest, near)
        if len(near) == len(rest) and (len(rest) == 1 or _interchange(near)):
            pairs = [*zip(rest, near, strict=True)]
            if not any(_other_party(lines[n], one) for n, one in pairs):
                found |= pairs
                continue
        if near:
            asked |= dict.fromkeys(rest, tuple(near))
    for (day, amount), places in wanted.items():
        # The bank may have moved it to another day as well: that is only asked.
        rest, near = _without(
            found,
            (n for n in places if n not in asked),
            (
                one
                for off in range(-_AROUND.days, _AROUND.days + 1)
                for one in booked.get((day + off * _DAY, amount), ())
                if span.covers(one)
            ),
        )
        for n in rest:
            asked[n] = tuple(
                one
                for one in near
                if not both_of_bank(lines[n].key, one.key)
                and not _other_party(lines[n], one)
            )
    return Twins(found, asked)


def by_hand(line: ImportLine, left: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return what somebody may have booked of a line: the same amount, within days."""
    day = line.booking.date
    found = [
        mark
        for mark in left
        if mark.amount == line.moved and abs(mark.date - day) <= _AROUND
    ]
    return tuple(sorted(found, key=lambda mark: abs(mark.date - day)))


class _Span:
    """The days that a statement is of, and how it fits what the books held."""

    def __init__(
        self,
        lines: Sequence[ImportLine],
        afters: Sequence[Decimal | None],
        held: AccountHeld,
    ) -> None:
        self._lines, self._afters, self._held = lines, afters, held
        self._first, self._last = lines[0].booking.date, lines[-1].booking.date
        self._outside = {*map(_place, (*self._earlier(), *self._later()))}

    def covers(self, one: BookedLine) -> bool:
        """Tell whether a line would be in the file, if the bank still had it."""
        return all(
            self._first <= part.date <= self._last and _place(part) not in self._outside
            for part in one.parts
        )

    def by_balance(
        self, places: Sequence[int], near: Sequence[BookedLine]
    ) -> dict[int, BookedLine]:
        """Return which is which by what stood on the account after each."""
        if not near or len(near) == len(places) == 1:
            return {}
        day = near[0].parts[0].date
        before = self._held.stood(day - _DAY)
        marks = self._held.on(day)
        levels = accumulate((mark.amount for mark in marks), initial=before)
        running = dict(zip(map(_place, marks), [*levels][1:], strict=True))
        off = ZERO
        if day != self._first:
            at = next(n for n, one in enumerate(self._lines) if one.booking.date == day)
            level = self._afters[at - 1]
            off = ZERO if level is None else level - before
        stood = {running.get(_place(one.parts[-1]), ZERO) + off: one for one in near}
        found = {}
        for n in places:
            after = self._afters[n]
            if after is not None and after in stood:
                found[n] = stood.pop(after)
        return found

    def _earlier(self) -> Sequence[Mark]:
        """Return what is booked of the first day before the file begins."""
        after = self._afters[0]
        if after is None:
            return ()
        begins = after - self._lines[0].moved
        stood = self._held.stood(self._first - _DAY)
        return _until(begins, stood, self._held.on(self._first))

    def _later(self) -> Sequence[Mark]:
        """Return what is booked of the last day after the file ends."""
        after, said = self._afters[-1], self._held.asserted(self._last)
        if after is None or said is None:
            return ()
        rest = [*self._held.on(self._last)][::-1]
        return _until(said, after, rest)


def _without(
    found: Mapping[int, BookedLine],
    places: Iterable[int],
    near: Iterable[BookedLine],
) -> tuple[list[int], list[BookedLine]]:
    """Return the places, and what is booked, of which the twin is not found yet."""
    taken = {id(one) for one in found.values()}
    return (
        [n for n in places if n not in found],
        [one for one in near if id(one) not in taken],
    )


def _by_party(
    lines: Sequence[ImportLine], places: Sequence[int], near: Sequence[BookedLine]
) -> dict[int, BookedLine]:
    """Return which is which where only one of each is with the same party."""
    here = Counter(lines[n].booking.counterparty for n in places)
    there = Counter(filter(None, map(_party, near)))
    once = {_party(one): one for one in near if there[_party(one)] == 1}
    of_places = {n: lines[n].booking.counterparty for n in places}
    return {n: once[it] for n, it in of_places.items() if here[it] == 1 and it in once}


def _party(one: BookedLine) -> str:
    return booked_words(one.parts[0]).counterparty


def _other_party(line: ImportLine, one: BookedLine) -> bool:
    """Tell whether the other sides have accounts, and those are two: two payments."""
    party, other = line.booking.counterparty, _party(one)
    return bool(party and other) and not (
        same_account(party, other) or same_account(other, party)
    )


def _place(mark: Mark) -> tuple[int, Decimal]:
    """Return by what a mark is the same as one that was made anew."""
    return id(mark.line), mark.amount


def both_of_bank(key: str, other: str) -> bool:
    """Tell whether a bank gave both keys in one way: then they are of two lines."""
    return kind_of(key) == kind_of(other) != OWN_KIND


def _until(wanted: Decimal, stood: Decimal, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Return the first marks that bring what stood to what is wanted, if any do."""
    levels = accumulate((mark.amount for mark in marks), initial=stood)
    place = next((n for n, level in enumerate(levels) if level == wanted), 0)
    return marks[:place]


def _booked(left: Iterable[Mark]) -> dict[tuple[dt.date, Decimal], list[BookedLine]]:
    """Return what is booked by day and amount, the parts of a line together."""
    parts: defaultdict[tuple[str, dt.date], list[Mark]] = defaultdict(list)
    for mark in left:
        parts[mark.reference, mark.date].append(mark)
    found: defaultdict[tuple[dt.date, Decimal], list[BookedLine]] = defaultdict(list)
    for (_, day), marks in parts.items():
        # Of one key, equal amounts are lines that were booked twice (BK01).
        whole = BookedLine(tuple(marks))
        found[day, whole.amount].append(whole)
    return found


def _interchange(booked: Sequence[BookedLine]) -> bool:
    """Tell whether it makes no difference which of these lines is which."""
    others = {
        tuple(
            sorted(
                (posting.account.name, posting.amount)
                for part in one.parts
                for posting in getattr(part.line, "postings", ())
            )
        )
        for one in booked
    }
    return len(others) == 1 and others != {()}

"""What a waiting line takes back: money that came back of a charge, or went back.

That is a line of the same counterparty, of the same amount the other way, which nothing
took back yet. The line goes where that went, to the cent of VAT, and both get a link.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.folding import signs
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import BANK_REF, COUNTERPARTY
from paraplu.bookkeeping.bank_import.line import Allocation, NewPosting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.waiting.model import WaitingLine
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

# Within thirteen months somebody may take back a debit that was never agreed on.
_LONGEST_AGO = dt.timedelta(days=400)
_MOST = 3
_NOT_IN_LINKS = re.compile(r"[^A-Za-z0-9]")
_LONGEST_LINK = 24

_Booked = tuple["Transaction", int]


class TakenBack:
    """The lines that are booked, by what they moved, and what took them back."""

    def __init__(self, books: Books, unallocated: str) -> None:
        self._books = books
        self._unallocated = unallocated
        self._lines: defaultdict[tuple[str, Decimal], list[_Booked]] | None = None
        # By the number of an entry: where it was placed meanwhile.
        self._placed: dict[int, Allocation] = {}
        self._taken: set[int] = set()

    def learn(self, one: WaitingLine, allocation: Allocation) -> None:
        """Take a line as placed: others may take it back, and it what it takes back."""
        self._placed[one.transaction.number] = allocation
        if allocation.entry:
            self._taken.add(allocation.entry.number)

    def of(self, one: WaitingLine) -> Iterator[Allocation]:
        """Yield where a line goes by what it may take back, the latest of these first.

        What waits itself has no place to go to.
        """
        found = 0
        names = _names(*_said_of(one))
        for booked, position in reversed(
            self._by_amount[one.line.account, -one.line.moved]
        ):
            near = one.date - _LONGEST_AGO <= booked.date <= one.date
            said = (booked.said(COUNTERPARTY, position), booked.payee)
            if not near or not names & _names(*said) or found == _MOST:
                continue
            legs = self._other_side(booked, position)
            if legs and not self._is_taken_back(booked, position, one):
                found += 1
                yield self._taking_back(one, booked, position, legs)

    @property
    def _by_amount(self) -> defaultdict[tuple[str, Decimal], list[_Booked]]:
        if self._lines is None:
            self._lines = defaultdict(list)
            # In the order of the books, since one is chosen by its day.
            for transaction in self._books.moving(MONEY):
                for position, posting in enumerate(transaction.postings):
                    if posting.account.kind in MONEY:
                        key = posting.account.name, posting.amount
                        self._lines[key].append((transaction, position))
        return self._lines

    def _other_side(self, booked: Transaction, position: int) -> list[NewPosting]:
        """Return where a line went; nothing where that is not known yet."""
        others = [one for n, one in enumerate(booked.postings) if n != position]
        placed = self._placed.get(booked.number)
        if placed:
            return [] if placed.same else list(placed.legs)
        if any(one.account.name == self._unallocated for one in others):
            return []
        return [NewPosting(one.account.name, one.amount) for one in others]

    def _is_taken_back(
        self, booked: Transaction, position: int, one: WaitingLine
    ) -> bool:
        """Tell whether something else took a line back: it shares a link with it."""
        account, moved = booked.postings[position].account, one.line.moved
        return booked.number in self._taken or any(
            posting.account is account and posting.amount == moved
            for other in self._books.linked(*booked.links)
            if other.number != one.transaction.number
            for posting in other.postings
        )

    def _taking_back(
        self,
        one: WaitingLine,
        booked: Transaction,
        position: int,
        legs: Iterable[NewPosting],
    ) -> Allocation:
        placed = self._placed.get(booked.number)
        links = {*booked.links, *(placed.links if placed else ())}
        said = (
            one.line.booking.payment_reference
            or str(booked.said(BANK_REF, position) or "")
            or f"{booked.date:%Y%m%d}"
        )
        link = f"reversal-{_NOT_IN_LINKS.sub('', said)[-_LONGEST_LINK:]}"
        back = tuple(_back(leg) for leg in legs)
        return Allocation(
            back,
            say("it takes back the line of {date}", date=booked.date),
            member=self._books.chart.account(back[0].account).member,
            links=tuple(sorted(links)) or (link,),
            entry=booked,
        )


def _back(leg: NewPosting) -> NewPosting:
    """Return a posting the other way."""
    return NewPosting(leg.account, -leg.amount)


def with_entry(allocation: Allocation, books: Books) -> Allocation:
    """Return an allocation with the entry of the line that it names by its key."""
    if not allocation.joins:
        return allocation
    found = books.saying_any(BANK_REF, {allocation.joins})
    return replace(allocation, entry=found[0]) if len(found) == 1 else allocation


def _said_of(one: WaitingLine) -> tuple[object, object]:
    return one.line.booking.counterparty, one.line.booking.payee


def _names(*said: object) -> set[str]:
    """Return by what somebody is known again: a number, and a name."""
    return {signs(str(text)) for text in said if text} - {""}

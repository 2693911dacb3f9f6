"""Lines that take back another: a debit and its reversal, a refund of what was paid.

A reversal has the mandate and the end-to-end id of the debit that it takes back, and
goes where that went, whichever of the two comes first. A refund names the invoice or
bill that was paid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.folding import signs
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import BANK_REF, COUNTERPARTY, MANDATE, PAYMENT_REF
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.line import Allocation, ImportLine, New, NewPosting
from paraplu.bookkeeping.bank_import.open_items import (
    OWING,
    OpenItem,
    plain,
    words_in,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_NOT_IN_LINKS = re.compile(r"[^A-Za-z0-9]")
_LONGEST = 20
_SHORTEST = 3


class _Side(NamedTuple):
    """One line of a pair as it is booked: the other accounts, and its links."""

    account: str
    moved: Decimal
    date: dt.date
    key: str
    legs: tuple[NewPosting, ...]
    links: frozenset[str]
    sure: bool


class Pairs:
    """What is booked and may be taken back; what is imported is added to it."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._sides: defaultdict[tuple[str, str], list[_Side]] = defaultdict(list)
        for transaction in books.saying(MANDATE):
            for side in _sides(transaction):
                self._sides[_agreed(transaction)].append(side)
        self._links: dict[str, str] | None = None

    def add(self, new: New) -> None:
        """Take a line as booked from now on."""
        line, found = new
        key = line.booking.mandate, signs(line.booking.payment_reference)
        if all(key):
            links = frozenset(found.links)
            self._sides[key].append(
                _Side(
                    line.account,
                    line.moved,
                    line.booking.date,
                    line.key,
                    found.legs,
                    links,
                    found.sure,
                )
            )

    def reversal(self, line: ImportLine) -> Allocation | None:
        """Return that a line takes back another, with the same mandate and id."""
        booking = line.booking
        sides = self._sides.get((booking.mandate, signs(booking.payment_reference)), [])
        if not booking.mandate or not booking.payment_reference:
            return None
        alike = [one for one in sides if one.account == line.account]
        # What was taken back already is no half of this pair.
        if sum(one.moved == line.moved for one in alike) >= sum(
            one.moved == -line.moved for one in alike
        ):
            return None
        other = next(one for one in alike if one.moved == -line.moved)
        link = f"reversal-{_NOT_IN_LINKS.sub('', booking.payment_reference)[:_LONGEST]}"
        return Allocation(
            tuple(NewPosting(leg.account, -leg.amount) for leg in other.legs),
            say("it takes back the line of {date}, or is taken back", date=other.date),
            member=self._books.chart.account(other.legs[0].account).member,
            sure=other.sure,
            links=tuple(sorted(other.links)) or (link,),
            joins="" if other.links else other.key,
        )

    def refund(self, line: ImportLine) -> Allocation | None:
        """Return that a line pays back what was paid on a number that it names.

        Nothing says yet why: a credit note is still to be booked, so it is not sure.
        """
        booking = line.booking
        for link in self._named(line):
            for account, (paid, item) in self._paid(link).items():
                fits = paid * booking.amount < 0 and abs(booking.amount) <= abs(paid)
                if fits and (-booking.amount == paid or item.is_of(booking)):
                    return Allocation(
                        (NewPosting(account, -booking.amount),),
                        say(
                            "it pays back what was paid on {number}: is there a credit "
                            "note?",
                            number=link,
                        ),
                        member=item.member,
                        sure=False,
                        links=(link,),
                    )
        return None

    def _named(self, line: ImportLine) -> list[str]:
        """Return the links of the books that a line names."""
        if self._links is None:
            self._links = {
                word: link
                for link in self._books.links
                if len(word := plain(link)) >= _SHORTEST and any(map(str.isdigit, word))
            }
        words = words_in(line.booking) if self._links else ()
        return sorted(self._links[word] for word in words if word in self._links)

    def _paid(self, link: str) -> dict[str, tuple[Decimal, OpenItem]]:
        """Return what money settled under a link: positive where it came in."""
        found: dict[str, tuple[Decimal, OpenItem]] = {}
        for transaction in self._books.linked(link):
            if not transaction.signature.kinds & MONEY:
                continue
            for posting in transaction.postings:
                account = posting.account
                if account.kind in OWING:
                    before = found.get(account.name, (ZERO, None))[0]
                    item = OpenItem(
                        number=link,
                        references=(),
                        customer=transaction.payee,
                        amount=ZERO,
                        account=account.name,
                        member=account.member,
                        counterparty=str(transaction.meta.get(COUNTERPARTY) or ""),
                    )
                    found[account.name] = before - posting.amount, item
        return found


def _agreed(transaction: Transaction) -> tuple[str, str]:
    """Return mandate and end-to-end id of an entry."""
    meta = transaction.meta
    return str(meta.get(MANDATE) or ""), signs(str(meta.get(PAYMENT_REF) or ""))


def _sides(transaction: Transaction) -> Iterator[_Side]:
    """Yield an entry as the half of a pair, for each account that holds money."""
    if not all(_agreed(transaction)):
        return
    for position, posting in enumerate(transaction.postings):
        if posting.account.kind in MONEY:
            others = [*transaction.postings]
            del others[position]
            yield _Side(
                posting.account.name,
                posting.amount,
                transaction.date,
                str(transaction.said(BANK_REF, position) or ""),
                tuple(NewPosting(one.account.name, one.amount) for one in others),
                transaction.links,
                transaction.flag == "*",
            )

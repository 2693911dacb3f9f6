"""The postings of each ring, apart: what a member may see of the ledger.

An entry may touch several rings; of such a one each member gets the own postings, and
none of its words, which may be about another. The words of any entry are left out
where they name another member.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.findings import NO_SOURCE, Source
from paraplu.base.language import Message, printable, say
from paraplu.ledger.closings import closes_accounts
from paraplu.ledger.openings import brings_in
from paraplu.reports.entries import short
from paraplu.reports.papers.values import FigurePart

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register
    from paraplu.reports.span import Span

# Their payee is a customer, who is no business of whoever gets the paper.
_OF_CUSTOMERS = frozenset({Kind.SALES, Kind.RECEIVABLE, Kind.DEPOSIT})
_CLASSES = {
    Kind.SALES: say("turnover"),
    Kind.INTERNAL_SALES: say("service to another member"),
    Kind.COSTS: say("costs"),
    Kind.CONTRIBUTION: say("contribution"),
    Kind.GROWTH: say("growth"),
    Kind.EQUIPMENT: say("equipment"),
    Kind.TRAINING: say("training"),
    Kind.SET_OFF: say("set-off"),
    Kind.START_CAPITAL: say("start capital"),
}


class OwnPosting(NamedTuple):
    """One posting on an account of a member, with Beancount's sign.

    `carries` tells that it moves nothing: it takes a result to the thermometer, or
    brings in what earlier books left.
    """

    number: int
    date: dt.date
    account: Account
    amount: Decimal
    source: Source
    what: Message | str
    carries: bool


def own_postings(
    books: Books, others: Others, span: Span, member: str
) -> tuple[OwnPosting, ...]:
    """Return the postings of a member over a span, in the order of the ledger."""
    return tuple(
        OwnPosting(
            transaction.number,
            transaction.date,
            posting.account,
            posting.amount,
            others.place(transaction.source_at(position), member),
            _words(transaction, posting.account, others),
            carries,
        )
        for transaction, carries in _touching(books, span, member)
        for position, posting in enumerate(transaction.postings)
        if posting.account.member == member
    )


def claims(
    books: Books, others: Others, member: str, link: str, until: dt.date
) -> Sequence[FigurePart]:
    """Return what entries of one link moved on a member's claims, until a day.

    Who had to pay is not told.
    """
    return [
        FigurePart(
            others.place(transaction.source_at(position), member),
            transaction.date,
            say("invoiced") if posting.amount > 0 else say("paid or credited"),
            posting.amount,
        )
        for transaction in books.linked(link)
        for position, posting in enumerate(transaction.postings)
        if posting.account.kind is Kind.RECEIVABLE
        and posting.account.member == member
        and transaction.date <= until
    ]


def _touching(
    books: Books, span: Span, member: str
) -> Iterator[tuple[Transaction, bool]]:
    """Yield the transactions of a span that touch a ring, and whether they carry it."""
    for transaction in books.transactions_of(member):
        if transaction.date in span:
            opens = brings_in(books, transaction)
            yield transaction, opens or closes_accounts(books, transaction)


def _words(transaction: Transaction, account: Account, others: Others) -> Message | str:
    """Return what an entry was, for the member of one of its accounts."""
    named = class_said(account)
    if len(transaction.members) > 1:
        return named
    known = ("", transaction.narration)
    if account.kind not in _OF_CUSTOMERS:
        known = (transaction.payee, transaction.narration)
    said = printable(" · ".join(filter(None, known)))
    return said if said and not others.named(said, account.member) else named


def class_said(account: Account) -> Message | str:
    """Return what a member's account is called where people read: costs: Phone."""
    word = _CLASSES.get(account.kind)
    if word is None:
        return short(account)
    if not account.detail:
        return word
    detail = ", ".join(account.detail)
    return Message("{word}: {detail}", (("word", word), ("detail", detail)))


class Others:
    """Knows by what words another member is named: code, trade name, own name."""

    def __init__(self, register: Register, books: Books) -> None:
        self._root = books.root.resolve()
        self._whose: defaultdict[str, set[str]] = defaultdict(set)
        for code in {*register.members, *books.rings}:
            member, person = register.members.get(code), register.private.get(code)
            trade_name = member.trade_name if member else ""
            known = (code, trade_name, person.name if person else "")
            for word in filter(None, known):
                self._whose[word.casefold()].add(code)
        self._pattern = _any_of(self._whose)
        self._known: dict[str, frozenset[str]] = {}
        self._places: dict[str, str] = {}

    def named(self, text: str, member: str) -> bool:
        """Tell whether a text names a member other than this one."""
        return bool(self._members(text) - {member})

    def place(self, source: Source, member: str) -> Source:
        """Return a place by its path in the books; none where that names another."""
        file = self._places.get(source.file)
        if file is None:
            path = Path(source.file).resolve()
            inside = path.is_relative_to(self._root)
            file = path.relative_to(self._root).as_posix() if inside else path.name
            self._places[source.file] = file
        return NO_SOURCE if self.named(file, member) else source._replace(file=file)

    def _members(self, text: str) -> frozenset[str]:
        found = self._known.get(text)
        if found is None:
            hits = self._pattern.findall(text.casefold()) if self._pattern else ()
            every = (code for hit in hits for code in self._whose[hit])
            found = self._known[text] = frozenset(every)
        return found


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds these words where no letter or digit is beside them."""
    longest = sorted(words, key=len, reverse=True)
    either = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])") if longest else None

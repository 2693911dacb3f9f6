"""The postings of judged books as lines for a lake.

Only entries until the day that the books stand on: what is booked beyond it is
mistyped, and in no report.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.ledger.closings import closes_accounts
from paraplu.ledger.openings import brings_in
from paraplu.network.lake.classes import class_of
from paraplu.reports.papers.whole.closings import RESULTS, closes, may_close
from paraplu.reports.papers.whole.results import has_inside, inside_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.network.lake.pseudonyms import Pseudonyms

_CURRENCY = "EUR"
_CENT = Decimal("0.01")
_SAID = {False: "0", True: "1"}


class NotForLake(Exception):  # noqa: N818 - it says how things are
    """Some books cannot be in a lake; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def lines_of(books: Books, coop: str, pseudonyms: Pseudonyms) -> Iterator[str]:
    """Yield each posting but those of 0.00 as a line of CSV, in the table's columns.

    Raises:
        NotForLake: an amount is in no euros, or in no whole cents.
    """
    if books.currency != _CURRENCY:
        raise NotForLake(
            say("The books are in {currency}, not in EUR.", currency=books.currency)
        )
    said = _Accounts(books, coop, pseudonyms)
    # Those that are alike together: what they have in common is looked at once.
    for signature, transactions in books.by_signature.items():
        closing, inside = may_close(signature), has_inside(signature)
        for transaction in transactions:
            if transaction.date <= books.today:
                _only_euros(transaction)
                yield from _lines_of(
                    transaction,
                    said,
                    _closing(books, transaction) if closing else (False, False),
                    inside_of(transaction) if inside else {},
                    opening=brings_in(books, transaction),
                )


class _Accounts(dict["Account", tuple[str, str]]):
    """What a line says of an account, before and after what it says of the entry."""

    def __init__(self, books: Books, coop: str, pseudonyms: Pseudonyms) -> None:
        super().__init__()
        self._word, self._coop = books.chart.word("Coop"), coop
        self._pseudonyms = pseudonyms

    def __missing__(self, account: Account) -> tuple[str, str]:
        member = self._pseudonyms.of(self._coop, account.member)
        said = self[account] = (
            class_of(account, self._word),
            f"{member},{_SAID[account.counts]},{_quoted(account.fund)}",
        )
        return said


def _lines_of(
    transaction: Transaction,
    said: _Accounts,
    closing: tuple[bool, bool],
    inside: Mapping[int, Decimal],
    *,
    opening: bool,
) -> Iterator[str]:
    day, opens = transaction.date, _SAID[opening]
    begin = f"{day.year},{day.isoformat()},{transaction.number}"
    ring, whole = closing
    total = ZERO
    for leg, posting in enumerate(transaction.postings):
        account, amount = posting.account, posting.amount
        if account.kind is Kind.NOTHING or not amount:
            continue
        before, after = said[account]
        text = str(amount)
        if text[-3:-2] != ".":
            text = _in_cents(transaction, amount)
        closes_it = ring if account.member else whole
        part = inside.get(leg, ZERO)
        if whole and not closes_it and account.root in RESULTS:
            # It closes the whole, so it is no result, though the ring moved by it.
            part = amount
        total += amount
        yield (
            f"{begin},{leg},{before},{_SAID[closes_it]},{opens},{after},{text},{part}\n"
        )
    if total:
        raise NotForLake(
            say(
                "{place}: the entry does not add up to 0.00 but to {amount}.",
                place=_place(transaction),
                amount=total,
            )
        )


def _closing(books: Books, transaction: Transaction) -> tuple[bool, bool]:
    """Tell whether an entry closes the rings it touches, and whether it closes all."""
    return closes_accounts(books, transaction), closes(books, transaction)


def _only_euros(transaction: Transaction) -> None:
    if transaction.signature.unweighed:
        raise NotForLake(
            say(
                "{place}: an amount in another currency does not say what it comes to "
                "in EUR. Write its price or cost.",
                place=_place(transaction),
            )
        )


def _in_cents(transaction: Transaction, amount: Decimal) -> str:
    cents = amount.quantize(_CENT)
    if cents != amount:
        raise NotForLake(
            say(
                "{place}: {amount} is not in whole cents.",
                place=_place(transaction),
                amount=str(amount),
            )
        )
    return f"{cents:f}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def _place(transaction: Transaction) -> str:
    source = transaction.source
    return f"{Path(source.file).name}:{source.line}"

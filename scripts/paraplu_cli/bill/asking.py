"""Asks what a file does not say itself, with what it seems to say as the answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from paraplu.base.language import Language, Message, say
from paraplu.bookkeeping.bills.answered import (
    Answers,
    amount_of,
    bill_of,
    day_of,
    iban_of,
    vat_of,
    words_of,
)
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.spending import account_named, spending_accounts
from paraplu.bookkeeping.bills.text_reading import Proposal, proposal_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.bills.model import Bill
    from paraplu.bookkeeping.bills.sources import SourceFile
    from paraplu.ledger.books import Books

_T = TypeVar("_T")


class Given(NamedTuple):
    """What was said on the command line; None is not said."""

    account: str | None = None
    supplier: str | None = None
    number: str | None = None
    date: str | None = None
    due: str | None = None
    total: str | None = None
    vat: str | None = None
    iban: str | None = None

    @property
    def of_bill(self) -> list[str]:
        """The options that say what an e-invoice says itself."""
        fields = ("supplier", "number", "date", "due", "total", "vat")
        return [f"--{name}" for name in fields if getattr(self, name) is not None]


class BillAsker:
    """Asks on the terminal, in the reader's language, until an answer can be used."""

    def __init__(self, language: Language, given: Given) -> None:
        self._language = language
        self._given = given

    def bill(self, source: SourceFile, own: Collection[str]) -> Bill:
        """Return the bill in a file that is no e-invoice; `own` are IBANs of ours.

        UnreadableBill where what was said on the command line cannot be.
        """
        given, found = self._given, proposal_of(source.text, own)
        self.tell(say("{file}:", file=source.path.name))
        supplier = self._asked(say("Supplier"), given.supplier, words_of)
        number = self._asked(
            say("Number of the bill"), given.number, words_of, found.number
        )
        day = self._asked(
            say("Date of the bill"), given.date, day_of, _shown(found.day)
        )
        total = self._asked(
            say("Total to pay, with VAT"), given.total, amount_of, _shown(found.total)
        )
        vat = self._asked(
            say("VAT in it: 21%, 9%, 0, or 21%=21.00 9%=3.15"),
            given.vat,
            lambda text: vat_of(text, total, day),
            _vat(found, total),
        )
        due = self._asked(
            say("To be paid by (- for no day)"),
            given.due,
            _day_or_none,
            _shown(found.due) or "-",
        )
        iban = self._asked(
            say("Account number (IBAN; - for none)"),
            given.iban,
            lambda text: iban_of(text.removeprefix("-")),
            found.iban or "-",
        )
        answers = Answers(supplier, number, day, total, vat, due, iban)
        return bill_of(answers, found.reference)

    def account(self, bill: Bill, books: Books, usual: str) -> Account:
        """Return the account that a bill goes on; UnreadableBill as `account_named`."""
        if self._given.account is None and not usual:
            self.tell(
                say(
                    "The accounts that a bill can go on: {accounts}.",
                    accounts=", ".join(spending_accounts(books)),
                )
            )
        return self._asked(
            say("Account for bill {number}", number=bill.number),
            self._given.account or (usual or None),
            lambda text: account_named(text, books),
        )

    def tell(self, sentence: Message) -> None:
        """Say something on standard error."""
        click.echo(self._language.render(sentence), err=True)

    def _asked(
        self,
        words: Message,
        given: str | None,
        read: Callable[[str], _T],
        default: str = "",
    ) -> _T:
        """Return what was given, else an answer that can be read."""
        if given is not None:
            return read(given)
        while True:
            try:
                return read(self._prompted(words, default))
            except UnreadableBill as fault:
                self.tell(fault.message)

    def _prompted(self, words: Message, default: str) -> str:
        try:
            answer: str = click.prompt(
                self._language.render(words),
                default=default,
                show_default=bool(default),
                err=True,
            )
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise UnansweredBill(
                say(
                    "Nobody answered “{question}”. Answer it, or give it as an option; "
                    "paraplu bill read --help has them.",
                    question=words,
                )
            ) from None
        return answer.strip()


class UnansweredBill(Exception):  # noqa: N818 - the questions, not the code
    """There is nobody to ask; `message` says what was asked."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def _day_or_none(text: str) -> dt.date | None:
    return None if text.strip() in {"", "-"} else day_of(text)


def _shown(value: dt.date | Decimal | None) -> str:
    return "" if value is None else str(value)


def _vat(found: Proposal, total: Decimal) -> str:
    """Return the VAT that a text seems to say, where it is of that total."""
    if found.total != total:
        return ""
    return " ".join(
        f"{rate * 100:f}".rstrip("0").rstrip(".") + f"%={tax}"
        for rate, tax in found.vat
    )

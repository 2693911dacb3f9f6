"""Reads Beancount's directives into `Books`: the one pass over the transactions.

Only this module and `paraplu.ledger.grouping` know what Beancount's directives look
like. A faster loader can replace them by filling `Books` itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beancount.core import data
from beancount.core.amount import Amount
from beancount.ops import pad
from msgspec import Struct

from paraplu.base.chart import Account, Chart, Root
from paraplu.base.dates import FEW, far_ahead
from paraplu.base.vocabulary import words_of
from paraplu.ledger.books import Assertion, Books, LedgerError, Opened, Pad
from paraplu.ledger.grouping import grouped
from paraplu.ledger.parsing import parse_text
from paraplu.ledger.receipt_files import Receipt
from paraplu.ledger.transactions import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.ledger.books import Proposed
    from paraplu.ledger.grouping import Grouped
    from paraplu.ledger.source import LedgerText
    from paraplu.ledger.transactions import Transaction
    from paraplu.register import Register

_ROOT_OPTIONS = {
    Root.ASSETS: "name_assets",
    Root.LIABILITIES: "name_liabilities",
    Root.EQUITY: "name_equity",
    Root.INCOME: "name_income",
    Root.EXPENSES: "name_expenses",
}


# The file that entries are in which are not written yet.
PROPOSED = "<proposed>"


def read_books(
    directives: Iterable[data.Directive],
    options: Mapping[str, Any],
    register: Register,
    *,
    today: dt.date | None = None,
    errors: Sequence[data.BeancountError] = (),
    text: LedgerText | None = None,
) -> Books:
    """Return the books of a loaded ledger.

    `today` is the day from which terms are seen: where it is not given, the newest
    transaction's but for those whose year is mistyped (contract, section 5).
    """
    reading = BooksReading(options, register, today, text)
    transactions: list[data.Transaction] = []
    others: list[data.Directive] = []
    for directive in _padded(list(directives), options):
        if type(directive) is data.Transaction:
            transactions.append(directive)
        else:
            others.append(directive)
    grouping = grouped(transactions, reading.chart, reading.currency)
    return reading.books(grouping, others, errors)


class BooksReading(Struct, frozen=True, dict=True):
    """What makes `Books` of transactions and of all other directives.

    Its fields are what `read_books` is given, and the `known` chart where there is one.
    """

    options: Mapping[str, Any]
    register: Register
    today: dt.date | None = None
    text: LedgerText | None = None
    known: Chart | None = None

    @cached_property
    def chart(self) -> Chart:
        """The chart of accounts, in the words of the register and of the options."""
        return self.known or Chart(
            words_of(self.register.chart),
            {root: self.options[name] for root, name in _ROOT_OPTIONS.items()},
            self.options["account_previous_balances"],
            self.register.extra_accounts,
        )

    @cached_property
    def currency(self) -> str:
        """The operating currency."""
        return next(iter(self.options["operating_currency"]), "EUR")

    def books(
        self,
        transactions: Grouped,
        others: Iterable[data.Directive],
        errors: Iterable[data.BeancountError],
    ) -> Books:
        """Return the books of transactions of its chart and of all other directives."""
        passage = _Pass(self.chart)
        for directive in others:
            passage.take(directive)
        main = Path(self.options["filename"])
        return Books(
            chart=self.chart,
            currency=self.currency,
            today=self.today or _newest(transactions.transactions),
            main=main,
            root=root_of(main, self.register),
            **transactions._asdict(),
            opened=passage.opened,
            assertions=passage.assertions,
            pads=tuple(passage.pads),
            documents=passage.documents,
            papers=tuple(passage.papers),
            files=tuple(self.options["include"]),
            plugins=tuple(self.options["plugin"]),
            errors=tuple(LedgerError(e.message, source_of(e.source)) for e in errors),
            others=tuple(others),
            text=self.text,
        )


def with_proposed(books: Books, proposed: Iterable[Proposed]) -> Books:
    """Return the books as they would be with further transactions in them.

    For the rules to judge before anything is written.
    """
    written = [transaction.written for transaction in books.transactions]
    written += [_written(one, books.currency) for one in proposed]
    written.sort(key=lambda one: one.date)
    transactions = grouped(written, books.chart, books.currency)
    return replace(books, **transactions._asdict())


def with_written(books: Books, entries: Iterable[str]) -> Books:
    """Return the books as they would be with entries in them, as a ledger has these.

    What a rule finds in the first of them is at line 1 of `PROPOSED`, and so on.
    """
    written = [transaction.written for transaction in books.transactions]
    for number, text in enumerate(entries, 1):
        place = {"filename": PROPOSED, "lineno": number}
        for one in parse_text(text)[0]:
            if isinstance(one, data.Transaction):
                postings = [
                    posting._replace(meta=(posting.meta or {}) | place)
                    for posting in one.postings
                ]
                written.append(one._replace(meta=one.meta | place, postings=postings))
    written.sort(key=lambda one: one.date)
    transactions = grouped(written, books.chart, books.currency)
    return replace(books, **transactions._asdict())


def _written(one: Proposed, currency: str) -> data.Transaction:
    meta = data.new_metadata(*one.source, dict(one.meta))
    postings = [
        data.Posting(name, Amount(amount, currency), None, None, None, None)
        for name, amount in one.postings
    ]
    return data.Transaction(
        meta, one.date, "*", one.payee, "", frozenset(), one.links, postings
    )


def _newest(transactions: Sequence[Transaction]) -> dt.date:
    """Return the day of the newest transaction that is not mistyped."""
    last = [transaction.date for transaction in transactions[-FEW:]]
    many = far_ahead(last, len(transactions) - len(last))
    return last[-1 - many] if last else dt.date.min


def root_of(main: Path, register: Register) -> Path:
    """Return the folder that holds the books: the register's, where it lies above."""
    if register.file:
        folder = Path(register.file).resolve().parent
        if main.resolve().is_relative_to(folder):
            return folder
    return main.parent.resolve()


def _padded(
    directives: list[data.Directive], options: Mapping[str, Any]
) -> list[data.Directive]:
    """Return the directives with what their pads fill in.

    Beancount fills in after the plugins of the ledger have run; what is there in the
    end is what the rules must see.
    """
    if data.Pad not in set(map(type, directives)):
        return directives
    padded: list[data.Directive] = pad.pad(directives, options)[0]  # type: ignore[no-untyped-call]
    return padded


class _Pass:
    """What is gathered while the directives that are no transactions go by."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.opened: dict[str, Opened] = {}
        self.assertions: defaultdict[str, list[Assertion]] = defaultdict(list)
        self.pads: list[Pad] = []
        self.documents: defaultdict[str, list[str]] = defaultdict(list)
        self.papers: list[Receipt] = []

    def take(self, directive: data.Directive) -> None:
        """Take a directive that is no transaction, in its turn."""
        match directive:
            case data.Open():
                account = self.chart.account(directive.account)
                source = source_of(directive.meta)
                opened = Opened(account, directive.date, source)
                self.opened.setdefault(directive.account, opened)
            case data.Close():
                opening = self.opened.get(directive.account)
                if opening:
                    closed = opening._replace(closed=directive.date)
                    self.opened[directive.account] = closed
            case data.Balance():
                assertion = Assertion(
                    directive.date, directive.tolerance, source_of(directive.meta)
                )
                self.assertions[directive.account].append(assertion)
            case data.Pad():
                self.pads.append(self._pad(directive))
            case data.Document():
                self.papers.append(Receipt(directive.filename, directive.meta))
                for link in directive.links or ():
                    self.documents[link].append(directive.filename)
            case _:
                pass

    def _pad(self, directive: data.Pad) -> Pad:
        account: Account = self.chart.account(directive.account)
        origin = self.chart.account(directive.source_account)
        return Pad(account, origin, directive.date, source_of(directive.meta))

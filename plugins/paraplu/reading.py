"""Reads Beancount's directives into `Books`: the one pass over the transactions.

The only module of the domain's side that knows what Beancount's directives look
like. A faster loader can replace it by filling `Books` itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beancount.core import convert, data
from beancount.core.amount import Amount
from beancount.ops import pad

from paraplu.accounts import Account, Chart, Kind, Root
from paraplu.books import (
    MARKS,
    ZERO,
    Assertion,
    Books,
    Days,
    Entry,
    LedgerError,
    Opened,
    Pad,
    Shape,
    no_days,
    source_of,
)
from paraplu.patterns import NO_RING, Leg, Pattern
from paraplu.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from paraplu.books import Proposed
    from paraplu.register import Register
    from paraplu.source import LedgerText

_ROOT_OPTIONS = {
    Root.ASSETS: "name_assets",
    Root.LIABILITIES: "name_liabilities",
    Root.EQUITY: "name_equity",
    Root.INCOME: "name_income",
    Root.EXPENSES: "name_expenses",
}
# Beancount keeps file and line in the metadata of each posting; more than these two
# is what people wrote.
_OWN_KEYS = 2
_NOBODY = frozenset({""})


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

    `today` is the day from which terms are seen: the newest entry's where it is not
    given (contract, section 5).
    """
    currency = next(iter(options["operating_currency"]), "EUR")
    chart = Chart(
        words_of(register.chart),
        {root: options[name] for root, name in _ROOT_OPTIONS.items()},
        options["account_previous_balances"],
        register.extra_accounts,
    )
    passage = _Pass(chart, currency)
    passage.take(_padded(list(directives), options))
    main = Path(options["filename"])
    return Books(
        chart=chart,
        currency=currency,
        today=today or passage.newest or dt.date.min,
        main=main,
        root=_root(main, register),
        shapes=passage.shapes,
        days={chart.account(name): days for name, days in passage.days.items()},
        opened=passage.opened,
        assertions=passage.assertions,
        pads=tuple(passage.pads),
        uneven=tuple(passage.uneven),
        documents=passage.documents,
        links=passage.links,
        marked=passage.marked,
        files=tuple(options["include"]),
        plugins=tuple(options["plugin"]),
        errors=tuple(LedgerError(e.message, source_of(e.source)) for e in errors),
        text=text,
    )


def with_proposed(books: Books, proposed: Iterable[Proposed]) -> Books:
    """Return the books as they would be with further entries in them.

    For the rules to judge before anything is written.
    """
    # What the pass keeps of a transaction is Beancount's own.
    directives: list[Any] = [entry.written for entry in books.entries]
    directives += [_transaction(entry, books.currency) for entry in proposed]
    passage = _Pass(books.chart, books.currency)
    passage.take(sorted(directives, key=lambda directive: directive.date))
    return replace(
        books,
        shapes=passage.shapes,
        days={books.chart.account(name): days for name, days in passage.days.items()},
        uneven=tuple(passage.uneven),
        links=passage.links,
        marked=passage.marked,
    )


def _transaction(entry: Proposed, currency: str) -> data.Transaction:
    meta = data.new_metadata(*entry.source, dict(entry.meta))
    postings = [
        data.Posting(name, Amount(amount, currency), None, None, None, None)
        for name, amount in entry.legs
    ]
    return data.Transaction(
        meta, entry.date, "*", entry.payee, "", frozenset(), entry.links, postings
    )


def _root(main: Path, register: Register) -> Path:
    """Return the folder that holds the books: the register's, where it lies above."""
    if register.file:
        folder = Path(register.file).resolve().parent
        if main.resolve().is_relative_to(folder):
            return folder
    return main.resolve().parent


def _padded(
    directives: list[data.Directive], options: Mapping[str, Any]
) -> list[data.Directive]:
    """Return the directives with what their pads fill in.

    Beancount fills in after the plugins of the ledger have run; what is there in the
    end is what the rules must see.
    """
    if not any(type(directive) is data.Pad for directive in directives):
        return directives
    padded: list[data.Directive] = pad.pad(directives, options)[0]  # type: ignore[no-untyped-call]
    return padded


class _Pass:
    """What the pass gathers while the directives go by."""

    def __init__(self, chart: Chart, currency: str) -> None:
        self.chart = chart
        self.currency = currency
        self.newest: dt.date | None = None
        self.shapes: dict[Shape, list[Entry]] = {}
        self.days: defaultdict[str, Days] = defaultdict(no_days)
        self.opened: dict[str, Opened] = {}
        self.assertions: defaultdict[str, list[Assertion]] = defaultdict(list)
        self.pads: list[Pad] = []
        self.uneven: list[tuple[Entry, Decimal]] = []
        self.documents: defaultdict[str, list[str]] = defaultdict(list)
        self.links: defaultdict[str, list[Entry]] = defaultdict(list)
        self.marked: dict[str, list[Entry]] = {mark: [] for mark in MARKS}
        self._patterns: dict[tuple[object, ...], Pattern] = {}
        self._alike: dict[tuple[object, ...], tuple[Shape, list[Entry]]] = {}

    def take(self, directives: Iterable[data.Directive]) -> None:
        """Take all directives, in their order.

        The inner loop runs for every posting of the books; what it needs is in locals,
        and it looks at each field once.
        """
        currency = self.currency
        alike_by_key = self._alike
        days = self.days
        number = 0
        for directive in directives:
            if type(directive) is not data.Transaction:
                self._other(directive)
                continue
            date = directive.date
            names: list[str] = []
            amounts: list[Decimal] = []
            credit: list[bool] = []
            foreign: tuple[int, ...] = ()
            nil: tuple[int, ...] = ()
            total = ZERO
            marks = MARKS & directive.meta.keys()
            # A booked posting has units with a number; Beancount's types allow less.
            postings: Any = directive.postings
            for name, units, cost, price, _flag, meta in postings:
                amount, commodity = units
                if commodity != currency or cost is not None or price is not None:
                    leg = len(names)
                    foreign, amount = self._weigh(postings[leg], leg, foreign)
                if meta and len(meta) > _OWN_KEYS:
                    marks |= MARKS & meta.keys()
                if not amount:
                    nil = (*nil, len(names))
                names.append(name)
                amounts.append(amount)
                credit.append(amount < 0)
                days[name][date] += amount
                total += amount
            key = (*names, *credit, foreign, nil)
            found = alike_by_key.get(key)
            if found is None:
                found = alike_by_key[key] = self._shape(key, len(names))
            entry = Entry(number, date, found[0], tuple(amounts), directive)
            found[1].append(entry)
            number += 1
            if total:
                self.uneven.append((entry, total))
            self._note(entry, directive.links, marks)
        self.newest = max(
            (alike[-1].date for alike in self.shapes.values()), default=None
        )

    def _note(self, entry: Entry, links: Iterable[str], marks: Iterable[str]) -> None:
        """Note by what an entry can be found back."""
        for link in links:
            self.links[link].append(entry)
        for mark in marks:
            self.marked[mark].append(entry)

    def _shape(self, key: tuple[Any, ...], legs: int) -> tuple[Shape, list[Entry]]:
        """Return a new shape, with the list of its entries, from what makes it one."""
        names, credit = key[:legs], key[legs : 2 * legs]
        foreign, nil = key[2 * legs :]
        accounts = [self.chart.account(name) for name in names]
        for leg in set(nil) - set(foreign):
            accounts[leg] = Account(names[leg], Kind.NOTHING)
        rings = {"": NO_RING}
        numbers = [rings.setdefault(a.member, len(rings)) for a in accounts]
        pattern = self._pattern(accounts, numbers, credit)
        members = frozenset(rings) - _NOBODY
        shape = Shape(tuple(accounts), credit, foreign, pattern, rings, members)
        entries = self.shapes[shape] = []
        return shape, entries

    def _pattern(
        self, accounts: list[Account], rings: list[int], credit: tuple[bool, ...]
    ) -> Pattern:
        kinds = [account.kind for account in accounts]
        roots = [account.root for account in accounts]
        charges = [account.charge for account in accounts]
        key = (*kinds, *roots, *charges, *rings, *credit)
        pattern = self._patterns.get(key)
        if pattern is None:
            legs = tuple(
                Leg(account.kind, account.root, ring, account.charge, side)
                for account, ring, side in zip(accounts, rings, credit, strict=True)
            )
            moving = frozenset(kinds) - {Kind.NOTHING}
            pattern = self._patterns[key] = Pattern(legs, moving)
        return pattern

    def _weigh(
        self, posting: data.Posting, leg: int, foreign: tuple[int, ...]
    ) -> tuple[tuple[int, ...], Decimal]:
        """Return the weight of a posting with a cost, a price or another commodity.

        A weight in another currency than the operating one counts as nil here; that
        it stands on a member's account is for the flow rule to say.
        """
        weight: Any = convert.get_weight(posting)  # type: ignore[no-untyped-call]
        units: Any = posting.units
        if units.currency != self.currency:
            foreign = (*foreign, leg)
        if weight.currency != self.currency:
            return foreign, ZERO
        return foreign, weight.number

    def _other(self, directive: data.Directive) -> None:
        """Take a directive that is no transaction."""
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
                for link in directive.links or ():
                    self.documents[link].append(directive.filename)
            case _:
                pass

    def _pad(self, directive: data.Pad) -> Pad:
        account: Account = self.chart.account(directive.account)
        origin = self.chart.account(directive.source_account)
        return Pad(account, origin, directive.date, source_of(directive.meta))

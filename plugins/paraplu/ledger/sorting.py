"""Sorts transactions by the classes of their accounts.

Every posting of the books passes here, once, in the order of the ledger. What is taken
from it goes to the rows of its class; `paraplu.ledger.layout` makes batches of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from beancount.core import convert, data
from beancount.core.interpolate import AUTOMATIC_META

from paraplu.base.money import ZERO
from paraplu.ledger.layout import Layout, Rows, Words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account, Chart
    from paraplu.ledger.batches import Batch

# What Beancount keeps in the metadata of a posting; all else is what people wrote.
_PLACES = {"filename", "lineno"}
_ADDED = _PLACES | {AUTOMATIC_META}


class Sorted(NamedTuple):
    """The batches, the batch of each entry, who share a link, and all accounts."""

    batches: tuple[Batch, ...]
    places: Sequence[Batch]
    links: Mapping[str, list[int]]
    accounts: tuple[Account, ...]


def sorted_out(
    transactions: Sequence[data.Transaction], chart: Chart, currency: str
) -> Sorted:
    """Return the transactions in batches, numbered in the order of the ledger."""
    classes = _Classes(chart)
    alike = _alike(transactions, classes, currency)
    words = Words(transactions)
    batches = tuple(
        batch
        for key, rows in alike.items()
        for batch in Layout(rows, len(key), classes.accounts).batches(words)
    )
    places: list[Batch] = list(batches[:1]) * len(transactions)
    for batch in batches:
        for number in batch.numbers:
            places[number] = batch
    return Sorted(batches, places, words.links, tuple(classes.accounts.values()))


def _alike(
    transactions: Iterable[data.Transaction], classes: _Classes, currency: str
) -> Mapping[tuple[int, ...], Rows]:
    """Return the transactions by the classes of their accounts.

    The inner loop runs for every posting of the books, and looks at each field once.
    """
    own_keys = len(_PLACES)
    alike: defaultdict[tuple[int, ...], Rows] = defaultdict(Rows)
    for number, transaction in enumerate(transactions):
        key: list[int] = []
        names: list[str] = []
        amounts: list[Decimal] = []
        foreign: tuple[int, ...] = ()
        unweighed: tuple[int, ...] = ()
        remarked = False
        # A booked posting has units with a number; Beancount's types allow less.
        posting: Any
        for posting in transaction.postings:
            name, (amount, commodity), cost, price, _flag, meta = posting
            if commodity != currency or cost is not None or price is not None:
                weight = _weight(posting, currency)
                if commodity != currency:
                    foreign = (*foreign, len(names))
                    amount = weight or ZERO
                if weight is None or weight != amount:
                    unweighed = (*unweighed, len(names))
            if meta and len(meta) > own_keys and not meta.keys() <= _ADDED:
                remarked = True
            key.append(classes[name])
            names.append(name)
            amounts.append(amount)
        rows = alike[tuple(key)]
        if foreign:
            rows.foreign[len(rows.numbers)] = foreign
        if unweighed:
            rows.unweighed[len(rows.numbers)] = unweighed
        if remarked:
            rows.remarked.add(len(rows.numbers))
        rows.numbers.append(number)
        rows.names += names
        rows.amounts += amounts
    return alike


def _weight(posting: data.Posting, currency: str) -> Decimal | None:
    """Return the weight of a posting with a cost, a price or another commodity.

    None where it has none in the operating currency.
    """
    weight: Any = convert.get_weight(posting)  # type: ignore[no-untyped-call]
    number: Decimal = weight.number
    return number if weight.currency == currency else None


class _Classes(dict[str, int]):
    """By account name, a number for what the account is, whoever's it is."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.accounts: dict[str, Account] = {}
        self._chart = chart
        self._numbers: dict[tuple[Hashable, ...], int] = {}

    def __missing__(self, name: str) -> int:
        account = self.accounts[name] = self._chart.account(name)
        means = (account.kind, account.root, account.charge, bool(account.member))
        number = self[name] = self._numbers.setdefault(means, len(self._numbers))
        return number

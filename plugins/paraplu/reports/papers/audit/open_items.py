"""What is open at the end: to receive, to pay, paid in advance, and under way.

By its number, which is the link of its entries. What has no number stands by itself, so
that each kind comes to what its accounts stand at.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.open_items import invoiced
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind
from paraplu.reports.papers.whole.balances import standing
from paraplu.reports.papers.whole.entries import account_said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.bank_import.open_items import OpenItem
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.values import Cell


class _Sort(NamedTuple):
    key: str
    said: Message
    kinds: frozenset[Kind]


_SORTS = (
    _Sort(
        "receivable",
        say("to receive"),
        frozenset({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE}),
    ),
    _Sort(
        "payable",
        say("to pay"),
        frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE}),
    ),
    _Sort("deposit", say("paid in advance by customers"), frozenset({Kind.DEPOSIT})),
    _Sort("clearing", say("under way"), frozenset({Kind.CLEARING})),
)
_KINDS = frozenset().union(*[one.kinds for one in _SORTS])


def open_items(material: Material, day: dt.date) -> Table:
    """Return what is open after a day; above zero is to come in, below it to pay."""
    books = material.books
    there: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    there.update(
        (account, amount)
        for account, amount in standing(material, day).items()
        if account.kind in _KINDS
    )
    linked: defaultdict[Account, list[OpenItem]] = defaultdict(list)
    kinds = _KINDS - {Kind.CLEARING}
    for item in invoiced(books, material.invoices, day, kinds):
        linked[books.chart.account(item.account)].append(item)
    rows = [
        row
        for sort in _SORTS
        for account in sorted({*there, *linked}, key=lambda one: one.name)
        if account.kind in sort.kinds
        for row in _rows(material, sort, account, linked[account], there[account])
    ]
    if rows:
        amount = sum(there.values(), ZERO)
        whole = (say("Together"), None, None, None, amount)
        rows.append(Row("total", whole, RowRole.TOTAL))
    return Table(
        "open",
        say("What is open, in euros; below zero is still to pay"),
        (
            Column("what", say("What")),
            Column("account", say("Account")),
            Column("number", say("Number")),
            Column("since", say("Since"), CellKind.DAY),
            Column("amount", say("Amount"), CellKind.MONEY),
        ),
        tuple(rows),
        say("Nothing is open."),
    )


def _rows(
    material: Material,
    sort: _Sort,
    account: Account,
    items: list[OpenItem],
    amount: Decimal,
) -> Iterator[Row]:
    name = account_said(account)
    for item in sorted(items, key=lambda one: one.number):
        key = f"{account.name}-{item.number}"
        cells: tuple[Cell, ...] = (
            sort.said,
            name,
            item.number,
            _since(material, item.number),
            item.amount,
        )
        yield Row(key, cells)
    rest = amount - sum((one.amount for one in items), ZERO)
    if rest:
        number = None if sort.key == "clearing" else say("without a number")
        yield Row(f"{account.name}-rest", (sort.said, name, number, None, rest))


def _since(material: Material, number: str) -> dt.date | None:
    invoice = material.invoices.by_number.get(number)
    if invoice:
        return invoice.day
    return min((one.date for one in material.books.linked(number)), default=None)

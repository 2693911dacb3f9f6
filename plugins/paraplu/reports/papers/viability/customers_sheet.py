"""How much of the turnover hangs on a few customers; who they are only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.papers.viability.figures import figure
from paraplu.reports.papers.viability.paying_sheet import share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.values import Cell
    from paraplu.reports.papers.viability.customers import Customers, CustomerSum, Parts

_FEW = 3
_NO_TURNOVER = NotKnown(say("there is no turnover that it could be a share of"))


def concentration(found: Customers, *, named: bool) -> Table:
    """Return the largest customer, the three largest, and all others."""
    return Table(
        "customers",
        say("Customers by share of the turnover, in euros without VAT"),
        (
            Column("who", say("Customers")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("share", say("share"), CellKind.PERCENT),
        ),
        tuple(_rows(found, named=named)) if _any(found) else (),
        empty=say("Nothing was sold in these months."),
        notes=() if named else (say("Customers have no names here."),),
    )


def _any(found: Customers) -> bool:
    return bool(found.every or found.fellows or found.nameless or found.returned)


def _rows(found: Customers, *, named: bool) -> Iterator[Row]:
    def row(
        key: str, said: Message | str, parts: Parts, role: RowRole = RowRole.PLAIN
    ) -> Row:
        amount = figure(parts)
        part = share(ZERO + amount.value, found.sold)
        cell: Cell = _NO_TURNOVER if part is None else part
        if amount.value < 0 or (role is RowRole.TOTAL and amount.value != found.sold):
            cell = None
        return Row(key, (said, amount, cell), role)

    largest, others = found.every[:_FEW], found.every[_FEW:]
    for n, one in enumerate(largest, 1):
        yield row(
            f"customer-{n}", one.name if named else say("customer {n}", n=n), one.parts
        )
    if len(largest) > 1:
        said = say("the {n} largest together", n=len(largest))
        yield row("largest", said, _of(largest), RowRole.SUBTOTAL)
    if others:
        yield row("others", say("other customers: {n}", n=len(others)), _of(others))
    if found.fellows:
        said = say("other members and the cooperative")
        yield row("fellows", said, found.fellows)
    if found.nameless:
        said = say("not named in the books, such as at a market")
        yield row("nameless", said, found.nameless)
    if found.returned:
        said = say("given back of what was sold before")
        yield row("returned", said, found.returned)
    every = (*_of(found.every), *found.fellows, *found.nameless, *found.returned)
    yield row("total", say("Together"), every, RowRole.TOTAL)


def _of(customers: Sequence[CustomerSum]) -> Parts:
    return tuple(part for one in customers for part in one.parts)

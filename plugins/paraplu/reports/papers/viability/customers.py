"""The customers of a member: how much of the turnover hangs on a few of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.folding import folded
from paraplu.base.money import ZERO
from paraplu.reports.papers.values import FigurePart

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.viability.window import Window

Parts = tuple[FigurePart, ...]


@dataclass(frozen=True)
class CustomerSum:
    """What was sold to one customer, in EUR without VAT, returns taken off."""

    name: str
    parts: Parts

    @property
    def amount(self) -> Decimal:
        """All of it."""
        return _sum(self.parts)


@dataclass(frozen=True)
class Customers:
    """Whom a member sold to: by amount, the largest first.

    `fellows` is what other members and the cooperative bought, and `nameless` what was
    sold to whom the books do not name, such as at a market. `returned` is of customers
    who gave back more than they bought: it was sold before these months.
    """

    every: tuple[CustomerSum, ...]
    fellows: Parts
    nameless: Parts
    returned: Parts = ()

    @property
    def total(self) -> Decimal:
        """All turnover."""
        return sum(map(_sum, self._groups), _sum(self.returned))

    @property
    def sold(self) -> Decimal:
        """The turnover of which each has a share: without what was only given back."""
        return sum((max(_sum(one), ZERO) for one in self._groups), ZERO)

    @property
    def _groups(self) -> tuple[Parts, ...]:
        return (*(one.parts for one in self.every), self.fellows, self.nameless)


def customers_of(material: Material, code: str, window: Window) -> Customers:
    """Return the customers of a member in twelve months.

    They are known by the invoice, or else by the payee of the entry.
    """
    sold: defaultdict[str, list[FigurePart]] = defaultdict(list)
    names: dict[str, str] = {}
    fellows: list[FigurePart] = []
    for one in material.postings(code, window.span):
        part = FigurePart(one.source, one.date, one.what, -one.amount)
        if one.carries:
            continue
        if one.account.kind is Kind.INTERNAL_SALES:
            fellows.append(part)
        elif one.account.kind is Kind.SALES:
            name = _name(material, material.books.transactions[one.number])
            names.setdefault(folded(name), name)
            sold[folded(name)].append(part)
    nameless = sold.pop("", [])
    every = [CustomerSum(names[key], tuple(parts)) for key, parts in sold.items()]
    bought = [one for one in every if one.amount > 0]
    ordered = sorted(bought, key=lambda one: (-one.amount, one.name))
    returned = [part for one in every if one.amount < 0 for part in one.parts]
    return Customers(tuple(ordered), tuple(fellows), tuple(nameless), tuple(returned))


def _name(material: Material, transaction: Transaction) -> str:
    invoices = material.invoices
    for link in sorted(transaction.links):
        issued = invoices.by_number.get(link)
        customer = invoices.customers.get(issued.invoice.customer) if issued else None
        if customer and customer.name:
            return customer.name
    return transaction.payee


def _sum(parts: Parts) -> Decimal:
    return sum((part.amount for part in parts), ZERO)

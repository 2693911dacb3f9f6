"""The customers of a member: how much of the turnover hangs on a few of them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.folding import folded
from paraplu.base.money import ZERO
from paraplu.register.providers import PROVIDERS, pays_out
from paraplu.reports.papers.values import FigurePart

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.viability.window import Window

Parts = tuple[FigurePart, ...]

_WORD = re.compile(r"[^\W\d_]+")
# How people call whoever buys at a stall or in a shop.
_CROWD = frozenset(
    {
        *("particulier", "particulieren", "consument", "consumenten", "klant"),
        *("klanten", "passant", "passanten", "divers", "diverse", "diversen", "losse"),
        *("verkoop", "dagverkoop", "omzet", "dagomzet", "contant", "contante", "kas"),
        *("pin", "kassa", "customer", "customers", "private", "persons", "people"),
        *("public", "various", "cash", "card", "sales", "takings"),
    }
)
_MARKETS = ("markt", "market", "braderie", "kermis", "beurs", "fair")
_SHOPS = frozenset({"supermarkt", "bouwmarkt", "supermarket"})


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

    They are known by the invoice, or else by the payee of the entry (`name_of`).
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
            name = name_of(material, material.books.transactions[one.number])
            names.setdefault(folded(name), name)
            sold[folded(name)].append(part)
    nameless = sold.pop("", [])
    every = [CustomerSum(names[key], tuple(parts)) for key, parts in sold.items()]
    bought = [one for one in every if one.amount > 0]
    ordered = sorted(bought, key=lambda one: (-one.amount, one.name))
    returned = [part for one in every if one.amount < 0 for part in one.parts]
    return Customers(tuple(ordered), tuple(fellows), tuple(nameless), tuple(returned))


def name_of(material: Material, transaction: Transaction) -> str:
    """Return the customer of a sale; empty where the books name nobody.

    Of a sale that was paid at once the payee may be a crowd: a market, whoever paid by
    card. Those are no customer, however much they buy.
    """
    invoices = material.invoices
    for link in sorted(transaction.links):
        issued = invoices.by_number.get(link)
        customer = invoices.customers.get(issued.invoice.customer) if issued else None
        if customer and customer.name:
            return customer.name
    payee = transaction.payee
    on_account = Kind.RECEIVABLE in transaction.signature.kinds
    return "" if is_crowd(payee) and not on_account else payee


def is_crowd(payee: str) -> bool:
    """Tell whether a payee names no customer, but a place or a way of selling."""
    words = _WORD.findall(payee.casefold())
    if any(pays_out(one, payee, payee) for one in PROVIDERS):
        return True
    return all(word in _CROWD for word in words) or any(map(_is_market, words))


def _is_market(word: str) -> bool:
    return word.endswith(_MARKETS) and word not in _SHOPS


def _sum(parts: Parts) -> Decimal:
    return sum((part.amount for part in parts), ZERO)

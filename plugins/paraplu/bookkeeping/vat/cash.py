"""The cash basis: VAT on a sale is due as the customer pays, in proportion.

What is paid goes to the invoice that it shares a link with, else to the oldest on the
account. A credit note and a bad debt settle an invoice as a payment does, so that they
and what they take back come to nil. VAT on what was bought is deducted at once, and VAT
that was reversed is owed at once (art. 26 Wet OB).
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.vat.assessment import Item, Taxed
from paraplu.bookkeeping.vat.codes import INPUT, NOWHERE
from paraplu.bookkeeping.vat.legs import RECEIVABLES
from paraplu.register.agreements import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.register.model import Register

_AT_ONCE = frozenset({INPUT, NOWHERE, "2a", "4a", "4b"})


@dataclass
class _Open:
    """An invoice that is not all paid: of `whole`, `paid` is, in the currency."""

    taxed: Taxed
    whole: Decimal
    paid: Decimal
    left: Decimal


class _Invoices:
    """The invoices on one account that are not all paid, the oldest first."""

    def __init__(self) -> None:
        self._all: deque[_Open] = deque()
        self._by_link: defaultdict[str, deque[_Open]] = defaultdict(deque)

    def add(self, invoice: _Open) -> None:
        """Put an invoice behind the others."""
        self._all.append(invoice)
        for link in invoice.taxed.entry.links:
            self._by_link[link].append(invoice)

    def in_turn(self, links: Iterable[str]) -> Iterator[_Open]:
        """Yield the invoices with these links, then the others, the oldest first.

        Whoever goes on has taken off all that was left of the last one.
        """
        linked = [_waiting(self._by_link[n]) for n in links if n in self._by_link]
        yield from merge(*linked, key=lambda one: one.taxed.entry.number)
        yield from _waiting(self._all)


def _waiting(queue: deque[_Open]) -> Iterator[_Open]:
    while queue:
        if queue[0].left > 0:
            yield queue[0]
        else:
            queue.popleft()


def as_due(books: Books, register: Register, taxed: Iterable[Taxed]) -> Iterable[Taxed]:
    """Return the same VAT on the days on which it is due, by the basis of each day."""
    if all(terms.basis is Basis.INVOICE for terms in register.vat):
        return taxed
    return _as_paid(books, register, taxed)


def _as_paid(
    books: Books, register: Register, taxed: Iterable[Taxed]
) -> Iterator[Taxed]:
    by_entry = {one.entry.number: one for one in taxed}
    open_invoices: defaultdict[Account, _Invoices] = defaultdict(_Invoices)
    owing = (
        entry
        for shape, entries in books.shapes.items()
        if shape.kinds & RECEIVABLES
        for entry in entries
    )
    numbers = {entry.number: entry for entry in owing}
    for number in sorted(by_entry.keys() | numbers.keys()):
        one = by_entry.get(number)
        entry = numbers.get(number)
        moves = _moves(entry) if entry else {}
        if one:
            at_once = register.vat_on(one.date).basis is Basis.INVOICE
            if at_once:
                yield one
                # It takes its payments, and nothing is due by them.
                one = one._replace(items=_sold(one), accounts=())
            yield from _invoiced(one, moves, open_invoices, silent=at_once)
        for account, amount in moves.items():
            if entry and amount < 0:
                yield from _paid(entry, -amount, open_invoices[account])


def _moves(entry: Entry) -> Mapping[Account, Decimal]:
    moves: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for account, amount in entry.legs():
        if account.kind in RECEIVABLES:
            moves[account] += amount
    return moves


def _sold(one: Taxed) -> tuple[Item, ...]:
    return tuple(item for item in one.items if item.box not in _AT_ONCE)


def _invoiced(
    one: Taxed,
    moves: Mapping[Account, Decimal],
    opened: Mapping[Account, _Invoices],
    *,
    silent: bool,
) -> Iterator[Taxed]:
    """Yield what of an entry is due at once, and keep what is not.

    What is `silent` was told before, and is kept for its payments alone.
    """
    sold = _sold(one)
    owed = [(account, amount) for account, amount in moves.items() if amount > 0]
    whole = sum((item.base + item.tax for item in sold), ZERO)
    later = sum((amount for _, amount in owed), ZERO)
    if not owed or whole <= 0:
        if not silent:
            yield one
        return
    later = min(later, whole)
    due, rest = _split(one)
    if silent:
        due = due._replace(items=())
    if rest:
        yield rest
    if whole > later and (part := _part(due, ZERO, whole - later, whole)):
        yield part
    paid = whole - later
    for account, amount in owed:
        # Each account pays its own share, one after the other.
        share = min(amount, whole - paid)
        opened[account].add(_Open(due, whole, paid, share))
        paid += share


def _paid(entry: Entry, amount: Decimal, invoices: _Invoices) -> Iterator[Taxed]:
    for invoice in invoices.in_turn(entry.links):
        settled = min(amount, invoice.left)
        if settled > 0:
            part = _part(
                invoice.taxed, invoice.paid, invoice.paid + settled, invoice.whole
            )
            invoice.paid += settled
            invoice.left -= settled
            amount -= settled
            if part:
                yield part._replace(date=max(entry.date, invoice.taxed.date))
        if not amount:
            break


def _split(one: Taxed) -> tuple[Taxed, Taxed | None]:
    """Return what is due as it is paid, and what at once, where there is anything."""
    later = _sold(one)
    at_once = tuple(item for item in one.items if item.box in _AT_ONCE)
    claims = tuple(p for p in one.accounts if p[0].kind is Kind.VAT_CLAIM)
    dues = tuple(p for p in one.accounts if p[0].kind is not Kind.VAT_CLAIM)
    rest = one._replace(items=at_once, accounts=claims) if at_once else None
    return one._replace(items=later, accounts=dues), rest


def _part(one: Taxed, before: Decimal, after: Decimal, whole: Decimal) -> Taxed | None:
    """Return what is due between two amounts paid, in whole cents that add up."""

    def part(amount: Decimal) -> Decimal:
        return in_cents(amount * after / whole) - in_cents(amount * before / whole)

    items = tuple(
        Item(box, part(base), part(tax), member, code)
        for box, base, tax, member, code in one.items
    )
    accounts = tuple((account, part(amount)) for account, amount in one.accounts)
    items = tuple(item for item in items if item.base or item.tax)
    return one._replace(items=items, accounts=accounts) if items else None

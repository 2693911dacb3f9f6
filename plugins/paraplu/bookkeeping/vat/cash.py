"""The cash basis: VAT on a sale is due as the customer pays, in proportion.

What is paid goes to the invoice that it shares a link with, else to the oldest on the
account. It pays all lines alike, also those that no box asks for: of an invoice that is
half exempt, half of what is paid is.

A credit note and a bad debt settle an invoice as a payment does, so that they and what
they take back come to nil. VAT on what was bought is deducted at once, and VAT that was
reversed is owed at once (art. 26 Wet OB).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.vat.assessed import BoxItem, VatEntry
from paraplu.bookkeeping.vat.codes import BUYING, INPUT
from paraplu.bookkeeping.vat.positions import RECEIVABLES
from paraplu.ledger.settlement import (
    LINK,
    OLDEST,
    Matcher,
    moved,
    movement_of,
)
from paraplu.register.agreements import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Movement
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

_AT_ONCE = BUYING | {INPUT}


class _Sale(NamedTuple):
    """A sale on account: what is due of it as `whole` is paid, in the currency.

    `paid` is what was paid before, or is paid on other accounts. What no VAT is due by
    is a sale too: it takes its payments, so that no other invoice does.
    """

    taxed: VatEntry
    whole: Decimal
    paid: Decimal


def as_due(
    books: Books, register: Register, taxed: Iterable[VatEntry]
) -> Iterable[VatEntry]:
    """Return the same VAT on the days on which it is due, by the basis of each day."""
    if all(terms.basis is Basis.INVOICE for terms in register.vat):
        return taxed
    return _as_paid(books, register, taxed)


def _as_paid(
    books: Books, register: Register, taxed: Iterable[VatEntry]
) -> Iterator[VatEntry]:
    taxed_in = {one.transaction.number: one for one in taxed}
    opened: defaultdict[Account, Matcher[_Sale]] = defaultdict(_open_sales)
    owing = {
        transaction.number: transaction for transaction in books.moving(RECEIVABLES)
    }
    for number in sorted(taxed_in.keys() | owing.keys()):
        one = taxed_in.get(number)
        transaction = owing.get(number)
        moves = moved(transaction, RECEIVABLES) if transaction else {}
        if one is None and transaction:
            one = VatEntry(transaction.date, transaction, (), (), _owed(moves))
        if one:
            if one.items and register.vat_on(one.date).basis is Basis.CASH:
                # It is due by what is paid, not by when it was delivered.
                one = one._replace(date=one.transaction.date)
            at_once = not one.items or register.vat_on(one.date).basis is Basis.INVOICE
            if at_once:
                if one.items:
                    yield one
                # It takes its payments, and nothing is due by them.
                one = one._replace(items=_sold(one), accounts=())
            yield from _invoiced(one, moves, opened, silent=at_once)
        for account, amount in moves.items():
            if transaction and amount < 0:
                yield from _paid(
                    movement_of(transaction, transaction, account, amount),
                    opened[account],
                )


def _owed(moves: Mapping[Account, Decimal]) -> Decimal:
    """Return what customers came to owe by a transaction, in the currency."""
    return sum((amount for amount in moves.values() if amount > 0), ZERO)


def _open_sales() -> Matcher[_Sale]:
    return Matcher(LINK, OLDEST)


def _sold(one: VatEntry) -> tuple[BoxItem, ...]:
    return tuple(item for item in one.items if item.box not in _AT_ONCE)


def _invoiced(
    one: VatEntry,
    moves: Mapping[Account, Decimal],
    opened: Mapping[Account, Matcher[_Sale]],
    *,
    silent: bool,
) -> Iterator[VatEntry]:
    """Yield what of a transaction is due at once, and keep what is not.

    What is `silent` was told before, and is kept for its payments alone.
    """
    owed = [(account, amount) for account, amount in moves.items() if amount > 0]
    whole, later = one.price, _owed(moves)
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
        sale = _Sale(due, whole, paid)
        opened[account].add(movement_of(sale, one.transaction, account, share))
        paid += share


def _paid(payment: Movement[Transaction], sales: Matcher[_Sale]) -> Iterator[VatEntry]:
    for match in sales.settle(payment):
        taxed, whole, paid = match.item.what
        before = paid + match.before
        part = _part(taxed, before, before + match.amount, whole)
        if part:
            yield part._replace(date=max(payment.date, taxed.date))


def _split(one: VatEntry) -> tuple[VatEntry, VatEntry | None]:
    """Return what is due as it is paid, and what at once, where there is anything."""
    later = _sold(one)
    at_once = tuple(item for item in one.items if item.box in _AT_ONCE)
    claims = tuple(p for p in one.accounts if p[0].kind is Kind.VAT_CLAIM)
    dues = tuple(p for p in one.accounts if p[0].kind is not Kind.VAT_CLAIM)
    rest = one._replace(items=at_once, accounts=claims) if at_once else None
    return one._replace(items=later, accounts=dues), rest


def _part(
    one: VatEntry, before: Decimal, after: Decimal, whole: Decimal
) -> VatEntry | None:
    """Return what is due between two amounts paid, in whole cents that add up."""

    def part(amount: Decimal) -> Decimal:
        return in_cents(amount * after / whole) - in_cents(amount * before / whole)

    items = tuple(
        BoxItem(box, part(base), part(tax), member, code)
        for box, base, tax, member, code in one.items
    )
    accounts = tuple((account, part(amount)) for account, amount in one.accounts)
    items = tuple(item for item in items if item.base or item.tax)
    return one._replace(items=items, accounts=accounts) if items else None

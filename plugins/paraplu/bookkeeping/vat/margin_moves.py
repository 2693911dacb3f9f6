"""What was sold and bought for margins by globalisation, and the VAT booked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.metadata import VAT_CODE, VAT_MARGIN, VAT_MARGIN_YEAR
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessed import BoxItem, VatEntry
from paraplu.bookkeeping.vat.assessment import margin_by_period
from paraplu.bookkeeping.vat.cash import as_due
from paraplu.bookkeeping.vat.codes import MARGINS, NOWHERE
from paraplu.bookkeeping.vat.said_codes import codes_of, due_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.vat.assessment import Assessor
    from paraplu.bookkeeping.vat.positions import VatPositions
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register


class MarginMove(NamedTuple):
    """What was sold or bought for a margin on a day, with VAT in it, in the currency.

    What is given back is below nil.
    """

    date: dt.date
    code: str
    account: Account
    sold: Decimal
    bought: Decimal
    transaction: Transaction


class BookedMargin(NamedTuple):
    """VAT on margins that an entry books for a period or a year, by code and account.

    Of a year it is what comes back, above nil.
    """

    of: str
    code: str
    account: Account
    tax: Decimal
    transaction: Transaction


def moves_of(
    books: Books, register: Register, assessor: Assessor
) -> Iterator[MarginMove]:
    """Yield what was sold and bought by globalisation, in the order of the ledger."""
    sales: list[VatEntry] = []
    for transaction, vat, codes in _coded(books, assessor):
        if _is_booking(transaction):
            continue
        for n in vat.bought:
            if codes.get(n) in MARGINS and margin_by_period(register, transaction.date):
                posting = transaction.postings[n]
                yield MarginMove(
                    transaction.date,
                    codes[n],
                    posting.account,
                    ZERO,
                    posting.amount,
                    transaction,
                )
        sold = (*vat.sold, *vat.perhaps)
        items = tuple(
            BoxItem(
                NOWHERE,
                -transaction.postings[n].amount,
                ZERO,
                transaction.postings[n].account.name,
                codes[n],
            )
            for n in sold
            if codes.get(n) in MARGINS
        )
        price = -transaction.total((*sold, *vat.due))
        day = due_day(transaction) if price > 0 else transaction.date
        if items and margin_by_period(register, day):
            sales.append(VatEntry(day, transaction, items, (), price))
    for one in as_due(books, register, sales):
        accounts = {account.name: account for account in one.transaction.accounts}
        for item in one.items:
            yield MarginMove(
                one.date,
                item.code,
                accounts[item.member],
                item.base,
                ZERO,
                one.transaction,
            )


def booked_by(books: Books, assessor: Assessor, key: str) -> Iterator[BookedMargin]:
    """Yield the VAT on margins that entries with a key book."""
    sign = 1 if key == VAT_MARGIN else -1
    for transaction, vat, codes in _coded(books, assessor):
        said = transaction.meta.get(key)
        for n in (*vat.sold, *vat.perhaps) if said else ():
            if codes.get(n) in MARGINS:
                posting = transaction.postings[n]
                yield BookedMargin(
                    str(said),
                    codes[n],
                    posting.account,
                    sign * posting.amount,
                    transaction,
                )


def _coded(
    books: Books, assessor: Assessor
) -> Iterator[tuple[Transaction, VatPositions, dict[int, str]]]:
    for transaction in books.saying(VAT_CODE):
        vat = assessor.positions(transaction)
        if vat:
            yield transaction, vat, codes_of(transaction, vat)


def _is_booking(transaction: Transaction) -> bool:
    return bool(
        transaction.meta.get(VAT_MARGIN) or transaction.meta.get(VAT_MARGIN_YEAR)
    )

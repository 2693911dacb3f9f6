"""What each entry does in one member's ring: all that the report needs of the ledger.

An entry may touch several rings; of such a one each member has the own postings only,
and none of its words, which may be about another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.common_fund import is_given
from paraplu.base.kinds import MONEY
from paraplu.base.language import printable
from paraplu.base.metadata import BANK_REF, DELIVERED
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessed import VatEntry
from paraplu.bookkeeping.vat.assessment import Assessor
from paraplu.ledger.approvals import approval_of
from paraplu.ledger.closings import closes_accounts
from paraplu.ledger.depreciation import written_off
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.openings import brings_in

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.ledger.approvals import Approval
    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register
    from paraplu.reports.papers.postings import Others

_SOLD = frozenset({Kind.SALES, Kind.INTERNAL_SALES, Kind.DEPOSIT})
_OUTSIDE = MONEY | {Kind.PAYABLE}


@dataclass(frozen=True)
class Booking:
    """One entry in one ring; amounts have Beancount's sign.

    `outside` tells that money or a supplier's bill pays in it, so that it can have a
    receipt, and `opens` that it brings in what was there before the books.
    `written_off` is equipment that became growth, and `bad_debt` what is written off of
    a claim on a customer. `tax` is the VAT on what the member sold, on a down payment
    or on a bad debt, above zero where it is owed; None where it cannot be told from
    that of others. `delivered` is the day of the work, where the entry says
    it, and `misread` tells that it says something that is no day.
    """

    number: int
    date: dt.date
    words: str
    source: Source
    links: frozenset[str]
    postings: tuple[tuple[Account, Decimal], ...]
    outside: bool
    opens: bool
    written_off: Decimal
    bad_debt: Decimal
    tax: Decimal | None
    delivered: dt.date | None
    misread: bool
    receipts: tuple[Receipt, ...]
    approvals: tuple[tuple[Account, Approval], ...]
    bank_refs: tuple[str, ...]

    @property
    def given(self) -> Decimal:
        """What the entry gives to the common fund."""
        return sum((n for account, n in self.postings if is_given(account)), ZERO)

    def on(self, *kinds: Kind) -> Decimal:
        """Return what the entry comes to on these classes of the member."""
        return sum((n for account, n in self.postings if account.kind in kinds), ZERO)


class Bookings:
    """The bookings of each member, made when they are asked for.

    Entries that close a year are left out: they earn and spend nothing.
    """

    def __init__(self, books: Books, register: Register, others: Others) -> None:
        self._books, self._others = books, others
        self._assessor = Assessor(books, register)
        self._made: dict[str, tuple[Booking, ...]] = {}

    def of(self, member: str) -> tuple[Booking, ...]:
        """Return what the entries book in a member's ring, in the ledger's order."""
        if member not in self._made:
            books = self._books
            self._made[member] = tuple(
                _booking(books, self._assessor, self._others, transaction, member)
                for transaction in books.transactions_of(member)
                if not closes_accounts(books, transaction)
            )
        return self._made[member]


def _words(transaction: Transaction, member: str, others: Others) -> str:
    """Return what an entry says of itself; nothing where it may be about another."""
    if len(transaction.members) > 1 or others.named(transaction.narration, member):
        return ""
    return printable(transaction.narration)


def _booking(
    books: Books,
    assessor: Assessor,
    others: Others,
    transaction: Transaction,
    member: str,
) -> Booking:
    delivered = _delivered(transaction)
    mine = [
        (n, posting)
        for n, posting in enumerate(transaction.postings)
        if posting.account.member == member
    ]
    approvals = ((one.account, approval_of(transaction, n)) for n, one in mine)
    return Booking(
        number=transaction.number,
        date=transaction.date,
        words=_words(transaction, member, others),
        source=others.place(transaction.source, member),
        links=transaction.links,
        postings=tuple((one.account, one.amount) for _, one in mine),
        outside=any(
            posting.account.kind in _OUTSIDE and posting.amount < 0
            for posting in transaction.postings
        ),
        opens=brings_in(books, transaction),
        written_off=written_off(transaction, member),
        bad_debt=_bad_debt(transaction, member),
        tax=_tax(assessor, transaction, member),
        delivered=delivered,
        misread=delivered is None and DELIVERED in transaction.meta,
        receipts=tuple(receipts_of(books, transaction)),
        approvals=tuple((account, one) for account, one in approvals if one),
        bank_refs=tuple(
            str(meta[BANK_REF])
            for meta in (transaction.meta, *(one.meta for one in transaction.postings))
            if meta.get(BANK_REF)
        ),
    )


def _bad_debt(transaction: Transaction, member: str) -> Decimal:
    """Return what an entry writes off of a member's claims, without VAT.

    A claim that becomes a cost is a bad debt. If money came in as well, the cost may be
    the fee of whoever collected it: then VAT that is taken back tells it is none.
    """
    claim = cost = back = ZERO
    paid = False
    for one in transaction.postings:
        kind = one.account.kind
        if one.account.member == member and kind is Kind.SALES:
            return ZERO
        if one.account.member == member and kind is Kind.RECEIVABLE:
            claim += one.amount
        elif one.account.member == member and kind is Kind.COSTS:
            cost += one.amount
        elif kind is Kind.VAT_DUE:
            back += one.amount
        paid = paid or (kind in MONEY and one.amount > 0)
    if claim >= 0 or cost <= 0 or (paid and back <= 0):
        return ZERO
    return min(cost, -claim)


def _sells(transaction: Transaction) -> set[str]:
    """Return whose sales, down payments and bad debts a transaction books."""
    sellers = {
        one.account.member for one in transaction.postings if one.account.kind in _SOLD
    }
    return sellers or {
        one.account.member
        for one in transaction.postings
        if one.account.kind is Kind.RECEIVABLE
        and _bad_debt(transaction, one.account.member)
    }


def _tax(assessor: Assessor, transaction: Transaction, member: str) -> Decimal | None:
    """Return the VAT on what a member sold in a transaction; above zero it is owed."""
    sellers = _sells(transaction)
    if member not in sellers:
        return ZERO
    if len(sellers) == 1:
        due = (
            one.amount
            for one in transaction.postings
            if one.account.kind is Kind.VAT_DUE
        )
        return -sum(due, ZERO)
    taxed = assessor.assess(transaction)
    if taxed is None:
        return ZERO
    if not isinstance(taxed, VatEntry):
        return None
    return sum(
        (item.tax for item in taxed.items if item.member == member and item.code), ZERO
    )


def _delivered(transaction: Transaction) -> dt.date | None:
    said = transaction.meta.get(DELIVERED)
    if isinstance(said, dt.date) or said is None:
        return said
    try:
        return dt.date.fromisoformat(str(said))
    except ValueError:
        return None

"""What each entry does in one member's ring: all that the report needs of the ledger.

An entry may touch several rings; of such a one each member has the own postings only,
and none of its words, which may be about another.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.kinds import MONEY
from paraplu.base.language import printable
from paraplu.base.metadata import BANK_REF, DELIVERED
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessment import Assessor, Taxed
from paraplu.ledger.approvals import approval_of
from paraplu.ledger.books import in_order
from paraplu.ledger.closings import closing_rows
from paraplu.ledger.depreciation import written_off
from paraplu.ledger.evidence import receipts_of

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.ledger.approvals import Approval
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.evidence import Receipt
    from paraplu.register.model import Register
    from paraplu.reports.papers.postings import Others

_SOLD = frozenset({Kind.SALES, Kind.INTERNAL_SALES})
_OUTSIDE = MONEY | {Kind.PAYABLE}


@dataclass(frozen=True)
class Booking:
    """One entry in one ring; amounts have Beancount's sign.

    `outside` tells that money or a supplier's bill pays in it, so that it can have a
    receipt. `written_off` is equipment that became growth. `tax` is the VAT on what the
    member sold, None where it cannot be told from that of others. `delivered` is the
    day of the work, where the entry says it, and `misread` tells that it says something
    that is no day.
    """

    number: int
    date: dt.date
    words: str
    source: Source
    links: frozenset[str]
    postings: tuple[tuple[Account, Decimal], ...]
    outside: bool
    written_off: Decimal
    tax: Decimal | None
    delivered: dt.date | None
    misread: bool
    receipts: tuple[Receipt, ...]
    approvals: tuple[tuple[Account, Approval], ...]
    bank_refs: tuple[str, ...]

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
        self._rows: defaultdict[str, list[tuple[Batch, int]]] = defaultdict(list)
        self._made: dict[str, tuple[Booking, ...]] = {}
        for batch in books.batches:
            closing = closing_rows(books, batch) if batch.pattern.rings else ()
            for ring in batch.pattern.rings:
                for row, member in enumerate(batch.members(ring)):
                    if row not in closing:
                        self._rows[member].append((batch, row))

    def of(self, member: str) -> tuple[Booking, ...]:
        """Return what the entries book in a member's ring, in the ledger's order."""
        if member not in self._made:
            entries = in_order(
                batch.entry(row) for batch, row in self._rows.get(member, ())
            )
            self._made[member] = tuple(
                _booking(self._books, self._assessor, self._others, entry, member)
                for entry in entries
            )
        return self._made[member]


def _words(entry: Entry, member: str, others: Others) -> str:
    """Return what an entry says of itself; nothing where it may be about another."""
    if len(entry.shape.members) > 1 or others.named(entry.narration, member):
        return ""
    return printable(entry.narration)


def _booking(
    books: Books, assessor: Assessor, others: Others, entry: Entry, member: str
) -> Booking:
    delivered = _delivered(entry)
    mine = [n for n, a in enumerate(entry.shape.accounts) if a.member == member]
    accounts = entry.shape.accounts
    approvals = ((accounts[n], approval_of(entry, n)) for n in mine)
    return Booking(
        number=entry.number,
        date=entry.date,
        words=_words(entry, member, others),
        source=others.place(entry.source, member),
        links=entry.links,
        postings=tuple((accounts[n], entry.amounts[n]) for n in mine),
        outside=any(
            account.kind in _OUTSIDE and amount < 0 for account, amount in entry.legs()
        ),
        written_off=written_off(entry, member),
        tax=_tax(assessor, entry, member),
        delivered=delivered,
        misread=delivered is None and DELIVERED in entry.meta,
        receipts=tuple(receipts_of(books, entry)),
        approvals=tuple((account, one) for account, one in approvals if one),
        bank_refs=tuple(
            str(meta[BANK_REF])
            for meta in (entry.meta, *entry.leg_meta)
            if meta.get(BANK_REF)
        ),
    )


def _tax(assessor: Assessor, entry: Entry, member: str) -> Decimal | None:
    """Return the VAT on what a member sold in an entry, above zero where it is owed."""
    sellers = {a.member for a in entry.shape.accounts if a.kind in _SOLD}
    if member not in sellers:
        return ZERO
    if len(sellers) == 1:
        due = (n for account, n in entry.legs() if account.kind is Kind.VAT_DUE)
        return -sum(due, ZERO)
    taxed = assessor.assess(entry)
    if taxed is None:
        return ZERO
    if not isinstance(taxed, Taxed):
        return None
    return sum(
        (item.tax for item in taxed.items if item.member == member and item.code), ZERO
    )


def _delivered(entry: Entry) -> dt.date | None:
    said = entry.meta.get(DELIVERED)
    if isinstance(said, dt.date) or said is None:
        return said
    try:
        return dt.date.fromisoformat(str(said))
    except ValueError:
        return None

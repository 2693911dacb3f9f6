"""Claims: the expenses that show a receipt, on themselves or on a linked entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, USE
from paraplu.base.metadata import RECEIPT_TOTAL
from paraplu.base.money import ZERO
from paraplu.ledger.evidence import unshown
from paraplu.ledger.lending import Lending
from paraplu.ledger.patterns import NO_RING
from paraplu.ledger.transaction_types import pays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.evidence import Receipt
    from paraplu.ledger.patterns import Pattern

# What a fund or a member can be charged, and what is under way to one of them.
_CHARGED = USE | GOODS | {Kind.FUND_EXPENSES, Kind.CLEARING}
CLAIMED = USE | GOODS | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES}
_OWED = frozenset({Kind.PAYABLE, Kind.CLEARING})


class Claim(NamedTuple):
    """An entry that shows a receipt, which lies at `path`.

    `paid` tells that it is an expense that was paid; of what is kept from a sale, a
    provider's statement is the receipt of many.
    """

    number: int
    batch: Batch
    row: int
    receipt: Receipt
    path: str
    paid: bool

    @property
    def links(self) -> frozenset[str]:
        """The links of the entry."""
        return self.batch.written[self.row].links

    @property
    def entry(self) -> Entry:
        """The entry as it is in the books."""
        return self.batch.entry(self.row)


def claiming(batch: Batch) -> tuple[bool, frozenset[int]]:
    """Tell whether the entries of a batch are expenses that were paid.

    Beside that, it is the rows that say what is on their receipt.
    """
    return _pays(batch.pattern), frozenset(row for row, _ in batch.said(RECEIPT_TOTAL))


def charges(pattern: Pattern) -> bool:
    """Tell whether entries of a pattern charge a fund or a member with something."""
    return any(leg.kind in _CHARGED and not leg.credit for leg in pattern.legs)


def borrowed(books: Books) -> Iterator[Claim]:
    """Yield the expenses whose receipt is on a linked entry about the same."""
    lending = Lending(books)
    for batch in books.batches:
        kinds = batch.pattern.kinds
        if not kinds & (GOODS | _OWED) or not _pays(batch.pattern):
            continue
        for row in unshown(books, batch):
            if batch.written[row].links:
                for receipt in _lent(lending, batch.entry(row)):
                    path = books.shelf.find(receipt)
                    if path is not None:
                        number = batch.numbers[row]
                        yield Claim(number, batch, row, receipt, path, paid=True)


def _lent(lending: Lending, entry: Entry) -> tuple[Receipt, ...]:
    """Return the receipts on linked entries that are about what an entry spends."""
    accounts, credit = entry.shape.accounts, entry.shape.credit
    legs = [
        n
        for n, account in enumerate(accounts)
        if account.kind in (_OWED if credit[n] else GOODS)
    ]
    most = sum((n for n in entry.amounts if n > 0), ZERO)
    return lending.lent(entry, legs, most)[1]


def _pays(pattern: Pattern) -> bool:
    """Tell whether entries of a pattern are expenses paid from money or a payable."""
    spends = any(leg.kind in CLAIMED and not leg.credit for leg in pattern.legs)
    rings = pattern.rings or (NO_RING,)
    return spends and any(pays(pattern, ring) for ring in rings)

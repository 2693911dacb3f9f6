"""Claims: the expenses that show a receipt, on themselves or on a linked entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, USE
from paraplu.base.metadata import RECEIPT_TOTAL
from paraplu.base.money import ZERO
from paraplu.ledger.evidence import shown
from paraplu.ledger.lending import Lending
from paraplu.ledger.transaction_types import pays
from paraplu.ledger.transactions import NO_RING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Signature, Transaction

# What a fund or a member can be charged, and what is under way to one of them.
_CHARGED = USE | GOODS | {Kind.FUND_EXPENSES, Kind.CLEARING}
CLAIMED = USE | GOODS | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES}
_OWED = frozenset({Kind.PAYABLE, Kind.CLEARING})


class Claim(NamedTuple):
    """A transaction that shows a receipt, which lies at `path`.

    `paid` tells that it is an expense that was paid; of what is kept from a sale, a
    provider's statement is the receipt of many.
    """

    transaction: Transaction
    receipt: Receipt
    path: str
    paid: bool

    @property
    def number(self) -> int:
        """The number of the transaction."""
        return self.transaction.number


def with_total(books: Books) -> set[int]:
    """Return the numbers of the transactions that say what is on their receipt."""
    return {transaction.number for transaction, _ in books.remarks(RECEIPT_TOTAL)}


def charges(signature: Signature) -> bool:
    """Tell whether transactions charge a fund or a member with something."""
    roles = signature.roles
    return any(role.kind in _CHARGED and not role.credit for role in roles)


def borrowed(books: Books) -> Iterator[Claim]:
    """Yield the expenses whose receipt is on a linked transaction about the same."""
    lending = Lending(books)
    for transaction in books.with_signature(
        lambda one: one.kinds & (GOODS | _OWED) and pays_expense(one)
    ):
        if transaction.links and not shown(books, transaction):
            for receipt in _lent(lending, transaction):
                path = books.shelf.find(receipt)
                if path is not None:
                    yield Claim(transaction, receipt, path, paid=True)


def _lent(lending: Lending, transaction: Transaction) -> tuple[Receipt, ...]:
    """Return the receipts on linked transactions that are about what is spent."""
    positions = transaction.signature.where(
        lambda role: role.kind in (_OWED if role.credit else GOODS)
    )
    most = sum((amount for amount in transaction.amounts if amount > 0), ZERO)
    return lending.lent(transaction, positions, most)[1]


def pays_expense(signature: Signature) -> bool:
    """Tell whether transactions are expenses paid from money or a payable."""
    roles = signature.roles
    spends = any(role.kind in CLAIMED and not role.credit for role in roles)
    rings = signature.rings or (NO_RING,)
    return spends and any(pays(signature, ring) for ring in rings)

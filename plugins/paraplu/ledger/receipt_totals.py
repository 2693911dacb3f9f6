"""What is on a receipt, and how much of it a transaction uses: `receipt-total: 100.00`.

Amounts are in the operating currency, with VAT: as they are on the receipt.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dutch_law import standard_vat
from paraplu.base.kinds import VAT
from paraplu.base.metadata import RECEIPT_TOTAL
from paraplu.base.money import ZERO
from paraplu.ledger.transactions import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.base.chart import Kind
    from paraplu.base.findings import Source
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Transaction

_AMOUNT = re.compile(r"(\d+(?:\.\d{1,2})?)(?: ([A-Z][A-Z0-9'._-]*))?")


class Total(NamedTuple):
    """What a receipt comes to, as somebody wrote it; no amount if it can't be read.

    `text` is empty where nothing is written.
    """

    amount: Decimal | None
    text: str
    source: Source


def said_total(
    transaction: Transaction, receipt: Receipt, currency: str
) -> Total | None:
    """Return what an entry says that its receipt comes to, None where it says nothing.

    It is where the receipt is named, or else on the transaction.
    """
    place = receipt.place if RECEIPT_TOTAL in receipt.place else transaction.meta
    if RECEIPT_TOTAL not in place:
        return None
    said = place[RECEIPT_TOTAL]
    # Beancount reads TRUE and FALSE as words of its own, and nothing as None.
    text = str(said).upper() if isinstance(said, bool) else str(said or "").strip()
    found = _AMOUNT.fullmatch(text)
    right = found and found[2] in (None, currency) and Decimal(found[1]) > 0
    return Total(
        Decimal(found[1]) if found and right else None,
        text,
        source_of(place, transaction.meta),
    )


def used(
    transaction: Transaction,
    receipts: Iterable[Receipt] | None,
    kinds: frozenset[Kind],
) -> Decimal:
    """Return how much of its receipt a transaction uses on these kinds, with the VAT.

    Below zero something came back. A receipt on the transaction, or none at all, is of
    all that it spends; one on a posting of that posting, with the VAT that is not
    another posting's.
    """
    spent = _of_kinds(transaction, kinds)
    mine = of_receipts(transaction, receipts, kinds)
    tax = transaction.on(VAT)
    rest = transaction.total(n for n in spent if n not in mine)
    others = rest * standard_vat(transaction.date) if rest > 0 else ZERO
    return transaction.total(mine) + (max(tax - others, ZERO) if others else tax)


def of_receipts(
    transaction: Transaction,
    receipts: Iterable[Receipt] | None,
    kinds: frozenset[Kind],
) -> list[int]:
    """Return the postings on these kinds that receipts are of, as `used` does.

    A receipt on the transaction, or none at all, is of all of them.
    """
    places = [receipt.place for receipt in receipts or ()]
    postings, spent = transaction.postings, _of_kinds(transaction, kinds)
    said = [n for n in spent if any(postings[n].meta is place for place in places)]
    whole = any(place is transaction.meta for place in places)
    return said if said and not whole else spent


def _of_kinds(transaction: Transaction, kinds: frozenset[Kind]) -> list[int]:
    accounts = transaction.accounts
    return [n for n, one in enumerate(accounts) if one.kind in kinds]

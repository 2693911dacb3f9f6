"""Whether a bill is in the books already: by its receipt, or by who sent which number.

Suppliers send a bill twice, and people read a folder twice. A bill that is there with
another amount is no second one: somebody has to look which of the two is right.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from anyascii import anyascii

from paraplu.base.folding import same_party, signs
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import COUNTERPARTY, REFERENCE
from paraplu.base.money import ZERO
from paraplu.base.plain_file import digest_of
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.spending import SPENDING
from paraplu.bookkeeping.payments.payables import OWED
from paraplu.ledger.evidence import receipts_in

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.bookkeeping.bills.model import Bill
    from paraplu.bookkeeping.bills.parties import Creditor
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction

_NOT_IN_A_LINK = re.compile("[^a-z0-9._-]+")
_WORD = re.compile(r"[\w./-]+")
# A shorter number in a sentence may be anything.
_TELLING = 4
_LONGEST_PAYEE = 30
# Longer rows of digits nobody can compare by eye.
_LONG = re.compile("([0-9]{12})(?=[0-9])")


def link_of(payee: str, number: str) -> str:
    """Return the link of a bill: its payee and number, in letters that a link has."""
    parts = (_in_link(payee)[:_LONGEST_PAYEE].strip("-._"), _in_link(number))
    return _LONG.sub(r"\1-", "-".join(filter(None, parts))) or "bill"


def _in_link(text: str) -> str:
    return _NOT_IN_A_LINK.sub("-", anyascii(text).lower()).strip("-._")


def digest(data: bytes) -> str:
    """Return the SHA-256 of a receipt, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def with_receipt(data: bytes, books: Books) -> Source | None:
    """Return where the books use a receipt with this very content; None for nowhere."""
    found: dict[str, Source] = {}
    for transaction, receipt in receipts_in(books):
        path = books.shelf.find(receipt)
        if path and path not in found:
            found[path] = transaction.source
    wanted = digest(data)
    for path, source in found.items():
        if Path(path).stat().st_size == len(data) and digest_of(path) == wanted:
            return source
    return None


def with_number(bill: Bill, creditor: Creditor, books: Books) -> Source | None:
    """Return where the books have a bill of this supplier with this number.

    UnreadableBill where that one has another amount.
    """
    for transaction in books.with_signature(lambda one: one.kinds & SPENDING):
        if not _from(transaction, creditor):
            continue
        amount = owed_by(transaction)
        surely, perhaps = _names(transaction, bill, creditor)
        if surely and amount != bill.payable:
            raise UnreadableBill(
                say(
                    "{payee} sent a bill {number} before: {place} has it with "
                    "{booked}, and this one says {amount}. Ask {payee} which is right.",
                    payee=creditor.payee,
                    number=bill.number,
                    place=_place(transaction),
                    booked=amount,
                    amount=bill.payable,
                )
            )
        if surely or (perhaps and amount == bill.payable):
            return transaction.source
    return None


def owed_by(transaction: Transaction) -> Decimal:
    """Return what a bill in the books came to, paid at once or not, in EUR."""
    return -transaction.on(OWED | MONEY) or ZERO


def _from(transaction: Transaction, creditor: Creditor) -> bool:
    if same_party(transaction.payee, creditor.payee):
        return True
    said = str(transaction.meta.get(COUNTERPARTY) or "")
    return bool(creditor.iban) and signs(said) == signs(creditor.iban)


def _names(
    transaction: Transaction, bill: Bill, creditor: Creditor
) -> tuple[bool, bool]:
    """Tell whether an entry surely is of a bill, and whether it may be."""
    number = signs(bill.number)
    said = signs(str(transaction.meta.get(REFERENCE) or ""))
    words = {signs(word) for word in _WORD.findall(transaction.narration)}
    surely = (
        link_of(creditor.payee, bill.number) in transaction.links
        or said == number
        or (len(number) >= _TELLING and number in words)
    )
    return surely, number in words


def _place(transaction: Transaction) -> str:
    return f"{Path(transaction.source.file).name}:{transaction.source.line}"

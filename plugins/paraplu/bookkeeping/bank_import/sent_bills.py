"""Bills that a payment file paid, found back on the statement of the bank.

The file is remembered in `payments/sent.jsonl`. It paid an amount, to an account, with
a text: a line of the bank that has all three is that payment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.folding import signs
from paraplu.base.language import Message
from paraplu.base.metadata import REFERENCE
from paraplu.bookkeeping.bank_import.private import bare
from paraplu.bookkeeping.payments.payees import payee_of
from paraplu.bookkeeping.payments.sent import (
    FOLDER,
    NAME,
    RecordUnreadable,
    Sent,
    read_sent,
    under_way,
)
from paraplu.bookkeeping.payments.sepa import LONGEST_TEXT, sepa_text
from paraplu.bookkeeping.payments.tax_returns import (
    all_payables,
    is_return,
    reference_of_return,
)
from paraplu.journal.unbooked import CannotBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks import StatementLine
    from paraplu.bookkeeping.bank_import.line import Allocation
    from paraplu.bookkeeping.payments.payables import Payable
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# A shorter text stands in others by chance.
_SHORTEST = 3


@dataclass(frozen=True, eq=False)
class SentBill:
    """A payment that is under way, the bill that it is for, and what it is known by.

    `payee` is the account number paid to, or the code of the member whose it is.
    """

    sent: Sent
    bill: Payable
    payee: str
    texts: frozenset[str]

    def fits(self, booking: StatementLine) -> bool:
        """Tell whether a line of the bank is this payment."""
        text = signs(f"{booking.payment_reference} {booking.narration}")
        return (
            booking.amount == -self.sent.amount
            and booking.date >= self.sent.date
            and bare(booking.counterparty) == self.payee
            and any(one in text for one in self.texts)
        )


class SentBills:
    """The bills in payment files that the books do not have as paid."""

    def __init__(self, books: Books, register: Register) -> None:
        try:
            sent = read_sent(books.root / FOLDER / NAME)
        except RecordUnreadable as fault:
            raise CannotBook(fault.message) from fault
        self._left: list[SentBill] = []
        bills = all_payables(books, register).bills if sent else []
        free = [bill for bill in bills if bill.open > 0]
        for one in under_way(sent, bills):
            paid = [bill for bill in free if one.pays(bill)]
            linked = [bill for bill in paid if bill.links & one.links]
            for bill in (linked or paid)[:1]:
                payee = payee_of(bill, register, one.date)
                if not isinstance(payee, Message):
                    number = payee.member or payee.iban
                    texts = frozenset(
                        _texts(one, bill, _computed(bill, books, register))
                    )
                    self._left.append(SentBill(one, bill, bare(number), texts))
                    free.remove(bill)

    def paid_by(self, booking: StatementLine) -> SentBill | None:
        """Return the bill that a line pays; None where several are alike."""
        found = [one for one in self._left if one.fits(booking)]
        return found[0] if len(found) == 1 else None

    def settle(self, allocation: Allocation) -> None:
        """Take a bill as paid, whatever it was known by."""
        leg = allocation.legs[0]
        for one in self._left:
            same = one.sent.account == leg.account and one.sent.amount == leg.amount
            if same and one.bill.links & set(allocation.links):
                self._left.remove(one)
                return


def _computed(bill: Payable, books: Books, register: Register) -> str:
    """Return the reference with which a VAT return was paid that says none."""
    return reference_of_return(bill, books, register) if is_return(bill) else ""


def _texts(sent: Sent, bill: Payable, computed: str) -> Iterator[str]:
    """Yield what a payment may be known by, as it is compared.

    That is what the payee reads, a link, or the key that the file gives its payments.
    """
    said = [f"PP{sent.date:%Y%m%d}-", computed, *bill.links]
    for booked in (*bill.bills, *bill.credited):
        transaction = booked.transaction
        own = transaction.postings[booked.position].meta.get(REFERENCE)
        reference = own or transaction.meta.get(REFERENCE) or ""
        said += [str(reference), transaction.narration]
    for text in said:
        word = signs(sepa_text(text, LONGEST_TEXT))
        if len(word) >= _SHORTEST:
            yield word

"""VAT returns that are to be paid, as bills of the tax office beside all others.

A return is owed from its entry on (`paraplu vat file`), on an account that has
nothing else. A refund is not set against it: the tax office pays that by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.kinds import MONEY
from paraplu.base.metadata import VAT_RETURN
from paraplu.base.periods import Period
from paraplu.bookkeeping.payments.payables import (
    OWED,
    Payable,
    PayableMove,
    Payables,
    payables,
    settled_bills,
)
from paraplu.bookkeeping.vat.payment_reference import payment_reference
from paraplu.bookkeeping.vat.positions import is_of_return, return_accounts

if TYPE_CHECKING:
    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# Where the Belastingdienst is paid, from a day on. It moved to another bank in 2026; on
# the old account only returns of 2026 are taken (Handboek Loonheffingen 2026, 13.4.1,
# and the pages on paying VAT of belastingdienst.nl).
_IBANS = (
    (dt.date.min, "NL86INGB0002445588"),
    (dt.date(2026, 5, 1), "NL04RABO0200112244"),
)


def tax_office_iban(register: Register, day: dt.date) -> str:
    """Return on which account the tax office is paid on a day.

    That which the register says, as `tax_office_iban`, else the one that is known here.
    """
    return register.vat_on(day).tax_office_iban or next(
        iban for start, iban in reversed(_IBANS) if start <= day
    )


def all_payables(books: Books, register: Register) -> Payables:
    """Return every bill of the books, and every return that was to be paid."""
    every = payables(books)
    bills, stray = list(every.bills), dict(every.stray)
    for account, moves in _returns(books, register).items():
        found, left = settled_bills(account, moves)
        left = [one for one in left if not _of_that_amount(one, found)]
        bills += found
        if left:
            stray[account] = left
    bills.sort(key=lambda one: (one.first.transaction.number, one.first.position))
    return Payables(bills, stray)


def is_return(bill: Payable) -> bool:
    """Tell whether a bill is a VAT return."""
    return VAT_RETURN in bill.first.transaction.meta


def reference_of_return(bill: Payable, books: Books, register: Register) -> str:
    """Return the payment reference of a return; empty where it cannot be told.

    A supplement is assessed, and paid with the reference of that assessment.
    """
    transaction = bill.first.transaction
    said = transaction.meta.get(VAT_RETURN)
    period = Period.read(str(said))
    before = any(
        one.meta.get(VAT_RETURN) == said and one.number < transaction.number
        for one in books.saying(VAT_RETURN)
    )
    if period is None or before:
        return ""
    return payment_reference(register.cooperative.vat_id, period)


def _returns(books: Books, register: Register) -> dict[Account, list[PayableMove]]:
    """Return what returns are owed, and what was paid on them, by account, in order."""
    names = return_accounts(books, register)
    found: defaultdict[Account, list[PayableMove]] = defaultdict(list)
    for transaction in books.saying(VAT_RETURN):
        for n, posting in enumerate(transaction.postings):
            account = posting.account
            owed = posting.amount < 0 and is_of_return(account.name, names)
            # One among the payables is there already.
            if owed and account.kind not in OWED:
                found[account].append(PayableMove(transaction, n, posting.amount))
    if not found:
        return {}
    for transaction in books.moving(MONEY):
        for n, posting in enumerate(transaction.postings):
            if posting.account in found and posting.amount > 0:
                move = PayableMove(transaction, n, posting.amount)
                found[posting.account].append(move)
    return found


def _of_that_amount(payment: PayableMove, bills: list[Payable]) -> bool:
    """Lay a payment to the oldest return of just its amount, whoever it names."""
    for bill in bills:
        if bill.open == payment.amount:
            bill.settle(payment, payment.amount)
            return True
    return False

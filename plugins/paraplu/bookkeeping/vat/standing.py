"""What stands on the VAT accounts by a day, and is due by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.kinds import VAT
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.positions import is_of_return, return_accounts
from paraplu.register.agreements import Basis

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.vat.returns import Vat
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


def standing(
    books: Books, register: Register, vat: Vat, until: dt.date
) -> dict[Account, Decimal]:
    """Return what of each VAT account is due by a day, with Beancount's sign.

    On the cash basis VAT on invoices that are not paid stands there too, and is not.
    VAT on an invoice that came late is, and does not stand there yet.
    """
    returns = return_accounts(books, register)
    taxed = books.postings_where(lambda role: role.kind in VAT)
    accounts = dict.fromkeys(one.postings[n].account for one, n in taxed)
    stands = {
        account: sum(
            (n for day, n in books.days[account].items() if day <= until), ZERO
        )
        for account in accounts
        if not is_of_return(account.name, returns)
    }
    late = any(one.date != one.transaction.date for one in vat.invoiced)
    if late or any(terms.basis is Basis.CASH for terms in register.vat):
        booked = [(one.transaction.date, -1, one) for one in vat.invoiced]
        due = [(one.date, 1, one) for one in vat.taxed]
        for day, sign, one in booked + due:
            for account, amount in one.accounts if day <= until else ():
                if account in stands:
                    stands[account] += sign * amount
    return stands

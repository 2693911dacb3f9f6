"""What VAT a transaction carries: the boxes of the return that it goes into, by member.

A code that is said decides. Without one the rate is inferred, but only where it is
certain: base and tax agree to the cent with rates in force on that day in just one way.
What neither says a code nor carries VAT is unclear, and so is what does not agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Account
from paraplu.base.metadata import DELIVERED, VAT_CODE, VAT_DUE
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessed import (
    BoxItem,
    Doubt,
    StatedVat,
    Unclear,
    VatEntry,
)
from paraplu.bookkeeping.vat.codes import (
    INPUT,
    PURCHASE_CODES,
    SALE_CODES,
    SMALL,
    inferred,
)
from paraplu.bookkeeping.vat.fitting import (
    slack,
)
from paraplu.bookkeeping.vat.one_transaction import Assessment
from paraplu.bookkeeping.vat.positions import (
    VatPositions,
    return_accounts,
    vat_positions,
)
from paraplu.bookkeeping.vat.said_codes import codes_of, days_of, due_day, tax_day
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction
    from paraplu.register.model import Register

# What transactions have in common that VAT is about in the same way.
_Alike = tuple["Signature", tuple[Account, ...]]


class Assessor:
    """Assesses transactions; what depends on the accounts alone is worked out once."""

    def __init__(self, books: Books, register: Register) -> None:
        self._register = register
        self._returns = return_accounts(books, register)
        self._positions: dict[_Alike, VatPositions | None] = {}
        self._coded = {one.number for one in books.saying(VAT_CODE)}
        self._dated = {
            one.number for key in (DELIVERED, VAT_DUE) for one in books.saying(key)
        }

    def positions(self, transaction: Transaction) -> VatPositions | None:
        """Return the postings that VAT is about, None where it is no supply."""
        key = transaction.signature, transaction.accounts
        if key not in self._positions:
            self._positions[key] = vat_positions(transaction, self._returns)
        return self._positions[key]

    def assess(
        self, transaction: Transaction, day: dt.date | None = None
    ) -> VatEntry | Unclear | None:
        """Return what a transaction puts into the boxes; None where that is nothing.

        The rates are those of `day`, else of the day on which the transaction is taxed,
        or a posting is. What is sold counts on the day on which VAT on it falls due.
        """
        vat = self.positions(transaction)
        if vat is None:
            return None
        codes: Mapping[int, str] = {}
        if transaction.number in self._coded:
            codes = codes_of(transaction, vat)
            for position, code in codes.items():
                if not self._known(transaction, position, code, vat):
                    return Unclear(transaction, position, Doubt.CODE)
        dated = transaction.number in self._dated
        days = days_of(transaction) if dated and not day else {}
        day = day or tax_day(transaction)
        found: VatEntry | Unclear | None = None
        if not (codes or days):
            found = _plain(transaction, vat, day)
        if not found:
            small = self._small(transaction)
            found = Assessment(transaction, vat, codes, day, days, small=small).result()
        if dated and isinstance(found, VatEntry) and found.price > 0:
            # What is given back counts on its own day: art. 29 Wet OB.
            return found._replace(date=due_day(transaction))
        return found

    def _known(
        self, transaction: Transaction, position: int, code: str, vat: VatPositions
    ) -> bool:
        """Tell whether what is said is a code, and one for that day."""
        if position in vat.bought:
            return code in PURCHASE_CODES
        if code == SMALL:
            return self._register.vat_on(tax_day(transaction)).scheme is Scheme.KOR
        return code in SALE_CODES

    def _small(self, transaction: Transaction) -> bool:
        """Tell whether the scheme for small businesses was used on an entry's day."""
        return self._register.vat_on(transaction.date).scheme is Scheme.KOR

    def agreement(self, transaction: Transaction) -> StatedVat:
        """Return what the codes of a transaction ask for, beside what is booked."""
        vat = self.positions(transaction)
        if vat is None:
            return StatedVat(ZERO, ZERO, ZERO)
        codes = codes_of(transaction, vat)
        day, days = tax_day(transaction), days_of(transaction)
        return Assessment(transaction, vat, codes, day, days).agreement()


def _plain(
    transaction: Transaction, vat: VatPositions, day: dt.date
) -> VatEntry | None:
    """Return what a plain sale or purchase carries, None where one has to look closer.

    Most are of these two kinds; looking closer takes four times as long.
    """
    postings = transaction.postings
    if vat.plain_sale:
        sold, due = postings[vat.sold[0]], postings[vat.due[0]]
        amount, tax = -sold.amount, -due.amount
        fits = [
            option
            for option in inferred(day)
            if abs(tax - amount * option.rate) <= slack(option.rate)
        ]
        if len(fits) != 1:
            return None
        member = sold.account.member
        item = BoxItem(fits[0].box, amount, tax, member, fits[0].code)
        moved = ((due.account, due.amount),)
        return VatEntry(transaction.date, transaction, (item,), moved, amount + tax)
    if vat.plain_purchase:
        claimed = postings[vat.claimed[0]]
        member = postings[vat.bought[0]].account.member
        item = BoxItem(INPUT, ZERO, claimed.amount, member)
        moved = ((claimed.account, claimed.amount),)
        return VatEntry(transaction.date, transaction, (item,), moved)
    return None

"""What VAT a transaction carries: the boxes of the return that it goes into, by member.

A code that is said decides. Without one the rate is inferred, but only where it is
certain: base and tax agree to the cent with rates in force on that day in just one way.
What neither says a code nor carries VAT is unclear, and so is what does not agree.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paraplu.base.chart import Account
from paraplu.base.metadata import (
    DELIVERED,
    VAT_CODE,
    VAT_DUE,
    VAT_MARGIN,
    VAT_MARGIN_YEAR,
)
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.vat.assessed import (
    BoxItem,
    Doubt,
    StatedVat,
    Unclear,
    VatEntry,
)
from paraplu.bookkeeping.vat.codes import (
    INPUT,
    MARGINS,
    PURCHASE_CODES,
    SALE_CODES,
    SMALL,
    inferred,
    sale_options,
)
from paraplu.bookkeeping.vat.fitting import shared, slack
from paraplu.bookkeeping.vat.one_transaction import Assessment
from paraplu.bookkeeping.vat.positions import (
    VatPositions,
    return_accounts,
    vat_positions,
)
from paraplu.bookkeeping.vat.said_codes import codes_of, days_of, due_day, tax_day
from paraplu.register.agreements import Margin, Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

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
        self._margins = {one.number for one in books.saying(VAT_MARGIN)}
        self._years = {one.number for one in books.saying(VAT_MARGIN_YEAR)}

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
        if transaction.number in self._margins:
            return _of_margins(transaction, vat, codes)
        if transaction.number in self._years:
            # The tax office gives that back by itself, outside the return.
            return None
        dated = transaction.number in self._dated
        days = days_of(transaction) if dated and not day else {}
        day = day or tax_day(transaction)
        found: VatEntry | Unclear | None = None
        if not (codes or days):
            found = _plain(transaction, vat, day)
        if not found:
            found = self._assessment(transaction, vat, codes, day, days).result()
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

    def _assessment(
        self,
        transaction: Transaction,
        vat: VatPositions,
        codes: Mapping[int, str],
        day: dt.date,
        days: Mapping[int, dt.date],
    ) -> Assessment:
        """Return a transaction with what the register says of VAT on its day."""
        terms = self._register.vat_on(transaction.date)
        return Assessment(transaction, vat, codes, day, days, terms=terms)

    def agreement(self, transaction: Transaction) -> StatedVat:
        """Return what the codes of a transaction ask for, beside what is booked."""
        vat = self.positions(transaction)
        if vat is None:
            return StatedVat(ZERO, ZERO, ZERO)
        codes = codes_of(transaction, vat)
        day, days = tax_day(transaction), days_of(transaction)
        return self._assessment(transaction, vat, codes, day, days).agreement()


def margin_by_period(register: Register, day: dt.date) -> bool:
    """Tell whether margins on a day are worked out by globalisation.

    Under the scheme for small businesses no VAT is due on them.
    """
    terms = register.vat_on(day)
    return terms.margin is Margin.GLOBAL and terms.scheme is not Scheme.KOR


def _of_margins(
    transaction: Transaction, vat: VatPositions, codes: Mapping[int, str]
) -> VatEntry | Unclear:
    """Return the VAT on the margins of a period, which an entry takes off the sales."""
    taken: defaultdict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for n in (*vat.sold, *vat.perhaps):
        posting, code = transaction.postings[n], codes.get(n, "")
        if code not in MARGINS:
            return Unclear(transaction, n, Doubt.NO_CODE)
        taken[code].append((posting.account.member, posting.amount))
    items = []
    for code, parts in taken.items():
        (option,) = sale_options(code, transaction.date, abroad=False)
        taxes = [tax for _, tax in parts]
        base = in_cents(sum(taxes, ZERO) / option.rate)
        items += [
            BoxItem(option.box, mine, tax, member, code)
            for (member, tax), mine in zip(parts, shared(base, taxes), strict=True)
        ]
    due = -transaction.total(vat.due)
    if not items or due != sum((item.tax for item in items), ZERO):
        position = min((*vat.sold, *vat.perhaps, *vat.due), default=0)
        return Unclear(transaction, position, Doubt.AMOUNTS)
    moved = tuple(
        (transaction.postings[n].account, transaction.postings[n].amount)
        for n in vat.due
    )
    return VatEntry(transaction.date, transaction, tuple(items), moved)


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

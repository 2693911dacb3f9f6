"""What VAT a transaction carries: the boxes of the return that it goes into, by member.

A code that is said decides. Without one the rate is inferred, but only where it is
certain: base and tax agree to the cent with rates in force on that day in just one way.
What neither says a code nor carries VAT is unclear, and so is what does not agree.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.folding import capitals
from paraplu.base.language import say
from paraplu.base.metadata import DELIVERED, VAT_CODE, VAT_ID
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.vat.codes import (
    INPUT,
    MARGIN,
    NOWHERE,
    PURCHASE_CODES,
    SALE_CODES,
    SMALL,
    Option,
    in_other_eu_country,
    inferred,
    purchase_rate,
    reversed_options,
    sale_options,
)
from paraplu.bookkeeping.vat.fitting import Part, joined, owed_items, shared, slack
from paraplu.bookkeeping.vat.positions import (
    VatPositions,
    return_accounts,
    vat_positions,
)
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction
    from paraplu.register.model import Register

_UNTAXED = Option(NOWHERE, ZERO, "")


class Item(NamedTuple):
    """What a transaction puts into a box, for one member; empty for the cooperative.

    `code` is how a sale is treated, said or inferred; empty for input VAT.
    """

    box: str
    base: Decimal
    tax: Decimal
    member: str
    code: str = ""


class Taxed(NamedTuple):
    """What a transaction puts into the return of a day, and by which VAT accounts.

    Amounts of `accounts` have Beancount's sign.
    """

    date: dt.date
    transaction: Transaction
    items: tuple[Item, ...]
    accounts: tuple[tuple[Account, Decimal], ...]


class Doubt(Enum):
    """Why a transaction cannot be put into a box."""

    NO_CODE = auto()  # neither a code nor VAT
    NO_FIT = auto()  # no code, and no rate that fits what VAT there is
    CODE = auto()  # what is written for a code is none
    AMOUNTS = auto()  # the VAT is not what the code asks for


DOUBTS = {
    Doubt.NO_CODE: say("neither a VAT code nor VAT"),
    Doubt.NO_FIT: say("the VAT matches no rate, or more than one"),
    Doubt.CODE: say("no VAT code"),
    Doubt.AMOUNTS: say("the VAT is not what the code asks for"),
}


class Unclear(NamedTuple):
    """An entry that cannot be put into a box, with the posting that shows it best."""

    transaction: Transaction
    position: int
    doubt: Doubt


class Agreement(NamedTuple):
    """What codes are said of, the VAT that they ask for, and what is booked."""

    base: Decimal
    expected: Decimal
    booked: Decimal


# What transactions have in common that VAT is about in the same way.
_Alike = tuple["Signature", tuple[Account, ...]]


class Assessor:
    """Assesses transactions; what depends on the accounts alone is worked out once."""

    def __init__(self, books: Books, register: Register) -> None:
        self._register = register
        self._returns = return_accounts(books, register)
        self._positions: dict[_Alike, VatPositions | None] = {}
        self._coded = {one.number for one in books.saying(VAT_CODE)}

    def positions(self, transaction: Transaction) -> VatPositions | None:
        """Return the postings that VAT is about, None where it is no supply."""
        key = transaction.signature, transaction.accounts
        if key not in self._positions:
            self._positions[key] = vat_positions(transaction, self._returns)
        return self._positions[key]

    def assess(
        self, transaction: Transaction, day: dt.date | None = None
    ) -> Taxed | Unclear | None:
        """Return what a transaction puts into the boxes; None where that is nothing.

        The rates are those of `day`, else of the day on which the transaction is taxed.
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
        day = day or tax_day(transaction)
        plain = None if codes else _plain(transaction, vat, day)
        if plain:
            return plain
        small = self._small(transaction)
        return _Assessment(transaction, vat, codes, day, small=small).result()

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

    def agreement(self, transaction: Transaction) -> Agreement:
        """Return what the codes of a transaction ask for, beside what is booked."""
        vat = self.positions(transaction)
        if vat is None:
            return Agreement(ZERO, ZERO, ZERO)
        codes = codes_of(transaction, vat)
        return _Assessment(transaction, vat, codes, tax_day(transaction)).agreement()


def codes_of(transaction: Transaction, vat: VatPositions) -> dict[int, str]:
    """Return what is said as a code, by posting.

    What the transaction says counts for what is sold, and for what is bought where
    nothing is sold. A down payment that is settled has the code of the one sale.
    """
    general = transaction.meta.get(VAT_CODE)
    selling = vat.sold or vat.perhaps
    codes = {}
    for n in sorted({*vat.sold, *vat.perhaps, *vat.bought}):
        said = transaction.postings[n].meta.get(VAT_CODE)
        if said is None and n in (selling or vat.bought):
            said = general
        if said is not None:
            codes[n] = str(said)
    of_sales = {codes[n] for n in vat.sold if n in codes}
    if len(of_sales) == 1:
        for n in vat.sold:
            if transaction.postings[n].account.kind is Kind.DEPOSIT:
                codes.setdefault(n, *of_sales)
    return codes


def tax_day(transaction: Transaction) -> dt.date:
    """Return the day whose rates count: that of the delivery, where it is said."""
    said = transaction.meta.get(DELIVERED)
    if isinstance(said, dt.date):
        return said
    try:
        return dt.date.fromisoformat(str(said)) if said else transaction.date
    except ValueError:
        return transaction.date


def customer_of(transaction: Transaction) -> str:
    """Return the customer's VAT number that is said, without spaces and points."""
    return capitals(str(transaction.meta.get(VAT_ID) or ""))


def _plain(transaction: Transaction, vat: VatPositions, day: dt.date) -> Taxed | None:
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
        item = Item(fits[0].box, amount, tax, member, fits[0].code)
        moved = ((due.account, due.amount),)
        return Taxed(transaction.date, transaction, (item,), moved)
    if vat.plain_purchase:
        claimed = postings[vat.claimed[0]]
        member = postings[vat.bought[0]].account.member
        item = Item(INPUT, ZERO, claimed.amount, member)
        moved = ((claimed.account, claimed.amount),)
        return Taxed(transaction.date, transaction, (item,), moved)
    return None


class _Assessment:
    """One transaction, its postings and what is said of them."""

    def __init__(
        self,
        transaction: Transaction,
        vat: VatPositions,
        codes: Mapping[int, str],
        day: dt.date,
        *,
        small: bool = False,
    ) -> None:
        self.small = small
        self.transaction = transaction
        self.vat = vat
        self.codes = codes
        self.day = day
        self.due = -transaction.total(vat.due)
        self.claimed = transaction.total(vat.claimed)
        self.parts = self._parts()

    def result(self) -> Taxed | Unclear | None:
        """Return what the transaction puts into the boxes."""
        transaction, vat = self.transaction, self.vat
        items = owed_items(self.parts, self.due) if self.parts or self.due else {}
        if items is None:
            return self._doubt()
        if not self._claims_agree():
            return Unclear(transaction, min(self.codes), Doubt.AMOUNTS)
        for member, tax in _by_member(transaction, vat.bought, self.claimed):
            items[INPUT, member, ""] = (ZERO, tax)
        found = tuple(
            Item(box, base, tax, member, code)
            for (box, member, code), (base, tax) in items.items()
            if base or tax
        )
        if not found:
            return None
        postings = [transaction.postings[n] for n in (*vat.due, *vat.claimed)]
        moved = tuple((posting.account, posting.amount) for posting in postings)
        return Taxed(transaction.date, transaction, found, moved)

    def agreement(self) -> Agreement:
        """Return what the codes ask for, beside what is booked."""
        if self.parts:
            ways = [(part.amount, part.options[0].rate) for part in self.parts]
            booked = self.due
        else:
            ways = [
                (
                    self.transaction.postings[n].amount,
                    purchase_rate(self.codes[n], self.day) or ZERO,
                )
                for n in self.vat.bought
                if n in self.codes
            ]
            booked = self.claimed
        base = sum((amount for amount, _ in ways), ZERO)
        expected = sum((amount * rate for amount, rate in ways), ZERO)
        return Agreement(base, in_cents(expected), booked)

    def _parts(self) -> list[Part]:
        """Return what VAT may be owed on; a bad debt takes back what was owed."""
        vat, codes, day = self.vat, self.codes, self.day
        abroad = bool(codes) and in_other_eu_country(customer_of(self.transaction))
        parts: list[Part] = []
        for n in (*vat.sold, *vat.perhaps):
            options = inferred(day)
            if n in codes:
                options = sale_options(codes[n], day, abroad=abroad)
            elif n in vat.perhaps:
                if not self.due:
                    continue
                options = (*options, _UNTAXED)
            elif self.small and not self.due:
                # Under the scheme for small businesses that is how all is sold.
                options = (_UNTAXED,)
            part = self._part(n, options)
            if part.amount:
                parts.append(part)
        bought = self._without_vat()
        for n in vat.bought:
            reversed_ = reversed_options(codes[n], day) if n in codes else ()
            if reversed_ and bought[n]:
                parts.append(self._part(n, reversed_)._replace(amount=bought[n]))
        if not parts and self.due:
            return [self._part(n, _as_sold(codes.get(n), day)) for n in vat.bought]
        return joined(parts) if len(parts) > 1 else parts

    def _part(self, position: int, options: tuple[Option, ...]) -> Part:
        """Return what VAT may be owed on of a posting: what it credits."""
        posting = self.transaction.postings[position]
        return Part(position, posting.account.member, -posting.amount, options)

    def _without_vat(self) -> Mapping[int, Decimal]:
        """Return what was bought, by posting, less VAT owed on it and not deducted.

        Such VAT is a cost as well. It is the posting of just that amount, or else a
        part of each.
        """
        vat, postings = self.vat, self.transaction.postings
        bought = {n: postings[n].amount for n in vat.bought}
        kept = self.due - self.claimed
        if kept <= 0 or vat.sold or vat.perhaps:
            return bought
        for n, amount in bought.items():
            if amount == kept and len(bought) > 1:
                return {**bought, n: ZERO}
        net = shared(sum(bought.values(), ZERO) - kept, list(bought.values()))
        return dict(zip(bought, net, strict=True))

    def _claims_agree(self) -> bool:
        """Tell whether deducted VAT is what the codes of purchases ask for.

        It can only be told where each purchase says a code.
        """
        vat, codes = self.vat, self.codes
        if not codes or not vat.bought or any(n not in codes for n in vat.bought):
            return True
        expected = allowed = ZERO
        for n in vat.bought:
            rate = purchase_rate(codes[n], self.day)
            if rate is None or (self.due and not vat.sold):
                return True
            if codes[n] != MARGIN:
                expected += self.transaction.postings[n].amount * rate
                allowed += slack(rate)
        return abs(self.claimed - expected) <= allowed

    def _doubt(self) -> Unclear:
        bare = [part.position for part in self.parts if part.position not in self.codes]
        if self.parts and not bare:
            return Unclear(self.transaction, min(self.codes), Doubt.AMOUNTS)
        position = bare[0] if bare else self.vat.due[0]
        return Unclear(
            self.transaction, position, Doubt.NO_FIT if self.due else Doubt.NO_CODE
        )


def _as_sold(code: str | None, day: dt.date) -> tuple[Option, ...]:
    if code in SALE_CODES:
        return sale_options(str(code), day, abroad=False)
    return inferred(day)


def _by_member(
    transaction: Transaction, bought: Iterable[int], claimed: Decimal
) -> list[tuple[str, Decimal]]:
    """Return deducted VAT by member, in proportion to what each bought."""
    if not claimed:
        return []
    sums: dict[str, Decimal] = {}
    for n in bought:
        posting = transaction.postings[n]
        member = posting.account.member
        sums[member] = sums.get(member, ZERO) + posting.amount
    if not any(sums.values()):
        return [("", claimed)]
    return list(zip(sums, shared(claimed, list(sums.values())), strict=True))

"""What VAT an entry carries: the boxes of the return that it goes into, by member.

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
from paraplu.bookkeeping.vat.legs import VatLegs, return_accounts, vat_legs
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry, Shape
    from paraplu.register.model import Register

_UNTAXED = Option(NOWHERE, ZERO, "")


class Item(NamedTuple):
    """What an entry puts into a box, for one member; empty for the cooperative.

    `code` is how a sale is treated, said or inferred; empty for input VAT.
    """

    box: str
    base: Decimal
    tax: Decimal
    member: str
    code: str = ""


class Taxed(NamedTuple):
    """What an entry puts into the return of a day, and by which VAT accounts.

    Amounts of `accounts` have Beancount's sign.
    """

    date: dt.date
    entry: Entry
    items: tuple[Item, ...]
    accounts: tuple[tuple[Account, Decimal], ...]


class Doubt(Enum):
    """Why an entry cannot be put into a box."""

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
    """An entry that cannot be put into a box, with the leg that shows it best."""

    entry: Entry
    leg: int
    doubt: Doubt


class Agreement(NamedTuple):
    """What codes are said of, the VAT that they ask for, and what is booked."""

    base: Decimal
    expected: Decimal
    booked: Decimal


class Assessor:
    """Assesses entries; what depends on the shape alone is worked out once."""

    def __init__(self, books: Books, register: Register) -> None:
        self._register = register
        self._returns = return_accounts(books, register)
        self._shapes: dict[Shape, VatLegs | None] = {}
        self._coded = {entry.number for entry in books.carrying(VAT_CODE)}

    def legs(self, shape: Shape) -> VatLegs | None:
        """Return the legs that VAT is about, None where the entry is no supply."""
        if shape not in self._shapes:
            self._shapes[shape] = vat_legs(shape, self._returns)
        return self._shapes[shape]

    def assess(
        self, entry: Entry, day: dt.date | None = None
    ) -> Taxed | Unclear | None:
        """Return what an entry puts into the boxes; None where that is nothing.

        The rates are those of `day`, else of the day on which the entry is taxed.
        """
        legs = self.legs(entry.shape)
        if legs is None:
            return None
        codes: Mapping[int, str] = {}
        if entry.number in self._coded:
            codes = codes_of(entry, legs)
            for leg, code in codes.items():
                if not self._known(entry, leg, code, legs):
                    return Unclear(entry, leg, Doubt.CODE)
        day = day or tax_day(entry)
        plain = None if codes else _plain(entry, legs, day)
        if plain:
            return plain
        return _Assessment(entry, legs, codes, day, small=self._small(entry)).result()

    def _known(self, entry: Entry, leg: int, code: str, legs: VatLegs) -> bool:
        """Tell whether what is said is a code, and one for that day."""
        if leg in legs.bought:
            return code in PURCHASE_CODES
        if code == SMALL:
            return self._register.vat_on(tax_day(entry)).scheme is Scheme.KOR
        return code in SALE_CODES

    def _small(self, entry: Entry) -> bool:
        """Tell whether the scheme for small businesses was used on an entry's day."""
        return self._register.vat_on(entry.date).scheme is Scheme.KOR

    def agreement(self, entry: Entry) -> Agreement:
        """Return what the codes of an entry ask for, beside what is booked."""
        legs = self.legs(entry.shape)
        if legs is None:
            return Agreement(ZERO, ZERO, ZERO)
        codes = codes_of(entry, legs)
        return _Assessment(entry, legs, codes, tax_day(entry)).agreement()


def codes_of(entry: Entry, legs: VatLegs) -> dict[int, str]:
    """Return what is said as a code, by leg.

    What the transaction says counts for what is sold, and for what is bought where
    nothing is sold. A down payment that is settled has the code of the one sale.
    """
    general = entry.meta.get(VAT_CODE)
    selling = legs.sold or legs.perhaps
    codes = {}
    for n, meta in enumerate(entry.leg_meta):
        said = meta.get(VAT_CODE)
        if said is None and n in (selling or legs.bought):
            said = general
        if said is not None and n in {*legs.sold, *legs.perhaps, *legs.bought}:
            codes[n] = str(said)
    accounts = entry.shape.accounts
    of_sales = {codes[n] for n in legs.sold if n in codes}
    if len(of_sales) == 1:
        for n in legs.sold:
            if accounts[n].kind is Kind.DEPOSIT:
                codes.setdefault(n, *of_sales)
    return codes


def tax_day(entry: Entry) -> dt.date:
    """Return the day whose rates count: that of the delivery, where it is said."""
    said = entry.meta.get(DELIVERED)
    if isinstance(said, dt.date):
        return said
    try:
        return dt.date.fromisoformat(str(said)) if said else entry.date
    except ValueError:
        return entry.date


def customer_of(entry: Entry) -> str:
    """Return the customer's VAT number that is said, without spaces and points."""
    return capitals(str(entry.meta.get(VAT_ID) or ""))


def _plain(entry: Entry, legs: VatLegs, day: dt.date) -> Taxed | None:
    """Return what a plain sale or purchase carries, None where one has to look closer.

    Most entries are of these two kinds; looking closer takes four times as long.
    """
    accounts, amounts = entry.shape.accounts, entry.amounts
    if legs.plain_sale:
        sold, due = legs.sold[0], legs.due[0]
        amount, tax = -amounts[sold], -amounts[due]
        fits = [
            option
            for option in inferred(day)
            if abs(tax - amount * option.rate) <= slack(option.rate)
        ]
        if len(fits) != 1:
            return None
        item = Item(fits[0].box, amount, tax, accounts[sold].member, fits[0].code)
        return Taxed(entry.date, entry, (item,), ((accounts[due], amounts[due]),))
    if legs.plain_purchase:
        leg = legs.claimed[0]
        item = Item(INPUT, ZERO, amounts[leg], accounts[legs.bought[0]].member)
        return Taxed(entry.date, entry, (item,), ((accounts[leg], amounts[leg]),))
    return None


class _Assessment:
    """One entry, its legs and what is said of them."""

    def __init__(
        self,
        entry: Entry,
        legs: VatLegs,
        codes: Mapping[int, str],
        day: dt.date,
        *,
        small: bool = False,
    ) -> None:
        self.small = small
        self.entry = entry
        self.legs = legs
        self.codes = codes
        self.day = day
        amounts = entry.amounts
        self.due = -sum((amounts[n] for n in legs.due), ZERO)
        self.claimed = sum((amounts[n] for n in legs.claimed), ZERO)
        self.parts = self._parts()

    def result(self) -> Taxed | Unclear | None:
        """Return what the entry puts into the boxes."""
        entry, legs = self.entry, self.legs
        items = owed_items(self.parts, self.due) if self.parts or self.due else {}
        if items is None:
            return self._doubt()
        if not self._claims_agree():
            return Unclear(entry, min(self.codes), Doubt.AMOUNTS)
        for member, tax in _by_member(entry, legs.bought, self.claimed):
            items[INPUT, member, ""] = (ZERO, tax)
        found = tuple(
            Item(box, base, tax, member, code)
            for (box, member, code), (base, tax) in items.items()
            if base or tax
        )
        if not found:
            return None
        accounts, amounts = entry.shape.accounts, entry.amounts
        moved = tuple((accounts[n], amounts[n]) for n in (*legs.due, *legs.claimed))
        return Taxed(entry.date, entry, found, moved)

    def agreement(self) -> Agreement:
        """Return what the codes ask for, beside what is booked."""
        if self.parts:
            ways = [(part.amount, part.options[0].rate) for part in self.parts]
            booked = self.due
        else:
            ways = [
                (self.entry.amounts[n], purchase_rate(self.codes[n], self.day) or ZERO)
                for n in self.legs.bought
                if n in self.codes
            ]
            booked = self.claimed
        base = sum((amount for amount, _ in ways), ZERO)
        expected = sum((amount * rate for amount, rate in ways), ZERO)
        return Agreement(base, in_cents(expected), booked)

    def _parts(self) -> list[Part]:
        """Return what VAT may be owed on; a bad debt takes back what was owed."""
        entry, legs, codes, day = self.entry, self.legs, self.codes, self.day
        accounts, amounts = entry.shape.accounts, entry.amounts
        abroad = bool(codes) and in_other_eu_country(customer_of(entry))
        parts: list[Part] = []
        for n in (*legs.sold, *legs.perhaps):
            options = inferred(day)
            if n in codes:
                options = sale_options(codes[n], day, abroad=abroad)
            elif n in legs.perhaps:
                if not self.due:
                    continue
                options = (*options, _UNTAXED)
            elif self.small and not self.due:
                # Under the scheme for small businesses that is how all is sold.
                options = (_UNTAXED,)
            if amounts[n]:
                parts.append(Part(n, accounts[n].member, -amounts[n], options))
        bought = self._without_vat()
        for n in legs.bought:
            reversed_ = reversed_options(codes[n], day) if n in codes else ()
            if reversed_ and bought[n]:
                parts.append(Part(n, accounts[n].member, bought[n], reversed_))
        if not parts and self.due:
            return [
                Part(n, accounts[n].member, -amounts[n], _as_sold(codes.get(n), day))
                for n in legs.bought
            ]
        return joined(parts) if len(parts) > 1 else parts

    def _without_vat(self) -> Mapping[int, Decimal]:
        """Return what was bought, by leg, less VAT that is owed on it and not deducted.

        Such VAT is a cost as well. It is the leg of just that amount, or else a part of
        each.
        """
        legs, amounts = self.legs, self.entry.amounts
        bought = {n: amounts[n] for n in legs.bought}
        kept = self.due - self.claimed
        if kept <= 0 or legs.sold or legs.perhaps:
            return bought
        for n, amount in bought.items():
            if amount == kept and len(bought) > 1:
                return {**bought, n: ZERO}
        net = shared(sum(bought.values(), ZERO) - kept, list(bought.values()))
        return dict(zip(bought, net, strict=True))

    def _claims_agree(self) -> bool:
        """Tell whether deducted VAT is what the codes of purchases ask for.

        It can only be told where each purchase of the entry says a code.
        """
        legs, codes, amounts = self.legs, self.codes, self.entry.amounts
        if not codes or not legs.bought or any(n not in codes for n in legs.bought):
            return True
        expected = allowed = ZERO
        for n in legs.bought:
            rate = purchase_rate(codes[n], self.day)
            if rate is None or (self.due and not legs.sold):
                return True
            if codes[n] != MARGIN:
                expected += amounts[n] * rate
                allowed += slack(rate)
        return abs(self.claimed - expected) <= allowed

    def _doubt(self) -> Unclear:
        bare = [part.leg for part in self.parts if part.leg not in self.codes]
        if self.parts and not bare:
            return Unclear(self.entry, min(self.codes), Doubt.AMOUNTS)
        leg = bare[0] if bare else self.legs.due[0]
        return Unclear(self.entry, leg, Doubt.NO_FIT if self.due else Doubt.NO_CODE)


def _as_sold(code: str | None, day: dt.date) -> tuple[Option, ...]:
    if code in SALE_CODES:
        return sale_options(str(code), day, abroad=False)
    return inferred(day)


def _by_member(
    entry: Entry, bought: Iterable[int], claimed: Decimal
) -> list[tuple[str, Decimal]]:
    """Return deducted VAT by member, in proportion to what each bought."""
    if not claimed:
        return []
    sums: dict[str, Decimal] = {}
    for n in bought:
        member = entry.shape.accounts[n].member
        sums[member] = sums.get(member, ZERO) + entry.amounts[n]
    if not any(sums.values()):
        return [("", claimed)]
    return list(zip(sums, shared(claimed, list(sums.values())), strict=True))

"""Assesses one transaction: what VAT is owed on, by which rates, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.metadata import RECEIPTS
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.vat.assessed import (
    BoxItem,
    Doubt,
    StatedVat,
    Unclear,
    VatEntry,
)
from paraplu.bookkeeping.vat.codes import (
    BUYING,
    INPUT,
    MARGINS,
    NOWHERE,
    SALE_CODES,
    TaxOption,
    in_other_eu_country,
    inferred,
    purchase_rate,
    reversed_options,
    sale_options,
)
from paraplu.bookkeeping.vat.fitting import (
    Sums,
    TaxablePart,
    joined,
    owed_items,
    shared,
    slack,
)
from paraplu.bookkeeping.vat.said_codes import customer_of, receipts_of
from paraplu.register.agreements import Margin, Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.vat.positions import (
        VatPositions,
    )
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.agreements import VatTerms

# A sale that is taken back in parts leaves its cents to the last of them: that was
# rounded as the sale, as the part before it, and as itself.
_OF_A_REST = 3
_UNTAXED = TaxOption(NOWHERE, ZERO, "")


class Assessment:
    """One transaction, its postings and what is said of them."""

    def __init__(
        self,
        transaction: Transaction,
        vat: VatPositions,
        codes: Mapping[int, str],
        day: dt.date,
        days: Mapping[int, dt.date] | None = None,
        *,
        terms: VatTerms,
    ) -> None:
        self.small = terms.scheme is Scheme.KOR
        self.by_period = terms.margin is Margin.GLOBAL
        self.transaction = transaction
        self.vat = vat
        self.codes = codes
        self.day = day
        self.days = days or {}
        self.due = -transaction.total(vat.due)
        self.claimed = transaction.total(vat.claimed)
        self.parts = self._parts()

    def result(self) -> VatEntry | Unclear | None:
        """Return what the transaction puts into the boxes."""
        transaction, vat = self.transaction, self.vat
        counted = RECEIPTS in transaction.meta
        items: Sums | None = {}
        if self.parts or self.due:
            items = owed_items(self.parts, self.due, counted=counted)
        if items is None:
            return self._doubt()
        if not self._claims_agree():
            return Unclear(transaction, min(self.codes), Doubt.AMOUNTS)
        for member, tax in _by_member(transaction, vat.bought, self.claimed):
            items[INPUT, member, ""] = (ZERO, tax)
        found = tuple(
            BoxItem(box, base, tax, member, code)
            for (box, member, code), (base, tax) in items.items()
            if base or tax
        )
        if not found:
            return None
        postings = [transaction.postings[n] for n in (*vat.due, *vat.claimed)]
        moved = tuple((posting.account, posting.amount) for posting in postings)
        return VatEntry(transaction.date, transaction, found, moved, self._price(found))

    def _price(self, items: tuple[BoxItem, ...]) -> Decimal:
        """Return what was sold, with its VAT; below nil where that is taken back."""
        sold = [part for part in self.parts if part.options[0].box not in BUYING]
        reversed_ = sum((item.tax for item in items if item.box in BUYING), ZERO)
        return sum((part.amount for part in sold), self.due - reversed_)

    def agreement(self) -> StatedVat:
        """Return what the codes ask for, beside what is booked."""
        if self.parts:
            ways = [(part.amount, part.options[0].rate) for part in self.parts]
            booked = self.due
        else:
            ways = [
                (
                    self.transaction.postings[n].amount,
                    purchase_rate(self.codes[n], self.day_of(n)) or ZERO,
                )
                for n in self.vat.bought
                if n in self.codes
            ]
            booked = self.claimed
        base = sum((amount for amount, _ in ways), ZERO)
        expected = sum((amount * rate for amount, rate in ways), ZERO)
        return StatedVat(base, in_cents(expected), booked)

    def _parts(self) -> list[TaxablePart]:
        """Return what VAT may be owed on; a bad debt takes back what was owed."""
        vat, codes = self.vat, self.codes
        abroad = bool(codes) and in_other_eu_country(customer_of(self.transaction))
        parts: list[TaxablePart] = []
        for n in (*vat.sold, *vat.perhaps):
            day = self.day_of(n)
            options = inferred(day)
            if n in codes:
                options = self._said(codes[n], day, abroad=abroad)
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
            day = self.day_of(n)
            reversed_ = reversed_options(codes[n], day) if n in codes else ()
            if reversed_ and bought[n]:
                parts.append(self._part(n, reversed_)._replace(amount=bought[n]))
        if not parts and self.due:
            return [
                self._part(n, _as_sold(codes.get(n), self.day_of(n)))
                for n in vat.bought
            ]
        return joined(parts) if len(parts) > 1 else parts

    def _said(self, code: str, day: dt.date, *, abroad: bool) -> tuple[TaxOption, ...]:
        """Return how a sale with a code is taxed.

        By globalisation the VAT on it is that of all margins of a period.
        """
        if self.by_period and code in MARGINS:
            return (_UNTAXED,)
        return sale_options(code, day, abroad=abroad)

    def day_of(self, position: int) -> dt.date:
        """Return the day whose rates count for a posting: its own, where it has one."""
        return self.days.get(position, self.day)

    def _takes_back(self, part: TaxablePart) -> bool:
        """Tell whether it undoes a sale, or undoes that: it may be a rest of one."""
        return part.amount < 0 or len(self.transaction.links) > 1

    def _part(self, position: int, options: tuple[TaxOption, ...]) -> TaxablePart:
        """Return what VAT may be owed on of a posting: what it credits."""
        posting = self.transaction.postings[position]
        member, lines = posting.account.member, receipts_of(self.transaction)
        part = TaxablePart(position, member, -posting.amount, options, lines)
        if position in self.vat.sold and self._takes_back(part):
            return part._replace(lines=max(lines, _OF_A_REST))
        return part

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
            rate = purchase_rate(codes[n], self.day_of(n))
            if rate is None or (self.due and not vat.sold):
                return True
            if codes[n] not in MARGINS:
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


def _as_sold(code: str | None, day: dt.date) -> tuple[TaxOption, ...]:
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

"""The VAT of the books day by day, the return over a period, and what changed since.

A period that was filed is not filed again. What came into it later is a correction: up
to 1,000 euro of VAT it goes with the next return, above that it needs a supplement.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.dutch_law import SUPPLEMENT_FROM
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessed import Unclear, VatEntry
from paraplu.bookkeeping.vat.assessment import Assessor
from paraplu.bookkeeping.vat.boxes import (
    Boxes,
    added,
    boxes_of,
    in_euros,
    items_of,
    net,
)
from paraplu.bookkeeping.vat.cash import as_due
from paraplu.bookkeeping.vat.filed import FiledReturn, filed_returns
from paraplu.bookkeeping.vat.said_codes import due_day
from paraplu.bookkeeping.vat.seal import seal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.base.periods import Period
    from paraplu.bookkeeping.vat.assessed import BoxItem
    from paraplu.bookkeeping.vat.filed import UnreadableReturn
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_DATE = attrgetter("date")


class Vat(Struct, frozen=True):
    """What all transactions put into returns, in order of days, and what is unclear.

    `taxed` is by the day on which it is due, `invoiced` by the day of the transaction.
    """

    taxed: tuple[VatEntry, ...]
    invoiced: tuple[VatEntry, ...]
    unclear: tuple[Unclear, ...]
    filed: dict[Period, FiledReturn]
    unreadable: tuple[UnreadableReturn, ...]

    def within(self, period: Period) -> tuple[VatEntry, ...]:
        """Return what falls in a period."""
        begin = bisect_left(self.taxed, period.first, key=_DATE)
        return self.taxed[begin : bisect_right(self.taxed, period.last, key=_DATE)]

    def unclear_in(self, periods: Iterable[Period]) -> list[Unclear]:
        """Return the transactions of some periods that cannot be put into a box."""
        every = tuple(periods)
        return [
            one
            for one in self.unclear
            if any(due_day(one.transaction) in p for p in every)
        ]


class Correction(Struct, frozen=True, dict=True):
    """A period that is no longer what was filed: its boxes and entries as they are."""

    filed: FiledReturn
    boxes: Boxes
    taxed: tuple[VatEntry, ...]

    @property
    def period(self) -> Period:
        """The period that changed."""
        return self.filed.period

    @cached_property
    def difference(self) -> Boxes:
        """What came to each box since it was filed."""
        return added(self.boxes, self.filed.boxes, -1)

    @property
    def amount(self) -> Decimal:
        """What is to be paid on top of what was filed; below nil what comes back."""
        return net(self.difference)

    @property
    def of_sales_list(self) -> bool:
        """Tell whether the EU sales list of the period changed with it."""
        return "3b" in self.difference

    @property
    def supplement(self) -> bool:
        """Tell whether it is too much to go with the next return."""
        return abs(self.amount) > SUPPLEMENT_FROM


class VatReturn(Struct, frozen=True, dict=True):
    """The return over a period, with the corrections of earlier ones that go along."""

    period: Period
    taxed: tuple[VatEntry, ...]
    corrections: tuple[Correction, ...] = ()
    filed: FiledReturn | None = None

    @cached_property
    def own(self) -> Boxes:
        """The boxes of the period itself, to the cent."""
        return boxes_of(items_of(self.taxed))

    @cached_property
    def now(self) -> Boxes:
        """The boxes as the books have them now, with the corrections, to the cent."""
        total = self.own
        for correction in self.corrections:
            total = added(total, correction.difference)
        for filing in self.filed.filings if self.filed else ():
            total = added(total, filing.carried)
        return total

    @cached_property
    def boxes(self) -> Boxes:
        """The boxes as they were filed, else as they are to be filed, to the cent."""
        return self.filed.sent if self.filed else self.now

    @cached_property
    def since(self) -> Boxes:
        """What came to each box since it was filed, to the cent."""
        return added(self.now, self.boxes, -1)

    @cached_property
    def euros(self) -> Boxes:
        """The boxes as they were or are to be filled in, in whole euros."""
        return in_euros(self.boxes)

    @property
    def payable(self) -> Decimal:
        """What is to be paid by these, in whole euros; below nil what comes back."""
        return self.euros["5g"].tax

    @cached_property
    def changed(self) -> Correction | None:
        """What changed since it was filed, None where nothing did or it was not."""
        return changed(self.filed, self.taxed) if self.filed else None

    @cached_property
    def members(self) -> dict[str, Boxes]:
        """The boxes of each member, and of the cooperative itself under no code."""
        items: defaultdict[str, list[BoxItem]] = defaultdict(list)
        for item in items_of(self.taxed):
            items[item.member].append(item)
        return {code: boxes_of(items[code]) for code in sorted(items)}


def vat_of(books: Books, register: Register) -> Vat:
    """Return the VAT of all transactions, by the basis that the register says."""
    assessor = Assessor(books, register)
    taxed, unclear = [], []
    for transaction in books.transactions:
        found = assessor.assess(transaction)
        if isinstance(found, VatEntry):
            taxed.append(found)
        elif found:
            unclear.append(found)
    due = sorted(as_due(books, register, taxed), key=_in_order)
    unclear.sort(key=lambda one: one.transaction.number)
    filed, unreadable = filed_returns(books)
    return Vat(tuple(due), tuple(taxed), tuple(unclear), filed, tuple(unreadable))


def _in_order(one: VatEntry) -> tuple[dt.date, int]:
    return one.date, one.transaction.number


def vat_return(vat: Vat, period: Period) -> VatReturn:
    """Return the return over a period, filed or not.

    Corrections go with the first return that is not filed, not with a later one.
    """
    filed = vat.filed.get(period)
    going = () if filed else tuple(c for c in corrections(vat) if not c.supplement)
    earlier = tuple(c for c in going if c.period.last < period.first)
    return VatReturn(period, vat.within(period), earlier, filed)


def corrections(vat: Vat) -> list[Correction]:
    """Return every filed period that is no longer what was filed, in order."""
    found = (changed(filed, vat.within(filed.period)) for filed in vat.filed.values())
    return [correction for correction in found if correction]


def changed(filed: FiledReturn, taxed: tuple[VatEntry, ...]) -> Correction | None:
    """Return what changed in a period since it was filed, None where nothing did."""
    boxes = boxes_of(items_of(taxed))
    if seal(taxed) == filed.seal and boxes == filed.boxes:
        return None
    return Correction(filed, boxes, taxed)


def vat_of_member(boxes: Boxes) -> tuple[Decimal, Decimal]:
    """Return the VAT that a member's sales carried, and that on what was bought."""
    claimed = boxes["5b"].tax if "5b" in boxes else ZERO
    return net(boxes) + claimed, claimed

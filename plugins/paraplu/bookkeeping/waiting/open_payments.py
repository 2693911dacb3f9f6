"""What is open and a waiting line may pay: what it names, and what comes to as much."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.bank_import.line import Allocation, NewPosting
from paraplu.bookkeeping.bank_import.open_items import OpenItem, OpenItems, invoiced
from paraplu.bookkeeping.invoices.shelf import read_invoices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.bank_import.line import ImportLine
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class OpenPayments:
    """The invoices and bills that are open, and the lines that may pay them."""

    def __init__(
        self,
        books: Books,
        register: Register,
        fee: Callable[[ImportLine, str], tuple[NewPosting, ...]],
    ) -> None:
        invoices = read_invoices(books.main.parent, register)
        self._open = {
            (item.number, item.account): item for item in invoiced(books, invoices)
        }
        self._items = OpenItems(self._open.values(), invoices.by_number)
        self._fee = fee

    def payable(self, line: ImportLine) -> Iterator[Allocation]:
        """Yield what a line may pay: what it names, then what is as much of its party.

        That is by the account or the name of who it is open with.
        """
        booking = line.booking
        fits = [
            one for one in self._items.of_amount(booking.amount) if one.is_of(booking)
        ]
        yield from self._payable(line, [*self._items.named(booking), *fits])

    def of_amount_alone(self, line: ImportLine) -> Iterator[Allocation]:
        """Yield what is as much as a line, and open with somebody else.

        It may be chance, so nothing of it comes before what anything else tells of.
        """
        booking = line.booking
        named = self._items.named(booking)
        alone = [
            one
            for one in self._items.of_amount(booking.amount)
            if one not in named and not one.is_of(booking)
        ]
        for found in self._payable(line, alone):
            why = say("{why}; only the amount agrees", why=found.why)
            yield replace(found, why=why, by_amount_alone=True)

    def _payable(
        self, line: ImportLine, items: Iterable[OpenItem]
    ) -> Iterator[Allocation]:
        booking = line.booking
        for item in items:
            much = abs(booking.amount) > abs(item.amount)
            # More than a bill is of goes to somebody who knows what the rest is.
            if item.amount * booking.amount > 0 and (item.issued or not much):
                yield self._paying(line, item)

    def can_be(self, allocation: Allocation) -> bool:
        """Tell whether the one item that an allocation pays is open by that much."""
        items = self._paid_by(allocation)
        if len(items) != 1:
            return True
        ((item, amount),) = items
        return item.issued or abs(item.amount) >= abs(amount)

    def settle(self, allocation: Allocation) -> None:
        """Take what an allocation pays off what is open."""
        items = self._paid_by(allocation)
        for item, amount in items:
            part = amount if len(items) == 1 else item.amount
            self._items.settle(item, part)
            left = replace(item, amount=item.amount - part)
            self._open[item.number, item.account] = left

    def _paid_by(self, allocation: Allocation) -> list[tuple[OpenItem, Decimal]]:
        """Return the items that an allocation names, with what comes to each account.

        The sign is that of the payment.
        """
        return [
            (self._open[link, leg.account], -leg.amount)
            for leg in allocation.legs
            for link in allocation.links
            if (link, leg.account) in self._open
        ]

    def _paying(self, line: ImportLine, item: OpenItem) -> Allocation:
        legs = (
            NewPosting(item.account, -line.booking.amount),
            *self._fee(line, item.member),
        )
        why = say(
            "{number}, of which {open} is open",
            number=item.number,
            open=abs(item.amount),
        )
        return Allocation(legs, why, member=item.member, links=(item.number,))

"""What a line of a statement pays: an invoice, a bill, or what our own file sent.

An open item is paid by what names it, where the amount is what is open, or the line is
with whoever it is open with; an invoice of ours also by its customer, to the cent; a
bill that our payment file has, by account, amount and text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.bank_import.line import Allocation, ImportLine, NewPosting
from paraplu.bookkeeping.bank_import.open_items import OpenItem, OpenItems, invoiced
from paraplu.bookkeeping.bank_import.sent_bills import SentBills
from paraplu.bookkeeping.invoices.shelf import read_invoices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nl_banks import StatementLine
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class Paying:
    """What is open, and the lines that pay it, one after the other."""

    def __init__(
        self,
        books: Books,
        register: Register,
        fee: Callable[[ImportLine, str], tuple[NewPosting, ...]],
    ) -> None:
        invoices = read_invoices(books.main.parent, register)
        self._items = OpenItems(invoiced(books, invoices), invoices.by_number)
        self._sent = SentBills(books, register)
        self._fee = fee

    def allocation(self, line: ImportLine, *, ruled: bool = False) -> Allocation | None:
        """Return what a line pays, where it names open items and its amount fits.

        Where a rule is about the account of the other side (`ruled`), a number counts
        only where all fits: anybody may write one.
        """
        booking = line.booking
        named = self._items.named(booking)
        if not named:
            by_customer = None if ruled else self._paid_by_customer(line)
            return by_customer or self._paid_by_file(line)
        if ruled:
            named = [item for item in named if _is_sure(item, booking)]
        exact = [item for item in named if item.amount == booking.amount]
        if named and sum(item.amount for item in named) == booking.amount:
            paid = {item.number: item for item in named}
            parts = [(item, item.amount) for item in named]
        elif len(exact) == 1:
            paid = {item.number: item for item in exact}
            parts = [(exact[0], booking.amount)]
        elif (
            len(named) == 1
            and _is_sure(named[0], booking)
            and not ruled
            and (named[0].issued or abs(booking.amount) < abs(named[0].amount))
        ):
            paid = {named[0].number: named[0]}
            parts = [(named[0], booking.amount)]
        else:
            return self._paid_by_file(line)
        why = say("it names {numbers}", numbers=", ".join(paid))
        whole = all(item.amount == amount for item, amount in parts)
        if not whole:
            why = say(
                "it names {numbers}, of which {open} is open",
                numbers=", ".join(paid),
                open=abs(named[0].amount),
            )
        members = {item.member for item, _ in parts}
        member = members.pop()
        if members and booking.fee:
            # Whose costs the fee is, nobody said.
            return None
        for item, amount in parts:
            self._items.settle(item, amount)
        return Allocation(
            (
                *(NewPosting(item.account, -part) for item, part in parts),
                *self._fee(line, member),
            ),
            why,
            member="" if members else member,
            sure=whole,
            links=tuple(paid),
        )

    def _paid_by_customer(self, line: ImportLine) -> Allocation | None:
        """Return the one invoice that its customer pays to the cent."""
        item = self._items.of_customer(line.booking)
        if item is None:
            return None
        self._items.settle(item, item.amount)
        why = say(
            "{customer} owes exactly this amount, and only for {number}",
            customer=item.customer,
            number=item.number,
        )
        legs = (NewPosting(item.account, -item.amount), *self._fee(line, item.member))
        return Allocation(legs, why, member=item.member, links=(item.number,))

    def _paid_by_file(self, line: ImportLine) -> Allocation | None:
        """Return the bill that our own payment file paid by this line."""
        one = self._sent.paid_by(line.booking)
        if one is None:
            return None
        bill, amount = one.bill, one.sent.amount
        self._items.settle_bill(bill.links, bill.account.name, -amount)
        return Allocation(
            (NewPosting(bill.account.name, amount),),
            say("it was sent with {file}", file=one.sent.file),
            member=bill.account.member,
            sure=bill.open == amount,
            links=tuple(sorted(bill.links)),
        )

    def settle(self, found: Allocation) -> None:
        """Take a bill as paid that our file sent, whatever it was known by."""
        self._sent.settle(found)

    def closed(self, booking: StatementLine) -> Message | None:
        """Return that a line names what it cannot pay, if it does.

        Whoever names an invoice means to pay that one, and never something new.
        """
        ours = self._items.issued_in(booking) if booking.amount > 0 else ()
        named = self._items.named(booking)
        numbers = ", ".join(ours or dict.fromkeys(item.number for item in named))
        if not numbers:
            return None
        if not named:
            return say(
                "it names {numbers}, but nothing is open there: already paid or "
                "credited",
                numbers=numbers,
            )
        if any(_is_sure(item, booking) for item in named):
            return say(
                "it names {numbers}, but the amount is not what is open",
                numbers=numbers,
            )
        return say(
            "it names {numbers}, but the amount is not what is open, and {payee} is "
            "not who it is open with",
            numbers=numbers,
            payee=booking.payee or booking.counterparty or "?",
        )

    def named(self, booking: StatementLine) -> Iterator[Message]:
        """Yield the open items that a line names."""
        return map(_told, self._items.named(booking))

    def of_amount(self, booking: StatementLine) -> Iterator[Message]:
        """Yield the open items of which a line would leave nothing."""
        return map(_told, self._items.of_amount(booking.amount))


def _is_sure(item: OpenItem, booking: StatementLine) -> bool:
    """Tell whether a line that names an item is with whom it is open, or was agreed."""
    return item.is_of(booking) or item.is_referred_to(booking)


def _told(item: OpenItem) -> Message:
    return say(
        "{number}, of which {open} is open", number=item.number, open=abs(item.amount)
    )

"""What a waiting line can be, and why: facts first, then what comes near.

First what an import would do with it now; then what is open that it names, or that
comes to as much with the same party, the rules that nearly fit, and where the
counterparty or somebody of its name was booked before; last what is just as much. All
of it is offered, and nothing of it booked, until somebody chooses.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.bank_import.allocation import Allocator
from paraplu.bookkeeping.bank_import.habits import Habits
from paraplu.bookkeeping.bank_import.line import Allocation, NewPosting
from paraplu.bookkeeping.bank_import.matching import Rules
from paraplu.bookkeeping.waiting.already import booked_already
from paraplu.bookkeeping.waiting.open_payments import OpenPayments
from paraplu.bookkeeping.waiting.taken_back import TakenBack, with_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.waiting.model import WaitingLine
    from paraplu.bookkeeping.waiting.suggesting import Suggestions
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_MOST = 9


class Candidates:
    """Knows what each line can be, also by what was chosen for others meanwhile."""

    def __init__(
        self,
        books: Books,
        register: Register,
        waiting: Sequence[WaitingLine],
        suggestions: Suggestions | None = None,
    ) -> None:
        self._books = books
        self._chart = books.chart
        self._allocator = Allocator(books, register)
        clearing = self._allocator.clearing.unallocated
        self._rules = Rules(register, books.chart)
        self._habits = Habits(books, self._allocator.owners, clearing)
        self._payments = OpenPayments(books, register, self._allocator.fee)
        self._suggestions = suggestions
        self._chosen: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._taken_back = TakenBack(books, clearing)
        # The entries that are taken out, or are a line of the bank by now.
        self._gone: set[int] = set()
        # What an import would do now, line by line, each as booked for the next.
        self.facts: dict[str, Allocation] = {}
        for one in waiting:
            if not (one.doubtful or one.doubled):
                allocation = self._allocator.allocate(one.line)
                if allocation.account != clearing:
                    self.facts[one.key] = with_entry(allocation, books)

    def of(self, one: WaitingLine) -> tuple[Allocation, ...]:
        """Return what a line can be, the likeliest first; nine at most.

        Each is sure: who chooses it has looked.
        """
        found: dict[object, Allocation] = {}
        for candidate in self._all(one):
            key = (candidate.legs, candidate.links, candidate.same)
            back = any(one.entry and one.legs == key[0] for one in found.values())
            if back and not candidate.entry:
                continue
            found.setdefault(key, replace(candidate, sure=True))
        return tuple(found.values())[:_MOST]

    def on(
        self, one: WaitingLine, account: Account, vat: str, why: Message
    ) -> Allocation:
        """Return a line on an account that somebody names, with the VAT apart."""
        return self._allocator.on_account(one.line, account, vat, why)

    def learn(self, one: WaitingLine, allocation: Allocation) -> None:
        """Take a line as placed: what it paid is paid, and others may go there too."""
        self._payments.settle(allocation)
        self.facts.pop(one.key, None)
        self._taken_back.learn(one, allocation)
        if allocation.same and allocation.entry:
            self._gone |= {one.transaction.number, allocation.entry.number}
            return
        if not allocation.links:
            for name in _names(one):
                way = allocation.account, allocation.vat
                self._chosen[name].insert(0, way)

    def _all(self, one: WaitingLine) -> Iterator[Allocation]:
        if one.doubled:
            yield from booked_already(one, self._books, self._gone)
        if one.doubtful:
            postings = [one.transaction.postings[n] for n in one.positions]
            legs = (NewPosting(leg.account.name, leg.amount) for leg in postings)
            yield Allocation(tuple(legs), say("as the import booked it"))
        fact = self.facts.get(one.key)
        if fact and self._payments.can_be(fact):
            yield fact
        yield from self._payments.payable(one.line)
        yield from self._taken_back.of(one)
        for account, vat, why in self._by_custom(one):
            if self._may(account, one):
                yield self.on(one, account, vat, why)
        yield from self._payments.of_amount_alone(one.line)

    def _may(self, account: Account, one: WaitingLine) -> bool:
        """Tell whether a line may go on an account: it is open then, among others."""
        opened = self._books.opened.get(account.name)
        closed = opened.closed if opened else None
        return self._allocator.may(account, one.line.booking) and (
            closed is None or closed > one.date
        )

    def _by_custom(self, one: WaitingLine) -> Iterator[tuple[Account, str, Message]]:
        """Yield where choices, rules and books would have such a line, with VAT."""
        booking = one.line.booking
        for rule in self._rules.fitting(booking, amount=False):
            why = say("{rule} in the register", rule=rule.words)
            yield rule.account, rule.match.vat, why
        for account, vat, times in self._habits.ways(
            booking.counterparty, booking.payee
        ):
            why = say("this counterparty was booked here before ({n} ×)", n=times)
            yield account, vat, why
        for name in _names(one):
            for chosen, vat in self._chosen[name]:
                why = say("as you placed another line of this counterparty")
                yield self._chart.account(chosen), vat, why
        if self._suggestions:
            for name in self._suggestions.of(one):
                why = say("suggested by the words of the line alone")
                yield self._chart.account(name), "", why


def _names(one: WaitingLine) -> list[str]:
    """Return by what a counterparty is known again: its number, and its name."""
    booking = one.line.booking
    found = (booking.counterparty, booking.payee)
    return ["".join(name.split()).casefold() for name in found if name.strip()]

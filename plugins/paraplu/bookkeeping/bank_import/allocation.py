"""Where the other side of a line goes: facts first, and never a guess.

In this order: a rule of the register about the account of the other side, unless the
line is surely of an open item; what the line says that it pays; a payout under way; a
transfer between own accounts; a rule of the register; a payout of a provider, notes and
coins; the one account that a counterparty was ever booked on. What is none of these
waits on a clearing account for somebody who knows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nl_banks import LineKind
from paraplu.base.chart import Account, Root
from paraplu.base.language import Listing, Message, say
from paraplu.bookkeeping.bank_import.clearing import clearing_of
from paraplu.bookkeeping.bank_import.direction import goes
from paraplu.bookkeeping.bank_import.habits import MIXED, Habits
from paraplu.bookkeeping.bank_import.line import Allocation, ImportLine, New, NewPosting
from paraplu.bookkeeping.bank_import.matching import MatchRule, Rules
from paraplu.bookkeeping.bank_import.own_accounts import is_kept, own_account
from paraplu.bookkeeping.bank_import.pairs import Pairs
from paraplu.bookkeeping.bank_import.paying import Paying
from paraplu.bookkeeping.bank_import.payouts import Payouts
from paraplu.bookkeeping.bank_import.private import Owners
from paraplu.bookkeeping.bank_import.vat import vat_account, vat_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks import StatementLine
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_MOST_OTHERS = 3
# How Dutch banks write that notes and coins came or went.
_CASH = re.compile(
    r"\b(?:geldautomaat|geldmaat|sealbag|muntgeld|geldopname|stortingsautomaat|"
    r"contante? (?:storting|opname)|cash (?:deposit|withdrawal))\b",
    re.IGNORECASE,
)


class Allocator:
    """Allocates lines, one after the other; each knows of those before it."""

    def __init__(self, books: Books, register: Register) -> None:
        self.clearing = clearing_of(books.chart)
        self.owners = Owners(register, books.main.parent)
        clearing = self.clearing
        self.payouts = Payouts(
            books, register, clearing.payouts, apart=clearing.unallocated
        )
        self._books = books
        self._register = register
        self._paying = Paying(books, register, self._fee)
        self._rules = Rules(register, books.chart)
        self._pairs = Pairs(books)
        self._habits = Habits(books, self.owners, self.clearing.unallocated)

    def allocate(self, line: ImportLine, doubt: Message | None = None) -> Allocation:
        """Return where a line goes, and take it as booked.

        With a `doubt`, what the books may have of it already, it waits.
        """
        if doubt:
            found = replace(self._waiting(line, doubt), doubted=True)
        else:
            found = next(self._facts(line), None) or self._unallocated(line)
        self.payouts.add(New(line, found))
        self._pairs.add(New(line, found))
        self._paying.settle(found)
        return found

    def on_account(
        self, line: ImportLine, account: Account, level: str, why: Message
    ) -> Allocation:
        """Return a line on an account that somebody names, with the VAT apart.

        `level` is high, low or nothing. What a provider kept is a cost of whose account
        it is.
        """
        return self._split(line, account, level, why)

    def fee(self, line: ImportLine, member: str) -> tuple[NewPosting, ...]:
        """Return what a provider kept, on the costs of a member or the cooperative."""
        return self._fee(line, member)

    def _facts(self, line: ImportLine) -> Iterator[Allocation]:
        """Yield what the line can be, the first of which counts."""
        booking = line.booking
        if booking.kind is LineKind.PAYOUT:
            yield self._on(
                line, self.clearing.payouts, say("paid out, on its way to the bank")
            )
        own = own_account(booking.counterparty, self._register)
        rules = self._rules.chosen(booking)
        by_account = not own and len(rules) == 1 and bool(rules[0].match.counterparty)
        paid = self._paying.allocation(line, ruled=by_account)
        if paid:
            yield paid
        reversal = self._pairs.reversal(line)
        if reversal:
            yield reversal
        if by_account:
            yield self._by_rule(line, rules[0])
        payout = self.payouts.said(booking)
        if payout:
            self.payouts.arrived(payout, booking.amount)
            yield self._on(
                line,
                self.clearing.payouts,
                say("the payout of {date}", date=payout.date),
            )
        # A bank that takes its costs names the account itself, and so may a provider.
        if own and own != line.account and booking.kind is not LineKind.FEE:
            yield self._on(
                line,
                self.clearing.transfers,
                say("a transfer between the cooperative's own accounts"),
            )
        closed = self._paying.closed(booking)
        if closed:
            yield self._waiting(line, closed)
        yield from self._customs(line)

    def _customs(self, line: ImportLine) -> Iterator[Allocation]:
        """Yield what the line can be by what was agreed, or always was so."""
        booking = line.booking
        rules = self._rules.chosen(booking)
        if len(rules) == 1:
            yield self._by_rule(line, rules[0])
        if len(rules) > 1:
            return
        for found in (self._pairs.refund(line), self._sold(line)):
            if found:
                yield found
        provider = self.payouts.provider_in(booking)
        if provider and provider != line.account:
            yield self._from_provider(line, provider, say("it names the provider"))
        if not booking.counterparty and _CASH.search(
            f"{booking.payee} {booking.narration}"
        ):
            yield self._on(
                line, self.clearing.cash, say("notes and coins, as the bank says")
            )
        habit = self._by_habit(line)
        if habit:
            yield habit

    def _by_rule(self, line: ImportLine, rule: MatchRule) -> Allocation:
        why = say("{rule} in the register", rule=rule.words)
        if self.payouts.holds(rule.account.name):
            return self._from_provider(line, rule.account.name, why)
        return self._split(line, rule.account, rule.match.vat, why)

    def _by_habit(self, line: ImportLine) -> Allocation | None:
        booking = line.booking
        habit = self._habits.only(booking.counterparty)
        if habit is None or not self.may(habit.account, booking):
            return None
        why = say("this counterparty was always booked here ({n} ×)", n=habit.times)
        if self.payouts.holds(habit.account.name):
            return self._from_provider(line, habit.account.name, why)
        if habit.vat == MIXED:
            why = say(
                "this counterparty was always booked here ({n} ×), but not with the "
                "same VAT",
                n=habit.times,
            )
            return replace(self._split(line, habit.account, "", why), sure=False)
        return self._split(line, habit.account, habit.vat, why)

    def _sold(self, line: ImportLine) -> Allocation | None:
        """Return a sale of the member whose login sold it: its code is the payee."""
        booking = line.booking
        code = booking.payee
        if booking.kind is not LineKind.SALE or code not in self._register.members:
            return None
        habit = self._habits.sales(code)
        sales = self._books.chart.member_account(Root.INCOME, code, "Sales")
        account = habit.account if habit else self._books.chart.account(sales)
        if not self.may(account, booking):
            return None
        if habit:
            why = say("sold with the login of {member}", member=code)
            return self._split(line, account, habit.vat, why)
        why = say("sold with the login of {member}: with which VAT?", member=code)
        return replace(self._split(line, account, "", why), sure=False)

    def may(self, account: Account, booking: StatementLine) -> bool:
        """Tell whether a line may go there: the same way, of a member who is there."""
        if not goes(account, booking.amount):
            return False
        member = self._register.members.get(account.member)
        left = member.left_by(booking.date) if member else None
        return not account.member or (
            member is not None and (left is None or booking.date <= left)
        )

    def _from_provider(
        self, line: ImportLine, account: str, why: Message
    ) -> Allocation:
        """Return a payout on the bank: against what is under way, or straight."""
        payout = self.payouts.waiting(account, line.booking.amount)
        if payout is None:
            return self._on(line, account, why)
        self.payouts.arrived(payout, line.booking.amount)
        why = say("{why}; the payout of {date}", why=why, date=payout.date)
        return self._on(line, self.clearing.payouts, why)

    def _split(
        self, line: ImportLine, account: Account, level: str, why: Message
    ) -> Allocation:
        """Return an allocation with the VAT apart, and what a provider kept."""
        booking = line.booking
        legs = [NewPosting(account.name, -booking.amount)]
        if level:
            vat = vat_in(booking.amount, level, booking.date)
            # What comes back of a purchase is less to claim, and no sale.
            bought = account.root is Root.EXPENSES
            sold = account.root is Root.INCOME or (booking.amount > 0 and not bought)
            legs[0] = NewPosting(account.name, vat - booking.amount)
            if vat:
                legs.append(
                    NewPosting(vat_account(self._books, level, sold=sold), -vat)
                )
        legs += self._fee(line, account.member)
        return Allocation(tuple(legs), why, member=account.member, vat=level)

    def _fee(self, line: ImportLine, member: str) -> tuple[NewPosting, ...]:
        """Return what a provider kept, on the costs of the member whose sale it was."""
        if not line.booking.fee:
            return ()
        chart = self._books.chart
        costs = (
            chart.member_account(Root.EXPENSES, member, "Costs")
            if member
            else chart.coop_account(Root.EXPENSES, "Coop")
        )
        return (NewPosting(f"{costs}:{self.clearing.fees}", -line.booking.fee),)

    def _on(self, line: ImportLine, account: str, why: Message) -> Allocation:
        """Return an allocation on one account; a fee is a cost of the cooperative."""
        legs = (NewPosting(account, -line.booking.amount), *self._fee(line, ""))
        return Allocation(legs, why)

    def _unallocated(self, line: ImportLine) -> Allocation:
        """Return a line that waits for somebody who knows, with what comes near."""
        near = tuple(dict.fromkeys(self._near(line.booking)))[:_MOST_OTHERS]
        why = say("paraplu cannot tell where it belongs")
        if is_kept(line, self._register):
            why = say("a fee that was kept, and no transfer: whose costs are these?")
        elif line.booking.kind is LineKind.EXCHANGE:
            why = say(
                "an exchange with another currency: what was that money for, or from? "
                "The statement in that currency says it"
            )
        elif near:
            why = say(
                "paraplu cannot tell where it belongs; closest: {near}",
                near=Listing(near),
            )
        return self._waiting(line, why, near)

    def _waiting(
        self, line: ImportLine, why: Message, others: tuple[Message, ...] = ()
    ) -> Allocation:
        """Return that a line waits on the clearing account, with why."""
        account = self.clearing.unallocated
        legs = [NewPosting(account, -line.booking.amount)]
        if line.booking.fee:
            # Whose costs it is, and how much was sold, is known with the sale.
            note = say("the provider's fee, a cost for whoever made the sale")
            legs.append(NewPosting(account, -line.booking.fee, note))
        return Allocation(tuple(legs), why, sure=False, others=others)

    def _near(self, booking: StatementLine) -> Iterator[Message]:
        yield from self._paying.named(booking)
        for rule in self._rules.chosen(booking):
            yield say(
                "{rule} says {account}, but another rule disagrees",
                rule=rule.words,
                account=rule.account.name,
            )
        yield from self._paying.of_amount(booking)
        for rule in self._rules.fitting(booking, amount=False):
            if not goes(rule.account, booking.amount):
                yield say(
                    "{rule}, if the money had gone the other way", rule=rule.words
                )
            elif rule.match.amount and not rule.fits(booking):
                yield say("{rule}, if the amount had been different", rule=rule.words)
        for account, times in self._habits.near(booking.counterparty, booking.payee):
            yield say("{account} ({n} ×)", account=account.name, n=times)

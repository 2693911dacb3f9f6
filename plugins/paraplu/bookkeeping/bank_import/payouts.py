"""What a payment provider paid out: once in its own file, once on the bank.

The two come in any order. Who comes first books the payout against an account where it
is under way, or, on the bank, straight against what stands with the provider; who comes
second finds it there. In the end nothing is left under way, and nothing is there twice.

A provider may give a payout a line for each sale in it, with one key on all of them;
the bank has one line for the whole.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from nl_banks import LineKind
from paraplu.base.chart import Kind
from paraplu.base.dates import shifted
from paraplu.base.folding import signs
from paraplu.base.metadata import BANK_REF, PAYMENT_REF
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.payout import (
    SHORTEST,
    Straight,
    UnderWay,
    is_long,
    paid_out,
    text_of,
)
from paraplu.ledger.transactions import in_order
from paraplu.register.providers import pays_out, provider_at, provider_called

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from nl_banks import StatementLine
    from paraplu.base.chart import Account
    from paraplu.bookkeeping.bank_import.line import ImportLine, New
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

# A bank may book before the provider says that it paid out.
_EARLY = 3


class Payouts:
    """The payouts of which one side is booked, and the other is still to come.

    Amounts are what the bank gained.
    """

    def __init__(
        self, books: Books, register: Register, under_way: str, apart: str = ""
    ) -> None:
        """Look at what the books have; on `apart` no provider has any money."""
        self._account = under_way
        self._register = register
        self._providers = {
            bank.account: provider
            for bank in register.cooperative.banks
            if (provider := provider_called(bank.provider) or provider_at(bank.iban))
        }
        self._waiting: dict[tuple[str, str], UnderWay] = {}
        self._straight: defaultdict[str, list[Straight]] = defaultdict(list)
        # Somebody may keep what stands with a provider as a bank.
        found = in_order(
            transaction
            for same in books.groups
            if any(
                self._may_hold(account) and account.name != apart
                for account in same[0].accounts
            )
            for transaction in same
        )
        left = [gone for transaction in found for gone in self._taken(transaction)]
        for amount, text in left:
            self._leave(amount, text)

    def holds(self, account: str) -> bool:
        """Tell whether money stands with a provider on an account."""
        banks = self._register.cooperative.banks
        return (
            account in self._providers
            or any(bank.provider and bank.account == account for bank in banks)
            or any(one.account == account for one in self._waiting.values())
        )

    def unanswered(
        self,
        lines: Iterable[ImportLine],
        reroute: Callable[[list[ImportLine], Straight], bool] | None = None,
    ) -> list[ImportLine]:
        """Return the lines but for payouts that the bank has booked straight.

        Each line of the bank answers for as much as it is of, and for one payout.
        `reroute` may have the bank's entry take the payout from under way instead; then
        its lines are new.
        """
        lines = list(lines)
        groups: defaultdict[tuple[str, str], list[ImportLine]] = defaultdict(list)
        for line in lines:
            if line.booking.kind is LineKind.PAYOUT:
                groups[self._key(line)].append(line)
        answered: set[int] = set()
        for by_name in (True, False):
            for key, group in list(groups.items()):
                one = self._answer(key, group, by_name=by_name)
                if one is None:
                    continue
                del groups[key]
                amount, day = paid_out(group)
                whole = one.amount == amount
                if whole and reroute and reroute(group, one):
                    self._wait(key, day, -amount, ())
                else:
                    answered.update(map(id, group))
                one.amount -= amount
        return [line for line in lines if id(line) not in answered]

    def said(self, booking: StatementLine) -> UnderWay | None:
        """Return the payout under way whose reference a line of the bank gives.

        Where the bank paid more, and names the provider too, the rest of the payout is
        in a file of the provider that is still to come.
        """
        if not self._waiting or booking.amount <= 0:
            return None
        text, amount = text_of(booking), booking.amount
        provider = self.provider_in(booking)
        return self._oldest(
            lambda one: one.amount == amount and one.is_named(text),
            lambda one: one.account == provider and one.is_part(text, amount),
        )

    def provider_in(self, booking: StatementLine) -> str:
        """Return the account of the provider that a line of the bank is a payout of."""
        if booking.amount <= 0:
            return ""
        text = f"{booking.payment_reference} {booking.narration}"
        return next(
            (
                account
                for account, provider in self._providers.items()
                if pays_out(provider, booking.payee, text)
            ),
            "",
        )

    def waiting(self, account: str, amount: Decimal) -> UnderWay | None:
        """Return the oldest payout under way of a provider, of this amount."""
        return self._oldest(lambda one: one.account == account and one.amount == amount)

    def arrived(self, payout: UnderWay, amount: Decimal) -> None:
        """Take an amount of a payout as booked by the bank."""
        left = replace(payout, amount=payout.amount - amount)
        if left.amount:
            self._waiting[payout.key] = left
        else:
            del self._waiting[payout.key]

    def add(self, new: New) -> None:
        """Take a line that is booked from now on, for those after it."""
        line, allocation = new
        booking = line.booking
        if booking.kind is LineKind.PAYOUT:
            self._wait(
                self._key(line),
                booking.date,
                -booking.amount,
                (line.key, booking.payment_reference),
            )
        elif allocation.account != self._account:
            self._straight[allocation.account].append(
                Straight(booking.date, booking.amount, text_of(booking), line.key)
            )

    def _key(self, line: ImportLine) -> tuple[str, str]:
        """Return by what the lines of one payout are known: theirs, or its own."""
        return line.account, signs(line.booking.payment_reference) or line.key

    def _answer(
        self, key: tuple[str, str], group: list[ImportLine], *, by_name: bool
    ) -> Straight | None:
        """Return what the bank has booked of a payout, if it has."""
        account, reference = key
        amount, day = paid_out(group)
        first = shifted(day, -_EARLY)
        last = shifted(day, self._register.policy(day).clearing_days)
        for one in self._straight[account]:
            if not first <= one.date <= last:
                continue
            named = len(reference) >= SHORTEST and reference in one.text
            # Of a payout that it names, the rest may be in another file.
            fits = 0 < amount <= one.amount if by_name else one.amount == amount
            if fits and named is by_name:
                return one
        return None

    def _taken(self, transaction: Transaction) -> Iterator[tuple[Decimal, str]]:
        """Take what is said of payouts; yield what left those under way."""
        postings = transaction.postings
        clearing = [one for one in postings if self._may_hold(one.account)]
        banked = any(
            one.account.kind is Kind.BANK and one not in clearing for one in postings
        )
        names = (posting.account.name for posting in clearing)
        other = next((name for name in names if name != self._account), "")
        key = str(transaction.meta.get(BANK_REF) or "")
        payout = str(transaction.meta.get(PAYMENT_REF) or "")
        text = signs(f"{payout} {transaction.narration}")
        day = transaction.date
        for posting in postings:
            name, amount = posting.account.name, posting.amount
            if name == self._account and other:
                same = signs(payout) or key or f"#{transaction.number}"
                self._wait((other, same), day, amount, (key, payout))
            elif name == self._account:
                yield -amount, text
            elif banked and self._may_hold(posting.account):
                self._straight[name].append(
                    Straight(day, -amount, text, key, transaction)
                )

    def _may_hold(self, account: Account) -> bool:
        """Tell whether money with a provider may stand on an account."""
        return account.kind is Kind.CLEARING or account.name in self._providers

    def _wait(
        self,
        key: tuple[str, str],
        date: dt.date,
        amount: Decimal,
        references: Iterable[str],
    ) -> None:
        one = self._waiting.pop(key, UnderWay(key, date, ZERO))
        keys = frozenset(word for word in map(signs, references) if is_long(word))
        whole = replace(
            one, amount=one.amount + amount, references=one.references | keys
        )
        if whole.amount:
            self._waiting[key] = whole

    def _leave(self, amount: Decimal, text: str) -> None:
        """Take away what the bank booked of it: by reference, else the oldest."""
        one = self._oldest(
            lambda one: one.amount == amount and one.is_named(text),
            lambda one: one.is_part(text, amount),
            lambda one: one.amount == amount,
        )
        if one:
            self.arrived(one, amount)

    def _oldest(self, *criteria: Callable[[UnderWay], bool]) -> UnderWay | None:
        """Return the oldest payout under way by the first criterion that one meets."""
        every = self._waiting.values()
        return next((one for fits in criteria for one in every if fits(one)), None)

"""PF04: a payment to a member's own private account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books, Entry
from paraplu.evidence import shown, shown_leg
from paraplu.findings import Finding, Severity
from paraplu.flows.judging import HALF_A_CENT
from paraplu.flows.table import GOODS, MONEY, USE, VAT
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.register.model import Register

PF04 = Rule("PF04", Severity.ERROR, say("A payment to a member's private account"))

_KEY = "counterparty"
# The money of the cooperative; a member's cash box is no private account.
_PAID = MONEY - {Kind.CASH}
_BOUGHT = (
    USE
    | GOODS
    | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES, Kind.ROUNDING}
)
_OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what goes to a member's own account beyond receipts of that amount."""
    owners = _Owners(register)
    for entry in books.marked.get(_KEY, ()):
        member, legs = owners.paid_by(entry)
        if member:
            paid = -sum((entry.amounts[n] for n in legs), ZERO)
            amount = paid - _shown(books, entry)
            if paid > 0 and amount >= HALF_A_CENT:
                leg = min(legs, key=lambda n: entry.amounts[n])
                yield _private(books, entry, leg, member, paid, amount)


class _Owners(dict[object, str]):
    """Whose a counterparty is: by member code, or by IBAN of the private register."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._codes = {_plain(code): code for code in register.members}
        for code, person in register.private.items():
            self._codes |= {_plain(iban): code for iban in person.ibans}

    def __missing__(self, counterparty: object) -> str:
        """Return the code of the member, empty for anybody else; asked once each."""
        owner = self[counterparty] = self._codes.get(_plain(str(counterparty)), "")
        return owner

    def paid_by(self, entry: Entry) -> tuple[str, tuple[int, ...]]:
        """Return the member who is paid, and the money postings by which."""
        owner = self[entry.meta.get(_KEY)]
        if owner:
            return owner, _money(entry)
        if _KEY not in entry.meta:
            for leg, meta in enumerate(entry.leg_meta):
                owner = self[meta.get(_KEY)]
                if owner:
                    money = _money(entry)
                    return owner, (leg,) if leg in money else money
        return "", ()


def _money(entry: Entry) -> tuple[int, ...]:
    accounts = entry.shape.accounts
    return tuple(n for n, account in enumerate(accounts) if account.kind in _PAID)


def _plain(text: str) -> str:
    return "".join(text.split()).upper()


def _shown(books: Books, entry: Entry) -> Decimal:
    """Return how much of an entry receipts stand behind.

    A receipt on the entry stands behind all that it buys. A payable that is settled
    has the receipts of the linked entries that put it there.
    """
    whole = shown(books, entry)
    total = tax = ZERO
    any_shown = whole
    for leg, (account, amount) in enumerate(entry.legs()):
        if account.kind in _BOUGHT and (whole or shown_leg(entry, leg)):
            total += amount
            any_shown = True
        elif account.kind in VAT:
            tax += amount
        elif account.kind in _OWED and amount > 0:
            total += min(amount, _owed_with_receipt(books, entry, leg))
    return total + (tax if any_shown else ZERO)


def _owed_with_receipt(books: Books, entry: Entry, leg: int) -> Decimal:
    account = entry.shape.accounts[leg]
    linked = {
        other.number: other
        for link in entry.links
        for other in books.links[link]
        if other.date <= entry.date and shown(books, other)
    }
    return -sum(
        (
            amount
            for other in linked.values()
            for known, amount in other.legs()
            if known is account and amount < 0
        ),
        ZERO,
    )


def _private(
    books: Books, entry: Entry, leg: int, member: str, paid: Decimal, amount: Decimal
) -> Finding:
    return Finding(
        "PF04",
        Severity.ERROR,
        say(
            "{paid} goes to {member}'s own private account, and {amount} of it without "
            "a receipt of that amount. A member is never paid, only paid back.",
            paid=paid,
            member=member,
            amount=amount,
        ),
        entry.leg_source(leg),
        hint=say(
            "If it pays back what {member} advanced, add the receipt of that amount. "
            "If not, it has to come back.",
            member=member,
        ),
        member=member,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((PF04,), judge)

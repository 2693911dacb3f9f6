"""PF04: a payment to a member's own private account.

Money in person would be income beside the benefit, to be reported and set off (art. 17,
31 and 32 Participatiewet). Only what a member advanced is paid back, by its receipt.

    2025-03-01 * "Means of the cooperative"
      Assets:Bank            500.00 EUR
      Equity:Coop           -500.00 EUR

    2025-03-05 * "Thanks for helping at the fair"
      counterparty: "L01"
      Expenses:Coop:Thanks   100.00 EUR
      Assets:Bank           -100.00 EUR  ; PF04 L01 100.00
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.folding import capitals
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import COUNTERPARTY
from paraplu.base.money import HALF_A_CENT, ZERO, in_cents
from paraplu.ledger.books import Books, in_order
from paraplu.ledger.reimbursements import Reimbursing
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.ledger.entries import Entry
    from paraplu.register.model import Register

PF04 = Rule(
    "PF04",
    Severity.ERROR,
    say("A payment to a member's private account"),
    reads=("private.ibans",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what goes to a member's own account beyond receipts of that amount."""
    owners = _Owners(register)
    receipts = Reimbursing(books)
    for entry in in_order(
        batch.entry(row)
        for batch in books.batches
        for row, meta in batch.said(COUNTERPARTY)
        if owners[meta[COUNTERPARTY]]
    ):
        payees = owners.paid_by(entry)
        paid = {
            member: -sum((entry.amounts[n] for n in legs), ZERO)
            for member, legs in payees.items()
        }
        out = sum((amount for amount in paid.values() if amount > 0), ZERO)
        missing = out + _other_money(entry, payees) - receipts.shown(entry)
        for member, legs in payees.items():
            amount = min(paid[member], missing)
            if amount >= HALF_A_CENT:
                missing -= amount
                leg = min(legs, key=lambda n: entry.amounts[n])
                whole = paid[member]
                waits = receipts.waits(entry)
                yield _private(
                    books, entry, leg, member, whole, in_cents(amount), waits=waits
                )


def _other_money(entry: Entry, payees: dict[str, list[int]]) -> Decimal:
    """Return the money that an entry pays to others, who have receipts of their own."""
    theirs = {leg for legs in payees.values() for leg in legs}
    return -sum(
        (
            entry.amounts[n]
            for n in _money(entry)
            if n not in theirs and entry.amounts[n] < 0
        ),
        ZERO,
    )


class _Owners(dict[object, str]):
    """Whose a counterparty is: by member code, or by IBAN of the private register."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._codes = {capitals(code): code for code in register.members}
        for code, person in register.private.items():
            self._codes |= {capitals(iban): code for iban in person.ibans}

    def __missing__(self, counterparty: object) -> str:
        """Return the code of the member, empty for anybody else; asked once each."""
        owner = self[counterparty] = self._codes.get(capitals(str(counterparty)), "")
        return owner

    def paid_by(self, entry: Entry) -> dict[str, list[int]]:
        """Return by member the money postings that go to a private account.

        A counterparty on a posting is about that posting; one on the transaction is
        about the rest of its money, and so is one on a posting that is no money itself.
        """
        said = {
            n: meta[COUNTERPARTY]
            for n, meta in enumerate(entry.leg_meta)
            if COUNTERPARTY in meta
        }
        money = _money(entry)
        paid: dict[str, list[int]] = {}
        for leg in money:
            if leg in said and self[said[leg]]:
                paid.setdefault(self[said[leg]], []).append(leg)
        rest = [leg for leg in _sent(entry) if leg not in said]
        elsewhere = (self[who] for leg, who in said.items() if leg not in money)
        whole = self[entry.meta.get(COUNTERPARTY)] or next(filter(None, elsewhere), "")
        if whole and rest:
            paid.setdefault(whole, []).extend(rest)
        return paid


def _money(entry: Entry) -> tuple[int, ...]:
    accounts = entry.shape.accounts
    return tuple(n for n, account in enumerate(accounts) if account.kind in MONEY)


def _sent(entry: Entry) -> tuple[int, ...]:
    """Return the money postings that a counterparty on the transaction is about.

    They are its banks, or where it has none its other money: what goes from a bank to
    a clearing account has left the bank.
    """
    accounts = entry.shape.accounts
    banks = tuple(n for n, account in enumerate(accounts) if account.kind is Kind.BANK)
    return banks or _money(entry)


def _private(  # noqa: PLR0913 - all of them are told
    books: Books,
    entry: Entry,
    leg: int,
    member: str,
    paid: Decimal,
    amount: Decimal,
    *,
    waits: bool,
) -> Finding:
    cash = entry.shape.accounts[leg].kind in (Kind.COOP_CASH, Kind.CASH)
    message = (
        say(
            "{member} gets {paid} in cash, but there is no receipt for {amount} of it. "
            "A member is never paid, only paid back.",
            paid=paid,
            member=member,
            amount=amount,
        )
        if cash
        else say(
            "{paid} goes to {member}'s private account, but there is no receipt for "
            "{amount} of it. A member is never paid, only paid back.",
            paid=paid,
            member=member,
            amount=amount,
        )
    )
    return PF04.found(
        message,
        entry.leg_source(leg),
        hint=_hint(member, waits=waits),
        member=member,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


def _hint(member: str, *, waits: bool) -> Message:
    if waits:
        return say(
            "If it pays back a bill that {member} advanced, and that was booked "
            "earlier, give both entries the same `^link`, or name the receipt of that "
            "bill here too. If not, it has to come back.",
            member=member,
        )
    return say(
        "If it pays back what {member} advanced, add the receipt for that amount. "
        "If not, it has to come back.",
        member=member,
    )


FAMILY = Family((PF04,), judge)

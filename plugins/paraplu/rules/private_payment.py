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
from paraplu.ledger.reimbursements import Reimbursing
from paraplu.ledger.said import said
from paraplu.ledger.transactions import in_order
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Transaction
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
    everybody = said(books, COUNTERPARTY)
    for transaction in in_order(one for one, who in everybody if owners[who]):
        payees = owners.paid_by(transaction)
        paid = {
            member: -transaction.total(positions)
            for member, positions in payees.items()
        }
        out = sum((amount for amount in paid.values() if amount > 0), ZERO)
        missing = out + _other_money(transaction, payees) - receipts.shown(transaction)
        for member, positions in payees.items():
            amount = min(paid[member], missing)
            if amount >= HALF_A_CENT:
                missing -= amount
                position = min(positions, key=lambda n: transaction.postings[n].amount)
                whole = paid[member]
                waits = receipts.waits(transaction)
                yield _private(
                    books,
                    transaction,
                    position,
                    member,
                    whole,
                    in_cents(amount),
                    waits=waits,
                )


def _other_money(transaction: Transaction, payees: dict[str, list[int]]) -> Decimal:
    """Return the money that is paid to others, who have receipts of their own."""
    theirs = {position for positions in payees.values() for position in positions}
    postings = transaction.postings
    return -transaction.total(
        n for n in _money(transaction) if n not in theirs and postings[n].amount < 0
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

    def paid_by(self, transaction: Transaction) -> dict[str, list[int]]:
        """Return by member the money postings that go to a private account.

        A counterparty on a posting is about that posting; one on the transaction is
        about the rest of its money, and so is one on a posting that is no money itself.
        """
        own = {
            n: posting.meta[COUNTERPARTY]
            for n, posting in enumerate(transaction.postings)
            if COUNTERPARTY in posting.meta
        }
        money = _money(transaction)
        paid: dict[str, list[int]] = {}
        for position in money:
            if position in own and self[own[position]]:
                paid.setdefault(self[own[position]], []).append(position)
        rest = [position for position in _sent(transaction) if position not in own]
        elsewhere = (
            self[who] for position, who in own.items() if position not in money
        )
        whole = self[transaction.meta.get(COUNTERPARTY)] or next(
            filter(None, elsewhere), ""
        )
        if whole and rest:
            paid.setdefault(whole, []).extend(rest)
        return paid


def _money(transaction: Transaction) -> Positions:
    return transaction.signature.where(lambda role: role.kind in MONEY)


def _sent(transaction: Transaction) -> Positions:
    """Return the money postings that a counterparty on the transaction is about.

    They are its banks, or where it has none its other money: what goes from a bank to
    a clearing account has left the bank.
    """
    banks = transaction.signature.where(lambda role: role.kind is Kind.BANK)
    return banks or _money(transaction)


def _private(  # noqa: PLR0913 - all of them are told
    books: Books,
    transaction: Transaction,
    position: int,
    member: str,
    paid: Decimal,
    amount: Decimal,
    *,
    waits: bool,
) -> Finding:
    cash = transaction.accounts[position].kind in (Kind.COOP_CASH, Kind.CASH)
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
        transaction.source_at(position),
        hint=_hint(member, waits=waits),
        member=member,
        amount=amount,
        currency=books.currency,
        date=transaction.date,
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

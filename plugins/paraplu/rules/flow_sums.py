"""PF01 on what can't be added up: cents that are nowhere, prices, other commodities.

Where money goes is judged in `paraplu.rules.flow`; that has a meaning only where every
cent of a transaction is seen (contract, section 4).

    2025-03-01 * "Market" "Chairs sold"  ; PF01 L01 0.03
      Assets:Bank                100.0 EUR
      Income:Members:L01:Sales   -99.97 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT, ROUNDING, in_cents
from paraplu.ledger.cover import PARTS
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Signature, Transaction

PF01 = Rule(
    "PF01",
    Severity.ERROR,
    say("Money of a member goes where it may not go"),
    reads=("policies.charges",),
)


def uneven(books: Books) -> Iterator[Finding]:
    """Yield what of a ring Beancount takes for balanced, and is not.

    One amount with a single decimal makes it let five cents pass. What is more than
    that, it reports itself, but for what a price hides (`unweighed`).
    """
    for transaction in books.uneven:
        signature, amount = transaction.signature, abs(transaction.balance)
        weighed = signature.rings and not signature.unweighed
        if weighed and HALF_A_CENT <= amount <= ROUNDING:
            yield _uneven(books, transaction, amount)


def _uneven(books: Books, transaction: Transaction, amount: Decimal) -> Finding:
    return PF01.found(
        say(
            "The amounts of this entry differ by {amount}. Beancount lets that "
            "pass, but every cent of a member must go somewhere.",
            amount=amount,
        ),
        transaction.source,
        hint=say(
            "Correct the amounts, or book the cents on the cooperative's "
            "account for rounding, five at most."
        ),
        member=min(transaction.members),
        amount=in_cents(amount),
        currency=books.currency,
        date=transaction.date,
    )


def unweighed(books: Books) -> Iterator[Finding]:
    """Yield what does not say what it comes to in the operating currency.

    Then Beancount sees a transaction in balance that is not, and no rule sees where
    money goes. Between accounts that hold money it may: there it only changes place.
    """
    for transaction in books.with_signature(lambda signature: signature.unweighed):
        signature = transaction.signature
        amount = abs(transaction.balance)
        if amount >= HALF_A_CENT:
            yield _hidden(books, transaction, signature.unweighed[0], amount)
        elif not (signature.kinds <= MONEY or _foreign_to_ring(signature)):
            yield from _unpriced(books, transaction)


def _hidden(
    books: Books, transaction: Transaction, position: int, amount: Decimal
) -> Finding:
    return PF01.found(
        say(
            "By a price on an amount in {currency}, {amount} of this entry comes from "
            "nowhere or goes nowhere. Beancount lets that pass; here every cent has to "
            "be seen.",
            currency=books.currency,
            amount=amount,
        ),
        transaction.source_at(position),
        hint=say(
            "Write the price on the other commodity: {example}. An amount in "
            "{currency} has none.",
            example=_priced(books.currency),
            currency=books.currency,
        ),
        member=min(transaction.members, default=None),
        amount=in_cents(amount),
        currency=books.currency,
        date=transaction.date,
    )


def _priced(currency: str) -> str:
    """Return an amount in another commodity, with what it comes to in this one."""
    other = "EUR" if currency == "USD" else "USD"
    return f"120.00 {other} @@ 100.00 {currency}"


def _unpriced(books: Books, transaction: Transaction) -> Iterator[Finding]:
    """Yield what is in another commodity, without a price, that the cover counts."""
    signature = transaction.signature
    for position in signature.unweighed:
        account = transaction.postings[position].account
        if position in signature.foreign and account.kind in PARTS:
            yield PF01.found(
                say(
                    "{account} is booked without saying what it comes to in "
                    "{currency}, so nobody can see whether the members' money is "
                    "still there.",
                    account=account.name,
                    currency=books.currency,
                ),
                transaction.source_at(position),
                hint=say(
                    "Write what it came to that day: {example}.",
                    example=_priced(books.currency),
                ),
                member=min(transaction.members, default=None),
                currency=books.currency,
                date=transaction.date,
            )


def foreign(books: Books) -> Iterator[Finding]:
    """Yield what is in a ring in another commodity than the operating currency."""
    for transaction in books.with_signature(_foreign_to_ring):
        for position in _foreign_to_ring(transaction.signature):
            yield _in_other_commodity(books, transaction, position)


def _foreign_to_ring(signature: Signature) -> list[int]:
    """Return the postings of a ring that are in another commodity."""
    return [n for n in signature.foreign if signature.roles[n].ring]


def _in_other_commodity(
    books: Books, transaction: Transaction, position: int
) -> Finding:
    account = transaction.accounts[position]
    return PF01.found(
        say(
            "{account} is booked in another commodity than {currency}. A member's ring "
            "is kept in {currency} alone, so that it can be added up.",
            account=account.name,
            currency=books.currency,
        ),
        transaction.source_at(position),
        hint=say(
            "Book the amount in {currency} at the rate of the day.",
            currency=books.currency,
        ),
        member=account.member,
        amount=in_cents(abs(transaction.postings[position].amount)) or None,
        currency=books.currency,
        date=transaction.date,
    )

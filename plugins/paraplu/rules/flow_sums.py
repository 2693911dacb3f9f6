"""PF01 on what can't be added up: cents that are nowhere, prices, other commodities.

Where money goes is judged in `paraplu.rules.flow`; that has a meaning only where every
cent of an entry is seen (contract, section 4).

    2025-03-01 * "Market" "Chairs sold"  ; PF01 L01 0.03
      Assets:Bank                100.0 EUR
      Income:Members:L01:Sales   -99.97 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT, ROUNDING, ZERO, in_cents
from paraplu.ledger.cover import PARTS
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.patterns import Pattern

PF01 = Rule(
    "PF01",
    Severity.ERROR,
    say("Money of a member goes where it may not go"),
    reads=("policies.charges",),
)


def uneven(books: Books) -> Iterator[Finding]:
    """Yield the entries of a ring that Beancount takes for balanced, and that are not.

    One amount with a single decimal makes it let five cents pass. What is more than
    that, it reports itself, but for what a price hides (`unweighed`).
    """
    for batch in books.batches:
        for row, total in batch.uneven.items() if batch.pattern.rings else ():
            amount = abs(total)
            if HALF_A_CENT <= amount <= ROUNDING and row not in batch.unweighed:
                yield _uneven(books, batch.entry(row), amount)


def _uneven(books: Books, entry: Entry, amount: Decimal) -> Finding:
    return PF01.found(
        say(
            "The amounts of this entry differ by {amount}. Beancount lets that "
            "pass, but every cent of a member must go somewhere.",
            amount=amount,
        ),
        entry.source,
        hint=say(
            "Correct the amounts, or book the cents on the cooperative's "
            "account for rounding, five at most."
        ),
        member=min(entry.shape.members),
        amount=in_cents(amount),
        currency=books.currency,
        date=entry.date,
    )


def unweighed(books: Books) -> Iterator[Finding]:
    """Yield what does not say what it comes to in the operating currency.

    Then Beancount sees an entry in balance that is not, and no rule sees where money
    goes. Between accounts that hold money it may: there it only changes place.
    """
    for batch in books.batches:
        for row, legs in batch.unweighed.items():
            entry = batch.entry(row)
            amount = abs(batch.uneven.get(row, ZERO))
            if amount >= HALF_A_CENT:
                yield _hidden(books, entry, legs[0], amount)
            elif not (entry.shape.kinds <= MONEY or _foreign_to_ring(batch.pattern)):
                yield from _unpriced(books, entry, legs)


def _hidden(books: Books, entry: Entry, leg: int, amount: Decimal) -> Finding:
    return PF01.found(
        say(
            "By a price on an amount in {currency}, {amount} of this entry comes from "
            "nowhere or goes nowhere. Beancount lets that pass; here every cent has to "
            "be seen.",
            currency=books.currency,
            amount=amount,
        ),
        entry.leg_source(leg),
        hint=say(
            "Write the price on the other commodity: {example}. An amount in "
            "{currency} has none.",
            example=_priced(books.currency),
            currency=books.currency,
        ),
        member=min(entry.shape.members, default=None),
        amount=in_cents(amount),
        currency=books.currency,
        date=entry.date,
    )


def _priced(currency: str) -> str:
    """Return an amount in another commodity, with what it comes to in this one."""
    other = "EUR" if currency == "USD" else "USD"
    return f"120.00 {other} @@ 100.00 {currency}"


def _unpriced(books: Books, entry: Entry, legs: tuple[int, ...]) -> Iterator[Finding]:
    """Yield the legs in another commodity, without a price, that the cover counts."""
    foreign = entry.shape.pattern.foreign
    for leg in legs:
        account = entry.shape.accounts[leg]
        if leg in foreign and account.kind in PARTS:
            yield PF01.found(
                say(
                    "{account} is booked without saying what it comes to in "
                    "{currency}, so nobody can see whether the members' money is "
                    "still there.",
                    account=account.name,
                    currency=books.currency,
                ),
                entry.leg_source(leg),
                hint=say(
                    "Write what it came to that day: {example}.",
                    example=_priced(books.currency),
                ),
                member=min(entry.shape.members, default=None),
                currency=books.currency,
                date=entry.date,
            )


def foreign(books: Books) -> Iterator[Finding]:
    """Yield what is in a ring in another commodity than the operating currency."""
    for batch in books.batches:
        for leg in _foreign_to_ring(batch.pattern):
            for entry in batch.entries:
                yield _in_other_commodity(books, entry, leg)


def _foreign_to_ring(pattern: Pattern) -> list[int]:
    """Return the legs of a ring that are in another commodity."""
    return [leg for leg in pattern.foreign if pattern.legs[leg].ring]


def _in_other_commodity(books: Books, entry: Entry, leg: int) -> Finding:
    account = entry.shape.accounts[leg]
    return PF01.found(
        say(
            "{account} is booked in another commodity than {currency}. A member's ring "
            "is kept in {currency} alone, so that it can be added up.",
            account=account.name,
            currency=books.currency,
        ),
        entry.leg_source(leg),
        hint=say(
            "Book the amount in {currency} at the rate of the day.",
            currency=books.currency,
        ),
        member=account.member,
        amount=in_cents(abs(entry.amounts[leg])) or None,
        currency=books.currency,
        date=entry.date,
    )

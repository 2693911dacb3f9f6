"""IS01: a service between members has two equal sides, and no VAT.

The cooperative is the one taxable person, so what members do for each other inside
it is no supply in the sense of the VAT act: it moves a result from one ring to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books, Entry
from paraplu.conduct import closes, opens
from paraplu.episodes import HALF_A_CENT
from paraplu.findings import Finding, Severity
from paraplu.flows.table import USE, VAT
from paraplu.language import Message, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.register.model import Register

IS01 = Rule(
    "IS01",
    Severity.ERROR,
    say("An internal service whose sides differ, or that carries VAT"),
)


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the internal services that do not come to nil inside the cooperative."""
    for shape, entries in books.shapes.items():
        kinds = [account.kind for account in shape.accounts]
        if (
            Kind.INTERNAL_SALES in kinds
            and not closes(shape)
            and not opens(books, shape)
        ):
            for entry in entries:
                yield from _judged(books, entry)


def _judged(books: Books, entry: Entry) -> Iterator[Finding]:
    sellers = {
        account.member
        for account in entry.shape.accounts
        if account.kind is Kind.INTERNAL_SALES
    }
    first = next(
        n
        for n, account in enumerate(entry.shape.accounts)
        if account.kind is Kind.INTERNAL_SALES
    )
    served = taken = charged = claimed = ZERO
    for account, amount in entry.legs():
        if account.kind is Kind.INTERNAL_SALES:
            served -= amount
        elif account.kind is Kind.COOP_EXPENSES or (
            account.kind in USE and sellers != {account.member}
        ):
            taken += amount
        elif account.kind in VAT and amount < 0:
            charged -= amount
        elif account.kind in VAT:
            claimed += amount
    tax = max(charged, claimed)
    apart = abs(served - taken)
    if tax:
        message = say(
            "An internal service carries {amount} of VAT. Inside the cooperative there "
            "is none: it is one firm to the tax office.",
            amount=tax,
        )
        yield _finding(books, entry, first, message, tax)
    if apart >= HALF_A_CENT and apart != abs(charged - claimed):
        message = say(
            "{member} booked an internal service of {served}, and {taken} is booked "
            "with whoever received it.",
            member=entry.shape.accounts[first].member,
            served=served,
            taken=taken,
        )
        yield _finding(books, entry, first, message, apart)


def _finding(
    books: Books, entry: Entry, leg: int, message: Message, amount: Decimal
) -> Finding:
    return Finding(
        "IS01",
        Severity.ERROR,
        message,
        entry.leg_source(leg),
        hint=say(
            "Book the same amount on both sides: the one member's internal sales, and "
            "the other's costs, growth or training, or the cooperative's expenses."
        ),
        member=entry.shape.accounts[leg].member,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((IS01,), judge)

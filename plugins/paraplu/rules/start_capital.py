"""MB10: a member has no more start capital than the register promises.

It raises the thermometer, so what is given too much can be spent; nobody decided on
more (contract, section 3).

    members:
      L01:
        joined: 2025-01-01
        permission: [{from: 2025-01-01}]
        start_capital: 500.00

    2025-01-10 * "Means of the cooperative"
      Assets:Bank                       900.00 EUR
      Equity:Coop                      -900.00 EUR

    2025-01-15 * "Start capital"
      Equity:Coop                       600.00 EUR
      Equity:Members:L01:StartCapital  -600.00 EUR  ; MB10 L01 100.00
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.membership import Member
    from paraplu.register.model import Register

MB10 = Rule(
    "MB10",
    Severity.ERROR,
    say("More start capital than was promised"),
    reads=("members.start_capital",),
)


class _Given(NamedTuple):
    """One posting of start capital; what was given back is below zero."""

    transaction: Transaction
    position: int
    amount: Decimal


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield every member who has more than was promised, as the books are now.

    A member without `start_capital:` in the register was promised nothing that could
    be gone over.
    """
    promised = {
        code
        for code, member in register.members.items()
        if member.start_capital is not None
    }
    given = _given(books, promised)
    for code, postings in sorted(given.items()):
        yield from _beyond(books, register.members[code], postings)


def _given(books: Books, members: set[str]) -> dict[str, list[_Given]]:
    """Return the postings of start capital by member, in the order of the ledger."""
    found: dict[str, list[_Given]] = {}
    for transaction, n in books.postings_where(
        lambda role: role.kind is Kind.START_CAPITAL
    ):
        posting = transaction.postings[n]
        if posting.account.member in members:
            one = _Given(transaction, n, -posting.amount)
            found.setdefault(posting.account.member, []).append(one)
    for given in found.values():
        given.sort(key=lambda one: (one.transaction.number, one.position))
    return found


def _beyond(books: Books, member: Member, postings: list[_Given]) -> Iterator[Finding]:
    """Yield what a member has beyond the promise, where that begins.

    The finding is at the transaction after which there was always more.
    """
    promise = member.start_capital or ZERO
    total = ZERO
    first: _Given | None = None
    for one in postings:
        total += one.amount
        if total <= promise:
            first = None
        elif first is None:
            first = one
    if first is None:
        return
    yield MB10.found(
        say(
            "{member} has {total} in start capital, but {promise} was promised in the "
            "register: {amount} too much.",
            member=member.code,
            total=total,
            promise=promise,
            amount=total - promise,
        ),
        first.transaction.source_at(first.position),
        hint=say(
            "Give back the difference. If more was promised, correct `start_capital:` "
            "in the register, and keep the decision."
        ),
        member=member.code,
        amount=total - promise,
        currency=books.currency,
        date=first.transaction.date,
    )


FAMILY = Family((MB10,), judge)
"""Start capital: no more of it than was promised."""

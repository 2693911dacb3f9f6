"""BK05: a year mistyped, so that a transaction lies far from all others.

Deadlines are seen from the newest transaction (contract, section 5): one typing error
would make everything late.

    2025-03-20 * "Means of the cooperative"
      Assets:Cash             100.00 EUR
      Equity:Coop            -100.00 EUR

    2052-03-27 * "Coffee"  ; BK05
      Expenses:Coop:Canteen     5.00 EUR
      Assets:Cash              -5.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import LEAP
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import in_days, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Assertion, Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

BK05 = Rule("BK05", Severity.WARNING, say("A day far from all others"))


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the transactions and balances whose year must be mistyped.

    What makes a transaction one of them is told in `paraplu.base.dates`. A member's
    transaction that lies far before all others is told by MB03.
    """
    newest = books.newest_day
    if newest is None:
        return
    for transaction in books.far_ahead:
        yield _ahead(transaction, newest)
    for transaction in books.far_behind:
        if not transaction.members and books.first_day:
            yield _before(transaction, books.first_day)
    for account, assertions in books.assertions.items():
        for assertion in assertions:
            if (assertion.date - newest).days > LEAP:
                yield _balance(account, assertion, newest)


def _ahead(transaction: Transaction, newest: dt.date) -> Finding:
    return BK05.found(
        say(
            "{day} is {days} after the newest of the other entries, {newest}. The year "
            "may be a typing error, so deadlines are counted without this entry.",
            day=transaction.date,
            days=in_days((transaction.date - newest).days),
            newest=newest,
        ),
        transaction.source,
        hint=say(
            "Correct the year. If it is right, nothing has to be done: once five "
            "entries have such a day, the deadlines count from there."
        ),
        member=min(transaction.members, default=None),
        date=transaction.date,
    )


def _before(transaction: Transaction, first: dt.date) -> Finding:
    return BK05.found(
        say(
            "{day} is {days} before the first of the other entries, {first}. The year "
            "may be a typing error, so the books are taken to begin on {first}.",
            day=transaction.date,
            days=in_days((first - transaction.date).days),
            first=first,
        ),
        transaction.source,
        hint=say("Correct the year."),
        date=transaction.date,
    )


def _balance(account: str, assertion: Assertion, newest: dt.date) -> Finding:
    return BK05.found(
        say(
            "The balance of {account} on {day} is {days} after the newest entry, "
            "{newest}. The year may be a typing error, so it does not show yet that "
            "the account was compared.",
            account=account,
            day=assertion.date,
            days=in_days((assertion.date - newest).days),
            newest=newest,
        ),
        assertion.source,
        hint=say("Correct the year."),
        date=assertion.date,
    )


FAMILY = Family((BK05,), judge)

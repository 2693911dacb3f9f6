"""BK01 and BK02: bank lines booked twice, and banks that are not reconciled."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.findings import Finding, Severity
from paraplu.flows.table import MONEY
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.accounts import Account
    from paraplu.books import Assertion, Books, Entry, Opened, Shape
    from paraplu.register.model import Register

BK01 = Rule("BK01", Severity.ERROR, say("The same bank reference twice on one account"))
BK02 = Rule("BK02", Severity.WARNING, say("A bank account that was not reconciled"))

_REFERENCE = "bank-ref"
# Beancount lets a balance differ by a cent when the amount has two decimals; an
# assertion that allows more does not show that bank and books agree.
_TOLERANCE = Decimal("0.01")


def judge_references(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield every bank line that is booked again."""
    first: dict[tuple[Account, str], Entry] = {}
    legs = {shape: _statement_legs(shape) for shape in books.shapes}
    for entry in sorted(books.marked.get(_REFERENCE, ()), key=attrgetter("number")):
        said = False
        for leg, reference in _referenced(entry, legs[entry.shape]):
            key = (entry.shape.accounts[leg], reference)
            earlier = first.setdefault(key, entry)
            if earlier is not entry and not said:
                said = True
                yield _again(books, entry, leg, reference, earlier)


def _statement_legs(shape: Shape) -> tuple[int, ...]:
    """Return the postings that a bank reference on the transaction is about.

    They are its bank accounts, or where it has none its other money accounts, such as
    the clearing account of a payment provider.
    """
    accounts = list(enumerate(shape.accounts))
    banks = tuple(n for n, account in accounts if account.kind is Kind.BANK)
    return banks or tuple(n for n, account in accounts if account.kind in MONEY)


def _referenced(entry: Entry, legs: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return the postings of an entry with their bank references."""
    whole = entry.meta.get(_REFERENCE)
    if whole is not None:
        postings = entry.written.postings
        return [
            (leg, str((postings[leg].meta or {}).get(_REFERENCE, whole)))
            for leg in legs
        ]
    return [
        (leg, str(meta[_REFERENCE]))
        for leg, meta in enumerate(entry.leg_meta)
        if _REFERENCE in meta
    ]


def _again(
    books: Books, entry: Entry, leg: int, reference: str, earlier: Entry
) -> Finding:
    return Finding(
        "BK01",
        Severity.ERROR,
        say(
            "The bank line {reference} of {account} is booked twice: {amount} on "
            "{day}, and before that on {earlier}.",
            reference=reference,
            account=entry.shape.accounts[leg].name,
            amount=abs(entry.amounts[leg]),
            day=entry.date,
            earlier=earlier.date,
        ),
        entry.source,
        hint=say("Remove one of the two, or correct its `bank-ref:`."),
        member=min(entry.shape.members, default=None),
        amount=abs(entry.amounts[leg]),
        currency=books.currency,
        date=entry.date,
    )


def judge_balances(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the bank accounts without a recent balance assertion, seen from today."""
    limit = register.policy(books.today).reconcile_days
    for account, days in books.days.items():
        opened = books.opened.get(account.name)
        if account.kind is not Kind.BANK or opened is None:
            continue
        if opened.closed and opened.closed <= books.today:
            continue
        assertion = _last(books, account.name)
        since = assertion.date if assertion else min(days)
        age = (books.today - since).days
        if age > limit:
            yield _not_reconciled(opened, assertion, since, age, limit)


def _last(books: Books, name: str) -> Assertion | None:
    """Return the last assertion on an account or one above it that shows something."""
    parts = name.split(":")
    names = (":".join(parts[:n]) for n in range(2, len(parts) + 1))
    found = [
        assertion
        for above in names
        for assertion in books.assertions.get(above, ())
        if assertion.date <= books.today
        and (assertion.tolerance is None or assertion.tolerance <= _TOLERANCE)
    ]
    return max(found, key=lambda assertion: assertion.date, default=None)


def _not_reconciled(
    opened: Opened,
    assertion: Assertion | None,
    since: dt.date,
    age: int,
    limit: int,
) -> Finding:
    if assertion:
        message = say(
            "{account} was last compared with the bank on {since}, {age} days ago; "
            "{limit} is the most.",
            account=opened.account.name,
            since=since,
            age=age,
            limit=limit,
        )
    else:
        message = say(
            "{account} was never compared with the bank since its first entry on "
            "{since}, {age} days ago; {limit} is the most.",
            account=opened.account.name,
            since=since,
            age=age,
            limit=limit,
        )
    return Finding(
        "BK02",
        Severity.WARNING,
        message,
        assertion.source if assertion else opened.source,
        hint=say(
            "Add a `balance` line with what the bank statement says at the end of a "
            "day, dated the day after."
        ),
        date=since,
    )


REFERENCES = Family((BK01,), judge_references)
BALANCES = Family((BK02,), judge_balances)

"""BK01 and BK02: bank lines booked twice, and accounts that are not reconciled.

The board must be able to tell at any time what there is (art. 2:10 BW), and only the
bank knows what is on the bank. How long it may go without is agreed: `reconcile_days`.

    2025-01-02 * "Market" "Two chairs"
      bank-ref: "2025-000117"
      Assets:Bank                60.00 EUR  ; BK02
      Income:Members:L01:Sales  -60.00 EUR

    2025-03-01 * "Market" "Two chairs"  ; BK01 L01 60.00
      bank-ref: "2025-000117"
      Assets:Bank                60.00 EUR
      Income:Members:L01:Sales  -60.00 EUR
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, within
from paraplu.base.dates import shifted
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.kinds import MONEY
from paraplu.base.language import Message, in_days, say
from paraplu.base.metadata import BANK_REF
from paraplu.ledger.said import said
from paraplu.ledger.transactions import in_order
from paraplu.rules.line_parts import Use, are_parts
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Assertion, Books, Opened
    from paraplu.ledger.transactions import Positions, Signature, Transaction
    from paraplu.register.model import Register

BK01 = Rule("BK01", Severity.ERROR, say("The same bank reference twice on one account"))
BK02 = Rule(
    "BK02",
    Severity.WARNING,
    say("An account that was not reconciled"),
    reads=("policies.reconcile_days", "cooperative.banks"),
)

# Beancount lets a balance differ by a cent when the amount has two decimals; an
# assertion that allows more does not show that bank and books agree.
_TOLERANCE = Decimal("0.01")


def judge_references(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield every bank line that is booked again, but for parts of one line."""
    uses: defaultdict[tuple[Account, str], list[Use]] = defaultdict(list)
    suspects = _suspects(books)
    for transaction in suspects:
        for position, reference in _referenced(transaction):
            if reference:
                account = transaction.accounts[position]
                uses[account, reference].append((transaction, position))
    twice: dict[int, tuple[int, str, Transaction]] = {}
    for (account, reference), found in uses.items():
        earlier = found[0][0]
        if not are_parts(books, account, found):
            for one, position in found:
                if one is not earlier:
                    twice.setdefault(one.number, (position, reference, earlier))
    for transaction in suspects:
        if transaction.number in twice:
            yield _again(books, transaction, *twice[transaction.number])


def _suspects(books: Books) -> list[Transaction]:
    """Return the transactions with a reference that is said more than once."""
    lines = [(one, _plain(reference)) for one, reference in said(books, BANK_REF)]
    times = Counter(reference for _, reference in lines)
    if len(times) == len(lines):
        return []
    return in_order(one for one, reference in lines if times[reference] > 1)


def _on_statement(signature: Signature) -> Positions:
    """Return the postings that a bank reference on the transaction is about.

    They are its bank accounts, or where it has none its other money accounts, such as
    the clearing account of a payment provider.
    """
    banks = signature.where(lambda role: role.kind is Kind.BANK)
    return banks or signature.where(lambda role: role.kind in MONEY)


def _referenced(transaction: Transaction) -> list[tuple[int, str]]:
    """Return the postings of a transaction with their bank references."""
    if transaction.meta.get(BANK_REF) is not None:
        positions: Iterable[int] = _on_statement(transaction.signature)
    else:
        every = enumerate(transaction.postings)
        positions = [n for n, posting in every if BANK_REF in posting.meta]
    return [(n, _plain(transaction.said(BANK_REF, n))) for n in positions]


def _plain(reference: object) -> str:
    return "" if reference is None else str(reference).strip()


def _again(
    books: Books,
    transaction: Transaction,
    position: int,
    reference: str,
    earlier: Transaction,
) -> Finding:
    return BK01.found(
        say(
            "The bank line {reference} of {account} is booked twice: {amount} on "
            "{day}, and earlier on {earlier}.",
            reference=reference,
            account=transaction.accounts[position].name,
            amount=abs(transaction.postings[position].amount),
            day=transaction.date,
            earlier=earlier.date,
        ),
        transaction.source,
        hint=say(
            "Remove one of the two, or correct its `bank-ref:`. If they are parts of "
            "one line, the `balance` line after them has to agree."
        ),
        member=min(transaction.members, default=None),
        amount=abs(transaction.postings[position].amount),
        currency=books.currency,
        date=transaction.date,
    )


class Comparison(NamedTuple):
    """When an account was last compared with the bank, or with a payment provider.

    Where it never was, `assertion` is None and `since` the day of its first
    transaction.
    """

    account: Account
    opened: Opened
    since: dt.date
    assertion: Assertion | None


def comparisons(books: Books, register: Register) -> Iterator[Comparison]:
    """Yield the last comparison of every account that somebody else keeps for us.

    These are the bank accounts, and the clearing accounts of payment providers that the
    register names, as far as they are open today.
    """
    for account in books.accounts:
        opened = books.opened.get(account.name)
        held = account.kind is Kind.BANK or of_provider(account, register)
        if not held or opened is None:
            continue
        if opened.closed and opened.closed <= books.today:
            continue
        last = last_assertion(books, account.name)
        since = last.date if last else min(books.days[account])
        yield Comparison(account, opened, since, last)


def of_provider(account: Account, register: Register) -> bool:
    """Tell whether a payment provider holds what is on a clearing account."""
    return account.kind is Kind.CLEARING and any(
        bank.provider and within(account.name, bank.account)
        for bank in register.cooperative.banks
    )


def judge_balances(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the accounts without a recent balance assertion, seen from today."""
    limit = register.policy(books.today).reconcile_days
    for account, opened, since, last in comparisons(books, register):
        age = (books.today - since).days
        if age > limit:
            at_bank = account.kind is Kind.BANK
            say_it = _compared if at_bank else _compared_with_provider
            yield BK02.found(
                say_it(account, since, age, limit, ever=last is not None),
                last.source if last else opened_at(books, opened, since),
                hint=say(
                    "Add a `balance` line with what the bank statement says at the end "
                    "of a day, dated the day after."
                )
                if at_bank
                else say(
                    "Add a `balance` line with what the provider itself says it still "
                    "has to pay out at the end of a day, dated the day after."
                ),
                date=since,
            )


def opened_at(books: Books, opened: Opened, first_used: dt.date) -> Source:
    """Return where an account is opened, or first used where a plugin opened it."""
    if not opened.source.file.startswith("<"):
        return opened.source
    # By name, for a posting of 0.00 stands on an account that holds nothing.
    return next(
        transaction.source_at(position)
        for transaction in books.transactions_on(first_used)
        for position, account in enumerate(transaction.accounts)
        if account.name == opened.account.name
    )


def last_assertion(books: Books, name: str) -> Assertion | None:
    """Return the last assertion on an account or one above it that shows something.

    A `balance` is about the end of the day before it, so one of tomorrow counts.
    """
    tomorrow = shifted(books.today, 1)
    parts = name.split(":")
    names = (":".join(parts[:n]) for n in range(2, len(parts) + 1))
    found = [
        assertion
        for above in names
        for assertion in books.assertions.get(above, ())
        if assertion.date <= tomorrow
        and (assertion.tolerance is None or assertion.tolerance <= _TOLERANCE)
    ]
    return max(found, key=lambda assertion: assertion.date, default=None)


def _compared(
    account: Account, since: dt.date, age: int, limit: int, *, ever: bool
) -> Message:
    if ever:
        return say(
            "{account} was last compared with the bank on {since}, {age} ago; at most "
            "{limit} is allowed.",
            account=account.name,
            since=since,
            age=in_days(age),
            limit=in_days(limit),
        )
    return say(
        "{account} has never been compared with the bank since its first entry on "
        "{since}, {age} ago; at most {limit} is allowed.",
        account=account.name,
        since=since,
        age=in_days(age),
        limit=in_days(limit),
    )


def _compared_with_provider(
    account: Account, since: dt.date, age: int, limit: int, *, ever: bool
) -> Message:
    if ever:
        return say(
            "{account} was last compared with the payment provider's report on "
            "{since}, {age} ago; {limit} is the most.",
            account=account.name,
            since=since,
            age=in_days(age),
            limit=in_days(limit),
        )
    return say(
        "{account} was never compared with the payment provider's report since its "
        "first entry on {since}, {age} ago; {limit} is the most.",
        account=account.name,
        since=since,
        age=in_days(age),
        limit=in_days(limit),
    )


REFERENCES = Family((BK01,), judge_references)
BALANCES = Family((BK02,), judge_balances)

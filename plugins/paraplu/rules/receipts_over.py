"""EV05 where `receipt-total:` says what is on a receipt: no more of it is used.

Judged with the other uses of receipts, in `paraplu.rules.receipt_files`.

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-05 * "Sawmill" "Wood"  ; EV05 L01 4.00
      receipt: "documents/wood.pdf"
      receipt-total: 36.00
      Expenses:Members:L01:Costs   40.00 EUR
      Assets:Bank                 -40.00 EUR
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paraplu.base.findings import Cause, Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ZERO, in_cents
from paraplu.ledger.receipt_totals import Total, said_total, used
from paraplu.rules.receipt_claims import CLAIMED
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.findings import Source
    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.rules.receipt_claims import Claim

EV05 = Rule(
    "EV05", Severity.ERROR, say("One receipt used for two expenses"), waivable=True
)


def against_total(
    books: Books, alike: Sequence[Claim]
) -> list[tuple[Finding, int]] | None:
    """Return what goes beyond the total of a receipt; None where nobody says one."""
    totals = [
        (claim, said_total(claim.transaction, claim.receipt, books.currency))
        for claim in alike
    ]
    said = [(claim, total) for claim, total in totals if total]
    if not said:
        return None
    wrong = [
        (mistyped(claim.transaction, total), claim.number)
        for claim, total in said
        if total.amount is None
    ]
    if wrong:
        return wrong
    first, total = said[0]
    differing = [
        (_disagrees(books, claim, other, first, total), claim.number)
        for claim, other in said
        if other.amount != total.amount
    ]
    return differing or list(_beyond(books, alike, total.amount or ZERO))


def _beyond(
    books: Books, alike: Sequence[Claim], total: Decimal
) -> Iterator[tuple[Finding, int]]:
    """Yield the entries by which the uses of a receipt come to more than is on it."""
    claims: dict[int, list[Claim]] = {}
    for claim in alike:
        claims.setdefault(claim.number, []).append(claim)
    transactions = {number: found[0].transaction for number, found in claims.items()}
    links = {
        link for transaction in transactions.values() for link in transaction.links
    }
    others = {transaction.number: transaction for transaction in books.linked(*links)}
    so_far = ZERO
    for number in sorted({*transactions, *others}):
        if number in transactions:
            part = used(
                transactions[number], [one.receipt for one in claims[number]], CLAIMED
            )
        else:
            part = min(used(others[number], None, CLAIMED), ZERO)
        before, so_far = max(so_far, total), so_far + part
        excess = in_cents(so_far - before)
        if number in transactions and excess > 0:
            claim = claims[number][0]
            yield _too_much(books, claim, total, so_far, excess), number


def _too_much(
    books: Books, claim: Claim, total: Decimal, so_far: Decimal, excess: Decimal
) -> Finding:
    message = say(
        "The receipt {path} comes to {total}, but the entries that name it come to "
        "{so_far}, this one included.",
        path=books.shelf.shown(claim.receipt.path),
        total=total,
        so_far=so_far,
    )
    hint = say(
        "Check whether something was booked twice, or on the wrong receipt. If the "
        "total is wrong, correct `receipt-total:` on every entry that has it."
    )
    return _about_total(books, claim, message, hint, excess)


def mistyped(transaction: Transaction, total: Total) -> Finding:
    """Return that what a transaction says about its receipt is no total."""
    return EV05.found(
        say("“{text}” cannot be the total of a receipt.", text=total.text)
        if total.text
        else say("`receipt-total:` is empty."),
        total.source,
        hint=say(
            "Write the amount on the receipt, with VAT, without quotes: "
            "`receipt-total: 100.00`."
        ),
        member=min(transaction.members, default=None),
        date=transaction.date,
        cause=Cause.TOTAL,
    )


def _disagrees(
    books: Books, claim: Claim, total: Total, first: Claim, earlier: Total
) -> Finding:
    message = say(
        "The receipt {path} comes to {total} here, but to {other} at the expense of "
        "{day}.",
        path=books.shelf.shown(claim.receipt.path),
        total=total.amount,
        other=earlier.amount,
        day=first.transaction.date,
    )
    hint = say("Look at the receipt, and correct the total that is wrong.")
    found = _about_total(books, claim, message, hint, None, total.source)
    return replace(found, cause=Cause.TOTAL)


def _about_total(
    books: Books,
    claim: Claim,
    message: Message,
    hint: Message,
    amount: Decimal | None,
    source: Source | None = None,
) -> Finding:
    transaction = claim.transaction
    return EV05.found(
        message,
        source or claim.receipt.source,
        hint=hint,
        member=min(transaction.members, default=None),
        amount=amount,
        currency=None if amount is None else books.currency,
        date=transaction.date,
    )

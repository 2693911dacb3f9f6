"""FN03: one receipt is claimed twice, from two funds or from a fund and a member.

A funder pays for what nobody else pays. One receipt may be split, up to what is on it:
`receipt-total:` says how much that is, or else it is the most that one entry books or
pays of it. It is judged with the other uses of receipts, in
`paraplu.rules.receipts_twice`.

    2025-03-03 * "Two funders" "Grants"
      Assets:Bank                     200.00 EUR
      Income:Funds:Cordaid2025       -100.00 EUR
      Income:Funds:Kansfonds2025     -100.00 EUR

    2025-03-05 * "Printer" "Posters"
      receipt: "documents/print.pdf"
      Expenses:Funds:Cordaid2025:Coop  40.00 EUR
      Assets:Bank                     -40.00 EUR

    2025-03-12 * "Printer" "Posters"  ; FN03 40.00
      receipt: "documents/print.pdf"
      Expenses:Funds:Kansfonds2025:Coop  40.00 EUR
      Assets:Bank                     -40.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import GOODS, USE
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT, ZERO, in_cents
from paraplu.ledger.receipt_totals import of_receipts, said_total, used
from paraplu.rules.receipt_claims import CLAIMED
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt
    from paraplu.ledger.transactions import Transaction
    from paraplu.rules.receipt_claims import Claim

FN03 = Rule(
    "FN03", Severity.ERROR, say("One receipt charged to a fund and somebody else")
)


class _Payer(NamedTuple):
    """Who is charged with something: a fund, or a member by code."""

    fund: str
    member: str


OF_FUNDS = frozenset({Kind.FUND_EXPENSES})
_UNDER_WAY = frozenset({Kind.CLEARING, Kind.PAYABLE, Kind.COOP_PAYABLE})


def claimed_twice(
    books: Books, alike: Sequence[Claim]
) -> Iterator[tuple[Finding, int]]:
    """Yield the transactions by which a fund and somebody else pay more than a receipt.

    `alike` are all claims on one receipt; with each finding goes the number of its
    entry. Amounts are with VAT, as they are on the receipt.
    """
    if not any(one.transaction.signature.kinds & OF_FUNDS for one in alike):
        return
    claims: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in alike:
        # Means to start are given, and spent afterwards on what there is a receipt of.
        if Kind.START_CAPITAL not in claim.transaction.signature.kinds:
            claims[claim.number].append(claim)
    transactions = {number: found[0].transaction for number, found in claims.items()}
    receipts = {n: [one.receipt for one in found] for n, found in claims.items()}
    links = {
        link for transaction in transactions.values() for link in transaction.links
    }
    others = {
        transaction.number: transaction
        for transaction in books.linked(*links)
        if transaction.number not in transactions
    }
    total = _total(books, alike) or _most(transactions, receipts, others)
    paying: defaultdict[_Payer, Decimal] = defaultdict(lambda: ZERO)
    so_far = ZERO
    for number in sorted({*transactions, *others}):
        transaction = transactions.get(number) or others[number]
        shown = receipts.get(number)
        part = used(transaction, shown, CLAIMED)
        part = part if number in transactions else min(part, ZERO)
        for who, amount in _paying(transaction, shown):
            if number in transactions or amount < 0:
                paying[who] += amount
        before, so_far = max(so_far, total), so_far + part
        excess = so_far - before
        both = [who for who, amount in paying.items() if amount >= HALF_A_CENT]
        double = len(both) > 1 and any(who.fund for who in both)
        if number in transactions and double and excess >= HALF_A_CENT:
            claim = claims[number][0]
            yield _found(books, claim, both, so_far, excess), number


def _total(books: Books, alike: Iterable[Claim]) -> Decimal | None:
    """Return what somebody says that the receipt comes to; the most, where several."""
    said = (said_total(one.transaction, one.receipt, books.currency) for one in alike)
    return max((t.amount for t in said if t and t.amount is not None), default=None)


def _most(
    transactions: Mapping[int, Transaction],
    receipts: Mapping[int, Sequence[Receipt]],
    others: Mapping[int, Transaction],
) -> Decimal:
    """Return the most that one entry books of a receipt, or pays on its way."""
    booked = [used(one, receipts[n], CLAIMED) for n, one in transactions.items()]
    for transaction in (*transactions.values(), *others.values()):
        moved = (
            one.amount
            for one in transaction.postings
            if one.account.kind in _UNDER_WAY and one.amount > 0
        )
        booked.append(sum(moved, ZERO))
    return max(booked, default=ZERO)


def _paying(
    transaction: Transaction, receipts: Iterable[Receipt] | None
) -> Iterator[tuple[_Payer, Decimal]]:
    """Yield which fund or member pays how much of what an entry shows."""
    for position in of_receipts(transaction, receipts, OF_FUNDS | USE | GOODS):
        posting = transaction.postings[position]
        payer = _Payer(posting.account.fund, posting.account.member)
        yield payer, posting.amount


def _found(
    books: Books,
    claim: Claim,
    both: Sequence[_Payer],
    so_far: Decimal,
    excess: Decimal,
) -> Finding:
    transaction = claim.transaction
    return FN03.found(
        say(
            "The receipt {path} is charged to {payers}: {so_far} together, and that "
            "is {amount} more than is on it.",
            path=books.shelf.shown(claim.receipt.path),
            payers=", ".join(who.fund or who.member for who in both),
            so_far=in_cents(so_far),
            amount=in_cents(excess),
        ),
        claim.receipt.source,
        hint=say(
            "Is it one purchase that they share? Write on each entry what the receipt "
            "comes to: `receipt-total: 100.00`. Otherwise take it out of one of the "
            "two; what a funder paid for, nobody else may be charged for."
        ),
        member=min(transaction.members, default=None),
        amount=in_cents(excess),
        currency=books.currency,
        date=transaction.date,
        funds=tuple(sorted(who.fund for who in both if who.fund)),
    )

"""EV05: a receipt is used for one purchase.

Used for two, it lets money leave twice for one thing (contract, section 5).
Transactions that share a link are one purchase. Where `receipt-total:` says what is on
the receipt, what counts is whether the parts come to more:
`paraplu.rules.receipts_over`.

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-05 * "Sawmill" "Wood"
      receipt: "documents/wood.pdf"
      Expenses:Members:L01:Costs   40.00 EUR
      Assets:Bank                 -40.00 EUR

    2025-03-12 * "Sawmill" "Wood"  ; EV05 L01 40.00
      receipt: "documents/wood.pdf"
      Expenses:Members:L01:Costs   40.00 EUR
      Assets:Bank                 -40.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.ledger.joined import Joined
from paraplu.rules.fund_claims import OF_FUNDS, claimed_twice
from paraplu.rules.receipt_claims import CLAIMED, Claim, borrowed, with_total
from paraplu.rules.receipts_over import EV05, against_total

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books


def used_up(books: Books, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Yield the expenses that show a receipt which is used up by others.

    What a fund and somebody else were both charged is FN03, and is not told twice.
    """
    claims = sorted((*claims, *borrowed(books)), key=attrgetter("number"))
    content = books.shelf.same([claim.path for claim in claims])
    by_content: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_content[content[claim.path]].append(claim)
    totals = with_total(books)
    told: set[int] = set()
    joined = Joined(books)
    for every in by_content.values():
        if _has_one_use(every, totals):
            continue
        for finding, number in claimed_twice(books, every):
            told.add(number)
            yield finding
        alike = [one for one in every if one.paid or one.number in totals]
        said = any(one.number in totals for one in alike)
        found = against_total(books, alike) if said else None
        for finding, number in (
            found if found is not None else _twice(books, alike, joined)
        ):
            if number not in told:
                told.add(number)
                yield finding


def _has_one_use(claims: Sequence[Claim], totals: Container[int]) -> bool:
    """Tell whether a receipt is of one purchase alone, as nearly all are.

    What funds are charged may be part of it, on other entries of the same link.
    """
    claim = claims[0]
    return (
        len(claims) == 1
        and claim.number not in totals
        and not claim.transaction.signature.kinds & OF_FUNDS
    )


def _twice(
    books: Books, alike: Sequence[Claim], joined: Joined
) -> Iterator[tuple[Finding, int]]:
    """Yield every later expense that is not linked to the first one."""
    paid = [claim for claim in alike if claim.paid]
    for claim in paid[1:]:
        if claim.number != paid[0].number and not joined.are(
            paid[0].transaction.links, claim.transaction.links
        ):
            yield _used_before(books, claim, paid[0]), claim.number


def _used_before(books: Books, claim: Claim, earlier: Claim) -> Finding:
    transaction, first, shelf = claim.transaction, earlier.transaction, books.shelf
    amounts = (
        posting.amount
        for posting in transaction.postings
        if posting.account.kind in CLAIMED and posting.amount > 0
    )
    amount = sum(amounts, ZERO)
    return EV05.found(
        say(
            "The receipt {path} for this {amount} is already used for the expense of "
            "{day} ({earlier}).",
            path=shelf.shown(claim.receipt.path),
            amount=amount,
            day=first.date,
            earlier=say(
                "{file}, line {line}",
                file=shelf.shown(earlier.receipt.source.file),
                line=str(first.source.line),
            ),
        ),
        claim.receipt.source,
        hint=say(
            "If it is one purchase, give its entries the same `^link`, or write on "
            "each what the receipt comes to: `receipt-total: 100.00`. If this entry "
            "has its own receipt, name that one."
        ),
        member=min(transaction.members, default=None),
        amount=amount,
        currency=books.currency,
        date=transaction.date,
    )

"""PF11: a member is charged no more than was agreed.

What the cooperative may charge, and how much at most, is in the policy (contract,
section 4).

    policies:
      - {from: 2024-01-01, charges: [{StallRent: {most: 50.00, per: month}}]}
    members:
      L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-31 * "Stall of March"
      receipt: "documents/stall.pdf"
      Expenses:Members:L01:Costs   60.00 EUR  ; PF11 L01 10.00
      Income:Coop:StallRent       -60.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.ledger.charged import Charged, charged
from paraplu.register.agreements import Per
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

PF11 = Rule(
    "PF11",
    Severity.ERROR,
    say("A member is charged more than was agreed"),
    reads=("policies.charges",),
)


class _Over(NamedTuple):
    """The charge by which a limit was gone over, and the limit of that day."""

    one: Charged
    limit: Decimal


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what a member was charged in a month or a year beyond the most agreed."""
    sums: defaultdict[tuple[str, str, str], Decimal] = defaultdict(lambda: ZERO)
    over: dict[tuple[str, str, str], _Over] = {}
    for one in charged(books):
        charges = register.policy(one.since, one.member).charges
        if one.charge not in charges or one.member not in register.members:
            continue
        most = charges[one.charge]
        for per in Per:
            key = one.member, one.charge, _span(one, per)
            sums[key] += one.amount
            if most and most.per is per and sums[key] > most.amount:
                over.setdefault(key, _Over(one, most.amount))
    for key, (one, limit) in over.items():
        if sums[key] > limit:
            yield _too_much(books, one, sums[key], limit, key[2])


def _span(one: Charged, per: Per) -> str:
    """Return the month or the year that a charge counts in, as people write it."""
    return str(Month.of(one.since)) if per is Per.MONTH else f"{one.since.year:04}"


def _too_much(
    books: Books, one: Charged, total: Decimal, limit: Decimal, span: str
) -> Finding:
    return PF11.found(
        say(
            "{member} was charged {total} for {charge} in {span}, but at most {limit} "
            "was agreed: {amount} too much.",
            member=one.member,
            total=total,
            charge=one.charge,
            span=span,
            limit=limit,
            amount=total - limit,
        ),
        one.transaction.source_at(one.position),
        hint=say(
            "Give back the difference, linked to the charge. If more was agreed, "
            "correct `most:` in the policy, from the day on which that was agreed."
        ),
        member=one.member,
        amount=total - limit,
        currency=books.currency,
        date=one.transaction.date,
    )


FAMILY = Family((PF11,), judge)
"""Charges: no more than was agreed."""

"""MB06: a member left, and the ring is not empty 90 days later.

What lies longer is soon forgotten, and nobody watches it (contract, section 5).

    members:
      L01:  # MB06 L01 100.00
        joined: 2025-01-01
        permission: [{from: 2025-01-01}]
        left: 2025-01-31
        left_to: work

    2025-01-20 * "Market" "Two tables"
      Assets:Cash                100.00 EUR
      Income:Members:L01:Sales  -100.00 EUR

    2025-05-15 * "Means of the cooperative"
      Assets:Cash                 40.00 EUR
      Equity:Coop                -40.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Listing, in_days, say
from paraplu.base.money import ZERO
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.register.membership import Member
    from paraplu.register.model import Register

MB06 = Rule(
    "MB06",
    Severity.ERROR,
    say("A member left, but the ring is not empty"),
    reads=("members.left",),
)

# The time to settle: contract, section 5.
DAYS_TO_SETTLE = 90


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield every member who left longer ago than that and is not settled today."""
    for member in register.members.values():
        left = member.left_by(books.today)
        if left and (books.today - left).days > DAYS_TO_SETTLE:
            ring = books.rings.get(member.code)
            if ring is None:
                continue
            level = ring.level(books.today)
            standing = ring.standing(books.today)
            if level or standing:
                parts = {account.name: n for account, n in standing.items()}
                yield _not_empty(books, member, left, level, parts)


def _not_empty(
    books: Books,
    member: Member,
    left: dt.date,
    level: Decimal,
    standing: dict[str, Decimal],
) -> Finding:
    parts: list[object] = [say("thermometer {level}", level=level)] if level else []
    parts += [
        say("{account} {amount}", account=name, amount=amount)
        for name, amount in sorted(standing.items())
    ]
    return MB06.found(
        say(
            "{member} left on {left}, {days} ago, but the ring is not empty: {parts}.",
            member=member.code,
            left=left,
            days=in_days((books.today - left).days),
            parts=Listing(tuple(parts)),
        ),
        member.source,
        hint=say(
            "Settle it: collect and pay what is owed, sell the equipment, write off "
            "the stock, return the start capital, and set off the rest with the "
            "municipality."
        ),
        member=member.code,
        amount=abs(level) or max((abs(n) for n in standing.values()), default=ZERO),
        currency=books.currency,
        date=left,
    )


FAMILY = Family((MB06,), judge)

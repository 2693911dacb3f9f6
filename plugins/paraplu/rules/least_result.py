"""MB09: a member's result is below what was agreed, on average.

Some cooperatives agree on a result that a business has to have after a while, such as
100 EUR a month; whoever stays below it needs a talk (contract, section 5).

    policies: [{from: 2024-01-01, least_result: {least: 100.00, months: 2}}]
    members:
      L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}  # MB09 L01 75.00

    2025-03-20 * "Market" "A cupboard"
      Assets:Bank                150.00 EUR
      Income:Members:L01:Sales  -150.00 EUR

    2025-05-02 * "Means of the cooperative"
      Assets:Bank                 60.00 EUR
      Equity:Coop                -60.00 EUR
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.base.dates import months_before
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import counted, say
from paraplu.ledger.figures import figures_by
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.membership import Member
    from paraplu.register.model import Register

MB09 = Rule(
    "MB09",
    Severity.SIGNAL,
    say("A result below what was agreed"),
    reads=(
        "members.frozen",
        "members.left",
        "members.membership",
        "members.permission",
        "policies.least_result",
    ),
)

_CENT = Decimal("0.01")


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield a signal of each member whose months that are over bring too little.

    Asked of whoever had permission on all of these days, and was not frozen on any.
    """
    for member in register.members.values():
        asked = register.policy(books.today, member.code).least_result
        span = months_before(books.today, asked.months) if asked else None
        if asked is None or span is None or not _traded(member, span, books.today):
            continue
        profit = figures_by(books, member.code, [span])[0].profit
        if profit >= asked.least * asked.months:
            continue
        average = (profit / asked.months).quantize(_CENT, ROUND_HALF_UP)
        yield MB09.found(
            say(
                "{member} has a result of {average} a month over {months}. At least "
                "{least} was agreed.",
                member=member.code,
                average=average,
                months=counted("the last month", "the last {n} months", asked.months),
                least=asked.least,
            ),
            member.source,
            hint=say("Talk with the member about what it takes, and until when."),
            member=member.code,
            amount=abs(average),
            currency=books.currency,
            date=span[1],
        )


def _traded(member: Member, span: tuple[dt.date, dt.date], today: dt.date) -> bool:
    """Tell whether somebody could trade on all of these days, and still can.

    Whoever left and came back is asked of days of one time as a member.
    """
    begin, end = span
    time = member.time_on(begin)
    if time is None or end not in time or member.left_by(today):
        return False
    on = member.permission_on(begin)
    last = member.permitted_until(begin)
    if on is None or last is None or (last.period.end or end) < end:
        return False
    return not any(
        one.period.start <= end and (one.period.end or end) >= begin
        for one in member.frozen
    )


FAMILY = Family((MB09,), judge)

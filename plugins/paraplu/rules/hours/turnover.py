"""HR04: an hour brings in less than was agreed.

A price at which nobody can live from the work is no business, and takes the work of
others: municipalities ask for rates as the market has them (contract, section 5).

    policies:
      - {from: 2024-01-01, turnover_per_hour: {least: 10.00, months: 2}}
    members:
      L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}  # HR04 L01 6.00

    date,member,for,minutes,what,kind,evidence,agreed
    2025-03-03,L01,,600,two cupboards,direct,,

    2025-04-25 * "Market" "A cupboard"
      Assets:Bank               60.00 EUR
      Income:Members:L01:Sales -60.00 EUR

    2025-05-02 * "Means of the cooperative"
      Assets:Bank               60.00 EUR
      Equity:Coop              -60.00 EUR
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.base.dates import months_before
from paraplu.base.durations import AN_HOUR, hours_said
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import counted, say
from paraplu.bookkeeping.hours.totals import worked
from paraplu.ledger.figures import figures_by
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.ledger.books import Books
    from paraplu.register.membership import Member
    from paraplu.register.model import Register

HR04 = Rule(
    "HR04",
    Severity.SIGNAL,
    say("An hour brings in less than was agreed"),
    reads=(
        "hours.kinds",
        "members.left",
        "members.membership",
        "policies.turnover_per_hour",
    ),
)

_CENT = Decimal("0.01")


def judge_turnover(
    books: Books, register: Register, member: Member, rows: Sequence[HoursRow]
) -> Iterator[Finding]:
    """Yield a signal where the turnover of the last months is too little for the hours.

    Turnover counts services to fellow members, and not what had to be paid to deliver.
    Months without hours of these kinds tell nothing. Of whoever left and came back, the
    days since the return count.
    """
    asked = register.policy(books.today, member.code).turnover_per_hour
    time = member.time_on(books.today)
    months = months_before(books.today, asked.months) if asked else None
    if asked is None or time is None or months is None:
        return
    # What was worked and sold before somebody left is of another time as a member.
    first, last = max(months[0], time.start), months[1]
    minutes = worked(
        rows, first, last, lambda kind: not asked.kinds or kind in asked.kinds
    )
    if not minutes:
        return
    (figures,) = figures_by(books, member.code, [(first, last)])
    turnover = figures.turnover
    if turnover * AN_HOUR >= asked.least * minutes:
        return
    hourly = (turnover * AN_HOUR / minutes).quantize(_CENT, ROUND_HALF_UP)
    yield HR04.found(
        say(
            "{member} has {turnover} of turnover for {worked} in {months}: {hourly} an "
            "hour. At least {least} was agreed.",
            member=member.code,
            turnover=turnover,
            worked=hours_said(minutes),
            months=counted("the last month", "the last {n} months", asked.months),
            hourly=hourly,
            least=asked.least,
        ),
        member.source,
        hint=say("Look at the prices together, or at what the time goes to."),
        member=member.code,
        amount=abs(hourly),
        currency=books.currency,
        date=last,
    )

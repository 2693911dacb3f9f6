"""PD04: a period that is over should be closed by now.

Only where the register says how long that may take.

    periods: {close_within: 20}
    members: {L01: {joined: 2025-01-01}}

    2025-02-28 * "Means of the cooperative"  ; PD04
      Assets:Bank                     200.00 EUR
      Equity:Coop                    -200.00 EUR

    2025-03-25 * "Means of the cooperative"
      Assets:Bank                     200.00 EUR
      Equity:Coop                    -200.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import Month, shifted
from paraplu.base.findings import Severity
from paraplu.base.language import say
from paraplu.ledger.seals import Scope, ScopeKind
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import Seals
    from paraplu.register.model import Register

PD04 = Rule(
    "PD04",
    Severity.WARNING,
    say("A period that should be closed by now"),
    reads=("periods",),
)


def judge_late(books: Books, register: Register, seals: Seals) -> Iterator[Finding]:
    """Yield the first month that is open for longer than the register allows."""
    within = register.periods.close_within
    day = books.first_day
    if within is None or day is None:
        return
    for seal in seals.closed(Scope(ScopeKind.ALL)):
        if day in seal.period:
            day = shifted(seal.period.last, 1)
    waiting = books.transactions_within(day, books.today)
    month = Month.of(waiting[0].date) if waiting else None
    if month is None or shifted(month.last, within) >= books.today:
        return
    yield PD04.found(
        say(
            "{month} ended on {last} and is not closed; it was to be by {by}.",
            month=month,
            last=month.last,
            by=shifted(month.last, within),
        ),
        waiting[0].source,
        hint=say("Close it: `paraplu period close {month}`.", month=str(month)),
        date=month.last,
    )

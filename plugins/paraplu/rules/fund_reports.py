"""FN04: a funder waits for a report, or soon will.

What was not accounted for in time may have to be paid back. The days are those under
`reports:` of the fund (contract, section 3), and are seen from today.

    policies: [{from: 2025-01-01, warn_before_days: 30}]
    funds:
      Cordaid2025:
        reports:
          Half a year: {due: 2025-06-15}  # FN04
          Final report: {due: 2025-12-31}
    members: {}

    2025-06-01 * "Means of the cooperative"
      Assets:Bank             100.00 EUR
      Equity:Coop            -100.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import in_days, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.grants import Fund, ReportMoment
    from paraplu.register.model import Register

FN04 = Rule(
    "FN04",
    Severity.WARNING,
    say("A report to a funder is due"),
    reads=("funds", "policies.warn_before_days"),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the reports that were not sent and are due within the policy's days."""
    within = register.policy(books.today).warn_before_days
    for fund in register.funds.values():
        for moment in fund.reports:
            days = (moment.due - books.today).days
            if days <= within and not moment.sent_by(books.today):
                yield _due(fund, moment, days)


def _due(fund: Fund, moment: ReportMoment, days: int) -> Finding:
    report, whose = moment.name, fund.funder or fund.name
    if days >= 0:
        message = say(
            "{report} of {fund} is due at {funder} on {due}, {when}.",
            report=report,
            fund=fund.name,
            funder=whose,
            due=moment.due,
            when=say("in {days}", days=in_days(days)) if days else say("today"),
        )
    else:
        message = say(
            "{report} of {fund} was due at {funder} on {due}, {days} ago.",
            report=report,
            fund=fund.name,
            funder=whose,
            due=moment.due,
            days=in_days(-days),
        )
    return FN04.found(
        message,
        moment.source,
        hint=say(
            "Send it, and write the day in members.yaml under `sent:` of this report."
        ),
        date=moment.due,
        funds=(fund.name,),
    )


FAMILY = Family((FN04,), judge)

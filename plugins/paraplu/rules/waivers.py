"""EV06: a waiver is settled in time, and waives something.

It says that something is missing, and why, for the time until it is settled (contract,
section 5). This one gives no reason, so it waives nothing.

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-05 * "Sawmill" "Wood"  ; EV06 L01
      waiver: "EV01"
      Expenses:Members:L01:Costs   40.00 EUR  ; EV01 L01 40.00
      Assets:Bank                 -40.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import in_days, say
from paraplu.base.metadata import WAIVER
from paraplu.ledger.evidence import waiver_of
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

EV06 = Rule(
    "EV06", Severity.WARNING, say("A waiver that is old, or that waives nothing")
)

# How long a waiver may stand before it is a warning of its own: contract, section 5.
WAIVER_DAYS = 90


def family(waivable: frozenset[str]) -> Family:
    """Return the rule over waivers, where these are the rules that can be waived."""

    def judge(books: Books, _register: Register) -> Iterator[Finding]:
        return _findings(books, waivable)

    return Family((EV06,), judge)


def _findings(books: Books, waivable: frozenset[str]) -> Iterator[Finding]:
    """Yield the waivers that are older than 90 days, or that waive nothing."""
    for transaction in books.saying(WAIVER):
        waiver = waiver_of(transaction)
        age = (books.today - transaction.date).days
        if waiver is None or (waiver.codes & waivable and age <= WAIVER_DAYS):
            continue
        if waiver.codes & waivable:
            message = say(
                "The waiver “{text}” is {days} old; after {limit} it should be "
                "settled.",
                text=waiver.text,
                days=in_days(age),
                limit=in_days(WAIVER_DAYS),
            )
            hint = say("Add what is missing, or have the board decide again.")
        elif not waiver.text.strip():
            message = say("The waiver is empty, so it waives nothing.")
            hint = say(
                'Write it as `waiver: "EV01: why"`. The other rules cannot be waived.'
            )
        else:
            message = say(
                "The waiver “{text}” waives nothing: it must be on the transaction, "
                "start with the code of a rule that can be waived ({codes}), and give "
                "a reason.",
                text=waiver.text,
                codes=", ".join(sorted(waivable)),
            )
            hint = say(
                'Write it as `waiver: "EV01: why"`. The other rules cannot be waived.'
            )
        yield EV06.found(
            message,
            transaction.source,
            hint=hint,
            member=min(transaction.members, default=None),
            date=transaction.date,
        )

"""EV06: a waiver is settled in time, and waives something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.evidence import waiver_of
from paraplu.findings import Finding, Severity
from paraplu.language import say
from paraplu.rules import approvals, receipt_files, receipts
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.register.model import Register

EV06 = Rule("EV06", Severity.WARNING, say("A waiver that is old, or waives nothing"))

# How long a waiver may stand before it is a warning of its own: contract, section 5.
WAIVER_DAYS = 90

WAIVABLE = frozenset(
    rule.code
    for module in (receipts, receipt_files, approvals)
    for rule in module.FAMILY.rules
    if rule.waivable
)


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the waivers that are older than 90 days, or that waive nothing."""
    for entry in books.carrying("waiver"):
        waiver = waiver_of(entry)
        age = (books.today - entry.date).days
        if waiver is None or (waiver.codes & WAIVABLE and age <= WAIVER_DAYS):
            continue
        if waiver.codes & WAIVABLE:
            message = say(
                "The waiver “{text}” is {days} days old; after {limit} days it should "
                "be settled.",
                text=waiver.text,
                days=age,
                limit=WAIVER_DAYS,
            )
            hint = say("Add what is missing, or have the board decide once more.")
        else:
            message = say(
                "The waiver “{text}” waives nothing: it must stand on the transaction, "
                "begin with the code of a rule that can be waived ({codes}), and give "
                "a reason.",
                text=waiver.text,
                codes=", ".join(sorted(WAIVABLE)),
            )
            hint = say(
                'Write it as `waiver: "EV01: why"`. The other rules cannot be waived.'
            )
        yield Finding(
            "EV06",
            Severity.WARNING,
            message,
            entry.source,
            hint=hint,
            member=min(entry.shape.members, default=None),
            date=entry.date,
        )


FAMILY = Family((EV06,), judge)

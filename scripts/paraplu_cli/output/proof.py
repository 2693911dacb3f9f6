"""Proof that the rules ran: how many, on what, and the checksums of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.language import counted, say
from paraplu.rules import RULES

if TYPE_CHECKING:
    from paraplu_cli.outcome import Outcome

_SHORT = 8


def proof(outcome: Outcome) -> list[str]:
    """Return two lines of proof, and a third where the rules could not all run."""
    language, report = outcome.language, outcome.report
    books = report.books
    rules = counted("{n} rule", "{n} rules", len(report.verdict.ran))
    if not outcome.complete:
        rules = say("{ran} of {all} rules", ran=len(report.verdict.ran), all=len(RULES))
    said = say(
        "{rules} on {transactions} of {members}",
        rules=rules,
        transactions=counted(
            "{n} transaction", "{n} transactions", outcome.transactions
        ),
        members=counted("{n} member", "{n} members", outcome.members),
    )
    if books.span:
        begin, end = books.span
        said = say("{proof}, {begin} to {end}", proof=said, begin=begin, end=end)
    sums = say(
        "books {books}  register {register}  rules {rules}",
        books=report.books_checksum[:_SHORT],
        register=report.register_checksum[:_SHORT],
        rules=report.rules_checksum[:_SHORT],
    )
    lines = [said, sums]
    if not report.loaded:
        # Nothing of the ledger was read, so its numbers are no proof of anything.
        refused = say(
            "The ledger was not loaded, because it asks to run something that was not "
            "agreed. Only {rules} ran: {codes}.",
            rules=rules,
            codes=", ".join(report.verdict.ran),
        )
        sums = say(
            "register {register}  rules {rules}",
            register=report.register_checksum[:_SHORT],
            rules=report.rules_checksum[:_SHORT],
        )
        lines = [refused, sums]
    elif not outcome.complete:
        lines.append(
            say("Not all rules could run; the findings say what stopped the others.")
        )
    return [language.render(line) for line in lines]

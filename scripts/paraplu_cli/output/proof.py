"""Proof that the rules ran: how many, on what, and the checksums of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Listing, Message, counted, say
from paraplu.rules import RULES
from paraplu_cli.output.origin import origin
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from paraplu.rules.verdict import Unjudged, Verdict
    from paraplu_cli.outcome import Outcome

_SHORT = 8
# Parts of the register, as people call them.
_PARTS = {
    "accounts": say("accounts outside the chart"),
    "codes": say("the codes of the members"),
    "cooperative": say("the cooperative"),
    "invoices": say("invoices"),
    "policies": say("the policies"),
    "private": say("who the members are"),
    "vat": say("VAT"),
}


def proof(outcome: Outcome) -> list[str]:
    """Return three lines of proof, and a fourth where the rules could not all run.

    Where the findings are those since a revision, that line comes first: without all
    rules, nothing shows that there are no others.
    """
    language, report = outcome.language, outcome.report
    books = report.books
    rules = counted("{n} rule", "{n} rules", len(report.verdict.ran))
    if len(report.verdict.ran) < len(RULES):
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
    unjudged = unjudged_parts(report.verdict)
    if unjudged:
        said = say(
            "{proof}; not judged because of {faults} in the register: {parts}",
            proof=said,
            parts=Listing(unjudged),
            faults=counted("{n} fault", "{n} faults", len(report.register.faults)),
        )
    sums = say(
        "books {books}  files {files}  register {file} {register}  rules {rules}",
        file=shown(report.register_file),
        books=report.books_checksum[:_SHORT],
        files=report.files_checksum[:_SHORT],
        register=report.register_checksum[:_SHORT],
        rules=report.rules_checksum[:_SHORT],
    )
    lines = [said, sums, origin(outcome)]
    if not report.loaded:
        # Nothing of the ledger was read, so its numbers are no proof of anything.
        refused = say(
            "The ledger was not loaded, because it asks to run something that was not "
            "agreed. Only {rules} ran: {codes}.",
            rules=rules,
            codes=", ".join(report.verdict.ran),
        )
        sums = say(
            "register {file} {register}  rules {rules}",
            file=shown(report.register_file),
            register=report.register_checksum[:_SHORT],
            rules=report.rules_checksum[:_SHORT],
        )
        lines = [refused, sums, origin(outcome)]
    elif not outcome.complete and not unjudged:
        lines.append(
            say("Not all rules could run; the findings say what stopped the others.")
        )
    if outcome.since is not None and not outcome.complete:
        lines.insert(
            0,
            say(
                "Not everything was judged, so this does not show all that is new "
                "since {revision}.",
                revision=outcome.since,
            ),
        )
    return [language.render(line) for line in lines]


def unjudged_parts(verdict: Verdict) -> tuple[object, ...]:
    """Return what the rules could not judge by the register, each once, in order.

    Of the policies it says the keys, unless it is all of them.
    """
    unjudged = verdict.unjudged
    keys = [one.part.partition(".")[2] for one in unjudged if _is_agreed(one)]
    found = dict.fromkeys(map(_called, unjudged))
    return tuple(
        say("{part} ({keys})", part=part, keys=", ".join(keys))
        if part is _PARTS["policies"] and all(keys)
        else part
        for part in found
    )


def _called(one: Unjudged) -> Message | str:
    """Return how a part is called: a member by code, another by a word of people."""
    top, _, _ = one.part.partition(".")
    if one.member:
        private = say("who {member} is", member=one.member)
        return private if top == "private" else one.member
    return _PARTS.get(top, one.part)


def _is_agreed(one: Unjudged) -> bool:
    return one.member is None and one.part.startswith("policies")

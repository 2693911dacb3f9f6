"""Who approved what, as a table that `check --trail` adds, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, printable, say
from paraplu.reports.approval_trail import TrailState, approval_trail
from paraplu_cli.output.data import money
from paraplu_cli.places import shown
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from paraplu.reports.approval_trail import ApprovalStep
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen

_SHORT = 8
_WORDS = {
    TrailState.LATE: say("after the payment"),
    TrailState.CHANGED: say("of another form"),
    TrailState.ANOTHER: say("by somebody else than it says"),
    TrailState.OUT_OF_TERM: say("with a key that did not count"),
    TrailState.OWN: say("by the member who spends it"),
    TrailState.REVOKED: say("the signature does not hold"),
    TrailState.BAD: say("the signature does not hold"),
    TrailState.STRANGER: say("by nobody on the board"),
    TrailState.LOST: say("the signature is gone"),
    TrailState.TYPED: say("only typed"),
    TrailState.UNKNOWN: say("cannot be verified here"),
}


def trail_text(outcome: Outcome, screen: Screen) -> list[str]:
    """Return the lines of the table, and an empty one; a line where there is none."""
    language = screen.language
    if not outcome.usable:
        return []
    steps = approval_trail(outcome.report.books, outcome.report.register)
    head = screen.bold(language.text("Approvals"))
    if not steps:
        return [head, "  " + language.text("Nothing was approved."), ""]
    columns = [
        TableColumn(language.text("date")),
        TableColumn(language.text("member")),
        TableColumn(language.text("amount"), right=True),
        TableColumn(language.text("request")),
        TableColumn(language.text("approved by")),
        TableColumn(language.text("signed by")),
    ]
    rows = [
        [
            str(one.date or ""),
            printable(one.member),
            language.amount(one.amount),
            printable(one.request),
            printable(" ".join(filter(None, (one.by, str(one.on or ""))))),
            language.render(_signature(one)),
        ]
        for one in steps
    ]
    return [head, *table(columns, rows, screen), ""]


def _signature(one: ApprovalStep) -> Message:
    """Return who signed and when, and what is wrong with that; or that nobody did."""
    if not one.seat:
        return _WORDS[one.state]
    who = say(
        "{seat} {day} {commit}",
        seat=printable(one.seat),
        day=str(one.day),
        commit=one.commit[:_SHORT],
    )
    if one.state is TrailState.SIGNED:
        return who
    return say("{who}: {why}", who=who, why=_WORDS[one.state])


def trail_data(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the same for programs; amounts are strings, days are ISO."""
    if not outcome.usable:
        return []
    steps = approval_trail(outcome.report.books, outcome.report.register)
    return [
        {
            "date": None if one.date is None else str(one.date),
            "member": printable(one.member),
            "amount": money(one.amount),
            "request": printable(one.request) or None,
            "approved_by": printable(one.by),
            "approved_on": None if one.on is None else str(one.on),
            "signature": one.state.value,
            "signed_by": printable(one.seat) or None,
            "signed_on": None if one.day is None else str(one.day),
            "commit": one.commit or None,
            "asked": one.asked,
            "file": printable(shown(one.source.file)),
            "line": one.source.line,
        }
        for one in steps
    ]

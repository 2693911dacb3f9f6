"""A check for programs (contract, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language, printable
from paraplu_cli.output.approval_trail import trail_data
from paraplu_cli.output.data import as_json, money
from paraplu_cli.output.origin import proof_data
from paraplu_cli.places import place, shown

if TYPE_CHECKING:
    from paraplu.base.findings import Finding
    from paraplu.rules.verdict import Unjudged, Waived
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen

VERSION = 2


def render(outcome: Outcome, _screen: Screen) -> str:
    """Return the outcome as JSON; amounts are strings, days are ISO."""
    report = outcome.report
    return as_json(
        {
            "version": VERSION,
            "books": {
                "file": printable(shown(report.books.main)),
                "transactions": outcome.transactions,
                "members": outcome.members,
                "checksum": report.books_checksum,
            },
            "files": {"checksum": report.files_checksum},
            "register": {
                "file": printable(shown(report.register_file)),
                "checksum": report.register_checksum,
            },
            "rules": {
                "ran": list(report.verdict.ran),
                "unjudged": [unjudged_data(one) for one in report.verdict.unjudged],
                "checksum": report.rules_checksum,
            },
            "proof": proof_data(outcome),
            "waivers": [waiver_data(waiver) for waiver in report.verdict.waived],
            "thermometers": {
                printable(code): money(level)
                for code, level in outcome.thermometers().items()
            },
            "findings": [
                finding_data(finding, outcome) for finding in outcome.findings
            ],
            **({"approvals": trail_data(outcome)} if outcome.trail else {}),
        }
    )


def unjudged_data(unjudged: Unjudged) -> dict[str, Any]:
    """Return a part of the register that is unknown, with the rules that miss it."""
    return {
        "part": printable(unjudged.part),
        "member": unjudged.member and printable(unjudged.member),
        "rules": list(unjudged.rules),
    }


def waiver_data(waiver: Waived) -> dict[str, Any]:
    """Return a waiver; `findings` is how many it took away."""
    return {
        "code": waiver.code,
        "reason": printable(waiver.reason),
        "member": waiver.member and printable(waiver.member),
        "date": str(waiver.date),
        "days": waiver.days,
        "findings": waiver.findings,
        "file": printable(shown(waiver.source.file)),
        "line": waiver.source.line,
    }


def finding_data(finding: Finding, outcome: Outcome) -> dict[str, Any]:
    """Return a finding, its words in the language of the outcome."""
    language: Language = outcome.language
    file, line = place(finding, outcome.report.books.main)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": language.render(finding.message),
        "hint": language.render(finding.hint) if finding.hint else None,
        "member": finding.member and printable(finding.member),
        "amount": None if finding.amount is None else money(finding.amount),
        "currency": finding.currency,
        "date": None if finding.date is None else str(finding.date),
        "file": printable(file),
        "line": line,
    }

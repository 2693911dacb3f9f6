"""A check as SARIF 2.1.0, which code scanning of GitHub, GitLab and Azure reads.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from paraplu import __version__
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Language
from paraplu.rules import RULES
from paraplu_cli.git import published
from paraplu_cli.output.as_json import unjudged_data, waiver_data
from paraplu_cli.output.data import as_json, money
from paraplu_cli.output.origin import proof_data
from paraplu_cli.places import place

if TYPE_CHECKING:
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SIGNAL: "note",
}
_INDEX = {code: number for number, code in enumerate(RULES)}


def render(outcome: Outcome, _screen: Screen) -> str:
    """Return the outcome as a SARIF log of one run."""
    return as_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [_run(outcome)],
        }
    )


def _run(outcome: Outcome) -> dict[str, Any]:
    report = outcome.report
    seen: Counter[str] = Counter()
    return {
        "tool": {
            "driver": {
                "name": "paraplu",
                "version": __version__,
                "rules": [_rule(code, outcome.language) for code in RULES],
            }
        },
        **_provenance(outcome),
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, outcome, seen) for finding in outcome.findings],
        "properties": {
            "transactions": outcome.transactions,
            "members": outcome.members,
            "checksums": {
                "books": report.books_checksum,
                "files": report.files_checksum,
                "register": report.register_checksum,
                "rules": report.rules_checksum,
            },
            "proof": proof_data(outcome),
            "ran": list(report.verdict.ran),
            "unjudged": [unjudged_data(one) for one in report.verdict.unjudged],
            "waivers": [waiver_data(waiver) for waiver in report.verdict.waived],
        },
    }


def _provenance(outcome: Outcome) -> dict[str, Any]:
    """Return the repository and the commit, where others can find both.

    SARIF asks for an address: a repository that has none is in the properties alone.
    An address may hold a password, which stays here.
    """
    url, commit = published(outcome.report.books.root)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return {}
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return {
        "versionControlProvenance": [{"repositoryUri": plain, "revisionId": commit}]
    }


def _rule(code: str, language: Language) -> dict[str, Any]:
    rule = RULES[code]
    title = language.render(rule.title)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "help": {"text": f"{title}. paraplu explain {code}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, outcome: Outcome, seen: Counter[str]) -> dict[str, Any]:
    words = [outcome.language.render(finding.message)]
    if finding.hint:
        words.append(outcome.language.render(finding.hint))
    file, line = place(finding, outcome.report.books.main)
    where: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if line:
        where["region"] = {"startLine": line}
    fingerprint = _fingerprint(finding, file)
    seen[fingerprint] += 1
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(words)},
        "locations": [{"physicalLocation": where}],
        # Alike findings on several lines are told apart by their number.
        "partialFingerprints": {"finding/v1": f"{fingerprint}:{seen[fingerprint]}"},
    }


def _artifact(file: str) -> dict[str, str]:
    if Path(file).is_absolute():
        return {"uri": Path(file).as_uri()}
    return {"uri": quote(os.fsencode(file)), "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Finding, file: str) -> str:
    """Return what stays the same while lines move and whichever language is spoken."""
    parts = (
        finding.code,
        finding.member or "",
        "" if finding.amount is None else money(finding.amount),
        str(finding.date or ""),
        file,
        Language("en").render(finding.message),
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()

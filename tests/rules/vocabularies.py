"""Checks one small ledger in each account vocabulary.

Ledgers are written in English and translated: `chart: nl`, a chart with words of its
own, and roots that Beancount's options rename. What is found may not depend on it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tests.support import HEAD, MEMBERS, report_on, told

from paraplu.base.vocabulary import DUTCH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.base.findings import Finding

# Means enough for anything, so that a ledger shows the flow that it is about and
# neither a thermometer nor the cover gives out. It stands below the ledger; Beancount
# sorts by date.
MEANS = """\
2025-01-01 * "Own money of the cooperative"
  Equity:Coop                 -5000.00 EUR
  Assets:Bank                  5000.00 EUR

2025-01-02 * "Sales of two members"
  Income:Members:L01:Sales    -2000.00 EUR
  Income:Members:L02:Sales    -2000.00 EUR
  Assets:Bank                  4000.00 EUR
"""

_ROOTS = {
    "Assets": "Activa",
    "Liabilities": "Passiva",
    "Equity": "Vermogen",
    "Income": "Opbrengsten",
    "Expenses": "Lasten",
}
_ACCOUNT = re.compile(rf"\b(?:{'|'.join(_ROOTS)})(?::[A-Z0-9][\w-]*)+")
_RECEIPT = re.compile(r'receipt: "([^"]*)"')


class Vocabulary(NamedTuple):
    """The words of a chart, the names of the roots, and the lines that say so."""

    words: dict[str, str]
    roots: dict[str, str]
    register: str = ""
    options: str = ""

    def translated(self, ledger: str) -> str:
        """Return an English ledger in these words, each line where it was."""
        return _ACCOUNT.sub(self._account, ledger)

    def _account(self, hit: re.Match[str]) -> str:
        root, *parts = hit[0].split(":")
        words = (self.words.get(part, part) for part in parts)
        return ":".join([self.roots.get(root, root), *words])


_OPTIONS = "".join(
    f'option "name_{root.lower()}" "{name}"\n' for root, name in _ROOTS.items()
)
VOCABULARIES = {
    "en": Vocabulary({}, {}),
    "nl": Vocabulary(dict(DUTCH), {}, "chart: nl\n"),
    "nl, other roots": Vocabulary(dict(DUTCH), _ROOTS, "chart: nl\n", _OPTIONS),
    "own words": Vocabulary(
        {"Sales": "Verkoop", "Members": "Makers", "Bank": "Rekening"},
        {},
        "chart: {Sales: Verkoop, Members: Makers, Bank: Rekening}\n",
    ),
}


def findings_in(
    folder: Path,
    ledger: str,
    *,
    means: str = MEANS,
    vocabulary: str = "en",
    members: str = MEMBERS,
    files: dict[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return what the check says of a ledger; its receipts are there."""
    words = VOCABULARIES[vocabulary]
    receipts = {name: name for name in _RECEIPT.findall(ledger)}
    report = report_on(
        folder,
        words.translated(f"{ledger.strip()}\n\n{means}"),
        members=words.register + members,
        head=HEAD + words.options,
        files={**receipts, **(files or {})},
    )
    above = (HEAD + words.options).count("\n")
    return tuple(_below(finding, above) for finding in report.verdict.findings)


def _below(finding: Finding, above: int) -> Finding:
    """Return a finding with the line that it has in the ledger of the test."""
    if not finding.source.file.endswith("main.beancount"):
        return finding
    line = finding.source.line - above
    return replace(finding, source=finding.source._replace(line=line))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that fail the check."""
    return [finding for finding in findings if finding.severity == "error"]


def of(code: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in findings if finding.code == code]


def flows_in(folder: Path, ledger: str, vocabulary: str) -> list[str]:
    """Return what the flow rule finds in a ledger: code, member, amount, line."""
    found = findings_in(folder, ledger, vocabulary=vocabulary)
    return told([*of("PF01", found), *of("PF03", found)])

"""Small books for tests: a ledger and a register in a folder, and what check says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from paraplu.base.findings import Finding
from paraplu.base.language import Language, Message
from paraplu.check import Report, check
from paraplu.ledger.source import LedgerUnreadable
from paraplu.opening import CannotRun
from paraplu_cli import example

ROOT = Path(__file__).resolve().parents[1]

MEMBERS = """\
cooperative: {name: Coöperatie De Proeftuin U.A.}
policies:
  - from: 2024-01-01
    contribution: {base: net_turnover, rate: 30%}
    receipt_from: 10.00
    approval_from: 250.00
    clearing_days: 30
    reconcile_days: 45
    warn_before_days: 30
    caps: {"Costs:Phone": 300.00}
    charges: [StallRent]
    threshold: 2500.00
funds:
  Cordaid2025: {funder: Cordaid, from: 2025-01-01, until: 2025-12-31, amount: 12000.00}
members:
  L01:
    trade_name: Tweede Leven Meubels
    permission: [{from: 2025-01-01, until: 2025-12-31}]
    joined: 2025-01-01
  L02:
    trade_name: Taartenatelier Zoet
    permission: [{from: 2025-01-01, until: 2025-12-31}]
    joined: 2025-01-01
"""

# Opens accounts by itself, so that a test shows the entries it is about and no more;
# a bank account that nobody reconciles is then a warning (BK02) as soon as 45 days
# have gone by.
HEAD = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
plugin "paraplu" "../members.yaml"

"""


def write_books(
    folder: Path,
    ledger: str,
    *,
    members: str = MEMBERS,
    head: str = HEAD,
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write a register and a ledger into a folder, and return the main file.

    `files` are further files by their path from the folder of the ledger, such as
    receipts; the ledger's first line is line 5 of the main file under `HEAD`.
    """
    main = folder / "ledger" / "main.beancount"
    main.parent.mkdir(parents=True, exist_ok=True)
    (folder / "members.yaml").write_text(members, "utf-8")
    for name, text in (files or {}).items():
        path = main.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    main.write_text(head + ledger, "utf-8")
    return main


def copy_example(folder: Path) -> Path:
    """Copy the example books as `paraplu demo` does, and return the main file."""
    return example.copy_example(folder)


def report_on(
    folder: Path,
    ledger: str,
    *,
    members: str = MEMBERS,
    head: str = HEAD,
    files: Mapping[str, str] | None = None,
    today: dt.date | None = None,
) -> Report:
    """Return what the check says of these books."""
    main = write_books(folder, ledger, members=members, head=head, files=files)
    return check(main, today=today)


def told(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    """Return findings as short lines: code, member, amount, and line in its file."""
    return [
        " ".join(
            str(part)
            for part in (f.code, f.member, f.amount, f.source.line)
            if part is not None
        )
        for f in findings
    ]


def words(finding: Finding, language: str = "en") -> str:
    """Return the sentence of a finding."""
    return Language(language).render(finding.message)


def hints(finding: Finding, language: str = "en") -> str:
    """Return what a finding advises."""
    return Language(language).render(finding.hint) if finding.hint else ""


def words_of_fault(fault: CannotRun | LedgerUnreadable) -> str:
    """Return why a check could not run, or a ledger could not be read."""
    return Language("en").render(fault.message)


def words_of(message: Message, language: str = "en") -> str:
    """Return a message in words."""
    return Language(language).render(message)

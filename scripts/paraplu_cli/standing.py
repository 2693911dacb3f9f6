"""What `members` and `member` share: books whose figures can be trusted, or the reason.

Figures need the register's words for accounts and a ledger that was loaded; without
them there is nothing to show but the findings that say so.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Language, counted, say
from paraplu.ledger.beancount_errors import is_empty_folder
from paraplu_cli.loading import examine, language_of
from paraplu_cli.outcome import Outcome
from paraplu_cli.output.as_text import findings_text
from paraplu_cli.places import by_place
from paraplu_cli.screen import Screen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from paraplu.check import Report

BROKEN = say(
    "Beancount itself finds errors in these books, so entries may be missing. Fix them "
    "first: paraplu check"
)
# What stands in the way of figures.
IN_THE_WAY = frozenset({"MB00", "CK03", "CK04"})


def figures_outcome(
    main: Path, members: Path | None, today: dt.date | None, *, whole: bool = False
) -> Outcome | None:
    """Return the outcome of a check, or None where no figures can be made from it.

    Then the findings that stand in the way are told on standard error. With `whole`
    any fault in the register does, as where something is written by it.
    """
    report = examine(main, members, today)
    outcome = Outcome(report, by_place(report.verdict.findings), language_of(report))
    if outcome.usable and not (whole and report.register.faults):
        return outcome
    tell(outcome, [f for f in outcome.findings if f.code in IN_THE_WAY])
    return None


def tell(outcome: Outcome, findings: Iterable[Finding]) -> None:
    """Write findings that stand in the way on standard error."""
    told = replace(outcome, findings=tuple(findings))
    lines = findings_text(told, Screen(outcome.language))
    click.echo("\n".join(lines), file=sys.stderr)


def broken(report: Report) -> bool:
    """Tell whether Beancount itself finds errors: entries may be missing then.

    In books that were not loaded it found none.
    """
    return not all(is_empty_folder(error.message) for error in report.books.errors)


def warning(report: Report, language: Language) -> list[str]:
    """Return what to know of figures: faults of the register, and all errors."""
    lines = []
    faults = len(report.register.faults)
    if faults:
        lines.append(
            counted(
                "The register has {n} fault. What it makes unknown is not shown.",
                "The register has {n} faults. What they make unknown is not shown.",
                faults,
            )
        )
    errors = sum(f.severity is Severity.ERROR for f in report.verdict.findings)
    if errors:
        found = counted(
            "These books have {n} error", "These books have {n} errors", errors
        )
        lines.append(say("{found}: paraplu check", found=found))
    return ["", *map(language.render, lines)] if lines else []

"""Two states of the same books, and what differs between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.ledger.seals import seals_of
from paraplu.reports.changes.entries import EntryChanges, entry_changes
from paraplu.reports.changes.figures import FigureChanges, figure_changes
from paraplu_cli.since import likeness

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding, Source
    from paraplu.check import Report
    from paraplu.ledger.seals import Seal


@dataclass(frozen=True)
class State:
    """The books at one moment: the report on them, and the tree that they are in."""

    report: Report
    root: Path

    def place(self, source: Source) -> str:
        """Return where something is, from the top of the tree; empty for no place."""
        file = source.file
        if not file or file.startswith("<"):
            return ""
        return f"{file.removeprefix(f'{self.root}/')}:{source.line}"


@dataclass(frozen=True)
class BooksChanges:
    """The books as they were and as they are."""

    was: State
    now: State

    @cached_property
    def entries(self) -> EntryChanges:
        """The entries that came, went or are others."""
        return entry_changes(self.was.report.books, self.now.report.books)

    @cached_property
    def figures(self) -> FigureChanges:
        """The figures that differ."""
        return figure_changes(self.was.report, self.now.report)

    @cached_property
    def new_findings(self) -> tuple[Finding, ...]:
        """The findings that were not there."""
        return _beyond(self.now, self.was)

    @cached_property
    def solved_findings(self) -> tuple[Finding, ...]:
        """The findings that are no longer there."""
        return _beyond(self.was, self.now)

    @cached_property
    def touched(self) -> tuple[Seal, ...]:
        """The seals, as they were or are, of periods in which entries differ."""
        days = self.entries.days
        seals = {
            seal.digest: seal
            for state in (self.was, self.now)
            for seal in seals_of(state.report.books.main.parent).in_force
            if any(day in seal.period for day in days)
        }
        return tuple(seals.values())

    @property
    def nothing(self) -> bool:
        """Tell whether nothing differs at all."""
        entries, figures = self.entries, self.figures
        return not (
            entries.came
            or entries.gone
            or entries.changed
            or figures.thermometers
            or figures.cover
            or figures.boxes
            or self.new_findings
            or self.solved_findings
        )


def _beyond(one: State, other: State) -> tuple[Finding, ...]:
    """Return the findings of one state that the other does not have."""
    findings = other.report.verdict.findings
    had = Counter(likeness(finding, other.root) for finding in findings)
    beyond = []
    for finding in one.report.verdict.findings:
        alike = likeness(finding, one.root)
        if had[alike]:
            had[alike] -= 1
        else:
            beyond.append(finding)
    return tuple(beyond)

"""Two states of the same books, and what differs between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.ledger.canonical_lines import directive_lines
from paraplu.ledger.read_files import file_lines
from paraplu.ledger.seals.shelf import ENDING
from paraplu.ledger.transactions import source_of
from paraplu.reports.changes.entries import EntryChanges, entry_changes
from paraplu.reports.changes.figures import FigureChanges, figure_changes
from paraplu_cli.since import likeness

if TYPE_CHECKING:
    from paraplu.base.findings import Finding, Source
    from paraplu.check import Report
    from paraplu.ledger.seals import Seal


# What is told by its entries, or as a seal.
_TOLD = (".beancount", ENDING)


class LedgerLine(NamedTuple):
    """A line of the ledger that is no transaction, in words, and where it stands."""

    words: str
    source: Source


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
            for seal in state.report.books.seals.in_force
            if any(day in seal.period for day in days)
        }
        return tuple(seals.values())

    @cached_property
    def lines_came(self) -> tuple[LedgerLine, ...]:
        """The balances, pads and other lines of the ledger that were not there."""
        return _lines_beyond(self.now, self.was)

    @cached_property
    def lines_gone(self) -> tuple[LedgerLine, ...]:
        """The balances, pads and other lines of the ledger that are no longer there."""
        return _lines_beyond(self.was, self.now)

    @cached_property
    def seals_came(self) -> tuple[Seal, ...]:
        """The seals that were not there: what was closed, filed or opened since."""
        return _seals_beyond(self.now, self.was)

    @cached_property
    def seals_gone(self) -> tuple[Seal, ...]:
        """The seals that are no longer there as they were."""
        return _seals_beyond(self.was, self.now)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The register, and files that rules read beside ledger and seals, that differ.

        Each by its path from the folder of the books. A receipt differs here where its
        size does.
        """
        was, now = self.was.report, self.now.report
        found = set()
        if was.register_checksum != now.register_checksum:
            found.add(Path(now.register.file).name)
        if was.files_checksum != now.files_checksum:
            differ = {*file_lines(was.books)} ^ {*file_lines(now.books)}
            found |= {line.split("\t")[0] for line in differ}
        return tuple(sorted(name for name in found if not name.endswith(_TOLD)))

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
            or self.lines_came
            or self.lines_gone
            or self.seals_came
            or self.seals_gone
            or self.files
            or self.new_findings
            or self.solved_findings
        )


def _lines_beyond(one: State, other: State) -> tuple[LedgerLine, ...]:
    """Return the lines of one state, but for transactions, that the other lacks."""
    had = Counter(line for _, line in directive_lines(other.report.books))
    beyond = []
    for directive, line in directive_lines(one.report.books):
        if had[line]:
            had[line] -= 1
        else:
            source = source_of(getattr(directive, "meta", None) or {})
            beyond.append(LedgerLine(line.replace("\t", "  "), source))
    return tuple(sorted(beyond))


def _seals_beyond(one: State, other: State) -> tuple[Seal, ...]:
    had = {seal.digest for seal in other.report.books.seals.seals}
    return tuple(
        seal for seal in one.report.books.seals.seals if seal.digest not in had
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

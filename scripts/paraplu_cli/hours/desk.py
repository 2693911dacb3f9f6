"""The books of an hours command: read, and written in by one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.collector import collector_paused
from paraplu.base.language import Language, say
from paraplu.bookkeeping.hours.shelf import Hours, read_hours
from paraplu.bookkeeping.hours.writing import AddedHours, added
from paraplu.journal import CannotBook, alone, write
from paraplu_cli.command import Misuse, Option, Stopped
from paraplu_cli.loading import examine, language_of
from paraplu_cli.options import main_by

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.check import Report

LEDGER = main_by("--ledger")
KIND = Option(
    "--kind",
    words=say("The kind of hours (default: the first of the register)."),
    placeholder=say("KIND"),
)
WHOM = Option(
    "--for",
    "whom",
    words=say("For whom: the code of another member, COOP, or a customer."),
    placeholder=say("WHOM"),
    default="",
)


@dataclass(frozen=True)
class HoursDesk:
    """The books, the hours, and the language to speak."""

    report: Report
    hours: Hours
    language: Language

    def of(self, year: int | None, member: str | None) -> list[HoursRow]:
        """Return the rows of a year and of a member, of all where none is named."""
        return [
            row
            for row in self.hours.rows
            if year in (None, row.date.year) and member in (None, row.member)
        ]


def read(main: Path, members: Path | None, today: dt.date | None = None) -> HoursDesk:
    """Return the books with their hours; Stopped where they cannot be used."""
    report = examine(main, members, today)
    if not report.loaded or report.register.faults:
        raise Stopped(
            say("The register or the ledger cannot be used; paraplu check says why.")
        )
    return HoursDesk(report, _hours(report), language_of(report))


def _hours(report: Report) -> Hours:
    books = report.books
    return read_hours(books.main.parent, books.root, report.register)


def known_member(desk: HoursDesk, member: str | None) -> None:
    """Raise Misuse for a code that no member has."""
    members = desk.report.register.members
    if member is not None and member not in members:
        raise Misuse(
            say(
                "There is no member {member}. The register has: {members}.",
                member=member,
                members=", ".join(members),
            )
        )


def known_kind(desk: HoursDesk, kind: str | None) -> str:
    """Return the kind of hours that was asked for; Misuse for one that is none."""
    kinds = desk.report.register.hours.kinds
    if kind is not None and kind not in kinds:
        raise Misuse(
            say(
                "“{kind}” is not a kind of hours. The register has: {kinds}.",
                kind=kind,
                kinds=", ".join(kinds),
            )
        )
    return kind or kinds[0]


def put(
    desk: HoursDesk, rows: Sequence[HoursRow], *, dry_run: bool, both: bool = False
) -> AddedHours:
    """Write rows into the files of hours; Stopped, and nothing written, where not.

    `both` tells that another member worked at the same times.
    """
    folder = desk.report.books.main.parent
    try:
        with collector_paused(), alone(folder, dry_run=dry_run):
            # As they are by now: somebody else may have written in between.
            found = added(_hours(desk.report), rows, desk.report.register, both=both)
            if not dry_run:
                write(found.changes)
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    return found

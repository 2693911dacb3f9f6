"""All hours of the books, as they lie in `hours/` beside the ledger.

Whoever sends books can send any file, so it is bounded how many are read, and how much
of each; a link is not followed out of the books.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from paraplu.base.durations import A_DAY
from paraplu.base.file_names import HOURS
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.bookkeeping.hours.model import HoursRow, SheetForm, sheet_name
from paraplu.bookkeeping.hours.reading import month_of, read_sheet
from paraplu.register.faults import Faults, TooManyFaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.register.model import Register

# The rule that the faults of these files break.
RULE = "HR00"
# A member who writes twenty rows a day fills a twentieth of it in a month.
MOST_BYTES = 1_000_000
# Forty members for ten years.
MOST_FILES = 5_000


class Hours(Struct, frozen=True, dict=True):
    """The rows of all members, by member and day, and the faults of their files.

    `forms` is how each file is written that can be read, by its path.
    """

    folder: Path
    rows: tuple[HoursRow, ...] = ()
    forms: Mapping[Path, SheetForm] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()

    def path(self, row: HoursRow) -> Path:
        """Return the file that a row belongs in."""
        year = f"{row.date.year:04}"
        return self.folder / year / sheet_name(row.member, row.month)

    @cached_property
    def by_member(self) -> Mapping[str, tuple[HoursRow, ...]]:
        """The rows of each member who has any, by code, each in order of days."""
        found: dict[str, list[HoursRow]] = {}
        for row in self.rows:
            found.setdefault(row.member, []).append(row)
        return {code: tuple(rows) for code, rows in found.items()}

    def of(self, member: str) -> tuple[HoursRow, ...]:
        """Return the rows of a member, in order of days."""
        return self.by_member.get(member, ())


def read_hours(ledger: Path, root: Path, register: Register) -> Hours:
    """Return the hours beside a ledger, of the books that begin at `root`."""
    folder = ledger / HOURS
    if not folder.is_dir():
        return Hours(folder)
    rows: list[HoursRow] = []
    forms: dict[Path, SheetForm] = {}
    found: list[Finding] = []
    for number, file in enumerate(sheets(folder)):
        faults = Faults(str(file), code=RULE)
        try:
            if number >= MOST_FILES:
                faults.add(0, say("There are more than {n} files.", n=MOST_FILES))
                found += faults.found
                break
            rows += _read(file, root, register, faults, forms)
        except TooManyFaults:
            pass
        found += faults.found
    found += _too_long(rows)
    rows.sort(key=lambda row: (row.member, row.date, row.cells))
    return Hours(folder, tuple(rows), forms, tuple(found))


def sheets(folder: Path) -> Iterator[Path]:
    """Yield the files of hours in order; what begins with a point is left out."""
    for year in sorted(folder.iterdir()) if folder.is_dir() else ():
        if year.is_dir() and not year.name.startswith("."):
            yield from sorted(
                file
                for file in year.iterdir()
                if file.name.endswith(".csv") and not file.name.startswith(".")
            )


def _read(
    file: Path,
    root: Path,
    register: Register,
    faults: Faults,
    forms: dict[Path, SheetForm],
) -> list[HoursRow]:
    named = month_of(file.name)
    if named is None or f"{named[1].year:04}" != file.parent.name:
        faults.add(
            0,
            say("The name of this file is not of a member and a month."),
            say("Rename it, such as {example}.", example="hours/2026/L07-2026-03.csv"),
        )
        return []
    text = _text(file, root, faults)
    sheet = None if text is None else read_sheet(text, faults, register)
    if sheet is None:
        return []
    forms[file] = sheet.form
    kept = []
    for row in sheet.rows:
        if (row.member, row.month) == named:
            kept.append(row)
            continue
        faults.add(
            row.source.line,
            say(
                "This row is of {member} in {month}; the file is of {other}.",
                member=row.member,
                month=row.month,
                other=file.stem,
            ),
            say("Move it to {file}.", file=sheet_name(row.member, row.month)),
            row.member,
        )
    return kept


def _text(file: Path, root: Path, faults: Faults) -> str | None:
    try:
        return plain_bytes(file, root, MOST_BYTES).decode()
    except UnicodeDecodeError as error:
        data = error.object
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(
            line,
            say("This line is not text in UTF-8."),
            say("Save the file again, as CSV in UTF-8."),
        )
    except OSError as error:
        faults.add(0, say("It cannot be read: {reason}.", reason=reason_of(error)))
    return None


def _too_long(rows: list[HoursRow]) -> Iterator[Finding]:
    """Yield a fault for each day of a member that has more than 24 hours."""
    days: Counter[tuple[str, object]] = Counter()
    told = set()
    for row in rows:
        key = (row.member, row.date)
        days[key] += row.minutes
        if days[key] > A_DAY and key not in told:
            told.add(key)
            faults = Faults(row.source.file, code=RULE)
            faults.add(
                row.source.line,
                say("With this row {day} has more than 24 hours.", day=row.date),
                say("Correct the minutes, or the day."),
                row.member,
            )
            yield from faults.found

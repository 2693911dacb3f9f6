"""Adds rows to the files of hours: each in its file, in order, and none twice."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.plain_file import leads_out
from paraplu.bookkeeping.hours import shelf
from paraplu.bookkeeping.hours.model import COLUMNS, EXPORTS, SheetForm
from paraplu.bookkeeping.hours.overlaps import overlaps
from paraplu.bookkeeping.hours.reading import read_sheet
from paraplu.bookkeeping.hours.whose import check_whose, of_others
from paraplu.journal import CannotBook, Change
from paraplu.register.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.bookkeeping.hours.overlaps import Overlap
    from paraplu.bookkeeping.hours.shelf import Hours
    from paraplu.bookkeeping.hours.whose import OfAnother
    from paraplu.register.model import Register


@dataclass(frozen=True)
class AddedHours:
    """What comes of adding rows: what files become, which are new, which were known.

    `overlaps` has the new rows that are of the same time as another, and `others` who
    else has rows of the times of new ones.
    """

    changes: tuple[Change, ...]
    new: tuple[HoursRow, ...]
    known: tuple[HoursRow, ...]
    overlaps: tuple[Overlap, ...] = ()
    others: tuple[OfAnother, ...] = ()


def added(
    hours: Hours, rows: Sequence[HoursRow], register: Register, *, both: bool = False
) -> AddedHours:
    """Return what the files of hours become with these rows.

    `both` tells that another member worked at the same times.

    Raises:
        CannotBook: a file has a fault, a row cannot stand in one, a link leads out, or
            it is the export of another member.
    """
    if hours.faults:
        first = hours.faults[0]
        raise CannotBook(
            say(
                "{file}, line {line}: {what} Nothing was written; paraplu check tells "
                "all of it.",
                file=first.source.file,
                line=str(first.source.line),
                what=first.message,
            )
        )
    new, known = apart(hours.rows, rows)
    others = of_others(hours.rows, new) if both else check_whose(hours.rows, new)
    there = _by_file(hours, hours.rows)
    changes = []
    for file, more in sorted(_by_file(hours, new).items()):
        if leads_out(file, hours.folder.parent):
            raise CannotBook(
                say("{file} lies behind a link that leads away.", file=str(file))
            )
        form = hours.forms.get(file, SheetForm(register.language))
        text = sheet_text([*there.get(file, ()), *more], form)
        _check(text, file, register)
        before = file.read_bytes().decode() if file.exists() else None
        changes.append(Change(file, before, text))
    same = tuple(overlaps(hours.rows, new))
    return AddedHours(tuple(changes), tuple(new), tuple(known), same, tuple(others))


def _by_file(hours: Hours, rows: Iterable[HoursRow]) -> dict[Path, list[HoursRow]]:
    """Return rows by the file that they belong in."""
    files: dict[Path, list[HoursRow]] = {}
    for row in rows:
        files.setdefault(hours.path(row), []).append(row)
    return files


def apart(
    there: Iterable[HoursRow], rows: Iterable[HoursRow]
) -> tuple[list[HoursRow], list[HoursRow]]:
    """Return the rows that are new, and those that are there already.

    A row of an export is known by its evidence, whatever somebody changed in it since;
    another by all that it says but who agreed. So often as it is there, it is known.
    """
    left = Counter(map(_key, there))
    new, known = [], []
    for row in rows:
        key = _key(row)
        if left[key]:
            left[key] -= 1
            known.append(row)
        else:
            new.append(row)
    return new, known


def _key(row: HoursRow) -> tuple[object, ...]:
    if row.evidence.partition(" ")[0] in EXPORTS:
        return (row.date, row.member, row.evidence)
    return row.cells[:-1]


def sheet_text(rows: Iterable[HoursRow], form: SheetForm) -> str:
    """Return a file of hours with these rows, in one order whatever theirs is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=form.delimiter, lineterminator="\n")
    writer.writerow(COLUMNS[form.language])
    writer.writerows(sorted(row.cells for row in rows))
    return out.getvalue()


def _check(text: str, file: Path, register: Register) -> None:
    """Refuse what could not be read again."""
    if len(text.encode()) > shelf.MOST_BYTES:
        raise CannotBook(
            say(
                "With these rows {file} would be too large to be read again.",
                file=str(file),
            )
        )
    faults = Faults(str(file))
    read_sheet(text, faults, register)
    if faults.found:
        raise CannotBook(faults.found[0].message)

"""Reads one file of hours, and tells of each row that cannot be right.

What a spreadsheet made of it is read as well: with semicolons, and with a mark before
the first column. A row with a fault counts for nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month
from paraplu.base.durations import A_DAY
from paraplu.base.findings import Source
from paraplu.base.language import say
from paraplu.bookkeeping.hours.model import (
    COLUMNS,
    COOP,
    DELIMITERS,
    HoursRow,
    SheetForm,
)
from paraplu.register.faults import listed, shown
from paraplu.register.fields import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from paraplu.register.yaml_lines import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.register.faults import Faults
    from paraplu.register.membership import Member
    from paraplu.register.model import Register

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MINUTES = re.compile(r"[0-9]{1,4}")
# A spreadsheet would take a text that begins so for a formula, and run it.
FORMULA = ("=", "+", "-", "@")


class HoursSheet(NamedTuple):
    """A file of hours: how it is written, and its rows."""

    form: SheetForm
    rows: tuple[HoursRow, ...]


def read_sheet(text: str, faults: Faults, register: Register) -> HoursSheet | None:
    """Return the rows of a file; None, with a fault, where no row can be read."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    form = _form(lines[0].strip() if lines else "")
    if form is None:
        faults.add(
            1,
            say("The first line does not name the columns."),
            say("Write: {columns}", columns=",".join(COLUMNS[register.language])),
        )
        return None
    rows: list[HoursRow] = []
    reader = csv.reader(lines[1:], delimiter=form.delimiter, strict=True)
    before = 1
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num + 1
            values = [cell.strip() for cell in cells]
            if any(values):
                row = _row(values, Source(faults.file, line), faults, register)
                rows += [row] if row else []
    except csv.Error:
        faults.add(
            before + 1,
            say("The quotes on this line do not end where they should."),
            say("Put a text with a comma between two quotes, and double those in it."),
        )
    return HoursSheet(form, tuple(rows))


def _form(first: str) -> SheetForm | None:
    for delimiter in DELIMITERS:
        titles = [title.strip(' "').casefold() for title in first.split(delimiter)]
        while titles and not titles[-1]:
            titles.pop()
        for language, columns in COLUMNS.items():
            if titles == list(columns):
                return SheetForm(language, delimiter)
    return None


def _row(
    values: list[str], place: Source, faults: Faults, register: Register
) -> HoursRow | None:
    """Return a row, or None after its faults are told."""
    width = len(COLUMNS["en"])
    if len(values) < width or any(values[width:]):
        faults.add(
            place.line,
            say("This row does not have {width} columns.", width=width),
            say("Put a text with a comma between two quotes."),
        )
        return None
    day_said, member, whom, minutes_said, what, kind, evidence, agreed = values[:width]
    day, minutes = _day(day_said), _minutes(minutes_said)
    texts = [what, evidence, agreed, whom]
    if day is None:
        wrong = _is_wrong(day_said, say("is not a day such as 2026-03-31."))
    elif minutes is None:
        wrong = _is_wrong(
            minutes_said,
            say("is not a whole number of minutes from 1 to {most}.", most=str(A_DAY)),
        )
    else:
        faulty = [
            *_of_people(member, whom, register),
            *_of_membership(member, day, register),
            *_of_kind(kind, register),
            *filter(None, map(wrong_text, texts)),
        ]
        if not faulty:
            return HoursRow(
                *(day, member, minutes, whom, what, kind, evidence, agreed, place)
            )
        wrong = faulty[0]
    known = member if member in register.members else None
    faults.add(place.line, wrong, say("Correct the row; it does not count."), known)
    return None


def _is_wrong(text: str, how: Message) -> Message:
    return say("“{text}” {how}", text=shown(text), how=how)


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _minutes(text: str) -> int | None:
    minutes = int(text) if _MINUTES.fullmatch(text) else 0
    return minutes if 0 < minutes <= A_DAY else None


def _of_people(member: str, whom: str, register: Register) -> Iterator[Message]:
    members = register.members
    if member not in members:
        yield say("There is no member {member} in the register.", member=shown(member))
    if whom and whom == member:
        yield say("Hours for somebody's own business have nothing under “for”.")
    if whom and whom not in members:
        # Whatever is written as codes are is meant for one.
        alike = {_shape(code): code for code in members}
        if whom.upper() == COOP != whom:
            yield say("Write {coop} in capitals.", coop=COOP)
        elif _shape(whom) in alike:
            yield say("There is no member {member} in the register.", member=whom)


def _of_membership(member: str, day: dt.date, register: Register) -> Iterator[Message]:
    known = register.members.get(member)
    if known and (wrong := not_a_member(known, day)):
        yield wrong


def not_a_member(member: Member, day: dt.date) -> Message | None:
    """Return why nobody's hours of a day count: not a member; None where it is one."""
    if member.time_on(day):
        return None
    return say(
        "On {day} {member} had left, or had yet to join.",
        member=member.code,
        day=day,
    )


def _shape(code: str) -> str:
    return re.sub(r"\d", "9", code.upper())


def _of_kind(kind: str, register: Register) -> Iterator[Message]:
    if kind not in register.hours.kinds:
        words = listed(register.hours.kinds)
        yield say(
            "“{text}” is not a kind of hours: {words}.", text=shown(kind), words=words
        )


def wrong_text(text: str) -> Message | None:
    """Return what is wrong with a text of a row, None where nothing is."""
    if UNSEEN.search(text):
        return say("A text has a line break, a tab or an invisible character.")
    if len(text) > LONGEST_TEXT:
        return say("A text is longer than {most} characters.", most=LONGEST_TEXT)
    if text.startswith(FORMULA):
        return say(
            "A text begins with {sign}: a spreadsheet would run it.", sign=text[0]
        )
    return None


def month_of(name: str) -> tuple[str, Month] | None:
    """Return the member and the month that the name of a file says, None for none."""
    stem = name.removesuffix(".csv")
    member, _, rest = stem.partition("-")
    while rest and Month.read(rest) is None:
        more, _, rest = rest.partition("-")
        member = f"{member}-{more}"
    month = Month.read(rest) if rest else None
    return (member, month) if month and name.endswith(".csv") else None

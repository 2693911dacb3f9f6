"""Tells which program an export is of, and makes rows of hours of it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.bookkeeping.hours.exports import calendars, hledger
from paraplu.bookkeeping.hours.exports.programs import TABLES
from paraplu.bookkeeping.hours.exports.session import CannotReadExport, Found
from paraplu.bookkeeping.hours.exports.table import read_table, sessions_of
from paraplu.bookkeeping.hours.model import COOP, HoursRow
from paraplu.bookkeeping.hours.reading import FORMULA
from paraplu.register.fields import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from paraplu.register.yaml_lines import UNSEEN

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.bookkeeping.hours.exports.session import ExportOptions, Session
    from paraplu.register.model import Register

_MOST_BYTES = 10_000_000
# A column that every program has in its summaries too.
_SUMMARIES = ({"duration"}, {"duration (h)"}, {"time (h)"}, {"duur"})


class ReadHours(NamedTuple):
    """The rows of an export, and what of it became none.

    `short` are spans that together do not make up a minute of their own, `left_out`
    those without a time of the day. `refused` tells why others cannot be read.
    """

    program: str
    rows: tuple[HoursRow, ...]
    short: int
    left_out: int
    refused: tuple[Message, ...] = ()


def read_export(file: Path, options: ExportOptions, register: Register) -> ReadHours:
    """Return the rows of hours of an export.

    Raises:
        CannotReadExport: nobody knows what it is, or it cannot be read; says why.
    """
    text = _text(file)
    program, found = _found(text, options)
    sessions = _of_one(found.sessions, options)
    for one in sessions:
        if not FIRST_YEAR <= one.day.year <= LAST_YEAR:
            raise CannotReadExport(say("{day} cannot be right.", day=one.day))
    if (span := options.span) is not None:
        sessions = [one for one in sessions if span.first <= one.day <= span.last]
    rows, short = _rows(program, sessions, options, register)
    return ReadHours(program, tuple(rows), short, found.left_out, found.refused)


def _text(file: Path) -> str:
    try:
        data = plain_bytes(file, most=_MOST_BYTES)
    except FileNotFoundError as error:
        raise CannotReadExport(
            say("There is no file {file}.", file=str(file))
        ) from error
    except OSError as error:
        raise CannotReadExport(
            say(
                "{file} cannot be read: {reason}.",
                file=str(file),
                reason=reason_of(error),
            )
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotReadExport(
            say("{file} is not text in UTF-8. Export it again, as CSV.", file=str(file))
        ) from error


def _found(text: str, options: ExportOptions) -> tuple[str, Found]:
    lines = text.splitlines()
    if calendars.looks_like_calendar(lines):
        return "calendar", calendars.read_calendar(text, options.span)
    if hledger.looks_like_timeclock(lines):
        return "timeclock", hledger.read_timeclock(lines)
    if hledger.looks_like_timedot(lines):
        return "timedot", hledger.read_timedot(lines)
    table = read_table(text)
    if table is None:
        raise CannotReadExport(
            say(
                "This is not an export of Toggl, Clockify, Kimai, hledger (timeclock "
                "or timedot) or a calendar."
            )
        )
    for columns in TABLES:
        if not columns.lacking(table):
            return columns.program, sessions_of(table, columns, options)
    titles = ", ".join(table.titles)[:300]
    if any(summary <= set(table.titles) for summary in _SUMMARIES):
        raise CannotReadExport(
            say(
                "This looks like a summary; its columns are {titles}. Export the "
                "detailed report, with the days and the times.",
                titles=titles,
            )
        )
    raise CannotReadExport(
        say(
            "Nobody knows these columns: {titles}. Export the detailed report of "
            "Toggl, Clockify or Kimai as CSV.",
            titles=titles,
        )
    )


def _of_one(sessions: list[Session], options: ExportOptions) -> list[Session]:
    """Return the spans of one person: names of people stay out of the books."""
    users = {one.user for one in sessions if one.user}
    if options.user:
        if options.user not in users:
            raise CannotReadExport(
                say("Nobody in this export is called {user}.", user=options.user)
            )
        return [one for one in sessions if one.user == options.user]
    if len(users) > 1:
        raise CannotReadExport(
            say(
                "This export is of {n} people. Say whose hours these are, with "
                "{option}.",
                n=len(users),
                option="--user",
            )
        )
    return sessions


def _rows(
    program: str,
    sessions: list[Session],
    options: ExportOptions,
    register: Register,
) -> tuple[list[HoursRow], int]:
    """Return the rows, and how many spans make up no minute.

    Minutes are whole. What is less than one goes to the next of that day, so a day has
    all its seconds to half a minute, however many spans there are.
    """
    days: defaultdict[dt.date, list[Session]] = defaultdict(list)
    for one in sessions:
        days[one.day].append(one)
    rows, short = [], 0
    for day in sorted(days):
        gone = 0
        for one in sorted(days[day], key=lambda one: one.mark):
            minutes = _rounded(gone + one.seconds) - _rounded(gone)
            gone += one.seconds
            if not minutes:
                short += 1
                continue
            rows.append(
                HoursRow(
                    day,
                    options.member,
                    minutes,
                    _whom(one, options, register),
                    plain_text(one.what),
                    _kind(one, options, register),
                    plain_text(f"{program} {one.mark}"),
                )
            )
    return rows, short


def _rounded(seconds: int) -> int:
    return (seconds + 30) // 60


def _words(one: Session) -> list[str]:
    return [
        word.strip().casefold()
        for words in one.words
        for word in re.split(r"[,;|]", words)
    ]


def _whom(one: Session, options: ExportOptions, register: Register) -> str:
    known = {code.casefold(): code for code in (*register.members, COOP)}
    said = (known[word] for word in _words(one) if word in known)
    whom = next((code for code in said if code != options.member), options.whom)
    return "" if whom == options.member else whom


def _kind(one: Session, options: ExportOptions, register: Register) -> str:
    kinds = register.hours.kinds
    said = (word for word in _words(one) if word in kinds)
    return next(said, options.kind or kinds[0])


def plain_text(text: str) -> str:
    """Return a text as a row can have it: on one line, and no formula."""
    plain = " ".join(UNSEEN.sub(" ", text).split())
    while plain.startswith(FORMULA):
        plain = plain[1:].lstrip()
    return plain if len(plain) <= LONGEST_TEXT else f"{plain[: LONGEST_TEXT - 1]}…"

"""hledger's timeclock and timedot files.

Timeclock: `i 2026-03-30 09:00:00 account  what it was` clocks in, `o 2026-03-30
10:00:00` clocks out. Timedot: a day on a line, and below it an account with dots, a
quarter of an hour each, or with a number: hours, or with `m` or `h` behind it.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from paraplu.base.language import say
from paraplu.bookkeeping.hours.exports.day_order import read_time
from paraplu.bookkeeping.hours.exports.session import (
    Found,
    Session,
    by_day,
    check_length,
    refused,
)

_TIMECLOCK = "timeclock"
_TIMEDOT = "timedot"
_MOVE = re.compile(
    r"([io])[ \t]+(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[ \t]+(\d{1,2}:\d\d(?::\d\d)?)"
    r"(?:[+-]\d{4})?(?:[ \t]+(.*))?",
    re.ASCII | re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:\*+[ \t]+)?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:[ \t].*)?", re.ASCII
)
# To hledger that is the name of an account, without any time.
_ONE_SPACE = re.compile(r"[^*].*\s(\.[. ]*|[0-9]+(?:\.[0-9]+)?[a-z]?)", re.ASCII)
_DOTS = re.compile(r"\.[. ]*")
_AMOUNT = re.compile(r"(\d{1,4}(?:\.\d{1,6})?) ?(s|m|h|)", re.ASCII)
_UNITS = {"s": 1, "m": 60, "h": 3600, "": 3600}
_QUARTER = 15 * 60
_REMARKS = (";", "#", "*")


class _ClockedIn(NamedTuple):
    moment: dt.datetime
    account: str
    what: str
    line: int


def looks_like_timeclock(lines: list[str]) -> bool:
    """Tell whether the first line that says something clocks in or out."""
    first = next((line for line in lines if _says(line)), "")
    return bool(_MOVE.fullmatch(first.strip()))


def looks_like_timedot(lines: list[str]) -> bool:
    """Tell whether the first line that says something is a day."""
    said = (line for line in lines if line.strip() and line[0] not in ";#")
    return bool(_DAY.fullmatch(next(said, "").rstrip()))


def read_timeclock(lines: list[str]) -> Found:
    """Return the spans of a timeclock file; CannotReadExport with the line."""
    found: list[Session] = []
    begun: _ClockedIn | None = None
    for number, line in enumerate(lines, 1):
        if not _says(line):
            continue
        move = _MOVE.fullmatch(line.strip())
        if move is None:
            raise refused(
                _TIMECLOCK, number, say("it neither clocks in (i) nor out (o).")
            )
        moment = _moment(move[2], move[3], _TIMECLOCK, number)
        if move[1] == "i":
            if begun:
                raise _open(begun)
            account, _, rest = (move[4] or "").partition("  ")
            what = rest.partition(";")[0].strip()
            begun = _ClockedIn(moment, account.strip(), what, number)
            continue
        if begun is None:
            raise refused(_TIMECLOCK, number, say("it clocks out, and was not in."))
        seconds = int((moment - begun.moment).total_seconds())
        check_length(seconds, _TIMECLOCK, number)
        words = tuple(begun.account.split(":"))
        about = Session(moment.date(), 0, begun.what or begun.account, "", words)
        found += by_day(begun.moment, seconds, about)
        begun = None
    if begun:
        raise _open(begun)
    return Found(found)


def _open(begun: _ClockedIn) -> Exception:
    return refused(_TIMECLOCK, begun.line, say("it clocks in, and is not clocked out."))


def read_timedot(lines: list[str]) -> Found:
    """Return the spans of a timedot file; CannotReadExport with the line."""
    found: list[Session] = []
    day: dt.date | None = None
    for number, line in enumerate(lines, 1):
        text, _, remark = line.strip().partition(";")
        text = text.partition(" #")[0].rstrip()
        if not text or line.startswith(("#", ";")):
            continue
        if dated := _DAY.fullmatch(text):
            day = _moment(dated[1], "0:00", _TIMEDOT, number).date()
            continue
        account, _, amount = (part.strip() for part in text.partition("  "))
        if day and not amount and (merged := _ONE_SPACE.fullmatch(account)):
            raise refused(
                _TIMEDOT,
                number,
                say("put two spaces before “{text}”.", text=merged[1]),
            )
        if day is None or text.startswith("*") or not amount:
            # A heading, or an account by itself, without time yet.
            continue
        seconds = _lasting(amount)
        if seconds is None:
            raise refused(
                _TIMEDOT,
                number,
                say(
                    "“{text}” is not a time: write dots, 1.5, 1.5h or 90m.", text=amount
                ),
            )
        check_length(seconds, _TIMEDOT, number)
        mark = f"{account} {seconds // 60}m"
        words = tuple(account.split(":"))
        found.append(Session(day, seconds, remark.strip() or account, mark, words))
    return Found(found)


def _lasting(text: str) -> int | None:
    if _DOTS.fullmatch(text):
        return text.count(".") * _QUARTER
    amount = _AMOUNT.fullmatch(text)
    return round(Decimal(amount[1]) * _UNITS[amount[2]]) if amount else None


def _moment(day: str, time: str, program: str, line: int) -> dt.datetime:
    year, month, number = map(int, re.split(r"[-/.]", day))
    clock = read_time(time)
    try:
        if clock is not None:
            return dt.datetime.combine(dt.date(year, month, number), clock)
    except ValueError:
        pass
    raise refused(
        program, line, say("“{text}” is not a day and a time.", text=f"{day} {time}")
    )


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(_REMARKS)

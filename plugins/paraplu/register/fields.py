"""The single values of a register: text, amounts, percentages, dates.

Each converter reads the text as it was written, never what YAML would make of it:
an amount is an exact decimal, `no` is a word, `2025-02-30` is a fault.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from paraplu.base.dates import Month
from paraplu.base.language import Message, say
from paraplu.base.late_patterns import late
from paraplu.register.converter import Shaped, either, shaped, written
from paraplu.register.faults import Place, listed, shown
from paraplu.register.membership import DayRange
from paraplu.register.table_keys import is_nothing, wrong_shape
from paraplu.register.yaml_lines import UNSEEN, Node, Word, line_of

E = TypeVar("E", bound=StrEnum)

LONGEST_TEXT = 500
# Ten years; a longer term was not meant, and dates would run out of the calendar.
MOST_DAYS = 3660
FIRST_YEAR, LAST_YEAR = 1900, 2200

_AMOUNT = late(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_RATE = late(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%")
_DATE = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = late(r"20[0-9]{2}")

# The shapes of these values. A number such as 12.50 is one for YAML, and text here.
LINE = r"\S[^\t\r\n]*"
TEXT = written(LINE, longest=LONGEST_TEXT) | {"type": ["string", "number", "boolean"]}
_AMOUNT_SHAPE = either(
    {"type": "number", "minimum": 0, "exclusiveMaximum": 10**12},
    written(_AMOUNT.pattern),
)
_RATE_SHAPE = written(r"0?[0-9]{1,2}(?:\.[0-9]{1,4})? ?%|100(?:\.0{1,4})? ?%")
_DAY_SHAPE = written(
    r"(?:19[0-9]{2}|2[01][0-9]{2}|2200)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
)
_MONTH_SHAPE = written(r"(?:19[0-9]{2}|2[01][0-9]{2}|2200)-(?:0[1-9]|1[0-2])")
_DAYS_SHAPE = either(
    {"type": "integer", "minimum": 0, "maximum": MOST_DAYS}, written("[0-9]{1,9}")
)


@shaped(TEXT)
def text(node: Node, at: Place) -> str | None:
    """Return text on one line, without space around it."""
    if not isinstance(node, Word) or is_nothing(node):
        wrong_shape(node, at, say("a single value"))
        return None
    value = node.text.strip()
    hidden = UNSEEN.search(value)
    if hidden:
        at.fault(
            say(
                "has a line break, a tab or an invisible character ({character}).",
                character=f"U+{ord(hidden[0]):04X}",
            ),
            say("Write it on one line, and delete anything invisible."),
        )
        return None
    if len(value) > LONGEST_TEXT:
        at.fault(say("is longer than {most} characters.", most=LONGEST_TEXT))
        return None
    return value


@shaped(_AMOUNT_SHAPE)
def amount(node: Node, at: Place) -> Decimal | None:
    """Return an amount in the operating currency, never negative."""
    value = text(node, at)
    if value is None:
        return None
    if _AMOUNT.fullmatch(value):
        return Decimal(value)
    if value.startswith("-"):
        at.fault(say("{text} is below zero.", text=shown(value)))
    elif re.fullmatch(r"[0-9]+\.[0-9]{3,}", value):
        at.fault(say("{text} has more than two decimals.", text=shown(value)))
    else:
        at.fault(
            say("{text} is not an amount.", text=shown(value)),
            say(
                "Write digits with a full stop before the cents: {example}. No "
                "currency, and nothing between the thousands.",
                example="1234.56",
            ),
        )
    return None


@shaped(_RATE_SHAPE)
def rate(node: Node, at: Place) -> Decimal | None:
    """Return a percentage as a part of one: 30% is 0.30."""
    value = text(node, at)
    if value is None:
        return None
    match = _RATE.fullmatch(value)
    part = Decimal(match[1]).scaleb(-2) if match else None
    if part is None:
        at.fault(
            say("{text} is not a percentage.", text=shown(value)),
            say("Write it with the sign: {example}.", example="30%"),
        )
    elif part > 1:
        at.fault(say("{text} is more than 100%.", text=shown(value)))
        part = None
    return part


@shaped(_DAY_SHAPE)
def day(node: Node, at: Place) -> dt.date | None:
    """Return a date."""
    value = text(node, at)
    if value is None:
        return None
    if not _DATE.fullmatch(value):
        at.fault(
            say("{text} is not a date.", text=shown(value)),
            say(
                "Write year, month and day, without a time: {example}.",
                example="2025-02-01",
            ),
        )
        return None
    try:
        date = dt.date.fromisoformat(value)
    except ValueError:
        at.fault(say("{text} is not a real date.", text=value))
        return None
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        at.fault(
            say("{text} cannot be right.", text=value),
            say("If it has no end yet, leave the date out."),
        )
        return None
    return date


@shaped(_MONTH_SHAPE)
def month(node: Node, at: Place) -> Month | None:
    """Return a month."""
    value = text(node, at)
    if value is None:
        return None
    found = Month.read(value)
    if found is None:
        at.fault(
            say("{text} is not a month.", text=shown(value)),
            say("Write year and month: {example}.", example="2026-03"),
        )
    elif not FIRST_YEAR <= found.year <= LAST_YEAR:
        at.fault(
            say("{text} cannot be right.", text=value),
            say("If it has no end yet, leave the date out."),
        )
        return None
    return found


def whole(least: int, most: int) -> Shaped[int]:
    """Return the converter of a whole number between two others, both included."""

    @shaped(
        either(
            {"type": "integer", "minimum": least, "maximum": most},
            written("[0-9]{1,9}"),
        )
    )
    def read(node: Node, at: Place) -> int | None:
        value = text(node, at)
        if value is None:
            return None
        if re.fullmatch("[0-9]{1,9}", value) and least <= int(value) <= most:
            return int(value)
        at.fault(
            say(
                "{text} is not a whole number from {least} to {most}.",
                text=shown(value),
                least=least,
                most=most,
            )
        )
        return None

    return read


@shaped(_DAYS_SHAPE)
def days(node: Node, at: Place) -> int | None:
    """Return a number of days."""
    value = text(node, at)
    if value is None:
        return None
    if re.fullmatch("[0-9]{1,9}", value) and int(value) <= MOST_DAYS:
        return int(value)
    at.fault(
        say(
            "{text} is not a whole number of days from 0 to {most}.",
            text=shown(value),
            most=MOST_DAYS,
        )
    )
    return None


@shaped(written(_YEAR.pattern, number=True))
def year(node: Node, at: Place) -> str | None:
    """Return a year in four digits, such as a book year."""
    value = text(node, at)
    if value is None or _YEAR.fullmatch(value):
        return value
    at.fault(
        say("{text} is not a year.", text=shown(value)),
        say("Write it in four digits: {example}.", example="2025"),
    )
    return None


def choice(*words: str) -> Shaped[str]:
    """Return the converter of one of a few words."""

    @shaped({"enum": [str(word) for word in words]})
    def read(node: Node, at: Place) -> str | None:
        value = text(node, at)
        if value is None or value in words:
            return value
        from difflib import get_close_matches

        near = get_close_matches(value.casefold()[:40], words, n=1)
        at.fault(
            say(
                "{text} is not one of: {words}.", text=shown(value), words=listed(words)
            ),
            say("Did you mean {near}?", near=near[0])
            if near
            else say("Write one of these words, exactly as it is here."),
        )
        return None

    return read


def word_of(words: type[E]) -> Shaped[E]:
    """Return the converter of one of the words of an enumeration."""
    one = choice(*words)

    @shaped(one.schema)
    def read(node: Node, at: Place) -> E | None:
        value = one(node, at)
        return None if value is None else words(value)

    return read


def pattern(form: str, wrong: Message, *, number: bool = False) -> Shaped[str]:
    """Return the converter of text of one form; `wrong` tells what the form is.

    `number` is for a form of digits, which YAML takes for a number.
    """
    compiled = late(form)

    @shaped(written(form, longest=LONGEST_TEXT, number=number))
    def read(node: Node, at: Place) -> str | None:
        value = text(node, at)
        if value is None or compiled.fullmatch(value):
            return value
        told = say("{text} {wrong}", text=shown(value), wrong=wrong)
        at.fault(wrong if at.faults.secret else told)
        return None

    return read


def period(found: dict[str, Any], node: Node, at: Place) -> DayRange:
    """Take `from` and `until` out of a record's values; without `from` since ever."""
    span = DayRange(found.pop("from", dt.date.min), found.pop("until", None))
    if span.end is not None and span.end < span.start:
        at.at(line_of(node, "until")).fault(
            say("ends on {end}, before it begins.", end=span.end),
            say("Correct the date that is wrong."),
        )
    return span

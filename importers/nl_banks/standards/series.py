"""The statements of a file: in order, with keys that are unique, and what is odd.

Banks number their statements, one per day or per page, and put any number of them in
a file. Each stays a statement of its own, for each has its own balance to hold the
books against.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from nl_banks.order import in_order
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, Balance, Remark, Statement, StatementLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Shorter ones are numbers within a statement, which begin anew in the next.
_SHORTEST_KEY = 10


class KeyedLine(NamedTuple):
    """A booking, and what may be the bank's key of it, the best first."""

    booking: StatementLine
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberedStatement:
    """One statement as the bank numbered it: that of a day, or a page of one.

    `is_final` is false for a page that the next goes on from: its closing balance is
    not that of the end of the day.
    """

    layout: str
    bank: str
    account: str
    currency: str
    lines: Sequence[KeyedLine]
    opening: Balance | None = None
    closing: Balance | None = None
    is_final: bool = True


def series(parts: Sequence[NumberedStatement]) -> list[Statement]:
    """Return the statements in a file: account by account, the oldest first.

    What does not add up is in the remark of a statement: its lines and its balances,
    or its opening balance and the closing one before it. Refused where a statement is
    in the file twice, for its lines would count twice.
    """
    ordered = _in_order(parts)
    _check_twice(ordered)
    doubled = _doubled(ordered)
    statements = []
    before: NumberedStatement | None = None
    for part, closing in zip(ordered, _closings(ordered), strict=True):
        is_next = before and _account(before) == _account(part)
        remarks = tuple(_oddities(part, before if is_next else None))
        statements.append(_statement(part, closing, remarks, doubled))
        before = part
    return statements


def _in_order(parts: Sequence[NumberedStatement]) -> list[NumberedStatement]:
    """Return the statements by day, each account where it first stands in the file."""
    place: dict[tuple[str, str], int] = {}
    for part in parts:
        place.setdefault(_account(part), len(place))
    return sorted(parts, key=lambda part: (place[_account(part)], _day(part)))


def _account(part: NumberedStatement) -> tuple[str, str]:
    return part.account, part.currency


def _day(part: NumberedStatement) -> dt.date:
    """Return the last day of a statement; pages of one day stay as they are."""
    days = [line.booking.date for line in part.lines]
    days += [balance.date for balance in (part.opening, part.closing) if balance]
    return max(days, default=dt.date.min)


def _check_twice(parts: Iterable[NumberedStatement]) -> None:
    """Refuse a statement that is there again, with the same lines and balances."""
    seen: defaultdict[object, list[NumberedStatement]] = defaultdict(list)
    for part in parts:
        # Most differ by their balances, and need no look at their lines.
        alike = seen[_account(part), part.opening, part.closing, len(part.lines)]
        if part.lines and any(_bookings(part) == _bookings(one) for one in alike):
            raise Refused(
                "This file has the same statement twice, with its lines up to {date}. "
                "Take one of them out.",
                date=_day(part),
            ).at(part.lines[0].booking.line)
        alike.append(part)


def _bookings(part: NumberedStatement) -> list[StatementLine]:
    """Return the lines of a statement, wherever they stand in the file."""
    return [line.booking._replace(line=0) for line in part.lines]


def _keys(
    part: NumberedStatement, line: KeyedLine
) -> Iterator[tuple[str, str, dt.date, str]]:
    """Yield what may be a key, with the day: a return has the key of what it returns.

    That also makes a key unique, or not, in every file that has the whole day.
    """
    for key in dict.fromkeys(line.keys):
        if len(key) >= _SHORTEST_KEY:
            yield (*_account(part), line.booking.date, key)


def _doubled(parts: Iterable[NumberedStatement]) -> set[tuple[str, str, dt.date, str]]:
    """Return the keys that more than one line has."""
    counted = Counter(
        key for part in parts for line in part.lines for key in _keys(part, line)
    )
    return {key for key, n in counted.items() if n > 1}


def _closings(ordered: Sequence[NumberedStatement]) -> list[Balance | None]:
    """Return what stood on the account at the end of a day, after each statement.

    Two statements may end on one day, and lines of a day may come in a later one:
    then the first does not tell how the day ended.
    """
    found: list[Balance | None] = []
    next_day: dict[tuple[str, str], dt.date] = {}
    for part in reversed(ordered):
        account = _account(part)
        days = [line.booking.date for line in part.lines]
        closing = part.closing
        if closing and days:
            closing = closing._replace(date=max(closing.date, *days))
        later = next_day.get(account, dt.date.max)
        is_last = closing and part.is_final and closing.date < later
        found.append(closing if is_last else None)
        if part.closing:
            days.append(part.closing.date)
        next_day[account] = min(later, *days) if days else later
    return found[::-1]


def _statement(
    part: NumberedStatement,
    closing: Balance | None,
    remarks: tuple[Remark, ...],
    doubled: set[tuple[str, str, dt.date, str]],
) -> Statement:
    bookings = []
    for line in part.lines:
        unique = (key for key in _keys(part, line) if key not in doubled)
        *_, day, key = next(unique, ("", "", line.booking.date, ""))
        reference = f"{day:%Y%m%d}/{key}" if key else ""
        bookings.append(line.booking._replace(reference=reference))
    return Statement(
        part.layout,
        part.bank,
        part.account,
        part.currency,
        tuple(in_order(bookings, newest_first=False)),
        closing,
        remarks,
        part.opening,
    )


def _oddities(
    part: NumberedStatement, before: NumberedStatement | None
) -> Iterator[Remark]:
    """Yield what does not add up."""
    opening, closing = part.opening, part.closing
    if (
        before
        and before.closing
        and opening
        and before.closing.amount != opening.amount
    ):
        yield Remark(
            "A statement is missing before this one: the account held {stood} on "
            "{date}, and this one begins with {found}.",
            {
                "stood": before.closing.amount,
                "date": before.closing.date,
                "found": opening.amount,
            },
        )
    if opening and closing:
        total = sum(
            (line.booking.amount + line.booking.fee for line in part.lines), ZERO
        )
        if opening.amount + total != closing.amount:
            yield Remark(
                "The lines up to {date} add up to {total}, but the balance went from "
                "{before} to {after}. A line may be missing: download it again.",
                {
                    "date": closing.date,
                    "total": total,
                    "before": opening.amount,
                    "after": closing.amount,
                },
            )

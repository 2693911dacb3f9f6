"""The order of the lines: the balances tell it, and that no line is missing.

A bank writes the newest line first or last; days tell, and on one day the times do. The
balance before a line is the balance after the one before it: that holds in one
direction only, and only while the file is whole.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nl_banks.refusal import Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from nl_banks.statement import StatementLine


def in_order(
    bookings: Sequence[StatementLine], *, newest_first: bool
) -> list[StatementLine]:
    """Return the lines of one account, the oldest first.

    `newest_first` is how the layout writes, for files whose own days and balances do
    not show it. Refused, with the line, where the balances do not add up.
    """
    ways = [list(bookings), list(reversed(bookings))]
    if _descends(bookings, newest_first=newest_first):
        ways.reverse()
    by_time = sorted(ways[0], key=_moment)
    if not _has_balances(bookings):
        return by_time
    for way in (*ways, by_time):
        if next(_breaks(way), None) is None:
            return way
    broken, stood = next(_breaks(ways[0]))
    raise Refused(
        "The balances do not add up here: the account held {stood}, and this line "
        "carries on from {found}. A line is missing or was changed. Download the "
        "statement again.",
        stood=stood,
        found=_before(broken),
    ).at(broken.line)


def _descends(bookings: Sequence[StatementLine], *, newest_first: bool) -> bool:
    """Tell whether the days go down from the first line to the last."""
    if not bookings or _moment(bookings[0]) == _moment(bookings[-1]):
        return newest_first
    return _moment(bookings[0]) > _moment(bookings[-1])


def _moment(booking: StatementLine) -> tuple[dt.date, str]:
    return booking.date, booking.time


def _has_balances(bookings: Sequence[StatementLine]) -> bool:
    """Tell whether there is a running balance: it is there, and it moves.

    Some exports repeat one balance, the last, on every line.
    """
    afters = {booking.after for booking in bookings}
    if None in afters:
        return False
    moves = [booking for booking in bookings if booking.amount + booking.fee]
    return len(afters) > 1 or len(moves) < 2  # noqa: PLR2004 - one can't repeat


def _breaks(way: Sequence[StatementLine]) -> Iterator[tuple[StatementLine, Decimal]]:
    """Yield the lines that do not go on from where the account stood, and that."""
    for last, booking in pairwise(way):
        if last.after is not None and last.after != _before(booking):
            yield booking, last.after


def _before(booking: StatementLine) -> Decimal | None:
    """Return what stood on the account before a line, as far as the layout tells."""
    if booking.before is not None or booking.after is None:
        return booking.before
    return booking.after - booking.amount - booking.fee

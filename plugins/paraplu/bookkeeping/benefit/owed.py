"""Which reports municipalities have to get, and by when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.register.membership import Member
    from paraplu.register.model import Register
    from paraplu.register.municipality import Municipality


class OwedReport(NamedTuple):
    """A report over a period; `sent` is when it was handed in, None until then."""

    municipality: str
    period: Period
    due: dt.date
    sent: dt.date | None


def reports_owed(
    register: Register, first: dt.date, last: dt.date
) -> Iterator[OwedReport]:
    """Yield the reports over periods that begin from `first` on and are due by `last`.

    A period counts for a municipality that some member had a benefit from in it.
    """
    end = dt.date(dt.MAXYEAR - 1, 1, 1)
    for town in register.municipalities.values() if first < end else ():
        period = Period.of(first, town.span)
        if period.first < first:
            period = _after(period)
        while period.last < end:
            due = town.due_day(period.last)
            if due > last:
                break
            if any(_has(one, town, period) for one in register.members.values()):
                sent = town.sent(str(period))
                yield OwedReport(town.name, period, due, sent.sent if sent else None)
            period = _after(period)


def _has(member: Member, town: Municipality, period: Period) -> bool:
    """Tell whether a member had a benefit from a municipality in a period."""
    for spell in member.spells:
        first = max(period.first, spell.period.start)
        last = min(period.last, spell.period.end or dt.date.max)
        contacts = member.benefit.contacts_in(first, last) if first <= last else ()
        if any(one.municipality == town.name for one in contacts):
            return True
    return False


def _after(period: Period) -> Period:
    return Period.of(period.last + dt.timedelta(days=1), period.span)

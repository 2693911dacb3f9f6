"""How it is kept: hours, receipts, reports in time, and how customers pay (18–21)."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.bookkeeping.benefit.owed import reports_owed
from paraplu.bookkeeping.hours.caps import standings
from paraplu.bookkeeping.hours.helping import helped
from paraplu.bookkeeping.hours.shelf import read_hours
from paraplu.network.definitions import BY_KEY, MEDIAN
from paraplu.network.values import Missing, NetworkFigure
from paraplu.register.working_hours import HoursWindow
from paraplu.reports.papers.settled_claims import pays, settled_claims
from paraplu.rules.receipts import asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.network.measuring.scene import Keyed, Scene
    from paraplu.network.values import Measured

_WEEK, _LATE = 7, 30


def rows(scene: Scene) -> Iterator[Keyed]:
    """Yield how the work is done."""
    yield from _hours(scene)
    yield ("19-evidence", ""), _evidence(scene)
    yield ("20-timeliness", ""), _in_time(scene)
    yield from _payments(scene)


def _hours(scene: Scene) -> Iterator[Keyed]:
    key, books, span = "18-hours", scene.books, scene.span
    hours = read_hours(books.main.parent, books.root, scene.register)
    there = {
        code: [row for row in hours.of(code) if row.date in span]
        for code in scene.months_of
    }
    kept = {code: found for code, found in there.items() if found}
    if not kept:
        for part in BY_KEY[key].parts:
            yield (key, part.key), Missing.NO_HOURS
        return
    weeks = Decimal((span.end - span.begin).days + 1) / _WEEK
    minutes = {
        code: Decimal(sum(one.minutes for one in found)) for code, found in kept.items()
    }
    middle = median([one / weeks for one in minutes.values()])
    yield (key, MEDIAN), NetworkFigure(middle, Decimal(1), len(kept))
    near = [
        one.near
        for code in kept
        for one in standings(scene.register.members[code], hours.of(code), span.end)
        if one.cap.window is HoursWindow.WEEK and one.minutes and one.end in span
    ]
    yield (
        (key, "near-cap"),
        NetworkFigure(Decimal(sum(near)), Decimal(len(near)), len(kept))
        if near
        else Missing.NO_CAP,
    )
    days = (span.begin, span.end)
    members = scene.register.members
    helps = {
        code: Decimal(helped(found, members, days).total)
        for code, found in kept.items()
    }
    yield (
        (key, "help"),
        scene.ratio([(helps[code], minutes[code]) for code in kept], len(kept)),
    )


def _evidence(scene: Scene) -> Measured:
    first, last = scene.period.first, scene.period.last
    needing = asked(scene.books, scene.register, first, last)
    return scene.plain(sum(needing.values()), len(needing))


def _in_time(scene: Scene) -> Measured:
    span = scene.span
    first = scene.books.first_day or span.begin
    due = [
        one for one in reports_owed(scene.register, first, span.end) if one.due in span
    ]
    if not due:
        return Missing.NO_MUNICIPALITY
    in_time = sum(one.sent is not None and one.sent <= one.due for one in due)
    return scene.plain(in_time, len(due))


def _payments(scene: Scene) -> Iterator[Keyed]:
    key = "21-days-to-payment"
    sums: dict[str, list[Decimal]] = {}
    for account, claims in settled_claims(scene.books, scene.period.last).items():
        own = sums.setdefault(account.member, [ZERO, ZERO, ZERO])
        for match in claims.paid:
            if match.date in scene.span and pays(match.by.what):
                days = (match.date - match.item.date).days
                own[0] += match.amount * days
                own[1] += match.amount if days > _LATE else ZERO
                own[2] += match.amount
    of = [one for one in sums.values() if one[2]]
    yield (key, ""), scene.ratio([(one[0], one[2]) for one in of], len(of))
    yield (key, "late"), scene.ratio([(one[1], one[2]) for one in of], len(of))

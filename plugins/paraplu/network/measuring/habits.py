"""How it is kept: hours, receipts, reports in time, and how customers pay (18–21)."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from paraplu.network.definitions import BY_KEY, MEDIAN
from paraplu.network.values import Missing, NetworkFigure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.network.measuring.scene import Keyed, Scene
    from paraplu.network.values import Measured

_WEEK = 7


def rows(scene: Scene) -> Iterator[Keyed]:
    """Yield how the work is done."""
    yield from _hours(scene)
    receipts = scene.habits.receipts(scene.span)
    yield ("19-evidence", ""), scene.plain(receipts.done, receipts.due)
    yield ("20-timeliness", ""), _in_time(scene)
    yield from _payments(scene)


def _hours(scene: Scene) -> Iterator[Keyed]:
    key, span = "18-hours", scene.span
    kept = {
        code: one
        for code, one in scene.habits.hours(span).items()
        if code in scene.months_of
    }
    if not kept:
        for part in BY_KEY[key].parts:
            yield (key, part.key), Missing.NO_HOURS
        return
    days = Decimal((span.end - span.begin).days + 1)
    middle = median([one.minutes * _WEEK / days for one in kept.values()])
    yield (key, MEDIAN), NetworkFigure(middle, Decimal(1), len(kept))
    weeks = Decimal(sum(one.weeks for one in kept.values()))
    near = Decimal(sum(one.near for one in kept.values()))
    yield (
        (key, "near-cap"),
        NetworkFigure(near, weeks, len(kept)) if weeks else Missing.NO_CAP,
    )
    shares = [(Decimal(one.help), Decimal(one.minutes)) for one in kept.values()]
    yield (key, "help"), scene.ratio(shares, len(kept))


def _in_time(scene: Scene) -> Measured:
    reports = scene.habits.reports(scene.span)
    if not reports.due:
        return Missing.NO_MUNICIPALITY
    return scene.plain(reports.done, reports.due)


def _payments(scene: Scene) -> Iterator[Keyed]:
    key = "21-days-to-payment"
    of = scene.habits.paid(scene.span).values()
    yield (key, ""), scene.ratio([(one.days, one.amount) for one in of], len(of))
    yield (key, "late"), scene.ratio([(one.late, one.amount) for one in of], len(of))

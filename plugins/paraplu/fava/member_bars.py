"""The rows of members on the overview: bars on one scale, and the threshold once.

A bar is money that waits to be used, so it fills to no goal: what it may come to is a
line through all rows. One amount far above the others would make those lines of nothing
long, and so would a threshold far away; a bar that is cut off says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.fava.scale import Scale, rounded_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.reports.standing import MemberStatus

# Of an amount that is further away than so many times the usual, the bar is cut off.
_FAR = 4
# Three of four members lie below the usual.
_USUAL = Decimal("0.75")
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class MemberBar:
    """One bar: how long what is below the threshold is, and where what is above begins.

    `longer` tells that it is cut off; `above` is "" where nothing is.
    """

    below: str
    above: str
    longer: bool


@dataclass(frozen=True)
class MemberBars:
    """The bars by code, the marks of their scale, and the threshold on it.

    `threshold` is None where members have none or not the same; `place` is None where
    it is too far away to be drawn, and `after` tells that its words have room after it.
    """

    bars: dict[str, MemberBar]
    marks: tuple[tuple[str, Decimal], ...]
    threshold: Decimal | None
    place: str | None
    after: bool


def member_bars(standings: Sequence[MemberStatus]) -> MemberBars:
    """Return the bars of these members, on one scale from nil on."""
    levels = sorted(one.thermometer for one in standings if one.thermometer > 0)
    same = {one.threshold for one in standings}
    threshold = same.pop() if len(same) == 1 else None
    usual = levels[int((len(levels) - 1) * _USUAL)] if levels else ZERO
    near = threshold is not None and threshold <= usual * _FAR
    top = max(usual, threshold if near and threshold else ZERO)
    highest = levels[-1] if levels else ZERO
    if highest <= top * _FAR:
        top = max(top, highest)
    scale, marks = rounded_scale([top])
    bars = {one.code: _bar(one, scale) for one in standings}
    return MemberBars(
        bars,
        tuple((scale.at(mark), mark) for mark in marks),
        threshold,
        scale.at(threshold) if near and threshold else None,
        after=bool(threshold) and scale.share(threshold or ZERO) < _HALF,
    )


def _bar(one: MemberStatus, scale: Scale) -> MemberBar:
    level, limit = max(one.thermometer, ZERO), one.threshold
    below = min(level, limit) if limit is not None else level
    shown = min(level, scale.high)
    above = scale.length(shown - below) if below < shown else ""
    return MemberBar(scale.length(min(below, shown)), above, level > scale.high)

"""The drawn thermometer: filled to what is left, with what was used beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.fava.scale import Scale

if TYPE_CHECKING:
    from paraplu.reports.standing import MemberStatus

# The threshold stands at four fifths, so that what is above it can be seen.
_ROOM = Decimal("1.25")


@dataclass(frozen=True)
class Thermometer:
    """Places on one thermometer, in percent of its length.

    `longer` and `used_longer` tell that an amount goes beyond the end.
    """

    left: str
    threshold: str
    growth: str
    training: str
    training_from: str
    below: bool
    above: bool
    longer: bool
    used_longer: bool


def thermometer_of(standing: MemberStatus) -> Thermometer | None:
    """Return a member's thermometer, on the scale of the threshold.

    None without a threshold: then nothing tells what would be full.
    """
    threshold = standing.threshold or None
    if threshold is None:
        return None
    top = threshold * _ROOM
    scale = Scale(ZERO, top)
    figures = standing.tally.figures
    growth, training = max(figures.growth, ZERO), max(figures.training, ZERO)
    ends = scale.share(growth + training), scale.share(growth)
    return Thermometer(
        left=scale.at(standing.thermometer),
        threshold=scale.at(threshold),
        growth=scale.at(growth),
        training=scale.length((ends[0] - ends[1]) * top),
        training_from=scale.at(growth),
        below=standing.thermometer < 0,
        above=bool(standing.above),
        longer=standing.thermometer > top,
        used_longer=growth + training > top,
    )

"""Where each euro went: what came into a ring, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.reports.tally import RingTotals


@dataclass(frozen=True)
class Stream:
    """One stream: its `key` for drawing, its name, and an amount above nil."""

    key: str
    name: Message
    amount: Decimal


@dataclass(frozen=True)
class SourcesAndUses:
    """What came in and where it went; both add up to `total`, without VAT."""

    sources: tuple[Stream, ...]
    uses: tuple[Stream, ...]
    total: Decimal


# By key: the name of what comes in, and of what goes out.
_NAMES = {
    "before": (say("brought forward"), say("earlier shortfall, made up")),
    "start": (say("start capital"), say("start capital returned")),
    "turnover": (say("turnover"), say("sales reversed")),
    "costs": (say("costs that came back"), say("costs")),
    "contribution": (say("contribution that came back"), say("contribution")),
    "growth": (say("growth that came back"), say("growth")),
    "training": (say("training that came back"), say("training")),
    "set_off": (say("set-off that came back"), say("set-off")),
    "common_fund": (say("back from the common fund"), say("to the common fund")),
    "left": (say("used, but not there"), say("left")),
}


def streams_of(tally: RingTotals) -> SourcesAndUses:
    """Return the streams of a member.

    What runs backward, such as costs that came back, is a source and not a use; a
    thermometer below zero is a source too, for that much was used and not there.
    """
    figures = tally.figures
    flows = {
        "before": tally.before,
        "start": figures.start_capital,
        "turnover": figures.turnover,
        "costs": -figures.costs,
        "contribution": -figures.contribution,
        "growth": -figures.growth,
        "training": -figures.training,
        "set_off": -figures.set_off,
        "common_fund": -figures.common_fund,
        "left": -tally.thermometer,
    }
    names = _NAMES.items()
    sources = [Stream(key, n[0], flows[key]) for key, n in names if flows[key] > 0]
    uses = [Stream(key, n[1], -flows[key]) for key, n in names if flows[key] < 0]
    total = sum((stream.amount for stream in sources), ZERO)
    return SourcesAndUses(tuple(sources), tuple(uses), total)

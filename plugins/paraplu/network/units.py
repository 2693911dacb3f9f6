"""What the value of each row of the indicators is counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from paraplu.base.language import Message
    from paraplu.network.definitions import NetworkPart

_KINDS = {
    CellKind.MONEY: say("EUR"),
    CellKind.PERCENT: say("%"),
    CellKind.HOURS: say("minutes a week"),
}
_NUMBERS = {
    "01-member-months": say("months"),
    "02-average-members": say("members"),
    "09-thermometer-stock": say("days"),
    "17-time-in-coop": say("months"),
    "21-days-to-payment": say("days"),
}
# Money that is told of one month of a member.
_MONTHLY = ("04-turnover-per-member-month", "05-result-per-member-month")
_PER_MONTH = "per-month"
_PERCENT = 100


def unit_of(indicator: str, part: NetworkPart) -> Message:
    """Return what the value of a row is counted in."""
    if indicator in _MONTHLY or part.key == _PER_MONTH:
        return say("EUR a month")
    if part.scale > _PERCENT:
        return say("% a year")
    return _KINDS.get(part.kind) or _NUMBERS[indicator]

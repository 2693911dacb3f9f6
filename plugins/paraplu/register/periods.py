"""A period in the register: `from` a day `until` a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register.membership import DayRange
from paraplu.register.yaml_lines import Node, line_of

if TYPE_CHECKING:
    from paraplu.register.faults import Place


def period(found: dict[str, Any], node: Node, at: Place) -> DayRange:
    """Take `from` and `until` out of a record's values; without `from` since ever."""
    span = DayRange(found.pop("from", dt.date.min), found.pop("until", None))
    if span.end is not None and span.end < span.start:
        at.at(line_of(node, "until")).fault(
            say("ends on {end}, before it begins.", end=span.end),
            say("Correct the date that is wrong."),
        )
    return span

"""A cap on hours as one line says it: 23.5/week, or 23.5/week:direct,indirect."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.durations import AN_HOUR
from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.converter import shaped
from paraplu.register.editing import Text
from paraplu.register.faults import Place, shown
from paraplu.register.hours import duration
from paraplu.register.working_hours import HoursCap, HoursWindow
from paraplu.register.yaml_lines import Node, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.register.yaml_places import Plain

# What is said where a decision has no such limit.
NO_CAPS = "none"
_CAP = re.compile(r"([0-9]+(?:[.,][0-9]{1,2})?) ?/ ?([a-z-]+)(?::([a-z0-9, -]+))?")


@shaped(fields.text.schema)
def caps_of_text(node: Node, at: Place) -> tuple[HoursCap, ...] | None:
    """Return the cap that a text says; of `none` an empty tuple."""
    text = fields.text(node, at)
    if text is None or text == NO_CAPS:
        return None if text is None else ()
    found = _CAP.fullmatch(text)
    windows = [str(window) for window in HoursWindow]
    if found is None or found[2] not in windows:
        at.fault(
            say("{text} is not a number of hours for a window.", text=shown(text)),
            say(
                "Write {example}, or another window: {windows}. With the kinds that "
                "count: {kinds}. If the decision has no such limit: {none}.",
                example="23.5/week",
                windows=", ".join(windows),
                kinds="23.5/week:direct,indirect",
                none=NO_CAPS,
            ),
        )
        return None
    most = duration(Word(found[1].replace(",", "."), at.line), at)
    kinds = tuple(filter(None, (one.strip() for one in (found[3] or "").split(","))))
    return None if most is None else (HoursCap(most, HoursWindow(found[2]), kinds),)


def text_of_cap(cap: HoursCap) -> str:
    """Return a cap as `caps_of_text` reads it."""
    kinds = f":{','.join(cap.kinds)}" if cap.kinds else ""
    return f"{_hours(cap)}/{cap.window}{kinds}"


def values_of_caps(caps: Iterable[HoursCap]) -> list[Plain]:
    """Return caps as the register has them below a permission."""
    return [
        {"most": _hours(cap), "per": str(cap.window)}
        | ({"kinds": [Text(kind) for kind in cap.kinds]} if cap.kinds else {})
        for cap in caps
    ]


def _hours(cap: HoursCap) -> str:
    """Return minutes as hours in decimals, as short as they can be: 23.5."""
    text = f"{Decimal(cap.most) / AN_HOUR:.2f}"
    return text.rstrip("0").rstrip(".")

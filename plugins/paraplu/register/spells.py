"""The times that somebody was a member: one by `joined:` and `left:`, or several.

Who leaves and comes back keeps the code and the accounts: Beancount cannot open again
what was closed, and the thermometer goes on (contract, section 3).
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.converter import shaped
from paraplu.register.hints import missing
from paraplu.register.membership import Spell
from paraplu.register.outflow import WayOut
from paraplu.register.shape import Keys, items
from paraplu.register.yaml_lines import Node, YamlTable, line_of

if TYPE_CHECKING:
    from paraplu.register.faults import Place

KEY = "membership"
# What says the same of somebody who was a member once.
SHORT = ("joined", "left", "left_to")

_SPELL = Keys(
    {
        "from": fields.day.for_(
            say("The day on which the member joined or came back.")
        ),
        "until": fields.day.for_(
            say("The last day as a member; without it, still a member.")
        ),
        "to": fields.word_of(WayOut).for_(say("What the member did after that.")),
    },
    required=("from",),
)


@shaped(_SPELL.schema)
def _spell(node: Node, at: Place) -> Spell | None:
    found = _SPELL.read(node, at)
    if found is None:
        return None
    return Spell(fields.period(found, node, at), found.get("to", ""), at.source)


_each = items(_spell)


@shaped(_each.schema)
def spells(node: Node, at: Place) -> tuple[Spell, ...] | None:
    """Return the times as a member, by day; none is in another, only the last is open.

    What is wrong with them makes the days of joining and leaving unknown.
    """
    found = _each(node, at)
    lost = [(*at.path[:-1], key) for key in ("joined", "left")]
    if found is None or len(found) != len(getattr(node, "nodes", ())):
        at.faults.unknown += lost
        return None
    if not found:
        at.fault(say("is empty."), missing("joined"), unknown=lost)
        return None
    ordered = sorted(found, key=lambda one: one.period.start)
    for before, after in pairwise(ordered):
        end = before.period.end
        if end is None or end >= after.period.start:
            at.at(after.source.line).fault(
                say(
                    "the time from {start} begins before the one on line {line} has "
                    "ended.",
                    start=after.period.start,
                    line=str(before.source.line),
                ),
                say("Let `until:` be on a day before the next `from:`."),
                unknown=lost,
            )
    return tuple(ordered)


def read_days(found: dict[str, Any], node: Node, at: Place) -> dict[str, Any]:
    """Take the days of membership from what was read of a member, and return them.

    They are `joined`, `left`, `left_to` and `periods` of a `Member`; `periods` is empty
    where the short form says it. A day of joining that is unknown is the first of all.
    """
    periods = found.pop(KEY, ())
    short = {key: found.pop(key) for key in SHORT if key in found}
    given = _given(node)
    if KEY in given:
        for key in (one for one in SHORT if one in given):
            at.at(line_of(node, key)).fault(
                say("{key}: says it twice, with `membership:`.", key=key),
                say("Keep one of the two."),
                unknown=[(*at.path, one) for one in ("joined", "left")],
            )
        if not periods:
            return {"joined": dt.date.min}
        last = periods[-1]
        return {
            "joined": periods[0].period.start,
            "left": last.period.end,
            "left_to": last.left_to,
            "periods": periods,
        }
    if "joined" not in given:
        at.fault(
            say("{key} is missing.", key="joined"),
            missing("joined"),
            unknown=[(*at.path, "joined")],
        )
    short.setdefault("joined", dt.date.min)
    left, joined = short.get("left"), short["joined"]
    if left is not None and left < joined:
        at.at(line_of(node, "left")).fault(
            say(
                "left on {left}, before joining on {joined}.", left=left, joined=joined
            ),
            say("Correct the date that is wrong."),
            unknown=[(*at.path, key) for key in ("joined", "left")],
        )
    return short


def _given(node: Node) -> set[str]:
    entries = node.entries if isinstance(node, YamlTable) else ()
    return {key.text for key, _ in entries}


def first_left(days: dict[str, Any]) -> dt.date | None:
    """Return the first day on which the member left, None where that never was."""
    periods = days.get("periods") or ()
    ends = [one.period.end for one in periods if one.period.end]
    return min(ends) if ends else days.get("left")

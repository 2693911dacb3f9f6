"""What the register says of members who left, and of those who came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.converter import shaped
from paraplu.register.outflow import BenefitHeard, FollowUp
from paraplu.register.shape import Keys, items

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.base.language import Message
    from paraplu.register.faults import Faults, Place
    from paraplu.register.membership import Member
    from paraplu.register.model import Register
    from paraplu.register.yaml_lines import Node

_FOLLOW_UP = Keys(
    {
        "on": fields.day.for_(say("The day on which it was heard.")),
        "benefit": fields.word_of(BenefitHeard).for_(
            say("Whether there still is a benefit: none, partly, or whole.")
        ),
    },
    required=("on", "benefit"),
)


@shaped(_FOLLOW_UP.schema)
def _follow_up(node: Node, at: Place) -> FollowUp | None:
    found = _FOLLOW_UP.read(node, at)
    if found is None:
        return None
    return FollowUp(found["on"], found["benefit"], at.source)


_each = items(_follow_up)


@shaped(_each.schema)
def follow_ups(node: Node, at: Place) -> tuple[FollowUp, ...] | None:
    """Return what was heard, by day; no two are of one day."""
    found = _each(node, at)
    if found is None:
        return None
    days: dict[dt.date, FollowUp] = {}
    for one in found:
        first = days.setdefault(one.day, one)
        if first is not one:
            at.at(one.source.line).fault(
                say(
                    "two of these are of {day}; the other is on line {line}.",
                    day=one.day,
                    line=str(first.source.line),
                ),
                say("Keep the one that is right."),
            )
    return tuple(days[day] for day in sorted(days))


def check_follow_ups(
    found: tuple[FollowUp, ...], left: dt.date | None, at: Place
) -> None:
    """Tell of what was heard while somebody was still a member."""
    for one in found:
        if left is None:
            at.at(one.source.line).fault(
                say("follows up on a member who has not left."),
                say("Add the day of leaving under `left:`, or delete this."),
            )
        elif one.day < left:
            at.at(one.source.line).fault(
                say("is of {day}, before leaving on {left}.", day=one.day, left=left),
                say("Correct the date that is wrong."),
            )


def check_returns(register: Register, faults: Faults) -> None:
    """Keep a fault for every member who is said to have come back and cannot have."""
    for code, member in register.members.items():
        said = _wrong(member, register.members) if member.formerly else None
        if said:
            faults.add(
                member.source.line,
                said,
                say("Write the code that this member had before, or delete the key."),
                code,
            )
            faults.unknown.append(("members", code, "formerly"))


def _wrong(member: Member, members: Mapping[str, Member]) -> Message | None:
    """Return why a member cannot have had the earlier code, None where nothing is."""
    earlier = members.get(member.formerly)
    if earlier is None:
        return say(
            "{member} was {code} before, says `formerly:`, and there is no {code}.",
            member=member.code,
            code=member.formerly,
        )
    if earlier.left is None or earlier.left > member.joined:
        return say(
            "{member} was {code} before, says `formerly:`, but {code} had not left "
            "when {member} joined.",
            member=member.code,
            code=member.formerly,
        )
    return None

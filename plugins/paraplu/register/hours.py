"""The parts of the register that are about hours, and about help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.durations import AN_HOUR
from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.converter import shaped
from paraplu.register.faults import Place, shown
from paraplu.register.impersonal import impersonal
from paraplu.register.shape import Keys, items
from paraplu.register.working_hours import (
    KINDS,
    HelpNotice,
    HourlyTurnover,
    HoursCap,
    HoursTerms,
    HoursWindow,
    LeastResult,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Source
    from paraplu.register.faults import Faults, Path
    from paraplu.register.model import Register
    from paraplu.register.yaml_lines import Node

# Ten years; whoever averages over more means something else.
_MOST_MONTHS = 120
_KIND = "[a-z][a-z0-9-]{0,19}"

kind = fields.pattern(
    _KIND,
    say("cannot be a kind of hours: use lower-case letters, digits and -, at most 20."),
)
_kinds = items(kind)


@shaped(fields.amount.schema)
def duration(node: Node, at: Place) -> int | None:
    """Return hours such as 23.5 as whole minutes."""
    value = fields.amount(node, at)
    if value is None:
        return None
    minutes = value * AN_HOUR
    if minutes == int(minutes):
        return int(minutes)
    at.fault(
        say("{text} hours is not a whole number of minutes.", text=shown(str(value))),
        say("Write quarters and halves: {example}.", example="23.5"),
    )
    return None


_CAP = Keys(
    {
        "most": duration.for_(say("The most hours, such as 23.5.")),
        "per": fields.word_of(HoursWindow).for_(
            say("Over how long: a week, a calendar year, or a year of the permission.")
        ),
        "kinds": _kinds.for_(say("The kinds of hours that count; without it, all.")),
    },
    required=("most", "per"),
)


@shaped(_CAP.schema)
def _cap(node: Node, at: Place) -> HoursCap | None:
    found = _CAP.read(node, at)
    if found is None:
        return None
    most, window = found["most"], found["per"]
    return HoursCap(most, window, found.get("kinds", ()), at.source)


caps = items(_cap)

_TERMS = Keys(
    {
        "kinds": _kinds.for_(say("The kinds of hours that members write.")),
        "own_business": duration.for_(
            say("The hours in a year from which a business counts as one's own.")
        ),
    }
)


@shaped(_TERMS.schema)
def hours(node: Node, at: Place) -> HoursTerms | None:
    """Return the kinds of hours that there are, each once, and the floor."""
    found = _TERMS.read(node, at)
    if found is None:
        return None
    kinds = tuple(dict.fromkeys(found.get("kinds", ()))) or KINDS
    return HoursTerms(kinds, found.get("own_business"))


_TURNOVER = Keys(
    {
        "least": fields.amount.for_(say("The turnover that an hour is to bring in.")),
        "months": fields.whole(1, _MOST_MONTHS).for_(
            say("Over how many months, which are over.")
        ),
        "kinds": _kinds.for_(say("The kinds of hours that it is asked of.")),
    },
    required=("least", "months"),
)


@shaped(_TURNOVER.schema)
def hourly_turnover(node: Node, at: Place) -> HourlyTurnover | None:
    """Return what an hour is to bring in."""
    found = _TURNOVER.read(node, at)
    return None if found is None else HourlyTurnover(**found)


_RESULT = Keys(
    {
        "least": fields.amount.for_(say("The result of a month that was agreed.")),
        "months": fields.whole(1, _MOST_MONTHS).for_(
            say("Over how many months it is averaged.")
        ),
    },
    required=("least", "months"),
)


@shaped(_RESULT.schema)
def least_result(node: Node, at: Place) -> LeastResult | None:
    """Return the result that was agreed."""
    found = _RESULT.read(node, at)
    return None if found is None else LeastResult(**found)


_NOTICE = Keys(
    {
        "member": names.code.for_(say("The code of the member.")),
        "asks": impersonal.for_(say("What the member needs help with.")),
        "offers": impersonal.for_(say("What the member can help others with.")),
        "since": fields.day.for_(say("Since when.")),
    },
    required=("member",),
    only=("asks", "offers"),
)


@shaped(_NOTICE.schema)
def _notice(node: Node, at: Place) -> HelpNotice | None:
    found = _NOTICE.read(node, at)
    if found is None:
        return None
    if len({"asks", "offers"} & found.keys()) != 1:
        at.fault(
            say("says what is asked and what is offered, or neither."),
            say("Make it one for each, with `asks:` or with `offers:`."),
        )
        return None
    return HelpNotice(source=at.source, **found)


notices = items(_notice)


def check_hours(register: Register, faults: Faults) -> None:
    """Keep a fault for a kind that is not one, and for help of who is no member."""
    known = set(register.hours.kinds)
    for kinds, source, path in _kinds_used(register):
        for one in kinds:
            if one not in known:
                faults.add(
                    source.line,
                    say("{kind} is not one of the kinds of hours.", kind=one),
                    say(
                        "Write one of: {kinds}. Or add it to `kinds:` under `hours:`.",
                        kinds=", ".join(register.hours.kinds),
                    ),
                )
                faults.unknown.append(path)
    for notice in register.help:
        if notice.member not in register.members:
            faults.add(
                notice.source.line,
                say("{member} under `help:` is not a member.", member=notice.member),
                say("Write the code of the member who asks or offers it."),
            )
            faults.unknown.append(("help",))


def _kinds_used(register: Register) -> Iterator[tuple[tuple[str, ...], Source, Path]]:
    for code, member in register.members.items():
        for permission in member.permissions:
            for cap in permission.hours:
                yield cap.kinds, cap.source, ("members", code, "permission")
        own = member.policy.get("turnover_per_hour")
        if own is not None:
            way = ("members", code, "policy", "turnover_per_hour")
            yield own.kinds, member.source, way
    for policy in register.policies:
        if policy.turnover_per_hour is not None:
            asked = policy.turnover_per_hour
            yield asked.kinds, policy.source, ("policies", "", "turnover_per_hour")

"""The part of the register that is about the members."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register import (
    benefits,
    fields,
    hours,
    names,
    outflows,
    partings,
    spells,
)
from paraplu.register.benefit import Benefit
from paraplu.register.converter import shaped
from paraplu.register.impersonal import impersonal
from paraplu.register.matches import match
from paraplu.register.membership import Freeze, Goal, Member, Permission
from paraplu.register.outflow import WayOut
from paraplu.register.policies import overrides
from paraplu.register.shape import Keys, items, named
from paraplu.register.table_keys import Refusal
from paraplu.register.unknown import CODES

if TYPE_CHECKING:
    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

_PRIVATE = Refusal(
    say("a member's identity does not belong in this file."),
    say(
        "Move it to {file} next to it, which git does not keep.",
        file="members.private.yaml",
    ),
)
# Only the tax office, the municipality and a few others may use the number; art. 46
# UAVG.
NEVER = Refusal(
    say("a cooperative may not keep a citizen service number (BSN)."),
    say("Delete it from every file; if it is in git, tell the board."),
)
NUMBERS = dict.fromkeys(("bsn", "burgerservicenummer", "sofi", "sofinummer"), NEVER)
_REFUSED = NUMBERS | dict.fromkeys(
    (
        *("name", "naam", "firstname", "voornaam", "lastname", "surname", "achternaam"),
        *("email", "mail", "phone", "telephone", "telefoon", "mobile", "mobiel"),
        *("iban", "ibans", "address", "adres", "street", "straat", "postcode"),
        *("birthday", "birthdate", "dateofbirth", "geboortedatum"),
    ),
    _PRIVATE,
)


_PERMISSION = Keys(
    {
        "from": fields.day.for_(say("The first day on which the member may trade.")),
        "until": fields.day.for_(
            say("The last day; without it, until further notice.")
        ),
        "reference": fields.text.for_(say("The decision, as its letter names it.")),
        "document": fields.text.for_(say("Where the decision can be read.")),
        "hours": hours.caps.for_(
            say("The most hours that the member may work, several caps at once.")
        ),
    },
    required=("from",),
)


@shaped(_PERMISSION.schema)
def _permission(node: Node, at: Place) -> Permission | None:
    found = _PERMISSION.read(node, at)
    if found is None:
        return None
    return Permission(fields.period(found, node, at), source=at.source, **found)


_each_permission = items(_permission)


@shaped(_each_permission.schema)
def _permissions(node: Node, at: Place) -> tuple[Permission, ...] | None:
    """Return the permissions by the day they begin; no day is in two of them."""
    found = _each_permission(node, at)
    if found is None:
        return None
    ordered = sorted(found, key=lambda permission: permission.period.start)
    longest: Permission | None = None
    for permission in ordered:
        if longest and permission.period.start in longest.period:
            at.at(permission.source.line).fault(
                say(
                    "the permission from {start} overlaps with the one on line {line}.",
                    start=permission.period.start,
                    line=str(longest.source.line),
                ),
                say("Let one end on the day before the other begins."),
            )
        if longest is None or _end(longest) < _end(permission):
            longest = permission
    return tuple(ordered)


def _end(permission: Permission) -> dt.date:
    return permission.period.end or dt.date.max


_FREEZE = Keys(
    {
        "from": fields.day.for_(say("The first day on which no money leaves.")),
        "until": fields.day.for_(
            say("The last day; without it, until further notice.")
        ),
        "reason": impersonal.for_(say("Why, without anything personal.")),
    },
    required=("from",),
)


@shaped(_FREEZE.schema)
def _freeze(node: Node, at: Place) -> Freeze | None:
    found = _FREEZE.read(node, at)
    if found is None:
        return None
    return Freeze(fields.period(found, node, at), source=at.source, **found)


_GOAL = Keys(
    {
        "result": fields.amount.for_(
            say("The result of a month that the business is to have.")
        ),
        "by": fields.day.for_(say("The day by which it is to have it.")),
    },
    required=("result",),
)


@shaped(_GOAL.schema)
def _goal(node: Node, at: Place) -> Goal | None:
    found = _GOAL.read(node, at)
    return None if found is None else Goal(source=at.source, **found)


_MEMBER = Keys(
    {
        "joined": fields.day.for_(say("The day on which the member joined.")),
        spells.KEY: spells.spells.for_(
            say("The times as a member, of somebody who left and came back.")
        ),
        "left": fields.day.for_(say("The day on which the member left.")),
        "left_to": fields.word_of(WayOut).for_(
            say(
                "What the member does now: a business, work, education, care, only the "
                "benefit, or other."
            )
        ),
        "follow_up": outflows.follow_ups.for_(
            say("What was heard of the member later, on which day.")
        ),
        "formerly": names.code.for_(
            say("The code that this member had before, who left and came back.")
        ),
        "goal": _goal.for_(say("What the member works towards, and by when.")),
        "trade_name": impersonal.for_(say("The trade name, as it is registered.")),
        "trade": impersonal.for_(say("What the member makes or does.")),
        "nominated_by": impersonal.for_(
            say("Who put the member forward: an office or a number, not a name.")
        ),
        "permission": _permissions.for_(
            say("When the benefits agency lets the member trade: each decision.")
        ),
        "municipality": benefits.contacts.for_(
            say("Where the benefit is from, and the client manager: one, or by day.")
        ),
        "exemptions": benefits.exemptions.for_(
            say("Decisions that a part of income is left out of account.")
        ),
        "estimates": benefits.estimates.for_(
            say("What was expected to be earned, as it was handed in.")
        ),
        "frozen": items(_freeze).for_(
            say("Periods in which no money leaves the member's accounts.")
        ),
        "start_capital": fields.amount.for_(say("What was promised to begin with.")),
        "on_loan": partings.loans.for_(
            say("Things of the cooperative that the member has on loan.")
        ),
        "settled": fields.day.for_(
            say("The day on which the final statement was signed, after leaving.")
        ),
        "policy": overrides.for_(
            say("Agreements for this member alone, instead of those of everybody.")
        ),
        "match": items(match).for_(
            say("What lines of statements are this member's, and on which account.")
        ),
    },
    refused=_REFUSED,
    only=("joined", spells.KEY),
)


@shaped(_MEMBER.schema)
def _member(node: Node, at: Place) -> Member:
    """Return what can be read of a member: whatever it says, the code is a member's."""
    read = _MEMBER.partial(node, at)
    found = read or {}
    days: dict[str, Any] = {"joined": dt.date.min}
    if read is not None:
        days = spells.read_days(found, node, at)
    heard = found.pop("follow_up", ())
    outflows.check_follow_ups(heard, spells.first_left(days), at)
    permissions = found.pop("permission", ())
    benefit = Benefit(
        contacts=found.pop("municipality", ()),
        granted=found.pop("exemptions", ()),
        estimates=found.pop("estimates", ()),
    )
    matches = tuple(replace(one, member=at.name) for one in found.pop("match", ()))
    return Member(
        code=at.name,
        follow_ups=heard,
        permissions=permissions,
        benefit=benefit,
        match=matches,
        source=at.source,
        **days,
        **found,
    )


@shaped(names.code.schema)
def _code(node: Node, at: Place) -> str | None:
    """Return a member's code; one that cannot be may be meant for any other."""
    code = names.code(node, at)
    if code is None:
        at.faults.unknown.append((CODES.part,))
    return code


members = named(_code, _member)

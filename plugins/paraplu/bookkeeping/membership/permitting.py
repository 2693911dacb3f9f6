"""Permissions and freezes in the register: each a period with its reason."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.journal import CannotBook
from paraplu.register.cap_text import NO_CAPS, text_of_cap, values_of_caps
from paraplu.register.editing import Text, with_item, with_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.bookkeeping.membership.plan import MembershipPlan
    from paraplu.register.membership import Member, Permission
    from paraplu.register.working_hours import HoursCap
    from paraplu.register.yaml_places import Plain

_DAY = dt.timedelta(days=1)


class NewPermission(NamedTuple):
    """A decision of the benefits agency: the days, its reference and its document.

    `hours` are the caps that it says; None where nobody said whether it has any.
    """

    first: dt.date
    last: dt.date | None
    reference: str = ""
    document: str = ""
    hours: tuple[HoursCap, ...] | None = None

    @property
    def values(self) -> dict[str, Plain]:
        """What the register has of it."""
        every: dict[str, Plain] = {
            "from": str(self.first),
            "until": str(self.last) if self.last else "",
            "reference": Text(self.reference),
            "document": Text(self.document),
            "hours": values_of_caps(self.hours or ()),
        }
        return {key: value for key, value in every.items() if value}


def permit(plan: MembershipPlan, member: Member, new: NewPermission) -> bool:
    """Put a permission below the others; False where the register has it already.

    Unbooked where another one is of the same days, and where the one before it has caps
    on hours and nobody said whether this one has.
    """
    for known in member.permissions:
        same = (known.period.start, known.period.end) == (new.first, new.last)
        if same and new.reference in ("", known.reference):
            caps_stay(member, known, new.hours)
            return False
    _caps_are_said(member, new)
    _put(plan, member, new, member.permissions)
    return True


def permit_anew(
    plan: MembershipPlan, member: Member, new: NewPermission
) -> Permission | None:
    """Put the permission with which somebody comes back below the others.

    Returns the one from before that was still in force: it now ends on the day before,
    so that one is in force on each day. None where there was none, or where it is this
    same decision, and stays as it is. Unbooked where a later one is of the same days.
    """
    known = member.permission_on(new.first)
    if known is None:
        _caps_are_said(member, new)
        _put(plan, member, new, member.permissions)
        return None
    same_end = new.last in (None, known.period.end)
    if known.reference == new.reference and same_end:
        caps_stay(member, known, new.hours)
        return None
    _caps_are_said(member, new)
    if known.period.start >= new.first:
        _put(plan, member, new, member.permissions)  # refused: none of it is before
    others = tuple(one for one in member.permissions if one is not known)
    number = sum(one.source.line < known.source.line for one in others)
    path = ("members", member.code, "permission", str(number), "until")
    plan.edit(partial(with_value, path=path, value=str(new.first - _DAY)))
    _put(plan, member, new, others)
    return known


def caps_stay(
    member: Member, known: Permission, hours: tuple[HoursCap, ...] | None
) -> None:
    """Refuse other caps on hours than those of a permission that is there already."""
    before = [text_of_cap(cap) for cap in known.hours]
    if hours is not None and [text_of_cap(cap) for cap in hours] != before:
        raise CannotBook(
            say(
                "The permission of {member} from {start} is in the register already, "
                "on line {line}, and says of hours: {caps}. If that is wrong, change "
                "it there.",
                member=member.code,
                start=known.period.start,
                line=str(known.source.line),
                caps=", ".join(before) or NO_CAPS,
            )
        )


def _caps_are_said(member: Member, new: NewPermission) -> None:
    """Refuse a permission of which nobody says whether the caps until now go on."""
    before = [one for one in member.permissions if one.period.start < new.first]
    caps = before[-1].hours if before else ()
    if caps and new.hours is None:
        every = [text_of_cap(cap) for cap in caps]
        raise CannotBook(
            say(
                "The permission of {member} until now says how many hours there may "
                "be: {caps}. Give what the new decision says. Is it the same: "
                "{options}. Is there no limit now: {none}.",
                member=member.code,
                caps=", ".join(every),
                options=" ".join(f"--hours {one}" for one in every),
                none=f"--hours {NO_CAPS}",
            )
        )


def _put(
    plan: MembershipPlan,
    member: Member,
    new: NewPermission,
    others: Iterable[Permission],
) -> None:
    for known in others:
        end = known.period.end or dt.date.max
        if known.period.start <= (new.last or dt.date.max) and new.first <= end:
            raise CannotBook(
                say(
                    "{member} has a permission from {start} until {end} already, on "
                    "line {line} of the register. Let the new one begin after it.",
                    member=member.code,
                    start=known.period.start,
                    end=known.period.end or "…",
                    line=str(known.source.line),
                )
            )
    path = ("members", member.code, "permission")
    plan.edit(lambda text: with_item(text, path, new.values))


def follows_on(member: Member) -> dt.date:
    """Return the day on which a renewal begins: after the last permission.

    Unbooked where there is none to renew, or where the last has no end.
    """
    if not member.permissions:
        raise CannotBook(
            say(
                "{member} has no permission yet that could be renewed. Use paraplu "
                "member permit.",
                member=member.code,
            )
        )
    end = member.permissions[-1].period.end
    if end is None:
        raise CannotBook(
            say(
                "The permission of {member} has no end date, so there is nothing to "
                "renew.",
                member=member.code,
            )
        )
    return end + _DAY


def freeze(
    plan: MembershipPlan,
    member: Member,
    first: dt.date,
    last: dt.date | None,
    reason: str,
) -> bool:
    """Put a freeze below the others; False where the register has it already.

    Unbooked where another one is of some of the same days.
    """
    for known in member.frozen:
        if (known.period.start, known.period.end) == (first, last):
            return False
        end = known.period.end or dt.date.max
        if known.period.start <= (last or dt.date.max) and first <= end:
            raise CannotBook(
                say(
                    "{member} is frozen from {start} until {end} already, on line "
                    "{line} of the register.",
                    member=member.code,
                    start=known.period.start,
                    end=known.period.end or "…",
                    line=str(known.source.line),
                )
            )
    every = {
        "from": str(first),
        "until": str(last) if last else "",
        "reason": Text(reason),
    }
    values = {key: value for key, value in every.items() if value}
    path = ("members", member.code, "frozen")
    plan.edit(lambda text: with_item(text, path, values))
    return True


def unfreeze(plan: MembershipPlan, member: Member, last: dt.date) -> bool:
    """Let the freeze end that is in force on a day; False where none is, or it ends.

    The day is the last one that is frozen. Unbooked where a freeze without an end
    begins after it: it would stay.
    """
    for number, known in enumerate(member.frozen):
        if last not in known.period or known.period.end == last:
            continue
        path = ("members", member.code, "frozen", str(number), "until")
        plan.edit(partial(with_value, path=path, value=str(last)))
        return True
    for known in member.frozen:
        if known.period.end is None and last < known.period.start:
            raise CannotBook(
                say(
                    "{member} is frozen from {start} on, on line {line} of the "
                    "register: the last day that is frozen cannot be before that.",
                    member=member.code,
                    start=known.period.start,
                    line=str(known.source.line),
                )
            )
    return False

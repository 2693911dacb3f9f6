"""Leaving and coming back, in the register."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.journal import CannotBook
from paraplu.register.editing import with_periods, with_value
from paraplu.register.parting import WayOfThings
from paraplu.register.spells import KEY, SHORT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.bookkeeping.membership.plan import MembershipPlan
    from paraplu.register.membership import Member, Spell


def leave(
    plan: MembershipPlan, member: Member, day: dt.date | None, way: str | None
) -> None:
    """Put the day of leaving into the register, and where to.

    Without a day the register has to have one. Unbooked where it has another, or where
    somebody who left before has to come back first.
    """
    left = member.left
    if left is None and day is None:
        raise CannotBook(
            say(
                "{member} has not left. Give the last day as a member: --on DATE.",
                member=member.code,
            )
        )
    if left and day and left != day:
        raise CannotBook(
            say(
                "{member} left on {left}, says the register. If that is wrong, change "
                "it there.",
                member=member.code,
                left=left,
            )
        )
    path: tuple[str, ...] = ("members", member.code)
    if member.periods:
        path = (*path, KEY, str(_last(member)))
        keys = {"until": str(day) if day and not left else "", "to": way or ""}
    else:
        keys = {"left": str(day) if day and not left else "", "left_to": way or ""}
    for key, value in keys.items():
        if value and not (key in ("to", "left_to") and member.left_to == value):
            plan.edit(partial(with_value, path=(*path, key), value=value))


def _last(member: Member) -> int:
    """Return the place of the last time as a member, as the register has them."""
    lines = sorted(one.source.line for one in member.periods)
    return lines.index(member.periods[-1].source.line)


def hand_back(
    plan: MembershipPlan, member: Member, things: Sequence[str], day: dt.date
) -> None:
    """Write of things on loan that they came back on a day; Unbooked for others."""
    for what in things:
        number = next(
            (
                n
                for n, one in enumerate(member.on_loan)
                if one.what.casefold() == what.casefold() and one.period.end is None
            ),
            None,
        )
        if number is None:
            if any(one.what.casefold() == what.casefold() for one in member.on_loan):
                continue
            raise CannotBook(
                say(
                    "{member} has nothing on loan called “{what}”. On loan: {things}.",
                    member=member.code,
                    what=what,
                    things=", ".join(one.what for one in member.on_loan) or "–",
                )
            )
        path = ("members", member.code, "on_loan", str(number))
        day_written = max(day, member.on_loan[number].period.start)
        plan.edit(partial(with_value, path=(*path, "until"), value=str(day_written)))
        back = str(WayOfThings.BACK)
        plan.edit(partial(with_value, path=(*path, "went"), value=back))


def sign(
    plan: MembershipPlan, member: Member, day: dt.date, left: dt.date | None
) -> None:
    """Write on which day the final statement was signed.

    Unbooked before the last day as a member: until then the figures can change.
    """
    if left is not None and day < left:
        raise CannotBook(
            say(
                "The final statement of {member} cannot be signed on {day}: the last "
                "day as a member is {left}.",
                member=member.code,
                day=day,
                left=left,
            )
        )
    if member.settled != day:
        path = ("members", member.code, "settled")
        plan.edit(partial(with_value, path=path, value=str(day)))


def come_back(plan: MembershipPlan, member: Member, day: dt.date) -> bool:
    """Let a new time as a member begin; False where it has begun on that day already.

    Unbooked where the member has not left, where the day is not after that, where no
    permission is in force on it, or where accounts were closed: Beancount cannot open
    an account again.
    """
    if member.periods and member.periods[-1].period.start == day:
        return False
    if member.left is None:
        raise CannotBook(
            say("{member} has not left, so cannot come back.", member=member.code)
        )
    if day <= member.left:
        raise CannotBook(
            say(
                "{member} left on {left}; the return has to be after that.",
                member=member.code,
                left=member.left,
            )
        )
    closed = sorted(
        name
        for name, one in plan.books.opened.items()
        if one.account.member == member.code and one.closed
    )
    if closed:
        raise CannotBook(
            say(
                "Beancount cannot open an account again that was closed. Delete the "
                "close lines of {member} first: {accounts}.",
                member=member.code,
                accounts=", ".join(closed),
            )
        )
    new: dict[str, Any] = {"from": str(day)}
    periods = [*map(_written, member.spells), new]
    path = ("members", member.code)
    keys = SHORT if not member.periods else (KEY,)
    plan.edit(partial(with_periods, path=path, short=keys, key=KEY, periods=periods))
    return True


def _written(spell: Spell) -> dict[str, Any]:
    every = {
        "from": str(spell.period.start),
        "until": str(spell.period.end) if spell.period.end else "",
        "to": str(spell.left_to),
    }
    return {key: value for key, value in every.items() if value}

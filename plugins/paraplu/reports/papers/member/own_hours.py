"""How many hours a member may still work, on the statement of that member.

Only where the permission says how many there may be: elsewhere nobody has to count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.durations import clock_text
from paraplu.base.language import Message, say
from paraplu.bookkeeping.hours.caps import standings
from paraplu.register.working_hours import HoursWindow
from paraplu.reports.papers.blocks import Fact
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.papers.worked import hours_of
from paraplu.rules.hours.caps import window_said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paraplu.reports.papers.material import Material

_UNREADABLE = NotKnown(say("hours of this member cannot be read"))


@dataclass(frozen=True)
class OwnCap:
    """One limit that runs on the last day: its window, and whole minutes.

    `worked` are those until that day, or why nobody can tell; `kinds` are those that
    count, all of them where there are none.
    """

    window: Message
    kinds: tuple[str, ...]
    most: int
    worked: int | NotKnown

    @property
    def left(self) -> int | NotKnown:
        """What may still be worked; below zero where it was too much."""
        done = self.worked
        return done if isinstance(done, NotKnown) else self.most - done


def own_caps(material: Material, code: str, closing: dt.date) -> tuple[OwnCap, ...]:
    """Return the limits of the permission on a day, the shortest window first.

    What is left of a week can be used only while it runs, so where the books go on
    after that day there is none.
    """
    register = material.register
    member = register.members.get(code)
    if member is None or not register.knows("members.permission", code):
        return ()
    if not any(permission.hours for permission in member.permissions):
        return ()
    hours = hours_of(material)
    unread = not register.knows("hours") or any(
        fault.member in (code, None) for fault in hours.faults
    )
    rows = [row for row in hours.of(code) if row.date <= closing]
    goes_on = closing < material.books.today
    running = [
        one
        for one in standings(member, rows, closing)
        if one.running and not (goes_on and one.cap.window is HoursWindow.WEEK)
    ]
    return tuple(
        OwnCap(
            window_said(one),
            one.cap.kinds,
            one.cap.most,
            _UNREADABLE if unread else one.minutes,
        )
        for one in sorted(running, key=lambda one: one.end - one.begin)
    )


def hours_facts(caps: Sequence[OwnCap]) -> Iterator[Fact]:
    """Yield what may still be worked under each limit."""
    for number, cap in enumerate(caps, 1):
        window, most = cap.window, clock_text(cap.most)
        said = say("Hours left of {most} in {window}", most=most, window=window)
        if cap.kinds:
            said = say(
                "Hours left of {most} in {window}: {kinds}",
                most=most,
                window=window,
                kinds=", ".join(cap.kinds),
            )
        yield Fact(f"cap-{number}", said, cap.left, CellKind.HOURS)

"""What a member has to do, in words of a member: the findings, as tasks.

They are made of the rule, the day and the amount alone; the words are in `task_words`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Tick, TickList
from paraplu.reports.papers.member.task_words import task_said
from paraplu.reports.standing import Permitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.papers.member.ring import MemberRing, OwnFinding

# What to do, and of which day and how much.
_Task = tuple[Message, Message | None]
# More than these make no list that anybody starts on.
MOST = 8


def tasks(ring: MemberRing) -> TickList:
    """Return what is missing, the first of it one by one.

    Nothing is asked twice: what several rules ask of one entry is one task, and what
    one rule asks several times in the same words says how many times.
    """
    every = sorted(ring.findings, key=lambda one: (str(one.date or ""), one.code))
    asked: defaultdict[_Task, Counter[str]] = defaultdict(Counter)
    for one in every:
        asked[task_said(one.code, one.cause), _which(one)][one.code] += 1
    tasked = (_said(*task, max(times.values())) for task, times in asked.items())
    said = [*_renewals(ring), *tasked]
    ticks = [Tick(f"task-{n}", one) for n, one in enumerate(said, 1)]
    if len(ticks) > MOST:
        more = len(ticks) - MOST
        rest = say("And {n} more: ask your bookkeeper for the list.", n=more)
        ticks = [*ticks[:MOST], Tick("more", rest)]
    return TickList(
        "tasks", say("What is missing"), tuple(ticks), say("Nothing is missing.")
    )


def _renewals(ring: MemberRing) -> Iterator[Message]:
    """Yield what to do about a permission that ends soon, or that is not there."""
    if not ring.takes_part:
        return
    if ring.permitted is Permitted.ENDS_SOON and ring.until:
        yield say(
            "Ask your client manager to renew your permission: it runs until {day}.",
            day=day_said(ring.until),
        )
    if ring.permitted is Permitted.ENDED and ring.until:
        yield say(
            "Ask your client manager for a new permission: it ended on {day}, and "
            "without it you may not sell.",
            day=day_said(ring.until),
        )
    if ring.permitted is Permitted.NONE:
        yield say(
            "Ask your client manager for a permission: without it you may not sell."
        )


def _said(task: Message, which: Message | None, times: int) -> Message:
    if times > 1:
        often = counted("{n} time", "{n} times", times)
        both = Message("{which}: {often}", (("which", which), ("often", often)))
        which = both if which else often
    if which is None:
        return Message("{task}.", (("task", task),))
    return Message("{task} ({which}).", (("task", task), ("which", which)))


def _which(one: OwnFinding) -> Message | None:
    """Return which one it is: of which day, and how much."""
    day = day_said(one.date) if one.date else None
    if day and one.amount:
        return say("{day}, {amount} euros", day=day, amount=one.amount)
    if one.amount:
        return say("{amount} euros", amount=one.amount)
    return day

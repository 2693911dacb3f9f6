"""`paraplu member leave`: what there is to do when a member leaves, step by step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language, Message, say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.member.answers import Answer
from paraplu_cli.member.desk import SHARED, code_argument, run
from paraplu_cli.options import TODAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from paraplu.bookkeeping.membership.parting_case import LeavingStep
    from paraplu.bookkeeping.membership.plan import MembershipPlan
    from paraplu_cli.screen import Screen

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Writes the day of leaving into the register, and lists every step until "
            "the ring is empty and the final statement is signed: done, or open with "
            "the command or the entry that does it. Run it again until all is done. "
            "What becomes of equipment, stock, start capital and what is left, the "
            "register says under leaving:. It does not close accounts: then nobody "
            "could come back."
        ),
    ),
    examples=(
        (
            "paraplu member leave L07 --on 2026-11-30 --to own-business",
            say("the first time"),
        ),
        ("paraplu member leave L07", say("what is left to do?")),
    ),
    statuses=(
        (0, say("every step is done")),
        (1, say("something is left to do; the list says what")),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)

_WAYS = "own-business|work|education|care|benefit|other"
_ANSWERS = (
    Answer("on", say("Last day as a member"), "day"),
    Answer("to", say("Where to: {ways}", ways=_WAYS.replace("|", ", ")), _WAYS),
    Answer("returned", say("A thing on loan that came back"), many=True),
    Answer("signed", say("Day on which the final statement was signed"), "day"),
)


def leave(today: dt.date | None, **options: Any) -> int:  # noqa: ANN401 - answers
    """Write what is told, and list the steps; return the exit status."""
    after = partial(_listed, options["ledger"], options["members"], today)
    return run(_leave, _ANSWERS, after=after, **options)


def _leave(
    plan: MembershipPlan, code: str, values: Mapping[str, Any]
) -> tuple[Message, ...]:
    from paraplu.bookkeeping.membership import parting

    member = plan.register.members[code]
    day = values.get("on")
    parting.leave(plan, member, day, values.get("to"))
    left = member.left or day
    if left is not None:
        parting.hand_back(plan, member, values["returned"], left)
    if values.get("signed"):
        parting.sign(plan, member, values["signed"], left)
    return ()


def _listed(main: Path, members: Path | None, today: dt.date | None, code: str) -> int:
    """List the steps of a member who left; return the exit status."""
    from paraplu.bookkeeping.invoices.shelf import read_invoices
    from paraplu.bookkeeping.membership.leaving import steps_of
    from paraplu_cli.loading import examine, language_of
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    report = examine(main, members, today)
    books, register = report.books, report.register
    invoices = read_invoices(books.main.parent, register)
    steps = steps_of(books, register, invoices, register.members[code])
    language = language_of(report)
    emit("\n".join(_lines(steps, screen_of(language), language)) + "\n")
    return int(not all(step.done for step in steps))


def _lines(
    steps: Sequence[LeavingStep], screen: Screen, language: Language
) -> Iterator[str]:
    """Yield the steps, those that are open with what to do below them."""
    states = {True: language.text("done"), False: language.text("open")}
    width = max(map(len, states.values())) + 2
    for step in steps:
        yield f"{states[step.done]:<{width}}{language.render(step.said)}"
        if step.done or step.todo is None:
            continue
        yield from screen.wrapped(language.render(step.todo), "      → ", "        ")
        yield from (f"          {line}".rstrip() for line in step.entry.splitlines())
    missing = sum(not step.done for step in steps)
    yield ""
    if missing:
        yield language.render(
            say("{n} of {all} steps are left to do.", n=missing, all=len(steps))
        )
    else:
        yield language.render(say("Every step is done."))


command = Command(
    "leave",
    _GUIDE,
    [code_argument(), *(one.option for one in _ANSWERS), *SHARED, TODAY],
    leave,
)

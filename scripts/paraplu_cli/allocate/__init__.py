"""`paraplu allocate`: what an import could not place, one line after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import chosen_language, say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import DRY_RUN, MAIN, MEMBERS, flag, one_format

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.waiting import Desk, PlacingStep

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows the lines of statements that wait for you, the oldest first, each "
            "with what it can be and why. Type the number of the right one and press "
            "Enter: the entry is changed there and then, with the rest of its text as "
            "it was. Enter alone leaves a line for later, and q stops."
        ),
        say(
            "Instead of a number you can type an account by how its words begin (L02 "
            "sales), h or l behind it for VAT, a for “always so”, and + between the "
            "parts of a split: 10.00 L02 sales h + L03 sales. “Always so” writes a "
            "rule under `match:`, and shows what else it would place."
        ),
    ),
    examples=(
        ("paraplu allocate", say("place what waits")),
        ("paraplu allocate --again", say("try all of it again, after a new rule")),
        ("paraplu allocate --dry-run", say("only show what waits, and what it can be")),
    ),
    statuses=(
        (0, say("nothing waits any more, and the books follow the rules")),
        (1, say("lines still wait, or the books break a rule")),
        (2, say("it could not run; the message says why")),
    ),
)


def allocate(
    main: Path,
    members: Path | None,
    form: str,
    *,
    again: bool,
    dry_run: bool,
) -> int:
    """Place what waits, ask or list; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu.bookkeeping.waiting import open_desk
    from paraplu.journal import CannotBook
    from paraplu_cli.allocate.session import AllocationSession
    from paraplu_cli.loading import progress
    from paraplu_cli.output import waiting_data, waiting_text
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    try:
        with progress() as tell, collector_paused():
            tell(say("loading the ledger"))
            desk = open_desk(main, members)
        language = chosen_language(desk.register.language)
        screen = screen_of(language)
        step = _again(desk, dry_run=dry_run) if again else None
        if form == "json":
            emit(waiting_data.render(desk, step, language), data=True)
        elif step:
            emit(waiting_text.placed_again(desk, step, screen, dry_run=dry_run))
        elif dry_run:
            emit(waiting_text.listed(desk, screen))
        else:
            AllocationSession(desk, screen).run()
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    if form == "json" or dry_run:
        return int(bool(desk.waiting))
    return _after(desk, main, members)


def _again(desk: Desk, *, dry_run: bool) -> PlacingStep:
    """Place what an import would place by now; return what that wrote, or would."""
    step = desk.step(desk.again())
    if step.changes and not dry_run:
        desk.write(step)
    return step


def _after(desk: Desk, main: Path, members: Path | None) -> int:
    """Say what waits still, and what the check finds by now; return the status."""
    from paraplu.base.findings import Severity
    from paraplu.base.language import counted
    from paraplu_cli.loading import examine
    from paraplu_cli.stream import emit

    language = chosen_language(desk.register.language)
    left = counted("{n} line still waits.", "{n} lines still wait.", len(desk.waiting))
    said = [left if desk.waiting else say("Nothing waits any more.")]
    errors = 0
    if desk.has_written:
        found = examine(main, members, None).verdict.findings
        errors = sum(one.severity is Severity.ERROR for one in found)
        said.append(
            say("See what was written with git diff, and undo it with git if you must.")
        )
    if errors:
        many = counted(
            "These books have {n} error", "These books have {n} errors", errors
        )
        said.append(say("{found}: paraplu check", found=many))
    emit("".join(f"{language.render(one)}\n" for one in said))
    return int(bool(desk.waiting or errors))


command = Command(
    "allocate",
    _GUIDE,
    [
        MAIN,
        MEMBERS,
        one_format("text", "json"),
        flag(
            "--again",
            words=say(
                "Place what an import would place by now: after a new rule, invoice "
                "or bill."
            ),
        ),
        DRY_RUN,
    ],
    allocate,
)

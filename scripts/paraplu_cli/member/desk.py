"""The books of a command about a member: locked, edited as one step, and told."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import click

from paraplu.base.findings import Severity
from paraplu.base.language import chosen_language, say
from paraplu.bookkeeping.bank_import import open_ledger
from paraplu.bookkeeping.membership.plan import MembershipPlan
from paraplu.journal import CannotBook, alone, write_at_once
from paraplu.opening import register_path
from paraplu_cli.command import Stopped
from paraplu_cli.loading import examine, language_of, progress
from paraplu_cli.member.answers import Answer, asked, given
from paraplu_cli.member_code import known_code
from paraplu_cli.options import DRY_RUN, MEMBERS, main_by
from paraplu_cli.outcome import Outcome
from paraplu_cli.places import must_stay, shown
from paraplu_cli.standing import tell
from paraplu_cli.stream import emit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from paraplu.base.language import Language, Message
    from paraplu.bookkeeping.bank_import import OpenedLedger
    from paraplu.journal import Change

    # What a command does with the plan: what to tell when there is nothing to write,
    # and what to do next when there was.
    Act = Callable[[MembershipPlan, str, Mapping[str, Any]], Sequence[Message]]

LEDGER = main_by("--ledger")
CODE = Answer("code", say("Code of the member, such as L07"), "code", needed=True)
SHARED: tuple[click.Parameter, ...] = (LEDGER, MEMBERS, DRY_RUN)
ALREADY = say("This is already so; nothing was written.")


def code_argument() -> click.Argument:
    """Return the argument for a member's code; without it the command asks."""
    return click.Argument(["code"], required=False)


def run(
    act: Act,
    answers: Sequence[Answer],
    *,
    new: bool = False,
    about: Answer = CODE,
    after: Callable[[str], int] | None = None,
    **options: Any,  # noqa: ANN401 - those of the command
) -> int:
    """Do what a command says with one member, as one step; return the exit status.

    `new` tells that the code is not one of the register, and `about` how it is asked
    for. `after` tells more, in the
    place of what the check finds wrong, and gives the status. Stopped, with nothing
    written, where it cannot be done.
    """
    main, members = options["ledger"], options["members"]
    try:
        code, values = _known(main, members, (about, *answers), options)
        folder = main.absolute().parent
        with alone(folder, dry_run=options["dry_run"]):
            ledger = _opened(main, members)
            plan = MembershipPlan(
                ledger.books, ledger.register, _register(main, members)
            )
            must_stay(plan.file, plan.file.absolute().parent)
            code = code if new else known_code(code, [*ledger.register.members])
            more = act(plan, code, values)
            changes = plan.changes()
            if not options["dry_run"]:
                write_at_once(folder, changes)
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    language = chosen_language(ledger.register.language)
    if changes or not after or options["dry_run"]:
        emit(_told(changes, more, language, dry_run=options["dry_run"]))
    if after and not options["dry_run"]:
        return after(code)
    if changes and not options["dry_run"]:
        _check(main, members, code)
    return 0


def _known(
    main: Path, members: Path | None, answers: Sequence[Answer], options: dict[str, Any]
) -> tuple[str, Mapping[str, Any]]:
    """Return the code and all else that is given; without a code it is asked."""
    if options["code"] is not None:
        # Books that cannot be used are told before an option that is missing.
        if not main.exists():
            _opened(main, members)
        return options["code"], given(answers[1:], options)
    register = _opened(main, members).register
    values = asked(answers, register, chosen_language(register.language))
    return values.pop(answers[0].name), values


def _opened(main: Path, members: Path | None) -> OpenedLedger:
    with progress() as show:
        show(say("loading the ledger"))
        return open_ledger(main, members)


def _register(main: Path, members: Path | None) -> Path:
    return (members or register_path(main.absolute(), None)).absolute()


def _told(
    changes: Sequence[Change],
    more: Sequence[Message],
    language: Language,
    *,
    dry_run: bool,
) -> str:
    """Return what was written, or with `dry_run` what would be, as a diff."""
    lines: list[str] = []
    if not changes:
        lines.append(language.render(ALREADY))
    elif dry_run:
        lines += (line for change in changes for line in _diff(change))
    else:
        for change in changes:
            what = say("{file} was changed", file=language.value(shown(change.file)))
            lines.append(language.render(what))
    return "\n".join([*lines, *map(language.render, more)]) + "\n"


def _diff(change: Change) -> list[str]:
    """Return what a file becomes, as `git diff` shows it."""
    name = shown(change.file)
    before = "/dev/null" if change.before is None else f"a/{name}"
    return list(
        difflib.unified_diff(
            (change.before or "").splitlines(),
            change.after.splitlines(),
            before,
            f"b/{name}",
            lineterm="",
        )
    )


def _check(main: Path, members: Path | None, code: str) -> None:
    """Tell on standard error what the check finds wrong with the member by now."""
    report = examine(main, members, None)
    findings = [
        one
        for one in report.verdict.findings
        if one.member == code and one.severity is Severity.ERROR
    ]
    if findings:
        tell(Outcome(report, tuple(findings), language_of(report)), findings)

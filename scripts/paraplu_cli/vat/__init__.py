"""`paraplu vat 2026-Q1`: the VAT return, the EU sales list, the margin scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu_cli.command import Command, Option, tell_old
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, one_format
from paraplu_cli.vat import file, icp, margin
from paraplu_cli.vat.asked import PERIOD, box

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import click

    from paraplu.base.periods import Period

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Shows the VAT return of the whole cooperative for a period, box by box in "
            "the whole euros that the form asks for, and each member's part in it. A "
            "period is written as 2026-Q1, 2026-03 or 2026."
        ),
        say(
            "`paraplu vat file` books the return, and freezes the period. `paraplu vat "
            "icp` lists what businesses in other EU countries bought. `paraplu vat "
            "margin` is for second-hand goods."
        ),
    ),
    examples=(
        ("paraplu vat 2026-Q1", say("what to fill in")),
        ("paraplu vat 2026-Q1 --explain 1a", say("the entries behind a box")),
        ("paraplu vat 2026-Q1 --member L07", say("the VAT on a member's sales")),
        ("paraplu vat file 2026-Q1", say("book it, and freeze the period")),
        ("paraplu vat icp 2026-Q1", say("the EU sales list, equal to box 3b")),
        ("paraplu vat margin 2026-Q1", say("VAT on the margins of second-hand goods")),
    ),
    statuses=(
        (0, say("it was shown")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not run; the message says why")),
    ),
)


_OTHERS = {"file": file.command, "icp": icp.command, "margin": margin.command}


class _Vat(Command):
    """The return; after `file`, `icp` or `margin` stands what is for that command."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        args = _as_written_now(args)
        other = _OTHERS.get(args[0]) if args else None
        if other:
            name = f"{info_name} {args[0]}"
            return other.make_context(name, args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


def _as_written_now(args: list[str]) -> list[str]:
    """Return the arguments; `2026-Q1 --file` meant to file, until the last release.

    An option's value follows it, and there nothing did.
    """
    for number, arg in enumerate(args):
        following = args[number + 1 : number + 2]
        if arg == "--file" and all(one.startswith("-") for one in following):
            tell_old("--file", f"paraplu vat file {args[0]}")
            return ["file", *args[:number], *args[number + 1 :]]
    return args


def show_return(  # noqa: PLR0913, PLR0917 - as many as there are options
    period: Period,
    main: Path,
    explain: str | None,
    member: str | None,
    members: Path | None,
    form: str,
    today: dt.date | None,
) -> int:
    """Show a return; return the exit status."""
    from paraplu_cli.stream import emit
    from paraplu_cli.vat.desk import desk_of
    from paraplu_cli.vat.output import rendered

    desk = desk_of(period, main, members, today)
    if desk is None:
        return 1
    emit(rendered(desk, form, explain, member), data=form != "text")
    return 0


command = _Vat(
    "vat",
    _GUIDE,
    [
        PERIOD,
        MAIN,
        Option(
            "--explain",
            words=say("Only the entries behind one box."),
            placeholder=say("BOX"),
            callback=box,
        ),
        Option(
            "--member",
            words=say("Only what belongs to one member."),
            placeholder=say("CODE"),
        ),
        MEMBERS,
        one_format("text", "json", "csv"),
        TODAY,
    ],
    show_return,
)

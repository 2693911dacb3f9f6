"""`paraplu vat 2026-Q1`: the VAT return, the EU sales list, the margin scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, flag, one_format
from paraplu_cli.vat import icp, margin
from paraplu_cli.vat.asked import PERIOD, box

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import click

    from paraplu.base.periods import Period

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD [MAIN]"),
    about=(
        say(
            "Shows the VAT return of the whole cooperative for a period, box by box in "
            "the whole euros that the form asks for, and each member's part in it. A "
            "period is written as 2026-Q1, 2026-03 or 2026."
        ),
        say(
            "With --file it writes the entry that takes the return off the VAT "
            "accounts, and freezes the period: VT04 finds anything that changes in it "
            "later. You still send the return to the tax office yourself. `paraplu vat "
            "icp` lists what businesses in other EU countries bought."
        ),
    ),
    examples=(
        ("paraplu vat 2026-Q1", say("what to fill in")),
        ("paraplu vat 2026-Q1 --explain 1a", say("the entries behind a box")),
        ("paraplu vat 2026-Q1 --member L07", say("the VAT on a member's sales")),
        ("paraplu vat 2026-Q1 --file", say("book it, and freeze the period")),
        ("paraplu vat icp 2026-Q1", say("the EU sales list, equal to box 3b")),
        ("paraplu vat margin 2026-Q1", say("VAT on the margins of second-hand goods")),
    ),
    statuses=(
        (0, say("it was shown or filed, or had already been filed")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not run, and nothing was written; the messages say why")),
    ),
)


_OTHERS = {"icp": icp.command, "margin": margin.command}


class _Vat(Command):
    """The return; after `icp` or `margin` stands what is for another command."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        other = _OTHERS.get(args[0]) if args else None
        if other:
            name = f"{info_name} {args[0]}"
            return other.make_context(name, args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


def show_return(  # noqa: PLR0913, PLR0917 - as many as there are options
    period: Period,
    main: Path,
    explain: str | None,
    member: str | None,
    file: bool,  # noqa: FBT001 - click names it
    members: Path | None,
    form: str,
    today: dt.date | None,
) -> int:
    """Show a return, or file it; return the exit status."""
    from paraplu_cli.stream import emit
    from paraplu_cli.vat.desk import desk_of
    from paraplu_cli.vat.output import rendered

    if file:
        return _file(period, main, members, today)
    desk = desk_of(period, main, members, today)
    if desk is None:
        return 1
    emit(rendered(desk, form, explain, member), data=form != "text")
    return 0


def _file(
    period: Period, main: Path, members: Path | None, today: dt.date | None
) -> int:
    """File a return; nobody else writes in the books from the moment they are read."""
    from paraplu.journal import CannotBook, alone
    from paraplu_cli.vat.desk import desk_of

    try:
        with alone(main.absolute().parent):
            desk = desk_of(period, main, members, today)
            if desk is None:
                return 1
            desk.file()
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
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
        flag(
            "--file",
            words=say("Write the entry of the return, and freeze the period."),
        ),
        MEMBERS,
        one_format("text", "json", "csv"),
        TODAY,
    ],
    show_return,
)

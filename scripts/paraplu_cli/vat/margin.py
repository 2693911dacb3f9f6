"""`paraplu vat margin 2026-Q1`: the VAT on the margins of second-hand goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, flag, one_format
from paraplu_cli.vat.asked import PERIOD

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.base.periods import Period

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Shows the VAT on the margins of second-hand goods over a period, where "
            "the register has one margin for a whole period (globalisation): what was "
            "sold less what was bought, for each rate. A margin below zero goes to the "
            "next period of the year."
        ),
        say(
            "With --book it writes the entry, for you to check in git; running it "
            "again changes nothing. After the year, a whole year such as 2026 shows "
            "what the tax office has to give back."
        ),
    ),
    examples=(
        ("paraplu vat margin 2026-Q1", say("how it comes about")),
        ("paraplu vat margin 2026-Q1 --book", say("write the entry")),
        ("paraplu vat margin 2026", say("the year as a whole")),
    ),
    statuses=(
        (0, say("it was shown or booked, or had already been booked")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not run, and nothing was written; the messages say why")),
    ),
)


def show_margin(
    period: Period,
    main: Path,
    book: bool,  # noqa: FBT001 - click names it
    members: Path | None,
    form: str,
    today: dt.date | None,
) -> int:
    """Show the margins of a period, or book them; return the exit status."""
    from paraplu.journal import CannotBook, alone
    from paraplu_cli.standing import figures_outcome
    from paraplu_cli.stream import emit
    from paraplu_cli.vat.margin_desk import PeriodMargins
    from paraplu_cli.vat.margin_text import as_json, as_text

    try:
        with alone(main.absolute().parent, dry_run=not book):
            outcome = figures_outcome(main, members, today, whole=True)
            if outcome is None:
                return 1
            desk = PeriodMargins(outcome, period)
            if book:
                desk.book()
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    if form == "json":
        emit(as_json(desk), data=True)
    else:
        emit("\n".join(as_text(desk)) + "\n")
    return 0


command = Command(
    "margin",
    _GUIDE,
    [
        PERIOD,
        MAIN,
        flag("--book", words=say("Write the entry into the ledger.")),
        MEMBERS,
        one_format("text", "json"),
        TODAY,
    ],
    show_margin,
)

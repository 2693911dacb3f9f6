"""`paraplu vat file 2026-Q1`: books a return, and freezes its period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY
from paraplu_cli.vat.asked import PERIOD

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.base.periods import Period

_GUIDE = Guide(
    usage=say("[OPTIONS] PERIOD"),
    about=(
        say(
            "Writes the entry that takes the return off the VAT accounts, and freezes "
            "the period: VT04 finds anything that changes in it later. You still send "
            "the return to the tax office yourself."
        ),
    ),
    examples=(
        ("paraplu vat file 2026-Q1", say("book it, and freeze the period")),
        ("paraplu vat 2026-Q1", say("look at it first")),
    ),
    statuses=(
        (0, say("it was filed, or had already been filed")),
        (1, say("the register or the ledger cannot be used; the findings say why")),
        (2, say("it could not run, and nothing was written; the messages say why")),
    ),
)


def file_return(
    period: Period, main: Path, members: Path | None, today: dt.date | None
) -> int:
    """File a return; return the exit status.

    Nobody else writes in the books from the moment they are read.
    """
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


command = Command("file", _GUIDE, [PERIOD, MAIN, MEMBERS, TODAY], file_return)

"""`paraplu invoice remind`: a letter to who is late, twice, and then a last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS] [NUMBER]…"),
    about=(
        say(
            "Writes a letter as a PDF next to each overdue invoice: a reminder, a "
            "second one, and a last one that states the collection costs, as the law "
            "requires. Between two letters the customer gets as much time as the "
            "letter says. Without a number it looks at everything that is overdue."
        ),
    ),
    examples=(
        ("paraplu invoice remind", say("all overdue invoices")),
        ("paraplu invoice remind 2026-0012", say("one invoice")),
    ),
    statuses=(
        (0, say("the letters were written, or none was due")),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)


def remind(
    numbers: tuple[str, ...],
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    *,
    dry_run: bool,
) -> int:
    """Write the letters that are due; return the exit status."""
    from paraplu.journal.atomic_step import Together
    from paraplu.services.reminding import letters_due
    from paraplu_cli.group import CANNOT_RUN
    from paraplu_cli.invoice.desk import (
        complain_of,
        day_of_issue,
        must_be_sound,
        read,
        writing,
    )
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        reading = read(ledger, members, date)
        # What could not be read may be the payment.
        must_be_sound(reading)
        letters = letters_due(reading.served, numbers, date)
        complain_of(letters.faults, reading.language)
        if letters.faults and not letters.looked_at:
            return CANNOT_RUN
        with Together(reading.report.books.main.parent) as step:
            if not dry_run:
                for path, data in letters.due.items():
                    step.new(path, data)
                step.commit()
    made = [shown(path) for path in letters.due]
    language = reading.language
    told = made or [language.text("No reminder is due now.")]
    emit("".join(f"{language.value(line)}\n" for line in told))
    if dry_run:
        emit("\n" + language.text("Nothing was written.") + "\n")
    return 0


command = Command(
    "remind",
    _GUIDE,
    [click.Argument(["numbers"], nargs=-1), LEDGER, MEMBERS, DATE, DRY_RUN],
    remind,
)

"""`paraplu forget L07`: who a code was, after the years that books are kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import DRY_RUN, MEMBERS, main_by, today_or

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.bookkeeping.membership.forgetting import Forgetting

_GUIDE = Guide(
    usage=say("[OPTIONS] CODE"),
    about=(
        say(
            "Takes the name, account numbers and e-mail address of somebody who left "
            "out of members.private.yaml. The books stay as they are: they know the "
            "code alone. What this computer keeps of books, to read them sooner, is "
            "deleted."
        ),
        say(
            "It is refused as long as the books have to be kept: seven years after the "
            "last year with an entry of this member, and ten where it is about "
            "immovable property (--years 10). Copies of the file, and what was printed "
            "or mailed, are for you to find."
        ),
    ),
    examples=(
        ("paraplu forget L07 --dry-run", say("may it, and what would go?")),
        ("paraplu forget L07", say("take it out")),
    ),
    statuses=(
        (0, say("the private register knows nothing of this member any more")),
        (2, say("it could not be done, and nothing was written; it says why")),
    ),
)


def forget(
    code: str,
    years: str,
    ledger: Path,
    members: Path | None,
    today: dt.date,
    *,
    dry_run: bool,
) -> int:
    """Take somebody out of the private register; return the exit status."""
    from paraplu.base.language import chosen_language
    from paraplu.bookkeeping.bank_import import open_ledger
    from paraplu.bookkeeping.membership.forgetting import forgetting
    from paraplu.journal import CannotBook, alone, write_together
    from paraplu.ledger.kept.store import forget_kept
    from paraplu_cli.stream import emit

    try:
        with alone(ledger.absolute().parent, dry_run=dry_run):
            opened = open_ledger(ledger, members)
            found = forgetting(opened.books, opened.register, code, today, int(years))
            if found.change and not dry_run:
                mode = found.change.file.stat().st_mode
                # What is written beside it in between is for its owner alone as well.
                before = os.umask(0o077)
                try:
                    write_together([found.change])
                    found.change.file.chmod(mode)
                finally:
                    os.umask(before)
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    if not dry_run:
        # It holds the words of the books as they were.
        forget_kept()
    language = chosen_language(opened.register.language)
    for line in _told(code, found, dry_run=dry_run):
        emit(language.render(line) + "\n")
    emit("".join(f"  {name}\n" for name in found.files))
    return 0


def _told(code: str, found: Forgetting, *, dry_run: bool) -> Iterator[Message]:
    if found.change is None:
        yield say("The private register has nothing of {code}.", code=code)
    elif dry_run:
        yield say(
            "The term of {code} ended on {day}, so it can be taken out of {file}. "
            "Nothing was written.",
            code=code,
            day=found.until,
            file=found.change.file.name,
        )
    else:
        yield say(
            "{code} was taken out of {file}.", code=code, file=found.change.file.name
        )
    if found.files:
        yield say("These files may have the name in them; look at them yourself:")


command = Command(
    "forget",
    _GUIDE,
    [
        click.Argument(["code"]),
        Option(
            "--years",
            words=say("How long the books are kept: 7, or 10 for immovable property."),
            type=click.Choice(["7", "10"]),
            default="7",
        ),
        main_by("--ledger"),
        MEMBERS,
        DRY_RUN,
        today_or(clock),
    ],
    forget,
)

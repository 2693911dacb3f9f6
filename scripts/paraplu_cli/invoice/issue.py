"""`paraplu invoice issue`: drafts get their numbers, and go into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Option
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS, flag

if TYPE_CHECKING:
    import datetime as dt

    from paraplu_cli.invoice.desk import InvoiceDesk

_GUIDE = Guide(
    usage=say("[OPTIONS] [DRAFT]…"),
    about=(
        say(
            "Gives drafts the next numbers of their series, in the order in which you "
            "name them. For each it makes the PDF, the UBL if the customer is a "
            "business, the file under its number, and the entry in the ledger: all of "
            "it for all of them, or nothing. An issued invoice never changes; you can "
            "only credit it."
        ),
        say(
            "What the check would remark on them, and a delivery outside the "
            "membership or the permission or far from today, is told first: nothing "
            "is issued then, unless you say --anyway."
        ),
        say(
            "If the computer stopped halfway, run it again: what was started is "
            "finished, or is as if it had never been."
        ),
    ),
    examples=(
        ("paraplu invoice issue ledger/invoices/2026/cakes.yaml", say("one draft")),
        ("paraplu invoice issue --all", say("every draft")),
        ("paraplu invoice issue --all --dry-run", say("which numbers they would get")),
        ("paraplu invoice issue", say("which drafts are there?")),
    ),
    statuses=(
        (
            0,
            say("they were issued; or you named no draft, and it listed them"),
        ),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)


def issue(  # noqa: PLR0913 - one for each option
    drafts: tuple[Path, ...],
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    *,
    every: bool,
    anyway: bool,
    dry_run: bool,
) -> int:
    """Issue drafts; return the exit status."""
    from paraplu_cli.invoice.desk import day_of_issue, read, writing
    from paraplu_cli.invoice.giving import give_numbers
    from paraplu_cli.stream import emit

    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        reading = read(ledger, members, date)
        wanted = reading.invoices.drafts if every else drafts
        if not wanted:
            emit(_drafts(reading))
            return 0
        return give_numbers(reading, wanted, date, dry_run=dry_run, anyway=anyway)


def _drafts(reading: InvoiceDesk) -> str:
    from paraplu.base.language import counted
    from paraplu_cli.places import shown

    drafts, language = reading.invoices.drafts, reading.language
    heading = counted("{n} draft", "{n} drafts", len(drafts))
    names = [f"  {language.value(shown(draft))}" for draft in drafts]
    return "\n".join([language.render(heading), *names]) + "\n"


command = Command(
    "issue",
    _GUIDE,
    [
        click.Argument(["drafts"], nargs=-1, type=click.Path(path_type=Path)),
        LEDGER,
        MEMBERS,
        DATE,
        Option("--all", "every", words=say("Issue every draft."), is_flag=True),
        flag(
            "--anyway",
            words=say("Issue them too when there is something to say about them."),
        ),
        DRY_RUN,
    ],
    issue,
)

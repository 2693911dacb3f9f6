"""`paraplu invoice list`: what customers still owe, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option
from paraplu_cli.guide import Guide
from paraplu_cli.options import EXPLAIN, MAIN, MEMBERS, TODAY, flag, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows the invoices that are unpaid or overpaid: what was invoiced, how "
            "much of it was credited and paid, and what is open. An invoice is overdue "
            "after its last day to pay; it also shows by how many days."
        ),
    ),
    examples=(
        ("paraplu invoice list", say("what is open")),
        ("paraplu invoice list --member L02", say("of one member")),
        (
            "paraplu invoice list --explain",
            say("with what was paid, and why it counts"),
        ),
        ("paraplu invoice list --all --format csv", say("all, for a spreadsheet")),
    ),
    statuses=(
        (0, say("it was shown")),
        (2, say("it could not run; the message says why")),
    ),
)


def show_invoices(  # noqa: PLR0913 - one for each option
    main: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
    member: str | None,
    *,
    every: bool,
    explain: bool,
) -> int:
    """Show the invoices; return the exit status."""
    from paraplu.bookkeeping.invoices.receivables import invoices_standing
    from paraplu.reports.members import codes_of
    from paraplu_cli.invoice.desk import read
    from paraplu_cli.member_code import known_code
    from paraplu_cli.output import invoices_table
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    if explain and form == "csv":
        raise Misuse(say("--explain needs --format text or json."))
    reading = read(main, members, today)
    books = reading.report.books
    if member is not None:
        member = known_code(member, codes_of(reading.report))
    shown = [
        one
        for one in invoices_standing(books, reading.invoices)
        if (every or one.open) and member in (None, one.member)
    ]
    if form == "text":
        screen = screen_of(reading.language)
        emit(invoices_table.as_text(shown, reading, screen, explain=explain))
    elif form == "json":
        emit(invoices_table.as_json(shown, reading, explain=explain), data=True)
    else:
        emit(invoices_table.as_csv(shown, reading), data=True)
    return 0


command = Command(
    "list",
    _GUIDE,
    [
        MAIN,
        MEMBERS,
        one_format("text", "json", "csv"),
        TODAY,
        Option(
            "--member",
            words=say("Only this member's invoices."),
            placeholder=say("CODE"),
        ),
        EXPLAIN,
        flag("--all", "every", words=say("Show paid invoices too.")),
    ],
    show_invoices,
)

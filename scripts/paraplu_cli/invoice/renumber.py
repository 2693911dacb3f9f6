"""`paraplu invoice renumber`: another number for one of two that have the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from paraplu.bookkeeping.invoices.renumbering import Renumbering, WasSent
    from paraplu.bookkeeping.invoices.shelf import Invoices, Issued

_GUIDE = Guide(
    usage=say("[OPTIONS] FILE"),
    about=(
        say(
            "Gives an invoice the next number where another one has the same, as after "
            "two people issued on two branches. It becomes a draft again and is issued "
            "once more, dated today: with a new PDF, UBL and entry."
        ),
        say(
            "An invoice that was sent, paid, credited or filed keeps its number; then "
            "renumber the other one."
        ),
    ),
    examples=(
        (
            "paraplu invoice renumber 2026-0012-linde-3f9a01.yaml",
            say("the one that nobody has seen yet"),
        ),
    ),
    statuses=(
        (0, say("it was issued")),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)


def renumber(
    file: str,
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    *,
    dry_run: bool,
) -> int:
    """Give an invoice another number; return the exit status."""
    from dataclasses import replace

    from paraplu.bookkeeping.invoices.renumbering import (
        in_the_way,
        make_draft,
        renumbering_of,
        without,
    )
    from paraplu_cli.invoice.desk import day_of_issue, must_be_sound, read, writing
    from paraplu_cli.invoice.giving import give_numbers, issue_all

    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        reading = read(ledger, members, date)
        books, register = reading.report.books, reading.report.register
        must_be_sound(reading)
        issued = _asked(file, reading.invoices)
        plan = renumbering_of(issued, reading.invoices, books, register)
        for why in in_the_way(plan, reading.invoices, books, _sent(books.main.parent)):
            raise Stopped(why)
        # First all of it is tried, so that what cannot be issued stays as it is.
        rest = replace(reading, invoices=without(reading.invoices, issued))
        wanted = [(plan.draft, plan.as_draft())]
        status = issue_all(rest, wanted, date, dry_run=True, silent=not dry_run)
        if status or dry_run:
            return status
        make_draft(plan)
        return _issue_again(plan, ledger, members, date, give_numbers)


def _issue_again(
    plan: Renumbering,
    ledger: Path,
    members: Path | None,
    date: dt.date,
    give: Callable[..., int],
) -> int:
    """Issue the draft, in the books as they are now."""
    from paraplu_cli.invoice.desk import read

    return give(read(ledger, members, date), [plan.draft], date, anyway=True)


def _asked(file: str, invoices: Invoices) -> Issued:
    """Return the invoice that was asked for, by its file; Stopped for any other."""
    from pathlib import Path

    from paraplu_cli.places import shown

    asked = Path(file).absolute()
    for issued in invoices.issued:
        if issued.file.absolute() == asked or issued.file.name == file:
            return issued
    same = [one for one in invoices.issued if str(one.number) == file]
    if len(same) > 1:
        raise Stopped(
            say(
                "Several invoices have number {number}. Name the file of the one that "
                "nobody has seen yet: {files}.",
                number=file,
                files=", ".join(shown(one.file) for one in same),
            )
        )
    if same:
        return same[0]
    raise Stopped(say("{file} is not an issued invoice of these books.", file=file))


def _sent(folder: Path) -> WasSent:
    """Return what tells whether a document may have gone to somebody."""
    from paraplu.bookkeeping.sending.record import MailRecord, Step
    from paraplu.bookkeeping.sending.settings import CannotSend

    try:
        record = MailRecord(folder)
    except CannotSend as fault:
        raise Stopped(fault.message) from fault

    def sent(document: str, digest: str) -> bool:
        last = record.last(document)
        gone = last is not None and last.step is not Step.FAILED
        return gone and last is not None and last.digest == digest

    return sent


command = Command(
    "renumber",
    _GUIDE,
    [
        click.Argument(["file"]),
        LEDGER,
        MEMBERS,
        DATE,
        DRY_RUN,
    ],
    renumber,
)

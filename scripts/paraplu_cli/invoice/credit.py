"""`paraplu invoice credit`: takes an issued invoice back, whole or in part."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.bookkeeping.invoices.credits import MoreThanLeft
    from paraplu.bookkeeping.invoices.model import Invoice

_GUIDE = Guide(
    usage=say("[OPTIONS] NUMBER"),
    about=(
        say(
            "Issues a credit note for an invoice, with the next number, a PDF and UBL, "
            "and its entry in the ledger. The credit note names the invoice. Without "
            "--line it takes back everything that was not taken back before."
        ),
    ),
    examples=(
        ("paraplu invoice credit 2026-0012", say("the whole invoice")),
        ("paraplu invoice credit 2026-0012 --line 2", say("only its second line")),
        (
            "paraplu invoice credit 2026-0012 --line 1=3",
            say("three of what is on its first line"),
        ),
    ),
    statuses=(
        (0, say("it was issued")),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)
_PART = re.compile(r"([0-9]{1,4})(?:=([0-9]{1,7}(?:\.[0-9]{1,3})?))?")


def credit(  # noqa: PLR0913 - one for each option
    number: str,
    ledger: Path,
    members: Path | None,
    day: dt.date | None,
    parts: tuple[str, ...],
    note: str,
    *,
    dry_run: bool,
) -> int:
    """Issue a credit note; return the exit status."""
    from dataclasses import replace

    from paraplu.bookkeeping.invoices.credits import MoreThanLeft, credit_of
    from paraplu.bookkeeping.invoices.customers import people_in
    from paraplu.bookkeeping.invoices.disclosing import impersonal
    from paraplu.ledger.personal.names import Personal
    from paraplu_cli.invoice.desk import day_of_issue, read, writing
    from paraplu_cli.invoice.giving import issue_all

    taken = _taken(parts)
    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        reading = read(ledger, members, date)
        issued = reading.invoices.find(number)
        if issued is None:
            raise Stopped(
                say("There is no issued invoice {number} to credit.", number=number)
            )
        lines = len(issued.invoice.lines)
        beyond = [place for place in taken if not 1 <= place <= lines]
        if beyond:
            raise Stopped(
                say(
                    "Invoice {number} has no line {line}.",
                    number=number,
                    line=beyond[0],
                )
            )
        report = reading.report
        personal = Personal(people_in(report.books.main.parent, report.register))

        def corrections(of: str) -> list[Invoice]:
            found = reading.invoices.corrections(of)
            return [impersonal(one, personal) for one in found]

        try:
            draft = credit_of(impersonal(issued.invoice, personal), corrections, taken)
        except MoreThanLeft as fault:
            raise Stopped(_too_much(number, fault, taken)) from fault
        if draft is None:
            raise Stopped(
                say("Nothing is left of that to credit on {number}.", number=number)
            )
        wanted = [(None, replace(draft, note=note))]
        return issue_all(reading, wanted, date, dry_run=dry_run)


def _taken(parts: tuple[str, ...]) -> dict[int, Decimal | None]:
    """Return how much of which lines; Misuse where a line is said twice."""
    taken: dict[int, Decimal | None] = {}
    for place, quantity in map(_part, parts):
        if place in taken:
            raise Misuse(say("Line {line} is given twice.", line=place))
        taken[place] = quantity
    return taken


def _too_much(
    number: str, fault: MoreThanLeft, taken: Mapping[int, Decimal | None]
) -> Message:
    wanted = taken[fault.place]
    if not fault.left or wanted is None:
        return say(
            "Nothing is left of line {line} to credit on {number}.",
            line=fault.place,
            number=number,
        )
    return say(
        "{wanted} of line {line} cannot be credited: only {left} is left on {number}.",
        wanted=_plain(wanted),
        line=fault.place,
        number=number,
        left=_plain(fault.left),
    )


def _plain(quantity: Decimal) -> str:
    """Return a quantity as --line takes it."""
    return f"{quantity.normalize():f}"


def _part(text: str) -> tuple[int, Decimal | None]:
    """Return a line and how much of it; None is all of it."""
    found = _PART.fullmatch(text)
    if found is None or (found[2] and not Decimal(found[2])):
        raise Misuse(say("“{text}” is not a line such as 2 or 2=1.5.", text=text))
    return int(found[1]), Decimal(found[2]) if found[2] else None


command = Command(
    "credit",
    _GUIDE,
    [
        click.Argument(["number"]),
        LEDGER,
        MEMBERS,
        DATE,
        Option(
            "--line",
            "parts",
            words=say("Only this line, or this much of it; can be repeated."),
            placeholder=say("LINE[=QUANTITY]"),
            multiple=True,
        ),
        Option(
            "--note",
            words=say("The reason that the credit note gives."),
            placeholder=say("TEXT"),
            default="",
        ),
        DRY_RUN,
    ],
    credit,
)

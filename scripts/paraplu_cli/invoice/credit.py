"""`paraplu invoice credit`: takes an issued invoice back, whole or in part."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import DATE, LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

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
    from paraplu.services.crediting import LinePart, credit_draft
    from paraplu_cli.invoice.desk import day_of_issue, read, writing
    from paraplu_cli.invoice.giving import issue_all

    taken = {place: LinePart(many) for place, many in _taken(parts).items()}
    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        reading = read(ledger, members, date)
        draft = credit_draft(reading.served, number, taken, note)
        return issue_all(reading, [(None, draft)], date, dry_run=dry_run)


def _taken(parts: tuple[str, ...]) -> dict[int, Decimal | None]:
    """Return how much of which lines; Misuse where a line is said twice."""
    taken: dict[int, Decimal | None] = {}
    for place, quantity in map(_part, parts):
        if place in taken:
            raise Misuse(say("Line {line} is given twice.", line=place))
        taken[place] = quantity
    return taken


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

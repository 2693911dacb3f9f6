"""The contributions of a month: as a table, as JSON, as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.data_text import csv_text
from paraplu.base.language import counted, printable, say
from paraplu.bookkeeping.contributions.entry import basis
from paraplu.bookkeeping.contributions.month import ContributionState
from paraplu_cli.output import data
from paraplu_cli.places import shown
from paraplu_cli.screen import screen_of
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.base.dates import Month
    from paraplu.base.language import Language, Message
    from paraplu.bookkeeping.bank_import import OpenedLedger
    from paraplu.bookkeeping.contributions.month import DueStatus

_STATES = {
    ContributionState.NEW: say("new"),
    ContributionState.BOOKED: say("booked"),
    ContributionState.DIFFERS: say("differs"),
    ContributionState.NOTHING: say("nothing due"),
}
_COLUMNS = (
    *("month", "member", "purpose", "of", "base", "rate", "exact", "carried"),
    *("due", "booked", "state"),
)


@dataclass(frozen=True)
class ContributionsShown:
    """How a month stands, in which books, and which files were written."""

    month: Month
    found: tuple[DueStatus, ...]
    ledger: OpenedLedger
    written: tuple[Path, ...]
    dry_run: bool


def as_text(of_month: ContributionsShown, language: Language) -> str:
    """Return the table, with what was done and what there is to do."""
    screen = screen_of(language)
    columns = [
        TableColumn(language.text("member")),
        TableColumn(language.text("purpose")),
        TableColumn(language.text("taken of")),
        TableColumn(language.text("base"), right=True),
        TableColumn(language.text("rate"), right=True),
        TableColumn(language.text("carried"), right=True),
        TableColumn(language.text("due"), right=True),
        TableColumn(language.text("booked"), right=True),
        TableColumn(""),
    ]
    rows = [_row(one, language) for one in of_month.found]
    if not any(one.due.purpose for one in of_month.found):
        columns.pop(1)
        rows = [[*row[:1], *row[2:]] for row in rows]
    heading = say(
        "Contributions for {month}, in {currency}",
        month=str(of_month.month),
        currency=of_month.ledger.books.currency,
    )
    lines = [screen.bold(language.render(heading)), ""]
    lines += table(columns, rows, screen) if rows else []
    lines += ["", *map(language.render, _said(of_month))]
    lines += [f"  {printable(shown(file))}" for file in of_month.written]
    return "\n".join(lines) + "\n"


def _row(one: DueStatus, language: Language) -> list[str]:
    due = one.due
    return [
        printable(due.member),
        printable(due.purpose),
        language.render(basis(due)),
        language.amount(due.base),
        due.percentages,
        language.amount(due.carried) if due.carried else "",
        language.amount(due.amount),
        "" if one.booked is None else language.amount(one.booked),
        language.render(_STATES[one.state]),
    ]


def _said(of_month: ContributionsShown) -> Iterator[Message]:
    states = [one.state for one in of_month.found]
    new = states.count(ContributionState.NEW)
    if not of_month.found:
        yield say("Nothing came in or went out that a share was agreed on.")
    elif new and of_month.dry_run:
        yield counted(
            "{n} entry would be written.", "{n} entries would be written.", new
        )
    elif new:
        yield counted("{n} entry written.", "{n} entries written.", new)
    elif ContributionState.DIFFERS not in states:
        yield say("Everything is already booked: nothing was written.")
    if ContributionState.DIFFERS in states:
        yield say(
            "Entries that differ were left alone. Correct them, or book the difference "
            'with contribution: "{month}" on the entry.',
            month=str(of_month.month),
        )


def as_data(of_month: ContributionsShown, form: str) -> str:
    """Return the shares of the month, and the files, for programs."""
    rows = [_values(one) for one in of_month.found]
    if form == "csv":
        return csv_text(_COLUMNS, rows)
    return data.as_json(
        {
            "version": 1,
            "month": str(of_month.month),
            "currency": of_month.ledger.books.currency,
            "contributions": rows,
            "written": [shown(file) for file in of_month.written],
        }
    )


def _values(one: DueStatus) -> dict[str, str]:
    due = one.due
    return {
        "month": str(due.month),
        "member": due.member,
        "purpose": due.purpose,
        "of": " / ".join(due.bases),
        "base": data.money(due.base),
        "rate": due.percentages,
        "exact": data.money(due.exact),
        "carried": data.money(due.carried),
        "due": data.money(due.amount),
        "booked": "" if one.booked is None else data.money(one.booked),
        "state": one.state,
    }

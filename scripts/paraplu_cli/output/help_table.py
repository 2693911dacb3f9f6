"""Who helped whom, and who asks or offers what: as a table, as JSON, as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.durations import clock_text
from paraplu.base.language import printable
from paraplu_cli.output import data
from paraplu_cli.output.hours_text import row_data
from paraplu_cli.places import shown
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from paraplu.bookkeeping.hours.helping import Helped
    from paraplu_cli.hours.desk import HoursDesk
    from paraplu_cli.screen import Screen


def as_text(desk: HoursDesk, found: Helped, screen: Screen) -> str:
    """Return the matrix with its totals, and the board of asks and offers."""
    language = screen.language
    lines = (
        _matrix(found, screen)
        if found.rows
        else [language.text("Nobody wrote that somebody was helped.")]
    )
    notices = desk.report.register.help
    asked = [(one.member, one.asks) for one in notices if one.asks]
    offered = [(one.member, one.offers) for one in notices if one.offers]
    for title, told in (
        (language.text("Asked"), asked),
        (language.text("Offered"), offered),
    ):
        if told:
            lines += ["", title]
            lines += [f"  {printable(code)}  {printable(text)}" for code, text in told]
    return "\n".join(lines) + "\n"


def _matrix(found: Helped, screen: Screen) -> list[str]:
    language = screen.language
    receivers = [code for code in found.people if code in found.received]
    columns = [
        TableColumn(language.text("helped ↓ whom →")),
        *(TableColumn(printable(code), right=True) for code in receivers),
        TableColumn(language.text("given"), right=True),
    ]
    cells = [
        [
            printable(giver),
            *(_cell(found.matrix.get((giver, one), 0)) for one in receivers),
            clock_text(minutes),
        ]
        for giver, minutes in found.given.items()
    ]
    received = (clock_text(found.received[one]) for one in receivers)
    cells.append([language.text("received"), *received, clock_text(found.total)])
    return table(columns, cells, screen)


def _cell(minutes: int) -> str:
    return clock_text(minutes) if minutes else ""


def as_json(desk: HoursDesk, found: Helped) -> str:
    """Return the rows, the matrix, the totals and the board as JSON, in minutes."""
    return data.as_json(
        {
            "version": 1,
            "books": {"file": printable(shown(desk.report.books.main))},
            "rows": list(map(row_data, found.rows)),
            "matrix": [
                {"from": printable(giver), "to": printable(to), "minutes": minutes}
                for (giver, to), minutes in found.matrix.items()
            ],
            "given": dict(found.given),
            "received": dict(found.received),
            "total_minutes": found.total,
            "board": [
                {
                    "member": printable(one.member),
                    "asks": printable(one.asks),
                    "offers": printable(one.offers),
                    "since": str(one.since) if one.since else None,
                }
                for one in desk.report.register.help
            ],
        }
    )


def as_csv(found: Helped) -> str:
    """Return the matrix as CSV, a row for each two, in minutes."""
    return csv_text(
        ("from", "to", "minutes"),
        [
            {"from": text_cell(giver), "to": text_cell(to), "minutes": str(minutes)}
            for (giver, to), minutes in found.matrix.items()
        ],
    )

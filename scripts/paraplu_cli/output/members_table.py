"""All members with their figures: as a table, as JSON, as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.language import counted, printable, say
from paraplu.base.money import ZERO
from paraplu.ledger.figures import Figures, figures_of_all
from paraplu.reports.gauge import covers_of, gauge_on
from paraplu_cli.output import data
from paraplu_cli.output.figures import TITLES, amounts, amounts_data, told
from paraplu_cli.output.thermometers import bars, permitted, trade_name
from paraplu_cli.places import shown
from paraplu_cli.standing import warning
from paraplu_cli.table import TableColumn, fitting, table

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen

# Where there is no room they go first; then the bar, and then the name.
_FIGURES = 3


@dataclass(frozen=True)
class MemberRow:
    """A member with what there is to show."""

    code: str
    figures: Figures
    thermometer: Decimal


def _rows(outcome: Outcome) -> list[MemberRow]:
    books = outcome.report.books
    every = figures_of_all(books, end=books.today)
    levels = outcome.thermometers()
    return [
        MemberRow(
            code,
            every.get(code) or Figures(code, books.today, books.today),
            levels[code],
        )
        for code in outcome.codes
    ]


def as_text(outcome: Outcome, screen: Screen) -> str:
    """Return the table, with totals, and whether the books have errors."""
    report, language, rows = outcome.report, screen.language, _rows(outcome)
    names = told((row.figures for row in rows), without=("turnover", "costs"))
    columns = [
        TableColumn(language.text("member")),
        TableColumn(language.text("trade name"), rank=1),
        TableColumn(language.text("permission until")),
        # All of them or none: a part would not add up.
        *(
            TableColumn(language.render(TITLES[name]), right=True, rank=_FIGURES)
            for name in names
        ),
        TableColumn(language.text("thermometer"), right=True),
    ]
    values = [[amounts(row.figures)[name] for name in names] for row in rows]
    for value, row in zip(values, rows, strict=True):
        value.append(row.thermometer)
    cells = [
        [
            printable(row.code),
            trade_name(report.register, row.code),
            permitted(report.register, row.code, report.books.today, language),
            *map(language.amount, value),
        ]
        for row, value in zip(rows, values, strict=True)
    ]
    totals = [sum(column, ZERO) for column in zip(*values, strict=True)]
    if rows:
        cells.append(
            [language.text("total"), "", "", *map(language.amount, totals)],
        )
    if screen.bars and rows:
        columns.append(TableColumn("", rank=2))
        levels = {row.code: row.thermometer for row in rows}
        for cell, drawn in zip(cells, [*bars(report, levels), ""], strict=True):
            cell.append(drawn)
    heading = members = counted("{n} member", "{n} members", len(rows))
    if report.books.first_day:
        heading = say(
            "{members} in {currency}, as of {today}",
            members=members,
            currency=report.books.currency,
            today=report.books.today,
        )
    lines = [
        language.render(heading),
        "",
        *(table(columns, cells, screen) if rows else ()),
        *_left_out(columns, cells, screen),
        *warning(report, language),
    ]
    return "\n".join(lines) + "\n"


def _left_out(
    columns: list[TableColumn], cells: list[list[str]], screen: Screen
) -> list[str]:
    """Return where the figures are that the screen has no room for."""
    if not cells or len(fitting(columns, cells, screen)) == len(columns):
        return []
    words = say("There is no room for all columns. See them with --wide.")
    return ["", *screen.wrapped(screen.language.render(words), "", "  ")]


def as_json(outcome: Outcome) -> str:
    """Return the members as JSON."""
    books, rows = outcome.report.books, _rows(outcome)
    totals = {
        name: data.money(sum((amounts(row.figures)[name] for row in rows), ZERO))
        for name in TITLES
    }
    level = sum((row.thermometer for row in rows), ZERO)
    return data.as_json(
        {
            "version": 1,
            "books": {
                "file": printable(shown(books.main)),
                "checksum": outcome.report.books_checksum,
            },
            "currency": books.currency,
            "today": str(books.today),
            "members": [_data(outcome, row) for row in rows],
            "totals": totals | {"thermometer": data.money(level)},
            "cover": _cover(outcome),
        }
    )


def _cover(outcome: Outcome) -> dict[str, str]:
    """Return what is set apart and what is there, and what is free to spend."""
    books = outcome.report.books
    gauge = gauge_on(covers_of(books), books.today)
    return {
        "earmarked": data.money(gauge.earmarked),
        "available": data.money(gauge.there),
        "in_money": data.money(gauge.in_money),
        "free": data.money(gauge.free),
        "free_in_money": data.money(gauge.free_in_money),
    }


def as_csv(outcome: Outcome) -> str:
    """Return the members as CSV, without totals, which a spreadsheet makes itself."""
    columns = [
        *("member", "trade_name", "trade", "permission_until"),
        *TITLES,
        "thermometer",
    ]
    rows = [_data(outcome, row) for row in _rows(outcome)]
    for row in rows:
        for name in columns[:4]:
            row[name] = text_cell(row[name] or "")
    return csv_text(columns, rows)


def _data(outcome: Outcome, row: MemberRow) -> dict[str, Any]:
    register, today = outcome.report.register, outcome.report.books.today
    member = register.members.get(row.code)
    known = register.knows("members.permission", row.code)
    permission = member.permitted_until(today) if member and known else None
    end = permission.period.end if permission else None
    return {
        "member": printable(row.code),
        "trade_name": printable(member.trade_name) if member else "",
        "trade": printable(member.trade) if member else "",
        "permission_until": str(end) if end else None,
        **amounts_data(row.figures),
        "thermometer": data.money(row.thermometer),
    }

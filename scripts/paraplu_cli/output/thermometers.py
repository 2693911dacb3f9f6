"""The thermometers, as a table that ends a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Language, printable
from paraplu_cli.table import TableColumn, bar, table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.check import Report
    from paraplu.register import Register
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen


def thermometers(outcome: Outcome, screen: Screen) -> list[str]:
    """Return the lines of the table, and an empty one; none where there are none."""
    levels = outcome.thermometers()
    if not levels:
        return []
    report, language = outcome.report, screen.language
    columns = [
        TableColumn(language.text("member")),
        TableColumn(language.text("trade name")),
        TableColumn(language.text("permission until")),
        TableColumn(language.text("thermometer"), right=True),
    ]
    rows = [
        [
            printable(code),
            trade_name(report.register, code),
            permitted(report.register, code, report.books.today, language),
            language.amount(level),
        ]
        for code, level in levels.items()
    ]
    if screen.bars:
        columns.append(TableColumn(""))
        for row, drawn in zip(rows, bars(report, levels), strict=True):
            row.append(drawn)
    return [*table(columns, rows, screen), ""]


def trade_name(register: Register, code: str) -> str:
    """Return the name a member trades under, else the trade."""
    member = register.members.get(code)
    return printable(member.trade_name or member.trade) if member else ""


def permitted(register: Register, code: str, today: dt.date, language: Language) -> str:
    """Return the last day of a member's permission, or a word where there is none."""
    if not register.knows("members.permission", code):
        return language.text("unknown")
    member = register.members.get(code)
    permission = member.permitted_until(today) if member else None
    if permission is None:
        return language.text("no permission")
    end = permission.period.end
    return str(end) if end else language.text("no end date")


def bars(report: Report, levels: Mapping[str, Decimal]) -> list[str]:
    """Return a bar for each thermometer: full at the threshold, else at the largest."""
    largest = max(levels.values())
    drawn = []
    for code, level in levels.items():
        threshold = report.register.policy(report.books.today, code).threshold
        known = report.register.knows("policies.threshold", code)
        drawn.append(bar(level, (threshold if known else None) or largest))
    return drawn

"""The thermometers that somebody should look at, as a table that ends a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Language, counted, printable, say
from paraplu.base.money import ZERO
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
    every = outcome.thermometers()
    if not every:
        return []
    report, language = outcome.report, screen.language
    told = {finding.member for finding in outcome.findings}
    drawn = dict(zip(every, bars(report, every), strict=True))
    rows = [
        [
            printable(code),
            trade_name(report.register, code),
            permitted(report.register, code, report.books.today, language),
            language.amount(level),
            drawn[code],
        ]
        for code, level in every.items()
        if code in told
    ]
    shown = _table(rows, screen) if rows else []
    return [*shown, *_together(every, len(rows), screen), ""]


def _table(rows: list[list[str]], screen: Screen) -> list[str]:
    language = screen.language
    columns = [
        TableColumn(language.text("member")),
        TableColumn(language.text("trade name"), rank=1),
        TableColumn(language.text("permission until")),
        TableColumn(language.text("thermometer"), right=True),
    ]
    if screen.bars:
        columns.append(TableColumn("", rank=2))
    return table(columns, [row[: len(columns)] for row in rows], screen)


def _together(every: Mapping[str, Decimal], shown: int, screen: Screen) -> list[str]:
    """Return how many thermometers there are, and what is on all of them together."""
    if shown == len(every):
        return []
    words = say(
        "Thermometers: {level} together, of {members}. See each with paraplu members.",
        members=counted("{n} member", "{n} members", len(every)),
        level=sum(every.values(), ZERO),
    )
    return screen.wrapped(screen.language.render(words), "", "  ")


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

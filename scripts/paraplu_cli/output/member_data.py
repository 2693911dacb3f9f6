"""One member as JSON, and the member's entries as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.language import printable
from paraplu.ledger.figures import figures_by_year
from paraplu.ledger.rings import Ring
from paraplu_cli.output import data
from paraplu_cli.output.as_json import finding_data, waiver_data
from paraplu_cli.output.figures import amounts_data
from paraplu_cli.output.ring import RingLine, lines_of
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from paraplu.register import Register
    from paraplu.register.membership import Member
    from paraplu_cli.outcome import Outcome

_COLUMNS = ("date", "payee", "narration", "account", "amount", "file", "line")
_TEXTS = ("payee", "narration", "account", "file")


def as_json(outcome: Outcome, code: str, year: int | None = None) -> str:
    """Return everything about a member as JSON; amounts have Beancount's sign.

    Of a `year` it has the entries and the figures of that year alone.
    """
    report = outcome.report
    books = report.books
    ring = books.rings.get(code) or Ring(code, {})
    member = report.register.members.get(code)
    return data.as_json(
        {
            "version": 1,
            "books": {
                "file": printable(shown(books.main)),
                "checksum": report.books_checksum,
            },
            "currency": books.currency,
            "today": str(books.today),
            "member": printable(code),
            **(_register(member, report.register) if member else {}),
            "thermometer": data.money(outcome.thermometers()[code]),
            "years": [
                {
                    "year": figures.begin.year,
                    **amounts_data(figures),
                    "thermometer": data.money(ring.level(figures.end)),
                }
                for figures in figures_by_year(books, code, end=books.today)
                if year in {None, figures.begin.year}
            ],
            "open": {
                printable(account.name): data.money(amount)
                for account, amount in ring.standing(books.today).items()
            },
            "entries": [_line(line) for line in lines_of(books, code, year)],
            "findings": [
                finding_data(finding, outcome)
                for finding in outcome.findings
                if finding.member == code
            ],
            "waivers": [
                waiver_data(waiver)
                for waiver in report.verdict.waived
                if waiver.member == code
            ],
        }
    )


def as_csv(outcome: Outcome, code: str, year: int | None = None) -> str:
    """Return a member's entries as CSV; amounts have Beancount's sign."""
    rows = [_line(line) for line in lines_of(outcome.report.books, code, year)]
    return csv_text(
        _COLUMNS,
        [row | {name: text_cell(row[name]) for name in _TEXTS} for row in rows],
    )


def _register(member: Member, register: Register) -> dict[str, Any]:
    """Return what the register says; None for what a fault makes unknown."""
    unknown = [
        key
        for key in ("joined", "left", "permission")
        if not register.knows(f"members.{key}", member.code)
    ]
    return {
        "trade_name": printable(member.trade_name),
        "trade": printable(member.trade),
        "joined": None if "joined" in unknown else str(member.joined),
        "left": str(member.left) if member.left and "left" not in unknown else None,
        "membership": None
        if {"joined", "left"}.intersection(unknown)
        else [
            {
                "from": str(spell.period.start),
                "until": str(spell.period.end) if spell.period.end else None,
                "to": spell.left_to,
            }
            for spell in member.spells
        ],
        "permissions": None
        if "permission" in unknown
        else [
            {
                "from": str(permission.period.start),
                "until": str(permission.period.end) if permission.period.end else None,
                "reference": printable(permission.reference),
            }
            for permission in member.permissions
        ],
    }


def _line(line: RingLine) -> dict[str, Any]:
    return {
        "date": str(line.date),
        "payee": printable(line.payee),
        "narration": printable(line.narration),
        "account": printable(line.account.name),
        "amount": data.money(line.amount),
        "file": printable(line.source.file),
        "line": line.source.line,
    }

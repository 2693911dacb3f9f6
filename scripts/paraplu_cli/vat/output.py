"""A return for programs: as JSON, and as CSV; and which form was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.language import printable, say
from paraplu.bookkeeping.vat.behind import BoxLine, lines_of
from paraplu.bookkeeping.vat.boxes import Box, Boxes, net
from paraplu.bookkeeping.vat.returns import vat_of_member
from paraplu_cli.command import Stopped
from paraplu_cli.output import data
from paraplu_cli.places import shown
from paraplu_cli.screen import screen_of
from paraplu_cli.vat import text

if TYPE_CHECKING:
    from paraplu_cli.vat.desk import PeriodReturn

_LINES = (
    *("date", "box", "member", "payee", "narration", "base", "tax", "file", "line"),
)

_BOX_COLUMNS = (
    *("box", "base", "tax", "exact_base", "exact_tax", "since_base", "since_tax"),
)


def rendered(desk: PeriodReturn, form: str, box: str | None, member: str | None) -> str:
    """Return a return in a format: whole, the entries of one box, or of one member."""
    if member is not None and member not in desk.outcome.codes:
        raise Stopped(say("There is no member “{code}”.", code=member))
    if form == "text":
        return text.render(desk, screen_of(desk.language), box, member)
    if form == "csv" and (box or member):
        return _lines_csv(lines_of(desk.made, box, member))
    if form == "csv":
        return _boxes_csv(desk)
    return data.as_json(_data(desk, box, member))


def _data(desk: PeriodReturn, box: str | None, member: str | None) -> dict[str, Any]:
    made = desk.made
    return {
        "version": 1,
        "books": {
            "file": printable(shown(desk.books.main)),
            "checksum": desk.outcome.report.books_checksum,
        },
        "currency": desk.books.currency,
        "period": str(made.period),
        "from": str(made.period.first),
        "until": str(made.period.last),
        "filed": str(made.filed.transaction.date) if made.filed else None,
        "boxes": _boxes(made.euros),
        "exact": _boxes(made.boxes),
        "since_filed": _boxes(made.since) if made.filed else None,
        "payable": data.money(made.payable),
        "corrections": [
            {
                "period": str(change.period),
                "boxes": _boxes(change.difference),
                "amount": data.money(change.amount),
                "supplement": change.supplement,
            }
            for change in (*made.corrections, *filter(None, [made.changed]))
        ],
        "members": [
            {
                "member": printable(code) or None,
                "boxes": _boxes(boxes),
                "due": data.money(vat_of_member(boxes)[0]),
                "input": data.money(vat_of_member(boxes)[1]),
                "net": data.money(net(boxes)),
            }
            for code, boxes in made.members.items()
            if member in (None, code)
        ],
        "entries": [
            _line(line) for line in lines_of(made, box, member) if box or member
        ],
    }


def _boxes(boxes: Boxes) -> dict[str, dict[str, str]]:
    return {
        box: {"base": data.money(base), "tax": data.money(tax)}
        for box, (base, tax) in boxes.items()
    }


def _boxes_csv(desk: PeriodReturn) -> str:
    exact, since = desk.made.boxes, desk.made.since
    rows = [
        {
            "box": box,
            "base": data.money(base),
            "tax": data.money(tax),
            "exact_base": data.money(exact[box].base) if box in exact else "",
            "exact_tax": data.money(exact[box].tax) if box in exact else "",
            "since_base": data.money(since[box].base) if box in since else "",
            "since_tax": data.money(since[box].tax) if box in since else "",
        }
        for box, (base, tax) in (dict.fromkeys(since, Box()) | desk.made.euros).items()
    ]
    return csv_text(_BOX_COLUMNS, rows)


def _lines_csv(lines: list[BoxLine]) -> str:
    rows = [
        row | {name: text_cell(row[name]) for name in ("payee", "narration", "file")}
        for row in map(_line, lines)
    ]
    return csv_text(_LINES, rows)


def _line(line: BoxLine) -> dict[str, Any]:
    return {
        "date": str(line.date),
        "box": line.box,
        "member": printable(line.member),
        "payee": printable(line.transaction.payee),
        "narration": printable(line.transaction.narration),
        "base": data.money(line.base),
        "tax": data.money(line.tax),
        "file": printable(shown(line.transaction.source.file)),
        "line": line.transaction.source.line,
    }

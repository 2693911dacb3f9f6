"""Hours by week, month, kind or year, and the caps: as a table, as JSON, as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.data_text import csv_text, text_cell
from paraplu.base.durations import clock_text
from paraplu.base.language import counted, printable, say
from paraplu.bookkeeping.hours.caps import CapStanding, standings
from paraplu.bookkeeping.hours.totals import totals, week_of
from paraplu.rules.hours.caps import window_said
from paraplu_cli.output import data
from paraplu_cli.output.hours_text import row_data
from paraplu_cli.places import shown
from paraplu_cli.standing import warning
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.base.language import Message
    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu_cli.hours.desk import HoursDesk
    from paraplu_cli.screen import Screen

_BY: dict[str, tuple[Message, Callable[[HoursRow], str]]] = {
    "month": (say("month"), lambda row: str(row.month)),
    "week": (say("week"), lambda row: str(week_of(row.date))),
    "kind": (say("kind"), lambda row: row.kind),
    "year": (say("year"), lambda row: f"{row.date.year:04}"),
}
_COLUMNS = ("date", "member", "for", "minutes", "what", "kind", "evidence", "agreed")


@dataclass(frozen=True)
class HoursShown:
    """What is to be shown: the rows, of which member, and what to add up by."""

    desk: HoursDesk
    rows: tuple[HoursRow, ...]
    member: str | None
    by: str

    @property
    def sums(self) -> dict[tuple[str, str], int]:
        """The minutes by member and by what was asked."""
        key = _BY[self.by][1]
        return totals(self.rows, lambda row: (row.member, key(row)))

    @property
    def caps(self) -> list[CapStanding]:
        """How members stand today, against each cap that runs."""
        register = self.desk.report.register
        today = self.desk.report.books.today
        return [
            one
            for code, member in register.members.items()
            if self.member in (None, code)
            for one in standings(member, self.desk.hours.of(code), today)
            if one.running
        ]


def as_text(shown: HoursShown, screen: Screen) -> str:
    """Return the sums or the rows, and the caps that run today."""
    language = screen.language
    if not shown.rows:
        lines = [language.text("No hours were written.")]
    elif shown.by == "row":
        lines = _rows(shown, screen)
    else:
        lines = _sums(shown, screen)
    caps = shown.caps
    if caps:
        today = shown.desk.report.books.today
        lines += [
            "",
            language.render(say("Caps, as of {today}", today=today)),
            "",
            *_caps(caps, screen),
        ]
    if shown.desk.hours.faults:
        lines += [
            "",
            language.render(
                counted(
                    "{n} row or file of hours cannot be read and does not count: "
                    "paraplu check",
                    "{n} rows or files of hours cannot be read and do not count: "
                    "paraplu check",
                    len(shown.desk.hours.faults),
                )
            ),
        ]
    lines += warning(shown.desk.report, language)
    return "\n".join(lines) + "\n"


def _sums(shown: HoursShown, screen: Screen) -> list[str]:
    language = screen.language
    columns = [
        TableColumn(language.text("member")),
        TableColumn(language.render(_BY[shown.by][0])),
        TableColumn(language.text("hours"), right=True),
    ]
    sums = shown.sums
    cells = [
        [printable(code), key, clock_text(minutes)]
        for (code, key), minutes in sums.items()
    ]
    cells.append([language.text("total"), "", clock_text(sum(sums.values()))])
    return table(columns, cells, screen)


def _rows(shown: HoursShown, screen: Screen) -> list[str]:
    language = screen.language
    titles = (
        *(say("day"), say("member"), say("for"), say("hours"), say("kind")),
        *(say("what"), say("agreed")),
    )
    columns = [
        TableColumn(language.render(title), right=number == 3)  # noqa: PLR2004 - hours
        for number, title in enumerate(titles)
    ]
    cells = [
        [
            row.date.isoformat(),
            *map(printable, (row.member, row.beneficiary, clock_text(row.minutes))),
            *map(printable, (row.kind, row.what, row.agreed)),
        ]
        for row in shown.rows
    ]
    minutes = sum(row.minutes for row in shown.rows)
    total = [language.text("total"), "", "", clock_text(minutes), "", "", ""]
    return table(columns, [*cells, total], screen)


def _caps(caps: list[CapStanding], screen: Screen) -> list[str]:
    language = screen.language
    titles = (
        *(say("member"), say("window"), say("kinds"), say("hours"), say("most")),
        *(say("left"), say("at this pace")),
    )
    columns = [
        TableColumn(language.render(title), right=number > 2)  # noqa: PLR2004 - hours
        for number, title in enumerate(titles)
    ]
    cells = [
        [
            printable(one.member),
            language.render(window_said(one)),
            ", ".join(one.cap.kinds) or language.text("all"),
            clock_text(one.minutes),
            clock_text(one.cap.most),
            clock_text(one.left),
            "" if one.expected is None else clock_text(one.expected),
        ]
        for one in caps
    ]
    return table(columns, cells, screen)


def as_json(shown_: HoursShown) -> str:
    """Return the rows, the sums and the caps as JSON; all time is in minutes."""
    books = shown_.desk.report.books
    by = "month" if shown_.by == "row" else shown_.by
    sums = HoursShown(shown_.desk, shown_.rows, shown_.member, by).sums
    return data.as_json(
        {
            "version": 1,
            "books": {
                "file": printable(shown(books.main)),
                "checksum": shown_.desk.report.books_checksum,
            },
            "today": str(books.today),
            "rows": list(map(row_data, shown_.rows)),
            "by": by,
            "sums": [
                {"member": printable(code), by: key, "minutes": minutes}
                for (code, key), minutes in sums.items()
            ],
            "total_minutes": sum(sums.values()),
            "caps": list(map(_cap_data, shown_.caps)),
        }
    )


def _cap_data(one: CapStanding) -> dict[str, Any]:
    return {
        "member": printable(one.member),
        "per": str(one.cap.window),
        "kinds": list(one.cap.kinds),
        "begin": str(one.begin),
        "end": str(one.end),
        "minutes": one.minutes,
        "most_minutes": one.cap.most,
        "expected_minutes": one.expected,
        "over": one.over is not None,
    }


def as_csv(shown_: HoursShown) -> str:
    """Return the rows or the sums as CSV; all time is in minutes."""
    if shown_.by == "row":
        rows = [row_data(row) for row in shown_.rows]
        texts = [{key: text_cell(str(row[key])) for key in _COLUMNS} for row in rows]
        return csv_text(_COLUMNS, texts)
    return csv_text(
        ("member", shown_.by, "minutes"),
        [
            {"member": text_cell(code), shown_.by: key, "minutes": str(minutes)}
            for (code, key), minutes in shown_.sums.items()
        ],
    )

"""What became of rows of hours that were added: as text, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.durations import clock_text
from paraplu.base.language import counted, printable, say
from paraplu_cli.output import data
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from paraplu.base.language import Message
    from paraplu.bookkeeping.hours.exports.registry import ReadHours
    from paraplu.bookkeeping.hours.model import HoursRow
    from paraplu.bookkeeping.hours.writing import AddedHours
    from paraplu_cli.hours.desk import HoursDesk


def written(
    desk: HoursDesk,
    found: AddedHours,
    form: str,
    *,
    dry_run: bool,
    export: ReadHours | None = None,
) -> str:
    """Return what was written, or in a dry run what would be."""
    if form == "json":
        return _as_json(desk, found, dry_run=dry_run, export=export)
    render = desk.language.render
    lines = []
    for row in found.new:
        parts = [row.date.isoformat(), row.member, clock_text(row.minutes), row.kind]
        if row.beneficiary:
            parts.append(f"→ {row.beneficiary}")
        lines.append("  ".join(map(printable, [*parts, row.what])).rstrip())
    if lines:
        lines.append("")
    minutes = sum(row.minutes for row in found.new)
    rows = counted("{n} row", "{n} rows", len(found.new))
    said: list[Message] = [
        say("{rows}, {time}: nothing was written.", rows=rows, time=clock_text(minutes))
        if dry_run
        else say("{rows}, {time}: written.", rows=rows, time=clock_text(minutes))
    ]
    if found.known:
        said.append(
            counted(
                "{n} row is in the books already.",
                "{n} rows are in the books already.",
                len(found.known),
            )
        )
    if export and export.short:
        said.append(
            counted(
                "{n} span was too short to be a row; its seconds count in the others.",
                "{n} spans were too short to be rows; their seconds count in the "
                "others.",
                export.short,
            )
        )
    if export and export.left_out:
        said.append(
            counted(
                "{n} event of whole days was left out.",
                "{n} events of whole days were left out.",
                export.left_out,
            )
        )
    said += export.refused if export else ()
    said += (
        say(
            "{rows}: of the same days and times as hours of {other}. Did both work?",
            rows=counted("{n} row", "{n} rows", one.rows),
            other=one.member,
        )
        for one in found.others
    )
    said += (
        say(
            "Twice the same time on {day}: {one} and {other}. Both count: delete one "
            "of the rows if it was worked once.",
            day=two.new.date,
            one=two.other.evidence,
            other=two.new.evidence,
        )
        for two in found.overlaps
    )
    lines += map(render, said)
    lines += [f"  {printable(shown(change.file))}" for change in found.changes]
    return "\n".join(lines) + "\n"


def _as_json(
    desk: HoursDesk, found: AddedHours, *, dry_run: bool, export: ReadHours | None
) -> str:
    return data.as_json(
        {
            "version": 1,
            "books": {"file": printable(shown(desk.report.books.main))},
            "dry_run": dry_run,
            "program": export.program if export else None,
            "new": list(map(row_data, found.new)),
            "known": list(map(row_data, found.known)),
            "too_short": export.short if export else 0,
            "left_out": export.left_out if export else 0,
            "refused": [
                desk.language.render(why) for why in (export.refused if export else ())
            ],
            "of_others": {one.member: one.rows for one in found.others},
            "overlaps": [
                [row_data(two.other), row_data(two.new)] for two in found.overlaps
            ],
            "files": [printable(shown(change.file)) for change in found.changes],
        }
    )


def row_data(row: HoursRow) -> dict[str, Any]:
    """Return a row as programs read it; minutes are whole."""
    return {
        "date": row.date.isoformat(),
        "member": printable(row.member),
        "for": printable(row.beneficiary),
        "minutes": row.minutes,
        "what": printable(row.what),
        "kind": row.kind,
        "evidence": printable(row.evidence),
        "agreed": printable(row.agreed),
    }

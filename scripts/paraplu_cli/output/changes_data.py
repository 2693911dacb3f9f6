"""What changed in the books, as a program reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Language
from paraplu_cli.output.data import as_json as json_text
from paraplu_cli.output.data import money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.vat.boxes import Box
    from paraplu.reports.changes.entries import ChangedPair, EntryVersion
    from paraplu.reports.changes.figures import ChangedFigure
    from paraplu_cli.output.changes import BooksChanges, State

SCHEMA = 1
_WORDS = Language("en")


def as_json(found: BooksChanges) -> str:
    """Return all that differs; names of parts and findings are in English."""
    entries, figures = found.entries, found.figures
    cover = figures.cover
    return json_text(
        {
            "schema": SCHEMA,
            "day": str(figures.day),
            "came": [_entry(side, found.now) for side in entries.came],
            "gone": [_entry(side, found.was) for side in entries.gone],
            "changed": [_pair(pair, found) for pair in entries.changed],
            "lines_came": [one.words for one in found.lines_came],
            "lines_gone": [one.words for one in found.lines_gone],
            "seals_came": [seal.name for seal in found.seals_came],
            "seals_gone": [seal.name for seal in found.seals_gone],
            "files": list(found.files),
            "closed_periods_touched": [seal.name for seal in found.touched],
            "thermometers": {one.about: _figure(one) for one in figures.thermometers},
            "cover": _figure(cover) if cover else None,
            "vat": [
                {
                    "period": str(one.period),
                    "box": one.box,
                    "was": _box(one.was),
                    "now": _box(one.now),
                }
                for one in figures.boxes
            ],
            "new_findings": _findings(found.new_findings, found.now),
            "solved_findings": _findings(found.solved_findings, found.was),
        }
    )


def _entry(side: EntryVersion, state: State) -> dict[str, Any]:
    transaction = side.transaction
    return {
        "date": str(transaction.date),
        "payee": transaction.payee or None,
        "narration": transaction.narration,
        "amount": money(side.amount),
        "accounts": list(side.accounts),
        "members": list(side.members),
        "place": state.place(transaction.source) or None,
    }


def _pair(pair: ChangedPair, found: BooksChanges) -> dict[str, Any]:
    return {
        "was": _entry(pair.was, found.was),
        "now": _entry(pair.now, found.now),
        "differs": [_WORDS.render(part.name) for part in pair.parts],
    }


def _figure(one: ChangedFigure) -> dict[str, str]:
    return {"was": money(one.was), "now": money(one.now)}


def _box(box: Box) -> dict[str, str]:
    return {"base": money(box.base), "tax": money(box.tax)}


def _findings(findings: Iterable[Finding], state: State) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "member": one.member,
            "message": _WORDS.render(one.message),
            "place": state.place(one.source) or None,
        }
        for one in findings
    ]

"""Seals, and what became of closed periods, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, counted, printable, say
from paraplu.bookkeeping.periods.comparing import comparable
from paraplu.bookkeeping.periods.sealed_lines import SealedLines
from paraplu.ledger.seals import SealKind
from paraplu_cli.command import Misuse
from paraplu_cli.output.data import as_json as json_text
from paraplu_cli.places import shown
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from paraplu.bookkeeping.periods.anchors import Anchor
    from paraplu.bookkeeping.periods.verifying import VerifiedPeriod
    from paraplu.ledger.seals import Seal
    from paraplu_cli.period.desk import PeriodDesk
    from paraplu_cli.screen import Screen

SCHEMA = 1
# What happened to a period, in words.
KINDS = {
    SealKind.CLOSED: say("closed"),
    SealKind.FILED: say("filed for good"),
    SealKind.OPENED: say("opened"),
}


@dataclass(frozen=True)
class VerifiedBooks:
    """The books with all closed periods, and the anchors that hold no seal."""

    desk: PeriodDesk
    periods: tuple[VerifiedPeriod, ...]
    missed: tuple[Anchor, ...]

    @property
    def whole(self) -> bool:
        """Tell whether nothing changed: neither periods nor seals."""
        faults = self.desk.seals.faults
        return not faults and not self.missed and all(p.unchanged for p in self.periods)


def as_text(found: VerifiedBooks, screen: Screen) -> str:
    """Return what became of closed periods, as a table, and then in words."""
    language = found.desk.language
    if not found.desk.seals.seals and not found.desk.seals.faults and not found.missed:
        return language.render(_NONE) + "\n"
    rows = [
        [
            str(one.seal.period),
            str(one.seal.scope),
            language.render(KINDS[one.seal.kind]),
            language.render(_state(one)),
            language.render(_anchored(one)),
        ]
        for one in found.periods
    ]
    titles = (say("period"), say("what"), say("how"), say("since then"), say("anchor"))
    lines = table([TableColumn(language.render(t)) for t in titles], rows, screen)
    for fault in found.desk.seals.faults:
        told = say("{file}: {what}", file=shown(fault.file), what=fault.message)
        lines.append(language.render(told))
    for anchor in found.missed:
        told = say(
            "{name} was anchored as {digest}…, and is not there like that any more: "
            "it was written anew, or taken away.",
            name=printable(anchor.name),
            digest=anchor.digest[:16],
        )
        lines.append(language.render(told))
    if not found.whole:
        lines += ["", language.render(say("What exactly: paraplu check"))]
    return "\n".join(lines) + "\n"


def _state(one: VerifiedPeriod) -> Message:
    if one.unchanged:
        return say("unchanged")
    if not comparable(one.seal):
        return say("sealed by another version")
    change = one.change
    entries = len(change.came) + len(change.gone) + len(change.changed)
    parts = [
        counted("{n} entry", "{n} entries", entries) if entries else None,
        counted("{n} balance", "{n} balances", len(change.balances))
        if change.balances
        else None,
        counted("{n} document", "{n} documents", len(one.documents))
        if one.documents
        else None,
    ]
    told = [part for part in parts if part]
    first, *rest = told
    what: Message = first
    for part in rest:
        what = say("{one}, {other}", one=what, other=part)
    return say("CHANGED: {what}", what=what)


def _anchored(one: VerifiedPeriod) -> Message:
    signed = [anchor for anchor in one.anchors if anchor.signed]
    if signed:
        return say("signed tag {tag}", tag=printable(signed[0].tag))
    if any(not anchor.tag for anchor in one.anchors):
        return say("kept by others")
    if one.anchors:
        return say("tag {tag}, signature not known here", tag=one.anchors[0].tag)
    return say("none")


def as_json(found: VerifiedBooks) -> str:
    """Return the same as a program reads it."""
    return json_text(
        {
            "schema": SCHEMA,
            "whole": found.whole,
            "periods": [
                {
                    **_seal(one.seal),
                    "unchanged": one.unchanged,
                    "came": [str(entry.mark) for entry in one.change.came],
                    "gone": [str(mark) for mark in one.change.gone],
                    "changed": [
                        {"was": str(both.was), "now": str(both.now.mark)}
                        for both in one.change.changed
                    ],
                    "balances": [
                        {"account": m.account, "was": str(m.was), "now": str(m.now)}
                        for m in one.change.balances
                    ],
                    "documents": list(one.documents),
                    "anchors": [
                        {"tag": anchor.tag or None, "signed": anchor.signed}
                        for anchor in one.anchors
                    ],
                }
                for one in found.periods
            ],
            "damaged": [fault.file.name for fault in found.desk.seals.faults],
            "missed": [
                {"name": one.name, "digest": one.digest} for one in found.missed
            ],
        }
    )


def list_text(desk: PeriodDesk, screen: Screen) -> str:
    """Return every seal in a table, the last period first."""
    language = desk.language
    if not desk.seals.seals:
        return language.render(_NONE) + "\n"
    titles = (
        say("period"),
        say("what"),
        say("how"),
        say("day"),
        say("by"),
        say("reason"),
    )
    rows = [
        [
            str(seal.period),
            str(seal.scope),
            language.render(KINDS[seal.kind]),
            language.value(seal.day),
            printable(seal.by),
            printable(seal.reason),
        ]
        for seal in _in_order(desk)
    ]
    columns = [TableColumn(language.render(title)) for title in titles]
    return "\n".join(table(columns, rows, screen)) + "\n"


def list_json(desk: PeriodDesk) -> str:
    """Return every seal as a program reads it."""
    return json_text(
        {"schema": SCHEMA, "seals": [_seal(seal) for seal in _in_order(desk)]}
    )


def canonical_lines(desk: PeriodDesk, name: str) -> str:
    """Return the lines of which the checksum of a closed period is; Misuse for none."""
    wanted = [
        seal
        for seal in desk.seals.in_force
        if name in (str(seal.period), seal.name, seal.name.removesuffix(".seal"))
    ]
    if not wanted:
        raise Misuse(say("{period} is not closed.", period=name))
    seal = wanted[0]
    report = desk.report
    lines = SealedLines(
        report.books, report.register, seal.scope, seal.canonical
    ).lines(seal.period)
    return "".join(f"{line}\n" for line in lines)


def _in_order(desk: PeriodDesk) -> list[Seal]:
    seals = desk.seals.seals
    return sorted(
        seals, key=lambda s: (s.period.first, s.scope, s.number), reverse=True
    )


def _seal(seal: Seal) -> dict[str, Any]:
    return {
        "file": seal.name,
        "period": str(seal.period),
        "scope": str(seal.scope),
        "kind": str(seal.kind),
        "number": seal.number,
        "day": str(seal.day),
        "by": seal.by,
        "reason": seal.reason or None,
        "digest": seal.digest,
        "transactions": seal.transactions,
        "documents_sealed": len(seal.documents),
    }


_NONE = say("No period was closed yet. The first one: paraplu period close --help")

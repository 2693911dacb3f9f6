"""What `period close`, `file` and `open` share: seals that are written, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import counted, say
from paraplu.bookkeeping.periods.anchors import anchor_line, tagged
from paraplu.bookkeeping.periods.sealing import changes_of, opened, sealed
from paraplu.journal import CannotBook, alone, write_together
from paraplu.ledger.seals import Seal, SealKind
from paraplu_cli.command import Stopped
from paraplu_cli.period.desk import PeriodDesk, order, read
from paraplu_cli.period.tagging import tag
from paraplu_cli.places import shown
from paraplu_cli.stream import emit

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.periods.sealing import SealOrder
    from paraplu.ledger.seals import Scope


def seal_period(  # noqa: PLR0913 - as many as there are options
    kind: SealKind,
    *,
    period: Period,
    scope: Scope,
    by: str,
    reason: str,
    ledger: Path,
    members: Path | None,
    dry_run: bool,
    today: dt.date,
    sign: bool = False,
) -> int:
    """Close, file or open a period; return the exit status.

    Nobody else writes in the books meanwhile. Stopped, with nothing written, where it
    cannot be done.
    """
    wanted = order(period, scope, kind, by, today, reason)
    try:
        with alone(ledger.absolute().parent, dry_run=dry_run):
            desk = read(ledger, members, None)
            made = _made(desk, wanted)
            changes = changes_of(made, desk.seals)
            if not dry_run:
                write_together(changes)
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    language = desk.language
    if not made:
        emit(language.render(_ALREADY) + "\n")
        if sign and not dry_run:
            _sign(desk, desk.seals.newest[scope, period])
        return 0
    for seal, change in zip(made, changes, strict=True):
        if dry_run:
            emit(change.after)
            continue
        emit(language.render(_told(seal, change.file)) + "\n")
    if dry_run:
        emit("\n" + language.text("Nothing was written.") + "\n")
        return 0
    last = made[-1]
    line = anchor_line(last)
    if sign:
        _sign(desk, last)
        return 0
    emit(f"\n{language.render(_ANCHOR)}\n\n  {line}\n")
    return 0


def _sign(desk: PeriodDesk, seal: Seal) -> None:
    """Have git hold a seal by a signed tag; one that holds it already stays."""
    root, language = desk.report.books.root, desk.language
    name = next(
        (one.tag for one in tagged(root) if one.digest == seal.digest), ""
    ) or tag(root, seal, anchor_line(seal))
    emit(language.render(say("Git has the signed tag {name}.", name=name)) + "\n")


def _made(desk: PeriodDesk, wanted: SealOrder) -> list[Seal]:
    report = desk.report
    if wanted.kind is SealKind.OPENED:
        return opened(wanted, report.register, desk.seals)
    seal = sealed(
        wanted,
        report.books,
        report.register,
        desk.seals,
        report.verdict.findings,
        judged=desk.judged,
    )
    return [seal] if seal else []


def _told(seal: Seal, file: Path) -> Message:
    period, place = str(seal.period), shown(file)
    if seal.kind is SealKind.OPENED:
        return say(
            "{period} is open again, and says why in {file}.", period=period, file=place
        )
    holds = say(
        "The seal is {file}, of {entries} and {documents}.",
        file=place,
        entries=counted("{n} entry", "{n} entries", seal.transactions),
        documents=counted("{n} document", "{n} documents", len(seal.documents)),
    )
    if seal.kind is SealKind.FILED:
        return say(
            "{period} is filed, and is not opened again. {holds}",
            period=period,
            holds=holds,
        )
    return say("{period} is closed. {holds}", period=period, holds=holds)


_ALREADY = say("It is closed like that already; nothing was written.")
_ANCHOR = say(
    "Keep this line outside the books, in the minutes or in a mail to the audit "
    "committee. Then nobody can write the seals anew unseen:"
)

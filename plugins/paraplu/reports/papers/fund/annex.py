"""The annex: every use of the fund, with what its receipt comes to and its checksum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.fund_annex import NotEnclosed
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.reports.fund_annex import Annex, AnnexRow, Copy
    from paraplu.reports.papers.values import Cell

# Enough of a checksum to tell receipts apart; the bundle has all of it.
_SHOWN = 12
_KEPT = {
    NotEnclosed.SMALL: say("kept by the cooperative"),
    NotEnclosed.MISSING: say("missing"),
    NotEnclosed.KIND: say("kept: not a kind of file to send"),
    NotEnclosed.PRIVATE: say("kept: private"),
}


def annex_table(annex: Annex, threshold: Decimal) -> Table:
    """Return the annex; its amounts come to what the fund was charged with."""
    rows = [_row(row) for row in annex.rows]
    rows += [
        Row(key, (None, None, label, "", amount, None, None, None, "", ""))
        for key, label, amount in (
            ("before", say("used in earlier books"), annex.before),
            ("back", say("came back of that"), -annex.back),
        )
        if amount
    ]
    owed = sum((row.open for row in annex.rows), ZERO)
    together = say("Together")
    total: tuple[Cell, ...] = (
        *(None, None, together, None, annex.claimed, None, None, owed, None, None),
    )
    return Table(
        "annex",
        say("What was paid, in euros"),
        (
            Column("number", say("no."), CellKind.NUMBER),
            Column("date", say("Date"), CellKind.DAY),
            Column("supplier", say("supplier")),
            Column("line", say("line")),
            Column("claimed", say("claimed"), CellKind.MONEY),
            Column("of", say("of"), CellKind.MONEY),
            Column("paid", say("paid on"), CellKind.DAY),
            Column("owed", say("owed"), CellKind.MONEY),
            Column("receipt", say("receipt")),
            Column("checksum", say("checksum")),
        ),
        (*rows, Row("total", total, RowRole.TOTAL)),
        notes=(
            say(
                "Receipts of more than {amount} go along as copies. A checksum begins "
                "the SHA-256 of the file.",
                amount=threshold,
            ),
        ),
    )


def _row(row: AnnexRow) -> Row:
    supplier: Cell = row.supplier
    if row.by_member:
        supplier = say("paid by a member first")
    elif row.start_capital:
        supplier = say("start capital of a member")
    first = row.copies[0] if row.copies else None
    return Row(
        f"{row.number:03}",
        (
            row.number,
            row.day,
            supplier,
            row.line,
            row.claimed,
            row.of,
            row.paid,
            row.open or None,
            _receipts(row) if first else _none(row),
            ", ".join(_sums(row)),
        ),
    )


def _none(row: AnnexRow) -> Message | str:
    return "" if row.start_capital else say("none")


def _receipts(row: AnnexRow) -> Message | str:
    """Return the names of the copies, or why there are none."""
    names = [copy.name.rpartition("/")[2] for copy in row.copies if copy.name]
    kept = next(_kept(row.copies), None)
    return ", ".join(names) if names or kept is None else kept


def _kept(copies: tuple[Copy, ...]) -> Iterator[Message]:
    return (_KEPT[copy.kept] for copy in copies if copy.kept)


def _sums(row: AnnexRow) -> Iterator[str]:
    return (copy.sha256[:_SHOWN] for copy in row.copies if copy.sha256)

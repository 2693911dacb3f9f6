"""What stands beside turnover: down payments, what is written off, and the VAT tie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, Figure, FigurePart, NotKnown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.reports.papers.blocks import RowRole as Role
    from paraplu.reports.papers.municipality.sales import BadDebt, Sale
    from paraplu.reports.papers.municipality.vat_tie import VatTie
    from paraplu.reports.papers.values import Cell

_WHAT = Column("what", say("Description"))
_VAT = Column("vat", say("VAT"), CellKind.MONEY)
_WHEN = (Column("day", say("Date"), CellKind.DAY), Column("number", say("Number")))


def advances(sales: Sequence[Sale], *, plain: bool) -> Table:
    """Return the down payments of a period; `plain` where no VAT is charged."""
    rows = [
        Row(
            f"advance-{n}",
            (
                one.description or one.kind.word,
                Figure(one.net, partial(_advance, one)),
                *_tax(one.tax, plain=plain),
                *(one.booked, one.number),
            ),
        )
        for n, one in enumerate(sales, 1)
    ]
    return Table(
        "advances",
        say("Down payments of the period, in euros"),
        _columns(plain=plain),
        tuple(rows),
        notes=(
            say(
                "A down payment does not count yet. When the work is delivered, all of "
                "the price counts."
            ),
        ),
    )


def _advance(one: Sale) -> Sequence[FigurePart]:
    what = one.description or one.kind.word
    return [FigurePart(one.source, one.booked, what, one.net)]


def lost(debts: Sequence[BadDebt], *, plain: bool) -> Table:
    """Return what was written off in a period; `plain` where no VAT is charged."""
    rows = [
        Row(
            f"lost-{n}",
            (
                one.description or say("written off"),
                Figure(one.net, partial(lost_parts, (one,))),
                *_tax(None if one.tax is None else -one.tax, plain=plain),
                *(one.booked, one.number),
            ),
        )
        for n, one in enumerate(debts, 1)
    ]
    notes = [say("No money came in for this. Some municipalities do not accept it.")]
    never = sum((one.net - one.counted for one in debts), ZERO)
    if never:
        notes.append(
            say(
                "Of it {amount} never counted as turnover, for only money that came in "
                "does. So that does not lower the result either.",
                amount=never,
            )
        )
    return Table(
        "lost",
        say("Written off, because customers did not pay, in euros"),
        _columns(plain=plain),
        tuple(rows),
        notes=tuple(notes),
    )


def lost_parts(debts: Sequence[BadDebt], sign: int = 1) -> Sequence[FigurePart]:
    """Return the entries that write off, with what each does."""
    return [
        FigurePart(
            one.source,
            one.booked,
            one.description or say("written off"),
            sign * one.net,
        )
        for one in debts
    ]


def vat(tie: VatTie) -> Table:
    """Return how the VAT of the turnover ties to the accounts."""
    parts: tuple[tuple[str, Message, Decimal], ...] = (
        ("elsewhere", say("On sales that count in another period"), tie.elsewhere),
        ("ahead", say("On down payments, less those taken off"), tie.advances),
        ("written_off", say("Taken back on what was written off"), tie.lost),
    )
    cells: list[tuple[str, tuple[Cell, ...], Role]] = [
        (
            "counted",
            (say("VAT on the turnover that counts"), tie.counted),
            RowRole.PLAIN,
        )
    ]
    cells += [(key, (said, n), RowRole.PLAIN) for key, said, n in parts if n]
    whole = say("On the VAT accounts, on the days of the period")
    cells.append(("booked", (whole, tie.booked), RowRole.TOTAL))
    return Table(
        "vat",
        say("VAT on what was sold, in euros"),
        (
            Column("what", say("What")),
            Column("amount", say("Amount"), CellKind.MONEY, signed=True),
        ),
        tuple(Row(key, both, role) for key, both, role in cells),
    )


def _columns(*, plain: bool) -> tuple[Column, ...]:
    net = Column("net", say("Amount") if plain else say("Without VAT"), CellKind.MONEY)
    return (_WHAT, net, *(() if plain else (_VAT,)), *_WHEN)


def _tax(tax: Decimal | None, *, plain: bool) -> tuple[Cell, ...]:
    unknown = NotKnown(say("VAT of several members is in one entry"))
    return () if plain else (unknown if tax is None else tax,)

"""What came in and went out in each month, as columns: in goes up, out goes down."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.base.periods import Period
from paraplu.base.periods import PeriodLength as Length
from paraplu.bookkeeping.documents.words import period_said
from paraplu.fava.levels import month_name
from paraplu.fava.scale import Scale, percent, rounded_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.ledger.figures import Figures

# In the order of their stack, from nil on; what is turned round goes out.
_SERIES = {
    "turnover": (say("turnover"), 1),
    "costs": (say("costs"), -1),
    "contribution": (say("contribution"), -1),
    "growth": (say("growth"), -1),
    "training": (say("training"), -1),
    "set_off": (say("set-off"), -1),
    "common_fund": (say("to the common fund"), -1),
}
_WIDTH = Decimal("0.72")
# Room for as many columns, so that one month is no wall.
_FEWEST = 6


@dataclass(frozen=True)
class BarPiece:
    """One coloured piece of a column."""

    key: str
    name: Message
    amount: Decimal
    top: str
    height: str


@dataclass(frozen=True)
class ChartColumn:
    """One month, or one year, by its full name and its short one."""

    name: Message
    short: str
    begins_year: bool
    begins_quarter: bool
    left: str
    middle: str
    blocks: tuple[BarPiece, ...]


@dataclass(frozen=True)
class Columns:
    """The picture; `series` are the keys and names that are in it."""

    columns: tuple[ChartColumn, ...]
    series: tuple[tuple[str, Message], ...]
    width: str
    nil: str
    amounts: tuple[tuple[str, Decimal], ...]


def columns_of(steps: Sequence[Figures], language: str) -> Columns | None:
    """Return the columns of a member's months or years; None where nothing moved."""
    series = [key for key in _SERIES if any(getattr(step, key) for step in steps)]
    if not series:
        return None
    stacks = [_stack(step, series) for step in steps]
    ends = [end for stack in stacks for _, _, low, high in stack for end in (low, high)]
    scale, marks = rounded_scale(ends)
    each = 1 / Decimal(max(len(steps), _FEWEST))
    yearly = any(step.begin.month != step.end.month for step in steps)
    return Columns(
        columns=tuple(
            ChartColumn(
                period_said(
                    Period.of(step.begin, Length.YEAR if yearly else Length.MONTH)
                ),
                str(step.begin.year) if yearly else month_name(step.begin, language),
                step.begin.month == 1,
                step.begin.month % 3 == 1,
                percent(each * (n + (1 - _WIDTH) / 2)),
                percent(each * (n + Decimal("0.5"))),
                tuple(_blocks(stack, scale)),
            )
            for n, (step, stack) in enumerate(zip(steps, stacks, strict=True))
        ),
        series=tuple((key, _SERIES[key][0]) for key in series),
        width=percent(each * _WIDTH),
        nil=scale.below(ZERO),
        amounts=tuple((scale.below(mark), mark) for mark in marks),
    )


_Piece = tuple[str, Decimal, Decimal, Decimal]


def _stack(step: Figures, series: Iterable[str]) -> list[_Piece]:
    """Return key, amount, and the lower and upper end of each piece of a column."""
    up = down = ZERO
    pieces = []
    for key in series:
        amount: Decimal = getattr(step, key)
        out = amount * _SERIES[key][1]
        if out > 0:
            pieces.append((key, amount, up, up + out))
            up += out
        elif out < 0:
            pieces.append((key, amount, down + out, down))
            down += out
    return pieces


def _blocks(stack: Iterable[_Piece], scale: Scale) -> Iterable[BarPiece]:
    for key, amount, low, high in stack:
        name = _SERIES[key][0]
        yield BarPiece(key, name, amount, scale.below(high), scale.length(high - low))

"""Rounding of what leaves a cooperative, after what is withheld was taken out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.network.definitions import MEDIAN
from paraplu.network.values import NetworkFigure
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from paraplu.network.definitions import NetworkPart
    from paraplu.network.values import Measured

_CENT, _ONE, _TENTH, _TEN = Decimal("0.01"), Decimal(1), Decimal("0.1"), Decimal(10)


def kept(row: Measured, part: NetworkPart | None) -> Measured:
    """Return a row as it is written: sums to the cent, medians to tens or to ones.

    The middle one of an odd number is a person, so a median is never to the cent, and
    never to the minute.
    """
    if not isinstance(row, NetworkFigure) or part is None:
        return row
    if part.key == MEDIAN and part.kind in {CellKind.MONEY, CellKind.HOURS}:
        told = _to(row.numerator / _TEN, _ONE) * _TEN
    elif part.key == MEDIAN or part.key in {"left", "staying"}:
        told = _to(row.numerator, _ONE)
    else:
        told = _to(row.numerator, _CENT) if row.numerator % _ONE else row.numerator
    return NetworkFigure(told, row.denominator, row.persons)


def shown(value: Decimal | None, kind: CellKind) -> Decimal | None:
    """Return a value as a report has it: whole euros and minutes, tenths of others."""
    if value is None:
        return None
    whole = kind in {CellKind.MONEY, CellKind.HOURS}
    return _to(value, _ONE if whole else _TENTH)


def _to(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)

"""A part of a whole in points, as papers show it: 35.7 is 35.7 %."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_ALL = Decimal(100)
# One decimal does, and more only where one would tell what is not so.
_PLACES = (Decimal("0.1"), Decimal("0.01"), Decimal("0.001"), Decimal("0.0001"))


def points(part: Decimal, whole: Decimal, bound: Decimal = _ALL) -> Decimal:
    """Return a part in points of a whole, to a tenth.

    What is past a bound, in points, or just before it never looks as if it were the
    bound; nor does hardly anything look like nothing, or nearly all like all. Raises
    ArithmeticError of a whole of nil.
    """
    exact = _ALL * part / whole
    rounded = exact
    for place in _PLACES:
        rounded = exact.quantize(place, ROUND_HALF_UP)
        if rounded == exact or abs(rounded) not in (0, _ALL, bound):
            break
    return rounded

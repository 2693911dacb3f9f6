"""What may leave a cooperative, and what may be told of several: the constants.

They may be raised and never be lowered; so they are constants and no settings, and
tests/network/test_privacy.py holds them. It is withheld before anything is rounded, and
what is withheld is marked and never written as 0.

After CBS, "Criteria voor onthullingsrisico" (2021), and the usual thresholds of
statistics offices: a cell with few people, or in which one or two have nearly all, is
not shown, and neither is what would give it away.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.network.definitions import part_of
from paraplu.network.values import Measured, NetworkFigure, Withheld
from paraplu.reports.small_counts import FLOOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rows = dict[tuple[str, str], Measured]

# The least number of people in any figure that leaves a cooperative.
PERSONS = 10
# The least number of people that are counted in the figure of one cooperative, and the
# least that are left over: that of `paraplu.reports.small_counts`.
COUNTED = FLOOR
# The largest part of a sum that one member may have.
ONE_MEMBER = Decimal("0.30")
# The least number of cooperatives in any figure of a network.
COOPERATIVES = 3
# The largest part of a sum that two cooperatives may have together.
TWO_COOPERATIVES = Decimal("0.85")
# Where they went is told of all kinds or of none: a rest would tell of the others.
_WHOLE = "14-outflow-by-kind"


def told_of_one(rows: Mapping[tuple[str, str], Measured]) -> Rows:
    """Return the rows of one cooperative as they may leave it."""
    found = {key: _told(key, row) for key, row in rows.items()}
    return _families(found)


def _told(key: tuple[str, str], row: Measured) -> Measured:
    part = part_of(*key)
    if not isinstance(row, NetworkFigure) or part is None:
        return row
    if row.persons < PERSONS:
        return Withheld.FEW
    if part.counts and _is_small(row, all_of=key[0] != "13-outflow-rate"):
        return Withheld.COUNT
    if part.money and row.largest > ONE_MEMBER:
        return Withheld.ONE
    return row


def _is_small(row: NetworkFigure, *, all_of: bool) -> bool:
    """Tell whether those who are counted, or those who are not, are few."""
    whole = row.denominator if all_of else Decimal(row.persons)
    sides = (row.numerator, whole - row.numerator)
    return any(0 < side < COUNTED for side in sides)


def _families(rows: Rows) -> Rows:
    """Return the rows with what is withheld in a family withheld in all of it."""
    together: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in rows:
        part = part_of(*key)
        family = _WHOLE if key[0] == _WHOLE else part.family if part else ""
        if family:
            together[family].append(key)
    for keys in together.values():
        if any(isinstance(rows[key], Withheld) for key in keys):
            for key in keys:
                if isinstance(rows[key], NetworkFigure):
                    rows[key] = Withheld.TOGETHER
    return rows


def with_quarters(year: Rows, quarters: Iterable[Rows]) -> Rows:
    """Return the rows of a year, without those that its quarters would give away.

    A year less the quarters that are told is what is withheld of the others. So it is
    told where all of them are, or none.
    """
    parts = list(quarters)
    found = dict(year)
    for key, row in year.items():
        told = [isinstance(one.get(key), NetworkFigure) for one in parts]
        hidden = [isinstance(one.get(key), Withheld) for one in parts]
        if isinstance(row, NetworkFigure) and any(hidden) and any(told):
            found[key] = Withheld.QUARTERS
    return _families(found)

"""Figures that cannot be: whoever made the file, and with whatever checksum.

More members with turnover than members, a size that the members are not of, another
number of members in every row: such a file was made by hand, or by a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.network.definitions import part_of
from paraplu.network.exchange import size_of
from paraplu.network.values import NetworkFigure

if TYPE_CHECKING:
    from paraplu.base.language import Message
    from paraplu.network.privacy import Rows

_AVERAGE, _RATE = ("02-average-members", ""), ("13-outflow-rate", "")
# These are of all who were a member in the period.
_OF_ALL = (
    *(("01-member-months", ""), _AVERAGE, ("03-members-with-turnover", "")),
    *(("04-turnover-per-member-month", ""), ("05-result-per-member-month", "")),
    *(("11-self-sufficiency", ""), ("12-grant-dependence", ""), _RATE),
)
# Of things that are counted, and a part of these.
_PARTS = ("19-evidence", "20-timeliness")


def impossible(rows: Rows, size: str) -> Message | None:
    """Return why the rows of a cooperative cannot be; None where they can."""
    for key, row in rows.items():
        if isinstance(row, NetworkFigure) and _is_beyond(key, row):
            return say(
                "{key} is impossible: {part} of {whole}. It was not made by paraplu.",
                key=" ".join(key).strip(),
                part=f"{row.numerator:f}",
                whole=f"{row.persons if key == _RATE else row.denominator:f}",
            )
    return _other_people(rows) or _other_size(rows, size)


def _is_beyond(key: tuple[str, str], row: NetworkFigure) -> bool:
    """Tell whether a part is more than its whole, or less than nothing."""
    part = part_of(*key)
    if key == _AVERAGE:
        return not 0 <= row.numerator <= row.persons * row.denominator
    if part is None or not (part.counts or key[0] in _PARTS):
        return False
    whole = row.persons if key == _RATE else row.denominator
    return not 0 <= row.numerator <= whole


def _other_people(rows: Rows) -> Message | None:
    known = {
        key: row.persons
        for key in _OF_ALL
        if isinstance(row := rows.get(key), NetworkFigure)
    }
    if len(set(known.values())) <= 1:
        return None
    most, least = (pick(known, key=lambda key: known[key]) for pick in (max, min))
    return say(
        "It has {most} members in {one} and {least} in {other}, and both are of all. "
        "It was not made by paraplu.",
        most=str(known[most]),
        one=most[0],
        least=str(known[least]),
        other=least[0],
    )


def _other_size(rows: Rows, size: str) -> Message | None:
    row = rows.get(_AVERAGE)
    if not isinstance(row, NetworkFigure):
        return None
    real = size_of(int(row.numerator), int(row.denominator))
    if real == size:
        return None
    return say(
        "Its size is {size}, and its members are {real}. It was not made by paraplu.",
        size=size,
        real=real,
    )

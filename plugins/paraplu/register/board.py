"""The board in the register: who approves, by member's code or by office.

A person who is not a member is named by office (`voorzitter`), since names of people do
not belong in the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register.converter import shaped
from paraplu.register.faults import Place, shown
from paraplu.register.impersonal import impersonal
from paraplu.register.shape import items

if TYPE_CHECKING:
    from paraplu.register.yaml_lines import Node


@shaped(impersonal.schema)
def _seat(node: Node, at: Place) -> str | None:
    """Return a code or an office; it has to have a word that can be found back."""
    value = impersonal(node, at)
    if value is None or any(map(str.isalnum, value)):
        return value
    at.fault(say("{text} is neither a code nor an office.", text=shown(value)))
    return None


_seats = items(_seat)


@shaped(lambda language: {**_seats.schema(language), "minItems": 1})
def board(node: Node, at: Place) -> tuple[str, ...] | None:
    """Return the codes and offices of those who approve, each of them once."""
    found = _seats(node, at)
    if found is None:
        return None
    if not found:
        at.fault(
            say("names nobody, so nobody could approve anything."),
            say("Write codes or offices between [ and ], or take the key out."),
        )
        return None
    return tuple({" ".join(seat.upper().split()): seat for seat in found}.values())

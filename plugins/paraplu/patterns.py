"""What entries of different members have in common: their pattern.

Selling over the bank is the same thing whoever sells. So what depends on the kinds of
accounts alone, on their sides, and on which of them belong together, is worked out once
for a pattern, however many members there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.accounts import Kind, Root
    from paraplu.books import Shape

P = ParamSpec("P")
T = TypeVar("T")

NO_RING = 0


class Leg(NamedTuple):
    """What a pattern knows of a posting: `ring` numbers an entry's members from 1."""

    kind: Kind
    root: Root | None
    ring: int
    charge: str
    credit: bool


@dataclass(frozen=True, eq=False, slots=True)
class Pattern:
    """The legs of entries, and what was worked out for them so far."""

    legs: tuple[Leg, ...]
    kinds: frozenset[Kind]
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)


def by_pattern(
    work_out: Callable[Concatenate[Shape, str, P], T],
) -> Callable[Concatenate[Shape, str, P], T]:
    """Have a function of a shape and a member worked out once for each pattern.

    What it returns may depend on nothing but the pattern and which of its rings is the
    member's: leg numbers do, account names do not. The member may be empty.
    """

    @wraps(work_out)
    def known(shape: Shape, member: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        found = shape.pattern.known
        key = (work_out, shape.rings[member], *args)
        if key not in found:
            found[key] = work_out(shape, member, *args, **kwargs)
        return cast("T", found[key])

    return known

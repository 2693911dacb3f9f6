"""Patterns: what entries of different members have in common.

Entries with the same classes on the same sides are alike, whoever it is that buys or
sells. So what depends on the kinds of accounts alone, on their sides, and on which of
them belong together, is worked out once for a pattern, however many members there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.base.chart import Root

NO_RING = 0


class Leg(NamedTuple):
    """What a pattern knows of a posting.

    `ring` numbers an entry's members from 1. `counts` tells that the thermometer of
    the member is computed from it.
    """

    kind: Kind
    root: Root | None
    ring: int
    charge: str
    counts: bool
    credit: bool


@dataclass(frozen=True, eq=False)
class Pattern:
    """The legs of entries that are alike.

    `foreign` are the legs in another commodity than the operating currency. A posting
    of 0.00 is of `Kind.NOTHING`, so that it can't make an entry look like something
    that it isn't.
    """

    legs: tuple[Leg, ...]
    foreign: tuple[int, ...] = ()

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """What the entries move."""
        return frozenset(leg.kind for leg in self.legs) - {Kind.NOTHING}

    @cached_property
    def rings(self) -> range:
        """The numbers of the members whose ring the entries touch."""
        return range(1, max((leg.ring for leg in self.legs), default=NO_RING) + 1)

    @cached_property
    def credit(self) -> tuple[bool, ...]:
        """Which legs are credited."""
        return tuple(leg.credit for leg in self.legs)

    def where(self, wanted: Callable[[Leg], bool]) -> tuple[int, ...]:
        """Return the numbers of the legs that are wanted."""
        return tuple(n for n, leg in enumerate(self.legs) if wanted(leg))

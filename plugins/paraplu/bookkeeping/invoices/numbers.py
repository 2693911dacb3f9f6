"""The numbers of invoices: one series for the cooperative, or one for each member.

`2026-0012` is the twelfth of the year, `L07-2026-012` the twelfth of a member. The
law asks for numbers in sequence, in one series or more (art. 35a lid 1 onder b Wet
OB); each year begins again at one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.register.model import Invoicing

_OF_COOPERATIVE = re.compile(r"()([0-9]{4})-([0-9]{4,6})")
_OF_MEMBER = re.compile(r"([A-Z0-9]{1,12})-([0-9]{4})-([0-9]{3,6})")


class Number(NamedTuple):
    """A number: the member whose series it is in, the year, and its place in it."""

    member: str
    year: int
    place: int

    def __str__(self) -> str:
        """Return the number as an invoice has it."""
        if self.member:
            return f"{self.member}-{self.year}-{self.place:03}"
        return f"{self.year}-{self.place:04}"

    @property
    def series(self) -> tuple[str, int]:
        """What its numbers are counted in."""
        return self.member, self.year


def parse(text: str, invoicing: Invoicing) -> Number | None:
    """Return a number that the cooperative may have given; None for any other text.

    Both forms are known, for a cooperative can change from one to the other.
    """
    for pattern in _patterns(invoicing):
        found = pattern.fullmatch(text)
        if found:
            number = Number(found[1], int(found[2]), int(found[3]))
            return number if str(number) == text else None
    return None


def leading(name: str, invoicing: Invoicing) -> Number | None:
    """Return the number that the name of a file begins with, or None."""
    for pattern in _patterns(invoicing):
        found = pattern.match(name)
        if found and name[found.end() : found.end() + 1] in ("", "-", "."):
            return parse(found[0], invoicing)
    return None


def _patterns(invoicing: Invoicing) -> tuple[re.Pattern[str], ...]:
    """Return the forms of numbers, first the one that is in use."""
    both = (_OF_COOPERATIVE, _OF_MEMBER)
    return both[::-1] if invoicing.per_member else both


def first_of(series: tuple[str, int], invoicing: Invoicing) -> int | None:
    """Return the first number that paraplu gives in a series; None if it gives none.

    Where the register names a first number, the years before it were numbered
    elsewhere.
    """
    member, year = series
    named = [parse(text, invoicing) for text in invoicing.first]
    mine = [number for number in named if number and number.member == member]
    if any(number.year > year for number in mine):
        return None
    return max((n.place for n in mine if n.year == year), default=1)


def following(
    series: tuple[str, int], given: Iterable[Number], invoicing: Invoicing
) -> Number:
    """Return the number after those that were given."""
    counts = [number.place for number in given if number.series == series]
    first = first_of(series, invoicing) or 1
    return Number(*series, max((*counts, first - 1)) + 1)

"""What one cooperative has of an indicator: two numbers of people, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.language import say

if TYPE_CHECKING:
    from paraplu.base.language import Message
    from paraplu.network.definitions import NetworkPart


class Missing(StrEnum):
    """Why there is no value: nobody knows it."""

    NO_FOLLOW_UP = "no-follow-up"
    NO_HOURS = "no-hours"
    NO_CAP = "no-cap"
    NO_MUNICIPALITY = "no-municipality"
    NOT_IN_THE_BOOKS = "not-in-the-books"
    REGISTER = "register"
    BASES = "bases"
    NOTHING = "nothing"
    THREE_YEARS = "three-years"


class Withheld(StrEnum):
    """Why a value is not told: it would tell of somebody."""

    FEW = "few-people"
    COUNT = "small-count"
    ONE = "one-member"
    TOGETHER = "together"
    QUARTERS = "quarters"


class Hidden(StrEnum):
    """Why a figure of several cooperatives is not told."""

    COOPERATIVES = "few-cooperatives"
    PEOPLE = "few-people"
    TWO = "two-cooperatives"
    ALIKE = "all-alike"
    FOLLOWS = "follows"
    MEMBERS = "members"
    CHANGED = "corrected"
    OVERLAP = "overlap"


WHY: dict[str, Message] = {
    Missing.NO_FOLLOW_UP: say("nobody asked how it went after leaving"),
    Missing.NO_HOURS: say("no hours are kept"),
    Missing.NO_CAP: say("no cap on the hours of a week was agreed"),
    Missing.NO_MUNICIPALITY: say("no report to a municipality was due"),
    Missing.NOT_IN_THE_BOOKS: say("the books begin later"),
    Missing.REGISTER: say("the register has a fault here"),
    Missing.BASES: say("the contribution is not taken of one and the same thing"),
    Missing.NOTHING: say("there was nothing to divide by"),
    Missing.THREE_YEARS: say("it is only told of three whole years: 2023 to 2025, …"),
    Withheld.FEW: say("withheld: too few people"),
    Withheld.COUNT: say("withheld: too few people in it, or all but a few"),
    Withheld.ONE: say("withheld: one member is too large a part of it"),
    Withheld.TOGETHER: say("withheld: with other figures it would tell what is"),
    Withheld.QUARTERS: say("withheld: with the quarters it would tell what is"),
}


@dataclass(frozen=True)
class NetworkFigure:
    """A value: numerator ÷ denominator, of so many persons.

    Money is in EUR and above zero where it came in. `largest` is the part of a sum that
    one member has, from 0 to 1, which never leaves the books.
    """

    numerator: Decimal
    denominator: Decimal
    persons: int
    largest: Decimal = Decimal(0)

    def value(self, part: NetworkPart) -> Decimal | None:
        """Return the value without rounding, None where there is nothing to divide."""
        if not self.denominator:
            return None
        return self.numerator * part.scale / self.denominator


# A row: its value, why nobody knows it, or why it is not told.
Measured = NetworkFigure | Missing | Withheld

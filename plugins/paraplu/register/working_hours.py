"""What was agreed about hours: how many a member may work, and which of them count.

Values only; all time is in whole minutes. Contract, section 3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

# The kinds of a register that names none.
KINDS = ("direct", "indirect", "training", "help", "board")


class HoursWindow(StrEnum):
    """Over how long the hours of a cap are counted."""

    # From Monday to Sunday, as ISO 8601 has it.
    WEEK = "week"
    # From January to December.
    YEAR = "year"
    # From the day that the permission begins, and each year from then.
    PERMISSION_YEAR = "permission-year"


class HoursCap(Struct, frozen=True):
    """The most that a permission lets somebody work: `most` minutes in each window.

    `kinds` are those that count; all of them where there are none.
    """

    most: int
    window: HoursWindow
    kinds: tuple[str, ...] = ()
    source: Source = NO_SOURCE

    def counts(self, kind: str) -> bool:
        """Tell whether hours of this kind count."""
        return not self.kinds or kind in self.kinds


class HoursTerms(Struct, frozen=True):
    """The kinds of hours that there are, and the floor of an own business in minutes.

    `own_business` is what a municipality asks in a year; None where the register says
    nothing, and then the law's figure counts (Bbz 2004, art. 1).
    """

    kinds: tuple[str, ...] = KINDS
    own_business: int | None = None


# What counts where the register says nothing of hours.
NO_TERMS = HoursTerms()


class HourlyTurnover(Struct, frozen=True):
    """What an hour is to bring in: `least` EUR of turnover, over the last `months`.

    `kinds` are the hours that it is asked of; all of them where there are none.
    """

    least: Decimal
    months: int
    kinds: tuple[str, ...] = ()


class LeastResult(Struct, frozen=True):
    """The result that was agreed: `least` EUR a month, averaged over `months`."""

    least: Decimal
    months: int


class HelpNotice(Struct, frozen=True):
    """What a member asks or offers to the others; one of the two is empty."""

    member: str
    asks: str = ""
    offers: str = ""
    since: dt.date | None = None
    source: Source = NO_SOURCE

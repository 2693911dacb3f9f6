"""What the municipality and a member have to do with each other about the benefit.

Who the client manager is, what was decided, what was expected. Contract, section 3.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.dates import Month
    from paraplu.base.dutch_law.exemptions import Exemption


class Contact(Struct, frozen=True):
    """Which municipality a member has, and which client manager, from a day on."""

    municipality: str
    client_manager: str = ""
    start: dt.date = dt.date.min
    source: Source = NO_SOURCE


class Granted(Struct, frozen=True):
    """A decision that income from work is partly left out of account for a member.

    From a month on, until a month or the end of the law's term. `used` are the months
    of it that were used before these books, None where that is not said; `extended` is
    the month until which the municipality let it run after that term (art. 34a lid 2).
    """

    kind: Exemption
    first: Month
    last: Month | None = None
    reference: str = ""
    used: int | None = None
    extended: Month | None = None
    source: Source = NO_SOURCE

    def __contains__(self, month: Month) -> bool:
        """Tell whether the decision holds in a month, by what it says itself."""
        return self.first <= month and (self.last is None or month <= self.last)


class Estimate(Struct, frozen=True):
    """What a member expected to earn in a month, as it was handed in."""

    month: Month
    income: Decimal
    sent: dt.date
    source: Source = NO_SOURCE


class Benefit(Struct, frozen=True):
    """A member's side of it: contacts, decisions and estimates, in their order."""

    contacts: tuple[Contact, ...] = ()
    granted: tuple[Granted, ...] = ()
    estimates: tuple[Estimate, ...] = ()

    def contact(self, day: dt.date) -> Contact | None:
        """Return the contact on a day, None before the first."""
        at = bisect_right([one.start for one in self.contacts], day)
        return self.contacts[at - 1] if at else None

    def contacts_in(self, begin: dt.date, end: dt.date) -> tuple[Contact, ...]:
        """Return the contacts of a period, one after the other."""
        first = self.contact(begin)
        later = (one for one in self.contacts if begin < one.start <= end)
        return (*([first] if first else ()), *later)

    def exemption(self, month: Month) -> Granted | None:
        """Return the decision that holds in a month: the newest that has begun."""
        holding = [one for one in self.granted if month in one]
        return holding[-1] if holding else None

    def estimate(self, month: Month) -> Estimate | None:
        """Return the last estimate that was handed in for a month."""
        filed = [one for one in self.estimates if one.month == month]
        return max(filed, key=lambda one: one.sent, default=None)


NO_BENEFIT = Benefit()

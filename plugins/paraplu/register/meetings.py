"""What a general meeting decides: a budget for each year, and its other decisions.

Contract, section 3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal


class Post(Struct, frozen=True):
    """A line of a budget: what is to come in or to be spent on an account in a year.

    `account` stands for all accounts below it, but for those that have a post of their
    own. `amount` is in the operating currency and never below zero: on which side it
    stands follows from the account. `explained` says why the year became otherwise.
    """

    account: str
    amount: Decimal
    explained: str = ""
    source: Source = NO_SOURCE


class DecisionAbout(StrEnum):
    """What a general meeting decides about."""

    # The accounts are adopted, and the board is discharged: two votes (BW 2:58, 2:49).
    ACCOUNTS = "accounts"
    DISCHARGE = "discharge"
    APPROPRIATION = "appropriation"
    BUDGET = "budget"
    # BW 2:48 (2), by 2:58 (1): every year, where no accountant gives a statement.
    AUDIT_COMMITTEE = "audit-committee"
    # BW 2:59: what a member owes is not changed by one side alone.
    CONTRIBUTION = "contribution"


class Decision(Struct, frozen=True):
    """A decision that was taken, on a day and with a place where it can be read.

    `year` is the book year that it is about. A decision about the contribution has
    `start` in its place: the day that the policy begins which it is about.
    """

    date: dt.date
    about: DecisionAbout
    reference: str
    year: int | None = None
    start: dt.date | None = None
    source: Source = NO_SOURCE

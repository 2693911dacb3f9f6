"""What became of a member who left: where to, and what was heard later.

Contract, section 3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.findings import NO_SOURCE, Source

if TYPE_CHECKING:
    import datetime as dt


class WayOut(StrEnum):
    """What a member does who left."""

    OWN_BUSINESS = "own-business"
    WORK = "work"
    EDUCATION = "education"
    CARE = "care"
    BENEFIT = "benefit"
    OTHER = "other"


class BenefitHeard(StrEnum):
    """Whether somebody still has a benefit."""

    NONE = "none"
    PARTLY = "partly"
    WHOLE = "whole"


class FollowUp(Struct, frozen=True):
    """What was heard on a day of a member who had left.

    That nobody was asked is no answer: then there is none of these.
    """

    day: dt.date
    benefit: BenefitHeard
    source: Source = NO_SOURCE

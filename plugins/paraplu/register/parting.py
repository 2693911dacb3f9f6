"""What was agreed for members who leave.

Contract, section 3.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class WayOfThings(StrEnum):
    """What becomes of equipment and stock."""

    BACK = "back"  # to the cooperative, for another member
    SOLD = "sold"  # to the member or to somebody else, with VAT
    TAKEN = "taken"  # along by the member, without a price


class WayOfCapital(StrEnum):
    """What becomes of start capital."""

    REPAID = "repaid"
    WAIVED = "waived"  # it goes the way of what is left


class WayOfRest(StrEnum):
    """What becomes of what is left in the thermometer."""

    MUNICIPALITY = "municipality"
    TRAINING = "training"
    EQUIPMENT = "equipment"
    COMMON_FUND = "common_fund"


class Parting(Struct, frozen=True):
    """What was agreed for who leaves; None where nothing was."""

    equipment: WayOfThings | None = None
    stock: WayOfThings | None = None
    start_capital: WayOfCapital | None = None
    rest: WayOfRest | None = None


NO_PARTING = Parting()

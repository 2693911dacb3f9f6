"""The table of allowed flows, row by row as the contract gives it (section 4).

A row lets money pass from accounts that an entry credits to accounts that it debits.
A ring's account on one side goes with the same ring, or the cooperative, on the
other; only internal services go from one ring to another. Some rows are bounded:
what a refund may be, what stood on an account, what VAT there can be on an amount.

Rows that the contract does not spell out, and why they are here:

- money to money: a cash box is emptied into the bank, or filled from it;
- a class to itself: a discount on a sale, crates that a supplier takes back, and any
  other line that makes an amount of the same class smaller;
- a contribution that is given back, up to what was taken; PF07 says whether it was due;
- what was booked before and is taken back, linked to it and no more than that: a
  set-off, an internal service, a payment that bounced, stock and
  prepayments that a supplier takes back, VAT that was forgotten, stock that was found;
- equipment sold on an invoice.

And one entry may close the year of several members, each into the own thermometer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from paraplu.accounts import Kind

Kinds = frozenset[Kind]


class Bound(Enum):
    """What limits the amount that passes along a row."""

    NONE = auto()
    STANDING = auto()  # what stood on the debited account before
    LINK_CREDIT = auto()  # what is not taken back yet of the linked earlier debits
    LINK_DEBIT = auto()  # what is not taken back yet of the linked earlier credits
    TAKEN = auto()  # what was taken before of the credited, and not given back
    VAT_ON_CREDITS = auto()  # the highest rate over the credited `base`
    VAT_ON_DEBITS = auto()  # the highest rate over the debited `base`
    CHARGE = auto()  # only a charge that the policy names
    ROUNDING = auto()  # five cents in an entry


@dataclass(frozen=True)
class Row:
    """One row of the table; what its VAT is on has to be of the kinds in `base`."""

    credits: Kinds
    debits: Kinds
    bound: Bound = Bound.NONE
    base: Kinds = frozenset()
    between_rings: bool = False


def _kinds(*kinds: Kind) -> Kinds:
    return frozenset(kinds)


MONEY = _kinds(Kind.BANK, Kind.COOP_CASH, Kind.CLEARING, Kind.CASH)
VAT = _kinds(Kind.VAT_CLAIM, Kind.VAT_DUE)
USE = _kinds(Kind.COSTS, Kind.GROWTH, Kind.TRAINING)
GOODS = _kinds(Kind.EQUIPMENT, Kind.STOCK, Kind.PREPAID)
RESULT = _kinds(
    Kind.SALES,
    Kind.INTERNAL_SALES,
    Kind.COSTS,
    Kind.CONTRIBUTION,
    Kind.GROWTH,
    Kind.TRAINING,
    Kind.SET_OFF,
    Kind.THERMOMETER,
)
_SALES = _kinds(Kind.SALES)
_COSTS = _kinds(Kind.COSTS)
_STOCK = _kinds(Kind.STOCK)
_PREPAID = _kinds(Kind.PREPAID)
_RECEIVABLE = _kinds(Kind.RECEIVABLE)
_PAYABLE = _kinds(Kind.PAYABLE)
_DEPOSIT = _kinds(Kind.DEPOSIT)
_INTERNAL = _kinds(Kind.INTERNAL_SALES)
_PAYING = MONEY | _kinds(Kind.PAYABLE, Kind.PREPAID)
_SOLD = _SALES | _kinds(Kind.EQUIPMENT, Kind.DEPOSIT)
_START = _kinds(Kind.START_CAPITAL)
_STARTERS = _kinds(
    Kind.COOP_EQUITY, Kind.FUND_EXPENSES, Kind.FUND_LIABILITIES, Kind.FUND_EQUITY
)
_SHARE = _kinds(Kind.COOP_CONTRIBUTION)
_MUNICIPALITY = _kinds(Kind.MUNICIPALITY)
_CONTRIBUTION = _kinds(Kind.CONTRIBUTION)
_SET_OFF = _kinds(Kind.SET_OFF)

# What a supplier may take back.
TAKEN_BACK = USE | _STOCK | _PREPAID
# Classes in which a line may make another smaller; of money that is said above, and a
# contribution or a set-off has its own way back.
_WITHIN = (
    Kind.SALES,
    Kind.COSTS,
    Kind.GROWTH,
    Kind.TRAINING,
    Kind.EQUIPMENT,
    Kind.STOCK,
    Kind.PREPAID,
    Kind.RECEIVABLE,
    Kind.PAYABLE,
    Kind.DEPOSIT,
)

TABLE: tuple[Row, ...] = (
    # own Sales, VAT on it
    Row(_SALES, MONEY | _RECEIVABLE | _DEPOSIT | USE),
    Row(VAT, MONEY | _RECEIVABLE | _DEPOSIT | USE, Bound.VAT_ON_CREDITS, _SOLD),
    # own Deposit, own Receivable
    Row(_DEPOSIT | _RECEIVABLE, MONEY),
    Row(_RECEIVABLE, _SALES | _COSTS),
    Row(_RECEIVABLE, VAT, Bound.VAT_ON_DEBITS, _SALES | _COSTS),
    # money, own Payable, own Prepaid
    Row(_PAYING, USE | GOODS | _DEPOSIT),
    Row(_PAYING | VAT, VAT, Bound.VAT_ON_DEBITS, USE | GOODS),
    Row(_PAYING, _PAYABLE, Bound.STANDING),
    # own Stock, own Equipment
    Row(_STOCK, _COSTS),
    Row(_kinds(Kind.EQUIPMENT), MONEY | _RECEIVABLE | _kinds(Kind.GROWTH)),
    # own InternalSales
    Row(_INTERNAL, USE, between_rings=True),
    Row(_INTERNAL, _kinds(Kind.COOP_EXPENSES)),
    # the cooperative's share and charges, the municipality, means to start
    Row(_SHARE, _CONTRIBUTION),
    Row(_kinds(Kind.COOP_INCOME), _COSTS, Bound.CHARGE),
    Row(_MUNICIPALITY, _SET_OFF),
    Row(_START, _STARTERS),
    Row(_STARTERS, _START, Bound.STANDING),
    # what comes back from suppliers, and goes back to customers
    Row(TAKEN_BACK, MONEY | _PAYABLE, Bound.LINK_CREDIT),
    Row(VAT, MONEY | _PAYABLE, Bound.LINK_CREDIT, TAKEN_BACK),
    Row(MONEY, _SALES, Bound.LINK_DEBIT),
    Row(MONEY, VAT, Bound.LINK_DEBIT, _SALES | _DEPOSIT),
    # payments that bounced
    Row(MONEY, _RECEIVABLE, Bound.LINK_DEBIT),
    Row(_PAYABLE, MONEY, Bound.LINK_CREDIT),
    # what was booked wrongly
    Row(_CONTRIBUTION, _SHARE, Bound.TAKEN),
    Row(_SET_OFF, _MUNICIPALITY, Bound.LINK_CREDIT),
    Row(USE, _INTERNAL, Bound.LINK_DEBIT, between_rings=True),
    Row(_kinds(Kind.COOP_EXPENSES), _INTERNAL, Bound.LINK_DEBIT),
    Row(VAT, _SALES, Bound.LINK_DEBIT),
    Row(USE, VAT, Bound.LINK_CREDIT),
    Row(_COSTS, _STOCK, Bound.LINK_CREDIT),
    # within a class; between bank, cash and clearing
    *(Row(_kinds(kind), _kinds(kind)) for kind in _WITHIN),
    Row(MONEY, MONEY),
)

"""The table of allowed flows, row by row as the contract gives it (section 4).

A row lets money pass from accounts that an entry credits to accounts that it debits.
A ring's account on one side goes with the same ring, or the cooperative, on the
other; only internal services go from one ring to another. Some rows are bounded:
what a refund may be, what stood on an account, what VAT there can be on an amount.

Rows whose reason is not plain from their accounts:

- money to money: a cash box is emptied into the bank, or filled from it;
- a class to itself: a discount on a sale, crates that a supplier takes back, and any
  other line that makes an amount of the same class smaller. What is owed or held moves
  no further than it was there, so that no debt is made of nothing;
- VAT to VAT, and sales to VAT where VAT is on both sides: a till with a return in it,
  a discount with its VAT, an exchange at two rates. VAT nets within an entry;
- VAT to use and goods: VAT that can't be deducted is part of what was bought;
- claims and debts against each other: a down payment taken off an invoice, a customer
  who is a supplier too, an overpayment that is kept or paid back;
- a contribution that is given back, up to what was taken; PF07 says whether it was due;
- what was booked before and is taken back, linked to it and no more than that: what
  went back to a supplier or came back from a customer, in money or as a voucher, a
  charge, a set-off, an internal service, a payment that bounced, VAT
  that was forgotten or booked at another rate, stock that was found;
- equipment sold on an invoice;
- VAT on margins, which comes out of the prices of a whole period.

And one entry may close the year of several members, each into the own thermometer.
"""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, MONEY, USE, VAT, Kinds


class Bound(Enum):
    """What limits the amount that passes along a row."""

    __hash__ = object.__hash__  # as of kinds of accounts

    STANDING = auto()  # what stood on the debited account before
    STOOD = auto()  # what stood on the credited account before
    OVERPAID = auto()  # what was paid in money beyond the claim on the debited account
    INVOICED = auto()  # the first entry with one of its links: an invoice
    LINK_CREDIT = auto()  # what is not taken back yet of the linked earlier debits
    LINK_DEBIT = auto()  # what is not taken back yet of the linked earlier credits
    TAKEN = auto()  # what was taken of the credited before, and not given back yet
    VAT_ON_CREDITS = auto()  # the highest rate over the credited `base`
    VAT_ON_DEBITS = auto()  # the highest rate over the debited `base`
    VAT_ON_LINK = auto()  # the highest rate over what is linked, less the VAT on it
    CHARGE = auto()  # only a charge that the policy names
    MARGIN = auto()  # only in an entry of the VAT on margins; VT07 says how much
    ROUNDING = auto()  # five cents in an entry


class AllowedFlow(Struct, frozen=True):
    """One row of the table, with all that bounds it.

    What its VAT is on has to be of the kinds in `base`. `netted` tells that VAT has to
    be on both sides of the entry.
    """

    credits: Kinds
    debits: Kinds
    bounds: tuple[Bound, ...] = ()
    base: Kinds = frozenset()
    between_rings: bool = False
    netted: bool = False


def _kinds(*kinds: Kind) -> Kinds:
    return frozenset(kinds)


# What a member buys or owes: everything that money may be spent on.
COST = USE | GOODS | _kinds(Kind.PAYABLE, Kind.CONTRIBUTION, Kind.SET_OFF)
_SALES = _kinds(Kind.SALES)
_COSTS = _kinds(Kind.COSTS)
_STOCK = _kinds(Kind.STOCK)
_PREPAID = _kinds(Kind.PREPAID)
_RECEIVABLE = _kinds(Kind.RECEIVABLE)
_PAYABLE = _kinds(Kind.PAYABLE)
_DEPOSIT = _kinds(Kind.DEPOSIT)
_INTERNAL = _kinds(Kind.INTERNAL_SALES)
PAYING = MONEY | _kinds(Kind.PAYABLE, Kind.PREPAID)
SOLD = _SALES | _kinds(Kind.EQUIPMENT, Kind.DEPOSIT)
_START = _kinds(Kind.START_CAPITAL)
STARTERS = _kinds(
    Kind.COOP_EQUITY, Kind.FUND_EXPENSES, Kind.FUND_LIABILITIES, Kind.FUND_EQUITY
)
_SHARE = _kinds(Kind.COOP_CONTRIBUTION)
_CHARGE = _kinds(Kind.COOP_INCOME)
_MUNICIPALITY = _kinds(Kind.MUNICIPALITY)
_CONTRIBUTION = _kinds(Kind.CONTRIBUTION)
_SET_OFF = _kinds(Kind.SET_OFF)

# What a supplier may take back.
TAKEN_BACK = USE | GOODS
# Classes in which a line may make another smaller; of money that is said apart, a
# payable is settled, and a contribution or a set-off has its own way back.
_RESULTS_WITHIN = (Kind.SALES, Kind.COSTS, Kind.GROWTH, Kind.TRAINING)
_ASSETS_WITHIN = (Kind.EQUIPMENT, Kind.STOCK, Kind.PREPAID, Kind.RECEIVABLE)
# Where what a supplier takes back may go: money, or a debt less, or a claim on it.
_RETURNED = MONEY | _kinds(Kind.PAYABLE, Kind.RECEIVABLE, Kind.PREPAID)
# Where what goes back to a customer may come from: money, a voucher, or a debt.
_RETURNING = MONEY | _kinds(Kind.DEPOSIT, Kind.PAYABLE)

TABLE: tuple[AllowedFlow, ...] = (
    # own Sales, VAT on it
    AllowedFlow(_SALES, MONEY | _RECEIVABLE | _DEPOSIT | USE),
    AllowedFlow(
        VAT, MONEY | _RECEIVABLE | _DEPOSIT | USE, (Bound.VAT_ON_CREDITS,), SOLD
    ),
    # own Deposit, own Receivable
    AllowedFlow(_DEPOSIT | _RECEIVABLE, MONEY),
    AllowedFlow(_RECEIVABLE, _SALES | _COSTS),
    AllowedFlow(_RECEIVABLE, VAT, (Bound.VAT_ON_DEBITS,), _SALES | _COSTS | _DEPOSIT),
    # VAT nets within an entry
    AllowedFlow(VAT, VAT, (Bound.VAT_ON_CREDITS,), SOLD),
    AllowedFlow(VAT, VAT, (Bound.VAT_ON_DEBITS,), _SALES | _DEPOSIT),
    AllowedFlow(_SALES, VAT, (Bound.VAT_ON_DEBITS,), _SALES, netted=True),
    AllowedFlow(VAT, _SALES, (Bound.VAT_ON_CREDITS,), _SALES, netted=True),
    # money, own Payable, own Prepaid
    AllowedFlow(MONEY | _PAYABLE, USE | GOODS | _DEPOSIT),
    AllowedFlow(_PREPAID, USE | _STOCK | _kinds(Kind.EQUIPMENT) | _DEPOSIT),
    AllowedFlow(PAYING | VAT | _SALES, VAT, (Bound.VAT_ON_DEBITS,), USE | GOODS),
    AllowedFlow(VAT, USE | GOODS, (Bound.VAT_ON_CREDITS,), PAYING),
    AllowedFlow(PAYING, _PAYABLE, (Bound.STANDING,)),
    # claims and debts against each other
    AllowedFlow(_RECEIVABLE, _PAYABLE | _DEPOSIT, (Bound.STOOD, Bound.STANDING)),
    AllowedFlow(_DEPOSIT, _RECEIVABLE, (Bound.OVERPAID,)),
    # an invoice for a down payment
    AllowedFlow(_DEPOSIT, _RECEIVABLE, (Bound.INVOICED,)),
    AllowedFlow(MONEY, _RECEIVABLE, (Bound.OVERPAID,)),
    # own Stock, own Equipment
    AllowedFlow(_STOCK, _COSTS),
    AllowedFlow(_kinds(Kind.EQUIPMENT), MONEY | _RECEIVABLE | _kinds(Kind.GROWTH)),
    # own InternalSales
    AllowedFlow(_INTERNAL, USE, between_rings=True),
    AllowedFlow(_INTERNAL, _kinds(Kind.COOP_EXPENSES)),
    # the cooperative's share and charges, the municipality, means to start
    AllowedFlow(_SHARE, _CONTRIBUTION),
    AllowedFlow(_CHARGE, _COSTS, (Bound.CHARGE,)),
    AllowedFlow(_MUNICIPALITY, _SET_OFF),
    AllowedFlow(_START, STARTERS),
    AllowedFlow(STARTERS, _START, (Bound.STANDING,)),
    # what comes back from suppliers, and goes back to customers
    AllowedFlow(TAKEN_BACK, _RETURNED, (Bound.LINK_CREDIT,)),
    AllowedFlow(VAT, _RETURNED, (Bound.LINK_CREDIT,), TAKEN_BACK),
    AllowedFlow(_RETURNING, _SALES, (Bound.LINK_DEBIT,)),
    AllowedFlow(_RETURNING, VAT, (Bound.LINK_DEBIT,), _SALES | _DEPOSIT),
    # payments that bounced
    AllowedFlow(MONEY, _RECEIVABLE, (Bound.LINK_DEBIT,)),
    AllowedFlow(_PAYABLE, MONEY, (Bound.LINK_CREDIT,)),
    # what was booked wrongly, and charges that are given back
    AllowedFlow(_CONTRIBUTION, _SHARE, (Bound.TAKEN,)),
    AllowedFlow(_COSTS, _CHARGE, (Bound.LINK_CREDIT, Bound.LINK_DEBIT)),
    AllowedFlow(_SET_OFF, _MUNICIPALITY, (Bound.LINK_CREDIT,)),
    AllowedFlow(USE, _INTERNAL, (Bound.LINK_DEBIT,), between_rings=True),
    AllowedFlow(_kinds(Kind.COOP_EXPENSES), _INTERNAL, (Bound.LINK_DEBIT,)),
    AllowedFlow(_COSTS, _STOCK, (Bound.LINK_CREDIT,)),
    # VAT that was forgotten, or booked at another rate
    AllowedFlow(VAT, _SALES, (Bound.LINK_DEBIT, Bound.VAT_ON_LINK)),
    AllowedFlow(_SALES | VAT, VAT, (Bound.LINK_DEBIT,)),
    AllowedFlow(USE | GOODS, VAT, (Bound.LINK_CREDIT, Bound.VAT_ON_LINK)),
    AllowedFlow(VAT, USE | GOODS, (Bound.LINK_CREDIT,)),
    # VAT on the margins of a period, and what a year gives back of it
    AllowedFlow(VAT, _SALES, (Bound.MARGIN,)),
    AllowedFlow(_SALES, VAT, (Bound.MARGIN,)),
    # within a class; between bank, cash and clearing
    *(AllowedFlow(_kinds(kind), _kinds(kind)) for kind in _RESULTS_WITHIN),
    *(
        AllowedFlow(_kinds(kind), _kinds(kind), (Bound.STOOD,))
        for kind in _ASSETS_WITHIN
    ),
    AllowedFlow(_DEPOSIT, _DEPOSIT, (Bound.STANDING,)),
    AllowedFlow(MONEY, MONEY),
)

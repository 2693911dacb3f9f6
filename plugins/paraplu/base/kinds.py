"""Sets of account kinds that belong together."""

from __future__ import annotations

from paraplu.base.chart import Kind

Kinds = frozenset[Kind]

MONEY = frozenset({Kind.BANK, Kind.COOP_CASH, Kind.CLEARING, Kind.CASH})
VAT = frozenset({Kind.VAT_CLAIM, Kind.VAT_DUE})
# What a member buys: for use, or to have.
USE = frozenset({Kind.COSTS, Kind.GROWTH, Kind.TRAINING})
GOODS = frozenset({Kind.EQUIPMENT, Kind.STOCK, Kind.PREPAID})
# What a month of a member comes to; the thermometer closes it.
RESULT = frozenset(
    {
        *(Kind.SALES, Kind.INTERNAL_SALES, Kind.COSTS, Kind.CONTRIBUTION),
        *(Kind.GROWTH, Kind.TRAINING, Kind.SET_OFF, Kind.THERMOMETER),
    }
)

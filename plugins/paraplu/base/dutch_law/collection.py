"""What collecting a claim may cost whoever has to pay it."""

from __future__ import annotations

from decimal import Decimal

# What collecting may cost a debtor at the most: percentages of the parts of a claim,
# art. 2 Besluit vergoeding voor buitengerechtelijke incassokosten, from 1 July 2012.
COLLECTION_COSTS = (
    (Decimal(2500), Decimal("0.15")),
    (Decimal(2500), Decimal("0.10")),
    (Decimal(5000), Decimal("0.05")),
    (Decimal(190_000), Decimal("0.01")),
    (None, Decimal("0.005")),
)
LEAST_COLLECTION_COSTS, MOST_COLLECTION_COSTS = Decimal(40), Decimal(6775)


def collection_costs(claim: Decimal) -> Decimal:
    """Return what collecting a claim may cost the debtor at the most, in EUR."""
    costs, left = Decimal(0), claim
    for part, rate in COLLECTION_COSTS:
        taken = left if part is None else min(left, part)
        costs += taken * rate
        left -= taken
    costs = min(max(costs, LEAST_COLLECTION_COSTS), MOST_COLLECTION_COSTS)
    return costs.quantize(Decimal("0.01"))

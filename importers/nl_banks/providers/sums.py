"""What a provider kept of a payment, checked against what it says is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nl_banks.refusal import Refused

if TYPE_CHECKING:
    from decimal import Decimal


def check_sum(amount: Decimal, fee: Decimal, net: Decimal) -> None:
    """See that the amount less the fee is what is left; Refused where it is not."""
    if amount - fee != net:
        raise Refused(
            "{amount} minus {fee} is not {net}: this line does not add up.",
            amount=amount,
            fee=fee,
            net=net,
        )

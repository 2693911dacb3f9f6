"""How far VAT may be off before a rate does not fit the lines it is on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paraplu.rules.flows.grossing import _fits

HIGH = Decimal("0.21")


@pytest.mark.parametrize(
    ("base", "tax", "fits"),
    [
        # Two lines may be off by 0.0121 together: 99.99 at 21 % is 20.9979.
        (("50.00", "49.99"), "21.01", True),
        (("50.00", "49.98"), "21.01", False),
        (("50.00", "50.01"), "20.99", True),
        (("50.00", "50.02"), "20.99", False),
        # One line by half of that, so to the cent.
        (("99.99",), "21.00", True),
        (("99.99",), "21.01", False),
    ],
)
def test_as_far_as_both_were_rounded(
    base: tuple[str, ...], tax: str, *, fits: bool
) -> None:
    amounts = [Decimal(one) for one in base]
    assert _fits(amounts, [HIGH] * len(base), Decimal(tax)) is fits

"""How a line of a ledger is written: amounts below each other, texts in quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.money import CENT

if TYPE_CHECKING:
    from decimal import Decimal

# Where `bean-format -c 68` puts the currency, as the pre-commit hook has it.
CURRENCY_COLUMN = 68
_CENTS = 2


def aligned(start: str, amount: Decimal, currency: str) -> str:
    """Return a line that ends with an amount, all amounts below each other."""
    number = money(amount)
    gap = max(CURRENCY_COLUMN - 2 - len(start) - len(number), 2)
    return f"{start}{' ' * gap}{number} {currency}\n"


def money(amount: Decimal) -> str:
    """Return an amount such as 1234.56: exact, with two decimals at least.

    Zero has no sign: a sum that is taken off can be a negative one.
    """
    amount = amount or amount.copy_abs()
    if amount.same_quantum(CENT):
        return str(amount)
    exponent = amount.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return f"{amount:.{max(_CENTS, decimals)}f}"


def quoted(text: str) -> str:
    """Return text as a ledger has it: in quotes, and nothing in it ends them."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

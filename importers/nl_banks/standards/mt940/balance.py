"""What stands over the lines: the account, and what stood on it."""

from __future__ import annotations

import re

from nl_banks import values
from nl_banks.refusal import Refused
from nl_banks.statement import Balance
from nl_banks.text import account_number, key

# NL71RABO0123456789EUR, 1291.99.348EUR: the currency is no part of the number.
_WITH_CURRENCY = re.compile(r"((?:[A-Z]{2}\d\d(?:[A-Z]{4})?)?[\d.]+)\s*[A-Z]{3}")
_STANDING = re.compile(
    r"(?P<sign>[CD])(?P<day>\d{6})(?P<currency>[A-Z]{3})(?P<amount>\d{1,15},\d{0,3})",
    re.ASCII,
)


def account(text: str) -> str:
    """Return the number in :25:, without the bank before it or the currency after."""
    number = text.rpartition("/")[2]
    bare = "".join(number.split()).upper()
    found = _WITH_CURRENCY.fullmatch(bare)
    number = account_number(found[1] if found else number)
    if not number:
        raise Refused("The statement does not say which account it is for.")
    return number if number[:1].isalpha() else number.replace(".", "")


def standing(text: str) -> tuple[Balance, str]:
    """Return what stood on the account, negative where it was in debt, in what."""
    found = _STANDING.fullmatch(text)
    if not found:
        raise Refused(
            "“{text}” is not a balance as this layout writes it.", text=key(text)
        )
    amount = values.comma(found["amount"])
    signed = -amount if found["sign"] == "D" else amount
    return Balance(values.compact(f"20{found['day']}"), signed), found["currency"]

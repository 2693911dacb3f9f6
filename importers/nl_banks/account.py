"""The account of a statement, and whether two ways to write it mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from nl_banks.refusal import Refused
from nl_banks.text import account_number

# An IBAN, or a number of before.
_OWN = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{8,30}|P?\d{3,10}", re.ASCII)
# NL, two check digits, the bank, and ten digits: the number of before IBAN, filled up.
_DUTCH_IBAN = re.compile(r"NL\d\d[A-Z]{4}(\d{10})")
_NUMBER = re.compile(r"(?:P|[A-Z]+/)?0*(\d{3,10})")


def own_account(text: str, bank: str) -> str:
    """Return the account that a line stands on; Refused where it is none.

    A damaged one would be taken for another account, and its line be left out.
    """
    own = account_number(text)
    if not _OWN.fullmatch(own):
        raise Refused("“{text}” is not an account at {bank}.", text=text, bank=bank)
    return own


@lru_cache(maxsize=4096)
def same_account(one: str, other: str) -> bool:
    """Tell whether two names of an account are of one: IBANs, or numbers of before.

    Old layouts give the number inside the IBAN only, with or without the zeros before
    it (6040930 for NL..INGB0006040930).
    """
    some, others = _bare(one), _bare(other)
    if not some or not others:
        return False
    if some == others:
        return True
    numbers = {_number(some), _number(others)}
    both_ibans = _DUTCH_IBAN.fullmatch(some) and _DUTCH_IBAN.fullmatch(others)
    return not both_ibans and len(numbers) == 1 and None not in numbers


def _bare(name: str) -> str:
    return "".join(name.split()).upper()


def _number(name: str) -> int | None:
    found = _DUTCH_IBAN.fullmatch(name) or _NUMBER.fullmatch(name)
    return int(found[1]) if found else None

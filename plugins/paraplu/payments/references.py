"""Structured references: what a payment is for, in a form that machines read.

A reference that both sides know has a check digit, so that a slip of the pen is seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iso11649

_CREDITOR = re.compile("RF[0-9]{2}[0-9A-Z]{1,21}")
_SIXTEEN = re.compile("[0-9]{16}")
# Of the digits after the first, counted from the right.
_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)
_ELEVEN, _TEN = 11, 10


class Issuer(StrEnum):
    """Whose structured reference it is, in the words of the banks.

    ISO is ISO 11649 (RF…); CUR is the Dutch “betalingskenmerk” of 16 digits.
    """

    ISO = "ISO"
    CUR = "CUR"


@dataclass(frozen=True)
class Reference:
    """A structured reference; `right` tells whether its check digit fits."""

    text: str
    issuer: Issuer
    right: bool


def read_reference(text: str) -> Reference | None:
    """Return the structured reference that a text is, None where it is just text."""
    compact = re.sub(r"[\s.]", "", text).upper()
    if _CREDITOR.fullmatch(compact):
        return Reference(compact, Issuer.ISO, bool(iso11649.is_valid(compact)))
    if _SIXTEEN.fullmatch(compact):
        return Reference(compact, Issuer.CUR, check_digit(compact[1:]) == compact[0])
    return None


def check_digit(digits: str) -> str:
    """Return the first digit of a betalingskenmerk, from the digits after it.

    The eleven-test of the acceptgiro: weights from the right, over and over.
    """
    total = sum(
        int(digit) * _WEIGHTS[n % len(_WEIGHTS)]
        for n, digit in enumerate(reversed(digits))
    )
    check = _ELEVEN - total % _ELEVEN
    return str({_ELEVEN: 0, _TEN: 1}.get(check, check))

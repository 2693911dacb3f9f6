"""Numbers with check digits: account numbers, and references of payments.

A structured reference is what a payment is for, in a form that machines read. Where
both sides know a number with a check digit, a slip of the pen is seen.

The library that knows them is imported where there is such a number: it brings twenty
modules, and books without one are the most.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

# stdnum also takes other scripts' digits and dashes, which no bank writes.
_IBAN = re.compile("[A-Za-z0-9 ]+")

_CREDITOR = re.compile("RF[0-9]{2}[0-9A-Z]{1,21}")
# As people type it: in groups, and with more text after it.
_IN_TEXT = re.compile(r"\bRF[0-9]{2}(?:[ ./-]?[0-9A-Za-z]+)+", re.IGNORECASE)
_PART = re.compile("[ ./-]?[0-9A-Za-z]+")
_NOT_IN_A_REFERENCE = re.compile("[^0-9A-Z]")
# Of a creditor reference, in characters.
_LONGEST = 25
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


class Reference(Struct, frozen=True):
    """A structured reference; `right` tells whether its check digit fits."""

    text: str
    issuer: Issuer
    right: bool


def is_bsn(digits: str) -> bool:
    """Tell whether digits can be a Dutch citizen service number, by their check."""
    from stdnum.nl import bsn

    return bool(bsn.is_valid(digits))


def read_vat_id(text: str) -> str | None:
    """Return a VAT number of a country of the EU, None where its check fails."""
    from stdnum.eu import vat
    from stdnum.exceptions import ValidationError

    try:
        return str(vat.validate(text)) if text.isascii() else None
    except ValidationError:
        return None


def read_iban(text: str) -> str | None:
    """Return an IBAN without spaces, in capitals; None where its check fails."""
    if not _IBAN.fullmatch(text):
        return None
    from stdnum import iban
    from stdnum.exceptions import ValidationError

    try:
        return str(iban.validate(text))
    except ValidationError:
        return None


def read_reference(text: str) -> Reference | None:
    """Return the structured reference that a text is, None where it is just text."""
    compact = re.sub(r"[\s.]", "", text).upper()
    if _CREDITOR.fullmatch(compact):
        from stdnum import iso11649

        return Reference(compact, Issuer.ISO, bool(iso11649.is_valid(compact)))
    if _SIXTEEN.fullmatch(compact):
        return Reference(compact, Issuer.CUR, check_digit(compact[1:]) == compact[0])
    return None


def reference_of(number: str) -> str:
    """Return the payment reference of a number: ISO 11649, without spaces."""
    from stdnum.iso7064 import mod_97_10

    body = _NOT_IN_A_REFERENCE.sub("", number)
    return f"RF{mod_97_10.calc_check_digits(body + 'RF')}{body}"


def without_references(text: str) -> tuple[str, list[str]]:
    """Return a text without the RF references typed in it, and those that are right.

    They may be in groups, with words after them: one ends where no digits follow, and
    its check digits fit. Where they fit nowhere it is a slip, and no number is to be
    read in its digits.
    """
    right: list[str] = []
    if not _IN_TEXT.search(text):
        return text, right
    from stdnum import iso11649

    def cut(found: re.Match[str]) -> str:
        parts = _PART.findall(found[0])[:_LONGEST]
        ends = [n for n in range(1, len(parts)) if not _has_digit(parts[n])]
        starts = ["".join(parts[:n]) for n in (*ends, len(parts))]
        used = next((one for one in starts if iso11649.is_valid(_compact(one))), "")
        if used:
            right.append(_compact(used))
        return f" {found[0][len(used or _until_last_digit(parts)) :]}"

    return _IN_TEXT.sub(cut, text), right


def _until_last_digit(parts: list[str]) -> str:
    last = max(n for n, part in enumerate(parts) if _has_digit(part))
    return "".join(parts[: last + 1])


def _compact(text: str) -> str:
    return _NOT_IN_A_REFERENCE.sub("", text.upper())


def _has_digit(part: str) -> bool:
    return any(map(str.isdigit, part))


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

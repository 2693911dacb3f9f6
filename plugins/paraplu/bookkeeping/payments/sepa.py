"""What the rules of SEPA allow in a payment: characters, lengths, amounts, countries.

The characters are those that every bank takes (EPC217-08, SEPA Conversion of
Character Sets); names and texts are written in them, letter by letter.
"""

from __future__ import annotations

import re
from decimal import Decimal

from anyascii import anyascii

# Of the element Nm, and of an unstructured remittance: EPC132-08.
LONGEST_NAME = 70
LONGEST_TEXT = 140
# EPC132-08: an amount is 0.01 or more, and 999999999.99 or less.
MOST = Decimal("999999999.99")
# Whose banks take part: the EPC's list of SEPA scheme countries (EPC409-09), by the
# code with which IBANs there begin.
COUNTRIES = frozenset(
    {
        *("AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES"),
        *("FI", "FR", "GB", "GI", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT"),
        *("LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO"),
        *("SE", "SI", "SK", "SM", "VA"),
    }
)

_REFUSED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
_ALIKE = str.maketrans(
    {"&": "+", "_": "-", ";": ",", '"': "'", "`": "'", "[": "(", "]": ")"}
)


def sepa_text(text: str, longest: int) -> str:
    """Return a text in the characters of SEPA, cut off where it is too long.

    A slash may not begin or end it, and two may not stand together.
    """
    plain = _REFUSED.sub(" ", anyascii(text).translate(_ALIKE))
    plain = re.sub(r"/\s*(?:/\s*)+", "/", " ".join(plain.split()))
    return plain.strip(" /")[:longest].rstrip(" /")

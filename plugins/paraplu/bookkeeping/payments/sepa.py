"""What the rules of SEPA allow in a payment: characters, lengths, amounts, countries.

The characters are those that every bank takes (EPC217-08, SEPA Conversion of
Character Sets); names and texts are written in them, letter by letter.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Mapping

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

# SEPA goes beyond the EEA, where the bank of the payee asks for addresses: Regulation
# (EU) 2015/847 for that of the payer. Since 15 November 2026 only structured ones are
# taken (EPC, Guidance on the use of structured addresses).
_OUTSIDE_EEA = frozenset(
    {"AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "SM", "VA"}
)
# ISO 20022: PstlAdr, in both versions.
_LONGEST_NUMBER = 16
_LONGEST_TOWN = 35
# How far ahead Dutch banks take an order: a year.
FURTHEST = dt.timedelta(days=365)

# Where the number stands last, as here, and where it stands first, as in Britain.
_NUMBER_LAST = re.compile(r"(\D+?)[ ,]+(\d.*)")
_NUMBER_FIRST = re.compile(r"(\d+[A-Za-z]?)[ ,]+(\D.*)")
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


class PostalAddress(NamedTuple):
    """A structured address: the town and the country at least."""

    street: str
    number: str
    postcode: str
    town: str
    country: str


def asks_for_addresses(iban: str) -> bool:
    """Tell whether a payment to an account has to say where both sides live."""
    return iban[:2] in _OUTSIDE_EEA


def postal_address(written: Mapping[str, str], country: str) -> PostalAddress | None:
    """Return an address of the register in its parts; None without a town.

    `country` is where it is if it does not say so.
    """
    town = sepa_text(written.get("city", ""), _LONGEST_TOWN)
    if not town:
        return None
    street, number = sepa_text(written.get("street", ""), LONGEST_NAME), ""
    last, first = _NUMBER_LAST.fullmatch(street), _NUMBER_FIRST.fullmatch(street)
    if last and len(last[2]) <= _LONGEST_NUMBER:
        street, number = last.groups()
    elif first:
        number, street = first.groups()
    return PostalAddress(
        street,
        number,
        sepa_text(written.get("postcode", ""), _LONGEST_NUMBER),
        town,
        written.get("country", country),
    )

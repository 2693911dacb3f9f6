"""The banks, by the four letters that name them in an IBAN and in a BIC."""

from __future__ import annotations

import re

_NAMES = {
    "ABNA": "ABN AMRO",
    "ASNB": "ASN Bank",
    "BNGH": "BNG Bank",
    "BUNQ": "bunq",
    "FVLB": "Van Lanschot Kempen",
    "INGB": "ING",
    "KNAB": "Knab",
    "NTSB": "N26",
    "RABO": "Rabobank",
    "RBRB": "RegioBank",
    "REVO": "Revolut",
    "SNSB": "SNS",
    "TRIO": "Triodos Bank",
}
_IN_IBAN = re.compile(r"[A-Z]{2}\d\d([A-Z]{4})")


def bank_name(account: str, bic: str = "") -> str:
    """Return the bank that keeps an account; empty where that is not known."""
    found = _IN_IBAN.match(account)
    return _NAMES.get(found[1] if found else bic[:4].upper(), "")

"""The words of account names: English, Dutch, or the cooperative's own.

A chart is a mapping from the English word to the word that the books use. The
detail below a class (`Costs:Phone`) is free and never translated.
Contract, section 2.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        word: word
        for word in (
            "Members",
            "Sales",
            "InternalSales",
            "Costs",
            "Contribution",
            "Growth",
            "Training",
            "SetOff",
            "Equipment",
            "Stock",
            "Receivable",
            "Cash",
            "Prepaid",
            "Payable",
            "Deposit",
            "StartCapital",
            "Thermometer",
            "Bank",
            "Clearing",
            "VAT",
            "Municipality",
            "Coop",
            "Funds",
            "Rounding",
        )
    }
)

DUTCH: Mapping[str, str] = MappingProxyType(
    {
        "Members": "Leden",
        "Sales": "Omzet",
        "InternalSales": "InterneOmzet",
        "Costs": "Kosten",
        "Contribution": "Afdracht",
        "Growth": "Groei",
        "Training": "Scholing",
        "SetOff": "Verrekening",
        "Equipment": "Inventaris",
        "Stock": "Voorraad",
        "Receivable": "Debiteuren",
        "Cash": "Kas",
        "Prepaid": "Vooruitbetaald",
        "Payable": "Crediteuren",
        "Deposit": "Aanbetaald",
        "StartCapital": "Startkapitaal",
        "Thermometer": "Thermometer",
        "Bank": "Bank",
        "Clearing": "Kruisposten",
        "VAT": "Btw",
        "Municipality": "Gemeente",
        "Coop": "Coop",
        "Funds": "Fondsen",
        "Rounding": "Afronding",
    }
)


# What follows a group in the accounts that commands book on, by the English word.
DUTCH_DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "High": "Hoog",
        "Low": "Laag",
        "Input": "Voorbelasting",
        "Return": "Aangifte",
        "Unallocated": "NogTeBoeken",
        "Transfers": "Overboekingen",
        "Payouts": "Uitbetalingen",
        "Cash": "Kas",
        "CardFees": "Pinkosten",
    }
)


def words_of(chart: str | Mapping[str, str]) -> Mapping[str, str]:
    """Return the words of a register's `chart:`; own words fill in over the English."""
    if isinstance(chart, str):
        return {"en": ENGLISH, "nl": DUTCH}[chart]
    return {**ENGLISH, **chart}

"""Examples and words for somebody who wrote a register otherwise than it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.register.faults import shown

if TYPE_CHECKING:
    from paraplu.register.faults import Path

# Dutch words that somebody may well write for a key. Keys are English in all registers.
DUTCH_KEYS = {
    "afdracht": "contribution",
    "afspraken": "policies",
    "bank": "banks",
    "beleid": "policies",
    "bestuur": "board",
    "bevroren": "frozen",
    "begroting": "budget",
    "besluiten": "decisions",
    "bonvanaf": "receipt_from",
    "btw": "vat",
    "coöperatie": "cooperative",
    "drempel": "threshold",
    "facturen": "invoices",
    "fondsen": "funds",
    "goedkeuringvanaf": "approval_from",
    "handelsnaam": "trade_name",
    "heffingen": "charges",
    "leden": "members",
    "leveranciers": "suppliers",
    "lidsinds": "joined",
    "plafonds": "caps",
    "rekeningen": "accounts",
    "startkapitaal": "start_capital",
    "taal": "language",
    "toestemming": "permission",
    "tot": "until",
    "uitgetreden": "left",
    "vanaf": "from",
}

# What may stand under a key, as an example for who left it out or wrote it otherwise.
_VALUES = {
    "about": "accounts",
    "account": "Assets:Bank",
    "amount": "1500.00",
    "base": "net_turnover",
    "date": "2026-05-28",
    "from": "2025-01-01",
    "joined": "2025-01-01",
    "most": "50.00",
    "rate": "30%",
}
# The same for a key under which there are keys: for itself, or for items in its list.
_TABLES = {
    "accounts": "{extra: [Assets:Savings]}",
    "address": "{city: Utrecht}",
    "budget": "{2025: {Expenses:Coop:Rent: 1500.00}}",
    "caps": "{Training: 500.00}",
    "contribution": "{base: net_turnover, rate: 30%}",
    "decisions": "{date: 2026-05-28, about: accounts, year: 2025, reference: item 4}",
    "members": "{L01: {joined: 2025-01-01}}",
    "permission": "{from: 2025-01-01, until: 2025-12-31}",
    "policies": "{from: 2025-01-01, receipt_from: 10.00}",
}


def missing(key: str) -> Message:
    """Return what to do about a key that has to be there."""
    if key not in _VALUES:
        return say("Add it.")
    return say("Add it, as in {example}.", example=f"`{key}: {_VALUES[key]}`")


def as_in(path: Path) -> Message | None:
    """Return an example of what may stand there, None where there is none."""
    match path:
        case (*_, "charges", _, name):
            example = f"{shown(name)}: {{most: {_VALUES['most']}}}"
        case ("members", code):
            example = f"{shown(code)}: {{joined: {_VALUES['joined']}}}"
        case (*_, name, number) if name in _TABLES and number.isdecimal():
            example = f"- {_TABLES[name]}"
        case (*_, name) if name in _TABLES:
            example = f"{name}: {_TABLES[name]}"
        case _:
            return None
    return say("Write it like {example}.", example=f"`{example}`")

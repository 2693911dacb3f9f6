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
    "bonvanaf": "receipt_from",
    "btw": "vat",
    "coöperatie": "cooperative",
    "drempel": "threshold",
    "facturen": "invoices",
    "fondsen": "funds",
    "gemeente": "municipality",
    "gemeenten": "municipalities",
    "goedkeuringvanaf": "approval_from",
    "handelsnaam": "trade_name",
    "klantmanager": "client_manager",
    "heffingen": "charges",
    "leden": "members",
    "leveranciers": "suppliers",
    "lidsinds": "joined",
    "plafonds": "caps",
    "rekeningen": "accounts",
    "startkapitaal": "start_capital",
    "taal": "language",
    "schattingen": "estimates",
    "toestemming": "permission",
    "tot": "until",
    "uitgetreden": "left",
    "vanaf": "from",
    "vrijlatingen": "exemptions",
}

# What may stand under a key, as an example for who left it out or wrote it otherwise.
_VALUES = {
    "account": "Assets:Bank",
    "base": "net_turnover",
    "from": "2025-01-01",
    "joined": "2025-01-01",
    "most": "50.00",
    "rate": "30%",
}
# The same for a key under which there are keys: for itself, or for items in its list.
_TABLES = {
    "accounts": "{extra: [Assets:Savings]}",
    "address": "{city: Utrecht}",
    "caps": "{Training: 500.00}",
    "contribution": "{base: net_turnover, rate: 30%}",
    "members": "{L01: {joined: 2025-01-01}}",
    "municipality": "{name: Utrecht, client_manager: K1}",
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

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
    "begroting": "budget",
    "bank": "banks",
    "beleid": "policies",
    "bestuur": "board",
    "bevroren": "frozen",
    "begrotingen": "budgets",
    "besluiten": "decisions",
    "bonvanaf": "receipt_from",
    "btw": "vat",
    "coöperatie": "cooperative",
    "dekking": "coverage",
    "drempel": "threshold",
    "facturen": "invoices",
    "fondsen": "funds",
    "gemeente": "municipality",
    "gemeenten": "municipalities",
    "gewerkt": "worked",
    "goedkeuringvanaf": "approval_from",
    "handtekeningvanaf": "signature_from",
    "handelsnaam": "trade_name",
    "klantmanager": "client_manager",
    "heffingen": "charges",
    "ingeleverd": "sent",
    "kenmerk": "reference",
    "leden": "members",
    "leveranciers": "suppliers",
    "lidmaatschap": "membership",
    "lidsinds": "joined",
    "plafonds": "caps",
    "rekeningen": "accounts",
    "startkapitaal": "start_capital",
    "rapporten": "reports",
    "taal": "language",
    "schattingen": "estimates",
    "toegekend": "granted",
    "toelichting": "explanation",
    "toestemming": "permission",
    "tot": "until",
    "uitgetreden": "left",
    "uren": "hours",
    "vanaf": "from",
    "vrijlatingen": "exemptions",
    "verantwoording": "reports",
    "voorschot": "advance",
    "wijziging": "change",
}

# What may stand under a key, as an example for who left it out or wrote it otherwise.
_VALUES = {
    "about": "accounts",
    "account": "Assets:Bank",
    "amount": "1500.00",
    "base": "net_turnover",
    "date": "2025-01-01",
    "due": "2025-12-31",
    "from": "2025-01-01",
    "granted": "1500.00",
    "joined": "2025-01-01",
    "most": "50.00",
    "rate": "30%",
    "reference": "letter of 1 January",
}
# The same for a key under which there are keys: for itself, or for items in its list.
_TABLES = {
    "accounts": "{extra: [Assets:Savings]}",
    "address": "{city: Utrecht}",
    "budget": "{Courses: {granted: 1500.00, purposes: [Training]}}",
    "budgets": "{2025: {Expenses:Coop:Rent: 1500.00}}",
    "caps": "{Training: 500.00}",
    "change": "{amount: 1500.00, date: 2025-01-01, reference: letter of 1 January}",
    "contribution": "{base: net_turnover, rate: 30%}",
    "coverage": "{Sales: {amount: 250.00, accounts: [Income:Coop:Sales]}}",
    "decisions": "{date: 2026-05-28, about: accounts, year: 2025, reference: item 4}",
    "members": "{L01: {joined: 2025-01-01}}",
    "municipality": "{name: Utrecht, client_manager: K1}",
    "own": "{money: 250.00, hours: 40, rate: 15.00}",
    "permission": "{from: 2025-01-01, until: 2025-12-31}",
    "policies": "{from: 2025-01-01, receipt_from: 10.00}",
    "reports": "{Final report: {due: 2025-12-31}}",
}
# The key that each item of a fund's tables has to have.
_NEEDED = {"budget": "granted", "coverage": "amount", "reports": "due"}


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
        case ("funds", _, "budget" | "coverage" | "reports" as table, name):
            key = _NEEDED[table]
            example = f"{shown(name)}: {{{key}: {_VALUES[key]}}}"
        case (*_, name, number) if name in _TABLES and number.isdecimal():
            example = f"- {_TABLES[name]}"
        case (*_, name) if name in _TABLES:
            example = f"{name}: {_TABLES[name]}"
        case _:
            return None
    return say("Write it like {example}.", example=f"`{example}`")

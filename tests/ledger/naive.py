"""Thermometers and cover, computed the slow way from Beancount's own entries.

Nothing here uses paraplu: account names are taken apart by hand, as section 2 of the
contract has them, and everything is summed anew for every day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from beancount.core import data

ZERO = Decimal(0)
MONEY = ("Bank", "Cash", "Clearing")
CLAIMS = ("Receivable", "Stock", "Prepaid")
DEBTS = ("Payable", "Deposit")
BOUGHT = (
    "Costs",
    "Growth",
    "Training",
    "Equipment",
    "Stock",
    "Prepaid",
    "Coop",
    "Funds",
)


@dataclass(frozen=True)
class Posted:
    """One posting: its day, the parts of its account, and its amount."""

    day: dt.date
    parts: tuple[str, ...]
    amount: Decimal
    entry: int

    @property
    def member(self) -> str:
        return self.parts[2] if self.parts[1] == "Members" else ""

    @property
    def group(self) -> str:
        return self.parts[3] if self.member else self.parts[1]


def posted(entries: Iterable[data.Directive]) -> list[Posted]:
    """Return all postings; every amount is in one currency, without cost or price."""
    found = []
    for number, entry in enumerate(entries):
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                units: Any = posting.units
                parts = tuple(posting.account.split(":"))
                found.append(Posted(entry.date, parts, units.number, number))
    return found


def thermometer(postings: list[Posted], member: str, day: dt.date) -> Decimal:
    """Return the thermometer of a member at the end of a day."""
    level = ZERO
    for posting in postings:
        if posting.member == member and posting.day <= day:
            equipment = posting.parts[0] == "Assets" and posting.group == "Equipment"
            if equipment or posting.parts[0] in ("Income", "Expenses", "Equity"):
                level -= posting.amount
    return level


def cover(postings: list[Posted], day: dt.date) -> tuple[Decimal, Decimal]:
    """Return what is earmarked at the end of a day, and what is there."""
    past = [posting for posting in postings if posting.day <= day]
    paid_beyond = beyond(postings, day)
    members = {posting.member for posting in past if posting.member}
    funds = {p.parts[2] for p in past if p.parts[1] == "Funds"}
    earmarked = sum((max(thermometer(past, m, day), ZERO) for m in members), ZERO)
    for fund in funds:
        given = -_sum(p for p in past if p.parts[1:3] == ("Funds", fund))
        given += sum(
            n for parts, n in paid_beyond.items() if parts[1:3] == ("Funds", fund)
        )
        earmarked += max(given, ZERO)
    common = [p for p in past if not p.member]
    earmarked -= _sum(p for p in common if p.group in ("VAT", "Municipality"))
    earmarked += sum(n for parts, n in paid_beyond.items() if "Municipality" in parts)
    assets = [p for p in past if p.parts[0] == "Assets"]
    there = _sum(p for p in assets if p.group in MONEY + CLAIMS)
    debts = [p for p in past if p.parts[0] == "Liabilities"]
    there -= sum(n for parts, n in paid_beyond.items() if {*parts} & {*DEBTS})
    return earmarked, there + _sum(p for p in debts if p.group in DEBTS)


def beyond(postings: list[Posted], day: dt.date) -> dict[tuple[str, ...], Decimal]:
    """Return by account how much more was paid than was owed, which covers nothing.

    Not what a supplier's credit note came to, nor some cents, nor VAT.
    """
    found = {}
    past = [posting for posting in postings if posting.day <= day]
    for account in {p.parts for p in past if p.parts[0] == "Liabilities"}:
        mine = [posting for posting in past if posting.parts == account]
        level = by_note = ZERO
        for on in sorted({posting.day for posting in mine}):
            level += _sum(posting for posting in mine if posting.day == on)
            by_note += _sum(p for p in mine if p.day == on and _is_note(p, past))
            by_note = max(min(by_note, level), ZERO)
        wrong = max(level, ZERO) - by_note
        if wrong > Decimal("0.05") and mine[0].group != "VAT":
            found[account] = wrong
    return found


def _is_note(posting: Posted, past: list[Posted]) -> bool:
    """Tell whether a payable is debited for what goes back, and no money moves."""
    entry = [p for p in past if p.entry == posting.entry and p.amount]
    assets = [p for p in entry if p.parts[0] == "Assets"]
    back = [p for p in entry if p.parts[0] == "Expenses"] + assets
    groups = {p.group for p in back if p.amount < 0 and "Rounding" not in p.parts}
    undone = posting.group == "Municipality" and "SetOff" in groups
    bought = posting.group == "Payable" and not groups.isdisjoint(BOUGHT)
    money = any(p.group in MONEY for p in assets)
    return posting.amount > 0 and not money and (undone or bought)


def _sum(postings: Iterable[Posted]) -> Decimal:
    return sum((posting.amount for posting in postings), ZERO)

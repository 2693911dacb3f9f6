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


@dataclass(frozen=True)
class Posted:
    """One posting: its day, the parts of its account, and its amount."""

    day: dt.date
    parts: tuple[str, ...]
    amount: Decimal

    @property
    def member(self) -> str:
        return self.parts[2] if self.parts[1] == "Members" else ""

    @property
    def group(self) -> str:
        return self.parts[3] if self.member else self.parts[1]


def posted(entries: Iterable[data.Directive]) -> list[Posted]:
    """Return all postings; every amount is in one currency, without cost or price."""
    found = []
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                units: Any = posting.units
                parts = tuple(posting.account.split(":"))
                found.append(Posted(entry.date, parts, units.number))
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
    past = counted(postings, day)
    members = {posting.member for posting in past if posting.member}
    funds = {p.parts[2] for p in past if p.parts[1] == "Funds"}
    earmarked = sum((max(thermometer(past, m, day), ZERO) for m in members), ZERO)
    for fund in funds:
        given = -_sum(p for p in past if p.parts[1:3] == ("Funds", fund))
        earmarked += max(given, ZERO)
    common = [p for p in past if not p.member]
    earmarked -= _sum(p for p in common if p.group in ("VAT", "Municipality"))
    assets = [p for p in past if p.parts[0] == "Assets"]
    there = _sum(p for p in assets if p.group in MONEY + CLAIMS)
    debts = [p for p in past if p.parts[0] == "Liabilities"]
    return earmarked, there + _sum(p for p in debts if p.group in DEBTS)


def counted(postings: list[Posted], day: dt.date) -> list[Posted]:
    """Return those until a day but for debts on the wrong side, which cover nothing."""
    past = [posting for posting in postings if posting.day <= day]
    beyond = {
        p.parts
        for p in past
        if p.parts[0] == "Liabilities"
        and p.group != "VAT"
        and _sum(q for q in past if q.parts == p.parts) > Decimal("0.05")
    }
    return [posting for posting in past if posting.parts not in beyond]


def _sum(postings: Iterable[Posted]) -> Decimal:
    return sum((posting.amount for posting in postings), ZERO)

"""Makes books of a few entries from legs, and says what the flow rule finds in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from beancount import loader
from tests.rules.flows.rows import Row

from paraplu.base.findings import Finding
from paraplu.base.vocabulary import DUTCH
from paraplu.ledger.books import Books
from paraplu.ledger.reader import read_books
from paraplu.register.agreements import Policy
from paraplu.register.membership import Member
from paraplu.register.model import Register
from paraplu.rules import flow

FIRST = dt.date(2025, 1, 1)
CENT = Decimal("0.01")
_SHARE = re.compile(r"(-?)(net|vat|all|half|rest|)((?:[+-]?(?:half|[\d.]+))?)")
_DUTCH_ROOTS = {
    "Assets": "Activa",
    "Liabilities": "Passiva",
    "Equity": "Vermogen",
    "Income": "Opbrengsten",
    "Expenses": "Lasten",
}


@dataclass(frozen=True)
class Style:
    """How books are written: the words of their accounts, and of the roots."""

    name: str
    chart: str = "en"
    words: Mapping[str, str] | None = None
    roots: Mapping[str, str] | None = None

    def account(self, name: str) -> str:
        """Return an English account name as these books write it."""
        root, *parts = name.split(":")
        if self.words:
            # What stands below the class or group is free, and stays as it is.
            fixed = 3 if parts[0] == "Members" else 1
            if parts[:2] == ["Coop", "Contribution"] or parts[:2] == [
                "Coop",
                "Rounding",
            ]:
                fixed = 2
            parts[:fixed] = [self.words.get(part, part) for part in parts[:fixed]]
        return ":".join([(self.roots or {}).get(root, root), *parts])

    def options(self) -> str:
        """Return the options of these books."""
        return "".join(
            f'option "name_{root.lower()}" "{name}"\n'
            for root, name in (self.roots or {}).items()
        )


STYLES = (
    Style("English"),
    Style("Dutch", "nl", DUTCH),
    Style("Dutch with Dutch roots", "nl", DUTCH, _DUTCH_ROOTS),
)


@dataclass(frozen=True)
class Entry:
    """An entry to be written: a day, legs with amounts, and links."""

    day: dt.date
    legs: tuple[tuple[str, Decimal], ...]
    links: frozenset[str] = frozenset()


def shares(net: Decimal, vat: Decimal) -> dict[str, Decimal]:
    """Return the amounts that the shares of a row stand for."""
    whole = net + vat
    half = (whole / 2).quantize(CENT)
    return {"net": net, "vat": vat, "all": whole, "half": half, "rest": whole - half}


def legs(
    text: str, amounts: Mapping[str, Decimal], who: str = "L01", other: str = "L02"
) -> tuple[tuple[str, Decimal], ...]:
    """Return the legs of one entry of a row with amounts, those of nil left out."""
    found = []
    for line in text.format(who=who, other=other).splitlines():
        account, share = line.split()
        amount = _amount(share, amounts)
        if amount:
            found.append((account, amount))
    return tuple(found)


def _amount(share: str, amounts: Mapping[str, Decimal]) -> Decimal:
    total = Decimal(0)
    for sign, word in re.findall(r"([+-]?)([a-z]+|[\d.]+)", share):
        amount = amounts[word] if word in amounts else Decimal(word)
        total += -amount if sign == "-" else amount
    return total


def before(
    row: Row,
    amounts: Mapping[str, Decimal],
    day: dt.date,
    link: str,
    who: str,
    other: str,
) -> list[Entry]:
    """Return what a row needs to have happened, on one day."""
    links = frozenset({link}) if row.linked else frozenset()
    return [
        Entry(day, legs(text, amounts, who, other), links)
        for text in row.before.split("\n\n")
        if text
    ]


def ledger(entries: Iterable[Entry], style: Style = STYLES[0]) -> str:
    """Return the text of a ledger, entry by entry in the order given."""
    lines = [
        'option "operating_currency" "EUR"',
        'plugin "beancount.plugins.auto_accounts"',
        style.options(),
    ]
    for entry in entries:
        links = "".join(f" ^{link}" for link in sorted(entry.links))
        lines.append(f'{entry.day} * "entry"{links}')
        lines += [
            f"  {style.account(account)}  {amount} EUR"
            for account, amount in entry.legs
        ]
        lines.append("")
    return "\n".join(lines)


def register(style: Style = STYLES[0]) -> Register:
    """Return a register with members L01 to L09 and one charge."""
    policy = Policy(FIRST, charges={"StallRent": None})
    members = {code: Member(code, FIRST) for code in (f"L0{n}" for n in range(1, 10))}
    return Register(chart=style.chart, policies=(policy,), members=members)


def books(text: str, style: Style = STYLES[0]) -> Books:
    """Return the books of a ledger's text, which must be without errors."""
    entries, errors, options = loader.load_string(text)
    assert not errors, errors
    return read_books(entries, options, register(style))


def found(entries: Iterable[Entry], style: Style = STYLES[0]) -> list[Finding]:
    """Return the findings of the flow rule, PF01 and PF03."""
    return list(flow.judge(books(ledger(entries, style), style), register(style)))


def total(findings: Iterable[Finding]) -> Decimal:
    """Return what the findings come to."""
    return sum((finding.amount or Decimal(0) for finding in findings), Decimal(0))

"""What the text of a bill seems to say: proposals, for a person to agree to or change.

No layout is known here. An account number has check digits, VAT of a rate fits its
amount, and a total has its words in front of it; what fits nothing is not proposed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.identifiers import read_iban, read_reference, without_references
from paraplu.base.money import CENT, ZERO

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}\b")
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[. ]\d{3})*|\d{1,9})([,.])(\d{2})(?![\d%]|[.,]\d)(?!\s*%)"
)
_NUMBER = re.compile(
    r"\b(?:factuur|invoice|nota|bon)[ -]?(?:nummer|number|nr|no|num)?\.?"
    r"(?: nummer| number)?[ \t]*[:#]?[ \t]*\n?"
    r"(?=[A-Z./_-]*[0-9])([A-Z0-9][A-Z0-9./_-]{1,29})",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"^ *(?:nummer|number|nr\.?|no\.?)[ \t:]+([A-Z0-9][A-Z0-9./_-]{1,29})",
    re.IGNORECASE | re.MULTILINE,
)
_DUE = re.compile(
    r"verval|betalen|betaal|voldoen|due|pay by|uiterlijk|before", re.IGNORECASE
)
_DATE = re.compile(r"datum|date", re.IGNORECASE)
_TO_PAY = re.compile(
    r"te (?:betalen|voldoen)|amount due|total due|to pay|balance due", re.IGNORECASE
)
_TOTAL = re.compile(
    r"totaal.*(?:incl|met btw)|total.*(?:incl|with vat)|totaal(?:bedrag)?\b"
    r"|grand total|\btotal\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"exc|zonder|without|sub", re.IGNORECASE)
_VAT = re.compile(r"\b(?:btw|vat|b\.t\.w\.)", re.IGNORECASE)
_RATE = re.compile(r"\b(\d{1,2})(?:[,.]0{1,2})? ?%")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar",
            "april apr", "mei may", "juni june jun", "juli july jul",
            "augustus august aug", "september sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAY = re.compile(
    r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
    r"|(\d{1,2}) ([a-z]{3,9})\.? (\d{4}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Proposal:
    """What a text seems to say; empty, or None, where it does not.

    `vat` are amounts of VAT by rate as a fraction; they are there only where they fit
    the total.
    """

    number: str = ""
    day: dt.date | None = None
    due: dt.date | None = None
    total: Decimal | None = None
    vat: tuple[tuple[Decimal, Decimal], ...] = ()
    iban: str = ""
    reference: str = ""


def proposal_of(text: str, own: Collection[str] = ()) -> Proposal:
    """Return what the text of a bill seems to say; `own` are IBANs that are ours."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    days = [(day, line) for line in lines for day in days_in(line)]
    due = next((day for day, line in days if _DUE.search(line)), None)
    others = [(day, line) for day, line in days if not _DUE.search(line)]
    day = next((day for day, line in others if _DATE.search(line)), None)
    total = _total(lines)
    numbers = (*_NUMBER.findall(text), *_ONLY_NUMBER.findall(text))
    number = next((one for one in numbers if _is_number(one)), "")
    return Proposal(
        number=number.rstrip(".-/_"),
        day=day or (others[0][0] if others else None),
        due=due,
        total=total,
        vat=_vat(lines, total) if total else (),
        iban=_iban(text, own),
        reference=_reference(text),
    )


def _is_number(text: str) -> bool:
    """Tell whether a word may be the number of a bill; a day is none."""
    return any(map(str.isdigit, text)) and not any(days_in(text))


def _iban(text: str, own: Collection[str]) -> str:
    """Return the one account number of a text that is not ours."""
    found = {
        iban
        for hit in _IBAN.finditer(text)
        for end in range(len(hit[0]), 14, -1)
        if (iban := read_iban(hit[0][:end]))
    }
    others = found - set(own)
    return others.pop() if len(others) == 1 else ""


def _reference(text: str) -> str:
    """Return the structured reference of a text, where it has one that is right."""
    _, right = without_references(text)
    sixteen = re.findall(r"\b(?:\d{4}[ .]?){3}\d{4}\b", text)
    read = [read_reference(one) for one in (*right, *sixteen)]
    found = {one.text for one in read if one and one.right}
    return found.pop() if len(found) == 1 else ""


def days_in(line: str) -> Iterator[dt.date]:
    """Yield the days that a line names, as people write them."""
    for hit in _DAY.finditer(line):
        y1, m1, d1, d2, m2, y2, d3, name, y3 = hit.groups()
        month = m1 or m2 or _MONTHS.get((name or "").casefold(), 0)
        try:
            yield dt.date(int(y1 or y2 or y3), int(month), int(d1 or d2 or d3))
        except ValueError:
            continue


def amounts_in(line: str) -> list[Decimal]:
    """Return the amounts with two decimals in a line, whichever sign parts them."""
    return [
        Decimal(f"{re.sub(r'[. ]', '', hit[1])}.{hit[3]}")
        for hit in _AMOUNT.finditer(line)
    ]


def _total(lines: list[str]) -> Decimal | None:
    """Return the total with VAT: what is to be paid, else the largest total."""
    for words in (_TO_PAY, _TOTAL):
        found = [
            amount
            for n, line in enumerate(lines)
            if words.search(line) and not _WITHOUT.search(line)
            for amount in amounts_in(line) or _below(lines, n)
        ]
        if found:
            return max(found)
    return None


def _below(lines: list[str], n: int) -> list[Decimal]:
    """Return the amounts of the next line, where there is nothing else in it."""
    line = lines[n + 1] if n + 1 < len(lines) else ""
    return amounts_in(line) if not re.search("[a-z]{3}", line, re.IGNORECASE) else []


def _vat(lines: list[str], total: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return the VAT by rate: what the lines say of it, where it fits the total."""
    said = [
        (Decimal(rate) / 100, amounts_in(line))
        for line in lines
        if _VAT.search(line)
        for rate in _RATE.findall(line)[:1]
    ]
    single = {rate for rate, _ in said if rate}
    if len(single) == 1:
        rate = single.pop()
        tax = total - (total / (1 + rate)).quantize(CENT)
        near = [a for _, every in said for a in every if abs(a - tax) <= CENT]
        return ((rate, near[0]),) if near else ()
    found = {}
    for rate, every in said:
        pairs = [
            (net, tax)
            for net in every
            for tax in every
            if rate and abs(net * rate - tax) <= CENT and net != tax
        ]
        if pairs:
            found[rate] = pairs[0]
    whole = sum((net + tax for net, tax in found.values()), ZERO)
    fits = len(found) > 1 and abs(whole - total) <= CENT
    return tuple((rate, tax) for rate, (_, tax) in found.items()) if fits else ()

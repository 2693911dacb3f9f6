"""What people type when they are asked, as the file of an invoice has it.

Only what can mean one thing is taken: a comma before the cents, a day as people in the
Netherlands write it, a rate without its sign. What is left says why it is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

# At most two decimals with points before them: a point alone may be either.
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+,\d{1,2}", re.ASCII)
_COMMA = re.compile(r"\d+,\d{1,4}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d)?) ?%?", re.ASCII)


def meant_number(answer: str) -> str:
    """Return a price or a quantity with a full stop: `€ 6,50` is 6.50."""
    bare = answer.removeprefix("€").removeprefix("EUR").strip()
    if _THOUSANDS.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(",", ".") if _COMMA.fullmatch(bare) else bare


def meant_day(answer: str) -> str:
    """Return a day with its year first: 5-3-2026 is 2026-03-05."""
    if found := _DAY.fullmatch(answer):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(answer):
        year, month, day = found.groups()
    else:
        return answer
    return f"{year}-{month:>02}-{day:>02}"


def meant_rate(answer: str) -> str:
    """Return a rate with its sign: 21 is 21%; a code stays as it is."""
    found = _RATE.fullmatch(answer)
    return f"{found[1].replace(',', '.')}%" if found else answer


def meant_choice(answer: str, known: Mapping[str, str]) -> str:
    """Return the code that is meant, of those that are known with their names.

    By the code, by its place in the list, or by how just one code or name begins.
    Where that is none, or several, the answer stays as it is.
    """
    codes = list(known)
    if answer in known or not answer:
        return answer
    if answer.isdecimal() and 1 <= int(answer) <= len(codes):
        return codes[int(answer) - 1]
    begin = folded(answer)
    begun = [
        code
        for code, name in known.items()
        if folded(code).startswith(begin) or folded(name).startswith(begin)
    ]
    return begun[0] if len(begun) == 1 else answer

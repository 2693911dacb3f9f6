"""One line of a statement: `:61:` has the day and the amount, `:86:` the text.

`:61:` is: day of the interest, day of the booking (mmdd, or four spaces), D or C (RD
and RC take one of these back), amount, four signs for the kind, a key of the payer,
and after // that of the bank. What a bank adds stands on the next line of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nl_banks import values
from nl_banks.refusal import Refused
from nl_banks.standards.mt940.information import columned, informed
from nl_banks.standards.series import KeyedLine
from nl_banks.statement import StatementLine
from nl_banks.text import key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from nl_banks.standards.mt940.blocks import Field

_LINE = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4}|\s{4})?(?P<sign>R?[CD])[A-Z]?\s?"
    r"(?P<amount>\d{1,15}(?:,\d{0,3})?)(?:$|[A-Z][A-Z0-9 ]{3}(?P<rest>.*))",
    re.ASCII,
)
_SIGNS = {"C": 1, "RD": 1, "D": -1, "RC": -1}
# The payer's key has sixteen signs; Rabobank once wrote the name right behind it.
_PAYERS = 16
_NO_KEY = {"NONREF", "NOTPROVIDED", "EREF", "KREF", "MARF", "PREF", "CREF"}


def line(
    field: Field, texts: Sequence[Field], currency: str, *, in_columns: bool = False
) -> KeyedLine:
    """Return the line that `:61:` is, with what its `:86:` tell; Refused if broken.

    `in_columns` is how BNG writes: the text in columns, and a code where others have
    the payer's key.
    """
    found, added = _read(field.lines)
    value_date = values.compact(f"20{found['value']}")
    date = _booked(found["booked"] or "", value_date)
    booking = StatementLine(
        line=field.line,
        date=date,
        amount=_SIGNS[found["sign"]] * values.comma(found["amount"]),
        currency=currency,
        value_date=None if value_date == date else value_date,
    )
    payers, slashes, banks = (found["rest"] or "").partition("//")
    if not slashes and not payers[_PAYERS - 1 : _PAYERS].strip():
        payers, added = payers[:_PAYERS], [payers[_PAYERS:], *added]
    payers = payers.strip()
    payers = "" if payers in _NO_KEY else payers
    if in_columns:
        said = "".join(part for text in texts for part in text.lines)
        return KeyedLine(columned(booking, said), (key(banks),))
    return KeyedLine(informed(booking, payers, added, texts), (key(banks),))


def _read(lines: list[str]) -> tuple[re.Match[str], list[str]]:
    """Return what `:61:` says, and the lines after it; some break off in the middle."""
    for n in (1, 2):
        if found := _LINE.fullmatch("".join(lines[:n]).strip()):
            return found, lines[n:]
    raise Refused(
        "“{text}” is not a line as this layout writes it.", text=key(lines[0])
    )


def _booked(written: str, value_date: dt.date) -> dt.date:
    """Return the day of the booking, in the year that is nearest to the other day."""
    if not written.strip():
        return value_date
    years = range(value_date.year - 1, value_date.year + 2)
    days = [one for year in years if (one := _day(f"{year}{written}"))]
    if not days:
        return values.compact(f"{value_date.year}{written}")
    return min(days, key=lambda day: abs(day - value_date))


def _day(text: str) -> dt.date | None:
    """Return a day, if it is one in that year: 29 February is not in each."""
    try:
        return values.compact(text)
    except Refused:
        return None

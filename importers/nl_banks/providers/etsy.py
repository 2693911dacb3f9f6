"""Etsy: the statement of a month.

Amounts have the sign of their currency before them, and "--" is nothing. A row for
what Etsy keeps has it under fees alone; a deposit, which is what is paid out, says the
amount in its title only. Rows have no key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.providers.sums import check_sum
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, LineKind, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import clean, key

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}),? (\d{4})", re.ASCII)
_AMERICAN = re.compile(r"([A-Za-z]{3,9}) (\d{1,2}), (\d{4})", re.ASCII)
_AMOUNT = re.compile(r"([+-]?)[A-Z]{0,3}[€£$¥]?([+-]?)(\d[\d.,]*)")
_SENT = re.compile(r"(\S+) (?:was )?sent to your bank account", re.IGNORECASE)
_ORDER = re.compile(r"\border:? ?#?(\d{6,})", re.IGNORECASE)
_KINDS = {
    "sale": LineKind.SALE,
    "refund": LineKind.REFUND,
    "deposit": LineKind.PAYOUT,
    # What a buyer paid of tax and fees passes through, and is no cost of the shop.
    **dict.fromkeys(("fee", "marketing", "vat"), LineKind.FEE),
}


class Etsy(ColumnTable):
    """The statement, in English; of the columns `Title` was `Description` once."""

    name = "etsy"
    bank = "Etsy"
    title = "Etsy, CSV of a monthly statement"
    needed: ClassVar[Columns] = {
        "day": ("date",),
        "kind": ("type",),
        "title": ("title", "description"),
        "info": ("info",),
        "currency": ("currency",),
        "amount": ("amount",),
        "fees": ("fees & taxes",),
        "net": ("net",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            kind, title = cell(cells, "kind"), cell(cells, "title")
            amount, fees, net = (
                _amount(cell(cells, one)) for one in ("amount", "fees", "net")
            )
            sort = _KINDS.get(kind.casefold(), LineKind.BOOKING)
            if sort is LineKind.PAYOUT and not amount:
                amount = _sent(title)
                net = net or amount
            elif not amount:
                amount, fees = fees, ZERO
            check_sum(amount, -fees, net)
            text = clean(f"{kind}: {title} {cell(cells, 'info')}")
            order = _ORDER.search(text)
            booking = StatementLine(
                line=number,
                date=_day(cell(cells, "day")),
                amount=amount,
                currency=values.currency(cell(cells, "currency")),
                narration=text,
                payment_reference=key(order[1]) if order else "",
                kind=sort,
                fee=fees,
            )
            return TableLine("etsy", booking)

        return read


def _amount(text: str) -> Decimal:
    """Return an amount without the sign of its currency; nought for "--"."""
    if text in {"", "--"}:
        return ZERO
    found = _AMOUNT.fullmatch(text)
    return values.point(f"{found[1]}{found[2]}{found[3]}" if found else text)


def _sent(title: str) -> Decimal:
    """Return what left for the bank; Refused where the title does not say."""
    found = _SENT.search(title)
    if not found:
        raise Refused(
            "“{title}” does not say how much was paid out. Please report it.",
            title=title,
        )
    return -_amount(found[1])


def _day(text: str) -> dt.date:
    """Return a day with the month in letters, which stands first or second."""
    if found := _AMERICAN.fullmatch(text):
        month, day, year = found.groups()
    elif found := _DAY.fullmatch(text):
        day, month, year = found.groups()
    else:
        return values.iso(text)
    short = month[:3].casefold()
    if short not in _MONTHS:
        raise Refused("“{text}” is not a day as this layout writes it.", text=text)
    return values.iso(f"{year}-{_MONTHS.index(short) + 1:02}-{day:0>2}")


LAYOUTS = (Etsy(),)

"""PayPal, in Dutch: the statement, and the activity report with all that happened.

The amount is in `Bruto`, what PayPal kept in `Kosten` and below zero, and what moved in
`Net`. There is a balance for each currency. Reports in English are not read: their days
can be the American way round, and nothing in them tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Cell, Columns, ColumnTable
from nl_banks.providers.sums import check_sum
from nl_banks.statement import LineKind, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

_DAY = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)

_COMMON: Columns = {
    "day": ("datum",),
    "time": ("tijd",),
    "currency": ("valuta",),
    "gross": ("bruto",),
    "fee": ("kosten", "fee"),
    "net": ("net", "netto"),
    "id": ("transactiereferentie", "transactie-id"),
    "name": ("naam",),
}
_MORE: Columns = {
    "account": ("bankrekening",),
    "invoice": ("factuurreferentie", "factuurnummer"),
    "title": ("item title", "onderwerp"),
    "note": ("note",),
}


class PayPalStatement(ColumnTable):
    """The statement of a month: what moved, and nothing else."""

    name = "paypal-statement"
    bank = "PayPal"
    title = "PayPal, CSV of a statement (in Dutch)"
    needed: ClassVar[Columns] = {
        **_COMMON,
        "kind": ("omschrijving",),
        "balance": ("saldo",),
    }
    optional = _MORE
    foreign = frozenset({"status", "type"})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            return TableLine("paypal", _booking(cell, number, cells))

        return read


class PayPalActivity(ColumnTable):
    """The activity report: also what is pending, and notes that moved nothing."""

    name = "paypal-activity"
    bank = "PayPal"
    title = "PayPal, CSV of activity (in Dutch)"
    needed: ClassVar[Columns] = {
        **_COMMON,
        "kind": ("type",),
        "status": ("status",),
    }
    optional: ClassVar[Columns] = {
        **_MORE,
        "balance": ("saldo",),
        "effect": ("effect op saldo",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; `Effect op saldo` tells whether it moved anything.

        A payout moves the balance while it is pending, and is noted once more when it
        is complete. Where that column is missing, what is complete counts.
        """
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine | None:
            effect = cell(cells, "effect").casefold()
            if effect == "memo":
                return None
            if not effect and cell(cells, "status").casefold() != "voltooid":
                return None
            return TableLine("paypal", _booking(cell, number, cells))

        return read


def _booking(cell: Cell, number: int, cells: Cells) -> StatementLine:
    kind = cell(cells, "kind")
    gross, net = values.comma(cell(cells, "gross")), values.comma(cell(cells, "net"))
    fee = values.comma(cell(cells, "fee") or "0")
    check_sum(gross, -fee, net)
    left = cell(cells, "balance")
    one = key(cell(cells, "id"))
    sort = _kind(kind, gross)
    texts = kind, cell(cells, "title"), cell(cells, "note")
    return StatementLine(
        line=number,
        date=_day(cell(cells, "day")),
        amount=gross,
        currency=values.currency(cell(cells, "currency")),
        payee=name(cell(cells, "name")),
        narration=clean(" ".join(texts)),
        counterparty=account_number(cell(cells, "account")),
        reference=one,
        payment_reference=one
        if sort is LineKind.PAYOUT
        else key(cell(cells, "invoice")),
        kind=sort,
        fee=fee,
        after=values.comma(left) if left else None,
        time=_time(cell(cells, "time")),
    )


def _kind(kind: str, gross: Decimal) -> LineKind:
    """Return what a line is, from the words that PayPal has for it."""
    words = kind.casefold()
    if gross > 0:
        is_sale = "betaling" in words and "terug" not in words
        return LineKind.SALE if is_sale else LineKind.BOOKING
    if "opname" in words:
        return LineKind.PAYOUT
    return LineKind.REFUND if "terug" in words else LineKind.BOOKING


def _time(text: str) -> str:
    """Return a time of day as it is compared; none where it is not one."""
    found = _TIME.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}:{found[3] or '00'}" if found else ""


def _day(text: str) -> dt.date:
    """Return a day, written as d-m-yyyy or d/m/yyyy, with zeros or without."""
    found = _DAY.fullmatch(text)
    if not found:
        return values.slashed_dmy(text)
    return values.slashed_dmy(f"{found[1]:0>2}/{found[3]:0>2}/{found[4]}")


LAYOUTS = (PayPalStatement(), PayPalActivity())

"""Zettle by PayPal: workbooks of the account, and of the receipts.

The account has a line for each card payment, one for what Zettle kept of it, and one
for each payout, with the balance after it. The receipts have the sales alone, with the
fee beside them. Take one of the two: both tell of the same sales. There is no column
for a currency; in the Netherlands it is the euro.

The headers are known in Dutch and Danish, those of receipts in Danish only.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.moment import day_of
from nl_banks.providers.sums import check_sum
from nl_banks.statement import LineKind, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine, plain
from nl_banks.text import clean, key, name
from nl_banks.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

# Excel counts days from here, for all that are after February 1900.
_FIRST_DAY = dt.date(1899, 12, 30)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)

_KINDS = {
    "kaartbetaling": LineKind.SALE,
    "terugbetaling, kaartbetaling": LineKind.REFUND,
    "toeslag": LineKind.FEE,
    "toeslag, terugbetaling": LineKind.FEE,
    "storting op bankrekening": LineKind.PAYOUT,
    "kortbetaling": LineKind.SALE,
    "gebyr": LineKind.FEE,
    "udbetaling til bankkonto": LineKind.PAYOUT,
    "bonus fra betalingsgebyr": LineKind.FEE,
}
_CASH = frozenset({"kontant", "kontanter", "contant", "cash", "kontanten"})


class ZettleAccount(Sheet):
    """The account: settled on one day, and mostly paid on one before."""

    name = "zettle-account"
    bank = "Zettle"
    title = "Zettle, workbook of the account"
    headers: ClassVar[tuple[Header, ...]] = (
        ("Datum afhandeling", "Datum betaling", "Bon", "Type", "Bedrag", "Saldo"),
        ("Afregningsdato", "Betalingsdato", "Reference", "Type", "Netto", "Saldo"),
        ("Opgørelsesdato", "Betalingsdato", "Reference", "Type", "Beløb", "Saldo"),
    )
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; the value date is the day of the sale."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            settled, paid, receipt, kind, amount, left = cells
            date = _day(settled)
            sold = _day(paid) if paid else date
            booking = StatementLine(
                line=number,
                date=date,
                amount=values.point(amount),
                currency="EUR",
                narration=clean(f"{kind} {receipt}"),
                value_date=None if sold == date else sold,
                payment_reference=key(receipt),
                kind=_KINDS.get(kind.strip().casefold(), LineKind.BOOKING),
                after=values.point(left),
            )
            return TableLine("zettle", booking)

        return read


class ZettleReceipts(ColumnTable, Sheet):
    """The receipts, under some fifteen rows about the merchant."""

    name = "zettle-receipts"
    bank = "Zettle"
    title = "Zettle, workbook of receipts"
    needed: ClassVar[Columns] = {
        "day": ("dato",),
        "receipt": ("kvitteringsnummer",),
        "total": ("total",),
        "fee": ("afgift",),
        "net": ("netto",),
        "method": ("betalingsmetode",),
        "seller": ("personale",),
        "text": ("beskrivelse",),
    }
    newest_first = True

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return the header, which stands under what is told of the merchant."""
        headers = (plain(cells) for _, cells in rows)
        return next((one for one in headers if self.alike(one) == 1.0), ())

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; the sums at the end have no receipt, nor a day."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine | None:
            day, receipt = cell(cells, "day"), cell(cells, "receipt")
            if not receipt and not _is_day(day):
                return None
            total, net = (values.point(cell(cells, one)) for one in ("total", "net"))
            fee = abs(values.point(cell(cells, "fee") or "0")).copy_sign(total)
            check_sum(total, fee, net)
            booking = StatementLine(
                line=number,
                date=_day(day),
                amount=total,
                currency="EUR",
                payee=name(cell(cells, "seller")),
                narration=clean(f"{cell(cells, 'text')} {receipt}"),
                payment_reference=key(receipt),
                kind=LineKind.REFUND if total < 0 else LineKind.SALE,
                fee=-fee,
            )
            in_cash = cell(cells, "method").casefold() in _CASH
            return TableLine("zettle-cash" if in_cash else "zettle", booking)

        return read


def _day(text: str) -> dt.date:
    """Return a day, as the workbook writes it or as the number that Excel keeps."""
    found = _SERIAL.fullmatch(text.strip())
    return _FIRST_DAY + dt.timedelta(int(found[1])) if found else day_of(text)


def _is_day(text: str) -> bool:
    """Tell whether a cell begins as a day does."""
    return text[:4].isdigit()


LAYOUTS = (ZettleAccount(), ZettleReceipts())

"""bol.com: the specification of the monthly invoice, of what was sold and kept.

The invoice is what a seller owes bol.com: sales stand below zero in it, and what
bol.com keeps above. Here it is the other way round. There is no row for what is paid
out: it is the sum of all, and the bank tells the day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.day_order import day_first
from nl_banks.decimals import Decimals
from nl_banks.moment import day_of
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, LineKind, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine, plain
from nl_banks.text import clean, key
from nl_banks.workbook import Sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

_ISO = re.compile(r"\d{4}-.*", re.ASCII)
# Words in what bol.com calls a row that is a cost, or a cost that is given back.
_COSTS = ("commissie", "kosten", "bijdrage", "zegel")
_TOTALS = ("", "totaal", "subtotaal")


class _Bol(ColumnTable):
    """What the specification has, as a workbook and as CSV."""

    bank = "bol.com"
    needed: ClassVar[Columns] = {
        "kind": ("type",),
        "product": ("ean",),
        "title": ("artikelomschrijving",),
        "day": ("datum",),
        "order": ("bestelnummer",),
        "amount": ("bedrag (incl. btw)",),
    }

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return the header, which stands under what is told of the invoice."""
        headers = (plain(cells) for _, cells in rows)
        return next((one for one in headers if self.alike(one) == 1.0), ())

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; a total is held against the rows above it."""
        cell, decimal, sums = self.cell(header), Decimals(), [ZERO]

        def read(number: int, cells: Cells) -> TableLine | None:
            kind, written = cell(cells, "kind"), cell(cells, "amount")
            order = cell(cells, "order")
            if not order and kind.partition(" ")[0].casefold().rstrip(":") in _TOTALS:
                _check_total(written and decimal(written), sums)
                return None
            amount = -decimal(written)
            sums.append(sums[-1] - amount)
            texts = kind, cell(cells, "title"), cell(cells, "product"), order
            booking = StatementLine(
                line=number,
                date=_day(cell(cells, "day")),
                amount=amount,
                currency="EUR",
                narration=clean(" ".join(filter(None, texts))),
                payment_reference=key(order),
                kind=_kind(kind.casefold(), amount),
            )
            return TableLine("bol.com", booking)

        return read


class BolSheet(_Bol, Sheet):
    """The workbook; the specification is its first sheet or its second."""

    name = "bol-sheet"
    title = "bol.com, workbook of the specification of an invoice"
    sheets = 2


class BolCsv(_Bol):
    """The same as CSV."""

    name = "bol-csv"
    title = "bol.com, CSV of the specification of an invoice"
    delimiters = ",;"


def _kind(kind: str, amount: Decimal) -> LineKind:
    """Return what a row is, from the words that bol.com has for it."""
    if "verkoopprijs" in kind:
        return LineKind.SALE if amount > 0 else LineKind.REFUND
    return LineKind.FEE if any(map(kind.__contains__, _COSTS)) else LineKind.BOOKING


def _check_total(total: Decimal | str, sums: list[Decimal]) -> None:
    """See that a total is of all rows, or of the last ones; Refused where of none."""
    if total and all(total != sums[-1] - before for before in sums):
        raise Refused(
            "The rows add up to {found}, and the total of the file is {total}. "
            "Download it again.",
            found=sums[-1],
            total=total,
        )


def _day(text: str) -> dt.date:
    """Return a day, as a workbook keeps it or as bol.com writes it."""
    return day_of(text, values.iso if _ISO.fullmatch(text) else day_first)


LAYOUTS = (BolSheet(), BolCsv())

"""Adyen: the settlement details, of one batch or of several.

Debit and credit stand apart, before and after what Adyen kept. A batch that was paid
out adds up to nought with its payout: that is held here, for a row that is left out
would go unnoticed. The number of the batch comes back in the bank's line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Cell, Columns, ColumnTable
from nl_banks.moment import day_of
from nl_banks.providers.sums import check_sum
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, LineKind, Original, Statement, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine, plain
from nl_banks.text import clean, key
from nl_banks.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from nl_banks.source import StatementFile

_KINDS = {
    **dict.fromkeys(("settled", "settledexternally"), LineKind.SALE),
    **dict.fromkeys(
        (
            *("refunded", "refundedreversed", "chargeback", "chargebackreversed"),
            "secondchargeback",
        ),
        LineKind.REFUND,
    ),
    **dict.fromkeys(
        ("fee", "misccosts", "paymentcost", "invoicededuction"), LineKind.FEE
    ),
    "merchantpayout": LineKind.PAYOUT,
}
_FEES = ("commission", "markup", "scheme", "interchange")
_CENT = values.point("0.01")


class _Adyen(ColumnTable):
    """What the report has, as a workbook and as CSV."""

    bank = "Adyen"
    needed: ClassVar[Columns] = {
        "id": ("psp reference",),
        "order": ("merchant reference",),
        "method": ("payment method",),
        "moment": ("creation date",),
        "kind": ("type",),
        "change": ("modification reference",),
        "gross currency": ("gross currency",),
        "gross debit": ("gross debit (gc)",),
        "gross credit": ("gross credit (gc)",),
        "currency": ("net currency",),
        "net debit": ("net debit (nc)",),
        "net credit": ("net credit (nc)",),
        "commission": ("commission (nc)",),
        "markup": ("markup (nc)",),
        "scheme": ("scheme fees (nc)",),
        "interchange": ("interchange (nc)",),
        "batch": ("batch number",),
    }
    optional: ClassVar[Columns] = {"text": ("modification merchant reference",)}

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return the header; a workbook has some rows above it."""
        headers = (plain(cells) for _, cells in rows)
        return next((one for one in headers if self.alike(one) == 1.0), ())

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return the statements; Refused where a batch does not end at nought."""
        found = super().statements(source)
        for statement in found:
            try:
                _check_batches(statement)
            except Refused as refusal:
                raise refusal.of(source.path) from None
        return found

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell, seen = self.cell(header), Counter[str]()

        def read(number: int, cells: Cells) -> TableLine:
            kind = cell(cells, "kind")
            amount, fee, original = _sums(cell, cells)
            parts = kind, cell(cells, "id"), cell(cells, "change")
            one = key(" ".join(filter(None, parts))) if cell(cells, "id") else ""
            seen[one] += 1
            texts = kind, cell(cells, "order"), cell(cells, "method")
            booking = StatementLine(
                line=number,
                date=day_of(cell(cells, "moment")),
                amount=amount,
                currency=values.currency(cell(cells, "currency")),
                narration=clean(" ".join((*texts, cell(cells, "text")))),
                reference=one if seen[one] == 1 or not one else f"{one}/{seen[one]}",
                payment_reference=key(cell(cells, "batch")),
                original=original,
                kind=_KINDS.get(kind.casefold(), LineKind.BOOKING),
                fee=fee,
            )
            return TableLine("adyen", booking)

        return read


class AdyenCsv(_Adyen):
    """The report as CSV."""

    name = "adyen-csv"
    title = "Adyen, CSV of settlement details"


class AdyenSheet(_Adyen, Sheet):
    """The report as a workbook."""

    name = "adyen-sheet"
    title = "Adyen, workbook of settlement details"


def _sums(cell: Cell, cells: Cells) -> tuple[Decimal, Decimal, Original | None]:
    """Return the amount, what was kept of it, and what the customer paid."""
    net = _signed(cell, cells, "net")
    gross = _signed(cell, cells, "gross")
    kept = sum((values.point(cell(cells, one) or "0") for one in _FEES), ZERO)
    paid_in = cell(cells, "gross currency")
    if not gross:
        return net, ZERO, None
    if paid_in != cell(cells, "currency"):
        # The fees are in the currency of what is paid out.
        return net + kept, -kept, Original(gross, values.currency(paid_in))
    # Fees of a card have parts of a cent, and what is paid out has none.
    if kept and abs(gross - kept - net) >= _CENT:
        check_sum(gross, kept, net)
    return gross, net - gross, None


def _signed(cell: Cell, cells: Cells, side: str) -> Decimal:
    """Return credit less debit."""
    debit, credit = (
        values.point(cell(cells, f"{side} {one}") or "0") for one in ("debit", "credit")
    )
    return credit - debit


def _check_batches(statement: Statement) -> None:
    """See that each batch with a payout adds up to nought."""
    left: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in statement.bookings:
        left[line.payment_reference] += line.amount + line.fee
    for line in statement.bookings:
        stays = left[line.payment_reference]
        if line.kind is LineKind.PAYOUT and stays:
            raise Refused(
                "Batch {batch} does not add up to its payout: {amount} is left. A row "
                "is missing or was changed. Download the report again.",
                batch=line.payment_reference,
                amount=stays,
            ).at(line.line)


LAYOUTS = (AdyenCsv(), AdyenSheet())

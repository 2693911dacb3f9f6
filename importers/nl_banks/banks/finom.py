"""Finom: the statement of wallets, each with its IBAN and its balance after a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.banks.revolut import went_through
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.statement import Original, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from decimal import Decimal


class Finom(ColumnTable):
    """A statement as CSV; some headers are translated, these are in English."""

    name = "finom"
    bank = "Finom"
    title = "Finom, CSV of a statement"
    needed: ClassVar[Columns] = {
        "day": ("completed date",),
        "state": ("status",),
        "kind": ("transaction type",),
        "name": ("counterparty name",),
        "iban": ("counterparty iban",),
        "text": ("reference",),
        "currency": ("payment currency",),
        "amount": ("payment amount",),
        "balance": ("wallet balance after transaction",),
        "wallet": ("wallet iban",),
        "id": ("transaction id",),
    }
    optional: ClassVar[Columns] = {
        "paid": ("original amount",),
        "paid in": ("original currency",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; what did not go through moved nothing."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine | None:
            day = cell(cells, "day")
            if not went_through(cell(cells, "state"), day):
                return None
            amount = values.point(cell(cells, "amount"))
            currency = values.currency(cell(cells, "currency"))
            booking = StatementLine(
                line=number,
                date=values.dotted_dmy(day),
                amount=amount,
                currency=currency,
                payee=name(cell(cells, "name")),
                narration=clean(cell(cells, "text")) or clean(cell(cells, "kind")),
                counterparty=account_number(cell(cells, "iban")),
                reference=key(cell(cells, "id")),
                original=_original(
                    cell(cells, "paid"), cell(cells, "paid in"), amount, currency
                ),
                after=values.point(cell(cells, "balance")),
            )
            return TableLine(account_number(cell(cells, "wallet")), booking)

        return read


def _original(
    paid: str, paid_in: str, amount: Decimal, currency: str
) -> Original | None:
    """Return what was paid in another currency, with the sign of what was booked."""
    if not paid or not paid_in or paid_in == currency:
        return None
    return Original(values.point(paid).copy_sign(amount), values.currency(paid_in))


LAYOUTS = (Finom(),)

"""Revolut: the statement of a merchant account, where card payments come in.

It has what is left of each payment, what Revolut kept of it, and the balance after it.
What is paid out to the business account leaves as a transfer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.banks.revolut import went_through
from nl_banks.column_table import Cell, Columns, ColumnTable
from nl_banks.moment import day_of
from nl_banks.providers.sums import check_sum
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, LineKind, Original, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import clean, key, name

if TYPE_CHECKING:
    from decimal import Decimal

_KINDS = {
    "settlement": LineKind.SALE,
    "refund": LineKind.REFUND,
    "chargeback": LineKind.REFUND,
    "transfer": LineKind.PAYOUT,
}


class RevolutMerchant(ColumnTable):
    """The only layout that is known, of 49 columns; most tell of the order."""

    name = "revolut-merchant"
    bank = "Revolut"
    title = "Revolut, CSV of a merchant account"
    needed: ClassVar[Columns] = {
        "completed": ("date & time completed (utc)",),
        "state": ("state",),
        "type": ("type",),
        "description": ("description",),
        "paid": ("original amount",),
        "paid in": ("original currency",),
        "net": ("settlement amount",),
        "currency": ("settlement currency",),
        "fee currency": ("fee currency",),
        "exchange": ("fx fee",),
        "processing": ("processing fee",),
        "balance": ("balance",),
        "account": ("account",),
        "id": ("transaction id",),
    }
    optional: ClassVar[Columns] = {
        "invoice": ("invoice reference",),
        "order": ("order description",),
        "name": ("customer name",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine | None:
            done = cell(cells, "completed")
            if not went_through(cell(cells, "state"), done):
                return None
            currency = values.currency(cell(cells, "currency"))
            fee = _fee(cell, cells, currency)
            net = values.point(cell(cells, "net"))
            texts = dict.fromkeys(cell(cells, one) for one in ("order", "description"))
            booking = StatementLine(
                line=number,
                date=day_of(done),
                amount=net - fee,
                currency=currency,
                payee=name(cell(cells, "name")),
                narration=clean("; ".join(filter(None, texts))),
                reference=key(cell(cells, "id")),
                payment_reference=key(cell(cells, "invoice")),
                original=_original(cell, cells, currency, net, fee),
                kind=_KINDS.get(cell(cells, "type").casefold(), LineKind.BOOKING),
                fee=fee,
                after=values.point(cell(cells, "balance")),
            )
            return TableLine(clean(cell(cells, "account")), booking)

        return read


def _fee(cell: Cell, cells: Cells, currency: str) -> Decimal:
    """Return what Revolut kept, below zero; Refused where it is in another currency."""
    parts = (cell(cells, one) or "0" for one in ("exchange", "processing"))
    fee = sum(map(values.point, parts), ZERO)
    if fee and cell(cells, "fee currency") != currency:
        raise Refused(
            "The fee is in {fee_currency} and the amount in {currency}: so there is no "
            "telling what left the account.",
            fee_currency=cell(cells, "fee currency"),
            currency=currency,
        )
    return fee


def _original(
    cell: Cell, cells: Cells, currency: str, net: Decimal, fee: Decimal
) -> Original | None:
    """Return what was paid in another currency; in the same, the sums are checked."""
    paid = values.point(cell(cells, "paid"))
    paid_in = values.currency(cell(cells, "paid in"))
    if paid_in != currency:
        return Original(paid.copy_sign(net), paid_in)
    check_sum(paid, -fee, net)
    return None


LAYOUTS = (RevolutMerchant(),)

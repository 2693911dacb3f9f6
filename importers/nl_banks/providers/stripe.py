"""Stripe: the itemised reports of balance and payouts, and the export of the dashboard.

All have the gross amount, what Stripe kept, and what moved. A payment tells in which
payout it left; the payout comes back in the bank's line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Cell, Columns, ColumnTable
from nl_banks.decimals import Decimals
from nl_banks.moment import day_of
from nl_banks.providers.sums import check_sum
from nl_banks.statement import LineKind, Original, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import clean, key, name

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

_KINDS = {
    **dict.fromkeys(("charge", "payment"), LineKind.SALE),
    **dict.fromkeys(
        (
            "refund",
            "payment_refund",
            "refund_failure",
            "payment_failure_refund",
            "partial_capture_reversal",
            "charge_failure",
            "dispute",
            "dispute_reversal",
            "adjustment",
        ),
        LineKind.REFUND,
    ),
    **dict.fromkeys(("fee", "stripe_fee", "network_cost", "tax_fee"), LineKind.FEE),
    **dict.fromkeys(
        ("payout", "payout_reversal", "payout_failure", "payout_cancel"),
        LineKind.PAYOUT,
    ),
}


class _Stripe(ColumnTable):
    """What both exports have in common."""

    bank = "Stripe"

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell, decimal = self.cell(header), Decimals()

        def read(number: int, cells: Cells) -> TableLine:
            return TableLine("stripe", _booking(cell, decimal, number, cells))

        return read


class StripeItemised(_Stripe):
    """Payout reconciliation and balance change, itemised."""

    name = "stripe-itemised"
    title = "Stripe, CSV of a payout reconciliation or balance change, itemised"
    needed: ClassVar[Columns] = {
        "id": ("balance_transaction_id",),
        "moment": ("created", "created_utc"),
        "currency": ("currency",),
        "gross": ("gross",),
        "fee": ("fee",),
        "net": ("net",),
        "kind": ("reporting_category",),
        "description": ("description",),
    }
    optional: ClassVar[Columns] = {
        "source": ("source_id",),
        "payout": ("automatic_payout_id", "payout_id"),
        "name": ("customer_name", "customer_email"),
        "paid": ("customer_facing_amount",),
        "paid in": ("customer_facing_currency",),
    }


class StripeDashboard(_Stripe):
    """All transactions of the balance, as the dashboard exports them."""

    name = "stripe-dashboard"
    title = "Stripe, CSV of all transactions of the balance"
    needed: ClassVar[Columns] = {
        "id": ("id",),
        "moment": ("created (utc)",),
        "currency": ("currency",),
        "gross": ("amount",),
        "fee": ("fee",),
        "net": ("net",),
        "kind": ("type",),
        "description": ("description",),
        "source": ("source",),
    }
    optional: ClassVar[Columns] = {
        "payout": ("transfer",),
        "name": ("customer name", "customer email"),
        "paid": ("customer facing amount",),
        "paid in": ("customer facing currency",),
    }
    newest_first = True


def _booking(
    cell: Cell, decimal: Callable[[str], Decimal], number: int, cells: Cells
) -> StatementLine:
    gross, fee, net = (decimal(cell(cells, one)) for one in ("gross", "fee", "net"))
    check_sum(gross, fee, net)
    kind = cell(cells, "kind")
    currency = values.currency(cell(cells, "currency").upper())
    source, payout = cell(cells, "source"), cell(cells, "payout")
    paid, paid_in = cell(cells, "paid"), cell(cells, "paid in").upper()
    return StatementLine(
        line=number,
        date=day_of(cell(cells, "moment")),
        amount=gross,
        currency=currency,
        payee=name(cell(cells, "name")),
        narration=clean(cell(cells, "description")) or clean(kind),
        reference=key(cell(cells, "id")),
        payment_reference=key(payout or (source if source.startswith("po_") else "")),
        original=(
            Original(decimal(paid).copy_sign(gross), values.currency(paid_in))
            if paid and paid_in and paid_in != currency
            else None
        ),
        kind=_KINDS.get(kind.casefold(), LineKind.BOOKING),
        fee=-fee,
    )


LAYOUTS = (StripeItemised(), StripeDashboard())

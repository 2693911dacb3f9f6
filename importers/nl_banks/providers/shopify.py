"""Shopify Payments: the transactions, with the payout in which each left.

What Shopify kept of a payment stands beside it. What is paid out is a row of its own,
and the bank's line has the same amount; a payment that is yet to be paid out has no
payout.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.moment import day_of
from nl_banks.providers.sums import check_sum
from nl_banks.statement import LineKind, Original, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import clean, key

if TYPE_CHECKING:
    from decimal import Decimal

_KINDS = {
    "charge": LineKind.SALE,
    **dict.fromkeys(("refund", "chargeback", "dispute"), LineKind.REFUND),
    "payout": LineKind.PAYOUT,
}


class Shopify(ColumnTable):
    """The transactions; columns came at the end, and are left alone."""

    name = "shopify"
    bank = "Shopify"
    title = "Shopify Payments, CSV of transactions"
    needed: ClassVar[Columns] = {
        "moment": ("transaction date",),
        "kind": ("type",),
        "order": ("order",),
        "payout": ("payout id",),
        "amount": ("amount",),
        "fee": ("fee",),
        "net": ("net",),
        "checkout": ("checkout",),
        "currency": ("currency",),
    }
    optional: ClassVar[Columns] = {
        "method": ("payment method name",),
        "paid": ("presentment amount",),
        "paid in": ("presentment currency",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; the day is that of the shop's own time zone."""
        cell, seen = self.cell(header), Counter[str]()

        def read(number: int, cells: Cells) -> TableLine:
            amount, fee, net = (
                values.point(cell(cells, one)) for one in ("amount", "fee", "net")
            )
            check_sum(amount, fee, net)
            kind, payout = cell(cells, "kind"), cell(cells, "payout")
            currency = values.currency(cell(cells, "currency"))
            sort = _KINDS.get(kind.casefold(), LineKind.BOOKING)
            own = payout if sort is LineKind.PAYOUT else cell(cells, "checkout")
            one = key(f"{kind} {own}") if own else ""
            seen[one] += 1
            texts = kind, cell(cells, "order"), cell(cells, "method")
            booking = StatementLine(
                line=number,
                date=day_of(cell(cells, "moment")),
                amount=amount,
                currency=currency,
                narration=clean(" ".join(filter(None, texts))),
                reference=one if seen[one] == 1 or not one else f"{one}/{seen[one]}",
                payment_reference=key(payout),
                original=_original(
                    cell(cells, "paid"), cell(cells, "paid in"), amount, currency
                ),
                kind=sort,
                fee=-fee,
            )
            return TableLine("shopify", booking)

        return read


def _original(
    paid: str, paid_in: str, amount: Decimal, currency: str
) -> Original | None:
    """Return what the customer paid, where that is another currency."""
    if not paid or not paid_in or paid_in == currency:
        return None
    return Original(values.point(paid).copy_sign(amount), values.currency(paid_in))


LAYOUTS = (Shopify(),)

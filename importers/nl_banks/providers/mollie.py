"""Mollie: the export of a settlement.

Each line says which settlement it is in. What Mollie keeps is not taken off a payment:
it comes as lines of its own at the end, without an id. The settlement itself is no
line; its reference comes back in the bank's line, and so stands with each payment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.moment import day_of
from nl_banks.statement import LineKind, Original, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from decimal import Decimal

# What an id begins with: payments and captures, refunds, chargebacks.
_KINDS = {
    "tr": LineKind.SALE,
    "cpt": LineKind.SALE,
    "re": LineKind.REFUND,
    "chb": LineKind.REFUND,
    "": LineKind.FEE,
}


class Mollie(StatementTable):
    """The layout of a settlement, in English for everybody."""

    name = "mollie-settlement"
    bank = "Mollie"
    title = "Mollie, CSV of a settlement"
    headers: ClassVar[tuple[Header, ...]] = (
        (
            "Date",
            "Payment method",
            "Currency",
            "Amount",
            "Status",
            "ID",
            "Description",
            "Consumer name",
            "Consumer bank account",
            "Consumer BIC",
            "Settlement currency",
            "Settlement amount",
            "Settlement reference",
            "Amount refunded",
        ),
    )

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            day, _, currency, amount, _, one, text, payee, other, _, *settled = cells
            settled_in, settled_amount, settlement, _ = settled
            moved = values.point(settled_amount)
            kept_in = values.currency(settled_in)
            booking = StatementLine(
                line=number,
                date=day_of(day),
                amount=moved,
                currency=kept_in,
                payee=name(payee),
                narration=clean(text),
                counterparty=account_number(other),
                reference=key(one),
                payment_reference=key(settlement),
                original=_original(amount, currency.strip(), moved, kept_in),
                kind=_KINDS.get(one.strip().partition("_")[0], LineKind.BOOKING),
            )
            return TableLine("mollie", booking)

        return read


def _original(
    amount: str, currency: str, moved: Decimal, kept_in: str
) -> Original | None:
    """Return what the customer paid, where that is another currency."""
    if not amount.strip() or not currency or currency == kept_in:
        return None
    return Original(values.point(amount).copy_sign(moved), values.currency(currency))


LAYOUTS = (Mollie(),)

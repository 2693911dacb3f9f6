"""Wise: the statement of one currency.

The newest line comes first, with the balance after it. What Wise kept is in the amount,
or is a line of its own with the same key; in both the balances carry on. An exchange is
a line in the statement of each of its currencies, with one key.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.statement import LineKind, Original, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from decimal import Decimal

_KINDS = {"wise charges for": LineKind.FEE, "converted ": LineKind.EXCHANGE}


class Wise(ColumnTable):
    """A statement as CSV; columns came and went, and are known by their names."""

    name = "wise"
    bank = "Wise"
    title = "Wise, CSV of a statement"
    needed: ClassVar[Columns] = {
        "id": ("transferwise id",),
        "day": ("date",),
        "amount": ("amount",),
        "currency": ("currency",),
        "text": ("description",),
        "reference": ("payment reference",),
        "balance": ("running balance",),
        "payer": ("payer name",),
        "payee": ("payee name",),
        "account": ("payee account number",),
    }
    optional: ClassVar[Columns] = {
        "shop": ("merchant",),
        "from": ("exchange from",),
        "to": ("exchange to",),
        "exchanged": ("exchange to amount",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell, seen = self.cell(header), Counter[str]()

        def read(number: int, cells: Cells) -> TableLine:
            amount = values.point(cell(cells, "amount"))
            one, text = key(cell(cells, "id")), clean(cell(cells, "text"))
            currency = values.currency(cell(cells, "currency"))
            seen[one] += 1
            who = cell(cells, "payer" if amount > 0 else "payee") or cell(cells, "shop")
            booking = StatementLine(
                line=number,
                date=values.dashed_dmy(cell(cells, "day")),
                amount=amount,
                currency=currency,
                payee=name(who),
                narration=text,
                counterparty=account_number(cell(cells, "account")),
                reference=one if seen[one] == 1 else f"{one}/{seen[one]}",
                payment_reference=key(cell(cells, "reference")),
                original=_original(
                    cell(cells, "exchanged"), cell(cells, "to"), amount, currency
                ),
                kind=next(
                    (
                        kind
                        for words, kind in _KINDS.items()
                        if text.casefold().startswith(words)
                    ),
                    LineKind.BOOKING,
                ),
                after=values.point(cell(cells, "balance")),
            )
            return TableLine("", booking)

        return read


def _original(text: str, currency: str, amount: Decimal, own: str) -> Original | None:
    """Return what arrived in another currency, with the sign of what was booked."""
    if not text or currency in {"", own}:
        return None
    return Original(values.point(text).copy_sign(amount), values.currency(currency))


LAYOUTS = (Wise(),)

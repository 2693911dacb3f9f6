"""KBC and CBC, in Belgium: a current account, newest first, with its balance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.statement import StatementLine
from nl_banks.table import TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from nl_banks.table import Cells, Header, Reader

# What payer and payee agreed on: three, four and five digits between signs.
_STRUCTURED = re.compile(r"\D*(\d{3})/?(\d{4})/?(\d{5})\D*", re.ASCII)


class Kbc(ColumnTable):
    """A statement as CSV, in Dutch or English; names of columns came and went."""

    name = "kbc"
    bank = "KBC"
    title = "KBC, CSV of an account"
    delimiters = ";"
    needed: ClassVar[Columns] = {
        "account": ("rekeningnummer", "account number"),
        "heading": ("rubrieknaam", "heading"),
        "currency": ("munt", "currency"),
        "number": ("afschriftnummer", "statement number"),
        "day": ("datum", "date"),
        "text": ("omschrijving", "description"),
        "value": ("valuta", "value date"),
        "amount": ("bedrag", "amount"),
        "balance": ("saldo", "balance"),
    }
    optional: ClassVar[Columns] = {
        "other": (
            *("rekeningnummer tegenpartij", "rekening tegenpartij"),
            "counterparty's account number",
        ),
        "name": ("naam tegenpartij", "counterparty name"),
        "structured": ("gestructureerde mededeling", "standard-format reference"),
        "free": ("vrije mededeling", "free-format reference"),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; cells are padded with spaces."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            date = values.slashed_dmy(cell(cells, "day"))
            valued = values.slashed_dmy(cell(cells, "value"))
            agreed = cell(cells, "structured")
            found = _STRUCTURED.fullmatch(agreed)
            booking = StatementLine(
                line=number,
                date=date,
                amount=values.comma(cell(cells, "amount")),
                currency=values.currency(cell(cells, "currency")),
                payee=name(cell(cells, "name")),
                narration=clean(f"{cell(cells, 'text')} {cell(cells, 'free')}"),
                counterparty=account_number(cell(cells, "other")),
                value_date=None if valued == date else valued,
                payment_reference="".join(found.groups()) if found else key(agreed),
                after=values.comma(cell(cells, "balance")),
            )
            return TableLine(account_number(cell(cells, "account")), booking)

        return read


LAYOUTS = (Kbc(),)

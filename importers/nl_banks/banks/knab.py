"""Knab: CSV of 10, 14, 15 or 16 columns, under a line that says KNAB EXPORT.

The first 10 columns have stayed the same; what follows grew. `Referentie` is the key
of a line, where it is there. There is no balance. Rows end in a semicolon, and so in a
cell that is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.account import own_account
from nl_banks.decimals import signed
from nl_banks.refusal import Refused
from nl_banks.statement import StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine, plain
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = (
    "Rekeningnummer",
    "Transactiedatum",
    "Valutacode",
    "CreditDebet",
    "Bedrag",
    "Tegenrekeningnummer",
    "Tegenrekeninghouder",
    "Valutadatum",
    "Betaalwijze",
    "Omschrijving",
)
_MANDATE = ("Type betaling", "Machtigingsnummer", "Incassant ID")
_KEY = ("Referentie", "Boekdatum")

_SIGNS = {"D": -1, "C": 1, "Afschrijvingen": -1, "Bijschrijvingen": 1}


class Knab(StatementTable):
    """All generations of the layout: the header tells which."""

    name = "knab"
    bank = "Knab"
    title = "Knab, CSV (KNAB EXPORT)"
    headers: ClassVar[tuple[Header, ...]] = (
        _FIRST,
        (*_FIRST, *_MANDATE, "Adres"),
        (*_FIRST, *_MANDATE, "Adres", *_KEY),
        # Since 2026, without the address.
        (*_FIRST, *_MANDATE, *_KEY),
    )
    delimiters = ";"
    newest_first = True

    def header(self, rows: Iterator[tuple[int, list[str]]]) -> Header:
        """Return the header, which stands under the line with the bank's name."""
        found: Header = ()
        for _, cells in rows:
            found = plain(cells)
            if found[0] != "knab export":
                break
        return found

    def alike(self, header: Header) -> float:
        """Return 1.0 for a header of this layout, which may end in an empty column."""
        return super().alike(header[:-1] if header and not header[-1] else header)

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        later = header[len(_FIRST) :]

        def read(number: int, cells: Cells) -> TableLine:
            account, day, currency, sign, amount, *others = cells[: len(_FIRST)]
            counterparty, payee, valued, way, text = others
            said = dict(zip(later, cells[len(_FIRST) :], strict=True))
            if said.get(""):
                raise Refused(
                    "There is something after the last column: {text}.", text=said[""]
                )
            ordered, value_date = values.dashed_dmy(day), values.dashed_dmy(valued)
            booked = said.get("boekdatum")
            date = values.dashed_dmy(booked) if booked else ordered
            booking = StatementLine(
                line=number,
                date=date,
                amount=signed(sign.strip(), values.comma(amount), _SIGNS),
                currency=values.currency(currency),
                payee=name(payee),
                narration=clean(text) or clean(way),
                counterparty=account_number(counterparty),
                reference=key(said.get("referentie", "")),
                value_date=None if value_date == date else value_date,
                mandate=key(said.get("machtigingsnummer", "")),
            )
            return TableLine(own_account(account, self.bank), booking)

        return read


LAYOUTS = (Knab(),)

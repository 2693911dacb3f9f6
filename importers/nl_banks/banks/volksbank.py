"""ASN Bank, SNS and RegioBank: one table, without a header and since 2023 with one.

The balance is that before the line. The key is the day on which the bank booked it
(journaaldatum, verwerkingsdatum) with its number: together they are unique.

The bank puts the reference and the description between single quotes, but does not
double a quote in them; and a name may begin with one ('t Hoekje). So a row is not CSV,
and is taken apart from both ends.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.refusal import Refused
from nl_banks.statement import StatementLine
from nl_banks.table import Cells, Header, HeaderlessTable, Reader, TableLine, plain
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

_ACCOUNT = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{8,30}|\d{9,10}", re.ASCII)

# The columns where there is no header, by the names that they got in 2023.
_BARE: Header = (
    *("datum", "je rekening", "van / naar", "naam", "adres", "postcode", "woonplaats"),
    *("valuta saldo", "saldo voor boeking", "valuta", "bedrag bij / af"),
    *("verwerkingsdatum", "valutadatum", "code", "type", "volgnummer"),
    *("betalingskenmerk", "omschrijving", "afschriftnummer"),
)


class Volksbank(ColumnTable):
    """The layout since 2023; the address and the category may be left out."""

    name = "volksbank-header"
    bank = "ASN Bank"
    title = "ASN Bank, SNS or RegioBank, CSV with a header"
    needed: ClassVar[Columns] = {
        "day": ("datum", "date"),
        "account": ("je rekening", "your account"),
        "other": ("van / naar", "counterparty account"),
        "payee": ("naam", "counterparty name"),
        "own": ("valuta saldo", "account currency"),
        "before": ("saldo voor boeking", "account balance"),
        "currency": ("valuta", "valuta boeking", "transaction currency"),
        "amount": ("bedrag bij / af", "bedrag bij/af", "transaction amount"),
        "text": ("omschrijving", "description"),
    }
    optional: ClassVar[Columns] = {
        "booked": ("verwerkingsdatum",),
        "value": ("valutadatum",),
        "number": ("volgnummer",),
        "reference": ("betalingskenmerk",),
    }
    delimiters = ",;"

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            told = {
                column: _unquoted(cell(cells, column))
                for column in (*self.needed, *self.optional)
            }
            account = account_number(told["account"])
            if not _ACCOUNT.fullmatch(account):
                raise Refused(
                    "“{text}” is not an account at {bank}.",
                    text=told["account"],
                    bank=self.bank,
                )
            date, value = _day(told["day"]), told["value"]
            amount, before = values.point(told["amount"]), _balance(told["before"])
            booking = StatementLine(
                line=number,
                date=date,
                amount=amount,
                currency=_currency(told["currency"], told["own"]),
                payee=name(told["payee"] or _shop(told["text"])),
                narration=clean(told["text"]),
                counterparty=account_number(told["other"]),
                reference=_key(told["booked"], told["number"]),
                value_date=_day(value) if value and _day(value) != date else None,
                payment_reference=key(told["reference"]),
                before=before,
                after=None if before is None else before + amount,
            )
            return TableLine(account, booking)

        return read

    def _rows(
        self, lines: Iterable[str], delimiter: str
    ) -> Iterator[tuple[int, list[str]]]:
        rest = iter(lines)
        first = next(rest, "")
        lines = chain([first], rest)
        if first.lstrip("\ufeff").startswith('"'):
            return super()._rows(lines, delimiter)
        return _rows(lines, delimiter, self._place_of_text(first.split(delimiter)))

    def _place_of_text(self, first: Cells) -> int:
        """Return where the description stands, by the header if this is one."""
        names = set(self.needed["text"])
        places = [n for n, cell in enumerate(plain(first)) if cell in names]
        return (*places, _BARE.index("omschrijving"))[0]


class VolksbankBare(HeaderlessTable, Volksbank):
    """The layout of before 2023, and "CSV2004": 19 columns without a header."""

    name = "volksbank-19"
    title = "ASN Bank, SNS or RegioBank, CSV of 19 columns without header"

    def widths(self, header: Header) -> frozenset[int]:
        """Return 19."""
        del header
        return frozenset({19})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header
        return super().reader(_BARE)


def _key(booked: str, number: str) -> str:
    return f"{_day(booked):%Y%m%d}.{key(number)}" if booked and number else ""


def _currency(currency: str, own: str) -> str:
    """Return the currency of a line; Refused where it is not that of the account."""
    if own and own != currency:
        raise Refused(
            "This line is in {currency} on an account in {own}, and does not say what "
            "it came to in {own}.",
            currency=currency,
            own=own,
        )
    return values.currency(currency)


def _balance(text: str) -> Decimal | None:
    return values.point(text) if text else None


def _day(text: str) -> dt.date:
    """Return a day: RegioBank once wrote yyyymmdd, the others write dd-mm-yyyy."""
    return values.dashed_dmy(text) if "-" in text else values.compact(text)


def _shop(text: str) -> str:
    """Return the name of a shop where a card was used: what stands before the place."""
    shop, place, _ = text.partition(">")
    return shop if place else ""


def _unquoted(cell: str) -> str:
    found = re.fullmatch(r"'(.*)'", cell)
    return found[1] if found else cell


def _rows(
    lines: Iterable[str], delimiter: str, text: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, given where the description stands in one."""
    tail = re.compile(
        r"('[^']*'|[^D]*)D('.*'|[^D]*)D(.*)".replace("D", re.escape(delimiter))
    )
    for number, line in enumerate(lines, start=1):
        row = line.rstrip("\r\n")
        if "\0" in row:
            raise Refused("There is a NUL byte here: the file is damaged.").at(number)
        if not row:
            continue
        *cells, rest = row.split(delimiter, text - 1)
        if found := tail.fullmatch(rest):
            yield number, [*cells, found[1], found[2], *found[3].split(delimiter)]
        else:
            yield number, row.split(delimiter)


LAYOUTS = (Volksbank(), VolksbankBare())

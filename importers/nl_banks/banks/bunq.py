"""bunq: CSV with 6 or 7 columns, in Dutch or English, with semicolons or commas.

There is no key of a line and no balance. What was paid in another currency stands at
the end of the description. Accounts are in euros: there is no column for a currency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.account import own_account
from nl_banks.decimals import Decimals
from nl_banks.statement import Original, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine, plain
from nl_banks.text import account_number, clean, name

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

_LANGUAGES: tuple[Header, ...] = (
    (
        "Date",
        "Interest Date",
        "Amount",
        "Account",
        "Counterparty",
        "Name",
        "Description",
    ),
    (
        "Datum",
        "Rentedatum",
        "Bedrag",
        "Rekening",
        "Tegenrekening",
        "Naam",
        "Omschrijving",
    ),
)
# Files of before 2021 have no interest date; some of 2024 have no account.
_INTEREST_DATE, _ACCOUNT = 1, 3

# 22.36 USD, 1 USD = 0.92665 EUR
_FOREIGN = re.compile(
    r"(?:^|\s)(\d{1,15}(?:\.\d{1,10})?) ([A-Z]{3}), 1 [A-Z]{3} = [\d.]+ [A-Z]{3}\s*\Z",
    re.ASCII,
)


def _without(header: Header, column: int) -> Header:
    return header[:column] + header[column + 1 :]


class BunqSemicolons(StatementTable):
    """The layout since about 2019: semicolons, and a decimal comma."""

    name = "bunq-semicolons"
    bank = "bunq"
    title = "bunq, CSV with semicolons"
    headers: ClassVar[tuple[Header, ...]] = tuple(
        header
        for full in _LANGUAGES
        for header in (full, _without(full, _INTEREST_DATE), _without(full, _ACCOUNT))
    )
    delimiters = ";"

    def amounts(self) -> Callable[[str], Decimal]:
        """Return what reads the amounts of one file."""
        return values.comma

    def reader(self, header: Header) -> Reader:
        """Return what reads a row, whether or not it has all columns."""
        columns = next(full for full in map(plain, _LANGUAGES) if full[0] == header[0])
        places = [header.index(one) if one in header else None for one in columns]
        decimal = self.amounts()

        def read(number: int, cells: Cells) -> TableLine:
            day, interest, amount, account, other, payee, text = (
                "" if place is None else cells[place] for place in places
            )
            date, moved = values.iso(day), decimal(amount)
            valued = values.iso(interest) if interest else date
            booking = StatementLine(
                line=number,
                date=date,
                amount=moved,
                currency="EUR",
                payee=name(payee),
                narration=clean(text),
                counterparty=account_number(other),
                value_date=None if valued == date else valued,
                # A payer can write what looks like it; a card has no account.
                original=None if other.strip() else _original(text, moved),
            )
            own = own_account(account, self.bank) if account.strip() else ""
            return TableLine(own, booking)

        return read


class BunqCommas(BunqSemicolons):
    """The first layout: commas; amounts with a comma, or all with a point."""

    name = "bunq-commas"
    title = "bunq, CSV with commas"
    delimiters = ","

    def amounts(self) -> Callable[[str], Decimal]:
        """Return what reads the amounts of one file."""
        return Decimals()


def _original(text: str, moved: Decimal) -> Original | None:
    """Return what was paid in another currency, where the description ends so."""
    found = _FOREIGN.search(text)
    return found and Original(values.point(found[1]).copy_sign(moved), found[2])


LAYOUTS = (BunqSemicolons(), BunqCommas())

"""ING: CSV with 9 columns, with 11 since about 2020, of savings, and of a credit card.

The amount has no sign: a column says whether it came in or left. There is no key of a
line; since 2020 there is a running balance. The tag that people give a line in the app
is left out: they may change it, and the line would then look like another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import sepa, values
from nl_banks.account import own_account
from nl_banks.decimals import Decimals, signed
from nl_banks.refusal import Refused
from nl_banks.statement import Original, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine
from nl_banks.text import account_number, clean, name

if TYPE_CHECKING:
    import datetime as dt

_DUTCH = (
    *("Datum", "Naam / Omschrijving", "Rekening", "Tegenrekening", "Code", "Af Bij"),
    *("Bedrag (EUR)", "Mutatiesoort", "Mededelingen"),
)
_ENGLISH = (
    *("Date", "Name / Description", "Account", "Counterparty", "Code", "Debit/credit"),
    *("Amount (EUR)", "Transaction type", "Notifications"),
)
# Paid with a card abroad; only the bank begins a text with the number of the card.
_FOREIGN = re.compile(
    r"(?:Pasvolgnr|Card sequence no\.): \d.{0,120}? (?:Valuta|Currency): "
    r"(\d{1,9},\d\d) ([A-Z]{3}) (?:Koers|Rate): ",
    re.ASCII,
)
_SIGNS = {"Af": -1, "Bij": 1, "Debit": -1, "Credit": 1}


def _day(text: str) -> dt.date:
    """Return a day as one of the layouts writes it: none can be taken for another."""
    if "-" not in text:
        return values.compact(text)
    return values.iso(text) if text[4:5] == "-" else values.dashed_dmy(text)


class Ing9(StatementTable):
    """The layout of before 2020; the oldest files write days as dd-mm-yyyy."""

    name = "ing-9"
    bank = "ING"
    title = "ING, CSV of 9 columns"
    headers: ClassVar[tuple[Header, ...]] = (_DUTCH, _ENGLISH)
    delimiters = ",;\t"
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row, whose columns stand in the same order always."""
        has_balance = len(header) > len(_DUTCH)

        def read(number: int, cells: Cells) -> TableLine:
            day, payee, account, other, _, sign, amount, _, text, *rest = cells
            booking = StatementLine(
                line=number,
                date=_day(day),
                amount=signed(sign, values.comma(amount), _SIGNS),
                currency="EUR",
                payee=name(payee),
                counterparty=account_number(other),
                after=values.comma(rest[0]) if has_balance else None,
            )
            return TableLine(own_account(account, self.bank), _told(booking, text))

        return read


class Ing11(Ing9):
    """The layout since about 2020: with the balance after each line, and a tag."""

    name = "ing-11"
    title = "ING, CSV of 11 columns"
    headers: ClassVar[tuple[Header, ...]] = (
        (*_DUTCH, "Saldo na mutatie", "Tag"),
        (*_ENGLISH, "Resulting balance", "Tag"),
    )


class IngSavings(StatementTable):
    """Savings accounts, whose own number is no IBAN (V 123-45678)."""

    name = "ing-savings"
    bank = "ING"
    title = "ING, CSV of a savings account"
    headers: ClassVar[tuple[Header, ...]] = (
        *(
            (
                *("Datum", "Omschrijving", "Rekening", which, "Tegenrekening"),
                *("Af Bij", "Bedrag", "Valuta", "Mutatiesoort", "Mededelingen"),
                "Saldo na mutatie",
            )
            # The second in 2020.
            for which in ("Rekening naam", "Rekening type")
        ),
        (
            *("Date", "Description", "Account", "Account name", "Counterparty"),
            *("Debit/credit", "Amount", "Currency", "Transaction type"),
            *("Notifications", "Resulting balance"),
        ),
    )
    delimiters = ";,\t"
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; in English amounts may have a decimal point."""
        number_of = values.comma if "datum" in header else Decimals()

        def read(number: int, cells: Cells) -> TableLine:
            day, payee, account, _, other, sign, amount, currency, _, text, after = (
                cells
            )
            booking = StatementLine(
                line=number,
                date=values.iso(day),
                amount=signed(sign, number_of(amount), _SIGNS),
                currency=values.currency(currency),
                payee=name(payee),
                counterparty=account_number(other),
                after=number_of(after),
            )
            return TableLine(account_number(account), _told(booking, text))

        return read


class IngCard(StatementTable):
    """A credit card: the file does not say of which account, and has no balance.

    A line tells with which card was paid, but the repayments have none.
    """

    name = "ing-card"
    bank = "ING"
    title = "ING, CSV of a credit card"
    headers: ClassVar[tuple[Header, ...]] = (
        (
            *("Datum", "Naam / Omschrijving", "Mutatiesoort", "Af Bij"),
            *("Bedrag (EUR)", "Mededelingen", "Kaartnummer"),
        ),
        (
            *("Date", "Name / Description", "Transaction type", "Debit/credit"),
            *("Amount (EUR)", "Notifications", "Card number"),
        ),
    )
    delimiters = ";,\t"
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; in English amounts have a decimal point."""
        number_of = values.comma if "datum" in header else values.point

        def read(number: int, cells: Cells) -> TableLine:
            day, payee, _, sign, amount, text, card = cells
            booking = StatementLine(
                line=number,
                date=values.iso(day),
                amount=signed(sign, number_of(amount), _SIGNS),
                currency="EUR",
                payee=name(payee),
                narration=clean("; ".join(filter(None, (text.strip(), card.strip())))),
            )
            return TableLine("", booking)

        return read


def _told(booking: StatementLine, text: str) -> StatementLine:
    """Return the booking with what its Mededelingen or Notifications tell."""
    told = sepa.words(text)
    if not told:
        booking = booking._replace(narration=clean(text))
    else:
        day = _value_date(told.get("VALD", ""))
        if day:
            del told["VALD"]
        booking = sepa.filled(booking, told)
        if day and day != booking.date:
            booking = booking._replace(value_date=day)
    if paid := _FOREIGN.match(booking.narration):
        amount = values.comma(paid[1]).copy_sign(booking.amount)
        booking = booking._replace(original=Original(amount, paid[2]))
    return booking


def _value_date(text: str) -> dt.date | None:
    """Return the value date, if it is one: whoever pays may write the same words."""
    if not text:
        return None
    try:
        return values.slashed_dmy(text) if "/" in text else values.dashed_dmy(text)
    except Refused:
        return None


LAYOUTS = (Ing9(), Ing11(), IngSavings(), IngCard())

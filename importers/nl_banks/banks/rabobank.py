"""Rabobank: CSV of 26 columns, of 34 for businesses, of a card, and of before 2018.

`Volgnr` is the bank's key of a line: it goes up by one, per account.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import sepa, values
from nl_banks.account import own_account
from nl_banks.decimals import Decimals, signed
from nl_banks.refusal import Refused
from nl_banks.statement import Original, StatementLine
from nl_banks.table import (
    Cells,
    Header,
    HeaderlessTable,
    Reader,
    StatementTable,
    TableLine,
)
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

_DUTCH = (
    *("IBAN/BBAN", "Munt", "BIC", "Volgnr", "Datum", "Rentedatum", "Bedrag"),
    *("Saldo na trn", "Tegenrekening IBAN/BBAN", "Naam tegenpartij"),
    *("Naam uiteindelijke partij", "Naam initiërende partij", "BIC tegenpartij"),
    *("Code", "Batch ID", "Transactiereferentie", "Machtigingskenmerk", "Incassant ID"),
    *("Betalingskenmerk", "Omschrijving-1", "Omschrijving-2", "Omschrijving-3"),
    *("Reden retour", "Oorspr bedrag", "Oorspr munt", "Koers"),
)
_ENGLISH = (
    *("IBAN/BBAN", "Ccy", "BIC", "Seq No", "Date", "Value Date", "Amount"),
    *("Bal After Bkng", "Counterpty IBAN/BBAN", "Name Counterpty", "Name Ultimate Pty"),
    *("Name Initiating Pty", "Counterpty BIC", "Code", "Batch ID"),
    *("Transaction Reference", "Mandate Reference", "Collector ID"),
    *("Payment Reference", "Description-1", "Description-2", "Description-3"),
    *("Reasoncode", "Instr Amt", "Instr Ccy", "Rate"),
)
_BUSINESS = (
    *("IBAN/BBAN", "Valuta", "BIC", "Volg nr", "Datum", "Valuta datum", "Bedrag"),
    *("saldo na boeking", "IBAN/BBAN tegenpartij", "Naam tegenpartij"),
    *("Naam uiteind begunst", "Naam initiërende partij", "BIC tegenpartij"),
    *("Transactie soort", "Batch nr", "Transactiereferentie", "Machtigingskenmerk"),
    *("Incassant ID", "Betalingskenmerk", "Omschrijving - 1", "Omschrijving - 2"),
    *("Omschrijving - 3", "Oorzaakscode", "Oorspr bedrag", "Oorspr valuta", "Koers"),
    *("Naam rekeninghouder", "Naam adm gebruik", "Omschrijving oorzaakscode"),
    *("Ref.correspondentbank", "Transactiereferentie", "Trans.Info.Extra.Details"),
    *("Trans.Info.Extra.Details.Type", "Boekingsreferentie", "Veld 86"),
)
_CARD = (
    *("Tegenrekening IBAN", "Munt", "Creditcard Nummer", "Productnaam"),
    *("Creditcard Regel1", "Creditcard Regel2", "Transactiereferentie", "Datum"),
    *("Bedrag", "Omschrijving", "Oorspr bedrag", "Oorspr munt", "Koers"),
)
# The ë has been saved in many ways: as two signs, as another, or as none.
_INITIATING = re.compile(r"naam initi.{0,3}rende partij")
_SIGNS = {"C": 1, "D": -1}
# Of a Volgnr.
_DIGITS = 18
# A description goes on in the next column where this one is full.
_FULL = 140
_SHORT_FULL = 35


class Rabobank26(StatementTable):
    """The layout since 2018, in Dutch or English."""

    name = "rabobank-26"
    bank = "Rabobank"
    title = "Rabobank, CSV of 26 columns"
    headers: ClassVar[tuple[Header, ...]] = (_DUTCH, _ENGLISH)

    def alike(self, header: Header) -> float:
        """Return 1.0 for a header of this layout, whatever became of its ë."""
        return super().alike(
            tuple(_INITIATING.sub("naam initiërende partij", one) for one in header)
        )

    def reader(self, header: Header) -> Reader:
        """Return what reads a row, whose columns stand in the same order always."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            account, own, bank, sequence, *rest = cells
            row = account, own, bank, _sequence(sequence), *rest
            return _line(number, row, values.iso, values.comma)

        return read


class RabobankBusiness(Rabobank26):
    """The layout of Rabo Internetbankieren Zakelijk: 34 fields, one of them twice."""

    name = "rabobank-business"
    title = "Rabobank, CSV of 34 columns for businesses"
    headers: ClassVar[tuple[Header, ...]] = (_BUSINESS,)

    def reader(self, header: Header) -> Reader:
        """Return what reads a row, whose first 26 columns are those of the other.

        The balance has been seen with a decimal point, beside amounts with a comma.
        """
        del header
        balance = Decimals()

        def read(number: int, cells: Cells) -> TableLine:
            return _line(number, cells, values.dashed_dmy, balance)

        return read


class RabobankCard(StatementTable):
    """A credit card: no balance; the account is the number that the card goes by."""

    name = "rabobank-card"
    bank = "Rabobank"
    title = "Rabobank, CSV of a credit card"
    headers: ClassVar[tuple[Header, ...]] = (_CARD,)

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            _, own, card, _, _, _, reference, day, amount, text, *paid, _ = cells
            booked = values.comma(amount)
            currency = values.currency(own)
            booking = StatementLine(
                line=number,
                date=values.iso(day),
                amount=booked,
                currency=currency,
                narration=clean(text),
                reference=key(reference),
                original=_original(paid, booked, currency),
            )
            return TableLine(key(card), booking)

        return read


class Rabobank19(HeaderlessTable):
    """The layout of 2013-2017: no header, no balance, no key."""

    name = "rabobank-19"
    bank = "Rabobank"
    title = "Rabobank, CSV of 19 columns without header"

    def widths(self, header: Header) -> frozenset[int]:
        """Return 19."""
        del header
        return frozenset({19})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            account, own, value, sign, amount, other, payee, day, *rest = cells
            _, _, *texts, reference, collector, mandate = rest
            date, value_date = values.compact(day), values.compact(value)
            booking = StatementLine(
                line=number,
                date=date,
                amount=signed(sign, values.point(amount), _SIGNS),
                currency=values.currency(own),
                payee=name(payee),
                counterparty=account_number(other),
                value_date=value_date if value_date != date else None,
            )
            told = {
                "REMI": _joined(texts, _SHORT_FULL),
                "EREF": reference,
                "CSID": collector,
                "MARF": mandate,
            }
            return TableLine(
                own_account(account, "Rabobank"), sepa.filled(booking, told)
            )

        return read


def _line(
    number: int,
    cells: Cells,
    day: Callable[[str], dt.date],
    balance: Callable[[str], Decimal],
) -> TableLine:
    """Return what a row says, in the 26 columns that two layouts have."""
    account, own, _, reference, booked, value, amount, after = cells[:8]
    other, payee, ultimate, initiating, _, _, _ = cells[8:15]
    end_to_end, mandate, collector, agreed, *texts = cells[15:22]
    returned, *paid, _ = cells[22:26]
    currency = values.currency(own)
    date, value_date = day(booked), day(value)
    booking = StatementLine(
        line=number,
        date=date,
        amount=values.comma(amount),
        currency=currency,
        payee=name(payee or ultimate or initiating),
        counterparty=account_number(other),
        reference=key(reference),
        value_date=value_date if value_date != date else None,
        original=_original(paid, values.comma(amount), currency),
        after=balance(after),
    )
    told = {
        "REMI": _joined(texts, _FULL),
        "STRD": agreed,
        "EREF": end_to_end,
        "MARF": mandate,
        "CSID": collector,
        "RTRN": returned,
        "ULTD": ultimate if payee else "",
    }
    return TableLine(own_account(account, "Rabobank"), sepa.filled(booking, told))


def _sequence(text: str) -> str:
    """Return a Volgnr with its zeros, which are lost where a spreadsheet saved it."""
    if re.fullmatch(r"\d*", text.strip(), re.ASCII):
        return text.strip() and text.strip().zfill(_DIGITS)
    raise Refused(
        "“{text}” is not a line number as this layout writes it.", text=key(text)
    )


def _joined(texts: Cells, full: int) -> str:
    """Return a description of several columns; one that is full goes on in the next."""
    return "".join(part if len(part) == full else f"{part} " for part in texts).strip()


def _original(paid: Cells, booked: Decimal, currency: str) -> Original | None:
    """Return the amount in the currency in which it was paid, if that is another."""
    amount, other = paid
    if not amount.strip() or not other.strip() or other.strip() == currency:
        return None
    return Original(values.comma(amount).copy_sign(booked), values.currency(other))


LAYOUTS = (Rabobank26(), RabobankBusiness(), RabobankCard(), Rabobank19())

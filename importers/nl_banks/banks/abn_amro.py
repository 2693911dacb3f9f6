"""ABN AMRO: the .TAB file without a header, and the same table as a workbook.

Every line has the balance before it and after it, and no key. The account is the
number inside the IBAN.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from nl_banks import sepa, values
from nl_banks.refusal import Refused
from nl_banks.statement import Remark, Statement, StatementLine
from nl_banks.table import (
    Cells,
    Header,
    HeaderlessTable,
    Reader,
    StatementTable,
    TableLine,
)
from nl_banks.text import account_number, clean, name
from nl_banks.workbook import Sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

_ACCOUNT = re.compile(r"\d{8,10}|NL\d\dABNA\d{10}", re.ASCII)

# Paid with a card: "BEA, Betaalpas   Shop,PAS123   NR:.., day/time   PLACE", and
# before 2020 "BEA   NR:..   day/time PLACE,PAS123".
_CARD = re.compile(
    r"(?:(?:BEA|GEA|eCom), .{2,24}?\s{2,}|(?:BEA|GEA)\s+NR:\S+\s+[\d.]+/[\d.:]+\s+)"
    r"(?P<payee>\S.{0,60}?)\s*,\s?PAS\s?\d{3}"
)


class _Balanced(StatementTable):
    """What both layouts share: a balance before and after each line."""

    bank = "ABN AMRO"

    def _statement(
        self, account: str, currency: str, bookings: list[StatementLine]
    ) -> Statement:
        """Return the statement, with a remark where an amount is not what was booked.

        The balances go on from line to line, so it can be read all the same.
        """
        statement = super()._statement(account, currency, bookings)
        odd = [one for one in bookings if one.after != (one.before or 0) + one.amount]
        if not odd:
            return statement
        remark = Remark(
            "Line {line}: the balance goes from {before} to {after}, which is not the "
            "amount of {amount}.",
            {
                "line": odd[0].line,
                "before": odd[0].before,
                "after": odd[0].after,
                "amount": odd[0].amount,
            },
        )
        return replace(statement, remarks=(remark,))


class AbnTab(_Balanced, HeaderlessTable):
    """The text download: eight columns between tabs, with decimal commas."""

    name = "abn-tab"
    title = "ABN AMRO, TXT/TAB"
    delimiters = "\t"
    # Nothing is quoted. A file with NUL in it is refused, so this is no sign at all.
    quote = "\0"

    def widths(self, header: Header) -> frozenset[int]:
        """Return 8."""
        del header
        return frozenset({8})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            account, currency, day, before, after, value, amount, text = cells
            order = (account, currency, day, value, before, after, amount, text)
            return _line(number, order, values.compact, values.comma)

        return read


class AbnSheet(_Balanced, Sheet):
    """The workbook download (XLS), in Dutch or English."""

    name = "abn-xls"
    title = "ABN AMRO, XLS"
    headers: ClassVar[tuple[Header, ...]] = (
        (
            "accountNumber",
            "mutationcode",
            "transactiondate",
            "valuedate",
            "startsaldo",
            "endsaldo",
            "amount",
            "description",
        ),
        (
            "Rekeningnummer",
            "Muntsoort",
            "Transactiedatum",
            "Rentedatum",
            "Beginsaldo",
            "Eindsaldo",
            "Transactiebedrag",
            "Omschrijving",
        ),
    )

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            return _line(number, cells, _day, values.point)

        return read


def _line(
    number: int,
    cells: Cells,
    read_day: Callable[[str], dt.date],
    read_amount: Callable[[str], Decimal],
) -> TableLine:
    """Return what a row says, its cells in the order of the workbook."""
    account, currency, day, value, before, after, amount, text = cells
    if not _ACCOUNT.fullmatch(account_number(account)):
        raise Refused(
            "“{text}” is not an account at {bank}.", text=account, bank=_Balanced.bank
        )
    date, value_date = read_day(day), read_day(value)
    booking = StatementLine(
        line=number,
        date=date,
        amount=read_amount(amount),
        currency=values.currency(currency),
        narration=clean(text),
        value_date=value_date if value_date != date else None,
        before=read_amount(before),
        after=read_amount(after),
    )
    return TableLine(account_number(account), _told(booking, text))


def _told(booking: StatementLine, text: str) -> StatementLine:
    """Return the booking with what its description tells, of whichever kind it is."""
    if text.startswith("/"):
        return sepa.filled(booking, sepa.tags(text))
    if paid := _CARD.match(text):
        return booking._replace(payee=name(paid["payee"]))
    return sepa.filled(booking, sepa.words(text))


def _day(text: str) -> dt.date:
    """Return a day of the workbook: the number 20220902, or a day of Excel's own."""
    return values.iso(text) if "-" in text else values.compact(text)


LAYOUTS = (AbnTab(), AbnSheet())

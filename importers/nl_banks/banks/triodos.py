"""Triodos: CSV without a header, of 8 columns, and of 9 with the balance since 2021.

There is no key of a line. The files are ISO-8859-15.
"""

from __future__ import annotations

import re
from typing import ClassVar

from nl_banks import values
from nl_banks.decimals import signed
from nl_banks.refusal import Refused
from nl_banks.statement import StatementLine
from nl_banks.table import Cells, Header, HeaderlessTable, Reader, TableLine
from nl_banks.text import account_number, clean, name

_SIGNS = {"Credit": 1, "Debet": -1}
# Some files have the BIC before the account of the other side.
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})? (?=[A-Z]{2}\d\d)", re.ASCII)
_IBAN = re.compile(r"NL\d\dTRIO\d{10}", re.ASCII)


class Triodos8(HeaderlessTable):
    """The layout of before 2021."""

    name = "triodos-8"
    bank = "Triodos Bank"
    title = "Triodos Bank, CSV of 8 columns"
    legacy = "iso8859-15"
    width: ClassVar[int] = 8

    def widths(self, header: Header) -> frozenset[int]:
        """Return the one number of columns."""
        del header
        return frozenset({self.width})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            day, account, amount, sign, payee, other, _, text, *balance = cells
            own = account_number(account)
            if not _IBAN.fullmatch(own):
                raise Refused(
                    "“{text}” is not an account at {bank}.",
                    text=account,
                    bank=self.bank,
                )
            booking = StatementLine(
                line=number,
                date=values.dashed_dmy(day),
                amount=signed(sign, values.comma(amount), _SIGNS),
                currency="EUR",
                payee=name(payee),
                narration=clean(text),
                counterparty=account_number(_BIC.sub("", other, count=1)),
                after=values.comma(balance[0]) if balance else None,
            )
            return TableLine(own, booking)

        return read


class Triodos9(Triodos8):
    """The layout since 2021: with the balance after each line."""

    name = "triodos-9"
    title = "Triodos Bank, CSV of 9 columns"
    width = 9


LAYOUTS = (Triodos8(), Triodos9())

"""PayPal: the statement, and the activity report with all that happened.

In six languages. The amount is in `Gross`, what PayPal kept in `Fee` and below zero,
and what moved in `Net`. There is a balance for each currency; what was exchanged within
the file is told in euros. Reports in English may have their days the American way
round: all days of the file tell which, or it is refused.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Cell, Columns, ColumnTable
from nl_banks.day_order import day_first, day_order
from nl_banks.decimals import Decimals
from nl_banks.providers.exchanges import exchanged
from nl_banks.providers.sums import check_sum
from nl_banks.statement import LineKind, StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

    from nl_banks.source import StatementFile
    from nl_banks.statement import Statement

# Some languages have blanks between thousands.
_BLANKS = re.compile(r"\s")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)

# Each in Dutch, English, German, French, Spanish and Italian, as far as they differ.
_COMMON: Columns = {
    "day": ("datum", "date", "fecha", "data"),
    "time": ("tijd", "time", "uhrzeit", "heure", "hora", "orario", "ora"),
    "currency": ("valuta", "currency", "währung", "devise", "divisa"),
    "gross": ("bruto", "gross", "brutto", "avant commission", "lordo"),
    "fee": (
        *("kosten", "fee", "gebühr", "entgelt", "commission", "comisión"),
        *("tariffa", "commissione"),
    ),
    "net": ("net", "netto", "neto"),
    "id": (
        *("transactiereferentie", "transactie-id", "transaction id"),
        *("transaktionscode", "numéro de transaction", "id de transaction"),
        *("id. de transacción", "id de transacción", "id. de la transacción"),
        *("codice transazione", "id transazione"),
    ),
    "name": ("naam", "name", "nom", "nombre", "nome"),
}
_MORE: Columns = {
    "account": ("bankrekening", "bank account", "bankkonto"),
    "invoice": (
        *("factuurreferentie", "factuurnummer", "invoice id", "invoice number"),
        *("rechnungsnummer", "numéro de facture"),
    ),
    "title": ("item title", "onderwerp", "subject"),
    "note": ("note",),
    "paid": ("reference txn id", "zugehöriger transaktionscode"),
}
_KIND = ("omschrijving", "description", "beschreibung", "descripción", "descrizione")
_BALANCE = ("saldo", "balance", "guthaben", "solde")
_TYPE = ("type", "typ", "tipo")
_STATUS = ("status", "état", "estado", "stato")
_COMPLETE = frozenset(
    {
        *("voltooid", "completed", "abgeschlossen", "terminé", "completado"),
        *("completada", "completato", "completata"),
    }
)
_MEMO = frozenset({"memo"})
# Words in what PayPal calls a row, in those languages: money taken to the bank, money
# given back, and a payment.
_TO_BANK = ("opname", "withdrawal", "abbuchung", "virement", "retirada", "prelievo")
_BACK = ("terug", "refund", "rückzahlung", "rembours", "reembolso", "rimborso")
_PAYMENT = ("betaling", "payment", "zahlung", "paiement", "pago", "pagamento")
_EXCHANGE = re.compile(
    "valutaomrekening|currency conversion|währungsumrechnung|conversion de devise"
    "|conversión de divisa|conversione di valuta",
    re.IGNORECASE,
)


class _PayPal(ColumnTable):
    """What both reports have in common."""

    bank = "PayPal"
    optional = _MORE

    def __init__(self) -> None:
        """Know nothing of a file yet: `_of` makes one that does."""
        self.day: Callable[[str], dt.date] = day_first
        self.decimal = Decimals()
        self.paid: dict[int, str] = {}

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return a statement for each currency in which something stays."""
        one = self._of(source)
        return exchanged(ColumnTable.statements(one, source), one.paid)

    def _of(self, source: StatementFile) -> _PayPal:
        """Return this layout as it reads one file."""
        one = copy(self)
        one.decimal, one.paid = Decimals(), {}
        headers = self._headers(source)
        sign = max(headers, key=lambda sign: self.alike(headers[sign]))
        if "date" in headers[sign] and "gross" in headers[sign]:
            rows = self._rows(source.lines(self.legacy), sign)
            cell = self.cell(self.header(rows))
            # Rows that are too short are told of when they are read.
            width = len(headers[sign])
            days = (cell(cells, "day") for _, cells in rows if len(cells) == width)
            one.day = day_order(days)
        return one

    def booking(self, cell: Cell, number: int, cells: Cells) -> StatementLine:
        """Return what a row says."""
        if _EXCHANGE.search(cell(cells, "kind")):
            self.paid[number] = key(cell(cells, "paid"))
        return _booking(self, cell, number, cells)


class PayPalStatement(_PayPal):
    """The statement of a month: what moved, and nothing else."""

    name = "paypal-statement"
    title = "PayPal, CSV of a statement"
    needed: ClassVar[Columns] = {
        **_COMMON,
        "kind": _KIND,
        "balance": _BALANCE,
    }
    foreign = frozenset({*_STATUS, *_TYPE})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            return TableLine("paypal", self.booking(cell, number, cells))

        return read


class PayPalActivity(_PayPal):
    """The activity report: also what is pending, and notes that moved nothing."""

    name = "paypal-activity"
    title = "PayPal, CSV of activity"
    needed: ClassVar[Columns] = {
        **_COMMON,
        "kind": _TYPE,
        "status": _STATUS,
    }
    optional: ClassVar[Columns] = {
        **_MORE,
        "balance": _BALANCE,
        "effect": ("effect op saldo", "balance impact"),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; `Effect op saldo` tells whether it moved anything.

        A payout moves the balance while it is pending, and is noted once more when it
        is complete. Where that column is missing, what is complete counts.
        """
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine | None:
            effect = cell(cells, "effect").casefold()
            if effect in _MEMO:
                return None
            if not effect and cell(cells, "status").casefold() not in _COMPLETE:
                return None
            return TableLine("paypal", self.booking(cell, number, cells))

        return read


def _booking(layout: _PayPal, cell: Cell, number: int, cells: Cells) -> StatementLine:
    kind = cell(cells, "kind")
    gross, net, fee = (
        layout.decimal(_BLANKS.sub("", cell(cells, one)) or "0")
        for one in ("gross", "net", "fee")
    )
    check_sum(gross, -fee, net)
    left = cell(cells, "balance")
    one = key(cell(cells, "id"))
    sort = _kind(kind, gross)
    texts = kind, cell(cells, "title"), cell(cells, "note")
    return StatementLine(
        line=number,
        date=layout.day(cell(cells, "day")),
        amount=gross,
        currency=values.currency(cell(cells, "currency")),
        payee=name(cell(cells, "name")),
        narration=clean(" ".join(texts)),
        counterparty=account_number(cell(cells, "account")),
        reference=one,
        payment_reference=one
        if sort is LineKind.PAYOUT
        else key(cell(cells, "invoice")),
        kind=sort,
        fee=fee,
        after=layout.decimal(_BLANKS.sub("", left)) if left else None,
        time=_time(cell(cells, "time")),
    )


def _kind(kind: str, gross: Decimal) -> LineKind:
    """Return what a line is, from the words that PayPal has for it."""
    words = kind.casefold()
    is_back = any(word in words for word in _BACK)
    if gross > 0:
        is_sale = not is_back and any(word in words for word in _PAYMENT)
        return LineKind.SALE if is_sale else LineKind.BOOKING
    if any(word in words for word in _TO_BANK):
        return LineKind.PAYOUT
    return LineKind.REFUND if is_back else LineKind.BOOKING


def _time(text: str) -> str:
    """Return a time of day as it is compared; none where it is not one."""
    found = _TIME.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}:{found[3] or '00'}" if found else ""


LAYOUTS = (PayPalStatement(), PayPalActivity())

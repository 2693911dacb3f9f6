"""Revolut: statements of personal and of business accounts.

Both have a balance after each line, and what Revolut charged apart from the amount: it
lowers the account as well. Another currency that was bought and spent within the file
is told in euros. Payments that did not go through, or not yet, stand in
between, without a day of completion; they moved nothing.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Cell, Columns, ColumnTable, headings
from nl_banks.day_order import month_first
from nl_banks.moment import day_of
from nl_banks.providers.spent import spent_elsewhere
from nl_banks.refusal import Refused
from nl_banks.statement import ZERO, Original, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from nl_banks.source import StatementFile
    from nl_banks.statement import Statement

# Completed: English, Dutch, German, Italian, Spanish, French.
_COMPLETED = frozenset(
    {"completed", "voltooid", "abgeschlossen", "completato", "completado", "terminé"}
)
# Business accounts have the states in English only; some have a day all the same.
_UNDONE = frozenset(
    {"pending", "reverted", "declined", "failed", "cancelled", "created"}
)
# The account itself; other products are savings and pockets, each with its balance.
_CURRENT = frozenset(
    {"current", "betaalrekening", "giro", "attuale", "actual", "valeur actuelle"}
)
_AMERICAN = re.compile(r"\d\d-\d\d-\d{4}", re.ASCII)

# The same columns in each of those languages.
_HEADERS = headings("""\
Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
Type,Product,Startdatum,Datum voltooid,Beschrijving,Bedrag,Kosten,Valuta,Status,Saldo
Art,Produkt,Datum des Beginns,Datum des Abschlusses,Beschreibung,Betrag,Gebühr,\
Währung,Status,Kontostand
Tipo,Prodotto,Data di inizio,Data di completamento,Descrizione,Importo,Costo,Valuta,\
State,Saldo
Tipo,Producto,Fecha de inicio,Fecha de finalización,Descripción,Importe,Comisión,\
Divisa,State,Saldo
Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde
""")


# Exchanges between currencies, in English and Dutch.
_EXCHANGES = frozenset({"exchange", "wisselen"})


class _Currencies(StatementTable):
    """A layout with an account in each currency."""

    bank = "Revolut"

    def __init__(self) -> None:
        """Know nothing of a file yet."""
        self.exchanges: set[int] = set()

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return a statement for each account and currency that is not spent."""
        one = copy(self)
        one.exchanges = set()
        return spent_elsewhere(
            super(_Currencies, one).statements(source), one.exchanges
        )

    def note(self, number: int, kind: str) -> None:
        """Remember which lines of the file are exchanges."""
        if kind.strip().casefold() in _EXCHANGES:
            self.exchanges.add(number)


class Revolut(_Currencies):
    """A personal account, in the language of the customer."""

    name = "revolut"
    title = "Revolut, CSV of a personal account"
    headers = _HEADERS

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; the account is empty for the current account."""
        del header

        def read(number: int, cells: Cells) -> TableLine | None:
            kind, product, begun, done, text, amount, fee, currency, state, left = cells
            if not went_through(state, done):
                return None
            self.note(number, kind)
            booking = StatementLine(
                line=number,
                # Some that are complete lack the day on which they were completed.
                date=day_of(done or begun),
                amount=values.point(amount),
                currency=values.currency(currency),
                narration=clean(text) or clean(kind),
                fee=_charged(values.point(fee)),
                after=values.point(left) if left else None,
            )
            account = "" if product.strip().casefold() in _CURRENT else clean(product)
            return TableLine(account, booking)

        return read


class RevolutBusiness(ColumnTable, _Currencies):
    """A business account; columns came and went, and are known by their names."""

    name = "revolut-business"
    title = "Revolut, CSV of a business account"
    needed: ClassVar[Columns] = {
        "completed": ("date completed (utc)",),
        "id": ("id",),
        "type": ("type",),
        "description": ("description",),
        "reference": ("reference",),
        "original": ("orig amount",),
        "original currency": ("orig currency",),
        "amount": ("amount",),
        "currency": ("payment currency",),
        "fee": ("fee",),
        "balance": ("balance",),
        "account": ("account",),
        "iban": ("beneficiary iban",),
        "number": ("beneficiary account number",),
    }
    optional: ClassVar[Columns] = {
        "state": ("state",),
        "total": ("total amount",),
        "fee currency": ("fee currency",),
        "beneficiary": ("beneficiary name",),
        "sender": ("sender name",),
        "sender account": ("sender account",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine | None:
            done = cell(cells, "completed")
            if not went_through(cell(cells, "state") or (done and "completed"), done):
                return None
            self.note(number, cell(cells, "type"))
            amount = values.point(cell(cells, "amount"))
            currency = values.currency(cell(cells, "currency"))
            left = cell(cells, "balance")
            other = cell(cells, "iban") or cell(cells, "number")
            payee = cell(cells, "beneficiary")
            if amount > 0:
                other = cell(cells, "sender account") or other
                payee = cell(cells, "sender") or payee
            texts = (cell(cells, "description"), cell(cells, "reference"))
            booking = StatementLine(
                line=number,
                date=day_of(done, _day),
                amount=amount,
                currency=currency,
                payee=name(payee),
                narration=clean(" ".join(filter(None, texts)) or cell(cells, "type")),
                counterparty=account_number(other),
                reference=key(cell(cells, "id")),
                original=_original(cell, cells, amount, currency),
                fee=_fee(cell, cells, amount, currency),
                after=values.point(left) if left else None,
            )
            return TableLine(clean(cell(cells, "account")), booking)

        return read


def went_through(state: str, done: str) -> bool:
    """Tell whether a payment went through; Refused where state and day disagree."""
    bare = state.strip().casefold()
    if bare in _COMPLETED:
        return True
    if bare in _UNDONE or not done.strip():
        return False
    raise Refused(
        "“{state}” is not a status that paraplu knows for this layout. Please report "
        "it.",
        state=state,
    )


def _charged(fee: Decimal) -> Decimal:
    """Return what was charged as it moves the account, whichever sign it came with."""
    return -abs(fee) if fee else ZERO


def _fee(cell: Cell, cells: Cells, amount: Decimal, currency: str) -> Decimal:
    """Return what was charged: what the total differs from the amount, or the fee."""
    fee = values.point(cell(cells, "fee") or "0")
    if total := cell(cells, "total"):
        charged = values.point(total) - amount
        # A fee in another currency is in the total, after exchange.
        return charged or ZERO
    if fee and (cell(cells, "fee currency") or currency) != currency:
        raise Refused(
            "The fee is in {fee_currency} and the amount in {currency}: so there is no "
            "telling what left the account.",
            fee_currency=cell(cells, "fee currency"),
            currency=currency,
        )
    return _charged(fee)


def _original(
    cell: Cell, cells: Cells, amount: Decimal, currency: str
) -> Original | None:
    """Return what was paid in another currency, with the sign of what was booked."""
    paid, other = cell(cells, "original"), cell(cells, "original currency")
    if not paid or not other or other == currency:
        return None
    return Original(values.point(paid).copy_sign(amount), values.currency(other))


def _day(text: str) -> dt.date:
    """Return a day: since 2025 some exports have dd/mm/yyyy, of the US mm-dd-yyyy."""
    if _AMERICAN.fullmatch(text):
        return month_first(text)
    return values.slashed_dmy(text) if "/" in text else values.iso(text)


LAYOUTS = (Revolut(), RevolutBusiness())

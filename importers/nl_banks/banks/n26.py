r"""N26: CSV of 11 columns, and of 9 or 10 before, in the language of the customer.

There is no key of a line and no balance. In some files a quotation mark inside a text
comes as \".
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import headings
from nl_banks.refusal import Refused
from nl_banks.statement import Original, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine
from nl_banks.text import account_number, clean, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from nl_banks.source import StatementFile
    from nl_banks.statement import Statement

_ESCAPED = re.compile(r'\\(["\\])')


class _Escapable(StatementTable):
    """A layout whose files may have a backslash before a quotation mark."""

    def __init__(self, *, escaped: bool = False) -> None:
        self._escaped = escaped

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return one statement per account, in order of appearance.

        What reads as plain CSV is plain CSV: else whoever pays could end a text with a
        backslash, and have the cells behind it read as something else.
        """
        try:
            return super().statements(source)
        except Refused as refusal:
            if self._escaped:
                raise
            with suppress(Refused):
                return type(self)(escaped=True).statements(source)
            raise refusal from None

    def _rows(
        self, lines: Iterable[str], delimiter: str
    ) -> Iterator[tuple[int, list[str]]]:
        return super()._rows(
            map(_doubled, lines) if self._escaped else lines, delimiter
        )


class N26(_Escapable):
    """The layout since 2024, with the account inside N26 (main account, or a space)."""

    name = "n26-11"
    bank = "N26"
    title = "N26, CSV of 11 columns"
    headers: ClassVar[tuple[Header, ...]] = (
        (
            "Booking Date",
            "Value Date",
            "Partner Name",
            "Partner Iban",
            "Type",
            "Payment Reference",
            "Account Name",
            "Amount (EUR)",
            "Original Amount",
            "Original Currency",
            "Exchange Rate",
        ),
    )

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            day, valued, payee, other, kind, text, account, amount, *foreign, _ = cells
            date, value_date = values.iso(day), values.iso(valued)
            moved = values.point(amount)
            booking = StatementLine(
                line=number,
                date=date,
                amount=moved,
                currency="EUR",
                payee=name(payee),
                narration=clean(text) or clean(kind),
                counterparty=account_number(other),
                value_date=None if value_date == date else value_date,
                original=_original(moved, *foreign),
            )
            return TableLine("" if account in _MAIN else clean(account), booking)

        return read


# The account that everybody has; the others are spaces, with the customer's names.
_MAIN = frozenset({"", "Main Account", "Hauptkonto"})


_OLD = headings("""\
Date,Payee,Account number,Transaction type,Payment reference,Category,Amount (EUR),\
Amount (Foreign Currency),Type Foreign Currency,Exchange Rate
Datum,Empfänger,Kontonummer,Transaktionstyp,Verwendungszweck,Kategorie,Betrag (EUR),\
Betrag (Fremdwährung),Fremdwährung,Wechselkurs
Date,Bénéficiaire,Numéro de compte,Type de transaction,Référence de paiement,\
Catégorie,Montant (EUR),Montant (Devise étrangère),Sélectionnez la devise étrangère,\
Taux de conversion
Fecha,Beneficiario,Número de cuenta,Tipo de transacción,Referencia de pago,Categoría,\
Cantidad (EUR),Cantidad (Divisa extranjera),Tipo de divisa extranjera,Tipo de cambio
Data,Beneficiario,Numero di conto,Tipo di transazione,Riferimento pagamento,Categoria,\
Importo (EURO),Importo (Valuta estera),Tipo di valuta straniera,Tasso di cambio
""")


class N26Old(_Escapable):
    """The layout of before, with or without a column of categories."""

    name = "n26-10"
    bank = "N26"
    title = "N26, CSV of 9 or 10 columns"
    headers: ClassVar[tuple[Header, ...]] = tuple(
        header for full in _OLD for header in (full, full[:5] + full[6:])
    )

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; the category is left out."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            day, payee, other, kind, text = cells[:5]
            amount, foreign, currency, _ = cells[-4:]
            moved = values.point(amount)
            booking = StatementLine(
                line=number,
                date=values.iso(day),
                amount=moved,
                currency="EUR",
                payee=name(payee),
                narration=clean(text) or clean(kind),
                counterparty=account_number(other),
                original=_original(moved, foreign, currency),
            )
            return TableLine("", booking)

        return read


def _original(moved: Decimal, amount: str, currency: str) -> Original | None:
    """Return what was paid in another currency, with the sign of what was booked."""
    if not amount.strip() or not currency.strip() or currency.strip() == "EUR":
        return None
    return Original(
        values.point(amount).copy_sign(moved), values.currency(currency.strip())
    )


def _doubled(line: str) -> str:
    r"""Return a line with \" as "", the way that CSV has it."""
    return _ESCAPED.sub(lambda found: found[1].replace('"', '""'), line)


LAYOUTS = (N26(), N26Old())

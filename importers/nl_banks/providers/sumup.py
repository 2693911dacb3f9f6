"""SumUp: the transactions report, with sales, refunds and payouts.

Each sale is followed by a row for its payout: the same transaction, with the day and
the key of the payout when it is paid. A payout that is only planned moved nothing yet.
What was paid in cash never was with SumUp: it has a statement of its own, for the till
("sumup-cash"). There is no column for a currency; in the Netherlands it is the euro.

The header comes in the merchant's language, and is not known in all of them. A report
has either 21 columns, or 18 since 2026; one with another header is known by its first
row, which tells by words and by sums. A row for a payout names nobody who sold and no
way to pay, whatever it is called; one for a sale does.
"""

from __future__ import annotations

from abc import abstractmethod
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from nl_banks import values
from nl_banks.column_table import headings
from nl_banks.moment import day_of
from nl_banks.providers.sums import check_sum
from nl_banks.refusal import Refused
from nl_banks.statement import LineKind, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine, plain
from nl_banks.text import clean, key, name

if TYPE_CHECKING:
    from decimal import Decimal

    from nl_banks.source import StatementFile

# Rows by their kind, each in German, French, Italian, English and Dutch; then in
# Spanish, Portuguese, Danish, Swedish, Norwegian and Polish, of which no file was seen.
_SALES = (
    *("umsatz", "zahlung"),
    *("vente", "paiement"),
    *("vendita", "pagamento"),
    *("sale", "payment"),
    *("verkoop", "betaling"),
    *("venta", "pago", "venda", "pagamento", "salg", "köp", "försäljning"),
    *("betalning", "sprzedaż", "płatność"),
)
_REFUNDS = (
    *("rückerstattung", "erstattung"),
    *("remboursement", "remboursé"),
    *("rimborso", "rimborsato"),
    *("refund", "refunded"),
    *("terugbetaling", "terugbetaald"),
    "erstattet",
    *("reembolso", "reembolsado", "refundering", "refunderet", "återbetalning"),
    *("återbetald", "refusjon", "refundert", "zwrot", "zwrócono"),
)
_PAYOUTS = ("auszahlung", "virement", "versamento", "payout", "uitbetaling")
_KINDS = {
    **dict.fromkeys(_SALES, LineKind.SALE),
    **dict.fromkeys(_REFUNDS, LineKind.REFUND),
    **dict.fromkeys(_PAYOUTS, LineKind.PAYOUT),
}
# Sales that came to nothing.
_FAILED = frozenset(
    {
        *("abgebrochen", "fehlgeschlagen"),
        *("annulé", "échoué", "refusé"),
        *("annullata", "fallita", "rifiutata"),
        *("cancelled", "failed", "declined"),
        *("geannuleerd", "mislukt", "geweigerd"),
        *("cancelada", "cancelado", "fallida", "fallido", "rechazada", "rechazado"),
        *("falhou", "recusada", "recusado", "annulleret", "mislykket", "afvist"),
        *("avbruten", "misslyckad", "nekad", "avbrutt", "mislyktes", "avvist"),
        *("anulowano", "nieudana", "odrzucono"),
    }
)


class _Row(NamedTuple):
    """The cells of a row that matter, in whichever order a report has them."""

    seller: str
    moment: str
    transaction: str
    kind: str
    status: str
    method: str
    text: str
    amount: str
    fee: str
    net: str
    payout_day: str
    payout: str


class _Report(StatementTable):
    """What both generations of the report have in common."""

    bank = "SumUp"
    newest_first = True

    @abstractmethod
    def row(self, cells: Cells) -> _Row:
        """Return the cells that matter."""

    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 where the header is known, or else where the first row reads."""
        known = super().likeness(source)
        if known == 1.0:
            return known
        lines = islice(source.start_lines, 10)
        try:
            rows = self._rows(lines, self.delimiters)
            (_, header), (number, cells) = islice(rows, 2)
            if len(header) == len(cells) == len(self.headers[0]):
                self.reader(plain(header))(number, cells)
                return 1.0
        except (Refused, ValueError):
            pass
        return known

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header
        sold = set[str]()

        def read(number: int, cells: Cells) -> TableLine | None:
            row = self.row(cells)
            kind = _KINDS.get(row.kind.casefold())
            if kind in {None, LineKind.SALE} and _is_payout(row, sold):
                kind = LineKind.PAYOUT
            sold.add(row.transaction)
            if kind is None:
                raise Refused(
                    "“{kind}” is not a kind of row that paraplu knows for this layout. "
                    "Please report it.",
                    kind=row.kind,
                )
            if kind is LineKind.PAYOUT:
                return _payout(number, row)
            return _sale(number, row, kind)

        return read


_HEADERS_21 = headings("""\
E-Mail,Datum,Transaktions-ID,Transaktionsart,Status,Kartentyp,Letzte 4 Ziffern,\
Durchgeführt mit,Zahlungsmethode,Eingabemodus,Autorisierungscode,Beschreibung,\
Betrag inkl. MwSt.,Netto,Steuerbetrag,Trinkgeldbetrag,Gebühr,Auszahlung,\
Auszahlungsdatum,Auszahlungs-ID,Referenz
E-Mail,Datum,Transaktions-ID,Zahlungsart,Status,Kartentyp,Letzte 4 Ziffern,\
Durchgeführt mit,Zahlungsmethode,Eingabemodus,Autorisierungscode,Beschreibung,\
Betrag inkl. MwSt.,Netto,Steuerbetrag,Trinkgeldbetrag,Gebühr,Auszahlung,\
Auszahlungsdatum,Auszahlungs-ID,Referenz
Email,Date,Réf. transaction,Type de transaction,Status,Type de carte,\
4 derniers chiffres,Traiter en tant que,Méthode de paiement,Entry mode,Auth code,\
Description,Montant total,Prix net,Tax amount,Tip amount,Frais,Virement,\
Date du virement,Payout ID,Reference
""")


class SumUp21(_Report):
    """The report until 2026."""

    name = "sumup-21"
    title = "SumUp, CSV of transactions, 21 columns"
    headers = _HEADERS_21

    def row(self, cells: Cells) -> _Row:
        """Return the cells that matter; net price, tax and tip are in the amount."""
        seller, moment, transaction, kind, status, _, _, _, method, _, _, *rest = cells
        text, amount, _, _, _, fee, net, day, payout, _ = rest
        sale = seller, moment, transaction, kind, status, method, text
        return _Row(*map(str.strip, (*sale, amount, fee, net, day, payout)))


_HEADERS_18 = headings("""\
Konto,Zeitstempel,Transaktionscode,Transaktionsart,Status,Referenz,Kartensystem,\
Letzte 4 Ziffern der Karte,Kartentyp,Zahlungsmethode,Eingabemodus,Autorisierungscode,\
Beschreibung,Betrag,Gebührenbetrag,Auszahlungsbetrag,Auszahlungsdatum,Auszahlungs-ID
""")


class SumUp18(_Report):
    """The report since 2026."""

    name = "sumup-18"
    title = "SumUp, CSV of transactions, 18 columns"
    headers = _HEADERS_18

    def row(self, cells: Cells) -> _Row:
        """Return the cells that matter."""
        seller, moment, transaction, kind, status, _, _, _, _, method, *rest = cells
        _, _, text, amount, fee, net, day, payout = rest
        sale = seller, moment, transaction, kind, status, method, text
        return _Row(*map(str.strip, (*sale, amount, fee, net, day, payout)))


def _is_payout(row: _Row, sold: set[str]) -> bool:
    """Tell by the columns whether a row is of what is paid out of one sale.

    Some languages call a sale and its payout the same.
    """
    is_of_payout = row.payout_day or row.payout or row.transaction in sold
    return bool(is_of_payout) and not row.seller and not row.method


def _sale(number: int, row: _Row, kind: LineKind) -> TableLine | None:
    """Return a sale or a refund; None where it came to nothing.

    The payee is the account that sold: each of the merchant's people can have one.
    """
    if not row.net and row.status.casefold() in _FAILED:
        return None
    if row.status.casefold() in _REFUNDS:
        # The French report has it as the status of a row of its own.
        kind = LineKind.REFUND
    if not row.net and kind is not LineKind.REFUND:
        raise Refused(
            "“{state}” is not a status that paraplu knows for this layout. Please "
            "report it.",
            state=row.status,
        )
    amount, fee = _sums(row)
    if kind is LineKind.REFUND and amount > 0:
        amount, fee = -amount, -fee
    booking = StatementLine(
        line=number,
        date=day_of(row.moment),
        amount=amount,
        currency="EUR",
        payee=name(row.seller),
        narration=clean(row.text),
        reference=key(row.transaction),
        kind=kind,
        fee=-fee,
    )
    return TableLine("sumup-cash" if row.method == "CASH" else "sumup", booking)


def _payout(number: int, row: _Row) -> TableLine | None:
    """Return what was paid out of one sale; None where that is yet to come."""
    amount, fee = _sums(row)
    if not row.payout_day and not row.payout:
        return None
    booking = StatementLine(
        line=number,
        date=values.iso(row.payout_day),
        amount=fee - amount,
        currency="EUR",
        narration=clean(row.payout),
        reference=key(f"{row.transaction} {row.payout}"),
        payment_reference=key(row.payout),
        kind=LineKind.PAYOUT,
    )
    return TableLine("sumup", booking)


def _sums(row: _Row) -> tuple[Decimal, Decimal]:
    """Return the amount and the fee; Refused where they are not what is left."""
    amount, fee = values.point(row.amount), values.point(row.fee or "0")
    if row.net:
        check_sum(amount, fee, values.point(row.net))
    return amount, fee


LAYOUTS = (SumUp21(), SumUp18())

"""PayPal in other languages than Dutch, with days both ways, and in two currencies."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import LineKind, Original

ENGLISH = (
    "Date,Time,Time Zone,Description,Currency,Gross,Fee,Net,Balance,Transaction ID,"
    "From Email Address,Name,Bank Name,Bank Account,Shipping and Handling Amount,"
    "Sales Tax,Invoice ID,Reference Txn ID\n"
)


def rows(*cells: tuple[str, str, str, str, str, str]) -> str:
    """Return rows of a statement: day, kind, currency, gross, balance, reference."""
    return "".join(
        f"{day},{9 + n:02}:00:00,CET,{kind},{currency},{gross},0.00,{gross},{left},"
        f"ID{n},,Els,,,0.00,0.00,,{paid}\n"
        for n, (day, kind, currency, gross, left, paid) in enumerate(cells, start=1)
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("25/06/2026", "26/06/2026"), [(6, 25), (6, 26)]),
        (("06/25/2026", "06/26/2026"), [(6, 25), (6, 26)]),
        # Only read as days first they never go back.
        (("05/06/2026", "06/06/2026", "01/07/2026"), [(6, 5), (6, 6), (7, 1)]),
        (("06/05/2026", "06/06/2026", "07/01/2026"), [(6, 5), (6, 6), (7, 1)]),
        (("06/06/2026",), [(6, 6)]),
        # With dots, as in German reports, the day comes first always.
        (("05.06.2026",), [(6, 5)]),
    ],
    ids=str,
)
def test_the_days_of_the_file_tell_the_day_from_the_month(
    read: Read, days: tuple[str, ...], expected: list[tuple[int, int]]
) -> None:
    kind = "General Payment"
    file = rows(
        *((day, kind, "EUR", "1.00", f"{n}.00", "") for n, day in enumerate(days, 1))
    )
    (statement,) = read(ENGLISH + file)
    assert [one.date for one in statement.bookings] == [
        dt.date(2026, month, day) for month, day in expected
    ]
    assert statement.closing is not None
    assert statement.closing.amount == len(days)
    assert {one.kind for one in statement.bookings} == {LineKind.SALE}


def test_where_nothing_tells_it_is_asked(refused: Refuse) -> None:
    both = rows(
        ("05/06/2026", "General Payment", "EUR", "1.00", "1.00", ""),
        ("07/08/2026", "General Payment", "EUR", "1.00", "2.00", ""),
    )
    refusal = refused(ENGLISH + both)
    assert "tells the day from the month: 05/06/2026 may be both" in str(refusal)


PAID_IN_DOLLARS = (
    ("25/06/2026", "General Payment", "EUR", "50.00", "50.00", ""),
    ("26/06/2026", "Express Checkout Payment", "USD", "-10.00", "-10.00", ""),
    ("26/06/2026", "General Currency Conversion", "EUR", "-9.20", "40.80", "ID2"),
    ("26/06/2026", "General Currency Conversion", "USD", "10.00", "0.00", "ID2"),
)


def test_what_was_exchanged_within_the_file_is_told_in_euros(read: Read) -> None:
    (statement,) = read(ENGLISH + rows(*PAID_IN_DOLLARS))
    _, paid = statement.bookings
    assert (paid.amount, paid.payee, paid.narration) == (
        Decimal("-9.20"),
        "Els",
        "Express Checkout Payment",
    )
    assert paid.original == Original(Decimal("-10.00"), "USD")
    assert statement.closing is not None
    assert statement.closing.amount == Decimal("40.80")


def test_a_currency_in_which_something_stays_is_a_statement_still(read: Read) -> None:
    euros, dollars = read(ENGLISH + rows(*PAID_IN_DOLLARS[:3]))
    assert (euros.currency, dollars.currency) == ("EUR", "USD")
    assert dollars.closing is not None
    assert dollars.closing.amount == Decimal("-10.00")
    assert euros.bookings[1].original is None


LANGUAGES = {
    "de": "Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,"
    "Transaktionscode,Guthaben|Abgeschlossen|Zahlung|Abbuchung",
    "fr": "Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,"
    "Commission,Net,Numéro de transaction,Solde|Terminé|Paiement|Virement",
    "es": "Fecha,Hora,Zona horaria,Nombre,Tipo,Estado,Divisa,Bruto,Comisión,Neto,"
    "Id. de transacción,Saldo|Completado|Pago|Retirada",
    "it": "Data,Orario,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto,"
    "Codice transazione,Saldo|Completato|Pagamento|Prelievo",
    "en": "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,"
    "Transaction ID,Balance|Completed|General Payment|General Withdrawal",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_activity_in_each_language(read: Read, language: str) -> None:
    header, done, payment, payout = LANGUAGES[language].split("|")
    file = (
        f"{header}\n"
        f'25/06/2026,10:00:00,CET,Els,{payment},{done},EUR,"1 010,00","-1,00",'
        f'"1 009,00",A1,"1 009,00"\n'
        f'26/06/2026,10:00:00,CET,,{payout},{done},EUR,"-1 009,00","0,00",'
        '"-1 009,00",A2,"0,00"\n'
        f'27/06/2026,10:00:00,CET,Els,{payment},?,EUR,"5,00","0,00","5,00",A3,""\n'
    )
    (statement,) = read(file)
    assert statement.layout == "paypal-activity"
    assert [(one.kind, one.amount, one.fee) for one in statement.bookings] == [
        (LineKind.SALE, Decimal("1010.00"), Decimal("-1.00")),
        (LineKind.PAYOUT, Decimal("-1009.00"), Decimal("0.00")),
    ]
    assert statement.closing is not None
    assert statement.closing.amount == 0

"""SumUp: the report of sales and payouts, and the business account."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, LineKind, Original, StatementLine

GERMAN = (
    "E-Mail,Datum,Transaktions-ID,Transaktionsart,Status,Kartentyp,Letzte 4 Ziffern,"
    "Durchgeführt mit,Zahlungsmethode,Eingabemodus,Autorisierungscode,Beschreibung,"
    "Betrag inkl. MwSt.,Netto,Steuerbetrag,Trinkgeldbetrag,Gebühr,Auszahlung,"
    "Auszahlungsdatum,Auszahlungs-ID,Referenz\n"
)
SALE = (
    "bram@kaai.example,2026-01-30 19:56:55,T4S,Umsatz,Erfolgreich,VISA,1111,DEBIT,POS,"
    'CHIP,7405,"2 x Taart, 1 x Thee",11.5,11.21,0.29,0.0,0.29,11.21,,,\n'
)
PAYOUT = (
    ",2026-01-30 19:57:11,T4S,Auszahlung,Gezahlt,,,,,,,,11.5,,,,0.29,11.21,2026-02-03,"
    "952982,\n"
)
SOLD = StatementLine(
    line=2,
    date=dt.date(2026, 1, 30),
    amount=Decimal("11.50"),
    currency="EUR",
    payee="bram@kaai.example",
    narration="2 x Taart, 1 x Thee",
    reference="T4S",
    kind=LineKind.SALE,
    fee=Decimal("-0.29"),
)
PAID_OUT = StatementLine(
    line=3,
    date=dt.date(2026, 2, 3),
    amount=Decimal("-11.21"),
    currency="EUR",
    narration="952982",
    reference="T4S 952982",
    payment_reference="952982",
    kind=LineKind.PAYOUT,
)


def test_a_sale_and_its_payout_leave_nothing(read: Read) -> None:
    (statement,) = read(GERMAN + SALE + PAYOUT)
    assert statement.account == "sumup"
    assert statement.bookings == (SOLD, PAID_OUT)
    assert sum(one.amount + one.fee for one in statement.bookings) == 0


def test_cash_goes_to_the_till(read: Read) -> None:
    cash = (
        "anna@kaai.example,2026-01-30 20:00:00,TAA,Umsatz,Erfolgreich,,,,CASH,N/A,,"
        "1 x Thee,2.5,2.44,0.06,0.0,0.0,2.5,,,\n"
    )
    found = {one.account: one.bookings for one in read(GERMAN + SALE + cash)}
    assert found["sumup"] == (SOLD,)
    assert [one.amount for one in found["sumup-cash"]] == [Decimal("2.50")]


def test_what_failed_and_what_is_planned_moved_nothing(read: Read) -> None:
    rest = (
        "anna@kaai.example,2026-01-30 18:37:00,TEG,Umsatz,Abgebrochen,UNKNOWN,,UNKNOWN,"
        "N/A,N/A,,2 x Thee,9.0,8.77,0.23,0.0,0.0,,,,\n"
        "anna@kaai.example,2026-01-30 18:36:00,TEH,Umsatz,Fehlgeschlagen,VISA,,CREDIT,"
        "POS,CHIP,,1 x Thee,8.0,7.4,0.6,0.0,0.0,,,,\n"
        ",2026-01-30 18:00:00,T5S,Auszahlung,Geplant,,,,,,,,11.0,,,,0.11,10.89,,,\n"
    )
    (statement,) = read(GERMAN + SALE + rest)
    assert statement.bookings == (SOLD,)


def test_a_refund_takes_back_the_sale_and_its_fee(read: Read) -> None:
    refund = SALE.replace("Umsatz", "Rückerstattung").replace("T4S", "T4R")
    signed = refund.replace("11.5,11.21,0.29", "-11.5,-11.21,-0.29").replace(
        "0.0,0.29,11.21", "0.0,-0.29,-11.21"
    )
    for row in (refund, signed):
        ((booking,),) = (one.bookings for one in read(GERMAN + row))
        assert booking.kind is LineKind.REFUND
        assert (booking.amount, booking.fee) == (Decimal("-11.50"), Decimal("0.29"))


def test_french_has_the_same_columns(read: Read) -> None:
    header = (
        "Email,Date,Réf. transaction,Type de transaction,Status,Type de carte,"
        "4 derniers chiffres,Traiter en tant que,Méthode de paiement,Entry mode,"
        "Auth code,Description,Montant total,Prix net,Tax amount,Tip amount,Frais,"
        "Virement,Date du virement,Payout ID,Reference\n"
    )
    rows = SALE.replace("Umsatz", "Sale") + PAYOUT.replace("Auszahlung", "Virement")
    (statement,) = read(header + rows)
    assert statement.bookings == (
        SOLD,
        PAID_OUT,
    )


def test_a_header_that_is_not_known_is_known_by_its_first_row(read: Read) -> None:
    header = ",".join(f"Kolom {number}" for number in range(1, 22)) + "\n"
    rows = SALE.replace("Umsatz", "Betaling")
    rows += PAYOUT.replace("Auszahlung", "Uitbetaling")
    (statement,) = read(header + rows)
    assert statement.bookings == (
        SOLD,
        PAID_OUT,
    )


def test_but_not_where_the_row_is_of_something_else(refused: Refuse) -> None:
    header = ",".join(f"Kolom {number}" for number in range(1, 22)) + "\n"
    assert refused(header + SALE.replace("11.21,,,", "11.20,,,")).line == 0
    assert refused(header + SALE.replace("Umsatz", "Factuur")).line == 0


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("0.29,11.21,,,", "0.29,11.50,,,"),
        ("0.29,11.21,,,", "0.29,,,,"),
        ("0.29,11.21,,,", "-0.29,11.21,,,"),
        ("Umsatz", "Reservierung"),
        ("2026-01-30 19:56:55", "30.01.2026 19:56:55"),
        ("11.5,11.21", '"11,5",11.21'),
        ("VISA,", ""),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert there in SALE
    assert refused(GERMAN + SALE.replace(there, instead)).line == 2


def test_eighteen_columns_since_2026(read: Read) -> None:
    text = (
        "Konto,Zeitstempel,Transaktionscode,Transaktionsart,Status,Referenz,"
        "Kartensystem,Letzte 4 Ziffern der Karte,Kartentyp,Zahlungsmethode,"
        "Eingabemodus,Autorisierungscode,Beschreibung,Betrag,Gebührenbetrag,"
        "Auszahlungsbetrag,Auszahlungsdatum,Auszahlungs-ID\n"
        "bram@kaai.example,2026-08-31 16:10:03,TX1,Zahlung,Erfolgreich,,CARD,1234,"
        "CREDIT,POS,CONTACTLESS,11111,TEST,5.0,0.1,4.9,,\n"
        ",2026-08-31 16:10:20,TX1,Auszahlung,Gezahlt,,,,,,,,,5.0,0.1,4.9,2026-09-01,"
        "SUMUP 1\n"
        "bram@kaai.example,2026-09-06 16:59:00,TX2,Zahlung,Erfolgreich,,CARD,1234,"
        "DEBIT,POS,CONTACTLESS,00000,TEST,11.0,0.11,10.89,,\n"
        ",2026-09-06 16:59:06,TX2,Auszahlung,Geplant,,,,,,,,,11.0,0.11,10.89,,\n"
    )
    (statement,) = read(text)
    assert [
        (one.line, one.kind, one.amount, one.fee, one.payment_reference)
        for one in statement.bookings
    ] == [
        (2, LineKind.SALE, Decimal("5.00"), Decimal("-0.10"), ""),
        (3, LineKind.PAYOUT, Decimal("-4.90"), Decimal(0), "SUMUP 1"),
        (4, LineKind.SALE, Decimal("11.00"), Decimal("-0.11"), ""),
    ]


ACCOUNT = (
    "Data transazione,Codice transazione,Tipo transazione,Riferimento,"
    "Causale pagamento,Stato,Importo di fatturazione in uscita,"
    "Importo di fatturazione in entrata,Valuta della carta,"
    "Importo transazione in uscita,Importo transazione in entrata,"
    "Valuta della transazione,Tasso di cambio,Commissione,Saldo disponibile\n"
)
ACCOUNT_ROWS = (
    '"30/12/25, 14:42",C9W,Pagamento POS,KIOSK LONDON,,Approvato,12.00,0.00,EUR,10.00,'
    "0.00,GBP,1.20,0.50,87.50\n"
    "29/12/2025 09:02,C9Y,Bonifico bancario in entrata,"
    "ANNA DE VRIES NL91ABNA0417164300,Factuur 7,Approvato,0.00,100.00,EUR,0.00,100.00,"
    "EUR,1.00,0.00,100.00\n"
)


def test_the_business_account(read: Read) -> None:
    (statement,) = read(ACCOUNT + ACCOUNT_ROWS)
    assert statement.account == "sumup-account"
    assert statement.closing == Balance(dt.date(2025, 12, 30), Decimal("87.50"))
    assert statement.bookings == (
        StatementLine(
            line=3,
            date=dt.date(2025, 12, 29),
            amount=Decimal("100.00"),
            currency="EUR",
            payee="ANNA DE VRIES",
            narration="Factuur 7",
            counterparty="NL91ABNA0417164300",
            reference="C9Y",
            after=Decimal("100.00"),
        ),
        StatementLine(
            line=2,
            date=dt.date(2025, 12, 30),
            amount=Decimal("-12.00"),
            currency="EUR",
            payee="KIOSK LONDON",
            narration="Pagamento POS",
            reference="C9W",
            original=Original(Decimal("-10.00"), "GBP"),
            fee=Decimal("-0.50"),
            after=Decimal("87.50"),
        ),
    )


def test_what_the_account_refused_moved_nothing(read: Read) -> None:
    rows = ACCOUNT_ROWS.splitlines(keepends=True)
    failed = rows[0].replace("Approvato", "Rifiutato").replace("C9W", "C9X")
    (statement,) = read(ACCOUNT + rows[0] + failed + rows[1])
    assert [one.reference for one in statement.bookings] == ["C9Y", "C9W"]


def test_an_unknown_state_of_the_account_is_refused(refused: Refuse) -> None:
    refusal = refused(ACCOUNT + ACCOUNT_ROWS.replace("Approvato", "Sospeso", 1))
    assert (refusal.line, refusal.values) == (2, {"state": "Sospeso"})


def test_the_business_account_in_five_columns(read: Read, refused: Refuse) -> None:
    text = (
        "Data transazione,Codice transazione,Riferimento,Importo,Saldo disponibile\n"
        "2025-12-23,CDK,Bram,405.00,2705.88\n"
        "2025-12-23,COG,Anna,-34.29,2300.88\n"
    )
    (statement,) = read(text)
    assert [(one.reference, one.amount) for one in statement.bookings] == [
        ("COG", Decimal("-34.29")),
        ("CDK", Decimal("405.00")),
    ]
    assert refused(text.replace("2300.88", "2300.89")).line == 2


@pytest.mark.parametrize(
    ("sale", "payout"),
    [("Venta", "Abono"), ("Pagamento", "Pagamento"), ("Salg", "Udbetaling")],
    ids=["Spanish", "Portuguese", "Danish"],
)
def test_a_payout_is_known_by_its_columns(read: Read, sale: str, payout: str) -> None:
    header = ",".join(f"Columna {number}" for number in range(1, 22)) + "\n"
    rows = SALE.replace("Umsatz", sale) + PAYOUT.replace("Auszahlung", payout)
    (statement,) = read(header + rows)
    assert statement.bookings == (SOLD, PAID_OUT)
    planned = rows.replace("2026-02-03,952982", ",")
    assert [one.bookings for one in read(header + planned)] == [(SOLD,)]


def test_but_a_sale_by_a_word_that_is_not_known_is_refused(refused: Refuse) -> None:
    assert refused(GERMAN + PAYOUT + SALE.replace("Umsatz", "Myynti")).line == 3
    alone = PAYOUT.replace("Auszahlung", "Korrektur").replace("T4S", "T9")
    planned = alone.replace("2026-02-03,952982", ",")
    assert refused(GERMAN + SALE + planned).line == 3


@pytest.mark.parametrize(
    ("kind", "status"),
    [("Vente", "Remboursé"), ("Remboursement", "Réussie"), ("Remboursé", "Payé")],
)
def test_a_french_refund_has_no_net(read: Read, kind: str, status: str) -> None:
    row = SALE.replace("Umsatz,Erfolgreich", f"{kind},{status}")
    row = row.replace("T4S", "T5R").replace("0.29,11.21,,,", "0.29,,,,")
    failed = row.replace(f"{kind},{status}", "Vente,Échoué").replace("T5R", "T6")
    (statement,) = read(GERMAN + SALE + row + failed)
    refunds = [one for one in statement.bookings if one.kind is LineKind.REFUND]
    assert [(one.reference, one.amount, one.fee) for one in refunds] == [
        ("T5R", Decimal("-11.50"), Decimal("0.29"))
    ]
    assert len(statement.bookings) == 2

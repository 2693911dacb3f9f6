"""Revolut: personal accounts in six languages, business accounts of each generation."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, Original, StatementLine

DUTCH = (
    "Type,Product,Startdatum,Datum voltooid,Beschrijving,Bedrag,Kosten,Valuta,Status,"
    "Saldo\n"
)
ROWS = (
    "Geld toevoegen,Betaalrekening,2026-01-17 10:41:37,2026-01-17 10:41:39,Apple Pay,"
    "500.00,0.00,EUR,VOLTOOID,500.00\n"
    "Kaartbetaling,Betaalrekening,2026-01-31 23:00:00,2026-02-02 10:30:00,Kiosk,"
    "-50.25,0.15,EUR,VOLTOOID,449.60\n"
)
HEADERS = """\
Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
Art,Produkt,Datum des Beginns,Datum des Abschlusses,Beschreibung,Betrag,Gebühr,\
Währung,Status,Kontostand
Tipo,Prodotto,Data di inizio,Data di completamento,Descrizione,Importo,Costo,Valuta,\
State,Saldo
Tipo,Producto,Fecha de inicio,Fecha de finalización,Descripción,Importe,Comisión,\
Divisa,State,Saldo
Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde
""".splitlines(keepends=True)
STATES = ["COMPLETED", "ABGESCHLOSSEN", "COMPLETATO", "COMPLETADO", "TERMINÉ"]
PRODUCTS = ["Current", "Giro", "Attuale", "Actual", "Valeur actuelle"]
TOPPED_UP = StatementLine(
    line=2,
    date=dt.date(2026, 1, 17),
    amount=Decimal("500.00"),
    currency="EUR",
    narration="Apple Pay",
    after=Decimal("500.00"),
)
KIOSK = StatementLine(
    line=3,
    date=dt.date(2026, 2, 2),
    amount=Decimal("-50.25"),
    currency="EUR",
    narration="Kiosk",
    fee=Decimal("-0.15"),
    after=Decimal("449.60"),
)


def test_the_fee_lowers_the_account_beside_the_amount(read: Read) -> None:
    (statement,) = read(DUTCH + ROWS)
    assert (statement.account, statement.currency) == ("", "EUR")
    assert statement.bookings == (TOPPED_UP, KIOSK)
    assert statement.closing == Balance(dt.date(2026, 2, 2), Decimal("449.60"))


@pytest.mark.parametrize(
    ("header", "state", "product"), [*zip(HEADERS, STATES, PRODUCTS, strict=True)]
)
def test_each_language_says_the_same(
    read: Read, header: str, state: str, product: str
) -> None:
    rows = ROWS.replace("VOLTOOID", state).replace("Betaalrekening", product)
    (statement,) = read(header + rows)
    assert statement.account == ""
    assert statement.bookings == (TOPPED_UP, KIOSK)


def test_what_did_not_go_through_moved_nothing(read: Read) -> None:
    between = (
        "Kaartbetaling,Betaalrekening,2026-01-20 10:00:00,,Hotel,-80.00,0.00,EUR,"
        "TERUGGEZET,\n"
        "Kaartbetaling,Betaalrekening,2026-01-21 10:00:00,,Trein,-20.00,0.00,EUR,"
        "IN BEHANDELING,\n"
    )
    first, second = ROWS.splitlines(keepends=True)
    (statement,) = read(DUTCH + first + between + second)
    assert [one.line for one in statement.bookings] == [2, 5]


def test_a_state_that_is_not_known_but_has_a_day_is_refused(refused: Refuse) -> None:
    refusal = refused(DUTCH + ROWS.replace("VOLTOOID", "GEDEELD", 1))
    assert refusal.line == 2
    assert refusal.values == {"state": "GEDEELD"}


def test_savings_and_other_currencies_are_accounts_of_their_own(read: Read) -> None:
    others = (
        "Overschrijving,Spaarrekening,2026-02-03 10:00:00,2026-02-03 10:00:00,Sparen,"
        "10.00,0.00,EUR,VOLTOOID,10.00\n"
        "Wisselen,Betaalrekening,2026-02-03 10:00:00,2026-02-03 10:00:00,Naar USD,"
        "11.00,0.00,USD,VOLTOOID,11.00\n"
    )
    found = [(one.account, one.currency) for one in read(DUTCH + ROWS + others)]
    assert found == [("", "EUR"), ("Spaarrekening", "EUR"), ("", "USD")]


def test_a_fee_that_is_forgotten_breaks_the_balance(refused: Refuse) -> None:
    refusal = refused(DUTCH + ROWS.replace("0.15", "0.00"))
    assert refusal.line == 3
    assert refusal.values == {"stood": Decimal("500.00"), "found": Decimal("499.85")}


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("500.00,0.00", '"500,00",0.00'),
        ("500.00,0.00", "500.00,free"),
        (",2026-01-17 10:41:39,", ",17-01-2026,"),
        (",2026-01-17 10:41:39,", ",2026-01-17 at ten,"),
        ("EUR", "euro"),
        (",500.00\n", "\n"),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert there in ROWS
    assert refused(DUTCH + ROWS.replace(there, instead)).line == 2


BUSINESS_2022 = (
    "Date started (UTC),Date completed (UTC),Date started (Europe/Amsterdam),"
    "Date completed (Europe/Amsterdam),ID,Type,Description,Reference,Payer,Card number,"
    "Orig currency,Orig amount,Payment currency,Amount,Fee,Balance,Account,"
    "Beneficiary account number,Beneficiary sort code or routing number,"
    "Beneficiary IBAN,Beneficiary BIC\n"
    "2022-07-03,2022-07-04,2022-07-03,2022-07-04,62c1-b,CARD_PAYMENT,Kiosk,,Anna Smit,"
    "1234,USD,59.00,EUR,-54.26,-0.22,145.52,Main,,,,\n"
    "2022-06-28,2022-06-28,2022-06-28,2022-06-28,62c1-a,TRANSFER,To Bram,Taart,"
    "Anna Smit,,EUR,50.00,EUR,-50.00,0.00,200.00,Main,,,NL91ABNA0417164300,ABNANL2A\n"
)


def test_business_in_2022(read: Read) -> None:
    (statement,) = read(BUSINESS_2022)
    assert statement.account == "Main"
    assert statement.bookings == (
        StatementLine(
            line=3,
            date=dt.date(2022, 6, 28),
            amount=Decimal("-50.00"),
            currency="EUR",
            narration="To Bram Taart",
            counterparty="NL91ABNA0417164300",
            reference="62c1-a",
            after=Decimal("200.00"),
        ),
        StatementLine(
            line=2,
            date=dt.date(2022, 7, 4),
            amount=Decimal("-54.26"),
            currency="EUR",
            narration="Kiosk",
            reference="62c1-b",
            original=Original(Decimal("-59.00"), "USD"),
            fee=Decimal("-0.22"),
            after=Decimal("145.52"),
        ),
    )


def test_business_without_local_days(read: Read) -> None:
    (statement,) = read(
        BUSINESS_2022.replace("Date started (Europe/Amsterdam),", "")
        .replace("Date completed (Europe/Amsterdam),", "")
        .replace("2022-07-03,2022-07-04,62c1", "62c1")
        .replace("2022-06-28,2022-06-28,62c1", "62c1")
    )
    assert [one.reference for one in statement.bookings] == ["62c1-a", "62c1-b"]


BUSINESS_2024 = (
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,"
    "Card number,Orig currency,Orig amount,Payment currency,Amount,Exchange rate,Fee,"
    "Fee currency,Balance,Account,Beneficiary account number,"
    "Beneficiary sort code or routing number,Beneficiary IBAN,Beneficiary BIC\n"
    "2024-06-27,2024-06-29,667d,CARD_PAYMENT,COMPLETED,Kiosk,,Anna,12,GBP,72.92,EUR,"
    "-86.05,0.847429,0.50,EUR,93.71,EUR Main,,,,\n"
    "2024-06-27,,667c,CARD_PAYMENT,DECLINED,Hotel,,Anna,12,GBP,72.92,EUR,-86.05,"
    "0.847429,0.00,EUR,,EUR Main,,,,\n"
)


def test_business_in_2024_writes_the_fee_without_its_sign(read: Read) -> None:
    ((booking,),) = (one.bookings for one in read(BUSINESS_2024))
    assert (booking.amount, booking.fee) == (Decimal("-86.05"), Decimal("-0.50"))
    assert booking.line == 2


def test_business_may_have_a_day_for_what_was_reverted(read: Read) -> None:
    text = BUSINESS_2024.replace("2024-06-27,,667c", "2024-06-27,2024-06-28,667c")
    for state in ("REVERTED", "FAILED"):
        ((booking,),) = (one.bookings for one in read(text.replace("DECLINED", state)))
        assert booking.reference == "667d"


def test_business_with_a_fee_in_another_currency_is_refused(refused: Refuse) -> None:
    refusal = refused(BUSINESS_2024.replace("0.50,EUR", "0.50,GBP"))
    assert refusal.line == 2
    assert refusal.values == {"fee_currency": "GBP", "currency": "EUR"}


BUSINESS_2025 = (
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,"
    "Description,Payer,Card number,Card label,Card state,Orig currency,Orig amount,"
    "Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,"
    "Account,Beneficiary account number,Beneficiary sort code or routing number,"
    "Beneficiary IBAN,Beneficiary BIC,MCC,Related transaction id,Spend program\n"
    "30/09/2025,01/10/2025,68dc,TRANSFER,COMPLETED,To Bram,Taart,To Bram,Anna,,,,EUR,"
    "29.97,EUR,-29.97,-30.17,,0.20,EUR,1015.66,EUR Main,,,,,,,\n"
)


def test_business_in_2025_has_the_total_and_days_the_other_way(read: Read) -> None:
    ((booking,),) = (one.bookings for one in read(BUSINESS_2025))
    assert booking == StatementLine(
        line=2,
        date=dt.date(2025, 10, 1),
        amount=Decimal("-29.97"),
        currency="EUR",
        narration="To Bram Taart",
        reference="68dc",
        fee=Decimal("-0.20"),
        after=Decimal("1015.66"),
    )


def test_business_without_a_line_does_not_add_up(refused: Refuse) -> None:
    refusal = refused(BUSINESS_2022.replace("200.00,Main", "300.00,Main"))
    assert refusal.line == 2


BUSINESS_33 = (
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,"
    "Orig currency,Orig amount,Payment currency,Amount,Total amount,Fee,Fee currency,"
    "Balance,Account,Beneficiary account number,Beneficiary IBAN,Beneficiary name,"
    "Sender account,Sender name\n"
)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-03-02", "2026-03-13"), ("03-02-2026", "03-13-2026")]
)
def test_a_business_account_names_who_paid_and_who_was_paid(
    read: Read, first: str, last: str
) -> None:
    """Of 2025 and later; a workspace in the US has the month first."""
    rows = (
        f"{last},{last},i2,TRANSFER,COMPLETED,To Bram,stoel,Jo,EUR,-4.00,EUR,-4.00,"
        "-4.00,0.00,EUR,6.00,Main,,NL91ABNA0417164300,Bram,,\n"
        f"{first},{first},i1,TOPUP,COMPLETED,From Els,F-1,,EUR,10.00,EUR,10.00,10.00,"
        "0.00,EUR,10.00,Main,,,,NL65INGB0006040930,Els\n"
    )
    (statement,) = read(BUSINESS_33 + rows)
    assert [(one.date, one.payee, one.counterparty) for one in statement.bookings] == [
        (dt.date(2026, 3, 2), "Els", "NL65INGB0006040930"),
        (dt.date(2026, 3, 13), "Bram", "NL91ABNA0417164300"),
    ]


BUSINESS_35 = (
    "Date started (UTC),Date completed (UTC),Date started (Europe/Amsterdam),"
    "Date completed (Europe/Amsterdam),ID,Type,State,Description,Reference,Payer,"
    "Card number,Card label,Card state,Orig currency,Orig amount,Payment currency,"
    "Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,Account,"
    "International account number,Beneficiary account number,"
    "Beneficiary sort code or routing number,Beneficiary IBAN,Beneficiary BIC,"
    "Beneficiary name,MCC,Related transaction id,Spend program,Sender account,"
    "Sender name,Card references\n"
)


@pytest.mark.parametrize("left_out", [set(), {2, 3}], ids=["35 columns", "33 columns"])
def test_a_business_account_has_35_columns_or_33(
    read: Read, left_out: set[int]
) -> None:
    rows = (
        "2026-03-03,2026-03-03,2026-03-03,2026-03-03,i2,CARD_PAYMENT,COMPLETED,Shop,"
        ",Jo,5555,Jo,ACTIVE,USD,-5.00,EUR,-4.50,-4.52,0.9,0.02,EUR,5.48,Main,,,,,,,"
        "5411,,,,,\n"
        "2026-03-02,2026-03-02,2026-03-02,2026-03-02,i1,TOPUP,COMPLETED,From Els,F-1,,"
        ",,,EUR,10.00,EUR,10.00,10.00,,0.00,EUR,10.00,Main,,,,,,,,,,"
        "NL65INGB0006040930,Els,\n"
    )
    table = [line.split(",") for line in (BUSINESS_35 + rows).splitlines()]
    assert {len(row) for row in table} == {35}
    text = "\n".join(
        ",".join(cell for place, cell in enumerate(row) if place not in left_out)
        for row in table
    )
    (statement,) = read(text)
    top, card = statement.bookings
    assert (top.payee, top.counterparty) == ("Els", "NL65INGB0006040930")
    assert (card.amount, card.fee, card.original) == (
        Decimal("-4.50"),
        Decimal("-0.02"),
        Original(Decimal("-5.00"), "USD"),
    )
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("5.48"))


DOLLARS = (
    "Wisselen,Betaalrekening,2026-02-03 10:00:00,2026-02-03 10:00:00,Gewisseld naar "
    "USD,-9.00,0.00,EUR,VOLTOOID,440.60\n"
    "Wisselen,Betaalrekening,2026-02-03 10:00:00,2026-02-03 10:00:00,Gewisseld naar "
    "USD,10.00,0.00,USD,VOLTOOID,10.00\n"
    "Kaartbetaling,Betaalrekening,2026-02-04 10:00:00,2026-02-04 10:00:00,GitHub,"
    "-10.00,0.00,USD,VOLTOOID,0.00\n"
)


def test_dollars_that_were_bought_and_spent_are_told_in_euros(read: Read) -> None:
    (statement,) = read(DUTCH + ROWS + DOLLARS)
    assert statement.bookings == (
        TOPPED_UP,
        KIOSK,
        StatementLine(
            line=4,
            date=dt.date(2026, 2, 3),
            amount=Decimal("-9.00"),
            currency="EUR",
            narration="GitHub",
            original=Original(Decimal("-10.00"), "USD"),
            after=Decimal("440.60"),
        ),
    )


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        # Something is left, it began with something, it was not exchanged.
        ("-10.00,0.00,USD,VOLTOOID,0.00", "-9.00,0.00,USD,VOLTOOID,1.00"),
        ("10.00,0.00,USD,VOLTOOID,10.00", "10.00,0.00,USD,VOLTOOID,15.00"),
        ("Wisselen", "Overschrijving"),
    ],
    ids=["left", "before", "no exchange"],
)
def test_dollars_that_stay_are_a_statement(
    read: Read, there: str, instead: str
) -> None:
    assert there in DOLLARS
    rows = DOLLARS.replace(there, instead)
    if instead.endswith("15.00"):
        rows = rows.replace("USD,VOLTOOID,0.00", "USD,VOLTOOID,5.00")
    statements = read(DUTCH + ROWS + rows)
    assert [one.currency for one in statements] == ["EUR", "USD"]
    assert sum(len(one.bookings) for one in statements) == 2 + rows.count("\n")


def test_dollars_that_were_bought_for_two_payments_name_both(read: Read) -> None:
    rows = DOLLARS.replace(
        "GitHub,-10.00,0.00,USD,VOLTOOID,0.00\n",
        "GitHub,-4.00,0.00,USD,VOLTOOID,6.00\n"
        "Kaartbetaling,Betaalrekening,2026-02-05 10:00:00,2026-02-05 10:00:00,GitLab,"
        "-6.00,0.00,USD,VOLTOOID,0.00\n",
    )
    (statement,) = read(DUTCH + ROWS + rows)
    bought = statement.bookings[-1]
    assert bought.narration == "Gewisseld naar USD; GitHub -4.00 USD; GitLab -6.00 USD"
    assert (bought.amount, bought.original) == (
        Decimal("-9.00"),
        Original(Decimal("-10.00"), "USD"),
    )

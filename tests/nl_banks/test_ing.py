"""ING: CSV of 9 columns, of 11, and of savings accounts."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, Original, StatementLine

NINE = (
    '"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij",'
    '"Bedrag (EUR)","MutatieSoort","Mededelingen"\n'
)
ELEVEN = (
    '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";'
    '"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"\n'
)
ENGLISH = (
    '"Date","Name / Description","Account","Counterparty","Code","Debit/credit",'
    '"Amount (EUR)","Transaction type","Notifications","Resulting balance","Tag"\n'
)
SAVINGS = (
    '"Datum";"Omschrijving";"Rekening";"Rekening naam";"Tegenrekening";"Af Bij";'
    '"Bedrag";"Valuta";"Mutatiesoort";"Mededelingen";"Saldo na mutatie"\n'
)
TRANSFER = (
    '"20260303";"Bakker Bram";"NL65INGB0006040930";"NL91ABNA0417164300";"GT";"Bij";'
    '"12,50";"Online bankieren";"Naam: Bakker Bram Omschrijving: Taart voor Els '
    'IBAN: NL91ABNA0417164300 Kenmerk: NOTPROVIDED Valutadatum: 02-03-2026";'
    '"112,50";""\n'
)
DEBIT = (
    '"20260302";"Stroom & Co";"NL65INGB0006040930";"NL20INGB0001234567";"IC";"Af";'
    '"1.000,00";"Incasso";"Naam: Stroom & Co Omschrijving: Termijn maart IBAN: '
    "NL20INGB0001234567 Kenmerk: T-3 Machtiging ID: M-7 Incassant ID: "
    'NL98ZZZ999999990000 Doorlopende incasso Valutadatum: 02-03-2026";"100,00";""\n'
)


def test_eleven_columns_are_read_oldest_first(read: Read) -> None:
    (statement,) = read(ELEVEN + TRANSFER + DEBIT)
    assert statement.layout == "ing-11"
    assert statement.account == "NL65INGB0006040930"
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("112.50"))
    assert statement.bookings == (
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 2),
            amount=Decimal("-1000.00"),
            currency="EUR",
            payee="Stroom & Co",
            narration="Termijn maart; Incassant: NL98ZZZ999999990000",
            counterparty="NL20INGB0001234567",
            payment_reference="T-3",
            mandate="M-7",
            after=Decimal("100.00"),
        ),
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 3),
            amount=Decimal("12.50"),
            currency="EUR",
            payee="Bakker Bram",
            narration="Taart voor Els",
            counterparty="NL91ABNA0417164300",
            value_date=dt.date(2026, 3, 2),
            after=Decimal("112.50"),
        ),
    )


def test_delimiters_change_nothing(read: Read) -> None:
    text = ELEVEN + TRANSFER + DEBIT
    for delimiter in (",", "\t"):
        assert read(text.replace('";"', f'"{delimiter}"')) == read(text)


def test_english_says_the_same(read: Read) -> None:
    row = (
        '"20260203","Bakkerij Het Meel","NL65INGB0006040930","","BA","Debit","4,20",'
        '"Payment terminal","Card sequence no.: 001 03-02-2026 10:15 Transaction: '
        'A1B2C3 Term: XY12 Value date: 04/02/2026","1195,80","Lunch"\n'
    )
    (statement,) = read(ENGLISH + row)
    (booking,) = statement.bookings
    assert statement.layout == "ing-11"
    assert booking.amount == Decimal("-4.20")
    assert booking.value_date == dt.date(2026, 2, 4)
    assert booking.narration == (
        "Card sequence no.: 001 03-02-2026 10:15 Transaction: A1B2C3 Term: XY12"
    )


def test_nine_columns_of_2009_have_other_days_and_numbers(read: Read) -> None:
    (statement,) = read(
        NINE
        + '"02-02-2009","KARWEI ","6040930","679982426","BA","Af","45,89",'
        + '"Betaalautomaat"," PASVOLGNR 001 31-01-2009"\n'
        + '"30-01-2009","HR P PUK","6040930","","OV","Bij","2.000.132,35","Over"," "\n'
    )
    assert statement.layout == "ing-9"
    assert statement.account == "6040930"
    assert statement.closing is None
    assert [(one.date.day, one.amount) for one in statement.bookings] == [
        (30, Decimal("2000132.35")),
        (2, Decimal("-45.89")),
    ]


def test_a_savings_account_has_a_number_of_its_own(read: Read) -> None:
    (statement,) = read(
        SAVINGS
        + '"2026-03-02";"Overboeking";"V 123-45678";"Buffer";"NL65INGB0006040930";'
        + '"Bij";"250,00";"EUR";"Inleg";"Van betaalrekening";"1.250,00"\n'
    )
    assert statement.layout == "ing-savings"
    assert statement.account == "V 123-45678"
    assert statement.bookings == (
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 2),
            amount=Decimal("250.00"),
            currency="EUR",
            payee="Overboeking",
            narration="Van betaalrekening",
            counterparty="NL65INGB0006040930",
            after=Decimal("1250.00"),
        ),
    )


def test_savings_in_english_may_have_a_decimal_point(read: Read) -> None:
    (statement,) = read(
        '"Date";"Description";"Account";"Account name";"Counterparty";"Debit/credit";'
        '"Amount";"Currency";"Transaction type";"Notifications";"Resulting balance"\n'
        '"2026-03-02";"Interest";"V 123-45678";"Buffer";"";"Credit";"9.20";"EUR";'
        '"Interest";"";"1,009.20"\n'
    )
    assert statement.bookings[0].amount == Decimal("9.20")
    assert statement.closing == Balance(dt.date(2026, 3, 2), Decimal("1009.20"))


CARD = (
    '"Datum";"Naam / Omschrijving";"Mutatiesoort";"Af Bij";"Bedrag (EUR)";'
    '"Mededelingen";"Kaartnummer"\n'
    '"2026-03-06";"Meubelhuis";"Betaling";"Af";"1.249,18";"Transactiedatum: '
    '05-03-2026";"5248 **** **** 7201"\n'
    '"2026-03-04";"AFLOSSING";"Incasso";"Bij";"878,52";"";""\n'
)
CARD_ENGLISH = (
    '"Date";"Name / Description";"Transaction type";"Debit/credit";"Amount (EUR)";'
    '"Notifications";"Card number"\n'
    '"2026-03-06";"Meubelhuis";"Payment";"Debit";"1249.18";"Transactiedatum: '
    '05-03-2026";"5248 **** **** 7201"\n'
    '"2026-03-04";"AFLOSSING";"Direct debit";"Credit";"878.52";"";""\n'
)


@pytest.mark.parametrize("text", [CARD, CARD_ENGLISH])
def test_a_credit_card_names_no_account(read: Read, text: str) -> None:
    (statement,) = read(text)
    assert (statement.account, statement.closing) == ("", None)
    assert statement.bookings == (
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 4),
            amount=Decimal("878.52"),
            currency="EUR",
            payee="AFLOSSING",
        ),
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 6),
            amount=Decimal("-1249.18"),
            currency="EUR",
            payee="Meubelhuis",
            narration="Transactiedatum: 05-03-2026; 5248 **** **** 7201",
        ),
    )


def test_a_decimal_point_in_a_dutch_file_is_refused(refused: Refuse) -> None:
    assert refused(CARD.replace("878,52", "878.52")).line == 3


TOLD = (
    "Naam: MUZIEK BY ADYEN Omschrijving: Muziek P01 IBAN: NL48ABNA0502830042 Kenmerk: "
    "D18 Machtiging ID: 481 Incassant ID: NL74ZZZ999999990000 Doorlopende incasso "
    "Overige partij: Muziek BV Datum/Tijd: 25-03-2026 12:37:32 Valutadatum: 01-03-2026"
)
TOLD_ENGLISH = (
    "Name: MUZIEK BY ADYEN Description: Muziek P01 IBAN: NL48ABNA0502830042 Reference: "
    "D18 Mandate ID: 481 Creditor ID: NL74ZZZ999999990000 Recurrent SEPA direct debit "
    "Other party: Muziek BV Date/time: 25-03-2026 12:37:32 Value date: 01/03/2026"
)


@pytest.mark.parametrize("text", [TOLD, TOLD_ENGLISH])
def test_the_words_are_dutch_or_english_whatever_the_header(
    read: Read, text: str
) -> None:
    start, end = DEBIT.index("Naam:"), DEBIT.index('";"100,00"')
    row = DEBIT[:start] + text + DEBIT[end:]
    (statement,) = read(ELEVEN + row)
    (booking,) = statement.bookings
    assert booking.narration == (
        "Muziek P01; Naam: MUZIEK BY ADYEN; IBAN: NL48ABNA0502830042; Incassant: "
        "NL74ZZZ999999990000; Andere partij: Muziek BV; Datum/Tijd: 25-03-2026 12:37:32"
    )
    assert (booking.payment_reference, booking.mandate) == ("D18", "481")
    assert booking.value_date == dt.date(2026, 3, 1)


def test_what_was_paid_abroad_is_told_by_the_bank_only(read: Read) -> None:
    card = (
        "Pasvolgnr: 008 28-01-2026 14:20 Transactie: Q71243 Term: ATM127 Valuta: "
        "100,00 BYN Koers: 2,4406776 Opslag: 0,45 EUR Kosten: 2,25 EUR"
    )
    row = '"20260128","ATM Minsk","NL65INGB0006040930","","GM","Af","40,97","GA","{}"\n'
    (statement,) = read(NINE + row.format(card + " Valutadatum: 28-01-2026"))
    (booking,) = statement.bookings
    assert booking.original == Original(Decimal("-100.00"), "BYN")
    assert (booking.narration, booking.value_date) == (card, None)
    (statement,) = read(NINE + row.format("Taart Valuta: 100,00 BYN Koers: 2,44 "))
    assert statement.bookings[0].original is None


def test_a_payer_cannot_stop_the_file_with_words(read: Read) -> None:
    text = "Omschrijving: oud Valutadatum: 99-99-2026"
    (statement,) = read(ELEVEN + DEBIT.replace("Termijn maart", text))
    assert statement.bookings[0].narration.startswith("Omschrijving: oud Valutadatum")
    (statement,) = read(ELEVEN + DEBIT.replace("02-03-2026", "gisteren"))
    assert "Valutadatum: gisteren" in statement.bookings[0].narration


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ('"Bij"', '"bij"', "does not say whether money came in or went out"),
        ('"Bij"', '"Credit "', "does not say whether money came in or went out"),
        ('"12,50"', '"-12,50"', "does not say whether money came in or went out"),
        ('"12,50"', '"12.50"', "not an amount as this layout writes it"),
        ('"20260303"', '"20260230"', "not a day"),
        ('"112,50";""', '"112,50"', "columns in this row is 10, where"),
        ('"112,50";""', '"112,50";"";""', "columns in this row is 12, where"),
        ('"112,50"', '"112,51"', "do not add up"),
        ('"112,50"', '""', "not an amount as this layout writes it"),
    ],
)
def test_a_line_that_is_odd_stops_the_file(
    refused: Refuse, good: str, bad: str, why: str
) -> None:
    refusal = refused(ELEVEN + TRANSFER.replace(good, bad) + DEBIT)
    assert why in str(refusal)
    assert refusal.line == 2


def test_the_other_header_half_way_is_no_line(refused: Refuse) -> None:
    assert refused(ELEVEN + TRANSFER + ELEVEN + DEBIT).line == 3
    assert refused(ELEVEN + TRANSFER + NINE).line == 3


def test_the_export_of_balances_is_no_statement(refused: Refuse) -> None:
    refusal = refused(
        '"Datum","Boeksaldo","Valutair saldo"\n"20260303","1,00","1,00"\n'
    )
    assert "This is a list of balances" in str(refusal)


def test_without_lines_there_is_no_statement(read: Read) -> None:
    assert read(ELEVEN) == []


def test_a_savings_account_may_have_a_type_for_a_name(read: Read) -> None:
    rows = (
        '"2026-03-02";"Rente";"V 123-45678";"Bonusrenterekening";"";"Bij";"1,00";"EUR";'
        '"Rente";"";"2,00"\n'
    )
    (statement,) = read(SAVINGS.replace("Rekening naam", "Rekening type") + rows)
    assert statement.layout == "ing-savings"
    assert statement == read(SAVINGS + rows)[0]


def test_a_line_of_a_damaged_account_is_not_left_out(refused: Refuse) -> None:
    refusal = refused(ELEVEN + TRANSFER + DEBIT.replace('"NL65INGB', "NL65INGB"))
    assert (refusal.line, refusal.values["bank"]) == (3, "ING")


def test_a_day_may_be_written_as_iso(read: Read, refused: Refuse) -> None:
    (statement,) = read(ELEVEN + TRANSFER.replace("20260303", "2026-03-03"))
    assert statement.bookings[0].date == dt.date(2026, 3, 3)
    wrong = TRANSFER.replace("20260303", "2026-30-03")
    assert "not a day" in str(refused(ELEVEN + wrong))

"""Rabobank: CSV of 26 columns, for businesses, of a credit card, and of before 2018."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, Original, StatementLine

DUTCH = (
    '"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn",'
    '"Tegenrekening IBAN/BBAN","Naam tegenpartij","Naam uiteindelijke partij",'
    '"Naam initiërende partij","BIC tegenpartij","Code","Batch ID",'
    '"Transactiereferentie","Machtigingskenmerk","Incassant ID","Betalingskenmerk",'
    '"Omschrijving-1","Omschrijving-2","Omschrijving-3","Reden retour",'
    '"Oorspr bedrag","Oorspr munt","Koers"\r\n'
)
ENGLISH = (
    '"IBAN/BBAN","Ccy","BIC","Seq No","Date","Value Date","Amount","Bal After Bkng",'
    '"Counterpty IBAN/BBAN","Name Counterpty","Name Ultimate Pty",'
    '"Name Initiating Pty","Counterpty BIC","Code","Batch ID","Transaction Reference",'
    '"Mandate Reference","Collector ID","Payment Reference","Description-1",'
    '"Description-2","Description-3","Reasoncode","Instr Amt","Instr Ccy","Rate"\r\n'
)
IN = (
    '"NL91RABO0315273637","EUR","RABONL2U","000000000000006408","2026-03-02",'
    '"2026-03-01","+442,98","+3436,04","NL91ABNA0417164300","Bakkerij Het Meel",'
    '"A. Bakker","","ABNANL2A","cb","","E2E-1","","","","Factuur 14"," ","","","","",'
    '""\r\n'
)
OUT = (
    '"NL91RABO0315273637","EUR","RABONL2U","000000000000006409","2026-03-03",'
    '"2026-03-03","-30,00","+3406,04","NL20INGB0001234567","Stroom & Co","","",'
    '"INGBNL2A","ei","","","M-7","NL98ZZZ999999990000","","{}","o-periode","","MD06",'
    '"33,10","USD","1,1"\r\n'
).format("p" * 139 + "-")


def test_the_zeros_of_a_key_may_be_lost(read: Read) -> None:
    (statement,) = read(DUTCH + IN.replace('"000000000000006408"', "6408"))
    assert statement.bookings[0].reference == "000000000000006408"


def test_26_columns(read: Read) -> None:
    (statement,) = read(DUTCH + IN + OUT)
    assert statement.layout == "rabobank-26"
    assert statement.account == "NL91RABO0315273637"
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("3406.04"))
    assert statement.bookings == (
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 2),
            amount=Decimal("442.98"),
            currency="EUR",
            payee="Bakkerij Het Meel",
            narration="Factuur 14; Andere partij: A. Bakker",
            counterparty="NL91ABNA0417164300",
            reference="000000000000006408",
            value_date=dt.date(2026, 3, 1),
            payment_reference="E2E-1",
            after=Decimal("3436.04"),
        ),
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 3),
            amount=Decimal("-30.00"),
            currency="EUR",
            payee="Stroom & Co",
            # A description of 140 signs goes on in the next column, within a word.
            narration="p" * 139 + "-o-periode; Incassant: NL98ZZZ999999990000",
            counterparty="NL20INGB0001234567",
            reference="000000000000006409",
            mandate="M-7",
            return_reason="MD06",
            original=Original(Decimal("-33.10"), "USD"),
            after=Decimal("3406.04"),
        ),
    )


def test_english_says_the_same(read: Read) -> None:
    assert read(ENGLISH + IN + OUT) == read(DUTCH + IN + OUT)


@pytest.mark.parametrize(
    "text",
    [
        (DUTCH + IN).encode("latin-1"),
        (DUTCH + IN).encode("utf-8-sig"),
        (DUTCH + IN).replace("ë", "Î").encode(),
        (DUTCH + IN).replace("ë", "\ufffd").encode(),
        (DUTCH + IN).replace("ë", "Ã«").encode(),
        (DUTCH + IN).replace("ë", "?").encode(),
    ],
)
def test_whatever_became_of_one_letter(read: Read, text: bytes) -> None:
    assert read(text) == read(DUTCH + IN)


def test_one_letter_in_another_column_is_another_header(refused: Refuse) -> None:
    assert "quite like" in str(refused(DUTCH.replace("Volgnr", "Volg?r") + IN))


def test_what_was_not_provided_is_no_reference(read: Read) -> None:
    (statement,) = read(DUTCH + IN.replace("E2E-1", "NOTPROVIDED"))
    assert statement.bookings[0].payment_reference == ""


def test_two_accounts_in_one_file_are_two_statements(read: Read) -> None:
    other = IN.replace("NL91RABO0315273637", "NL39RABO0300065264")
    first, second = read(DUTCH + IN + other + OUT)
    assert (first.account, len(first.bookings)) == ("NL91RABO0315273637", 2)
    assert (second.account, len(second.bookings)) == ("NL39RABO0300065264", 1)


def test_the_newest_first_is_turned_around(read: Read) -> None:
    (statement,) = read(DUTCH + OUT + IN)
    assert [booking.line for booking in statement.bookings] == [3, 2]


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ("-30,00", "-30.00", "not an amount as this layout writes it"),
        ("2026-03-03", "03-03-2026", "not a day"),
        ('"EUR"', '"EURO"', "not the code of a currency"),
        ('"MD06",', "", "columns in this row is 25, where"),
        ("+3406,04", "+3406,05", "do not add up"),
        ('"NL20', '"NL20" x "', "not valid CSV"),
    ],
)
def test_a_line_that_is_odd_stops_the_file(
    refused: Refuse, good: str, bad: str, why: str
) -> None:
    refusal = refused(DUTCH + IN + OUT.replace(good, bad))
    assert why in str(refusal)
    assert refusal.line == 3


BUSINESS = (
    '"IBAN/BBAN","Valuta","BIC","Volg nr","Datum","Valuta datum","Bedrag",'
    '"saldo na boeking","IBAN/BBAN tegenpartij","Naam tegenpartij",'
    '"Naam uiteind begunst","Naam initiërende partij","BIC tegenpartij",'
    '"Transactie soort","Batch nr","Transactiereferentie","Machtigingskenmerk",'
    '"Incassant ID","Betalingskenmerk","Omschrijving - 1","Omschrijving - 2",'
    '"Omschrijving - 3","Oorzaakscode","Oorspr bedrag","Oorspr valuta","Koers",'
    '"Naam rekeninghouder","Naam adm gebruik","Omschrijving oorzaakscode",'
    '"Ref.correspondentbank","Transactiereferentie","Trans.Info.Extra.Details",'
    '"Trans.Info.Extra.Details.Type","Boekingsreferentie","Veld 86"\n'
)
BUSINESS_ROW = (
    '"NL91RABO0315273637","EUR","RABONL2UXXX","7","02-03-2026","01-03-2026",'
    '"-1.234,56","{}","NL91ABNA0417164300","Bakkerij Het Meel","","","","db","","","",'
    '"","9001123412341234","Meel","","","","","","","","","","","","","","",""\n'
)


@pytest.mark.parametrize("balance", ["1000.00", "1.000,00", "1,000.00", "1000,00"])
def test_businesses_have_balances_in_two_styles(read: Read, balance: str) -> None:
    (statement,) = read(BUSINESS + BUSINESS_ROW.format(balance))
    assert statement.layout == "rabobank-business"
    assert statement.bookings == (
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 2),
            amount=Decimal("-1234.56"),
            currency="EUR",
            payee="Bakkerij Het Meel",
            narration="Meel",
            counterparty="NL91ABNA0417164300",
            reference="7",
            value_date=dt.date(2026, 3, 1),
            payment_reference="9001123412341234",
            after=Decimal("1000.00"),
        ),
    )


def test_a_balance_that_could_be_either_is_not_read(refused: Refuse) -> None:
    refusal = refused(BUSINESS + BUSINESS_ROW.format("1.234"))
    assert (refusal.line, refusal.values["text"]) == (2, "1.234")


CARD = (
    '"Tegenrekening IBAN","Munt","Creditcard Nummer","Productnaam","Creditcard Regel1",'
    '"Creditcard Regel2","Transactiereferentie","Datum","Bedrag","Omschrijving",'
    '"Oorspr bedrag","Oorspr munt","Koers"\n'
)


def test_a_credit_card(read: Read) -> None:
    (statement,) = read(
        CARD
        + '"NL91RABO0315273637","EUR","1234","RaboCard","P. Puk","","0021000000001",'
        + '"2026-03-02","-4,46","DOMEIN  REGISTRATIE","5,00","USD","1,12"\n'
        + '"NL91RABO0315273637","EUR","1234","RaboCard","P. Puk","","0021000000002",'
        + '"2026-03-03","+7,45","Verrekening vorig overzicht","","",""\n'
    )
    assert (statement.account, statement.closing) == ("1234", None)
    first, second = statement.bookings
    assert (first.amount, first.narration) == (Decimal("-4.46"), "DOMEIN REGISTRATIE")
    assert first.original == Original(Decimal("-5.00"), "USD")
    assert (second.amount, second.original) == (Decimal("7.45"), None)
    assert second.reference == "0021000000002"


OLD = (
    '"NL91RABO0315273637","EUR","20150302","D","12.50","NL91ABNA0417164300",'
    '"Bakkerij Het Meel","20150303","ei","","Brood en ","melk","","","","","E1",'
    '"NL98ZZZ999999990000","M-7"\n'
)


def test_before_2018_there_was_no_header(read: Read) -> None:
    (statement,) = read(OLD + OLD.replace('"D","12', '"C","1234'))
    assert statement.layout == "rabobank-19"
    assert statement.closing is None
    assert [one.amount for one in statement.bookings] == [
        Decimal("-12.50"),
        Decimal("1234.50"),
    ]
    assert statement.bookings[0] == StatementLine(
        line=1,
        date=dt.date(2015, 3, 3),
        amount=Decimal("-12.50"),
        currency="EUR",
        payee="Bakkerij Het Meel",
        narration="Brood en melk; Incassant: NL98ZZZ999999990000",
        counterparty="NL91ABNA0417164300",
        value_date=dt.date(2015, 3, 2),
        payment_reference="E1",
        mandate="M-7",
    )


@pytest.mark.parametrize(
    ("good", "bad"),
    [('"D"', '"A"'), ("12.50", "12,50"), ("20150303", "2015-03-03"), ('"ei",', "")],
)
def test_an_odd_line_without_header_stops_the_file(
    refused: Refuse, good: str, bad: str
) -> None:
    assert refused(OLD + OLD.replace(good, bad)).line == 2


def test_a_line_of_a_damaged_account_is_not_left_out(refused: Refuse) -> None:
    refusal = refused(DUTCH + IN + OUT.replace('"NL91RABO', "NL91RABO", 1))
    assert (refusal.line, refusal.values["bank"]) == (3, "Rabobank")

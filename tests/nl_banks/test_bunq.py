"""bunq: Dutch and English, semicolons and commas, 6 and 7 columns."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Original, StatementLine

ENGLISH = (
    '"Date";"Interest Date";"Amount";"Account";"Counterparty";"Name";"Description"\n'
)
ROWS = (
    '"2026-03-01";"2026-03-01";"1.108,00";"NL42BUNQ2025123456";"NL91ABNA0417164300";'
    '"Bakker Bram";"Taart  van\tzaterdag"\n'
    '"2026-03-06";"2026-04-01";"-11,30";"NL42BUNQ2025123456";"";"VOICY";'
    '"VOICY ABU DHABI, AE 12.99 USD, 1 USD = 0.86990 EUR"\n'
)
CAKE = StatementLine(
    line=2,
    date=dt.date(2026, 3, 1),
    amount=Decimal("1108.00"),
    currency="EUR",
    payee="Bakker Bram",
    narration="Taart van zaterdag",
    counterparty="NL91ABNA0417164300",
)
VOICE = StatementLine(
    line=3,
    date=dt.date(2026, 3, 6),
    amount=Decimal("-11.30"),
    currency="EUR",
    payee="VOICY",
    narration="VOICY ABU DHABI, AE 12.99 USD, 1 USD = 0.86990 EUR",
    value_date=dt.date(2026, 4, 1),
    original=Original(Decimal("-12.99"), "USD"),
)


def test_a_card_payment_abroad_keeps_what_was_paid(read: Read) -> None:
    (statement,) = read(ENGLISH + ROWS)
    assert statement.account == "NL42BUNQ2025123456"
    assert statement.layout == "bunq-semicolons"
    assert statement.bookings == (CAKE, VOICE)
    assert statement.closing is None


def test_what_a_payer_writes_is_no_other_currency(read: Read) -> None:
    account = ROWS.replace('"";"VOICY"', '"NL91ABNA0417164300";"VOICY"')
    (statement,) = read(ENGLISH + account)
    assert statement.bookings[1].original is None
    assert statement.bookings[1].narration == VOICE.narration


def test_dutch_says_the_same(read: Read) -> None:
    dutch = (
        '"Datum";"Rentedatum";"Bedrag";"Rekening";"Tegenrekening";"Naam";'
        '"Omschrijving"\n'
    )
    (statement,) = read(dutch + ROWS)
    assert statement.bookings == (CAKE, VOICE)


def test_without_an_interest_date_as_before_2021(read: Read) -> None:
    header = '"Datum";"Bedrag";"Rekening";"Tegenrekening";"Naam";"Omschrijving"\n'
    row = '"2019-03-06";"-11,30";"NL42BUNQ2025123456";"";"Kiosk";"Krant"\n'
    (statement,) = read(header + row)
    assert statement.account == "NL42BUNQ2025123456"
    assert statement.bookings[0].value_date is None
    assert statement.bookings[0].narration == "Krant"


def test_without_an_account_as_in_2024(read: Read) -> None:
    header = '"Date";"Interest Date";"Amount";"Counterparty";"Name";"Description"\n'
    row = '"2024-07-02";"2024-07-02";"0,05";"NL13BUNQ2094122549";"bunq";"Payday"\n'
    (statement,) = read(header + row)
    assert statement.account == ""
    assert statement.bookings[0].counterparty == "NL13BUNQ2094122549"


@pytest.mark.parametrize("amounts", [("-1.025,50", "20,00"), ("-1,025.50", "20.00")])
def test_with_commas_the_amounts_of_a_file_have_one_style(
    read: Read, amounts: tuple[str, str]
) -> None:
    (statement,) = read(_commas(*amounts))
    assert statement.layout == "bunq-commas"
    assert [one.amount for one in statement.bookings] == [
        Decimal("-1025.50"),
        Decimal("20.00"),
    ]


def test_with_commas_the_other_style_in_a_later_row_is_refused(refused: Refuse) -> None:
    refusal = refused(_commas("-25.50", "20,00"))
    assert refusal.line == 3
    assert refusal.values == {"text": "20,00"}


def test_an_amount_that_could_be_either_is_refused(refused: Refuse) -> None:
    assert refused(_commas("1.234", "20,00")).line == 2


def test_with_semicolons_a_point_makes_thousands_only(refused: Refuse) -> None:
    refusal = refused(ENGLISH + ROWS.replace("-11,30", "-11.30"))
    assert refusal.line == 3


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"2026-03-01";"2026', '"2026-02-30";"2026'),
        ('"2026-03-01";"2026', '"01-03-2026";"2026'),
        ("1.108,00", "1108,00 EUR"),
        ("1.108,00", ""),
        (';"Bakker Bram"', ""),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert there in ROWS
    assert refused(ENGLISH + ROWS.replace(there, instead)).line == 2


def test_a_header_in_two_languages_is_of_no_bank(refused: Refuse) -> None:
    refusal = refused(ENGLISH.replace("Amount", "Bedrag") + ROWS)
    assert "bunq, CSV with semicolons" in str(refusal)


def _commas(*amounts: str) -> str:
    header = '"Date","Amount","Account","Counterparty","Name","Description"\n'
    return header + "".join(
        f'"2018-05-0{day}","{amount}","NL42BUNQ2025123456","","Kiosk","Krant"\n'
        for day, amount in enumerate(amounts, start=1)
    )

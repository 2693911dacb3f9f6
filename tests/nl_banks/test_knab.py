"""Knab: four generations of one layout, under a line that says KNAB EXPORT."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import StatementLine

TITLE = "KNAB EXPORT;;;;;;;;;;;;;;;;\n"
TEN = (
    "Rekeningnummer;Transactiedatum;Valutacode;CreditDebet;Bedrag;Tegenrekeningnummer;"
    "Tegenrekeninghouder;Valutadatum;Betaalwijze;Omschrijving;"
)
SIXTEEN = (
    TITLE
    + TEN
    + "Type betaling;Machtigingsnummer;Incassant ID;Adres;Referentie;Boekdatum;\n"
)
PAID = (
    '"NL20KNAB0255123456";"26-03-2026";"EUR";"D";"1.827,75";"NL91ABNA0417164300";'
    '"Verhuurder BV";"27-03-2026";"Incasso";"Huur maart ";"";"M-17";"NL01ZZZ";'
    '"Kade 1 Utrecht";"C0C27IP2NC00000A";"28-03-2026";\n'
)
GOT = (
    '"NL20KNAB0255123456";"25-03-2026";"EUR";"C";"35";"";"";"25-03-2026";'
    '"Ontvangen betaling";"";"";"";"";"";"C342798ASDA";"25-03-2026";\n'
)
RENT = StatementLine(
    line=3,
    date=dt.date(2026, 3, 28),
    amount=Decimal("-1827.75"),
    currency="EUR",
    payee="Verhuurder BV",
    narration="Huur maart",
    counterparty="NL91ABNA0417164300",
    reference="C0C27IP2NC00000A",
    value_date=dt.date(2026, 3, 27),
    mandate="M-17",
)
INCOME = StatementLine(
    line=4,
    date=dt.date(2026, 3, 25),
    amount=Decimal("35.00"),
    currency="EUR",
    narration="Ontvangen betaling",
    reference="C342798ASDA",
)


def test_sixteen_columns_with_a_key(read: Read) -> None:
    (statement,) = read(SIXTEEN + PAID + GOT)
    assert statement.account == "NL20KNAB0255123456"
    assert statement.bookings == (INCOME, RENT)


def test_the_line_with_the_name_of_the_bank_may_be_missing(read: Read) -> None:
    (statement,) = read((SIXTEEN + PAID).removeprefix(TITLE))
    assert statement.bookings == (RENT._replace(line=2),)


def test_fourteen_columns_have_no_key(read: Read) -> None:
    header = TITLE + TEN + "Type betaling;Machtigingsnummer;Incassant ID;Adres;\n"
    cells = PAID.split(";")
    (statement,) = read(header + ";".join(cells[:14]) + ";\n")
    (booking,) = statement.bookings
    assert booking == RENT._replace(
        reference="", date=dt.date(2026, 3, 26), value_date=dt.date(2026, 3, 27)
    )


def test_fifteen_columns_say_the_sign_in_words(read: Read) -> None:
    header = TEN + (
        "Type betaling;Machtigingsnummer;Incassant ID;Referentie;Boekdatum;\n"
    )
    cells = PAID.replace('"D"', '"Afschrijvingen"').split(";")
    row = ";".join(cells[:13] + cells[14:])
    got = ";".join(
        one
        for place, one in enumerate(GOT.replace('"C"', '"Bijschrijvingen"').split(";"))
        if place != 13
    )
    (statement,) = read("\ufeff" + header + row + got)
    assert statement.bookings == (INCOME._replace(line=3), RENT._replace(line=2))


def test_ten_columns_are_the_first_ten(read: Read) -> None:
    row = ";".join(PAID.split(";")[:10])
    (statement,) = read(TEN.removesuffix(";") + "\n" + row + "\n")
    (booking,) = statement.bookings
    assert (booking.mandate, booking.reference) == ("", "")
    assert booking.amount == RENT.amount


def test_an_export_without_lines_has_no_statement(read: Read) -> None:
    assert read(SIXTEEN) == []


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"D"', '"Debet"'),
        ('"D"', '""'),
        ("1.827,75", "-1.827,75"),
        ("1.827,75", "1,827.75"),
        ("26-03-2026", "26/03/2026"),
        ("28-03-2026", "2026-03-28"),
        ('"EUR"', '"euro"'),
        ('"Kade 1 Utrecht";', ""),
        (";\n", ';"more"\n'),
        (";\n", ";;;\n"),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    text = (GOT + PAID).replace(there, instead)
    assert text != GOT + PAID
    assert refused(SIXTEEN + text).line in {3, 4}

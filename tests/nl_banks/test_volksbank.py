"""ASN Bank, SNS and RegioBank: one table, in the ways in which it was written."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, StatementLine

HEADER = (
    "Datum,Je rekening,Van / naar,Naam,Adres,Postcode,Woonplaats,Valuta saldo,"
    "Saldo voor boeking,Valuta,Bedrag bij / af,Verwerkingsdatum,Valutadatum,Code,Type,"
    "Volgnummer,Betalingskenmerk,Omschrijving,Afschriftnummer\n"
)
IN = (
    "02-03-2026,NL90ASNB0123456789,NL91ABNA0417164300,'t Hoekje van Els,,,,EUR,100.00,"
    "EUR,1250.50,03-03-2026,01-03-2026,8810,OVB,5710841,'9001123412341234','Taart, "
    "'s avonds, 2',3\n"
)
CARD = (
    "03-03-2026,NL90ASNB0123456789,,,,,,EUR,1350.50,EUR,-12.25,03-03-2026,03-03-2026,"
    "9820,BEA,5710842,,'Bakkerij Het Meel   >AMSTERDAM 3.03.2026 12U30 KV001',3\n"
)
FIRST = StatementLine(
    line=1,
    date=dt.date(2026, 3, 2),
    amount=Decimal("1250.50"),
    currency="EUR",
    payee="'t Hoekje van Els",
    narration="Taart, 's avonds, 2",
    counterparty="NL91ABNA0417164300",
    reference="20260303.5710841",
    value_date=dt.date(2026, 3, 1),
    payment_reference="9001123412341234",
    before=Decimal("100.00"),
    after=Decimal("1350.50"),
)
SECOND = StatementLine(
    line=2,
    date=dt.date(2026, 3, 3),
    amount=Decimal("-12.25"),
    currency="EUR",
    payee="Bakkerij Het Meel",
    narration="Bakkerij Het Meel ›AMSTERDAM 3.03.2026 12U30 KV001",
    reference="20260303.5710842",
    before=Decimal("1350.50"),
    after=Decimal("1338.25"),
)


def without(row: str, *columns: int) -> str:
    """Return a row of the header's kind without some of its columns."""
    cells = row.rstrip("\n").split(",")
    kept = [cell for place, cell in enumerate(cells) if place not in columns]
    return ",".join(kept) + "\n"


def test_without_a_header(read: Read) -> None:
    (statement,) = read(IN + CARD)
    assert statement.layout == "volksbank-19"
    assert statement.account == "NL90ASNB0123456789"
    assert statement.bookings == (FIRST, SECOND)
    # The balance in the file is the one before the line.
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("1338.25"))


def test_with_a_header(read: Read) -> None:
    (statement,) = read(HEADER + IN + "\r\n" + CARD)
    assert statement.layout == "volksbank-header"
    assert statement.bookings == (FIRST._replace(line=2), SECOND._replace(line=4))


def test_with_a_category_and_without_an_address(read: Read) -> None:
    header = HEADER.replace("Valuta,Bedrag bij / af", "Valuta boeking,Bedrag bij/af")
    category = header.rstrip("\n") + ",Categorie\n"
    row = CARD.rstrip("\n") + ",Auto's\n"
    (expected,) = read(HEADER + CARD)
    assert read(category + row) == [expected]
    assert read(without(category, 4, 5, 6) + without(row, 4, 5, 6)) == [expected]
    assert read(without(header, 4, 5, 6) + without(CARD, 4, 5, 6)) == [expected]


def test_csv2004_is_quoted(read: Read) -> None:
    cells = CARD.rstrip("\n").replace("'", "").split(",")
    (statement,) = read(";".join(f'"{cell}"' for cell in cells) + "\r\n")
    assert statement.layout == "volksbank-19"
    assert statement.bookings == (SECOND._replace(line=1),)


def test_regiobank_wrote_days_in_another_way(read: Read) -> None:
    (statement,) = read(CARD.replace("03-03-2026", "20260303"))
    assert statement.bookings == (SECOND._replace(line=1),)


def test_the_english_header_has_columns_without_a_name(read: Read) -> None:
    (statement,) = read(
        "Date,Your Account,Counterparty Account,Counterparty Name,,,,Account Currency,"
        "Account Balance,Transaction Currency,Transaction Amount,,,,,,,Description,\n"
        "25-03-2026,NL90ASNB0123456789,,,,,,,,EUR,-2.70,,,,,,,'Monthly, fees',\n"
    )
    assert statement.layout == "volksbank-header"
    assert statement.closing is None
    (booking,) = statement.bookings
    assert (booking.amount, booking.narration) == (Decimal("-2.70"), "Monthly, fees")
    assert (booking.reference, booking.before) == ("", None)


@pytest.mark.parametrize(
    "text", ["'a',99,'b", "',,,,,", "';\"", '","', "'", "''", "x'", ","]
)
def test_whatever_a_payer_writes_stays_in_the_description(
    read: Read, text: str
) -> None:
    (statement,) = read(IN.replace("Taart, 's avonds, 2", text) + CARD)
    assert len(statement.bookings) == 2
    assert statement.bookings[0].amount == FIRST.amount
    assert statement.bookings[0].narration == text.replace('"', "'").strip()


def test_a_number_of_the_bank_counts_with_its_day(read: Read) -> None:
    next_year = (
        CARD.replace("2026,8810", "2027,8810")
        .replace("03-03-2026", "04-03-2027")
        .replace("1350.50", "1338.25")
    )
    (statement,) = read(IN + CARD + next_year)
    assert [one.reference for one in statement.bookings] == [
        "20260303.5710841",
        "20260303.5710842",
        "20270304.5710842",
    ]


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ("-12.25", "-12,25", "columns in this row is 20, where"),
        ("-12.25", "+-12.25", "not an amount as this layout writes it"),
        ("03-03-2026,NL", "3-3-2026,NL", "not a day"),
        ("NL90", "90", "not an account at ASN Bank"),
        ("1350.50,EUR", "1350.50,USD", "on an account in EUR"),
        ("1350.50", "1350.51", "do not add up"),
        (",9820", "", "columns in this row is 18, where"),
        (",BEA", "\0,BEA", "NUL"),
    ],
)
def test_a_line_that_is_odd_stops_the_file(
    refused: Refuse, good: str, bad: str, why: str
) -> None:
    refusal = refused(IN + CARD.replace(good, bad, 1))
    assert why in str(refusal)
    assert refusal.line == 2


def test_an_older_file_of_rabobank_is_another_layout(read: Read) -> None:
    (statement,) = read(
        '"NL91RABO0315273637","EUR","20150302","D","12.50","","","20150303","ei","",'
        '"Brood","","","","","","","",""\n'
    )
    assert statement.bank == "Rabobank"

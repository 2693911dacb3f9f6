"""Triodos Bank: CSV of 8 and of 9 columns, neither with a header."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, StatementLine

IN = (
    '"02-03-2026","NL06TRIO0123456789","1.025,78","Credit","Caf\xe9 De Kade",'
    '"NL91ABNA0417164300","ET","Zaalhuur  maart"'
)
OUT = (
    '"03-03-2026","NL06TRIO0123456789","15,50","Debet","Stroom & Co",'
    '"NL20INGB0001234567","IC","Termijn"'
)
EIGHT = IN + "\r\n" + OUT
NINE = IN + ',"1.125,78"\r\n' + OUT + ',"1.110,28"\r\n'
FIRST = StatementLine(
    line=1,
    date=dt.date(2026, 3, 2),
    amount=Decimal("1025.78"),
    currency="EUR",
    payee="Café De Kade",
    narration="Zaalhuur maart",
    counterparty="NL91ABNA0417164300",
)


def test_the_first_line_is_a_booking(read: Read) -> None:
    (statement,) = read(EIGHT)
    assert statement.layout == "triodos-8"
    assert statement.account == "NL06TRIO0123456789"
    assert statement.bookings[0] == FIRST
    assert [one.amount for one in statement.bookings] == [
        FIRST.amount,
        Decimal("-15.5"),
    ]
    assert statement.closing is None


def test_nine_columns_have_the_balance(read: Read) -> None:
    (statement,) = read(NINE)
    assert statement.layout == "triodos-9"
    assert statement.bookings[0] == FIRST._replace(after=Decimal("1125.78"))
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("1110.28"))


def test_the_euro_sign_is_that_of_iso_8859_15(read: Read) -> None:
    (statement,) = read(EIGHT.replace("Termijn", "5 €").encode("iso8859-15"))
    assert statement.bookings[0].payee == "Café De Kade"
    assert statement.bookings[1].narration == "5 €"


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ("Debet", "Af", "does not say whether money came in or went out"),
        ("15,50", "-15,50", "does not say whether money came in or went out"),
        ("15,50", "15.50", "not an amount as this layout writes it"),
        ("03-03-2026", "2026-03-03", "not a day"),
        ("TRIO", "INGB", "not an account at Triodos Bank"),
        ('"IC",', "", "columns in this row is 8, where"),
        ("1.110,28", "1.110,29", "do not add up"),
    ],
)
def test_a_line_that_is_odd_stops_the_file(
    refused: Refuse, good: str, bad: str, why: str
) -> None:
    first, second, _ = NINE.split("\r\n")
    refusal = refused(f"{first}\r\n{second.replace(good, bad)}\r\n")
    assert why in str(refusal)
    assert refusal.line == 2


def test_both_layouts_in_one_file_are_refused(refused: Refuse) -> None:
    assert refused(NINE + EIGHT).line == 3
    assert refused(EIGHT + "\r\n" + NINE).line == 3


def test_a_bic_before_the_account_is_left_out(read: Read) -> None:
    text = EIGHT.replace('"NL91ABNA', '"ABNANL2A NL91ABNA')
    (statement,) = read(text.replace('"NL20INGB', '"INGBNL2AXXX NL20INGB'))
    assert statement.bookings[0] == FIRST
    assert statement.bookings[1].counterparty == "NL20INGB0001234567"

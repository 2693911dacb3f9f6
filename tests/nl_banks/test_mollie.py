"""Mollie: a settlement, with what was kept of it in lines at the end."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import LineKind, Original, StatementLine

HEADER = (
    "Date,Payment method,Currency,Amount,Status,ID,Description,Consumer name,"
    "Consumer bank account,Consumer BIC,Settlement currency,Settlement amount,"
    "Settlement reference,Amount refunded\n"
)
ROWS = (
    "2026-10-01 10:12:00,ideal,EUR,100.00,paidout,tr_a,Order 1001,Jan Jansen,"
    "NL91ABNA0417164300,ABNANL2A,EUR,100.00,1234567.2610.01,\n"
    "2026-10-02 11:00:00,creditcard,USD,50.00,paidout,tr_b,Order 1002,Eva,,,EUR,44.10,"
    "1234567.2610.01,\n"
    "2026-10-03 09:00:00,refund,EUR,-20.00,refunded,re_c,Refund Order 1001,,,,EUR,"
    "-20.00,1234567.2610.01,20.00\n"
    "2026-10-04 00:00:00,,EUR,-2.88,,,Withheld transaction fees MOL-2026.0001,,,,EUR,"
    "-2.88,1234567.2610.01,\n"
)


def test_a_settlement_adds_up_to_what_the_bank_gets(read: Read) -> None:
    (statement,) = read(HEADER + ROWS)
    assert (statement.account, statement.currency) == ("mollie", "EUR")
    assert statement.bookings == (
        StatementLine(
            line=2,
            date=dt.date(2026, 10, 1),
            amount=Decimal("100.00"),
            currency="EUR",
            payee="Jan Jansen",
            narration="Order 1001",
            counterparty="NL91ABNA0417164300",
            reference="tr_a",
            payment_reference="1234567.2610.01",
            kind=LineKind.SALE,
        ),
        StatementLine(
            line=3,
            date=dt.date(2026, 10, 2),
            amount=Decimal("44.10"),
            currency="EUR",
            payee="Eva",
            narration="Order 1002",
            reference="tr_b",
            payment_reference="1234567.2610.01",
            original=Original(Decimal("50.00"), "USD"),
            kind=LineKind.SALE,
        ),
        StatementLine(
            line=4,
            date=dt.date(2026, 10, 3),
            amount=Decimal("-20.00"),
            currency="EUR",
            narration="Refund Order 1001",
            reference="re_c",
            payment_reference="1234567.2610.01",
            kind=LineKind.REFUND,
        ),
        StatementLine(
            line=5,
            date=dt.date(2026, 10, 4),
            amount=Decimal("-2.88"),
            currency="EUR",
            narration="Withheld transaction fees MOL-2026.0001",
            payment_reference="1234567.2610.01",
            kind=LineKind.FEE,
        ),
    )
    assert sum(one.amount for one in statement.bookings) == Decimal("121.22")


def test_a_chargeback_is_a_refund_and_what_is_not_known_a_booking(read: Read) -> None:
    (statement,) = read(HEADER + ROWS.replace("re_c", "chb_c").replace("tr_b", "xx_b"))
    assert [one.kind for one in statement.bookings] == [
        LineKind.SALE,
        LineKind.BOOKING,
        LineKind.REFUND,
        LineKind.FEE,
    ]


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("EUR,100.00,1234567", 'EUR,"100,00",1234567'),
        ("EUR,100.00,1234567", "EUR,,1234567"),
        ("EUR,100.00,1234567", ",100.00,1234567"),
        ("2026-10-01 10:12:00", "01-10-2026 10:12:00"),
        ("Jan Jansen,", ""),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert there in ROWS
    assert refused(HEADER + ROWS.replace(there, instead)).line == 2

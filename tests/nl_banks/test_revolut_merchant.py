"""Revolut's merchant account: what customers paid, what was kept, what was paid out."""

import datetime as dt
from decimal import Decimal

from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, LineKind, Original, StatementLine

HEADER = (
    "Date & Time Started (UTC),Date & Time Completed (UTC),State,Type,Description,"
    "Invoice reference,Original currency,Original amount,Settlement currency,"
    "Settlement amount,Exchange rate,Fee currency,FX fee,Processing fee,Balance,"
    "Account,Business legal name,Transaction ID,Order description,Customer name\n"
)
SALE = (
    "2026-03-01 15:03:17.394276,2026-03-02 15:03:20.66091,COMPLETED,Settlement,"
    "Settlement for els@example.com,F-14,EUR,41.00,EUR,39.83,1.0000,EUR,0.00,-1.17,"
    '39.83,EUR Merchant,Bakkerij Het Meel,68a5-a,"Taart\nvoor Els",Els de Vries\n'
)
PAYOUT = (
    "2026-03-03 02:04:20.403029,2026-03-03 02:04:20.455833,COMPLETED,Transfer,"
    "Merchant payout to an internal account,,EUR,-39.83,EUR,-39.83,1.0000,EUR,0.00,"
    "0.00,0.00,EUR Merchant,Bakkerij Het Meel,68a5-b,,\n"
)
ROWS = PAYOUT + SALE


def test_a_sale_and_what_was_paid_out(read: Read) -> None:
    (statement,) = read(HEADER + ROWS)
    assert (statement.layout, statement.account) == ("revolut-merchant", "EUR Merchant")
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("0.00"))
    assert statement.bookings == (
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 2),
            amount=Decimal("41.00"),
            currency="EUR",
            payee="Els de Vries",
            narration="Taart voor Els; Settlement for els@example.com",
            reference="68a5-a",
            payment_reference="F-14",
            kind=LineKind.SALE,
            fee=Decimal("-1.17"),
            after=Decimal("39.83"),
        ),
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 3),
            amount=Decimal("-39.83"),
            currency="EUR",
            narration="Merchant payout to an internal account",
            reference="68a5-b",
            kind=LineKind.PAYOUT,
            after=Decimal("0.00"),
        ),
    )


def test_what_was_paid_in_another_currency_is_told(read: Read) -> None:
    foreign = SALE.replace("EUR,41.00", "USD,48.00").replace(
        "0.00,-1.17", "-0.20,-0.97"
    )
    ((booking,),) = (one.bookings for one in read(HEADER + foreign))
    assert booking.original == Original(Decimal("48.00"), "USD")
    assert (booking.amount, booking.fee) == (Decimal("41.00"), Decimal("-1.17"))


def test_what_did_not_go_through_is_no_line(read: Read) -> None:
    failed = SALE.replace("2026-03-02 15:03:20.66091,COMPLETED", ",FAILED")
    (statement,) = read(HEADER + failed + SALE)
    assert len(statement.bookings) == 1


def test_sums_that_do_not_add_up_are_refused(refused: Refuse) -> None:
    assert refused(HEADER + SALE.replace("-1.17", "-1.18")).line == 2
    fee = refused(HEADER + SALE.replace("1.0000,EUR", "1.0000,USD"))
    assert (fee.line, fee.values["fee_currency"]) == (2, "USD")
    assert refused(HEADER + PAYOUT + SALE.replace("39.83,EUR M", "40.83,EUR M")).line

"""Wise: the statement of a currency, with the fee in the amount or beside it."""

import datetime as dt
from decimal import Decimal

from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, LineKind, Original, StatementLine

HEADER = (
    '"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference",'
    '"Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name",'
    '"Payee Name","Payee Account Number",Merchant,"Card Last Four Digits",'
    '"Card Holder Full Name",Attachment,Note,"Total fees"\n'
)
IN = (
    "TRANSFER-1,02-03-2026,100.00,EUR,Received money from Els,F-1,100.00,,,,Els,,,,,,"
    ",,0.00\n"
)
OUT = (
    "TRANSFER-2,03-03-2026,-60.96,EUR,Sent money to Bram,stoel,39.04,,,,,Bram,"
    "NL91ABNA0417164300,,,,,,0.24\n"
)
FEE = (
    "TRANSFER-2,03-03-2026,-0.24,EUR,Wise Charges for: TRANSFER-2,,38.80,,,,,,,,,,,,"
    "0.24\n"
)


def test_the_fee_may_be_a_line_with_the_same_key(read: Read) -> None:
    (statement,) = read(HEADER + FEE + OUT + IN)
    assert (statement.bank, statement.account) == ("Wise", "")
    assert [(one.amount, one.payee, one.kind) for one in statement.bookings] == [
        (Decimal("100.00"), "Els", LineKind.BOOKING),
        (Decimal("-60.96"), "Bram", LineKind.BOOKING),
        (Decimal("-0.24"), "", LineKind.FEE),
    ]
    assert len({one.reference for one in statement.bookings}) == 3
    assert statement.closing == Balance(dt.date(2026, 3, 3), Decimal("38.80"))


def test_the_fee_in_the_amount_is_no_line(read: Read) -> None:
    whole = OUT.replace("-60.96", "-61.20").replace("39.04", "38.80")
    (statement,) = read(HEADER + whole + IN)
    assert statement.bookings[1] == StatementLine(
        line=2,
        date=dt.date(2026, 3, 3),
        amount=Decimal("-61.20"),
        currency="EUR",
        payee="Bram",
        narration="Sent money to Bram",
        counterparty="NL91ABNA0417164300",
        reference="TRANSFER-2",
        payment_reference="stoel",
        after=Decimal("38.80"),
    )


def test_a_line_left_out_does_not_add_up(refused: Refuse) -> None:
    assert refused(HEADER + FEE + IN).line


# An exchange: in the statement in euros, and in that in dollars.
GONE = (
    "BALANCE-7,03-03-2026,-50.00,EUR,Converted 50.00 EUR to 55.00 USD,,50.00,EUR,USD,"
    "1.1,,,,,,,,,0.20,55.00\n"
)
COME = GONE.replace("-50.00,EUR", "55.00,USD").replace(",,50.00,", ",,55.00,")
WIDE = HEADER.rstrip() + ',"Exchange To Amount"\n'


def test_an_exchange_is_told_in_both_of_its_statements(read: Read) -> None:
    (euros,), (dollars,) = read(WIDE + GONE), read(WIDE + COME)
    (gone,), (come,) = euros.bookings, dollars.bookings
    assert gone.kind is come.kind is LineKind.EXCHANGE
    assert gone.reference == come.reference == "BALANCE-7"
    assert gone.original == Original(Decimal("-55.00"), "USD")
    # What came in is not what came in again.
    assert (come.amount, come.original) == (Decimal("55.00"), None)


def test_the_list_of_transfers_is_no_statement(refused: Refuse) -> None:
    header = (
        'ID,Status,Direction,"Created on","Finished on","Source fee amount",'
        '"Source fee currency","Source name","Source amount (after fees)"\n'
    )
    refusal = refused(header + "T-1,COMPLETED,OUT,2026-03-02,2026-03-02,0.2,EUR,A,1\n")
    assert str(refusal).endswith("Download the statement of the currency instead.")

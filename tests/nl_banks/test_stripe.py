"""Stripe: itemised reports, and the export of the dashboard."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import LineKind, Original, StatementLine

PAYOUTS = (
    '"automatic_payout_id","automatic_payout_effective_at","balance_transaction_id",'
    '"created","available_on","currency","gross","fee","net","reporting_category",'
    '"description","customer_email","customer_name"\n'
    '"po_1","2025-01-07 00:00:00","txn_1","2025-01-02 16:31:18","2025-01-07 00:00:00",'
    '"eur","102.00","2.95","99.05","charge","Bon","piet@example","Piet Puk"\n'
    '"po_1","2025-01-07 00:00:00","txn_2","2025-01-03 10:00:00","2025-01-07 00:00:00",'
    '"eur","-20.00","0.00","-20.00","refund","","",""\n'
)
SOLD = StatementLine(
    line=2,
    date=dt.date(2025, 1, 2),
    amount=Decimal("102.00"),
    currency="EUR",
    payee="Piet Puk",
    narration="Bon",
    reference="txn_1",
    payment_reference="po_1",
    kind=LineKind.SALE,
    fee=Decimal("-2.95"),
)


def test_a_payout_reconciliation_tells_the_payout_of_each_sale(read: Read) -> None:
    (statement,) = read(PAYOUTS)
    assert (statement.account, statement.layout) == ("stripe", "stripe-itemised")
    assert statement.bookings == (
        SOLD,
        StatementLine(
            line=3,
            date=dt.date(2025, 1, 3),
            amount=Decimal("-20.00"),
            currency="EUR",
            narration="refund",
            reference="txn_2",
            payment_reference="po_1",
            kind=LineKind.REFUND,
        ),
    )


def test_a_balance_change_in_two_currencies(read: Read) -> None:
    text = (
        '"balance_transaction_id","created_utc","available_on_utc","currency","gross",'
        '"fee","net","reporting_category","source_id","description",'
        '"customer_facing_amount","customer_facing_currency"\n'
        '"txn_1","2025-01-02 16:31:18","2025-01-07 00:00:00","eur","9.20","0.50",'
        '"8.70","charge","ch_1","Bon","10.00","usd"\n'
        '"txn_2","2025-01-03 00:00:01","2025-01-07 00:00:00","eur","-8.70","0.00",'
        '"-8.70","payout","po_2","STRIPE PAYOUT","",""\n'
        '"txn_3","2025-01-04 00:00:00","2025-01-07 00:00:00","gbp","-1.00","0.00",'
        '"-1.00","fee","","Radar","",""\n'
        '"txn_4","2025-01-04 00:00:00","2025-01-07 00:00:00","gbp","-1.00","0.00",'
        '"-1.00","risk_reserved_funds","","Reserved","",""\n'
    )
    euros, pounds = read(text)
    assert [
        (one.kind, one.amount, one.payment_reference) for one in euros.bookings
    ] == [
        (LineKind.SALE, Decimal("9.20"), ""),
        (LineKind.PAYOUT, Decimal("-8.70"), "po_2"),
    ]
    assert euros.bookings[0].original == Original(Decimal("10.00"), "USD")
    assert sum(one.amount + one.fee for one in euros.bookings) == 0
    assert [one.kind for one in pounds.bookings] == [LineKind.FEE, LineKind.BOOKING]


DASHBOARD = (
    "id,Type,Source,Amount,Fee,Destination Platform Fee,"
    "Destination Platform Fee Currency,Net,Currency,Created (UTC),Available On (UTC),"
    "Description,Customer Facing Amount,Customer Facing Currency,Transfer,"
    "Transfer Date (UTC),Transfer Group,donor (metadata)\n"
    'txn_2,payout,po_1,"-75,57","0,00",,,"-75,57",eur,2023-10-04 02:14,'
    "2023-10-09 00:00,STRIPE PAYOUT,,,po_1,2023-10-09 00:00,,\n"
    'txn_1,charge,ch_1,"78,94","3,37",,,"75,57",eur,2023-10-02 07:48,2023-10-09 00:00,'
    'Gift,"78,94",eur,po_1,2023-10-09 00:00,,Piet\n'
)


def test_the_dashboard_with_a_decimal_comma(read: Read) -> None:
    (statement,) = read(DASHBOARD)
    assert [
        (one.line, one.kind, one.amount, one.fee, one.payment_reference)
        for one in statement.bookings
    ] == [
        (3, LineKind.SALE, Decimal("78.94"), Decimal("-3.37"), "po_1"),
        (2, LineKind.PAYOUT, Decimal("-75.57"), Decimal(0), "po_1"),
    ]


def test_the_dashboard_with_a_decimal_point(read: Read) -> None:
    points = re.sub(r'"(-?\d+),(\d\d)"', r"\1.\2", DASHBOARD)
    assert points != DASHBOARD
    (commas,), (same,) = read(DASHBOARD), read(points)
    assert commas.bookings == same.bookings


def test_both_in_one_file_are_refused(refused: Refuse) -> None:
    assert refused(DASHBOARD.replace('"3,37"', "3.37")).line == 3


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"99.05"', '"99.06"'),
        ('"102.00"', '""'),
        ('"eur"', '"euro"'),
        ('"2025-01-02 16:31:18"', '"2025-01-02 4pm"'),
        ('"piet@example",', ""),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert there in PAYOUTS
    assert refused(PAYOUTS.replace(there, instead, 1)).line == 2


def test_payments_without_the_balance_are_of_no_layout(refused: Refuse) -> None:
    refused("id,Description,Created (UTC),Amount,Amount Refunded,Currency,Fee,Status\n")

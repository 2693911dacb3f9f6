"""PayPal in Dutch: the statement and the activity report."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import LineKind, StatementLine

STATEMENT = (
    '"Datum","Tijd","Tijdzone","Omschrijving","Valuta","Bruto","Kosten","Net","Saldo",'
    '"Transactiereferentie","Van e-mailadres","Naam","Naam bank","Bankrekening",'
    '"Verzendkosten","BTW","Factuurreferentie","Reference Txn ID"\n'
)
ROWS = (
    '"02/12/2025","05:23:35","CET","Express Checkout-betaling","EUR","1.160,40",'
    '"-5,48","1.154,92","1.154,92","94Y7","puk@example","Piet Puk","","","0,00","0,00",'
    '"F-9293",""\n'
    '"3/12/2025","09:45:19","CET","Algemene opname","EUR","-1.100,00","0,00",'
    '"-1.100,00","54,92","2L58","","","ABN","NL91ABNA0417164300","0,00","0,00","",""\n'
    '"30-12-2025","01:33:18","CET","Terugbetaling","EUR","-28,45","1,11","-27,34",'
    '"27,58","97R0","","Piet Puk","","","0,00","0,00","","94Y7"\n'
    '"30-12-2025","02:00:00","CET","Mobiele betaling","USD","-9,99","0,00","-9,99",'
    '"-9,99","11AA","","Kiosk","","","0,00","0,00","",""\n'
)
SOLD = StatementLine(
    line=2,
    date=dt.date(2025, 12, 2),
    amount=Decimal("1160.40"),
    currency="EUR",
    payee="Piet Puk",
    narration="Express Checkout-betaling",
    reference="94Y7",
    payment_reference="F-9293",
    kind=LineKind.SALE,
    fee=Decimal("-5.48"),
    after=Decimal("1154.92"),
    time="05:23:35",
)


def test_the_statement_in_each_currency(read: Read) -> None:
    euros, dollars = read(STATEMENT + ROWS)
    assert euros.account == dollars.account == "paypal"
    assert euros.bookings == (
        SOLD,
        StatementLine(
            line=3,
            date=dt.date(2025, 12, 3),
            amount=Decimal("-1100.00"),
            currency="EUR",
            narration="Algemene opname",
            counterparty="NL91ABNA0417164300",
            reference="2L58",
            payment_reference="2L58",
            kind=LineKind.PAYOUT,
            after=Decimal("54.92"),
            time="09:45:19",
        ),
        StatementLine(
            line=4,
            date=dt.date(2025, 12, 30),
            amount=Decimal("-28.45"),
            currency="EUR",
            payee="Piet Puk",
            narration="Terugbetaling",
            reference="97R0",
            kind=LineKind.REFUND,
            fee=Decimal("1.11"),
            after=Decimal("27.58"),
            time="01:33:18",
        ),
    )
    assert (dollars.currency, dollars.bookings[0].kind) == ("USD", LineKind.BOOKING)


ACTIVITY = (
    "Datum,Tijd,Tijdzone,Naam,Type,Status,Valuta,Bruto,Fee,Net,Van e-mailadres,"
    "Naar e-mailadres,Transactiereferentie,Factuurnummer,Saldo,Effect op saldo\n"
)
ACTIVITY_ROWS = (
    "5-12-2025,10:01:15,CET,,Algemene opname,Voltooid,EUR,"
    '"-1.100,00","0,00","-1.100,00",,,2L58,,"54,92",Memo\n'
    "3-12-2025,09:45:19,CET,,Algemene opname,In behandeling,EUR,"
    '"-1.100,00","0,00","-1.100,00",,,2L58,,"54,92",Af\n'
    "2-12-2025,05:23:35,CET,Piet Puk,Express Checkout-betaling,Voltooid,EUR,"
    '"1.160,40","-5,48","1.154,92",,,94Y7,F-9293,"1.154,92",Bij\n'
)


def test_activity_counts_what_moved_the_balance(read: Read) -> None:
    (statement,) = read(ACTIVITY + ACTIVITY_ROWS)
    assert [(one.line, one.reference, one.kind) for one in statement.bookings] == [
        (4, "94Y7", LineKind.SALE),
        (3, "2L58", LineKind.PAYOUT),
    ]
    assert statement.bookings[0] == SOLD._replace(line=4)


def test_activity_keeps_what_was_sold_and_what_was_said(read: Read) -> None:
    titled = ACTIVITY.replace("Effect", "Item Title,Note,Effect")
    row = ACTIVITY_ROWS.splitlines()[2].replace(",Bij", ",Taart,Graag om 3 uur,Bij")
    ((booking,),) = (one.bookings for one in read(titled + row))
    assert booking.narration == "Express Checkout-betaling Taart Graag om 3 uur"


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        ("Mobiele betaling", "5,00", LineKind.SALE),
        ("Mobiele betaling", "-5,00", LineKind.BOOKING),
        ("Terugbetaling", "-5,00", LineKind.REFUND),
        ("Terugbetaling", "5,00", LineKind.BOOKING),
        ("Algemene opname", "-5,00", LineKind.PAYOUT),
        ("Algemene opname", "5,00", LineKind.BOOKING),
        ("Algemeen valutaomrekening", "5,00", LineKind.BOOKING),
    ],
)
def test_the_kind_is_in_the_words_and_the_sign(
    read: Read, kind: str, amount: str, expected: LineKind
) -> None:
    row = f'2-12-2025,05:23:35,CET,,{kind},Voltooid,EUR,"{amount}","0,00","{amount}"'
    ((booking,),) = (one.bookings for one in read(f"{ACTIVITY}{row},,,9A,,,Bij\n"))
    assert booking.kind is expected


def test_activity_without_that_column_counts_what_is_complete(read: Read) -> None:
    text = (
        '"Datum","Tijd","Tijdzone","Naam","Type","Status","Valuta","Bruto","Kosten",'
        '"Netto","Transactie-ID"\n'
        '"05/03/2026","12:00:00","CET","","Algemene opname","Voltooid","EUR","-50,00",'
        '"0,00","-50,00","R1"\n'
        '"06/03/2026","13:00:00","CET","Kiosk","Algemene betaling","Geweigerd","EUR",'
        '"-30,00","0,00","-30,00","R2"\n'
    )
    (statement,) = read(text)
    assert [one.reference for one in statement.bookings] == ["R1"]
    assert statement.closing is None


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"1.154,92","1.154,92"', '"1.154,93","1.154,92"'),
        ('"1.160,40"', '"1160.40"'),
        ('"02/12/2025"', '"12/31/2025"'),
        ('"02/12/2025"', '"02/12-2025"'),
        ('"02/12/2025"', '"2025-12-02"'),
        ('"EUR","1.160', '"€","1.160'),
        ('"Piet Puk",', ""),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, there: str, instead: str
) -> None:
    assert there in ROWS
    assert refused(STATEMENT + ROWS.replace(there, instead, 1)).line == 2


def test_a_line_left_out_breaks_the_balance(refused: Refuse) -> None:
    first, _, *rest = ROWS.splitlines(keepends=True)
    assert refused(STATEMENT + first + "".join(rest)).line == 3


ROUND_TRIP = (
    (
        '"05/12/2025","{}","CET","Express Checkout-betaling","EUR","10,00","0,00",'
        '"10,00","10,00","A1","","Piet","","","0,00","0,00","",""\n'
    ),
    (
        '"05/12/2025","{}","CET","Algemene opname","EUR","-10,00","0,00",'
        '"-10,00","0,00","A2","","","","","0,00","0,00","",""\n'
    ),
)


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_order_of_one_day_is_that_of_the_times(
    read: Read, *, newest_first: bool
) -> None:
    """Both ways the balances add up: what came in left again."""
    rows = [ROUND_TRIP[0].format("9:05:00"), ROUND_TRIP[1].format("10:00:00")]
    if newest_first:
        rows.reverse()
    (statement,) = read(STATEMENT + "".join(rows))
    assert [one.reference for one in statement.bookings] == ["A1", "A2"]
    assert statement.closing is not None
    assert statement.closing.amount == 0

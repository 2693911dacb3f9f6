"""Zettle: workbooks of the account and of the receipts."""

import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal

import openpyxl
import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import Balance, LineKind, StatementLine

SETTLED = dt.datetime(2026, 3, 2, 0, 58, 4)  # noqa: DTZ001 - a workbook has no zones
PAID = dt.datetime(2026, 3, 1, 8, 13, 24)  # noqa: DTZ001
DUTCH = ("Datum afhandeling", "Datum betaling", "Bon", "Type", "Bedrag", "Saldo")
ROWS: list[tuple[object, ...]] = [
    (SETTLED, None, None, "Storting op bankrekening", -98.25, 0),
    (SETTLED, PAID, 17, "Toeslag", -1.75, 98.25),
    (SETTLED, PAID, 17, "Kaartbetaling", 100.0, 100),
]


def workbook(rows: Iterable[Iterable[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([*row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_account_has_sales_fees_and_payouts(read: Read) -> None:
    (statement,) = read(workbook([DUTCH, *ROWS]))
    assert statement.account == "zettle"
    assert statement.closing == Balance(dt.date(2026, 3, 2), Decimal("0.00"))
    assert statement.bookings == (
        StatementLine(
            line=4,
            date=dt.date(2026, 3, 2),
            amount=Decimal("100.00"),
            currency="EUR",
            narration="Kaartbetaling 17",
            value_date=dt.date(2026, 3, 1),
            payment_reference="17",
            kind=LineKind.SALE,
            after=Decimal("100.00"),
        ),
        StatementLine(
            line=3,
            date=dt.date(2026, 3, 2),
            amount=Decimal("-1.75"),
            currency="EUR",
            narration="Toeslag 17",
            value_date=dt.date(2026, 3, 1),
            payment_reference="17",
            kind=LineKind.FEE,
            after=Decimal("98.25"),
        ),
        StatementLine(
            line=2,
            date=dt.date(2026, 3, 2),
            amount=Decimal("-98.25"),
            currency="EUR",
            narration="Storting op bankrekening",
            kind=LineKind.PAYOUT,
            after=Decimal("0.00"),
        ),
    )


@pytest.mark.parametrize(
    "header",
    [
        ("Afregningsdato", "Betalingsdato", "Reference", "Type", "Netto", "Saldo"),
        ("Opgørelsesdato", "Betalingsdato", "Reference", "Type", "Beløb", "Saldo"),
    ],
)
def test_the_account_in_danish_with_days_as_numbers(
    read: Read, header: tuple[str, ...]
) -> None:
    row = (46083.04, 46082.34, 17, "Kortbetaling", 100.1, 100.1)
    (statement,) = read(workbook([header, row]))
    (booking,) = statement.bookings
    assert (booking.date, booking.value_date) == (
        dt.date(2026, 3, 2),
        dt.date(2026, 3, 1),
    )
    assert (booking.kind, booking.amount) == (LineKind.SALE, Decimal("100.10"))


def test_the_account_with_a_line_left_out_does_not_add_up(refused: Refuse) -> None:
    sale = (SETTLED, PAID, 17, "Kaartbetaling", 100.0, 200)
    assert refused(workbook([DUTCH, ROWS[0], sale])).line == 2


@pytest.mark.parametrize(
    "row",
    [
        ("soon", PAID, 17, "Kaartbetaling", 100, 100),
        (SETTLED, "01-03-2026", 17, "Kaartbetaling", 100, 100),
        (SETTLED, PAID, 17, "Kaartbetaling", "a lot", 100),
        (SETTLED, PAID, 17, "Kaartbetaling", None, 100),
        (SETTLED, PAID, 17, "Kaartbetaling", 100, 100, "more"),
        (SETTLED, PAID, 17, "Kaartbetaling", 1e300, 100),
    ],
)
def test_what_does_not_parse_stops_the_file(
    refused: Refuse, row: tuple[object, ...]
) -> None:
    refusal = refused(workbook([DUTCH, row]))
    assert refusal.line in {0, 2}


RECEIPTS: list[tuple[object, ...]] = [
    ("De Kleine Kaai", None, None),
    ("CVR", "12345678"),
    (),
    (
        *("Dato", "Tid", "Kvitteringsnummer", "Moms (25.0%)", "Total", "Afgift"),
        *("Netto", "Betalingsmetode", "Hændelsestype", "Kortudsteder"),
        *("Sidste cifre", "Personale", "Beskrivelse", "Solgt via"),
    ),
    (
        *(SETTLED, "00:58", 18, 20, 100, 1.75, 98.25, "Kort", "Betaling", "VISA"),
        *("1111", "Bram", "Taart", "Zettle"),
    ),
    (
        *(PAID, "08:13", 17, 2, 10, 0, 10, "Kontant", "Betaling", None),
        *(None, "Anna", "Thee", "Zettle"),
    ),
    (
        *(PAID, "08:15", 19, -2, -10, -0.2, -9.8, "Kort", "Refusion", "VISA"),
        *("1111", "Bram", "Taart", "Zettle"),
    ),
    ("Total", None, None, 20, 100, 1.55, 98.45),
]


def test_receipts_have_the_fee_beside_the_sale(read: Read) -> None:
    cards, till = read(workbook(RECEIPTS))
    assert (cards.account, till.account) == ("zettle", "zettle-cash")
    assert [
        (one.line, one.kind, one.payee, one.narration, one.amount, one.fee)
        for one in cards.bookings
    ] == [
        (7, LineKind.REFUND, "Bram", "Taart 19", Decimal("-10.00"), Decimal("0.20")),
        (5, LineKind.SALE, "Bram", "Taart 18", Decimal("100.00"), Decimal("-1.75")),
    ]
    assert [one.amount for one in till.bookings] == [Decimal("10.00")]


def test_receipts_whose_sums_are_off_are_refused(refused: Refuse) -> None:
    rows = [*RECEIPTS]
    rows[4] = (*rows[4][:6], 98.26, *rows[4][7:])
    refusal = refused(workbook(rows))
    assert refusal.line == 5
    assert refusal.values["net"] == Decimal("98.26")

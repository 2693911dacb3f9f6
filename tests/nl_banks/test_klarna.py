"""Klarna: a settlement report, whose rows have no sign and must come to the payout."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.nl_banks.conftest import Read, Refuse

from nl_banks.statement import LineKind, Statement, StatementLine

NAMES = (
    *("total_sale_amount", "total_fee_amount", "total_return_amount"),
    *("total_tax_amount", "total_fee_correction_amount", "total_repay_amount"),
    *("total_deposit_amount", "total_settlement_amount", "payment_reference"),
    *("settlement_currency", "payout_date", "merchant_settlement_type"),
)
COLUMNS = (
    *("type", "capture_date", "sale_date", "order_id", "short_order_id", "capture_id"),
    *("merchant_reference1", "merchant_reference2", "amount", "posting_currency"),
)


def row(kind: str, amount: str, day: str = "02", **more: str) -> dict[str, str]:
    """Return a row as Klarna has it, of a day in March 2026."""
    return {
        "type": kind,
        "capture_date": f"2026-03-{day}T07:45:00Z",
        "sale_date": "2026-03-01T07:45:00Z",
        "order_id": "c504a9bb-1948",
        "short_order_id": "9875QW2",
        "capture_id": "" if kind == "RETURN" else "8e93b66",
        "merchant_reference1": "2026-0001",
        "amount": amount,
        "posting_currency": "EUR",
    } | more


ROWS = (
    row("SALE", "100.00"),
    row("FEE", "2.99"),
    row("FEE", "0.35"),
    row("RETURN", "40.00", "05"),
)


def report(
    *rows: dict[str, str], paid: str = "56.66", sign: str = ",", **totals: str
) -> str:
    """Return a settlement report: the totals, and under them the rows."""
    said = {
        "payment_reference": "XISA93DJ",
        "settlement_currency": "EUR",
        "payout_date": "2026-03-09T07:45:00Z",
        "merchant_settlement_type": "NET",
        "total_settlement_amount": paid,
    } | totals
    columns = [*COLUMNS, *(key for key in rows[0] if key not in COLUMNS)]
    lines = [
        [*NAMES],
        [said.get(name, "0.00") for name in NAMES],
        [],
        columns,
        *([one.get(name, "") for name in columns] for one in rows),
    ]
    return "".join(sign.join(cells) + "\n" for cells in lines)


def kept(statement: Statement) -> Decimal:
    """Return what stays with Klarna of a payout."""
    return sum((line.amount for line in statement.bookings), Decimal(0))


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_report_comes_to_its_payout(read: Read, sign: str) -> None:
    (statement,) = read(report(*ROWS, sign=sign))
    assert (statement.layout, statement.account, statement.closing) == (
        "klarna",
        "klarna",
        None,
    )
    sale, fee, second, back, payout = statement.bookings
    assert sale == StatementLine(
        line=5,
        date=dt.date(2026, 3, 2),
        amount=Decimal("100.00"),
        currency="EUR",
        narration="SALE 2026-0001 9875QW2",
        reference="SALE 8e93b66",
        payment_reference="2026-0001",
        kind=LineKind.SALE,
    )
    assert [(one.amount, one.kind, one.reference) for one in (fee, second, back)] == [
        (Decimal("-2.99"), LineKind.FEE, "FEE 8e93b66"),
        (Decimal("-0.35"), LineKind.FEE, "FEE 8e93b66/2"),
        (Decimal("-40.00"), LineKind.REFUND, ""),
    ]
    assert payout == StatementLine(
        line=2,
        date=dt.date(2026, 3, 9),
        amount=Decimal("-56.66"),
        currency="EUR",
        narration="Payout XISA93DJ",
        reference="XISA93DJ",
        payment_reference="XISA93DJ",
        kind=LineKind.PAYOUT,
    )
    assert kept(statement) == 0


def test_signs_may_be_there_too(read: Read) -> None:
    signed = [
        one if one["type"] == "SALE" else one | {"amount": f"-{one['amount']}"}
        for one in ROWS
    ]
    assert read(report(*signed)) == read(report(*ROWS))


@pytest.mark.parametrize(
    "broken",
    [ROWS[1:], ROWS[:-1], (*ROWS, ROWS[0]), (row("SALE", "100.01"), *ROWS[1:])],
    ids=["first gone", "last gone", "twice", "a cent"],
)
def test_rows_that_do_not_come_to_the_payout_are_refused(
    refused: Refuse, broken: tuple[dict[str, str], ...]
) -> None:
    refusal = refused(report(*broken))
    assert refusal.values["total"] == Decimal("56.66")
    assert refusal.line == 2


def test_what_is_held_back_and_let_go_stays_with_klarna(read: Read) -> None:
    (held,) = read(report(*ROWS, row("HOLDBACK", "10.00"), paid="46.66"))
    assert kept(held) == Decimal("10.00")
    (freed,) = read(report(*ROWS, row("RELEASE", "10.00"), paid="66.66"))
    assert kept(freed) == Decimal("-10.00")
    assert len(held.bookings) == len(freed.bookings) == 5


def test_a_debt_is_carried_to_the_next_payout(read: Read) -> None:
    (short,) = read(report(ROWS[3], paid="0.00", total_deposit_amount="40.00"))
    assert [one.kind for one in short.bookings] == [LineKind.REFUND]
    assert kept(short) == Decimal("-40.00")
    (after,) = read(
        report(row("SALE", "100.00"), paid="60.00", total_repay_amount="40.00")
    )
    assert kept(after) == Decimal("40.00")


@pytest.mark.parametrize(
    ("name", "amount", "paid"),
    [
        ("total_tax_amount", "-0.70", "55.96"),
        ("total_fee_correction_amount", "0.70", "57.36"),
    ],
)
def test_what_has_no_row_is_a_line_of_fees(
    read: Read, name: str, amount: str, paid: str
) -> None:
    (statement,) = read(report(*ROWS, paid=paid, **{name: "0.70"}))
    (more,) = (
        one
        for one in statement.bookings
        if one.line == 2 and "Payo" not in one.narration
    )
    assert (more.amount, more.kind) == (Decimal(amount), LineKind.FEE)
    assert kept(statement) == 0


def test_a_correction_that_has_a_row_is_no_other_line(read: Read) -> None:
    rows = (*ROWS, row("FEE_REFUND", "0.70"))
    (statement,) = read(report(*rows, paid="57.36", total_fee_correction_amount="0.70"))
    assert len(statement.bookings) == 6
    assert kept(statement) == 0


def test_without_rows_nothing_can_be_paid(read: Read, refused: Refuse) -> None:
    text = report(ROWS[0], paid="0.00")
    empty = text.removesuffix(text.splitlines(keepends=True)[-1])
    assert read(empty) == []
    paid = report(ROWS[0], paid="100.00").removesuffix(
        text.splitlines(keepends=True)[-1]
    )
    assert refused(paid).values["found"] == 0


def test_what_nobody_can_tell_is_refused(refused: Refuse) -> None:
    whole = report(*ROWS)
    for text, template in (
        (whole.partition("\n\n")[2], "This report does not have the totals"),
        (
            report(*ROWS, merchant_settlement_type="GROSS_FEE"),
            "This is Klarna's bill for its fees",
        ),
        (report(*ROWS, row("BONUS", "1.00")), "“{kind}” is not a type"),
        (report(*ROWS, settlement_currency="SEK"), "The rows are not all in"),
        (whole.replace("100.00", "100,00"), "The number of columns"),
        (report(*ROWS, sign=";").replace("100.00", "100,00"), "“{text}” is not an"),
        (report(*ROWS, payout_date="9/3/2026"), ""),
    ):
        refusal = refused(text)
        assert refusal.template.startswith(template), refusal
        assert refusal.path

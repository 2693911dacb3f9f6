"""Every row of the table of flows: what it allows, and what is just beside it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.rules.flows.rows import ROWS, Row
from tests.rules.flows.small_books import (
    FIRST,
    STYLES,
    Entry,
    Style,
    before,
    found,
    legs,
    shares,
    total,
)

AMOUNTS = shares(Decimal("100.00"), Decimal("21.00"))
# An entry that is nothing to anyone, so that no other falls on the ledger's first day.
DAY_ONE = Entry(
    FIRST, (("Assets:Bank:Current", Decimal(1)), ("Equity:Coop", Decimal(-1)))
)
LATER = FIRST + dt.timedelta(days=30)


def entries(row: Row, text: str, *, linked: bool) -> list[Entry]:
    links = frozenset({"f-1"}) if linked else frozenset()
    return [
        DAY_ONE,
        *before(row, AMOUNTS, FIRST + dt.timedelta(days=9), "f-1", "L01", "L02"),
        Entry(LATER, legs(text, AMOUNTS), links),
    ]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row_allows_its_entry(row: Row, style: Style) -> None:
    assert found(entries(row, row.legal, linked=row.linked), style) == []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.illegal], ids=lambda row: row.name
)
def test_what_is_beside_a_row_strays_to_the_cent(row: Row) -> None:
    linked = row.linked if row.neighbour_linked is None else row.neighbour_linked
    findings = found(entries(row, row.illegal, linked=linked))
    assert total(findings) == Decimal(row.stray)
    assert {finding.date for finding in findings} == {LATER}


@pytest.mark.parametrize(
    "account",
    [
        "Assets:Members:L01:Stock",
        "Assets:Members:L01:Receivable",
        "Assets:Members:L01:Cash",
        "Assets:Members:L01:Equipment",
        "Expenses:Members:L01:Costs",
        "Equity:Members:L01:StartCapital",
        "Equity:Members:L01:Thermometer",
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_anything_of_a_member_is_opened_on_the_first_day_only(
    account: str, sign: int
) -> None:
    amount = Decimal("120.00") * sign
    opening = ((account, amount), ("Equity:Opening-Balances", -amount))
    assert found([Entry(FIRST, opening)]) == []
    late = found([DAY_ONE, Entry(FIRST + dt.timedelta(days=1), opening)])
    assert total(late) == Decimal("120.00")


def test_what_is_opened_in_one_entry_may_balance_in_itself() -> None:
    opening = (
        ("Assets:Bank:Current", Decimal("80.00")),
        ("Assets:Members:L01:Stock", Decimal("120.00")),
        ("Equity:Members:L01:Thermometer", Decimal("-150.00")),
        ("Equity:Opening-Balances", Decimal("-50.00")),
    )
    assert found([Entry(FIRST, opening)]) == []

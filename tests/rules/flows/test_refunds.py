"""Refunds: in whatever order, no more comes back than was paid and not refunded yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.flows.small_books import FIRST, Entry, found, total

CENTS = st.integers(1, 500_00)
LINK = frozenset({"f-1"})


def _purchase(day: dt.date, amount: Decimal) -> Entry:
    legs = (("Expenses:Members:L01:Costs", amount), ("Assets:Bank:Current", -amount))
    return Entry(day, legs, LINK)


def _sale(day: dt.date, amount: Decimal) -> Entry:
    legs = (("Assets:Bank:Current", amount), ("Income:Members:L01:Sales", -amount))
    return Entry(day, legs, LINK)


def _turned(entry: Entry) -> Entry:
    legs = tuple((account, -amount) for account, amount in entry.legs)
    return Entry(entry.day, legs, entry.links)


@given(
    st.sampled_from([_purchase, _sale]),
    st.lists(st.tuples(st.booleans(), CENTS), min_size=1, max_size=8),
)
def test_the_surplus_is_found_and_nothing_else(
    book: Callable[[dt.date, Decimal], Entry], events: list[tuple[bool, int]]
) -> None:
    left = surplus = 0
    entries = []
    for n, (back, cents) in enumerate(events):
        entry = book(FIRST + dt.timedelta(days=n), Decimal(cents) / 100)
        if back:
            surplus += max(cents - left, 0)
            left = max(left - cents, 0)
        else:
            left += cents
        entries.append(_turned(entry) if back else entry)
    assert total(found(entries)) == Decimal(surplus) / 100


@given(st.permutations([10_00, 25_00, 40_00, 45_00]))
def test_several_refunds_on_one_day_give_back_no_more_than_was_paid(
    refunds: list[int],
) -> None:
    paid = _purchase(FIRST, Decimal("100.00"))
    day = FIRST + dt.timedelta(days=3)
    back = [_turned(_purchase(day, Decimal(cents) / 100)) for cents in refunds]
    assert total(found([paid, *back])) == Decimal("20.00")


def test_vat_comes_back_no_further_than_it_was_paid() -> None:
    bought = Entry(
        FIRST,
        (
            ("Expenses:Members:L01:Costs", Decimal("100.00")),
            ("Assets:VAT", Decimal("21.00")),
            ("Assets:Bank:Current", Decimal("-121.00")),
        ),
        LINK,
    )
    back = Entry(
        FIRST + dt.timedelta(days=3),
        (
            ("Assets:Bank:Current", Decimal("121.00")),
            ("Expenses:Members:L01:Costs", Decimal("-90.00")),
            ("Assets:VAT", Decimal("-31.00")),
        ),
        LINK,
    )
    assert total(found([bought, back])) == Decimal("10.00")


def test_a_refund_of_another_members_purchase_strays() -> None:
    bought = _purchase(FIRST, Decimal("60.00"))
    legs = (
        ("Assets:Bank:Current", Decimal("60.00")),
        ("Expenses:Members:L02:Costs", Decimal("-60.00")),
    )
    back = Entry(FIRST + dt.timedelta(days=3), legs, LINK)
    assert total(found([bought, back])) == Decimal("60.00")


def test_a_refund_before_the_purchase_strays() -> None:
    back = _turned(_purchase(FIRST, Decimal("60.00")))
    bought = _purchase(FIRST + dt.timedelta(days=3), Decimal("60.00"))
    assert total(found([back, bought])) == Decimal("60.00")

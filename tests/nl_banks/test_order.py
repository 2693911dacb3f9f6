import datetime as dt
from decimal import Decimal

import pytest

from nl_banks import Refused, StatementLine
from nl_banks.order import in_order


def line(
    number: int,
    day: int,
    amount: str,
    after: str | None = None,
    before: str | None = None,
) -> StatementLine:
    return StatementLine(
        number,
        dt.date(2026, 3, day),
        Decimal(amount),
        "EUR",
        after=None if after is None else Decimal(after),
        before=None if before is None else Decimal(before),
    )


def numbers(bookings: list[StatementLine]) -> list[int]:
    return [booking.line for booking in bookings]


def test_without_balances_the_days_tell() -> None:
    newest = [line(2, 5, "1"), line(3, 4, "2"), line(4, 4, "3")]
    assert numbers(in_order(newest, newest_first=False)) == [4, 3, 2]
    oldest = [line(2, 4, "1"), line(3, 5, "2")]
    assert numbers(in_order(oldest, newest_first=True)) == [2, 3]


def test_of_one_day_the_layout_tells() -> None:
    day = [line(2, 4, "1"), line(3, 4, "2")]
    assert numbers(in_order(day, newest_first=True)) == [3, 2]
    assert numbers(in_order(day, newest_first=False)) == [2, 3]


def test_days_that_jump_are_sorted_and_stay_in_order_within_a_day() -> None:
    jump = [line(2, 4, "1"), line(3, 6, "2"), line(4, 5, "3"), line(5, 6, "4")]
    assert numbers(in_order(jump, newest_first=False)) == [2, 4, 3, 5]


def test_the_balances_tell_more_than_the_layout() -> None:
    newest = [line(2, 4, "5", after="15"), line(3, 4, "10", after="10")]
    assert numbers(in_order(newest, newest_first=False)) == [3, 2]


def test_a_missing_line_is_refused_where_it_is_missed() -> None:
    with pytest.raises(Refused) as refused:
        in_order(
            [
                line(2, 4, "10.00", after="110.00"),
                line(3, 5, "5.00", after="115.00"),
                line(5, 7, "1.00", after="126.00"),
            ],
            newest_first=False,
        )
    assert refused.value.line == 5
    assert refused.value.values == {
        "stood": Decimal("115.00"),
        "found": Decimal("125.00"),
    }


def test_a_broken_chain_of_two_is_refused() -> None:
    with pytest.raises(Refused):
        in_order(
            [line(2, 4, "1", after="1"), line(3, 4, "1", after="3")], newest_first=False
        )


def test_a_balance_that_never_moves_is_no_running_balance() -> None:
    same = [line(2, 4, "-5", after="9"), line(3, 5, "3", after="9")]
    assert numbers(in_order(same, newest_first=False)) == [2, 3]


def test_what_stood_before_links_the_lines_where_the_layout_says_it() -> None:
    odd = [
        line(1, 4, "-217.00", before="5121.54", after="4904.54"),
        line(2, 4, "216.35", before="4904.54", after="5121.54"),
    ]
    assert numbers(in_order(odd, newest_first=False)) == [1, 2]


def test_one_line_is_in_order() -> None:
    assert numbers(in_order([line(2, 4, "5", after="9")], newest_first=True)) == [2]

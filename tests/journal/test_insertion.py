"""Entries into the text of a file: each on its day, and nothing else moves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from paraplu.journal.block import DirectiveText
from paraplu.journal.insertion import inserted, month_text
from paraplu.journal.opening import Opening, opened_in

MONTH = dt.date(2025, 2, 1)


def block(day: int, text: str = "x") -> DirectiveText:
    return DirectiveText(
        dt.date(2025, 2, day), f'2025-02-{day:02} * "{text}"\n  Assets:B  1 EUR\n'
    )


@given(st.lists(st.integers(1, 28), max_size=12), st.lists(st.integers(1, 28)))
def test_entries_stand_by_day_whatever_order_they_come_in(
    first: list[int], second: list[int]
) -> None:
    text = inserted(month_text("en"), map(block, first), MONTH)
    text = inserted(text, map(block, second), MONTH)
    entries, errors, _ = parser.parse_string(text)
    assert not errors
    assert [entry.date.day for entry in entries] == sorted(first + second)
    starts = [entry.meta["lineno"] for entry in entries]
    assert starts == sorted(starts)
    weeks = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith(";;")]
    for entry in entries:
        week = sum(line < entry.meta["lineno"] for line in weeks)
        assert week == min((entry.date.day - 1) // 7, 3) + 1
    assert "\n\n\n" not in text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_what_is_there_stays_as_it_is(end: str, last: str) -> None:
    before = (
        '* Kop met een " erin\n; los\n\n; van de tweede\n2025-02-05 * "a\n'
        '2025-02-01 * geen begin\n"\n  A:Z  1 EUR\n\n2025-02-20 note A:B "x"' + last
    ).replace("\n", end)
    after = inserted(before, [block(1), block(6), block(28)], MONTH)
    lines = [line for line in before.splitlines() if line]
    assert [line for line in after.splitlines() if line in lines] == lines
    assert after.index('"x"') < after.index("van de tweede") < after.index("a" + end)
    assert after.index("geen begin") < after.index("2025-02-06")
    assert after.index("note") < after.index("2025-02-28")
    assert ("\r" in after.replace("\r\n", "")) is False
    assert after.count("\n") == after.count(end)


def test_a_balance_of_the_next_month_ends_its_month() -> None:
    stood = DirectiveText(dt.date(2025, 3, 1), "2025-03-01 balance A:B  1 EUR\n")
    text = inserted(month_text("nl"), [stood], MONTH)
    assert text.endswith(";; dag 22 en later\n\n2025-03-01 balance A:B  1 EUR\n")


def test_accounts_are_opened_below_those_before_them() -> None:
    text = "2025-01-01 open A:B\n  note: 1\n2025-01-01 open A:D"
    lines = [
        Opening(Path(), 3, "2025-01-01 open A:E\n"),
        Opening(Path(), 1, "2025-01-01 open A:C\n"),
    ]
    assert opened_in(text, lines) == (
        "2025-01-01 open A:B\n  note: 1\n2025-01-01 open A:C\n"
        "2025-01-01 open A:D\n2025-01-01 open A:E\n"
    )

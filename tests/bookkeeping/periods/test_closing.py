"""From which day on a period is closed, by whom, and after which others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER, close
from tests.support import write_books

from paraplu.base.language import Language
from paraplu.base.periods import Period
from paraplu.bookkeeping.periods.sealing import SealOrder, changes_of, opened
from paraplu.check import check
from paraplu.journal import CannotBook, write_together
from paraplu.ledger.seals import Scope, ScopeKind, SealKind, seals_of

if TYPE_CHECKING:
    from pathlib import Path


def refusal(
    main: Path, period: str, *, by: str = "L01", day: str = "2025-06-01"
) -> str:
    """Return why a period is not closed; empty where it is."""
    try:
        close(main, period, by=by, day=dt.date.fromisoformat(day))
    except CannotBook as fault:
        return Language("en").render(fault.message)
    return ""


def test_a_period_is_closed_from_the_day_after_it_on(tmp_path: Path) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    assert refusal(main, "2025-Q1", day="2025-03-31") == (
        "2025-Q1 has not ended: it can be closed from 2025-04-01 on."
    )
    assert refusal(main, "2025-Q1", day="2025-04-01") == ""


@pytest.mark.parametrize(
    ("by", "refused"), [("board", False), ("L02", False), ("L99", True)]
)
def test_who_closes_is_of_the_books(by: str, *, refused: bool, tmp_path: Path) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    said = refusal(main, "2025-Q1", by=by)
    assert said.startswith(f"“{by}” is neither a member") is refused
    assert bool(said) is refused


OPEN = (
    "What is before 2025-03 is open, from 2025-02-28 on. Close that first: "
    "paraplu period close 2025-02"
)


@pytest.mark.parametrize(
    ("first", "closed", "period", "said"),
    [
        # The books begin on the first day of what is closed.
        ("2025-01-01", ["2025-01"], "2025-02", ""),
        # Or on the last.
        ("2025-01-31", ["2025-01"], "2025-02", ""),
        # Of February there is nothing.
        ("2025-01-15", ["2025-01"], "2025-03", ""),
        ("2025-03-01", [], "2025-03", ""),
        # One entry is left, on the day before.
        (
            "2025-02-28",
            [],
            "2025-03",
            OPEN,
        ),
    ],
)
def test_what_is_before_is_closed_where_there_is_anything(
    first: str, closed: list[str], period: str, said: str, tmp_path: Path
) -> None:
    ledger = LEDGER.replace("2025-01-15", first)
    main = write_books(tmp_path, ledger, files=FILES)
    for one in closed:
        close(main, one)
    assert refusal(main, period) == said


def test_seals_that_open_several_periods_follow_each_other(tmp_path: Path) -> None:
    main = write_books(tmp_path, LEDGER, files=FILES)
    for month in ("2025-01", "2025-02", "2025-03"):
        close(main, month)
    report, seals = check(main), seals_of(main.parent)
    first = Period.read("2025-01")
    assert first
    order = SealOrder(
        first,
        Scope(ScopeKind.ALL),
        SealKind.OPENED,
        "L01",
        dt.date(2025, 6, 2),
        "a bill came late",
    )
    write_together(changes_of(opened(order, report.register, seals), seals))
    after = seals_of(main.parent)
    assert [seal.name for seal in after.heads] == ["2025-01.2.seal"]
    assert (after.in_force, after.faults) == ((), ())

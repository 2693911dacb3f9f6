"""A paper cannot be made in a way that programs would misread it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.reports.papers.everything import BARS, EVERYTHING, STATE, TABLE

from paraplu.base.language import Language, say
from paraplu.rendering.words import Wording
from paraplu.reports.papers.blocks import Fact, Facts, Row, Table, Tick, TickList
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.held import held
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.values import CellKind, Figure, parts_of, plain


def test_two_blocks_cannot_have_one_key() -> None:
    twice = (Section("one", None, (TABLE,)), Section("two", None, (TABLE,)))
    with pytest.raises(ValueError, match="blocks with the same key: kinds, kinds"):
        replace(EVERYTHING, sections=twice)


def test_two_rows_cannot_have_one_key() -> None:
    with pytest.raises(ValueError, match="rows with the same key"):
        replace(TABLE, rows=(TABLE.rows[0], TABLE.rows[0]))


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="row short does not fit table kinds"):
        replace(TABLE, rows=(Row("short", ("one",)),))


def test_a_series_has_a_value_for_each_point() -> None:
    with pytest.raises(ValueError, match="series in does not fit chart bars"):
        replace(BARS, points=BARS.points[:2])


def test_facts_and_ticks_have_keys_of_their_own() -> None:
    fact, tick = Fact("one", say("who"), "you"), Tick("one", say("First."))
    with pytest.raises(ValueError, match="facts with the same key"):
        Facts("facts", (fact, fact))
    with pytest.raises(ValueError, match="ticks with the same key"):
        TickList("ticks", say("To do"), (tick, tick))


def test_a_file_with_it_sorts() -> None:
    assert EVERYTHING.name == "everything-L01-2026-03"
    assert replace(EVERYTHING, subject="").name == "everything-2026-03"


def test_what_is_made_of_nothing_is_not_explained() -> None:
    table = Table(
        "t",
        say("All kinds"),
        TABLE.columns[:2],
        (Row("r", (say("costs"), Figure(Decimal(0)))),),
    )
    paper = replace(EVERYTHING, sections=(Section("s", None, (table,)),))
    assert explained(paper) is paper
    assert parts_of("text") == ()
    (_, amount) = held(table)
    assert (plain(amount.cell), amount.kind) == (Decimal(0), CellKind.MONEY)


def test_the_commit_of_the_books() -> None:
    commit = "0123456789"
    states = (
        STATE,
        replace(STATE, commit=commit, clean=True),
        replace(STATE, commit=commit, clean=False),
    )
    assert [Language("en").render(state.commit_said) for state in states] == [
        "no commit",
        "commit 01234567",
        "commit 01234567 with changes",
    ]


def test_books_without_entries_say_so() -> None:
    first, *_ = replace(STATE, newest=None).said
    assert Language("en").render(first) == "the books have no entries"


def test_a_percentage_keeps_the_tenth_that_it_is_rounded_to() -> None:
    """What is 10.01 is not told as 10, which would be another side of a limit."""
    said = {
        number: Wording(Language("nl")).cell(Decimal(number), CellKind.PERCENT)
        for number in ("-10.0", "12.5", "25", "25.00", "0.0", "1234.0", "100.0")
    }
    assert said == {
        "-10.0": "−10,0%",
        "12.5": "12,5%",
        "25": "25%",
        "25.00": "25%",
        "0.0": "0,0%",
        "1234.0": "1.234,0%",
        "100.0": "100,0%",
    }

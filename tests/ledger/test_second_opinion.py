"""Thermometers by somebody else's arithmetic: SQL over whole cents, in SQLite."""

from __future__ import annotations

import datetime as dt
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core import data
from tests.benchmarks.generate import Size, generate
from tests.support import ROOT

from paraplu.opening import open_books

# What a member has earned, less what was spent or lies in equipment, after each day.
LEVELS = """
with counting as (
    select member, day, -sum(cents) as moved from postings
    where root in ('Income', 'Expenses', 'Equity') or word = 'Equipment'
    group by member, day
)
select member, day, sum(moved) over (partition by member order by day) from counting
order by member, day
"""
# In the words of the example, and in those of made-up books.
ROOTS = {
    "Activa": "Assets",
    "Passiva": "Liabilities",
    "Eigen-Vermogen": "Equity",
    "Inkomsten": "Income",
    "Uitgaven": "Expenses",
}


def by_sql(main: Path) -> dict[str, list[tuple[dt.date, Decimal]]]:
    """Return the thermometer of each member after each day that changed it."""
    entries, _, _ = loader.load_file(str(main))
    rows = []
    posting: Any
    for entry in entries:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            root, *words = posting.account.split(":")
            cents = int(posting.units.number * 100)
            assert Decimal(cents) / 100 == posting.units.number
            if words[0] in {"Members", "Leden"} and cents:
                root = ROOTS.get(root, root)
                rows.append((words[1], str(entry.date), root, words[2], cents))
    with sqlite3.connect(":memory:") as database:
        database.execute("create table postings (member, day, root, word, cents)")
        database.executemany("insert into postings values (?, ?, ?, ?, ?)", rows)
        found: dict[str, list[tuple[dt.date, Decimal]]] = {}
        for member, day, cents in database.execute(LEVELS):
            level = dt.date.fromisoformat(day), Decimal(cents) / 100
            found.setdefault(member, []).append(level)
    return found


@pytest.mark.parametrize("which", ["example", "made up"])
def test_thermometers_are_those_of_sql(which: str, tmp_path: Path) -> None:
    main = ROOT / "ledger" / "main.beancount"
    if which == "made up":
        main = generate(tmp_path / "books", Size(1_000, 5, 7))
    rings = open_books(main).books.rings
    ours = {code: [*ring.thermometer] for code, ring in rings.items()}
    assert {code: levels for code, levels in ours.items() if levels} == by_sql(main)
    assert len(ours) > 4

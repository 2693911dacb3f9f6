"""Thermometers and cover by somebody else's arithmetic: SQL, in DuckDB."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from beancount import loader
from beancount.core import data
from tests.benchmarks.generate import Size, generate
from tests.support import ROOT

from paraplu.base.chart import Chart, Kind
from paraplu.ledger.books import Books
from paraplu.ledger.cover import cover_by_day
from paraplu.opening import open_books

# What a member has earned, less what was spent or lies in equipment, after each day.
LEVELS = """
with d as (select member, date, -sum(amount) m from p where counts group by all)
select member, date, sum(m) over (partition by member order by date) from d
order by member, date
"""
# A debt counts account by account, where it is one; what is of a member or of a fund,
# where there is something left of it; all else as it stands.
COVER = """
with d as (select distinct date from p),
a as (select d.date, part, whose, account, sum(amount) s
    from d join p on p.date <= d.date where part != '' group by all),
l as (select date, part, whose, -sum(case when owed then least(s, 0) else s end) l
    from a join (select distinct account, owed from p) using (account) group by all),
m as (select d.date, member, -sum(amount) l
    from d join p on p.date <= d.date where counts group by all)
select date,
    (select coalesce(sum(greatest(m.l, 0)), 0) from m where m.date = d.date),
    coalesce(sum(greatest(l, 0)) filter (part = 'fund'), 0),
    coalesce(sum(l) filter (part = 'vat'), 0),
    coalesce(sum(l) filter (part = 'municipality'), 0),
    coalesce(-sum(l) filter (part = 'money'), 0),
    coalesce(-sum(l) filter (part = 'claim'), 0),
    coalesce(sum(l) filter (part = 'debt'), 0)
from d left join l using (date) group by d.date order by d.date
"""
TABLE = """
create table p (date date, account text, member text, counts bool, part text,
    whose text, owed bool, amount decimal(18, 2))
"""
# What the contract says that kinds of accounts are to the cover, and which are debts.
PARTS = {
    "money": {Kind.BANK, Kind.CASH, Kind.COOP_CASH, Kind.CLEARING},
    "claim": {Kind.RECEIVABLE, Kind.COOP_RECEIVABLE, Kind.STOCK, Kind.PREPAID},
    "debt": {Kind.PAYABLE, Kind.COOP_PAYABLE, Kind.DEPOSIT},
    "vat": {Kind.VAT_DUE, Kind.VAT_CLAIM},
    "municipality": {Kind.MUNICIPALITY},
    "fund": {
        *(Kind.FUND_INCOME, Kind.FUND_EXPENSES),
        *(Kind.FUND_LIABILITIES, Kind.FUND_EQUITY),
    },
}
OWED = PARTS["debt"] | {Kind.MUNICIPALITY, Kind.FUND_LIABILITIES}


def exported(main: Path, chart: Chart) -> Iterator[tuple[object, ...]]:
    """Yield the postings of a ledger, with what their accounts are."""
    posting: Any
    for entry in loader.load_file(str(main))[0]:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            one = chart.account(posting.account)
            parts = [part for part, kinds in PARTS.items() if one.kind in kinds]
            amount = posting.units.number
            assert amount == amount.quantize(Decimal("0.01"))
            yield (
                *(entry.date, one.name, one.member, one.counts),
                *("".join(parts), one.fund, one.kind in OWED, amount),
            )


@pytest.fixture(scope="module", params=["example", 7, 8])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Books, duckdb.DuckDBPyConnection]]:
    """Yield books, of the example or made up by chance, and their postings."""
    main = ROOT / "ledger" / "main.beancount"
    if request.param != "example":
        folder = tmp_path_factory.mktemp("books")
        main = generate(folder, Size(700, 5, request.param))
    books = open_books(main).books
    with duckdb.connect() as database:
        database.execute(TABLE)
        # One by one they would take seconds.
        rows = tmp_path_factory.mktemp("rows") / "p.csv"
        with rows.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(exported(main, books.chart))
        database.execute(f"copy p from '{rows}' (format csv, force_not_null (part))")
        yield books, database


def test_thermometers_are_those_of_sql(
    both: tuple[Books, duckdb.DuckDBPyConnection],
) -> None:
    books, database = both
    theirs: dict[str, list[tuple[dt.date, Decimal]]] = {}
    for member, day, level in database.execute(LEVELS).fetchall():
        theirs.setdefault(member, []).append((day, level))
    ours = {code: [*ring.thermometer] for code, ring in books.rings.items()}
    assert {code: levels for code, levels in ours.items() if levels} == theirs
    assert len(theirs) > 4


def test_cover_is_that_of_sql(both: tuple[Books, duckdb.DuckDBPyConnection]) -> None:
    books, database = both
    ours = {cover.date: cover for cover in cover_by_day(books)}
    found, last = [], None
    for day, *amounts in database.execute(COVER).fetchall():
        last = ours.get(day, last)
        if last is not None:
            told = (last.thermometers, last.funds, last.vat, last.municipality)
            assert [*told, last.money, last.claims, last.debts] == amounts, day
            found.append(day)
    assert len(found) > 100

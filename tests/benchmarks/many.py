"""Makes a lake of many cooperatives without their books, and asks it.

    python tests/benchmarks/many.py --coops 340 --transactions 100000 --members 200

Rows are drawn by DuckDB and written as those of books are; of each cooperative they are
others, so that they take as much room. Prints what asking costs with a limit on memory:
processor time in seconds, and the most that the asking process held, in MB.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.measure import cost

from paraplu.network.lake.engine import connected, quoted
from paraplu.network.lake.manifest import Manifest, write_manifest
from paraplu.network.lake.tables import TABLES, VERSION
from paraplu.network.lake.writing import Tables

_MARK = "0" * 16
_FIRST, _LAST = dt.date(2024, 1, 1), dt.date(2025, 12, 31)
_DAYS = (_LAST - _FIRST).days + 1
# What an entry is about: its class, with a third leg for VAT where it is income.
_IN = ("sales", "sales", "sales", "coop_sales", "fund_income")
_OUT = (
    *("costs", "costs", "contribution", "growth", "training", "equipment"),
    *("set_off", "coop_expenses", "fund_running", "internal_sales"),
)
# What is the cooperative's own, and no member's.
_OF_COOP = "class like 'coop%' or class like 'fund%'"
_FILL = """
insert into entries
select i, date '{first}' + cast(i * {days} // {many} as integer),
  list_extract([{classes}], 1 + cast(h % {kinds} as integer)),
  cast(100 + (h // 1000) % 90000 as decimal(18,2)) / 100, (h // 7) % {members}
from (select i, hash(i, {coop}) as h from range({many}) r(i));
insert into who select n, substr(sha256({coop} || n), 1, 24) from range({members}) r(n);
insert into ends select last_day(d)
from range(date '{first}', date '{last}', interval 1 month) r(d);
insert into postings by name
select {coop} as coop, year(date) as year, date, txn, leg, false as closing,
  false as opening, '' as fund, 0 as internal,
  case leg when 0 then class when 1 then 'bank' else 'vat' end as class,
  case when leg = 0 and not ({of_coop}) then who.member else '' end as member,
  leg = 0 and not ({of_coop}) as counts,
  size * case when class in ({income}) then list_extract([-3, 2, 1], leg + 1)
    else list_extract([1, -1], leg + 1) end as amount
from entries join who on who.n = entries.n cross join range(3) l(leg)
where leg < 2 or class in ({income});
insert into balances by name
select coop, year, last_day(date) as month, class, closing, opening, member, counts,
  fund, sum(amount) as amount, sum(internal) as internal, count(*) as many
from postings group by all;
insert into stocks
select {coop}, month, 9000, 1000, 210, 50, 20000, 3000, 'net_turnover' from ends;
insert into spells by name
select {coop} as coop, kind, member, 0 as number,
  date '{first}' + cast(n % 300 as integer) as first,
  case when n % 7 = 0 then date '{last}' - cast(n % 400 as integer) end as last,
  case when n % 7 = 0 then 'work' else '' end as left_to, 12 as months
from who cross join (values ('membership'), ('permission')) k(kind);
insert into work
select {coop}, span, month, member, 600 + n, 60, 4, n % 3, 900 + n, 9000, 90
from who cross join ends
cross join (values ('month', 1), ('quarter', 3), ('year', 12)) s(span, every)
where month(month) % every = 0;
insert into duties select {coop}, month, 40, 39, 1, 1 from ends;
insert into coops
select {coop}, 'Twente', '>25', date '{first}', date '{last}', 0;
"""


def put(lake: Path, coop: str, transactions: int, members: int) -> None:
    """Have a lake hold a cooperative with so many entries and members."""
    with connected() as connection:
        tables = Tables(connection, coop)
        connection.execute(
            "create table entries (txn integer, date date, class varchar, "
            "size decimal(18,2), n integer); create table who (n integer, member "
            "varchar); create table ends (month date)"
        )
        connection.execute(
            _FILL.format(
                coop=quoted(coop),
                first=_FIRST,
                last=_LAST,
                days=_DAYS,
                many=transactions,
                members=members,
                classes=", ".join(map(quoted, _IN + _OUT)),
                kinds=len(_IN + _OUT),
                income=", ".join(map(quoted, sorted(set(_IN)))),
                of_coop=_OF_COOP,
            )
        )
        if tables.total() != "0.00":
            raise ValueError(f"{coop} does not add up: {tables.total()}")
        manifest = Manifest(
            version=VERSION,
            coop=coop,
            made_from=_MARK,
            books="",
            register="",
            rules="",
            key="",
            begins=_FIRST,
            closing=_LAST,
            later=0,
            sum=tables.total(),
            classes=tables.classes(),
            schema={table.name: dict(table.columns) for table in TABLES},
            files=list(tables.write(lake, _MARK)),
        )
    write_manifest(lake, manifest)


def main() -> None:
    """Make the lake, ask it, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--coops", type=int, default=50)
    parser.add_argument("--transactions", type=int, default=20_000)
    parser.add_argument("--members", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--kept", type=Path, help="a lake to make there, or to ask")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="paraplu-many-") as name:
        lake = asked.kept or Path(name) / "lake"
        for number in range(asked.coops):
            coop = f"c{number:03}"
            if not (lake / "manifests" / f"{coop}.json").exists():
                put(lake, coop, asked.transactions, asked.members)
        size = sum(file.stat().st_size for file in lake.rglob("*.parquet"))
        print(f"{asked.coops} × {asked.transactions:,}: {size / 1e6:.0f} MB on disk")
        text = "from paraplu_cli.entry import run; run()"
        ask = [sys.executable, "-c", text, "network", "indicators", str(lake), "2025"]
        answer = subprocess.run(ask, capture_output=True, check=True, text=True)
        print(f"{len(answer.stdout.splitlines())} lines")
        for _ in range(asked.repeat):
            begun = time.monotonic()
            spent = cost(ask)
            clock = time.monotonic() - begun
            print(
                f"{spent.seconds:.2f} s, {spent.megabytes:.0f} MB; by the clock "
                f"{clock:.2f} s"
            )


if __name__ == "__main__":
    main()

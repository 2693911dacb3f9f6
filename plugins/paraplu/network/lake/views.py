"""What the queries are about: tables of a lake, the period, and what all need of both.

The queries are in DuckDB's dialect and see these names alone, so that another engine
has only to have the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month
from paraplu.base.language import Message, say
from paraplu.network.lake.manifest import Unfit, in_lake, look_at, read_manifest
from paraplu.network.lake.tables import COOPS, TABLES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from paraplu.base.periods import Period
    from paraplu.network.lake.manifest import Manifest

_YEARS = 3
# What several queries need, each made of tables and of those before it:
# - who was a member with a permission at the end of which month;
# - how many such months each cooperative has, and of how many people;
# - what was booked in the period, without what was only carried on or brought in;
# - who left in the period.
SHARED: Mapping[str, str] = {
    "member_months": """
select distinct s.coop, s.member, m.month_end
from spells s
join months m on s.first <= m.month_end and (s.last is null or s.last >= m.month_end)
join spells t on t.coop = s.coop and t.member = s.member
  and t.kind = 'membership' and t.first <= m.month_end
  and (t.last is null or t.last >= m.month_end)
where s.kind = 'permission'
""",
    "people": """
select coop, count(*) as months, count(distinct member) as persons
from member_months group by coop
""",
    "booked": """
select b.* from balances b
join period p on b.month >= p.first_day and b.month <= p.last_day
where not b.closing and not b.opening
""",
    "gone": """
select s.* from spells s
join period p on s.last >= p.first_day and s.last <= p.last_day
where s.kind = 'membership'
""",
}
# Of these with as many rows as the balances of a period.
LARGE = frozenset({"booked"})


class LakeContents(NamedTuple):
    """What a lake has that can be used: the files of each table, by absolute path.

    `refused` says of each cooperative that was left out why. `damaged` is how many of
    these have not even a row of their own, and are missed all the same.
    """

    coops: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]]
    refused: tuple[Message, ...]
    damaged: int = 0


def contents(lake: Path, tables: Iterable[str], period: Period) -> LakeContents:
    """Return the files of those that are tables, each compared with its manifest.

    Of a cooperative whose books do not go from before the end of the period to its last
    month there is its row alone, so that it is missed and not taken for nothing.
    """
    asked = frozenset(tables) & {table.name for table in TABLES}
    begun = Month.of(period.last).first
    files: dict[str, list[str]] = {table: [] for table in sorted(asked)}
    coops, refused, damaged = [], [], 0
    for coop in in_lake(lake):
        try:
            manifest = read_manifest(lake, coop)
            look_at(lake, manifest, asked)
        except Unfit as fault:
            refused.append(fault.message)
            damaged += 1
            continue
        there = manifest.begins <= period.last and begun <= manifest.closing
        if there:
            coops.append(coop)
        else:
            refused.append(_gap(manifest, period))
        for one in manifest.files:
            if one.table in asked and (there or one.table == COOPS.name):
                files[one.table].append(str(lake.absolute() / one.path))
    return LakeContents(
        tuple(coops),
        {table: tuple(paths) for table, paths in files.items()},
        tuple(refused),
        damaged,
    )


def _gap(manifest: Manifest, period: Period) -> Message:
    return say(
        "{coop}: its books go from {begins} to {closing}, and not over {period}.",
        coop=manifest.coop,
        begins=manifest.begins.isoformat(),
        closing=manifest.closing.isoformat(),
        period=str(period),
    )


def asked_for(period: Period, damaged: int = 0) -> dict[str, str]:
    """Return the views of a period, as queries in DuckDB's dialect.

    `period` has its span (month, quarter, year), its first and last day and how many
    days it has, the first of its last month, the first day of the three years that end
    with it, and how many cooperatives are left out as damaged; `months` the last day of
    each of its months. Then come those that several queries share, in the order in
    which they are made of each other.
    """
    first, last = Month.of(period.first), Month.of(period.last)
    days = {
        "first_day": period.first,
        "last_day": period.last,
        "last_month": last.first,
        "three_years": first.first.replace(year=max(first.year - _YEARS + 1, 1)),
    }
    ends = [Month(last.year, n).last for n in range(first.number, last.number + 1)]
    return {
        "period": f"select '{period.span}' as span, "
        + ", ".join(f"{_day(day)} as {name}" for name, day in days.items())
        + f", {(period.last - period.first).days + 1} as days, {damaged} as damaged",
        "months": " union all ".join(
            f"select {_day(end)} as month_end" for end in ends
        ),
        **SHARED,
    }


def _day(day: dt.date) -> str:
    return f"date '{day.isoformat()}'"


def known_names() -> frozenset[str]:
    """Return all names that a query may ask for."""
    tables = {table.name for table in TABLES}
    return frozenset(tables | {"period", "months"} | SHARED.keys())

"""Outflow: how many members came, stayed and went, where to, and what came before.

Only groups, and of these only such as `paraplu.reports.small_counts` lets out. What is
told of a group beside its number is a median of those of whom it is known, of five or
more, and rounded: the middle one of an odd number is a person.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TYPE_CHECKING

from paraplu.base.periods import Period
from paraplu.base.periods import PeriodLength as Length
from paraplu.register.outflow import WayOut
from paraplu.reports.outflow_cases import Case, Gone, Heard, Return, cases
from paraplu.reports.small_counts import FLOOR, Breakdown, breakdown
from paraplu.reports.small_tables import CrossTable, cross_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

STAYED, LEFT = "stayed", "left"
# Who left, and nobody wrote down where to.
UNKNOWN = "unknown"
WAYS = (*(way.value for way in WayOut), UNKNOWN)

# Amounts are told in tens of euros.
_TENS = Decimal(10)


@dataclass(frozen=True)
class Before:
    """What came before leaving, as medians of a group; None where withheld.

    `months` are whole months as a member, `turnover` and `training` are in EUR.
    """

    months: int | None = None
    turnover: Decimal | None = None
    training: Decimal | None = None


@dataclass(frozen=True)
class Outflow:
    """The members at the end of a day, in groups as they may be shown.

    `first` is the day on which the first of them joined, `day` where nobody had.
    `cohorts` are the years of joining by who stayed and who left. `ways` are those who
    left, by where to, and `crossed` the years by that: None where how many left is
    withheld. So are `soon`, `later` and `back`. `before` is by way, `of_all` of all who
    left, and `of_cohort` by year. `staying` are the months of those who are still
    members, None where withheld.
    """

    day: dt.date
    first: dt.date
    cohorts: CrossTable
    ways: Breakdown | None
    crossed: CrossTable | None
    soon: Breakdown | None
    later: Breakdown | None
    back: Breakdown | None
    before: Mapping[str, Before]
    of_all: Before
    of_cohort: Mapping[str, Before]
    staying: int | None
    doubtful: bool

    @property
    def left(self) -> int | None:
        """How many left; None where that is withheld."""
        return _count(self.cohorts.columns, LEFT)


def quarter_end(day: dt.date) -> dt.date:
    """Return the last day of the last quarter that is over at the end of a day."""
    quarter = Period.of(day, Length.QUARTER)
    # Before the first quarter of the calendar there is none.
    over = day == quarter.last or quarter.first == dt.date.min
    return day if over else quarter.first - dt.timedelta(days=1)


def sides_of(stayed: int, left: int) -> Breakdown:
    """Return who stayed and who left as it may be shown."""
    return breakdown({STAYED: stayed, LEFT: left})


def ways_of(stayed: Breakdown, ways: Iterable[str | None]) -> Breakdown | None:
    """Return those who left by where to; None where how many left is withheld."""
    told = _count(stayed, LEFT) is not None
    return _groups([way or UNKNOWN for way in ways], WAYS) if told else None


def outflow_of(books: Books, register: Register, day: dt.date) -> Outflow:
    """Return the members at the end of a day, in groups, small ones withheld."""
    every = list(cases(books, register, day))
    gone = [(str(case.joined.year), case, case.gone) for case in every if case.gone]
    years = [str(year) for year in sorted({case.joined.year for case in every})]
    cohorts = cross_table({year: _sides(every, year) for year in years})
    left = [one for _year, _case, one in gone]
    told = _count(cohorts.columns, LEFT) is not None
    ways = ways_of(cohorts.columns, [one.way for one in left])
    stays = [case.months for case in every if not case.gone]
    return Outflow(
        day,
        min((case.joined for case in every), default=day),
        cohorts,
        ways,
        _crossed(gone, years, cohorts.withheld) if told else None,
        _groups([one.soon for one in left], Heard) if told else None,
        _groups([one.later for one in left], Heard) if told else None,
        _groups([one.back for one in left], Return) if told else None,
        {
            way: _before([(case, one) for _y, case, one in gone if _way(one) == way])
            for way in (_shown(ways) if ways else ())
        },
        _before([(case, one) for _y, case, one in gone]) if told else Before(),
        {
            year: _before([(case, one) for y, case, one in gone if y == year])
            for year in years
            if year not in cohorts.withheld
        },
        _months(stays) if _count(cohorts.columns, STAYED) is not None else None,
        doubtful=any(
            one.part in ("members", "members.joined", "members.left")
            for one in register.unknown
        ),
    )


def _sides(every: Iterable[Case], year: str) -> dict[str, int]:
    of_year = [case for case in every if str(case.joined.year) == year]
    left = sum(case.gone is not None for case in of_year)
    return {STAYED: len(of_year) - left, LEFT: left}


def _way(gone: Gone) -> str:
    return gone.way or UNKNOWN


def _groups(values: Sequence[str], names: Iterable[str]) -> Breakdown:
    counts = Counter(values)
    return breakdown({str(name): counts[name] for name in names})


def _crossed(
    gone: Sequence[tuple[str, Case, Gone]],
    years: Sequence[str],
    apart: Collection[str],
) -> CrossTable:
    counts = Counter((year, _way(one)) for year, _case, one in gone)
    table = {year: {way: counts[year, way] for way in WAYS} for year in years}
    return cross_table(table, apart)


def _count(found: Breakdown, name: str) -> int | None:
    """Return how many are in a group, None where that is withheld; none of nobody."""
    return next((cell.count for cell in found.cells if cell.name == name), 0)


def _shown(found: Breakdown) -> list[str]:
    return [cell.name for cell in found.cells if cell.count is not None]


def _before(group: Sequence[tuple[Case, Gone]]) -> Before:
    return Before(
        _months([case.months for case, _gone in group]),
        _tens([one.turnover for _case, one in group]),
        _tens([one.training for _case, one in group]),
    )


def _months(months: Sequence[int]) -> int | None:
    """Return the median of months as a whole number; None of a group too small."""
    if len(months) < FLOOR:
        return None
    middle = Decimal(median(map(Decimal, months)))
    return int(middle.quantize(Decimal(1), ROUND_HALF_UP))


def _tens(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the median of what is known, in whole tens; None of too few."""
    known = [amount for amount in amounts if amount is not None]
    if len(known) < FLOOR:
        return None
    return (median(known) / _TENS).quantize(Decimal(1), ROUND_HALF_UP) * _TENS

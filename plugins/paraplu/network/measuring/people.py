"""Members: how many, who left, where to, and how it went later (01–03, 13–17, 22)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.base.periods import Period, PeriodLength
from paraplu.network.definitions import BY_KEY
from paraplu.network.measuring.whole import running_costs
from paraplu.network.values import Missing, NetworkFigure
from paraplu.reports.outflow import UNKNOWN
from paraplu.reports.outflow_cases import (
    LATER,
    RETURNS_WITHIN,
    Heard,
    Return,
    cases,
    later,
)
from paraplu.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paraplu.network.measuring.scene import Keyed, Scene
    from paraplu.network.values import Measured
    from paraplu.reports.outflow_cases import Case, Gone

# Three years that no other three share a year with: of two that do, the difference is
# one year less another.
_YEARS = 3
_FEWEST_DURABLE = 10


def rows(scene: Scene) -> Iterator[Keyed]:
    """Yield what is counted of members."""
    months, persons = scene.member_months, scene.persons
    every = list(cases(scene.books, scene.register, scene.period.last))
    yield ("01-member-months", ""), NetworkFigure(Decimal(months), Decimal(1), persons)
    yield (
        ("02-average-members", ""),
        NetworkFigure(Decimal(months), Decimal(len(scene.months)), persons),
    )
    yield ("03-members-with-turnover", ""), _with_turnover(scene)
    if not scene.register.knows("members"):
        for key in ("13-outflow-rate", *_LATER):
            for part in BY_KEY[key].parts:
                yield (key, part.key), Missing.REGISTER
        return
    left = [one for one in every if one.gone and one.gone.day in scene.span]
    yield ("13-outflow-rate", ""), scene.plain(len(left), months)
    yield from _kinds(left)
    gone = [one.gone for one in every if one.gone]
    yield ("15-durable-outflow", ""), _durable(scene, gone)
    yield ("16-re-entry", ""), _back(scene, gone)
    yield ("17-time-in-coop", "left"), _middle([one.months for one in left])
    stay = [one.months for one in every if not one.gone]
    yield ("17-time-in-coop", "staying"), _middle(stay)
    yield ("22-cost-per-durable-exit", ""), _cost(scene, gone)


_LATER = (
    "14-outflow-by-kind",
    "15-durable-outflow",
    "16-re-entry",
    "17-time-in-coop",
    "22-cost-per-durable-exit",
)


def _with_turnover(scene: Scene) -> Measured:
    earned = {
        code
        for month in scene.months
        for code, amount in scene.turnover([month]).items()
        if amount > 0 and code in scene.months_of
    }
    return scene.plain(len(earned), scene.persons)


def _kinds(left: Sequence[Case]) -> Iterator[Keyed]:
    key = "14-outflow-by-kind"
    ways = Counter((one.gone.way or UNKNOWN) for one in left if one.gone)
    for part in BY_KEY[key].parts:
        yield (key, part.key), _of(ways[part.key], len(left))


def _of(some: int, all_of: int) -> Measured:
    """Return a part of people, who are all that it is about."""
    if not all_of:
        return Missing.NOTHING
    return NetworkFigure(Decimal(some), Decimal(all_of), all_of)


def _since(scene: Scene, gone: Iterable[Gone], months: int) -> list[Gone]:
    """Return those for whom so many months after leaving end in the period."""
    return [one for one in gone if later(one.day, months) in scene.span]


def _durable(scene: Scene, gone: Iterable[Gone]) -> Measured:
    left = _since(scene, gone, LATER)
    if not left:
        return Missing.NOTHING
    known = [one for one in left if Heard.UNKNOWN not in (one.soon, one.later)]
    if not known:
        return Missing.NO_FOLLOW_UP
    return _of(sum(map(_lasts, known)), len(known))


def _lasts(one: Gone) -> bool:
    return one.soon is Heard.WITHOUT and one.later is Heard.WITHOUT


def _back(scene: Scene, gone: Iterable[Gone]) -> Measured:
    left = _since(scene, gone, RETURNS_WITHIN)
    return _of(sum(one.back is Return.BACK for one in left), len(left))


def _middle(months: Sequence[int]) -> Measured:
    if not months:
        return Missing.NOTHING
    return NetworkFigure(Decimal(median(map(Decimal, months))), Decimal(1), len(months))


def _cost(scene: Scene, gone: Iterable[Gone]) -> Measured:
    period = scene.period
    if period.span is not PeriodLength.YEAR or period.year % _YEARS:
        return Missing.THREE_YEARS
    years = [
        Period(year, 1, PeriodLength.YEAR)
        for year in range(period.year - _YEARS + 1, period.year + 1)
    ]
    first = scene.books.first_day
    if first is None or first > years[0].first:
        return Missing.NOT_IN_THE_BOOKS
    span = Span(years[0].first, period.last)
    lasting = [one for one in gone if later(one.day, LATER) in span and _lasts(one)]
    if len(lasting) < _FEWEST_DURABLE:
        return (
            Missing.NO_FOLLOW_UP
            if not lasting
            else NetworkFigure(ZERO, Decimal(1), len(lasting))
        )
    costs = sum((running_costs(scene, Span(y.first, y.last)) for y in years), ZERO)
    return NetworkFigure(costs, Decimal(len(lasting)), len(lasting))

"""What was settled in a period is the same, asked of many periods or of that one."""

from __future__ import annotations

import datetime as dt
from random import Random
from types import SimpleNamespace
from typing import Any, cast

from paraplu.base.chart import Kind
from paraplu.ledger.settlement import Movement
from paraplu.reports.papers.settled_claims import ClaimsOverTime, settled_on

FIRST = dt.date(2026, 1, 1)
DAYS = [FIRST + dt.timedelta(days=n) for n in range(8)]


def entry(*, pays: bool, out: bool) -> Any:  # noqa: ANN401 - what an entry is asked for
    kinds = frozenset({Kind.BANK} if pays else {Kind.SALES})
    return SimpleNamespace(
        signature=SimpleNamespace(kinds=kinds), on=lambda _kinds: -1 if out else 1
    )


def some_moves(chance: Random) -> list[Movement[Any]]:
    """Return claims and credits of few customers, linked or not, some paid back."""
    found: list[Movement[Any]] = []
    for place in range(chance.randrange(2, 9)):
        sign = chance.choice([1, -1])
        out = sign > 0 and chance.random() < 0.1
        found.append(
            Movement(
                place,
                entry(pays=out or (sign < 0 and chance.random() < 0.9), out=out),
                chance.choice(DAYS),
                cast("Any", sign * chance.choice([10, 20, 30])),
                cast("Any", None),
                chance.choice(["A", "B", ""]),
                frozenset(chance.sample(["1", "2", "3"], chance.choice([0, 0, 1, 1]))),
            )
        )
    return sorted(found, key=lambda one: (one.date, one.amount < 0, one.place))


def test_of_many_periods_as_of_each() -> None:
    chance = Random(1)  # noqa: S311 - no secret
    alike = again = 0
    for _ in range(600):
        moves = some_moves(chance)
        every = ClaimsOverTime(moves)
        for day in DAYS[2::3]:
            then = settled_on([one for one in moves if one.date <= day]).paid
            for begin in (FIRST, DAYS[2]):
                expected = [said(one) for one in then if one.date >= begin]
                found = [said(one) for one in every.within(begin, day)]
                assert sorted(found) == sorted(expected)
            kept = every._settles_alike(day)
            alike, again = alike + kept, again + (not kept)
    assert min(alike, again) > 200


def said(match: Any) -> tuple[int, int, int]:  # noqa: ANN401 - a match of such moves
    return match.item.place, match.by.place, match.amount

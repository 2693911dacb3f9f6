"""An attacker with all that is published recomputes nothing that is withheld.

By linear programming: every cooperative's figure is a variable, every sum and every
middle that is told an equation, without any rounding, and the order of cooperatives is
known. What the least and the most are that a figure can be, shows what follows of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.network.files import export, money

from paraplu.network.before import SUM, Told
from paraplu.network.exchange import SIZES, Export
from paraplu.network.middle import middle
from paraplu.network.overview import marked, overview
from paraplu.network.privacy import COOPERATIVES
from paraplu.network.values import NetworkFigure

KEY = ("04-turnover-per-member-month", "")
REGIONS = ("Twente", "Rijnmond", "Zeeland")
# A figure of which more than this part stays open is not recomputed.
OPEN = 0.05


def network(
    seed: int, many: int, sizes: Sequence[int] = (500, 3000, 9000, 60000)
) -> dict[str, Export]:
    """Return a network in which some are large, and some are alone in a region."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    found = {}
    for number in range(many):
        amount = chance.choice(sizes) + chance.randrange(400)
        found[f"C{number:02}"] = export(
            f"C{number:02}",
            money(amount, persons=chance.randrange(10, 30)),
            size=chance.choice(SIZES[1:]),
            region=chance.choice(REGIONS),
        )
    return found


def amounts(exports: Iterable[Export], *, values: bool = False) -> dict[str, float]:
    """Return the figure of each file, or its value: what the attacker wants."""
    found = {}
    for one in exports:
        row = one.rows[KEY]
        assert isinstance(row, NetworkFigure)
        above, below = float(row.numerator), float(row.denominator)
        found[marked(one)] = above / below if values else above
    return found


def can_be(
    wanted: Iterable[str],
    told: Sequence[Iterable[str]],
    true: Mapping[str, float],
    known: Iterable[str] = (),
) -> tuple[float, float]:
    """Return the least and the most that a sum can be, by all that is told."""
    names = sorted(true)
    sets = [*map(frozenset, told), *(frozenset([one]) for one in known)]
    goal = [float(name in set(wanted)) for name in names]
    equations = [[float(name in one) for name in names] for one in sets]
    sums = [sum(true[name] for name in one) for one in sets]
    ends = []
    for sign in (1, -1):
        done = linprog(
            [sign * n for n in goal],
            A_eq=equations or None,
            b_eq=sums or None,
            bounds=(0, max(true.values()) * 10),
            method="highs",
        )
        assert done.status == 0
        ends.append(sign * done.fun)
    return ends[0], ends[1]


def recomputed(
    told: Sequence[Iterable[str]],
    true: Mapping[str, float],
    secret: Iterable[Iterable[str]],
    insiders: Sequence[str] = (),
) -> list[object]:
    """Return what follows: of the secrets, and for each insider of the others."""
    found: list[object] = []
    for wanted in secret:
        least, most = can_be(wanted, told, true)
        if most - least <= OPEN * sum(true[name] for name in wanted):
            found.append(wanted)
    for own in insiders:
        for name in true:
            least, most = can_be([name], told, true, [own])
            if name != own and most - least <= OPEN * true[name]:
                found.append((own, name))
    return found


def sums_of(told: Iterable[Told], *, values: bool = False) -> list[frozenset[str]]:
    return [one.names for one in told if one.key == KEY and (one.how == SUM) != values]


def secrets_of(
    exports: Mapping[str, Export], told: Sequence[frozenset[str]]
) -> list[frozenset[str]]:
    """Return every small group that is not told, and every cooperative by itself."""
    files = exports.values()
    groups = [[marked(one) for one in files if one.size == size] for size in SIZES]
    groups += [[marked(one) for one in files if one.region == name] for name in REGIONS]
    small = [frozenset(one) for one in groups if 0 < len(one) < COOPERATIVES]
    assert not set(small) & set(told)
    return [*small, *(frozenset([marked(one)]) for one in files)]


def test_the_attacker_is_able() -> None:
    """Of sums that give one away it is found: the attack is not in vain."""
    true = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0}
    assert recomputed([true, "abc"], true, ["d"]) == ["d"]
    assert recomputed([true, "ab"], true, ["d"], ["c"]) == [("c", "d")]
    assert recomputed([true, "ab"], true, ["d", "c"]) == []


@pytest.mark.parametrize("seed", range(6))
def test_sums_give_nothing_away(seed: int) -> None:
    exports = network(seed, 9)
    told = sums_of(overview(exports).told)
    true = amounts(exports.values())
    assert recomputed(told, true, secrets_of(exports, told), list(true)[:3]) == []


def test_there_is_something_to_attack() -> None:
    """Some of what these networks have is told, and some is not."""
    told = [len(sums_of(overview(network(seed, 9)).told)) for seed in range(6)]
    assert 0 < min(told) < max(told)


@pytest.mark.parametrize("seed", range(6))
def test_middles_give_nothing_away(seed: int) -> None:
    exports = network(seed, 8)
    found = sums_of(overview(exports).told, values=True)
    true = amounts(exports.values(), values=True)
    alone = [[name] for name in true]
    assert recomputed(found, true, alone, list(true)[:3]) == []


def solved(exports: Mapping[str, Export], told: Sequence[Told]) -> list[str]:
    """Return whose figure follows from sums and middles together.

    Of each cooperative the attacker knows how many months its members have, and of one
    of them all: so a middle is a sum of figures, each by its own months.
    """
    files = exports.values()
    months = {marked(one): float(_row(one).denominator) for one in files}
    names = sorted(months)
    rows = [
        [(1.0 if one.how == SUM else 1 / months[n]) * (n in one.names) for n in names]
        for one in told
        if one.key == KEY
    ]
    found = []
    for own in names:
        others = [n for n in range(len(names)) if names[n] != own]
        matrix = np.array([[row[n] for n in others] for row in rows])
        rank = np.linalg.matrix_rank(matrix) if rows else 0
        for place in range(len(others)):
            alone = np.eye(len(others))[place]
            more = np.linalg.matrix_rank(np.vstack([matrix, alone])) if rows else 1
            if more == rank:
                found.append(f"{own}: {names[others[place]]}")
    return found


def _row(one: Export) -> NetworkFigure:
    row = one.rows[KEY]
    assert isinstance(row, NetworkFigure)
    return row


@pytest.mark.parametrize("many", range(3, 11))
def test_sums_and_middles_give_nothing_away_together(many: int) -> None:
    """Of three, what all come to and the mean of their values are two equations."""
    told = []
    for seed in range(4):
        exports = network(seed, many, (3000, 4000))
        found = overview(exports).told
        assert solved(exports, found) == []
        told += [one.how for one in found if one.key == KEY]
    assert SUM in told
    assert ("middle" in told) == (many > 3)


@pytest.mark.parametrize("seed", range(4))
def test_two_releases_give_nothing_away(seed: int) -> None:
    """Who sends late is the difference of two reports."""
    late = network(seed, 10)
    early = dict(list(late.items())[:9])
    first = overview(early)
    second = overview(late, first.told)
    assert first.told
    sets = sums_of(first.told) + sums_of(second.told)
    true = amounts(late.values())
    assert recomputed(sets, true, [[name] for name in true], list(true)[:2]) == []
    every = frozenset(true)
    assert every not in sums_of(second.told)
    assert every in sums_of(overview(late).told)


def test_what_was_told_once_may_be_told_again() -> None:
    exports = network(0, 9)
    first = overview(exports)
    assert first.told
    assert overview(exports, first.told) == first


def test_with_three_more_it_is_told_again() -> None:
    many = {f"C{n}": export(f"C{n}", money(1000 + n)) for n in range(9)}
    first = overview(dict(list(many.items())[:6]))
    assert sums_of(overview(many, first.told).told)


@pytest.mark.parametrize("many", range(3, 12))
def test_no_middle_is_of_fewer_than_three(many: int) -> None:
    values = {f"C{n:02}": Decimal(n) for n in range(many)}
    for which in ("low", "middle", "high"):
        assert len(middle(values, which)) in (0, 3, 4)
    assert len(middle(values, "middle")) == 4 - many % 2
    assert bool(middle(values, "low")) == (many >= 6)


def test_a_large_one_withholds_its_group_and_another_with_it() -> None:
    """Two of 85% are recognised by each other; one group more hides what is left."""
    of_size = {"10-25": [1000, 1100, 1200, 1300], ">25": [50000, 1000, 1000]}
    exports = {
        f"{size}-{n}": export(f"{size}-{n}", money(amount), size=size, region="")
        for size, amounts_ in of_size.items()
        for n, amount in enumerate(amounts_)
    }
    found = overview(exports)
    groups = [found.cells[KEY, group].told for group in found.groups]
    assert [
        group for group, told in zip(found.groups, groups, strict=True) if told
    ] == [("size", "10-25")]

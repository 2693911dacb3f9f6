"""An attacker with reports of several periods, of corrections, and all indicators.

By linear programming, as in `tests.network.test_attack`: of each cooperative the figure
of each quarter is a variable, and a year is the sum of four.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.network.files import export, money
from tests.network.test_attack import KEY, can_be

from paraplu.base.periods import Period
from paraplu.network.before import SUM, Told
from paraplu.network.exchange import Export
from paraplu.network.hiding import owner_of
from paraplu.network.overview import Earlier, NetworkOverview, overview
from paraplu.network.people import PEOPLE
from paraplu.network.row import EVERY
from paraplu.network.values import Hidden, Measured, NetworkFigure

QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
NAMES = tuple("ABCDEFGH")
LATE = ("A", "2025-Q4")
MONTHS, MEMBERS = "01-member-months", ("01-member-months", "")


def period_of(text: str) -> Period:
    found = Period.read(text)
    assert found
    return found


def amount(name: str, quarter: str) -> int:
    return 3000 + 170 * NAMES.index(name) + 410 * QUARTERS.index(quarter)


def files(
    without: Iterable[tuple[str, str]] = (), **other: int
) -> dict[str, dict[str, Export]]:
    """Return the files of a year and its quarters, by period."""
    found: dict[str, dict[str, Export]] = {}
    for when in (*QUARTERS, "2025"):
        found[when] = {}
        for name in NAMES:
            quarters = [when] if when in QUARTERS else QUARTERS
            total = sum(
                other.get(f"{name}_{one[-2:]}", amount(name, one)) for one in quarters
            )
            row = money(total, persons=20)
            if (name, when) not in without:
                found[when][name] = export(name, row, region="", period=when)
    return found


def reports(
    there: Mapping[str, Mapping[str, Export]], order: Sequence[str]
) -> dict[str, NetworkOverview]:
    """Return the reports of some periods, each with what was told before it."""
    found: dict[str, NetworkOverview] = {}
    every = [one for of in there.values() for one in of.values()]
    for when in order:
        period = period_of(when)
        beside = {
            period_of(one): had.told
            for one, had in found.items()
            if "2025" in (when, one)
        }
        others = [one for one in every if one.period != period]
        found[when] = overview(there[when], Earlier((), beside, others))
    return found


def follows(found: Mapping[str, NetworkOverview]) -> list[str]:
    """Return whose figure of a quarter follows from all reports of a year."""
    sets = []
    for when, one in found.items():
        quarters = [when] if when in QUARTERS else QUARTERS
        for told in one.told:
            if told.key == KEY and told.how == SUM:
                names = map(owner_of, told.names)
                sets.append([f"{n} {q}" for n in names for q in quarters])
    true = {f"{n} {q}": float(amount(n, q)) for n in NAMES for q in QUARTERS}
    open_ = []
    for name in NAMES[:3]:
        for wanted in ([f"{name} {QUARTERS[3]}"], [f"{name} {q}" for q in QUARTERS]):
            least, most = can_be(wanted, sets, true)
            if most - least < 1:
                open_.append(name)
    return open_


@pytest.mark.parametrize(
    "order", [(*QUARTERS, "2025"), ("2025", *QUARTERS)], ids=["after", "before"]
)
def test_a_year_less_its_quarters_gives_nobody_away(order: Sequence[str]) -> None:
    """Who did not send one quarter is the rest of the year."""
    there = files([LATE])
    apart = {when: overview(one) for when, one in there.items()}
    assert "A" in follows(apart)
    found = reports(there, order)
    assert follows(found) == []
    last = found["2025" if order[0] != "2025" else "2025-Q4"].cells[KEY, EVERY]
    assert last.why is Hidden.OVERLAP


def test_a_year_of_the_same_cooperatives_is_told_beside_its_quarters() -> None:
    found = reports(files(), (*QUARTERS, "2025"))
    assert [one.cells[KEY, EVERY].why for one in found.values()] == [None] * 5
    assert follows(found) == []


def test_what_is_left_of_a_year_keeps_the_rules_too() -> None:
    """Two have nearly all of the quarter that no report was made of."""
    there = files(A_Q4=900_000, B_Q4=900_000, A_Q1=5, B_Q1=5)
    found = reports(there, (*QUARTERS[:3], "2025"))
    assert found["2025-Q3"].cells[KEY, EVERY].told
    assert found["2025"].cells[KEY, EVERY].why is not None
    even = files(A_Q4=19_000, B_Q4=19_000, C_Q4=0, D_Q4=0, E_Q4=0)
    even["2025-Q4"] = {}
    found = reports(even, (*QUARTERS[:3], "2025"))
    assert overview(even["2025"]).cells[KEY, EVERY].told
    assert found["2025"].cells[KEY, EVERY].told
    for name in "FGH":
        even["2025"][name] = export(
            name,
            money(sum(amount(name, one) for one in QUARTERS[:3])),
            region="",
            period="2025",
        )
    assert overview(even["2025"]).cells[KEY, EVERY].told
    found = reports(even, (*QUARTERS[:3], "2025"))
    assert found["2025"].cells[KEY, EVERY].why is Hidden.OVERLAP


def test_the_file_of_a_quarter_that_is_gone_tells_nothing() -> None:
    there = files()
    found = reports(there, QUARTERS)
    beside = {period_of(one): had.told for one, had in found.items()}
    year = overview(there["2025"], Earlier((), beside, ()))
    assert year.cells[KEY, EVERY].why is Hidden.OVERLAP


@pytest.mark.parametrize(
    ("many", "why"), [(1, Hidden.CHANGED), (2, Hidden.CHANGED), (3, None)]
)
def test_a_correction_is_not_the_difference(many: int, why: Hidden | None) -> None:
    """Of the rows that few of them changed; of the others it may be told again."""
    there = files()["2025-Q1"]
    first = overview(there)
    now = dict(there)
    for name in NAMES[:many]:
        rows = money(amount(name, QUARTERS[0]) + 800)
        rows["12-grant-dependence"] = there[name].rows["12-grant-dependence", ""]
        now[name] = export(
            name,
            rows,
            region="",
            period="2025-Q1",
            replaces=there[name].checksum,
        )
    old = [there[name] for name in NAMES[:many]]
    found = overview(now, Earlier(first.told, {}, old))
    assert found.cells[KEY, EVERY].why is why
    assert found.cells[("12-grant-dependence", ""), EVERY].why is None
    # Nobody can tell whether it changed where the old file is gone.
    gone = overview(now, Earlier(first.told))
    assert gone.cells[("12-grant-dependence", ""), EVERY].why is why


def people(name: str, many: int, more: Mapping[str, Measured]) -> Export:
    row = {MONTHS: NetworkFigure(Decimal(3 * many), Decimal(1), many)}
    return export(name, {**row, **more}, region="")


def test_members_of_all_indicators_together_give_nobody_away() -> None:
    """Four have months, and three of them spent: the fourth has 89 less 75."""
    spent = ("07-growth-share", "08-training-share")
    exports = {}
    for number, name in enumerate(NAMES[:4]):
        many = 14 + 5 * number
        row = NetworkFigure(Decimal(900 + number), Decimal(2000), many)
        parts = [key + end for key in spent for end in ("", " per-month")]
        exports[name] = people(name, many, dict.fromkeys(parts, row) if number else {})
    found = overview(exports)
    told = [one.names for one in found.told if one.key == PEOPLE]
    true = {
        name: float(14 + 5 * n)
        for n, name in enumerate(sorted(frozenset().union(*told)))
    }
    assert len(told) == 1
    assert can_be([min(true)], told, true)[0] == 0
    share = found.cells[("07-growth-share", ""), EVERY]
    assert share.told
    assert share.persons is None
    amount_ = found.cells[("07-growth-share", "per-month"), EVERY]
    assert amount_.why is Hidden.MEMBERS
    assert found.cells[MEMBERS, EVERY].persons == 14 + 19 + 24 + 29


@pytest.mark.parametrize(
    ("above", "why"), [(0, Hidden.ALIKE), (20, Hidden.ALIKE), (14, None)]
)
def test_a_share_of_none_or_all_is_that_of_each(above: int, why: Hidden | None) -> None:
    row = NetworkFigure(Decimal(above), Decimal(20), 20)
    exports = {
        name: people(name, 20, {"03-members-with-turnover": row}) for name in NAMES
    }
    cell = overview(exports).cells[("03-members-with-turnover", ""), EVERY]
    assert cell.why is why
    assert (cell.value is None, cell.persons is None, cell.middles == {}) == (
        (why is not None,) * 3
    )


def test_what_was_told_of_members_counts_in_the_next_report() -> None:
    """Who sends late is the difference of members too."""
    exports = {name: people(name, 20, {}) for name in NAMES}
    first = overview(dict(list(exports.items())[:7]))
    assert Told(PEOPLE, SUM, *_one(first)) in first.told
    assert overview(exports, first.told).cells[MEMBERS, EVERY].persons is None
    assert replace(first) == overview(dict(list(exports.items())[:7]), first.told)


def _one(found: NetworkOverview) -> tuple[frozenset[str], str]:
    (one,) = {one for one in found.told if one.key == PEOPLE}
    return one.names, one.group

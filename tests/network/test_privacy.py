"""What may leave a cooperative: the constants, and what is withheld with what."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.network.files import money

from paraplu.base.language import Language
from paraplu.network import privacy
from paraplu.network.definitions import rows
from paraplu.network.privacy import Rows, told_of_one, with_quarters
from paraplu.network.regions import (
    LABOUR_MARKET,
    PROVINCES,
    no_region,
    region_of,
)
from paraplu.network.values import Measured, Missing, NetworkFigure, Withheld

D = Decimal
TURNOVER, RESULT = (
    ("04-turnover-per-member-month", ""),
    ("05-result-per-member-month", ""),
)
MEMBERS, LEFT = ("03-members-with-turnover", ""), ("13-outflow-rate", "")
MONTHS = ("01-member-months", "")


def test_the_constants_were_not_lowered() -> None:
    assert privacy.PERSONS >= 10
    assert privacy.COOPERATIVES >= 3
    assert privacy.COUNTED >= 5
    assert D("0.85") >= privacy.TWO_COOPERATIVES
    assert D("0.30") >= privacy.ONE_MEMBER


@pytest.mark.parametrize(
    ("key", "row", "told"),
    [
        (MONTHS, NetworkFigure(D(27), D(1), 9), Withheld.FEW),
        (MONTHS, NetworkFigure(D(30), D(1), 10), None),
        (MEMBERS, NetworkFigure(D(4), D(20), 20), Withheld.COUNT),
        (MEMBERS, NetworkFigure(D(5), D(20), 20), None),
        (MEMBERS, NetworkFigure(D(0), D(20), 20), None),
        (MEMBERS, NetworkFigure(D(16), D(20), 20), Withheld.COUNT),
        (MEMBERS, NetworkFigure(D(20), D(20), 20), None),
        # The whole of the yearly rate are the people, and not their months.
        (LEFT, NetworkFigure(D(17), D(60), 20), Withheld.COUNT),
        (LEFT, NetworkFigure(D(6), D(60), 20), None),
        (TURNOVER, NetworkFigure(D(9000), D(60), 20, D("0.31")), Withheld.ONE),
        (TURNOVER, NetworkFigure(D(9000), D(60), 20, D("0.30")), None),
        (TURNOVER, Missing.NOTHING, None),
    ],
)
def test_a_row_by_itself(
    key: tuple[str, str], row: Measured, told: Withheld | None
) -> None:
    assert told_of_one({key: row}) == {key: told or row}


def test_rows_of_the_same_sums_are_withheld_together() -> None:
    """Turnover less costs, less a result that is told, would be what is withheld."""
    open_ = NetworkFigure(D(100), D(60), 20)
    rows: Rows = {TURNOVER: open_, RESULT: open_, MONTHS: open_}
    rows["23-set-off", ""] = NetworkFigure(D(50), D(90), 20, D("0.5"))
    assert told_of_one(rows) == {
        TURNOVER: Withheld.TOGETHER,
        RESULT: Withheld.TOGETHER,
        MONTHS: open_,
        ("23-set-off", ""): Withheld.ONE,
    }


def test_where_they_went_is_told_of_all_ways_or_of_none() -> None:
    kinds = [key for key in _keys() if key[0] == "14-outflow-by-kind"]
    counts = [6, 3, 0, 0, 0, 0, 5]
    rows: Rows = {
        key: NetworkFigure(D(many), D(14), 14)
        for key, many in zip(kinds, counts, strict=True)
    }
    told = told_of_one(rows)
    assert {str(one) for one in told.values()} == {"small-count", "together"}
    rows[kinds[1]] = NetworkFigure(D(0), D(14), 14)
    rows[kinds[0]] = NetworkFigure(D(9), D(14), 14)
    assert told_of_one(rows) == rows


def _keys() -> list[tuple[str, str]]:
    return [(definition.key, part.key) for definition, part in rows()]


def test_a_year_does_not_give_its_quarters_away() -> None:
    open_ = NetworkFigure(D(100), D(60), 20)
    told: Rows = {MONTHS: open_}
    held: Rows = {MONTHS: Withheld.FEW}
    year: Rows = {MONTHS: open_}
    one_hidden = with_quarters(year, [told, told, told, held])
    assert one_hidden == {MONTHS: Withheld.QUARTERS}
    assert with_quarters(year, [told] * 4) == year
    assert with_quarters(year, [held] * 4) == year


def test_every_row_about_the_result_is_of_the_family() -> None:
    families = {
        definition.key for definition, part in rows() if part.family == "result"
    }
    assert families == set(money(1))


def test_a_place_is_a_region_or_a_province() -> None:
    """Thirty-five and twelve, by name, by the code of CBS and by what else is said."""
    assert len({*LABOUR_MARKET.values()}) == len(LABOUR_MARKET) == 35
    assert len(set(PROVINCES)) == 12
    assert region_of(" rijnmond ") == region_of("AM22") == "Rijnmond"
    assert region_of("Gooi- en  Vechtstreek") == "Gooi en Vechtstreek"
    assert region_of("Fryslân") == "Friesland"
    assert [region_of(one) for one in ("Tilburg", "Rotterdam", "", "AM99")] == [
        None
    ] * 4
    told = Language("en").render(no_region("Noord-Hollland"))
    assert "such as Noord-Holland, " in told
    assert "such as" not in Language("en").render(no_region("Xx"))

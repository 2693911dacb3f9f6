"""What a cooperative sends: its figures, nothing of a member, the same each time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from tests.network.files import Q1
from tests.network.twelve import Fictional, material_of, sent, twelve
from tests.support import ROOT

from paraplu.base.money import ZERO
from paraplu.network import exchange
from paraplu.network.definitions import DEFINITIONS, rows
from paraplu.network.exchange import export_text, exported
from paraplu.network.measuring import measured, scene_of
from paraplu.network.reading import read_export
from paraplu.network.values import Measured, Missing, NetworkFigure, Withheld
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.meeting import paper as meeting
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.values import plain

assert Q1
SCHEMA = Path(exchange.__file__).with_name("network-export.schema.json")


@pytest.fixture(scope="module")
def some() -> Fictional:
    return list(twelve())[6]


@pytest.fixture(scope="module")
def material(some: Fictional, tmp_path_factory: pytest.TempPathFactory) -> Material:
    return material_of(tmp_path_factory.mktemp("books"), some)


@pytest.fixture(scope="module")
def found(material: Material) -> Mapping[tuple[str, str], Measured]:
    assert Q1
    return measured(scene_of(material, Q1))


def test_there_are_24_indicators_in_order() -> None:
    numbers = [one.number for one in DEFINITIONS]
    assert numbers == [f"{n:02}" for n in range(1, 25)]
    assert len({(one.key, part.key) for one, part in rows()}) == len(list(rows()))


def test_it_is_as_the_schema_says(material: Material) -> None:
    assert Q1
    text = export_text(exported(material, Q1, "Twente"))
    jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_text("utf-8")))


def test_there_is_no_member_in_it(material: Material) -> None:
    """No code, no account, no name of somebody, no day, no text of an entry."""
    assert Q1
    text = export_text(exported(material, Q1, "Twente"))
    codes = material.codes
    assert codes
    assert [code for code in codes if re.search(rf"\b{code}\b", text)] == []
    for word in ("Members:", "Customer", "Sold", "Assets", "2026-01", "Landlord"):
        assert word not in text


def test_the_same_books_give_the_same_bytes(
    some: Fictional, material: Material, tmp_path: Path
) -> None:
    assert Q1
    again = export_text(sent(tmp_path, some, Q1))
    assert again == export_text(exported(material, Q1, some.region))


def test_it_is_read_as_it_was_written(material: Material, tmp_path: Path) -> None:
    assert Q1
    made = exported(material, Q1, "Twente")
    (tmp_path / "a.json").write_text(export_text(made), "utf-8")
    assert read_export(tmp_path / "a.json") == made


def cells(material: Material) -> Mapping[tuple[str, str, str], Decimal]:
    """Return the amounts of the papers of the meeting, by table, row and column."""
    paper = next(meeting.papers(material, PaperPeriod.read("2026-Q1") or _never()))
    return {
        (block.key, row.key, column.key): Decimal(value)
        for block in paper.blocks()
        if isinstance(block, Table)
        for row in block.rows
        for column, cell in zip(block.columns, row.cells, strict=True)
        if isinstance(value := plain(cell), Decimal | int)
    }


def _never() -> PaperPeriod:
    raise AssertionError


def test_money_is_that_of_the_meeting_to_the_cent(
    material: Material, found: Mapping[tuple[str, str], Measured]
) -> None:
    there = cells(material)

    def annex(column: str) -> Decimal:
        return there["annex", "total", column]

    def of(indicator: str, part: str = "") -> NetworkFigure:
        row = found[indicator, part]
        assert isinstance(row, NetworkFigure)
        return row

    quarter = {
        column: there["sufficiency", "2026-Q1", column]
        for column in ("contribution", "sales", "costs")
    }
    assert annex("turnover") > ZERO
    assert of("04-turnover-per-member-month").numerator == annex("turnover")
    result = of("05-result-per-member-month").numerator
    assert result == annex("turnover") + annex("costs")
    assert of("06-contribution-rate").numerator == -annex("contribution")
    assert of("06-contribution-rate").denominator == result
    assert of("07-growth-share").numerator == -annex("growth")
    assert of("08-training-share").numerator == -annex("training")
    assert of("09-thermometer-stock").numerator == annex("left")
    own = of("11-self-sufficiency")
    assert own.numerator == quarter["contribution"] + quarter["sales"]
    assert own.denominator == quarter["costs"]
    assert of("23-set-off").numerator == -annex("set_off")
    assert of("23-set-off").denominator == result + annex("contribution")


def test_what_the_books_do_not_know_stays_open(
    found: Mapping[tuple[str, str], Measured],
) -> None:
    assert found["18-hours", "median"] is Missing.NO_HOURS
    assert found["20-timeliness", ""] is Missing.NO_MUNICIPALITY
    assert found["15-durable-outflow", ""] is Missing.NOTHING
    assert found["22-cost-per-durable-exit", ""] is Missing.THREE_YEARS


def test_of_few_members_nothing_is_told(tmp_path: Path) -> None:
    assert Q1
    small = sent(tmp_path, next(twelve()), Q1)
    assert small.size == "<10"
    told = {str(row) for row in small.rows.values()}
    assert Withheld.FEW in told
    assert not [one for one in small.rows.values() if isinstance(one, NetworkFigure)]


def test_the_files_of_the_example_are_those_of_its_books(tmp_path: Path) -> None:
    """But for the checksum of the rules, which changes with them."""
    assert Q1
    one = list(twelve())[1]
    shipped = read_export(ROOT / "docs/example/network/de-brug-2026-Q1.json")
    made = sent(tmp_path, one, Q1)
    assert (shipped.cooperative, shipped.region) == (made.cooperative, made.region)
    assert shipped.rows == made.rows

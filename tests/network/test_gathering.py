"""A folder of files: what is wrong with one is told, and stops none of the others."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.network.files import Q1, changed, export, money, put

from paraplu.base.language import Language
from paraplu.network.exchange import export_text
from paraplu.network.gathering import Gathered, gathered
from paraplu.network.overview import overview
from paraplu.network.values import NetworkFigure

assert Q1
GOOD, BAD = export("De Eik", money(900)), export("De Brug", money(800))


def told(found: Gathered) -> list[str]:
    return [f"{one.name}: {Language('en').render(one.why)}" for one in found.refused]


def names(found: Gathered) -> list[str]:
    return sorted(name for name, _period in found.exports)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"schema": "2.0"}, "version 2.0 of the schema, and this paraplu reads 1.0"),
        ({"definitions": "0"}, "by version 0 of the definitions"),
        ({"currency": "USD"}, "amounts are in USD"),
        ({"region": "Tilburg"}, "“Tilburg” is a place"),
        ({"period": "2026-03"}, "damaged: period"),
        ({"size": "9"}, "damaged: size"),
        ({"cooperative": ""}, "damaged: cooperative"),
        ({"members": []}, "The key “members” is missing in it, or does not"),
        ({"seal": "x"}, "damaged: seal"),
        ({"seal": 0}, "damaged: seal"),
        ({"checksums": {}}, "damaged: checksums"),
        ({"rows": []}, "has no 01-member-months"),
        ({"rows": [1]}, "damaged: rows"),
        ({"rows": {}}, "damaged: rows"),
        ({"format": "other"}, "has something else in it"),
    ],
)
def test_a_file_that_cannot_be_used(
    values: dict[str, Any], why: str, tmp_path: Path
) -> None:
    put(tmp_path, BAD, GOOD)
    changed(tmp_path / "1.json", **values)
    found = gathered(tmp_path)
    assert names(found) == ["De Eik"]
    (line,) = told(found)
    assert line.startswith("1.json: ")
    assert why in line


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 100_000, '{"a": 1, "a": 2}', "NaN", "\x00", '"x"']
)
def test_a_file_that_is_no_json_of_ours(text: str, tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    (tmp_path / "b.json").write_text(text, "utf-8")
    found = gathered(tmp_path)
    assert names(found) == ["De Eik"]
    assert len(told(found)) == 1


def test_a_file_that_another_program_saved(tmp_path: Path) -> None:
    """With a mark before it, it says the same; in other bytes it says nothing."""
    text = export_text(GOOD)
    (tmp_path / "a.json").write_text(text, "utf-8-sig")
    (tmp_path / "b.json").write_text(text, "utf-16")
    half = text.replace('"test"', '"\\ud800"')
    (tmp_path / "c.json").write_text(half, "utf-8")
    found = gathered(tmp_path)
    assert list(found.exports.values()) == [GOOD]
    assert told(found) == [
        "b.json: It is not text in UTF-8: it was saved by another program.",
        "c.json: It was changed after it was made: its checksum is another. Ask again.",
    ]


def test_who_was_asked_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    (tmp_path / "invited.txt").write_bytes(b"\xff\xfe")
    found = gathered(tmp_path)
    assert found.invited is None
    assert told(found) == [
        "invited.txt: It cannot be read as UTF-8, so nobody knows who was asked."
    ]


def test_a_tampered_file(tmp_path: Path) -> None:
    put(tmp_path, BAD, GOOD)
    file = tmp_path / "1.json"
    text = file.read_text("utf-8")
    assert '"800"' in text
    file.write_text(text.replace('"800"', '"900"'), "utf-8")
    found = gathered(tmp_path)
    assert names(found) == ["De Eik"]
    assert told(found) == [
        "1.json: It was changed after it was made: its checksum is another. Ask again."
    ]


@pytest.mark.parametrize(
    "row",
    [
        NetworkFigure(Decimal(9), Decimal(27), 9),
        NetworkFigure(Decimal("NaN"), Decimal(27), 20),
        NetworkFigure(Decimal(9), Decimal(-1), 20),
        NetworkFigure(Decimal(9), Decimal(0), 20),
        NetworkFigure(Decimal(9), Decimal(1), 10**12),
        NetworkFigure(Decimal("1e20"), Decimal(1), 20),
    ],
)
def test_a_figure_that_may_not_leave_a_cooperative(
    row: NetworkFigure, tmp_path: Path
) -> None:
    """Whoever made it, with a right checksum: no figure of nine people is used."""
    put(tmp_path, export("De Brug", {"01-member-months": row}), GOOD)
    found = gathered(tmp_path)
    assert names(found) == ["De Eik"]
    assert len(told(found)) == 1


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    shutil.copy(tmp_path / "1.json", tmp_path / "2.json")
    found = gathered(tmp_path)
    assert names(found) == ["De Eik"]
    assert told(found) == ["2.json: It is the same as 1.json, and counts once."]


def test_of_two_of_one_period_neither_counts(tmp_path: Path) -> None:
    put(tmp_path, export("De Brug", money(700)), BAD, GOOD)
    found = gathered(tmp_path)
    assert names(found) == ["De Eik"]
    lines = told(found)
    assert [line[:6] for line in lines] == ["1.json", "2.json"]
    assert all("of the same cooperative and period" in line for line in lines)


def test_a_correction_takes_the_place_of_what_it_names(tmp_path: Path) -> None:
    right = export("De Brug", money(700), replaces=BAD.checksum)
    put(tmp_path, BAD, right)
    found = gathered(tmp_path)
    assert list(found.exports.values()) == [right]
    assert told(found) == ["1.json: 2.json replaces it."]


def test_what_is_no_file_of_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    (tmp_path / "notes.docx").write_text("x", "utf-8")
    (tmp_path / "sub.json").mkdir()
    (tmp_path / ".hidden").write_text("x", "utf-8")
    (tmp_path / "1.json.sig").write_text("x", "utf-8")
    assert [line.partition(":")[0] for line in told(gathered(tmp_path))] == [
        "notes.docx",
        "sub.json",
    ]


def test_a_gap_shows(tmp_path: Path) -> None:
    """Who sent of the quarter before, and not of this one, is missed by name."""
    assert Q1
    put(tmp_path, GOOD, BAD, export("De Jol", money(9), period="2025-Q4"))
    assert gathered(tmp_path).missing(Q1) == ("De Jol",)
    (tmp_path / "invited.txt").write_text("De Eik\nDe Kade\n\n", "utf-8")
    assert gathered(tmp_path).missing(Q1) == ("De Kade",)


def test_of_no_file_nothing_is_told() -> None:
    found = overview({})
    assert found.told == ()
    assert {cell.told for cell in found.cells.values()} == {False}


def test_a_file_without_members_has_nothing_to_withhold(tmp_path: Path) -> None:
    """It counts as one that does not know: never as nought."""
    put(tmp_path, export("De Leegte", size="<10"))
    found = overview(gathered(tmp_path).of(Q1 or _never()))
    cell = found.cells[("01-member-months", ""), ("all", "")]
    assert (cell.known, cell.held, cell.unknown, cell.together) == (0, 0, 1, None)


def _never() -> Any:  # noqa: ANN401 - it never returns
    raise AssertionError


def test_a_file_is_not_read_without_end(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    (tmp_path / "2.json").write_text(export_text(BAD) + " " * 2_000_000, "utf-8")
    found = gathered(tmp_path)
    assert (names(found), len(found.refused)) == (["De Eik"], 1)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            {"03-members-with-turnover": (30, 24, 24)},
            "03-members-with-turnover is impossible: 30 of 24.",
        ),
        ({"13-outflow-rate": (60, 72, 24)}, "13-outflow-rate is impossible: 60 of 24."),
        ({"19-evidence": (9, 8, 24)}, "19-evidence is impossible: 9 of 8."),
        ({"02-average-members": (99, 3, 24)}, "02-average-members is impossible: 99"),
        ({"02-average-members": (78, 3, 30)}, "Its size is 10-25, and its members are"),
        (
            {"01-member-months": (72, 1, 4000), "02-average-members": (72, 3, 24)},
            "It has 4000 members in 01-member-months and 24 in 02-average-members",
        ),
        ({"02-average-members": (72, 3, 24)}, ""),
    ],
)
def test_a_figure_that_cannot_be(
    rows: dict[str, tuple[int, int, int]], why: str, tmp_path: Path
) -> None:
    figures = {
        key: NetworkFigure(Decimal(above), Decimal(below), persons)
        for key, (above, below, persons) in rows.items()
    }
    put(tmp_path, export("De Brug", figures))
    found = gathered(tmp_path)
    assert names(found) == ([] if why else ["De Brug"])
    assert why in "".join(told(found))


def test_a_key_that_is_there_twice(tmp_path: Path) -> None:
    text = export_text(GOOD).replace('"seal"', '"seal": "", "seal"')
    (tmp_path / "a.json").write_text(text, "utf-8")
    (line,) = told(gathered(tmp_path))
    assert "The key “seal” is there twice" in line


def test_a_name_in_the_signs_of_another_system(tmp_path: Path) -> None:
    """A Mac writes é as e with a sign after it: it is the same name."""
    apart = "Coo\u0308peratie De Eik"
    put(tmp_path, export(apart, money(900)))
    (tmp_path / "invited.txt").write_text(f"{apart}\n", "utf-8")
    found = gathered(tmp_path)
    assert Q1
    assert (names(found), found.missing(Q1)) == (["Co\u00f6peratie De Eik"], ())
    (one,) = found.exports.values()
    assert export_text(export(apart, money(900))).count(one.checksum) == 1


@pytest.mark.parametrize(
    "written", ["Fryslân", "provincie Fryslân", "Frysla\u0302n", "FRYSLAN", "AM02"]
)
def test_a_region_in_another_spelling(written: str, tmp_path: Path) -> None:
    put(tmp_path, export("De Brug", money(900), region=written))
    (one,) = gathered(tmp_path).exports.values()
    assert one.region == "Friesland"

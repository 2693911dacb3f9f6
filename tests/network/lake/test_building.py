"""A lake is made anew only where books changed, and refuses by name what is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.network.lake.books import KEY, REGISTER, answers, over, put, small

from paraplu.base.language import Language
from paraplu.network.lake import building
from paraplu.network.lake.building import Became, LakeOutcome
from paraplu.network.lake.manifest import read_manifest
from paraplu.network.lake.pseudonyms import NoKey, Pseudonyms, key_in

pytest.importorskip("duckdb", reason="DuckDB is not installed: no lake is tried")

SHORT = """\
2025-01-02 * "Board" "Means"
  Assets:Bank   10.00 EUR
  Equity:Coop
"""


def why(outcome: LakeOutcome) -> str:
    assert outcome.became is Became.REFUSED
    assert outcome.why
    return Language("en").render(outcome.why)


def test_what_did_not_change_is_not_even_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, other = small(tmp_path / "a", SHORT), small(tmp_path / "b", SHORT)
    lake = tmp_path / "lake"
    assert put(lake, "one", main).became is Became.MADE
    assert put(lake, "two", other).became is Became.MADE
    before = {one: one.read_bytes() for one in lake.rglob("*") if one.is_file()}
    with other.open("a", encoding="utf-8") as text:
        text.write(
            '\n2025-01-03 * "B" "More"\n  Assets:Bank   1.00 EUR\n  Equity:Coop\n'
        )
    assert put(lake, "two", other) == LakeOutcome("two", Became.MADE, 4)
    after = {one: one.read_bytes() for one in lake.rglob("*") if one.is_file()}
    assert {one: data for one, data in after.items() if "one" in str(one)} == {
        one: data for one, data in before.items() if "one" in str(one)
    }
    # Of what was before nothing is left lying about.
    assert len(after) == len(before)
    monkeypatch.setattr(building, "check", None)
    assert put(lake, "one", main) == LakeOutcome("one", Became.KEPT, 2)
    (main.parents[1] / "members.yaml").write_text(REGISTER + "\n", "utf-8")
    with pytest.raises(TypeError):
        put(lake, "one", main)


def test_the_manifest_says_what_is_there(lake: Path) -> None:
    manifest = json.loads((lake / "manifests" / "small.json").read_text("utf-8"))
    assert manifest["sum"] == "0.00"
    assert manifest["classes"]["sales"] == "-90.00"
    assert (manifest["begins"], manifest["closing"]) == ("2024-12-31", "2025-12-31")
    assert manifest["schema"]["postings"]["amount"] == "decimal(18,2)"
    rows = [one["rows"] for one in manifest["files"] if one["table"] == "postings"]
    assert rows == [2, 31]
    there = {
        str(one.relative_to(lake))
        for coop in ("example", "small")
        for one in lake.glob(f"*/coop={coop}/**/*.parquet")
    }
    named = {
        one.path
        for coop in ("example", "small")
        for one in read_manifest(lake, coop).files
    }
    assert there == named


def test_no_member_is_in_it(lake: Path) -> None:
    files = [one for one in lake.rglob("*") if one.is_file()]
    assert len(files) > 10
    for file in files:
        data = file.read_bytes()
        for word in (b"L01", b"L02", b"Customer", b"Tweede Leven", b"Meubels"):
            assert word not in data, file


OTHER = SHORT.replace("10.00", "{}")
LARGE = OTHER.format("999999999999999.99") + "\n"


@pytest.mark.parametrize(
    ("ledger", "said"),
    [
        ("", "These books have no entries yet."),
        (OTHER.format("10.005"), "main.beancount:5: 10.005 is not in whole cents."),
        (20 * LARGE, "DuckDB cannot take them in"),
        (SHORT + "\n2025-01-05 price\n", "Beancount itself finds errors"),
        (
            SHORT.replace("EUR\n", "USD\n"),
            "main.beancount:5: an amount in another currency does not say",
        ),
    ],
)
def test_broken_books_are_refused_by_name(
    tmp_path: Path, ledger: str, said: str
) -> None:
    lake = tmp_path / "lake"
    broken = put(lake, "broken", small(tmp_path / "broken", ledger))
    assert why(broken).startswith(said)
    assert not lake.exists() or not list(lake.rglob("*.parquet"))
    assert put(lake, "sound", small(tmp_path / "sound", SHORT)).rows == 2


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ("cooperative: {name: X}\nmembers: {}\n", "The register has no members."),
        (REGISTER.replace("joined: 2024-01-10", "joined: soon"), "The register has a"),
    ],
)
def test_a_register_that_says_too_little(
    tmp_path: Path, members: str, said: str
) -> None:
    main = small(tmp_path, SHORT, members)
    assert why(put(tmp_path / "lake", "one", main)).startswith(said)


def test_books_in_another_currency(tmp_path: Path) -> None:
    main = small(tmp_path, SHORT.replace("EUR", "USD"))
    main.write_text(main.read_text("utf-8").replace('"EUR"', '"USD"'), "utf-8")
    assert why(put(tmp_path / "lake", "one", main)) == (
        "The books are in USD, not in EUR."
    )


def test_what_was_tampered_with_is_left_out_and_told(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    for name in ("one", "other", "third"):
        put(lake, name, small(tmp_path / name))
    file = next(lake.glob("balances/coop=one/year=2025/*"))
    file.write_bytes(file.read_bytes()[:-1] + b"X")
    next(lake.glob("spells/coop=other/*")).unlink()
    manifest = lake / "manifests" / "third.json"
    manifest.write_text(
        manifest.read_text("utf-8").replace('"version": 2', '"version": 9')
    )
    (lake / "manifests" / "deep.json").write_text("[" * 100_000)
    there, _ = over(lake, "2025")
    assert there.coops == ()
    told = [Language("en").render(one) for one in there.refused]
    assert "its manifest cannot be read" in told.pop(0)
    assert [one.split(":")[0] for one in told] == ["one", "other", "third"]
    assert told[0].endswith(
        "is not as it was written. Make it anew with paraplu network lake."
    )
    assert told[1].endswith("is gone. Make it anew with paraplu network lake.")
    assert "version 9" in told[2]
    # What is not as it was is made again.
    assert put(lake, "one", small(tmp_path / "one")).became is Became.MADE
    (response,) = [
        (int(one.numerator), int(one.denominator))
        for one in answers(lake, "2025")
        if one.indicator == "24-response"
    ]
    # Of those that are damaged nobody knows, so they are missed.
    assert response == (1, 4)
    assert put(lake, "other", small(tmp_path / "other")).became is Became.MADE
    assert over(lake, "2025")[0].coops == ("one", "other")


@pytest.mark.parametrize(
    "path",
    ["../../secret.parquet", "postings/coop=other/year=2025/0123456789abcdef.parquet"],
)
def test_a_manifest_names_no_file_of_others(tmp_path: Path, path: str) -> None:
    lake = tmp_path / "lake"
    put(lake, "one", small(tmp_path / "one", SHORT))
    manifest = lake / "manifests" / "one.json"
    known = json.loads(manifest.read_text("utf-8"))
    known["files"][0]["path"] = path
    manifest.write_text(json.dumps(known), "utf-8")
    (told,) = over(lake, "2025")[0].refused
    assert Language("en").render(told) == (
        "one: its manifest names files that are not its own."
    )


def test_a_gap_is_missing_and_no_nought(lake: Path) -> None:
    there, _ = over(lake, "2024-Q1")
    assert there.coops == ()
    told = [Language("en").render(one) for one in there.refused]
    assert told == [
        "example: its books go from 2025-01-01 to 2026-10-31, and not over 2024-Q1.",
        "small: its books go from 2024-12-31 to 2025-12-31, and not over 2024-Q1.",
    ]
    found = {(one.indicator, one.coop): one for one in answers(lake, "2026-Q1")}
    assert {coop for _, coop in found} == {"example", ""}
    response = found["24-response", ""]
    assert [response.numerator, response.denominator] == [1, 2]


def test_the_key_is_kept_apart(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    with pytest.raises(NoKey):
        key_in(lake / "key", lake)
    made = key_in(tmp_path / "key", lake)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert key_in(tmp_path / "key", lake) == made
    assert "key" not in repr(made).replace("Pseudonyms", "")
    (tmp_path / "poor").write_text("1234\n", "utf-8")
    with pytest.raises(NoKey):
        key_in(tmp_path / "poor", lake)


def test_codes_are_of_one_cooperative_and_one_key() -> None:
    assert KEY.of("a", "L01") == KEY.of("a", "L01")
    other = Pseudonyms(bytes(32))
    codes = {
        KEY.of("a", "L01"),
        KEY.of("b", "L01"),
        KEY.of("a", "L02"),
        other.of("a", "L01"),
    }
    assert len(codes) == 4
    assert KEY.of("a", "") == ""


def test_with_another_key_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, main = tmp_path / "lake", small(tmp_path, SHORT)
    put(lake, "one", main)
    monkeypatch.setattr("tests.network.lake.books.KEY", Pseudonyms(bytes(32)))
    assert put(lake, "one", main).became is Became.MADE

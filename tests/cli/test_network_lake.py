"""`paraplu network lake` and `indicators`, as somebody calls them."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.network.lake.books import small

from paraplu.journal.atomic_file import locked

pytest.importorskip("duckdb", reason="DuckDB is not installed: no lake is tried")

LAKE = ("network", "lake", "lake", "--key", "key")
ASK = ("network", "indicators", "lake", "2025")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_lake_is_made_and_asked(run: Run) -> None:
    small(Path("books/West_One"))
    status, out, err = run(*LAKE, "books/West_One", "gone=books/none")
    assert (status, err) == (1, "")
    made, refused = out.splitlines()
    assert made == "west-one: 33 postings, made anew"
    assert refused.startswith("✗ gone: There is no file ")
    again = run(*LAKE, "books/West_One")
    assert again == (0, "west-one: 33 postings, kept\n", "")
    status, out, err = run(*ASK, "--format", "csv")
    assert (status, err) == (0, "")
    assert out.startswith("period,indicator,coop,part,numerator,denominator,")
    row = "2025,05-result-per-member-month,west-one,,85.00,36,3,2.3611,EUR a month\n"
    assert row in out
    # As a report has them: of outflow in a year, and shares in percent.
    assert "2025,13-outflow-rate,west-one,,0,36,3,0.0000,% a year\n" in out
    assert "2025,24-response,,,1,1,0,100.0000,%\n" in out
    told = json.loads(run(*ASK, "--format", "json").out)
    assert (told["version"], told["period"]) == (1, "2025")
    period, _, head, *_ = run(*ASK).out.splitlines()
    assert period == "2025"
    assert head.split() == [
        *("Indicator", "Cooperative", "Part", "Numerator", "Denominator"),
        *("People", "Value", "Unit"),
    ]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([*LAKE, "a/b", "c/b"], "Two books are called b: "),
        ([*LAKE, "X Y=a"], "“X Y” is not a name for a lake"),
        ([*LAKE, "r.csv", "a=./r.csv"], "a and "),
        ([*LAKE, "a", "--regions", "r.csv"], "r.csv:1: write the name"),
        ([*LAKE, "a", "--regions", "u.csv"], "--regions names west, and no books are"),
        ([*LAKE, "a", "--regions", "t.csv"], "t.csv:2: “Twent” is a place, where a"),
        (["network", "lake", "lake", "--key", "lake/key", "a"], "The key lake/key"),
        ([*ASK, "--engine", "flink"], "“flink” is not an engine: duckdb"),
        ([*ASK[:3], "soon"], "“soon” is not a period such as 2026"),
        (ASK, "There is nothing to ask in lake."),
    ],
)
def test_a_wrong_call(run: Run, call: list[str], said: str) -> None:
    Path("r.csv").write_text("west\n", "utf-8")
    Path("u.csv").write_text("west,AM05\n", "utf-8")
    Path("t.csv").write_text("west,AM05\neast,Twent\n", "utf-8")
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {said}")
    assert not Path("lake").exists()


def test_it_goes_into_no_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    status, _, err = run(*LAKE, "books")
    assert status == 2
    assert "git repository" in err
    assert not Path("lake").exists()


def test_without_the_extra_it_says_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    status, out, err = run(*LAKE, "books")
    assert (status, out) == (2, "")
    assert "pip install 'paraplu[network]'" in err
    assert not Path("key").exists()


def test_spark_that_is_not_there_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(Path("books/one"))
    assert run(*LAKE, "books/one").status == 0
    call = (*ASK, "--engine", "local[2]")
    monkeypatch.setenv("PARAPLU_SPARK_PYTHON", "/none/python")
    assert "/none/python cannot be started" in run(*call).err
    monkeypatch.setenv("PARAPLU_SPARK_PYTHON", sys.executable)
    assert "requirements/spark.txt" in run(*call).err


SHORT = """\
2025-01-02 * "Board" "Means"
  Assets:Bank   10.00 EUR
  Equity:Coop
"""


def test_a_full_disk_is_said_and_the_others_go_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        small(Path("books") / name, SHORT)
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if "coop=one" in str(self):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, target)

    call = (*LAKE, "books/one", "books/two")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        status, out, err = run(*call)
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        "✗ one: It cannot be written: No space left on device.",
        "two: 2 postings, made anew",
    ]
    assert not list(Path("lake").rglob("*.part"))
    with locked(Path("lake")):
        assert run(*call) == (
            2,
            "",
            "paraplu: Somebody else is writing in lake; try again.\n",
        )
    assert run(*call).out.splitlines() == [
        "one: 2 postings, made anew",
        "two: 2 postings, kept",
    ]

"""The indicators ask nothing that engines do differently."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.network.lake.books import answers, over
from tests.support import ROOT

from paraplu.network.lake import engine
from paraplu.network.lake.asking import asked_over
from paraplu.network.lake.engine import NotInstalled, connected, needed
from paraplu.network.lake.queries import COLUMNS, SQL, beyond, queries

pytest.importorskip("duckdb", reason="DuckDB is not installed: no query is tried")
pytest.importorskip("sqlglot", reason="sqlglot is not installed: no query is read")


def test_nothing_is_divided_or_averaged() -> None:
    assert len(queries()) == 24
    assert {one.key: beyond(one.text) for one in queries() if beyond(one.text)} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("select sum(amount) / 2 from postings", ["Div"]),
        ("select avg(amount) from postings", ["Avg"]),
        ("select median(amount) from postings", ["Median"]),
        ("select cast(amount as double) from postings", []),
        ("select round(amount, 1) from balances", ["Round"]),
        ("select count(*) from secrets", ["secrets"]),
        ("select count(*) from postings", []),
    ],
)
def test_what_would_differ_is_found(text: str, found: list[str]) -> None:
    assert beyond(text) == found


def test_no_column_is_a_float(lake: Path) -> None:
    there, _ = over(lake, "2025")
    assert len(there.files) == 7
    with connected() as connection:
        for table, files in there.files.items():
            described = connection.execute(
                f"describe select * from read_parquet({list(files)})"  # noqa: S608 - ours
            ).fetchall()
            kinds = {kind for _, kind, *_ in described}
            assert kinds
            assert not kinds & {"DOUBLE", "FLOAT"}, table


def test_each_is_said_in_the_words_of_spark() -> None:
    assert queries()
    for query in queries():
        text = query.for_engine("spark")
        assert text.startswith(("WITH", "SELECT"))
        assert all(f"AS {name}" in text or name in text for name in COLUMNS)


def test_three_years_are_asked_of_years_that_share_none(lake: Path) -> None:
    def keys(code: str) -> set[str]:
        return {one.key for one in asked_over(over(lake, code)[1])}

    asked = keys("2025") - keys("2026")
    assert asked == {"22-cost-per-durable-exit"}
    assert keys("2025-Q4") == keys("2026")


def test_the_same_answers_each_time(lake: Path) -> None:
    first = answers(lake, "2025")
    assert len({one.indicator for one in first}) > 15
    assert answers(lake, "2025") == first


def test_each_file_begins_with_what_it_is() -> None:
    files = sorted(SQL.glob("*.sql"))
    assert len(files) == 24
    for file in files:
        assert re.fullmatch(r"\d\d(-[a-z]+)+", file.stem)
        assert file.read_text("utf-8").startswith("-- ")


_IMPORTS = r"^ *(?:from|import) (?:{})\b"


def importing(folder: Path, *names: str) -> set[str]:
    pattern = re.compile(_IMPORTS.format("|".join(names)), re.MULTILINE)
    return {
        file.name
        for file in folder.rglob("*.py")
        if pattern.search(file.read_text("utf-8"))
    }


def test_only_the_lake_knows_the_packages() -> None:
    """They are an extra: nothing imports them before a lake is asked for."""
    ours = ROOT / "plugins"
    assert importing(ours, "pyspark") == set()
    # For their types; they are imported by their names, in `engine` alone.
    known = {"engine.py", "building.py", "writing.py"}
    assert importing(ours, "duckdb", "sqlglot") == known
    text = "import paraplu.network.lake.asking, paraplu.network.lake.building, sys\n"
    text += "print(sorted({'duckdb', 'sqlglot', 'pyspark'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_program_for_spark_knows_nothing_of_ours() -> None:
    folder = ROOT / "scripts" / "network_spark"
    assert importing(folder, "pyspark") == {"ask.py"}
    assert importing(folder, "paraplu", "paraplu_cli", "nl_banks", "duckdb") == set()


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(NotInstalled) as told:
        engine.connected()
    assert "requirements/network.txt" in told.value.message.template
    assert needed("json")

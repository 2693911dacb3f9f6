"""A lake whose writing stops halfway is as before or whole; the next run mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.network.lake.books import answers, over, put, small

from paraplu.check import Report, check
from paraplu.network.lake import building
from paraplu.network.lake.building import Became
from paraplu.network.lake.manifest import look_at, read_manifest
from paraplu.network.lake.tables import TABLES

pytest.importorskip("duckdb", reason="DuckDB is not installed: no lake is tried")

SHORT = """\
2025-01-02 * "Board" "Means"
  Assets:Bank   10.00 EUR
  Equity:Coop
"""
MORE = SHORT.replace("10.00", "12.00")
EVERY = frozenset(table.name for table in TABLES)


class Killed(BaseException):
    """The process is gone: nothing that comes after it happens."""


def dying(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Kill whoever gives a file its name, or takes one away, for the n-th time.

    Each file has another name before that; and what never came to be takes nothing.
    """
    left = [step]

    def instead(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **rest: Any) -> Any:  # noqa: ANN401 - of any of them
            if args[0].exists():
                left[0] -= 1
            if left[0] <= 0:
                raise Killed
            return real(*args, **rest)

        return call

    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, instead(getattr(Path, name)))


def files(lake: Path) -> dict[str, bytes]:
    return {
        one.relative_to(lake).as_posix(): one.read_bytes()
        for one in lake.rglob("*")
        if one.is_file()
    }


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each ledger be checked once: what is tried here comes after that."""
    known: dict[bytes, Report] = {}

    def checked(main: Path) -> Report:
        text = main.read_bytes()
        if text not in known:
            known[text] = check(main)
        return known[text]

    monkeypatch.setattr(building, "check", checked)


@pytest.mark.usefixtures("quick")
def test_killed_at_each_step_it_is_as_before_or_whole(tmp_path: Path) -> None:
    lake, main = tmp_path / "lake", small(tmp_path, SHORT)
    put(lake, "one", main)
    before = files(lake)
    main.write_text(main.read_text("utf-8").replace("10.00", "12.00"), "utf-8")
    whole = tmp_path / "whole"
    shutil.copytree(lake, whole)
    assert put(whole, "one", main).became is Became.MADE
    after = files(whole)
    found = []
    # Seven tables are named one by one, then the manifest; what was there goes last.
    for step in (1, 4, 8, 9, 12):
        there = tmp_path / str(step)
        shutil.copytree(lake, there)
        with pytest.MonkeyPatch.context() as patch:
            dying(patch, step)
            with pytest.raises(Killed):
                put(there, "one", main)
        found.append(files(there)["manifests/one.json"])
        look_at(there, read_manifest(there, "one"), EVERY)
    put(tmp_path / "8", "one", main)
    assert files(tmp_path / "8") == after
    old, new = (one["manifests/one.json"] for one in (before, after))
    assert found == [old, old, old, new, new]


@pytest.mark.usefixtures("quick")
def test_what_is_damaged_is_made_again(tmp_path: Path) -> None:
    """Also where it has as many bytes as before; what is whole stays untouched."""
    lake, main = tmp_path / "lake", small(tmp_path, SHORT)
    put(lake, "one", main)
    before = files(lake)
    work = next(lake.glob("work/coop=one/*.parquet"))
    for damaged in (work, lake / "manifests/one.json"):
        data = damaged.read_bytes()
        damaged.write_bytes(data[:-5] + b"XXXXX")
        (told,) = over(lake, "2025")[0].refused
        assert dict(told.values)["coop"] == "one"
        assert {one.coop for one in answers(lake, "2025")} == {""}
        assert put(lake, "one", main).became is Became.MADE
        assert files(lake) == before
    times = {one: one.stat().st_mtime_ns for one in lake.rglob("*") if one.is_file()}
    assert put(lake, "one", main).became is Became.KEPT
    assert {one: one.stat().st_mtime_ns for one in times} == times

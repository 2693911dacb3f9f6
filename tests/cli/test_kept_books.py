"""`paraplu check` of books that it read before: the same, and the proof says so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ledger.kept.conftest import ACCOUNTS, HEAD
from tests.support import write_books

from paraplu.check import check
from paraplu.ledger.cache_folder import SETTING
from paraplu.ledger.kept import store
from paraplu.ledger.kept.soundness import Soundness
from paraplu_cli.verifying import difference

if TYPE_CHECKING:
    from tests.cli.conftest import Run

FAILING = """\
2025-02-01 * "Jansen" "a chair"
  Assets:Bank  100.00 EUR
  Income:Members:L01:Sales
2025-02-02 balance Assets:Bank  90.00 EUR
"""
FROM = "  from the cache: 1 file"


@pytest.fixture(autouse=True)
def main(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    monkeypatch.setattr(store, "LEAST", 0)
    monkeypatch.chdir(tmp_path)
    return write_books(tmp_path, FAILING, head=HEAD + ACCOUNTS)


def test_the_same_but_for_where_it_came_from(run: Run) -> None:
    first, second, whole = (
        run("check"),
        run("check"),
        run("check", "--no-cache"),
    )
    assert first.out == whole.out
    assert FROM not in first.out
    assert second.out.replace(FROM, "") == first.out
    assert FROM in second.out
    assert "Balance failed for 'Assets:Bank'" in second.out
    assert {one.status for one in (first, second, whole)} == {1}


def test_programs_are_told_as_well(run: Run) -> None:
    run("check")
    told = [json.loads(run("check", "--format", "json").out)]
    told.append(json.loads(run("check", "--format", "json", "--no-cache").out))
    assert [one["proof"].pop("from_cache") for one in told] == [1, 0]
    assert told[0] == told[1]


@pytest.mark.parametrize("option", ["--canonical", "--files"])
def test_what_a_checksum_is_of_is_read_again(
    run: Run, option: str, tmp_path: Path
) -> None:
    assert run("check", option).status == 0
    assert not (tmp_path / "cache").exists()


def test_both_ways_are_compared(
    run: Run, main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = (
        "With the cache and without it the check finds the same; 1 file came from "
        "the cache.\n"
    )
    told = run("check", "--verify")
    wrong = "The books have errors; see them with: paraplu check\n"
    assert (told.status, told.out, told.err) == (1, same + wrong, "")
    text = main.read_text("utf-8")
    main.write_text(text.replace("Bank  90.00", "Bank  100.00"), "utf-8")
    told = run("check", "--verify")
    assert (told.status, told.out, told.err) == (0, same, "")
    monkeypatch.setenv(SETTING, "off")
    told = run("check", "--verify")
    assert told.status == 0
    assert told.out == (
        "What check --watch and browse remember gives the same as reading all of it "
        "again. Nothing of these books is kept in the cache.\n"
    )
    add = 'plugin "beancount.plugins.leafonly"\n'
    main.write_text(add + main.read_text("utf-8"), "utf-8")
    told = run("check", "--verify", "--allow-plugin", "beancount.plugins.leafonly")
    assert told.out.splitlines()[0] == (
        "Nothing of these books is kept, so there is nothing to compare."
    )


def test_what_is_remembered_is_compared_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "off")
    monkeypatch.setattr(Soundness, "held", True)
    told = run("check", "--verify")
    assert told.status == 1
    assert told.out.startswith("The cache is wrong about a finding: it has -, and")


def test_the_first_difference_is_told(main: Path) -> None:
    report = check(main)
    assert difference(report, report) is None
    other = replace(report)
    vars(other)["books_checksum"] = "a forged one"
    said = difference(other, report)
    assert said is not None
    assert dict(said.values)["kept"] == "a forged one"
    fewer = replace(report, verdict=replace(report.verdict, findings=()))
    said = difference(fewer, report)
    assert said is not None
    assert re.search("BC00", str(dict(said.values)["whole"]))

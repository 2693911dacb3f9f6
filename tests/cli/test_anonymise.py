"""`paraplu anonymise`: whole or not at all, and never where the books are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.conftest import Run

LEDGER = """
2025-01-01 open Assets:Bank:Triodos
2025-01-01 open Income:Coop:Gifts
2025-02-03 * "Johanna Vermeulen" "Gift for the roof"
  Assets:Bank:Triodos  1234.56 EUR
  Income:Coop:Gifts
"""

LATER = """
2025-02-04 * "Shop" "Flour"
  Income:Coop:Gifts  10.00 EUR
  Expenses:Members:L99:Costs
"""


@pytest.fixture
def folder(books: Path) -> Path:
    with (books / "ledger" / "main.beancount").open("a", encoding="utf-8") as file:
        file.write(LEDGER)
    return books


@pytest.mark.usefixtures("folder")
def test_a_copy_says_nothing_of_the_books(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    status, out, err = run("anonymise", str(outside / "copy"))
    assert (status, out) == (0, f"{(outside / 'copy').as_posix()}\n")
    assert "It cannot hide days" in " ".join(err.split())
    assert [one.name for one in outside.iterdir()] == ["copy"]
    text = (outside / "copy" / "ledger" / "main.beancount").read_text("utf-8")
    assert '2025-02-03 * "' in text
    for gone in ("Johanna", "Vermeulen", "roof", "Gifts", "Triodos", "1234.56"):
        assert gone not in text


@pytest.mark.parametrize("relative", [False, True])
def test_a_copy_finds_the_same_wherever_it_is(
    folder: Path,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
    *,
    relative: bool,
) -> None:
    with (folder / "ledger" / "main.beancount").open("a", encoding="utf-8") as file:
        file.write(LATER)
    assert run("check")[0] == 1
    place = tmp_path_factory.mktemp("outside") / "copy"
    name = os.path.relpath(place, folder) if relative else str(place)
    status, _, err = run("anonymise", name)
    assert (status, "differs" in err) == (0, False)


def test_it_is_refused_where_something_is_or_the_books_are(
    folder: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "copy").mkdir()
    cases = {
        str(outside / "copy"): "is already there. Give the name of a new folder.",
        str(folder / "copy"): "would lie in the folder of the books",
        str(outside / "none" / "copy"): "There is no folder",
    }
    for place, why in cases.items():
        status, out, err = run("anonymise", place)
        assert (status, out) == (2, "")
        assert why in " ".join(err.split())
    assert [one.name for one in outside.iterdir()] == ["copy"]
    assert list((outside / "copy").iterdir()) == []
    assert not (folder / "copy").exists()

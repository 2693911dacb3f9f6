"""The page for whoever changes the code names only what is there, and all packages."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARAPLU = ROOT / "plugins" / "paraplu"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
NUMBERS = {
    "Ten": 10,
    "Eleven": 11,
    "Twelve": 12,
    "Sixteen": 16,
    "Seventeen": 17,
    "Eighteen": 18,
}

_NAMED = re.compile(r"`([\w./-]+)`")
_ROW = re.compile(r"^\| ", re.MULTILINE)


def test_every_path_on_it_is_there() -> None:
    """A bare name of a file is of the folder that its sentence is about."""
    named = {one for one in _NAMED.findall(PAGE) if "/" in one or one.endswith(".py")}
    files = {
        file.name
        for top in (PARAPLU, ROOT / "importers", ROOT / "scripts")
        for file in top.rglob("*.py")
    }
    assert len(named) > 50
    gone = [
        one
        for one in sorted(named)
        if not ((PARAPLU / one).exists() or (ROOT / one).exists() or one in files)
    ]
    # Said of a folder that stands in the same cell, or below scripts.
    below = {
        "paraplu_cli/output": "scripts",
        "templates/": "plugins/paraplu/bookkeeping/documents",
    }
    assert [one for one in gone if one not in below] == []
    assert [one for one in below if not (ROOT / below[one] / one).exists()] == []


def test_it_names_every_job_of_bookkeeping() -> None:
    (row,) = re.findall(r"a folder for each job: (.*) \|", PAGE)
    folders = {
        one.parent.name for one in (PARAPLU / "bookkeeping").glob("*/__init__.py")
    }
    assert folders
    assert set(_NAMED.findall(row)) == folders


def test_it_names_every_package() -> None:
    table = PAGE.split("## The floors")[1].split("\n## ")[0]
    packages = {one.parent.name for one in PARAPLU.glob("*/__init__.py")}
    assert packages
    assert packages - set(_NAMED.findall(table)) == set()


def test_it_counts_its_boxes_and_its_words() -> None:
    boxes = PAGE.split(" boxes\n")[0].split()[-1]
    words = PAGE.split(" words\n")[0].split()[-1]
    told = PAGE.split(" words\n")[1].split("\n## ")[0]
    assert NUMBERS[boxes] == len(re.findall(r'^  \w+\["<b>', PAGE, re.MULTILINE))
    # Without the head of the table and the line below it.
    assert NUMBERS[words] == len(_ROW.findall(told)) - 2

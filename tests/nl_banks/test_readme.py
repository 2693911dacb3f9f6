"""The README of the package: its layouts are all there are, and its code runs."""

import re
from pathlib import Path

import pytest

import nl_banks
from nl_banks.registry import LAYOUTS

README = Path(nl_banks.__file__).with_name("README.md").read_text("utf-8")


def test_every_layout_is_in_the_table() -> None:
    rows = [
        f"| {layout.bank} | {layout.title} | `{layout.name}` |" for layout in LAYOUTS
    ]
    start = README.index("| --- | --- | --- |\n")
    table = README[start : README.index("\n\n", start)]
    assert table.splitlines()[1:] == rows


def test_documents_count_the_layouts_that_there_are() -> None:
    docs = Path(__file__).parents[2] / "docs"
    counts = []
    for file in ("reliability.md", "nl/reliability.md"):
        text = (docs / file).read_text("utf-8")
        counts += re.findall(r"(\d+) (?:layouts|indelingen)\b", text)
    assert counts == [f"{len(LAYOUTS)}"] * 2


@pytest.mark.parametrize("part", README.split("```python\n")[1:])
def test_its_python_compiles(part: str) -> None:
    compile(part.partition("```")[0], "README.md", "exec")


def test_it_names_what_can_be_imported() -> None:
    for name in ("Importer", "Refused", "read"):
        assert name in README
        assert name in nl_banks.__all__

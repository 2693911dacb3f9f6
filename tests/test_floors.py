"""Each package imports only what CONTRIBUTING.md says that it may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARAPLU = ROOT / "plugins" / "paraplu"
PAGES = PARAPLU / "fava"
BANKS = ROOT / "importers" / "nl_banks"


def importing(package: Path, *modules: str) -> set[Path]:
    """Return the files of a package that import one of these, also below functions."""
    return {
        file
        for file in package.rglob("*.py")
        if not {name.split(".")[0] for name in imported(file)}.isdisjoint(modules)
    }


def imported(file: Path) -> Iterator[str]:
    """Yield the names of the modules that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield module


@pytest.mark.parametrize("module", ["fava", "flask", "flask_babel", "babel"])
def test_only_the_pages_import_what_fava_brings(module: str) -> None:
    files = importing(PARAPLU, module)
    assert files
    assert {file for file in files if PAGES not in file.parents} == set()


def test_only_the_import_knows_the_banks() -> None:
    files = importing(PARAPLU, "nl_banks")
    apart = {PARAPLU / "fava_import.py"}
    home = PARAPLU / "bookkeeping" / "bank_import"
    assert apart <= files
    assert {file for file in files - apart if file.parent != home} == set()


def test_the_domain_knows_no_commands() -> None:
    assert importing(PARAPLU, "click", "paraplu_cli") == set()


def test_the_banks_know_nobody() -> None:
    assert importing(BANKS, "beancount", "beangulp")
    assert importing(BANKS, "paraplu", "paraplu_cli", "click", "fava", "flask") == set()

"""Each package imports only what docs/architecture.md says that it may."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARAPLU = ROOT / "plugins" / "paraplu"
PAGES = PARAPLU / "fava"
BANKS = ROOT / "importers" / "nl_banks"


# The floors of the house, from the lowest: a package imports from those below its own.
FLOORS = (
    {"base"},
    {"register"},
    {"ledger"},
    {"opening", "journal"},
    {"bookkeeping"},
    {"rules"},
    {"check"},
    {"services"},
    {"reports"},
    {"rendering"},
    {"network"},
    {"plugin", "fava_import", "fava", ""},
)


def importing(package: Path, *modules: str) -> set[Path]:
    """Return the files of a package that import one of these, also below functions."""
    return {
        file for file in package.rglob("*.py") if not imported(file).isdisjoint(modules)
    }


@cache
def imported(file: Path) -> frozenset[str]:
    """Return the modules that a file imports, without what is inside them."""
    return frozenset(name.split(".")[0] for name in _imports(file))


def _imports(file: Path) -> Iterator[str]:
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


def modules() -> dict[str, Path]:
    """Return the files of our modules by their names, without the package's own."""
    found = {}
    for file in PARAPLU.rglob("*.py"):
        place = file.relative_to(PARAPLU).with_suffix("")
        parts = [part for part in place.parts if part != "__init__"]
        found[".".join(parts)] = file
    return found


@cache
def arrows() -> dict[str, set[str]]:
    """Return what each of our modules imports of ours, for types or for real."""
    files = modules()
    return {name: set(ours(file, files)) - {name} for name, file in files.items()}


def ours(file: Path, known: Collection[str]) -> Iterator[str]:
    """Yield the modules of ours that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            top, _, rest = node.module.partition(".")
            for alias in node.names if top == "paraplu" else ():
                inner = f"{rest}.{alias.name}".lstrip(".")
                yield inner if inner in known else rest


def floor(module: str) -> int:
    """Return the floor of a module; StopIteration for a package that has none."""
    package = module.partition(".")[0]
    return next(n for n, packages in enumerate(FLOORS) if package in packages)


def test_no_module_imports_upward() -> None:
    every = arrows()
    assert len(every) > 100
    upward = [
        f"{name} imports {other}"
        for name, others in every.items()
        for other in others
        if floor(other) > floor(name)
    ]
    assert upward == []


def test_packages_of_one_floor_do_not_know_each_other() -> None:
    aside = {
        (name.partition(".")[0], other.partition(".")[0])
        for name, others in arrows().items()
        for other in others
        if floor(other) == floor(name) < len(FLOORS) - 1
    }
    assert aside
    assert {pair for pair in aside if len(set(pair)) > 1} == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    every = arrows()
    reach = {name: reached(name, every) for name in every}
    circles = {
        frozenset(other for other in known if name in reach[other])
        for name, known in reach.items()
        if name in known
    }
    assert sorted(map(sorted, circles)) == []


def reached(module: str, every: Mapping[str, set[str]]) -> set[str]:
    """Return what a module imports, and what that imports, and so on."""
    found: set[str] = set()
    left = [module]
    while left:
        new = every[left.pop()] - found
        found |= new
        left += new
    return found


def test_few_modules_stand_at_the_root() -> None:
    at_root = {file.stem for file in PARAPLU.glob("*.py")} - {"__init__"}
    assert at_root == {"opening", "check", "plugin", "fava_import"}


OURS = (PARAPLU, BANKS, ROOT / "scripts" / "paraplu_cli")


def test_no_two_things_have_one_name() -> None:
    """Of public classes: whoever reads a name knows which one is meant."""
    places: dict[str, list[str]] = {}
    for file in (file for folder in OURS for file in sorted(folder.rglob("*.py"))):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(file.relative_to(ROOT)))
    assert len(places) > 300
    assert {name: at for name, at in places.items() if len(at) > 1} == {}


def test_no_module_is_too_long_to_be_one_thing() -> None:
    lines = {
        str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines())
        for folder in OURS
        for file in folder.rglob("*.py")
    }
    assert len(lines) > 300
    assert {file: many for file, many in lines.items() if many > 300} == {}

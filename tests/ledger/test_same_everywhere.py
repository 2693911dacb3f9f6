"""Nothing that makes a checksum depends on the version of Python or on the machine."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import write_books

import paraplu.ledger.canonical_lines
import paraplu.ledger.canonical_words
import paraplu.ledger.checksums
import paraplu.ledger.read_files
from paraplu.check import check

MODULES = (
    paraplu.ledger.canonical_lines,
    paraplu.ledger.canonical_words,
    paraplu.ledger.checksums,
    paraplu.ledger.read_files,
)
# By Python's own tables of characters, which grow with Unicode; by how a value looks to
# programmers, which versions change; by settings, the clock and what is random.
CALLS = re.compile(
    "ascii|capitalize|casefold|category|expandtabs|hash|id|isalnum|isalpha|isdecimal|"
    "isdigit|isidentifier|islower|isnumeric|isprintable|isspace|istitle|isupper|"
    "localtime|lower|normalize|now|pformat|pprint|random|repr|setlocale|split|"
    "splitlines|strcoll|strftime|strip|strxfrm|swapcase|time|title|today|upper"
)
IMPORTS = frozenset({"calendar", "locale", "pickle", "pprint", "random", "unicodedata"})


def varying(source: str) -> list[str]:
    """Return what in a module may differ by Python or by machine."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else ""
            name = called.id if isinstance(called, ast.Name) else name
            found += [name] * bool(CALLS.fullmatch(name))
        elif isinstance(node, ast.FormattedValue) and node.conversion in {97, 114}:
            found.append("!r")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += IMPORTS.intersection(name.partition(".")[0] for name in names)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_nothing_is_used_that_varies(module: object) -> None:
    source = Path(str(vars(module)["__file__"])).read_text("utf-8")
    assert varying(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = f'{y!r}'", ["!r"]),
        ("x = f'{y!s}'", []),
        ("repr(x)", ["repr"]),
        ("x.isprintable()", ["isprintable"]),
        ("from unicodedata import name", ["unicodedata"]),
        ("import locale", ["locale"]),
        ("sorted(x)", []),
    ],
)
def test_what_varies_is_seen(source: str, found: list[str]) -> None:
    assert varying(source) == found


ODD = """
2025-02-01 * "Ö\u0308 \u1e9e \ud7ff \U0001fae9 \u00a0\x85\x0b\u2028" "\u0131 \u01c5"
  receipt: "papers/ö.pdf"
  Expenses:Members:L01:Costs:Étain           1234567890123.10 EUR
  Assets:Bank                               -1234567890123.10 EUR
2025-02-01 note Assets:Bank "\u2029 \u03a9 \u017f \u0130"
"""
PRINT = """
import sys
from pathlib import Path
from paraplu.check import check
report = check(Path(sys.argv[1]))
print(report.books_checksum, report.files_checksum, report.rules_checksum)
"""


def test_neither_settings_nor_chance_matter(tmp_path: Path) -> None:
    """The same by another language, clock, and seed of hashes."""
    files = {"papers/ö.pdf": "x"}
    main = write_books(tmp_path, ODD, files=files)
    sums = set()
    for number, (language, zone) in enumerate(
        (("C", "UTC"), ("C.UTF-8", "Asia/Tokyo"), ("tr_TR.UTF-8", "America/Lima"))
    ):
        settings = {
            "LC_ALL": language,
            "TZ": zone,
            "PYTHONHASHSEED": str(number),
        }
        ran = subprocess.run(
            [sys.executable, "-c", PRINT, str(main)],
            env=os.environ | settings,
            capture_output=True,
            check=True,
            text=True,
        )
        sums.add(ran.stdout)
    assert len(sums) == 1


def test_it_is_the_same_as_on_any_other_python(tmp_path: Path) -> None:
    """The suite runs on each Python that is supported, and this is what all must say.

    The text has letters that some versions of Unicode know and others do not.
    """
    report = check(write_books(tmp_path, ODD, files={"papers/ö.pdf": "x"}))
    assert (report.books_checksum, report.files_checksum) == (
        "0d2e97ade4c49ed15d7ccab5f44b59a9d48b39b79379802e1cb1e82e3e385635",
        "9155ab13b1aa85d8c032804273d6782ee3abfec38887918ef40a040729b0b39e",
    )

"""CK03: code that lies in the books does not run because the register says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support import HEAD, MEMBERS, hints, words, write_books

from paraplu.check import check
from paraplu.opening import refused_in_fava, request_of

if TYPE_CHECKING:
    from pathlib import Path

SALE = """\
2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash                    100.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
"""
EXTENSION = '2025-01-01 custom "fava-extension" "{}"\n\n'


def books(folder: Path, module: str, file: str, *, plugin: bool = False) -> Path:
    """Write books that ask for a module, allow it, and have a file like it."""
    main = write_books(
        folder,
        SALE if plugin else EXTENSION.format(module) + SALE,
        head=HEAD + (f'plugin "{module}"\n' if plugin else ""),
        members=MEMBERS + f"plugins: [{module}]\n",
    )
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("raise SystemExit('it ran')\n", "utf-8")
    return main


def codes(main: Path, *named: str) -> list[str]:
    found = check(main, allow_plugins=named).verdict.findings
    refused = [one.code for one in refused_in_fava(request_of(main), named)]
    told = [one.code for one in found if one.code != "BC00"]
    assert told == refused
    return refused


@pytest.mark.parametrize("plugin", [True, False])
@pytest.mark.parametrize(
    ("module", "file"),
    [
        ("evil", "ledger/evil.py"),
        ("evil", "ledger/Evil.PY"),
        ("evil", "evil.py"),
        ("evil", "ledger/evil/__init__.py"),
        ("evil", "ledger/evil.cpython-311-x86_64-linux-gnu.so"),
        ("evil.extension", "ledger/evil.py"),
        ("evil.extension", "ledger/evil/__init__.pyc"),
        ("evil.extension", "ledger/evil/extension.py"),
        ("evil.extension", "evil/extension/__init__.py"),
    ],
)
def test_a_change_cannot_allow_itself(
    tmp_path: Path, module: str, file: str, *, plugin: bool
) -> None:
    main = books(tmp_path, module, file, plugin=plugin)
    assert codes(main) == ["CK03"]
    assert codes(main, "other") == ["CK03"]
    # Whoever starts it may.
    assert codes(main, module) == []


@pytest.mark.parametrize(
    "file",
    [
        "ledger/evil.pdf",
        "ledger/evil/receipt.pdf",
        "ledger/documents/evil.py",
        "ledger/evil2.py",
        "ledger/my/evil.py",
        "ledger/.venv/lib/python3.11/site-packages/evil.py",
    ],
)
def test_what_only_looks_like_its_code(tmp_path: Path, file: str) -> None:
    assert codes(books(tmp_path, "evil", file)) == []
    (tmp_path / "other").mkdir()
    assert codes(books(tmp_path / "other", "evil.extension", file)) == []


def test_the_environment_of_who_starts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = books(tmp_path, "evil", "ledger/tools/evil.py", plugin=True)
    assert codes(main) == []
    monkeypatch.syspath_prepend(tmp_path / "ledger/tools")
    assert codes(main) == ["CK03"]


def test_it_says_what_to_do(tmp_path: Path) -> None:
    (found,) = check(books(tmp_path, "evil", "ledger/evil.py")).verdict.findings
    assert words(found) == (
        "The program “evil” lies in the books themselves. Whoever may change the books "
        "could have it do anything, so the register cannot allow it."
    )
    assert hints(found).endswith("start with --allow-plugin and its name.")


def test_importers_that_the_register_trusts_run_by_the_flag_alone(
    tmp_path: Path,
) -> None:
    line = '2025-01-01 custom "fava-option" "import-config" "mine.py"\n\n'
    main = write_books(
        tmp_path,
        line + SALE,
        members=MEMBERS + "plugins: [mine.py]\n",
        files={"mine.py": "import os\n"},
    )
    assert check(main).verdict.findings == ()
    assert [one.code for one in refused_in_fava(request_of(main))] == ["CK03"]
    assert refused_in_fava(request_of(main), ["mine.py"]) == []

"""CK06: files beside the books that would run by themselves."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.support import HEAD, MEMBERS, report_on, write_books

from paraplu.check import check

SALE = """\
2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash                    100.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
"""
EVIL = "import os\nos.system('true')\n"
OURS = "from nl_banks import importers\n\nCONFIG = importers()\n"


def told(main: Path) -> list[tuple[str, str]]:
    root = main.parent.parent
    return [
        (one.code, os.path.relpath(one.source.file, root))
        for one in check(main).verdict.findings
    ]


@pytest.mark.parametrize(
    "name",
    [
        "ledger/sitecustomize.py",
        "ledger/sub/usercustomize.py",
        "evil.pth",
        "ledger/paraplu.py",
        "ledger/nl_banks/__init__.py",
        "beancount.so",
        "ledger/random.py",
        "ledger/import_config.py",
        "ledger/sub/import_config.py",
        ".githooks/pre-commit",
        "ledger/hooks/post-checkout",
        "scripts/hooks/pre-commit",
        "a/b/c/.githooks/POST-CHECKOUT",
        "hooks/pre-commit.exe",
        "ledger/2026/hooks/pre-push",
        "ledger/SiteCustomize.py",
        "ledger/JSON.py",
        "ledger/pip/__init__.py",
        "ledger/pytest.py",
    ],
)
def test_what_would_run(tmp_path: Path, name: str) -> None:
    main = write_books(tmp_path, SALE)
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(EVIL, "utf-8")
    at = str(Path(name).parent) if file.name == "__init__.py" else name
    assert told(main) == [("CK06", at)]


@pytest.mark.parametrize(
    "name",
    [
        "ledger/documents/sitecustomize.pdf",
        "ledger/tools/random.py",
        "ledger/my_report.py",
        "ledger/calendar/notes.txt",
        "ledger/.main.beancount.picklecache",
        "docs/pre-commit",
        "docs/hooks/boathooks.pdf",
        "hooks/pre-commit.md",
        "scripts/hooks/report.py",
        "ledger/.venv/pyvenv.cfg",
        "ledger/venv/pyvenv.cfg",
    ],
)
def test_what_would_not(tmp_path: Path, name: str) -> None:
    main = write_books(tmp_path, SALE)
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(EVIL, "utf-8")
    if file.name == "pyvenv.cfg":
        (file.parent / "sitecustomize.py").write_text(EVIL, "utf-8")
    assert told(main) == []


def test_a_folder_of_hooks_by_another_name(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    (tmp_path / "tools").mkdir()
    for name in ("pre-commit", "post-merge"):
        (tmp_path / "tools" / name).write_text(EVIL, "utf-8")
    assert told(main) == [("CK06", "tools/post-merge"), ("CK06", "tools/pre-commit")]


@pytest.mark.parametrize(
    ("folder", "files"),
    [
        ("ledger", ["HEAD", "objects/x", "refs/x", "config"]),
        ("a/b", ["HEAD", "objects/x", "refs/x"]),
        ("ledger/2026", ["HEAD", "commondir"]),
        (".", ["head", "Objects/x", "refs/x"]),
    ],
)
def test_a_repository_in_the_books(
    tmp_path: Path, folder: str, files: list[str]
) -> None:
    main = write_books(tmp_path, SALE, files={f"../{folder}/{f}": "" for f in files})
    assert told(main) == [("CK06", str(Path(folder)))]


def test_what_is_no_repository(tmp_path: Path) -> None:
    files = ["../.git/HEAD", "../.git/objects/x", "../.git/refs/x", "HEAD", "refs/x"]
    main = write_books(tmp_path, SALE, files=dict.fromkeys(files, "x"))
    assert told(main) == []


def test_importers_of_ours_and_those_that_are_trusted(tmp_path: Path) -> None:
    files = {"import_config.py": "CONFIG = []\n"}
    assert report_on(tmp_path, SALE, files=files).verdict.findings == ()
    trusting = MEMBERS + "plugins: [import_config.py]\n"
    report = report_on(
        tmp_path, SALE, members=trusting, files={"import_config.py": EVIL}
    )
    assert "CK06" not in {one.code for one in report.verdict.findings}


def test_importers_by_another_name(tmp_path: Path) -> None:
    line = '2025-01-01 custom "fava-option" "import-config" "mine.py"\n\n'
    main = write_books(tmp_path, line + SALE, files={"mine.py": EVIL})
    assert told(main) == [("CK06", "ledger/mine.py")]


@pytest.mark.parametrize("version", ["2", "4"])
def test_a_cache_that_came_by_git(tmp_path: Path, version: str) -> None:
    main = write_books(tmp_path, SALE)
    cache = main.parent / ".main.beancount.picklecache"
    cache.write_bytes(b"anything")
    for words in (
        ["init", "--quiet"],
        ["add", "ledger/main.beancount"],
        ["update-index", f"--index-version={version}"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    assert told(main) == []
    subprocess.run(["git", "add", "--force", str(cache)], cwd=tmp_path, check=True)
    assert told(main) == [("CK06", "ledger/.main.beancount.picklecache")]


def test_it_is_told_of_books_that_are_refused(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + 'plugin "evil"\n')
    (main.parent / "evil.pth").write_text(EVIL, "utf-8")
    assert [code for code, _ in told(main)] == ["CK06", "CK03"]


@pytest.mark.parametrize("folder", ["/", "../..", "link"])
def test_documents_from_outside_are_refused(tmp_path: Path, folder: str) -> None:
    head = f'option "documents" "{folder}"\n' + HEAD
    main = write_books(tmp_path, SALE, head=head)
    (main.parent / "link").symlink_to("/")
    report = check(main)
    assert ([one.code for one in report.verdict.findings], report.loaded) == (
        ["CK04"],
        False,
    )


@pytest.mark.parametrize("folder", ["documents", ".", "../papers"])
def test_documents_of_the_books_are_not(tmp_path: Path, folder: str) -> None:
    head = f'option "documents" "{folder}"\n' + HEAD
    files = {"documents/x.txt": "x", "../papers/x.txt": "x"}
    report = report_on(tmp_path, SALE, head=head, files=files)
    assert report.verdict.findings == ()


@pytest.mark.parametrize("file", ["HEAD", "objects/info/x.pdf"])
def test_what_is_in_gits_folder_is_no_receipt(tmp_path: Path, file: str) -> None:
    entry = f"""\
2025-02-04 * "Bouwmarkt" "Lijm"
  receipt: "../.git/{file}"
  Expenses:Members:L01:Costs                  12.00 EUR
  Assets:Bank
"""
    report = report_on(tmp_path, entry, files={f"../.git/{file}": "x"})
    assert [one.code for one in report.verdict.findings if one.code[:2] == "EV"] == [
        "EV02"
    ]

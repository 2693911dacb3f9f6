"""The example for any Beancount user, copied and run as its page says."""

from __future__ import annotations

import re
import runpy
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data

import nl_banks
import paraplu

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "importers" / "example"
ING = "Assets:ING:Betaalrekening"

Run = Callable[..., str]


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Stand in a copy of the example, and run its script; what it prints."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "smart_importer", None)

    def started(*args: str) -> str:
        monkeypatch.setattr(sys, "argv", ["ingest.py", *args])
        status = None
        try:
            runpy.run_path("ingest.py", run_name="__main__")
        except SystemExit as stopped:
            status = stopped.code
        out, err = capsys.readouterr()
        assert not status, err
        return out

    return started


def test_identify_names_the_accounts(run: Run) -> None:
    said = run("identify", "-v", "downloads")
    found = re.findall(r"downloads/(\S+)(?: \.\.\. OK\n  \S+\n  (\S+))?", said)
    assert found == [
        ("holiday.jpg", ""),
        ("ing.csv", ING),
        ("ing.xml", ING),
        ("sumup.csv", "Assets:SumUp"),
    ]


def test_what_is_extracted_once_is_known_and_every_balance_agrees(run: Run) -> None:
    ledger = Path("ledger.beancount")
    before = ledger.read_text("utf-8")
    first = run("extract", "-e", "ledger.beancount", "downloads")
    ledger.write_text(before + first, "utf-8")
    entries, errors, _ = loader.load_file(str(ledger))
    # What it was for is for people to say: nothing else is wrong.
    assert {type(error).__name__ for error in errors} == {"ValidationError"}
    assert all("does not balance" in error.message for error in errors)
    lines = [one for one in entries if isinstance(one, data.Transaction)]
    # Two of the books; three of ING, one of which is theirs, and one in CAMT.053;
    # and of SumUp a sale and a payout.
    assert len(lines) == 2 + 2 + 1 + 2
    balances = [one for one in entries if isinstance(one, data.Balance)]
    stood = [(one.date.day, str(one.amount)) for one in balances]
    assert stood == [(5, "1082.25 EUR"), (6, "1052.75 EUR")]
    again = run("extract", "-e", "ledger.beancount", "downloads")
    assert [line for line in again.splitlines() if re.match(r"\d{4}-", line)] == []


def test_a_balance_comes_once_though_two_files_have_it(run: Run) -> None:
    shutil.copy("downloads/ing.csv", "downloads/ing-again.csv")
    said = run("extract", "downloads/ing.csv", "downloads/ing-again.csv")
    assert len(re.findall(r"^2026-03-05 balance ", said, re.MULTILINE)) == 1
    assert len(re.findall(r"^; 2026-03-05 balance ", said, re.MULTILINE)) == 1


def test_a_balance_that_differs_stays(run: Run) -> None:
    text = Path("downloads/ing.csv").read_text("utf-8")
    other = text.replace("1082,25", "1083,25").replace("9,75", "10,75")
    Path("downloads/other.csv").write_text(other, "utf-8")
    said = run("extract", "downloads/ing.csv", "downloads/other.csv")
    assert len(re.findall(r"^2026-03-05 balance ", said, re.MULTILINE)) == 2


def test_archive_puts_files_under_their_accounts(run: Run) -> None:
    Path("documents").mkdir()
    run("archive", "-o", "documents", "downloads/ing.csv", "downloads/sumup.csv")
    assert sorted(
        file.relative_to("documents").as_posix()
        for file in Path("documents").rglob("*.csv")
    ) == [
        "Assets/ING/Betaalrekening/2026-03-04.ing.csv",
        "Assets/SumUp/2026-03-04.sumup.csv",
    ]


def test_explain_says_why_a_file_is_nobodys(run: Run) -> None:
    ing = Path("downloads/ing.csv").read_text("utf-8")
    other = ing.replace("NL65INGB0006040930", "NL39INGB0001234567")
    Path("downloads/other.csv").write_text(other, "utf-8")
    Path("downloads/wrong.csv").write_text(ing.replace("12,50", "12.5x"), "utf-8")
    said = dict(
        line.removeprefix("downloads/").split(": ", 1)
        for line in run("explain", "downloads").splitlines()
    )
    assert said["ing.csv"] == (
        f"NL65INGB0006040930 in the layout ing-11, 3 lines. It goes to {ING}"
    )
    assert said["other.csv"] == (
        "NL39INGB0001234567 in the layout ing-11, 3 lines. No importer is for it; add "
        'Importer("NL39INGB0001234567", "Assets:…")'
    )
    assert said["wrong.csv"].startswith("line 3: ")
    assert said["holiday.jpg"].startswith("This is JPEG, and not a statement")


def test_a_broken_statement_is_a_warning(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    file = Path("downloads/ing.csv")
    file.write_text(file.read_text("utf-8").replace("12,50", "12.5x"), "utf-8")
    run("identify", "downloads")
    # Once, though there are two importers; the photograph is no warning.
    (record,) = [one for one in caplog.records if one.name == "nl_banks"]
    assert record.levelname == "WARNING"
    assert "ing.csv:3: " in record.getMessage()


def test_its_distribution_is_the_same_package_with_the_same_bounds() -> None:
    own, whole = (
        tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
        for folder in (ROOT / "importers", ROOT)
    )
    assert own["dependencies"]
    assert set(own["dependencies"]) <= set(whole["dependencies"])
    assert own["requires-python"] == whole["requires-python"]
    names = {re.split(r"\W", one)[0] for one in own["dependencies"]}
    files = (ROOT / "importers" / "nl_banks").rglob("*.py")
    text = "\n".join(file.read_text("utf-8") for file in files)
    imported = set(
        map(
            "".join,
            re.findall(
                r"^ *(?:from (\w+)[\w.]* import|import (\w+))", text, re.MULTILINE
            ),
        )
    )
    foreign = imported - sys.stdlib_module_names - {"nl_banks"}
    assert foreign == names
    assert nl_banks.__version__ == paraplu.__version__


@pytest.mark.parametrize("page", ["docs/nl-banks.md", "docs/nl/nl-banks.md"])
def test_its_page_shows_the_example(page: str) -> None:
    blocks = re.findall(
        r"```(\w+)\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL
    )
    (python,) = [text for language, text in blocks if language == "python"]
    assert python in (EXAMPLE / "ingest.py").read_text("utf-8")
    said = "".join(text for language, text in blocks if language == "sh")
    asked = re.findall(r"python ingest.py (\w+)", said)
    assert asked == ["explain", "identify", "extract", "archive"]

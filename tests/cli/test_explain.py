"""`paraplu explain`: the rules and their pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

import paraplu
from paraplu.base.language import Language
from paraplu.ledger.checksums import rules_checksum
from paraplu.rules import RULES
from paraplu.rules import pages as rule_pages
from paraplu_cli.explain import drawn
from paraplu_cli.screen import Screen

PROOF = f"{len(RULES)} rules; checksum {rules_checksum()[:8]}\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of pages: PF01 in two languages, PF02 in English."""
    (tmp_path / "nl").mkdir()
    (tmp_path / "PF01.md").write_text("# PF01 in English\n\nText.\n", "utf-8")
    (tmp_path / "nl/PF01.md").write_text("# PF01 in het Nederlands\n", "utf-8")
    (tmp_path / "PF02.md").write_text("# PF02 in English\n", "utf-8")
    monkeypatch.setattr(rule_pages, "folder", lambda: tmp_path)
    return tmp_path


def test_every_rule_is_listed(run: Run) -> None:
    status, out, err = run("explain")
    lines = out.splitlines(keepends=True)
    assert (status, err) == (0, "")
    assert lines[0] == "code     severity   rule\n"
    assert [line.split()[0] for line in lines[1 : len(RULES) + 1]] == list(RULES)
    assert "EV01 †   error      No receipt\n" in lines
    assert "PF09     signal     The thermometer is above the threshold\n" in lines
    assert lines[-1] == PROOF


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("code", ["PF01", "pf01"])
def test_a_page(run: Run, code: str) -> None:
    assert run("explain", code) == (0, f"# PF01 in English\n\nText.\n\n{PROOF}", "")


@pytest.mark.usefixtures("pages")
def test_a_page_in_dutch_where_there_is_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    assert run("explain", "PF01").out.startswith("# PF01 in het Nederlands\n\n")
    assert run("explain", "PF02").out.startswith("# PF02 in English\n\n")


@pytest.mark.usefixtures("pages")
def test_a_rule_without_its_page_says_what_it_is(run: Run) -> None:
    assert run("explain", "PF09").out == (
        f"PF09  signal  The thermometer is above the threshold\n\n{PROOF}"
    )


@pytest.mark.parametrize(
    ("code", "begin"),
    [
        ("PF1", "There is no rule “PF1”. Similar: PF1"),
        ("zzzz", "There is no rule “zzzz”."),
        ("../../secret", "There is no rule “../../secret”."),
        ("\x1b[2J", "There is no rule “\\u001b[2J”."),
    ],
)
def test_no_such_rule(run: Run, code: str, begin: str) -> None:
    status, out, err = run("explain", code)
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {begin}")
    assert err.count("\n") == 1


def test_pages_are_found_in_the_sources_and_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rule_pages.folder() == Path(paraplu.__file__).parents[2] / "docs" / "rules"
    monkeypatch.setattr(rule_pages, "__file__", str(tmp_path / "rules" / "pages.py"))
    (tmp_path / "pages").mkdir()
    assert rule_pages.folder() == tmp_path / "pages"


@pytest.mark.parametrize(
    ("arguments", "strangers"),
    [
        (["--help"], {"beancount", "yaml", "babel", "fava", "rich"}),
        (["--version"], {"beancount", "yaml", "babel", "fava", "rich"}),
        (["check", "--help"], {"beancount", "yaml", "babel", "fava", "rich"}),
        (["explain"], {"beancount", "babel", "fava"}),
        (["explain", "PF01"], {"beancount", "babel", "fava"}),
    ],
)
def test_help_and_rules_need_little(arguments: list[str], strangers: set[str]) -> None:
    program = (
        "import sys\n"
        "from paraplu_cli.main import main\n"
        "try:\n"
        f"    main.main({arguments!r})\n"
        "except SystemExit as stopped:\n"
        "    loaded = {name.partition('.')[0] for name in sys.modules}\n"
        f"    print(stopped.code, sorted(loaded & {strangers!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize("begin", ["PD", "pd"])
def test_a_family_is_listed(run: Run, begin: str) -> None:
    status, out, err = run("explain", begin)
    assert (status, err) == (0, "")
    codes = [line.split()[0] for line in out.splitlines()[1:] if line]
    family = [code for code in RULES if code.startswith("PD")]
    assert len(family) > 1
    assert codes[: len(family)] == family
    assert not {code for code in RULES if code not in family}.intersection(codes)


def test_a_family_that_is_none(run: Run) -> None:
    assert "There is no rule “XX”." in run("explain", "XX").err


def test_a_terminal_gets_headings_and_no_fences() -> None:
    screen = Screen(Language("en"), 80, colour=True)
    page = "# Title\n\nText.\n\n```beancount\n# not a title\n```\n"
    assert drawn(page, screen) == "\x1b[1mTitle\x1b[0m\n\nText.\n\n  # not a title"

"""The guides do what they say: their ledgers, their commands and their links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.guides import DOCS, FOLDERS, NAMES, ROOT, Step, read_guide
from tests.docs.reader import Reader

from paraplu.rules import RULES

# A terminal of the usual width, with room for the frame of a pager.
WIDTH = 88
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]

each_guide = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in NAMES for language in FOLDERS]
)


@pytest.mark.no_cover  # long, and each command has tests of its own
@each_guide
def test_a_guide_does_what_it_shows(
    name: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reader = Reader(language, tmp_path, monkeypatch, capsys)
    for step in read_guide(name, language).steps:
        reader.do(step)


def test_the_readme_shows_what_the_check_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = text.split("```console\n$ PARAPLU_LANG=en scripts/")[1].split("```")[0]
    reader = Reader("en", tmp_path, monkeypatch, capsys)
    reader.do(Step("run", "example", "console", f"$ {shown}"))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_are_built_alike(name: str) -> None:
    english, dutch = (read_guide(name, language) for language in ("en", "nl"))
    assert dutch.headings == english.headings
    assert [step.bones for step in dutch.steps] == [s.bones for s in english.steps]


@each_guide
def test_the_lines_of_a_guide_are_short(name: str, language: str) -> None:
    """But for tables, ledgers and addresses, which cannot be broken."""
    text = re.sub(r"```.*?```", "", read_guide(name, language).text, flags=re.DOTALL)
    lines = [line for line in text.splitlines() if not line.startswith("|")]
    assert [li for li in lines if len(li) > WIDTH and "https://" not in li] == []


@each_guide
def test_the_codes_of_a_guide_are_rules(name: str, language: str) -> None:
    codes = re.findall(r"\b[A-Z]{2}\d\d\b", read_guide(name, language).text)
    assert set(codes) <= set(RULES)


@pytest.mark.parametrize("language", FOLDERS)
def test_the_auditor_hears_of_every_rule(language: str) -> None:
    text = read_guide("for-the-auditor", language).text
    assert [code for code in RULES if code not in text] == []


@pytest.mark.parametrize("language", FOLDERS)
def test_the_index_has_every_page(language: str) -> None:
    """In its own language, or in English where there is no other."""
    text = read_guide("README", language).text
    pages = {path.name for path in DOCS.glob("*.md")} - {"README.md"}
    for page in pages:
        there = (FOLDERS[language] / page).exists()
        assert f"({page})" in text if there else f"(../{page})" in text
    assert "rules/" in text
    assert "example/README.md" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    near = [link for link in links if link and "://" not in link]
    assert [link for link in near if not (page.parent / link).exists()] == []

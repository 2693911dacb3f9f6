"""Each rule has a page in both languages, and its ledgers do as the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.docs.guides import as_shown
from tests.docs.pages import FOLDERS, Page, bones, ids, read_page

from paraplu.base.findings import Severity
from paraplu.base.language import Language
from paraplu.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.rules import Rule

HEADINGS = {
    "en": ["Found here", "Not found here", "How to fix it", "Exactly"],
    "nl": ["Dit wordt gemeld", "Dit niet", "Zo maak je het goed", "Precies"],
}
SEVERITIES = {
    "en": {severity: severity.value for severity in Severity},
    "nl": {
        Severity.ERROR: "fout",
        Severity.WARNING: "waarschuwing",
        Severity.SIGNAL: "signaal",
    },
}
WAIVERS = {
    "en": {True: "can be waived", False: "cannot be waived"},
    "nl": {True: "ontheffing kan", False: "ontheffing kan niet"},
}
INDEX = {
    "en": "| code | what | severity |",
    "nl": "| code | wat | hoe erg |",
}
# Warnings of other rules on the ledgers of a page that are clean to its own.
BESIDE = {
    # An invoice that nobody paid yet is all that these books have: no money is there.
    **{f"IN0{number}": {"PF05"} for number in range(1, 8)},
    # Half a year of shares and balances would hide the entries that it is about.
    "VT04": {"BK02", "PF07"},
}
# What commands say when they refuse: no ledger has it.
TOLD_BY_COMMANDS = {"PD03"}
# A terminal of the usual width, with room for the frame of a pager.
WIDTH = 88

each_page = pytest.mark.parametrize(("code", "language"), ids())


@each_page
def test_a_page_has_its_headings(code: str, language: str) -> None:
    page = read_page(code, language)
    assert page.text.startswith(f"# {code} · {page.title}\n\n")
    assert page.headings == HEADINGS[language]
    assert max(len(line) for line in page.text.splitlines()) <= WIDTH


@each_page
def test_a_page_says_what_the_rule_is_called(code: str, language: str) -> None:
    title = Language(language).text(RULES[code].title.template)
    assert read_page(code, language).title == title


@each_page
def test_a_page_says_what_the_rule_weighs(code: str, language: str) -> None:
    page = read_page(code, language)
    assert page.text.splitlines()[2] == _weight(RULES[code], language)


def _weight(rule: Rule, language: str) -> str:
    return f"{SEVERITIES[language][rule.severity]} · {WAIVERS[language][rule.waivable]}"


@each_page
def test_the_ledgers_of_a_page_do_as_it_says(
    code: str, language: str, tmp_path: Path
) -> None:
    page = read_page(code, language)
    kinds = {bool(example.finds) for example in page.examples}
    assert kinds == (set() if code in TOLD_BY_COMMANDS else {True, False})
    warned = set()
    for number, example in enumerate(page.examples):
        found = example.report(tmp_path / str(number)).verdict.findings
        told = [as_shown(f, example.finds) for f in found if f.code == code]
        assert told == list(example.finds), example.ledger
        others = [f for f in found if f.code != code]
        assert [f for f in others if f.severity is Severity.ERROR] == [], example.ledger
        if not example.finds:
            warned |= {f.code for f in others if f.severity is Severity.WARNING}
    assert warned == BESIDE.get(code, set())


@pytest.mark.parametrize("code", RULES)
def test_both_languages_show_the_same_ledgers(code: str) -> None:
    english, dutch = (read_page(code, language) for language in ("en", "nl"))
    assert [bones(e) for e in dutch.examples] == [bones(e) for e in english.examples]
    assert [e.finds for e in dutch.examples] == [e.finds for e in english.examples]
    assert [e.around for e in dutch.examples] == [e.around for e in english.examples]


@pytest.mark.parametrize("language", FOLDERS)
def test_there_is_no_page_without_a_rule(language: str) -> None:
    pages = {path.stem for path in FOLDERS[language].glob("*.md")}
    assert pages == {*RULES, "README"}


@pytest.mark.parametrize("language", FOLDERS)
def test_the_index_is_that_of_the_registry(language: str) -> None:
    text = (FOLDERS[language] / "README.md").read_text("utf-8")
    pages = (read_page(code, language) for code in RULES)
    rows = [
        INDEX[language],
        "| --- | --- | --- |",
        *(_row(page, _weight(RULES[page.code], language)) for page in pages),
    ]
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert table == rows


def _row(page: Page, weight: str) -> str:
    return f"| [{page.code}]({page.code}.md) | {page.title} | {weight} |"

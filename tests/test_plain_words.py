"""What users read has one word for each thing, and no habits of a translation.

The words are those of CONTRIBUTING.md. They are looked for in the catalogue, which has
every message, page and help text, and in the guides, the rules' pages and the files of
`paraplu init`; not in what stands between backticks or in a block, which is code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

from paraplu.base.language import CATALOGUES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TEMPLATES = ROOT / "scripts" / "paraplu_cli" / "templates"

# CONTRIBUTING.md is not among them: its table names the words to leave.
PAGES = {
    "en": (
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "importers" / "nl_banks" / "README.md",
        *sorted(DOCS.glob("*.md")),
        *sorted((DOCS / "example").glob("*.md")),
        *sorted((DOCS / "rules").glob("*.md")),
        *sorted(path for path in (TEMPLATES / "en").rglob("*") if path.is_file()),
    ),
    "nl": (
        *sorted((DOCS / "nl").glob("*.md")),
        *sorted((DOCS / "rules" / "nl").glob("*.md")),
        *sorted(path for path in (TEMPLATES / "nl").rglob("*") if path.is_file()),
    ),
}
LANGUAGES = tuple(PAGES)

_CODE = re.compile(r"^```.*?^```$|<!--.*?-->|`[^`\n]*`", re.MULTILINE | re.DOTALL)


class Habit(NamedTuple):
    """What to look for, a sentence that has it, and one that looks like it."""

    pattern: str
    has: str
    has_not: str


HABITS = {
    "en": {
        "zero": Habit(r"\bnil\b", "They come to nil.", "Nilsson has zero."),
        "fix": Habit(
            r"\bmend(?:s|ed|ing)?\b", "Mend the date.", "The return was amended."
        ),
        "their own": Habit(
            r"\bthe own\b", "from the own pocket", "from their own pocket"
        ),
        "is not a": Habit(
            r"(?<!there )\b(?:is|are|was|were) no (?!longer\b|later\b|larger\b)",
            "“x” is no account.",
            "There is no account; it is no longer open.",
        ),
        "is": Habit(
            r"\bstands\b(?! for\b)",
            "What stands in the register.",
            "One line stands for two.",
        ),
        "or else": Habit(
            r"[;,] else\b",
            "The file to make; else one in payments/.",
            "The date, or else today; somebody else.",
        ),
        "repeated": Habit(
            r"\bsaid again\b|\b[Ss]ay (?:it|this) (?:once|again)\b",
            "Say it again.",
            "Run it again.",
        ),
        "those who": Habit(
            r"\b(?:to|for|with) who (?:is|has|does)\b",
            "a letter to who is late",
            "a letter to those who are late",
        ),
        "a space": Habit(
            r"\bblanks?\b(?! lines?\b)",
            "Take the blanks out.",
            "There is a blank line.",
        ),
        "if": Habit(
            r"(?:^|[.;:] )(?-i:Is|Was|Did|Had|Were) [^?.;]*, [^?.;]*[.;]",
            "Is the scheme used, write it in the register.",
            "Is the file damaged, or was it changed?",
        ),
    },
    "nl": {
        "signaal": Habit(r"\bsein(?:en|tje)?\b", "Dat is een sein.", "een signaal"),
        "apart te houden": Habit(
            r"\bgeoormerkt|\b[Bb]estemde? (?:geld|is)\b|\bbestemde\b",
            "Van het geoormerkte en het bestemde geld ontbreekt er iets.",
            "Van het geld dat voor een doel bestemd was, ontbreekt er iets.",
        ),
        "afspraken": Habit(r"\bbeleid\b", "Dat staat in het beleid.", "de afspraken"),
        "boeken": Habit(r"\bgrootboek\b", "in het grootboek", "in de boeken"),
        "opdracht": Habit(r"\bcommando", "Typ dit commando.", "Typ deze opdracht."),
        "pagina": Habit(r"\bbladzijden?\b", "op elke bladzijde", "op elke pagina"),
        "spreadsheet": Habit(
            r"\brekenbla|\bwerkbla|\brekenprogramma", "een rekenblad", "een spreadsheet"
        ),
        "definitief": Habit(
            r"\buitgegeven factu|\bfactu\w+ (?:is |zijn )?(?:uitgeven|uitgegeven)\b",
            "De factuur is uitgegeven.",
            "Er is meer uitgegeven dan er was.",
        ),
        "uitkomst": Habit(
            r"\b[Aa]fsluitcode", "De afsluitcode is 0.", "De uitkomst is 0."
        ),
        "spelregel": Habit(
            r"\b\d+ regels op\b|\btegen (?:een|de) regels?\b"
            r"|\bregels? (?:vindt|vinden|keek|keken|oordelen|verbiedt|van paraplu)\b",
            "46 regels op 3 boekingen; geen regel vindt iets.",
            "46 spelregels op 3 boekingen; regel 7 van het bestand.",
        ),
        "te betalen": Habit(
            r"\b[Vv]erschuldigd (?:is|aan)\b",
            "wat verschuldigd is",
            "wat te betalen is",
        ),
        "als aangifte geboekt": Habit(
            r"\bis (?:al |nog niet )?aangegeven",
            "Het tijdvak is al aangegeven.",
            "Het tijdvak is al als aangifte geboekt.",
        ),
        "the noun again": Habit(
            r"\b[Bb]oek haar\b|[Cc]rediteer haar|[Ss]chrijf haar\b|[Zz]et haar\b",
            "Boek haar op die dag.",
            "Boek die op haar eigen dag.",
        ),
    },
}
EACH = [(language, name) for language in LANGUAGES for name in HABITS[language]]


def said() -> dict[str, list[str]]:
    """Return what the catalogue says in each language."""
    with (CATALOGUES / "nl" / "LC_MESSAGES" / "paraplu.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="nl") if message.id]
    return {
        "en": [form for message in messages for form in _forms(message.id)],
        "nl": [form for message in messages for form in _forms(message.string)],
    }


def _forms(text: str | Iterable[object] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(map(str, text or ()))


def paragraphs(language: str) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs that a language has, each with the name of its page."""
    for page in PAGES[language]:
        prose = _CODE.sub("", page.read_text("utf-8"))
        for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-|#])", prose):
            yield str(page.relative_to(ROOT)), " ".join(paragraph.split())


@pytest.mark.parametrize(("language", "name"), EACH)
def test_a_habit_is_known_when_it_is_there(language: str, name: str) -> None:
    habit = HABITS[language][name]
    assert re.search(habit.pattern, habit.has, re.IGNORECASE)
    assert not re.search(habit.pattern, habit.has_not, re.IGNORECASE)


@pytest.mark.parametrize(("language", "name"), EACH)
def test_messages_are_written_and_not_translated(language: str, name: str) -> None:
    pattern = re.compile(HABITS[language][name].pattern, re.IGNORECASE)
    assert [text for text in said()[language] if pattern.search(text)] == []


@pytest.mark.parametrize(("language", "name"), EACH)
def test_pages_are_written_and_not_translated(language: str, name: str) -> None:
    pattern = re.compile(HABITS[language][name].pattern, re.IGNORECASE)
    assert [(page, p) for page, p in paragraphs(language) if pattern.search(p)] == []

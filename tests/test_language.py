from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.docs.pages import PAGES, Example, read_page

from paraplu.base.findings import Severity
from paraplu.base.language import (
    CATALOGUES,
    LANGUAGES,
    Language,
    Listing,
    chosen_language,
    counted,
    printable,
    say,
)
from paraplu.rules import RULES

ROOT = Path(__file__).parents[1]
# As scripts/catalogue tells Babel.
KEYWORDS = {
    "say": None,
    "text": None,
    "counted": (1, 2),
    "Refused": None,
    "Remark": None,
}
MAPPING = [("**.py", "python"), ("**/fava/templates/**.html", "jinja2")]

EN, NL = Language("en"), Language("nl")


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    with (CATALOGUES / "nl" / "LC_MESSAGES" / "paraplu.po").open("rb") as file:
        return read_po(file, locale="nl")


def sentences_of(code: Catalog) -> list[tuple[object, list[str]]]:
    return [(m.id, sorted({file for file, _ in m.locations})) for m in code if m.id]


def in_the_code() -> Catalog:
    found = Catalog()
    for folder in ("plugins", "importers", "scripts"):
        for file, line, sentence, _, _ in extract_from_dir(
            ROOT / folder, MAPPING, keywords=KEYWORDS
        ):
            found.add(sentence, locations=[(f"{folder}/{Path(file).as_posix()}", line)])
    ordered = Catalog()
    for message in sorted((m for m in found if m.id), key=lambda m: m.locations):
        ordered.add(message.id, locations=message.locations)
    return ordered


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield every form of every sentence with its Dutch."""
    for message in catalogue:
        if message.id:
            yield from zip(forms(message.id), forms(message.string), strict=True)


def forms(said: str | Iterable[object] | None) -> list[str]:
    return [said] if isinstance(said, str) else [str(form or "") for form in said or ()]


def places(sentence: str) -> set[str]:
    """Return the named places of a sentence, with whatever stands beside the name."""
    return {
        f"{name}{conversion or ''}{form or ''}"
        for _, name, form, conversion in Formatter().parse(sentence)
        if name is not None
    }


def keys(sentence: str) -> set[str]:
    """Return what stands in backticks, without the words of an example."""
    return {code.split('"')[0] for code in re.findall("`([^`]*)`", sentence)}


def ending(sentence: str) -> str:
    return sentence[-1:] if sentence[-1:] in ".:?)" else ""


def test_catalogue_is_what_the_code_says(dutch: Catalog) -> None:
    assert sentences_of(dutch) == sentences_of(in_the_code()), "run scripts/catalogue"


def test_every_sentence_has_dutch(dutch: Catalog) -> None:
    assert [english for english, said in pairs(dutch) if not said] == []
    assert [m.id for m in dutch if m.id and m.fuzzy] == []
    assert not dutch.obsolete


def test_dutch_has_the_places_and_keys_of_the_english(dutch: Catalog) -> None:
    assert len(list(pairs(dutch))) > 1000
    for english, said in pairs(dutch):
        assert places(said) == places(english), said
        assert all(re.fullmatch(r"[a-z_]+", place) for place in places(english))
        assert keys(english) <= keys(said), said


def test_dutch_begins_and_ends_as_the_english(dutch: Catalog) -> None:
    assert len(list(pairs(dutch))) > 1000
    for english, said in pairs(dutch):
        assert ending(said) == ending(english), said
        assert said[:1].isspace() == english[:1].isspace(), said
        assert not said[-1:].isspace(), said


def sayings() -> Iterator[tuple[str, ast.Call]]:
    for folder in ("plugins", "importers", "scripts"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Name("say")):
                        yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_every_place_of_a_sentence_is_filled() -> None:
    found = list(sayings())
    assert len(found) > 200
    for where, call in found:
        sentence = call.args[0]
        assert isinstance(sentence, ast.Constant), f"{where}: Babel cannot read this"
        named = {keyword.arg for keyword in call.keywords}
        assert named == places(str(sentence.value)), where


def test_titles_are_no_sentences() -> None:
    assert RULES
    for rule in RULES.values():
        for language in (EN, NL):
            assert not language.render(rule.title).endswith(".")


EXAMPLES = [
    example
    for page in sorted(PAGES.glob("*.md"))
    for example in read_page(page.stem, "en").examples
    if example.finds
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_findings_are_whole_sentences_in_both_languages(
    example: Example, dutch: Catalog, tmp_path: Path
) -> None:
    findings = example.report(tmp_path).verdict.findings
    assert findings
    for finding in findings:
        for message in (finding.message, finding.hint):
            if message:
                assert message.template in dutch
                english, said = EN.render(message), NL.render(message)
                assert said != english
                if finding.code != "BC00":  # it ends with Beancount's own words
                    assert english[-1] == said[-1]
                    assert said[-1] in ".?"


def test_weight_of_a_finding_has_a_word() -> None:
    assert [NL.render(severity.word) for severity in Severity] == [
        "fout",
        "waarschuwing",
        "signaal",
    ]
    assert [EN.render(severity.word) for severity in Severity] == list(Severity)


@pytest.mark.parametrize(
    ("value", "english", "said"),
    [
        (Decimal("1234.56"), "1,234.56", "1.234,56"),
        (Decimal("-1234567.8"), "-1,234,567.80", "-1.234.567,80"),
        (Decimal(0), "0.00", "0,00"),
        (Decimal("0.1"), "0.10", "0,10"),
        (Decimal("1E+3"), "1,000.00", "1.000,00"),
        (1214, "1,214", "1.214"),
        (-1, "-1", "-1"),
        ("1,214.50", "1,214.50", "1,214.50"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    value: object, english: str, said: str
) -> None:
    assert EN.value(value) == english
    assert NL.value(value) == said


def test_values_can_be_sentences_themselves() -> None:
    parts = Listing((say("thermometer {level}", level=Decimal("1000.5")), "L07"))
    message = say("{amount} of VAT: {parts}", amount=2000, parts=parts)

    assert EN.render(message) == "2,000 of VAT: thermometer 1,000.50; L07"
    assert NL.render(message) == "2.000 of VAT: thermometer 1.000,50; L07"


def test_number_decides_the_form() -> None:
    days = [counted("{n} day", "{n} days", number) for number in (0, 1, 2, 1214)]

    assert [EN.render(n) for n in days] == ["0 days", "1 day", "2 days", "1,214 days"]
    assert [NL.render(n) for n in days] == [
        "0 dagen",
        "1 dag",
        "2 dagen",
        "1.214 dagen",
    ]


def test_catalogue_is_read_as_gettext_reads_it(dutch: Catalog) -> None:
    assert len(dutch) > 1000
    for message in dutch:
        if message.id:
            english, *_ = forms(message.id)
            assert list(NL._catalogue[english]) == forms(message.string)


@pytest.mark.parametrize(
    ("hostile", "seen"),
    [
        ("\x1b[2J\x1b[31mall is well", "\\u001b[2J\\u001b[31mall is well"),
        ("\x9b2J", "\\u009b2J"),
        ("one\ntwo\r\tthree", "one\\u000atwo\\u000d\\u0009three"),
        ("\x07\x08\x00\x7f", "\\u0007\\u0008\\u0000\\u007f"),
        ("L0\u202e1", "L0\\u202e1"),
        ("\u2066L01\u2069", "\\u2066L01\\u2069"),
        ("L\u200b01\ufeff", "L\\u200b01\\ufeff"),
        ("\u2028", "\\u2028"),
    ],
)
def test_hostile_text_is_seen_and_not_obeyed(hostile: str, seen: str) -> None:
    assert printable(hostile) == seen
    for language in (EN, NL):
        rendered = language.render(say("Beancount says: {message}", message=hostile))
        assert rendered.endswith(f": {seen}")


@pytest.mark.parametrize("text", ["coöperatie", "L07 › from", "€ 12 – ‘x’", "日本 😀"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("text", ["{member}", "{0}", "{member.__class__}", "{", "%s"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_braces_in_a_ledger_are_only_text(text: str, code: str) -> None:
    message = say("The receipt {path} cannot be found.", path=text)

    assert text in Language(code).render(message)


def test_language_is_told_by_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_language().code == "en"
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    monkeypatch.delenv("LC_ALL")
    assert chosen_language().code == "nl"
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert chosen_language().code == "en"
    assert chosen_language("nl").code == "nl"
    monkeypatch.setenv("PARAPLU_LANG", "en")
    assert chosen_language("nl").code == "en"


@pytest.mark.parametrize("unknown", ["fr", "", "klingon", "C"])
def test_unknown_language_falls_back(
    unknown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARAPLU_LANG", unknown)

    assert chosen_language("nl").code == "nl"
    assert chosen_language(unknown).code == "en"
    with pytest.raises(KeyError):
        Language(unknown)


def test_sentence_without_dutch_is_said_in_english() -> None:
    assert NL.text("There is no such sentence.") == "There is no such sentence."
    assert NL.text("") == ""


# What is said of more than one by its nature: a term of law, and what is only told
# where it is there twice or more.
ALWAYS_MANY = (
    "Could you please pay it within {days} days?",
    "Please pay it within {days} days.",
    "You still have {days} days to pay",
    "{file} holds {n} accounts, but --account names only one.",
    "{n} shares ",
)
BARE = re.compile(
    r"(?<!than )\{(?:n|days|age|limit|count)\} (?!is\b|was\b|goes\b)[a-z]+s\b", re.ASCII
)


def test_a_number_of_things_has_its_form_for_one(dutch: Catalog) -> None:
    assert BARE.search("it ended {days} days ago")
    assert not BARE.search("more than {n} files")
    bare = [
        message.id
        for message in dutch
        if isinstance(message.id, str)
        and BARE.search(message.id)
        and not message.id.startswith(ALWAYS_MANY)
    ]
    assert bare == []


def test_what_is_to_be_typed_has_no_curly_quotes(dutch: Catalog) -> None:
    typed = re.compile("“(?:paraplu |[a-z_]+:|-)|: “")
    assert typed.search("Run “paraplu check”.")
    assert not typed.search("“{text}” is not a day such as 2026-10-31.")
    both = [said for pair in pairs(dutch) for said in pair]
    assert [said for said in both if typed.search(said)] == []


def test_a_bill_is_not_called_an_account(dutch: Catalog) -> None:
    bills = [pair for pair in pairs(dutch) if re.search(r"\bbills?\b", pair[0])]
    assert len(bills) > 20
    for english, said in bills:
        assert "account" in english or not re.search(r"\brekening(?!num)", said)

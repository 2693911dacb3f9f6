"""The table of account names: what new books open, in both charts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from tests.docs.guides import FOLDERS, read_guide

from paraplu.base.vocabulary import DUTCH
from paraplu_cli.beginning import Beginning

_ROW = re.compile(
    r"^\| `([\w:]+)`[^|]* \| (?:`([\w:]+)`|([\w ]+)) \| `([\w:]+)` \|$", re.MULTILINE
)
OPEN = {"en": ("the same", "open it"), "nl": ("dezelfde", "open die zelf")}
FIRST = dt.date(2026, 1, 1)


def opened(chart: str) -> set[str]:
    text = Beginning("en", chart, FIRST).files()["ledger/accounts.beancount"]
    return set(re.findall(r"open (\S+)", text))


@pytest.mark.parametrize("language", FOLDERS)
def test_the_table_says_what_new_books_open(language: str) -> None:
    same, yours = OPEN[language]
    rows = _ROW.findall(read_guide("how-to", language).text)
    assert len(rows) == 20
    books = {"en": opened("en"), "nl": opened("nl")}
    other = "nl" if language == "en" else "en"
    for short, split, words, translated in rows:
        assert words in {"", same, yours}
        name = split or short
        own = name in books[language]
        assert own == (translated in books[other]) == (words != yours), name
        english, dutch = (name, translated) if language == "en" else (translated, name)
        for word, told in zip(english.split(":"), dutch.split(":"), strict=True):
            assert told == DUTCH.get(word, told), dutch

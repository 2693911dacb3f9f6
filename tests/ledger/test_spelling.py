"""Texts that differ in spelling alone are the same when folded, and only those."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base import spelling
from paraplu.base.spelling import folded, letters, replaced, squeezed


@pytest.mark.parametrize(
    ("text", "as_one"),
    [
        ("José Núñez", "jose nunez"),
        (unicodedata.normalize("NFD", "José Núñez"), "jose nunez"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("İpek IŞIK, Ayd\u0131n", "ipek isik, aydin"),
        ("Straße", "strasse"),
        ("d\u2019Æ \u2010 x\u00a0y", "d'ae - x y"),
        ("so\u00adft\u200b", "soft"),
        ("\uff21\uff22\uff11", "ab1"),
    ],
)
def test_what_counts_as_one(text: str, as_one: str) -> None:
    assert folded(text) == as_one


@given(st.text())
def test_folding_keeps_lines_and_is_done_once(text: str) -> None:
    assert folded(text).count("\n") == text.count("\n")
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(codec="utf-8")))
def test_a_file_is_squeezed_as_its_lines_are(text: str) -> None:
    nothing = str.maketrans("", "", spelling.SEPARATORS)
    assert squeezed(text.encode()).decode() == folded(text).translate(nothing)


def test_many_signs_go_another_way_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "É-è\u2019ÿ Straße\n".encode() * 3
    few = squeezed(text)
    monkeypatch.setattr(spelling, "_MANY", 1)
    assert squeezed(text) == few == b"eeystrasse\n" * 3


def test_what_is_no_text_is_not_squeezed() -> None:
    with pytest.raises(UnicodeDecodeError):
        squeezed(b"\xc3 \xa9")


def test_only_what_was_found_is_replaced() -> None:
    text = unicodedata.normalize("NFD", "Één Café\u200b, twee CAFÉ")
    hits = replaced(re.compile("cafe"), lambda _: "L01", text)
    assert hits == unicodedata.normalize("NFD", "Één L01, twee L01")
    assert replaced(re.compile("cafe"), lambda _: None, text) == text


def test_letters_alone() -> None:
    assert letters(" NL02-abna.0123\n4567\u00a089 ") == "nl02abna0123456789"

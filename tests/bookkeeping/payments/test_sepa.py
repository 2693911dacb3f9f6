"""Texts as banks take them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.bookkeeping.payments.sepa import sepa_text

TEXTS = {
    "Drukkerij De Pers": "Drukkerij De Pers",
    "Coöperatie “Zoë & Søn” – Łódź": "Cooperatie 'Zoe + Son' - Lodz",
    "Иван": "Ivan",
    "a\tb\n c": "a b c",
    "x\u202ey\u200b\x00z": "xy z",
    "<Nm>&amp;</Nm>]]>": "Nm +amp, /Nm ))",
    "//a // b/": "a /b",
    "€ 5 @ 10%": "EUR 5 10",
    " / ": "",
    "": "",
}


@pytest.mark.parametrize(("text", "plain"), TEXTS.items())
def test_sepa_text(text: str, plain: str) -> None:
    assert sepa_text(text, 70) == plain


@given(st.text(), st.integers(1, 140))
def test_any_text_becomes_one_that_banks_take(text: str, longest: int) -> None:
    plain = sepa_text(text, longest)
    assert re.fullmatch(r"[A-Za-z0-9/\-?:().,'+ ]*", plain)
    assert len(plain) <= longest
    assert "//" not in plain
    assert plain == plain.strip(" /")

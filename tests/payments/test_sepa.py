"""Texts and references as banks take them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.payments.references import Issuer, Reference, check_digit, read_reference
from paraplu.payments.sepa import sepa_text

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


REFERENCES = {
    "RF18 5390 0754 7034": Reference("RF18539007547034", Issuer.ISO, right=True),
    "rf18539007547034": Reference("RF18539007547034", Issuer.ISO, right=True),
    "RF19539007547034": Reference("RF19539007547034", Issuer.ISO, right=False),
    "5000.0567.8901.2345": Reference("5000056789012345", Issuer.CUR, right=True),
    "5000 0567 8901 2354": Reference("5000056789012354", Issuer.CUR, right=False),
    "2025-0184": None,
    "RF": None,
    "RFID tags": None,
    "500005678901234": None,
    "٥٠٠٠٠٥٦٧٨٩٠١٢٣٤٥": None,
    "": None,
}


@pytest.mark.parametrize(("text", "reference"), REFERENCES.items())
def test_references(text: str, reference: Reference | None) -> None:
    assert read_reference(text) == reference


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14))
def test_a_wrong_digit_is_seen(digits: str, at: int) -> None:
    """But for the two remainders that share the digit 1 or 0."""
    other = digits[:at] + str((int(digits[at]) + 1) % 10) + digits[at + 1 :]
    assert check_digit(digits) in set("0123456789")
    if check_digit(digits) not in "01":
        assert check_digit(other) != check_digit(digits)

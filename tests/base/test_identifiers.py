"""Structured references: right or wrong, and as people type them in a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from paraplu.base.identifiers import (
    Issuer,
    Reference,
    check_digit,
    read_reference,
    reference_of,
    without_references,
)
from paraplu.bookkeeping.invoices.numbers import Number

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


@given(
    st.builds(
        Number,
        st.just("") | st.from_regex("[A-Z0-9]{1,10}", fullmatch=True),
        st.integers(2000, 2100),
        st.integers(1, 999_999),
    )
)
def test_a_reference_is_well_formed(number: Number) -> None:
    reference = reference_of(str(number))
    assert iso11649.validate(reference) == reference
    assert reference[4:] == str(number).replace("-", "")


RIGHT = "RF18539007547034"
TYPED = {
    "RF18539007547034": ("", [RIGHT]),
    "rf18 5390 0754 7034": ("", [RIGHT]),
    "Kenmerk: RF18-5390.0754/7034, met dank": ("Kenmerk: , met dank", [RIGHT]),
    "RF18 5390 0754 7034 met dank": ("met dank", [RIGHT]),
    "RF19 5390 0754 7034 met dank": ("met dank", []),
    "RF19539007547034 2026-014": ("", []),
    "RF19539007547034, 2026-014": (", 2026-014", []),
    f"{RIGHT}, RF19539007547034": (",", [RIGHT]),
    "RF": ("RF", []),
    "PERF18539007547034": ("PERF18539007547034", []),
    "٢RF18539007547034": ("٢RF18539007547034", []),
    "": ("", []),
}


@pytest.mark.parametrize(("text", "left"), TYPED.items())
def test_references_in_a_text(text: str, left: tuple[str, list[str]]) -> None:
    rest, right = without_references(text)
    assert (" ".join(rest.split()), right) == left


def test_a_text_without_end_takes_no_time() -> None:
    begun = time.thread_time()
    parts = ("RF18", " a", "1", "RF18 ", "RF18 1,", "RF18 5390 a 0754 ")
    for part in parts:
        assert without_references(f"RF18{part * 10**4}")[1] == []
    assert time.thread_time() - begun < 5


@given(st.from_regex("[0-9]{4,12}", fullmatch=True), st.integers(0, 11), st.booleans())
def test_a_slip_is_seen_however_it_is_typed(
    number: str,
    at: int,
    grouped: bool,  # noqa: FBT001 - Hypothesis chooses it
) -> None:
    reference = reference_of(number)
    at = 4 + at % len(number)
    wrong = f"{reference[:at]}{(int(reference[at]) + 1) % 10}{reference[at + 1 :]}"
    form = iso11649.format if grouped else str
    assert without_references(form(reference))[1] == [reference]
    assert without_references(f"{form(wrong)}.")[1] == []

"""Parts in points: a tenth does, where it does not tell what is not so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paraplu.base.language import Language, PlainNumber, say
from paraplu.base.points import points


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("1250", "3500", "35.7"),
        ("80", "100", "80.0"),
        ("0", "100", "0.0"),
        ("6199", "10000", "62.0"),
        # Just past a bound of ten it is not ten.
        ("-100.10", "1000", "-10.01"),
        ("-100.04", "1000", "-10.004"),
        ("-100.00", "1000", "-10.0"),
        # Nearly all is not all, and hardly any is not none.
        ("9999", "10000", "99.99"),
        ("0.01", "100", "0.01"),
        ("10.04", "100", "10.04"),
        ("9.96", "100", "9.96"),
    ],
)
def test_a_part_in_points(part: str, whole: str, expected: str) -> None:
    assert str(points(Decimal(part), Decimal(whole), Decimal(10))) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("nl", "met 10,3 en 12,5%"), ("en", "met 10.3 and 12.5%")]
)
def test_a_number_in_a_sentence_is_written_as_the_language_does(
    code: str, expected: str
) -> None:
    language = Language(code)
    first = PlainNumber(Decimal("10.3"))
    told = (
        language.render(say("{a}", a=first)),
        language.value(PlainNumber(Decimal("12.50"), "%")),
    )
    _, one, _, two = expected.split()
    assert told == (one, two)
    assert language.number(Decimal("-1250.50")) == {
        "nl": "-1.250,5", "en": "-1,250.5"
    }[code]  # fmt: skip

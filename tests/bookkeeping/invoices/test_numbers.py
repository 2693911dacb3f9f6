"""Numbers: their two forms, what comes next, and the reference to pay by."""

from __future__ import annotations

import pytest

from paraplu.bookkeeping.invoices.numbers import (
    Number,
    first_of,
    following,
    leading,
    parse,
)
from paraplu.register.model import Invoicing

ONE = Invoicing()
EACH = Invoicing(per_member=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-0012", Number("", 2026, 12)),
        ("2026-12345", Number("", 2026, 12345)),
        ("L07-2026-012", Number("L07", 2026, 12)),
        ("2026-012", None),
        ("2026-012345", None),
        ("2026-0012 ", None),
        ("l07-2026-012", None),
        ("website", None),
        ("opdracht-L01-2026-03-03", None),
        ("٢٠٢٦-0012", None),
    ],
)
def test_both_forms_are_known(text: str, number: Number | None) -> None:
    assert parse(text, ONE) == number
    assert parse(text, EACH) == number
    assert number is None or str(number) == text


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("2026-0012-linde.yaml", Number("", 2026, 12)),
        ("2026-0012.yaml", Number("", 2026, 12)),
        ("2026-0012-1234.yaml", Number("", 2026, 12)),
        ("L07-2026-012-linde.yaml", Number("L07", 2026, 12)),
        ("2026-0012cakes.yaml", None),
        ("2026-12.yaml", None),
        ("draft-2026-0012.yaml", None),
    ],
)
def test_the_name_of_a_file(name: str, number: Number | None) -> None:
    assert leading(name, ONE) == number


def test_what_comes_next() -> None:
    given_so_far = [Number("", 2026, 1), Number("", 2026, 4), Number("", 2025, 9)]
    assert following(("", 2026), given_so_far, ONE) == Number("", 2026, 5)
    assert following(("", 2027), given_so_far, ONE) == Number("", 2027, 1)
    begun = Invoicing(first=("2026-0016",))
    assert following(("", 2026), [], begun) == Number("", 2026, 16)
    assert following(("", 2027), [], begun) == Number("", 2027, 1)


def test_where_a_series_begins() -> None:
    begun = Invoicing(per_member=True, first=("L07-2026-003", "no number"))
    assert first_of(("L07", 2026), begun) == 3
    assert first_of(("L07", 2027), begun) == 1
    assert first_of(("L07", 2025), begun) is None
    assert first_of(("L08", 2025), begun) == 1

"""The key `vat:` of the register: as it stands, dated, and its faults."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.register.conftest import told

from paraplu.base.periods import PeriodLength
from paraplu.register.agreements import Basis, Scheme, VatTerms

if TYPE_CHECKING:
    from tests.register.conftest import Read


def test_without_it_the_usual_counts(read: Read) -> None:
    register = read("members: {}").register
    assert register.vat == ()
    assert register.vat_on(dt.date(2026, 1, 1)) == VatTerms()


def test_all_keys(read: Read) -> None:
    register = read(
        "members: {}\nvat: {basis: cash, period: month, scheme: kor, "
        "accounts: {return: 'Liabilities:VAT:ToPay'}}"
    ).register
    terms = register.vat_on(dt.date(2020, 1, 1))
    assert (terms.basis, terms.span, terms.scheme) == (
        Basis.CASH,
        PeriodLength.MONTH,
        Scheme.KOR,
    )
    assert terms.return_account == "Liabilities:VAT:ToPay"


def test_by_day(read: Read) -> None:
    register = read(
        "members: {}\nvat:\n- {from: 2026-04-01, scheme: normal}\n- {scheme: kor}"
    ).register
    schemes = [register.vat_on(dt.date(2026, month, 1)).scheme for month in (3, 4)]
    assert schemes == [Scheme.KOR, Scheme.NORMAL]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("vat: cash", 2, "vat: must be keys with values, but is a single value."),
        ("vat: {basis: kas}", 2, "vat › basis: kas is not one of: invoice, cash."),
        ("vat: {period: Q}", 2, "is not one of: month, quarter, year."),
        (
            "vat: {scheme: KOR}",
            2,
            "KOR is not one of: normal, kor. → Did you mean kor?",
        ),
        ("vat: {rate: 21%}", 2, "the key rate is not known here."),
        ("vat:\n  accounts: {return: Return}", 3, "vat › accounts › return: "),
        ("vat:\n- {from: 2026-13-01}", 3, "2026-13-01 is not a real date."),
        (
            "vat:\n- {from: 2026-01-01}\n- {from: 2026-01-01}",
            4,
            "two of these begin on the same day; the other is on line 3.",
        ),
    ],
)
def test_faults(text: str, line: int, words: str, read: Read) -> None:
    (fault,) = told(read(f"members: {{}}\n{text}").faults)
    assert fault[0] == line
    assert words in fault[1]

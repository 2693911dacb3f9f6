"""Suppliers in the register: a name, an IBAN that is right, and a holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paraplu.base.findings import Source
from paraplu.register.model import Supplier

if TYPE_CHECKING:
    from tests.register.conftest import Read

HEAD = "members: {}\nsuppliers:\n"
IBAN = "NL02ABNA0123456789"


def test_suppliers(read: Read) -> None:
    reading = read(
        f"{HEAD}  De Pers: {{iban: nl02 abna 0123 4567 89}}\n"
        f"  Bakery: {{iban: {IBAN}, holder: J. Bakker}}\n"
    )
    assert dict(reading.register.suppliers) == {
        "De Pers": Supplier("De Pers", IBAN, "", Source("members.yaml", 3)),
        "Bakery": Supplier("Bakery", IBAN, "J. Bakker", Source("members.yaml", 4)),
    }


FAULTS = {
    "an IBAN that is wrong": (f"  X: {{iban: {IBAN[:-1]}8}}\n", 3),
    "no IBAN": ("  X: {holder: Y}\n", 3),
    "nothing": ("  X:\n", 3),
    "an IBAN only": (f"  X: {IBAN}\n", 3),
    "a key that is unknown": (f"  X: {{iban: {IBAN}, name: Y}}\n", 3),
    "a citizen service number": (f"  X:\n    iban: {IBAN}\n    bsn: 1\n", 5),
    "twice, written differently": (
        f"  X y: {{iban: {IBAN}}}\n  x  Y: {{iban: {IBAN}}}\n",
        4,
    ),
    "twice the same": (f"  X: {{iban: {IBAN}}}\n  X: {{iban: {IBAN}}}\n", 4),
}


@pytest.mark.parametrize(("suppliers", "line"), FAULTS.values(), ids=FAULTS)
def test_faults(read: Read, suppliers: str, line: int) -> None:
    reading = read(HEAD + suppliers)
    assert reading.faults
    assert [(f.code, f.source.line) for f in reading.faults] == [("MB00", line)]


ABROAD = (
    "{iban: GB33BUKB20201555555555, bic: BUKBGB22, address: {city: Bath, country: GB}}"
)


def test_a_supplier_abroad_has_an_address_and_a_bic(read: Read) -> None:
    found = read(f"{HEAD}  Tea: {ABROAD}\n").register.suppliers["Tea"]
    assert (found.bic, dict(found.address)) == (
        "BUKBGB22",
        {"city": "Bath", "country": "GB"},
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("BUKBGB22", "bukbgb22"),
        ("BUKBGB22", "BUKBGB2"),
        ("country: GB", "country: England"),
        (", country: GB", ""),
        ("city: Bath, ", ""),
    ],
)
def test_an_address_that_no_bank_takes(read: Read, right: str, wrong: str) -> None:
    reading = read(f"{HEAD}  Tea: {ABROAD.replace(right, wrong)}\n")
    assert [(f.code, f.source.line) for f in reading.faults] == [("MB00", 3)]

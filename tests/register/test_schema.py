"""The schema of the register: what it says of registers, in both languages."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_damaged_register import damaged
from tests.docs.guides import FOLDERS, NAMES, ROOT, read_guide
from tests.register.as_editors import marked
from tests.register.conftest import CONTRACT, Read
from tests.support import MEMBERS

from paraplu.base.language import LANGUAGES, Language
from paraplu.register import RegisterUnreadable
from paraplu.register.schema import FILE, register_schema, schema_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_json_schema(language: str) -> None:
    Draft202012Validator.check_schema(register_schema(Language(language)))


def test_every_key_says_what_it_is_for_in_both_languages() -> None:
    english, dutch = (
        dict(about(register_schema(Language(code)))) for code in LANGUAGES
    )
    assert len(english) > 80
    assert english.keys() == dutch.keys()
    assert [key for key, words in english.items() if not words] == []
    assert [key for key in english if english[key] == dutch[key]] == []


def about(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the description of every key, but for the words of a chart."""
    for key, told in schema.get("properties", {}).items():
        yield f"{path}.{key}", told.get("description", "")
        yield from about(told, f"{path}.{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from about(schema[key], path)
    if not path.endswith("chart"):
        for one in schema.get("anyOf", ()):
            yield from about(one, path)


def test_the_register_of_the_example_fits() -> None:
    assert marked((ROOT / "members.yaml").read_text("utf-8")) == []


def test_the_schema_of_the_example_is_that_of_the_program() -> None:
    """After a change of the register: paraplu register --schema --write."""
    assert (ROOT / FILE).read_text("utf-8") == schema_text(Language("nl"))


def test_the_registers_of_the_guides_fit(read: Read) -> None:
    """As far as the reader takes them: some show a part, or a fault."""
    found = [
        not read(step.body).faults
        for name in NAMES
        for language in FOLDERS
        for step in read_guide(name, language).steps
        if step.block == "yaml" and re.search("^members:", step.body, re.MULTILINE)
    ]
    assert sum(found) >= 4


@pytest.mark.parametrize("text", [MEMBERS, CONTRACT, "members: {}"])
def test_the_registers_of_the_tests_fit(text: str) -> None:
    assert marked(text) == []


def test_whatever_the_reader_takes_the_schema_takes(read: Read) -> None:
    """The fixture holds that; here it is asked of registers that were damaged."""
    taken = 0
    for seed in range(600):
        text = damaged(CONTRACT, random.Random(seed))  # noqa: S311 - nothing is secret
        with suppress(RegisterUnreadable):
            taken += not read(text).faults
    assert taken > 20


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ("members:", "leden:", ["", ""]),
        ("language: nl ", "language: de ", ["language"]),
        ("chart: en ", "chart: {Sale: Omzet} ", ["chart"]),
        ("extra: [] ", "extra: [Assets] ", ["accounts.extra.0"]),
        ("extra: [] ", "extra: Assets:Savings ", ["accounts.extra"]),
        ('"12345678"', '"1234567"', ["cooperative.kvk"]),
        ("NL001234560B01", "NL001234567", ["cooperative.vat_id"]),
        ("NL91ABNA0417164300", "ABNA0417164300", ["cooperative.iban"]),
        ("city: Voorbeeldstad", "town: Voorbeeldstad", ["cooperative.address"]),
        (
            "[Taartenatelier Zoet, Tweede Leven Meubels]",
            "",
            ["cooperative.trade_names"],
        ),
        ("2024-01-01", "01-01-2024", ["policies.0.from"]),
        ("2024-01-01", "2024-13-01", ["policies.0.from"]),
        ("2024-01-01", "1224-01-01", ["policies.0.from"]),
        ("rate: 30%", "rate: 0.30", ["policies.0.contribution"]),
        ("rate: 30%", "rate: 130%", ["policies.0.contribution"]),
        ("net_turnover, ", "omzet, ", ["policies.0.contribution"]),
        ("receipt_from: 10.00", "receipt_from: -1", ["policies.0.receipt_from"]),
        ("receipt_from: 10.00", "receipt_from: € 10", ["policies.0.receipt_from"]),
        ("clearing_days: 30", "clearing_days: 9999", ["policies.0.clearing_days"]),
        ("clearing_days: 30", "clearing_days: month", ["policies.0.clearing_days"]),
        ("300.00", "much", ["policies.0.caps.Costs:Phone"]),
        ("[StallRent]", "[stall rent]", ["policies.0.charges.0"]),
        ("[StallRent]", "[{StallRent: {per: month}}]", ["policies.0.charges.0"]),
        ("[Growth, Training", "[growth, Training", ["funds.Cordaid2025.purposes.0"]),
        ("Cordaid2025:", "cordaid:", ["funds"]),
        ("L07:", "l07:", ["members"]),
        ("joined:", "name: N\n    joined:", ["members.L07"]),
        ("joined: 2025-02-01", "bsn: 1", ["members.L07", "members.L07"]),
        ("cakes and sweets", "cakes@example.org", ["members.L07.trade"]),
        ("own-business", "abroad", ["members.L07.left_to"]),
        ("approval_from: 100.00}", "from: 2025-01-01}", ["members.L07.policy"]),
        ("members:", "board: []\nmembers:", ["board"]),
        ("members:", "plugins: [a-b]\nmembers:", ["plugins.0"]),
        ("members:", "vat: {basis: paid}\nmembers:", ["vat"]),
        ("members:", "suppliers: {W: {holder: J}}\nmembers:", ["suppliers.W"]),
        ("members:", "invoices: {ubl: pdf}\nmembers:", ["invoices.ubl"]),
        (
            "language:",
            "  banks: [{account: 'Assets:Bank:A'}]\nlanguage:",
            ["cooperative.banks.0"],
        ),
        (
            "language:",
            "  match: [{account: 'Expenses:Coop:Rent'}]\nlanguage:",
            ["cooperative.match.0"],
        ),
    ],
)
def test_what_is_wrong_is_marked_where_it_is(
    read: Read, was: str, becomes: str, where: list[str]
) -> None:
    assert was in CONTRACT
    text = CONTRACT.replace(was, becomes, 1)
    assert marked(text) == where
    assert read(text).faults

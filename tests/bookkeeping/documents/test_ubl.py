"""UBL holds by the schema, the European norm, Peppol, and the Dutch rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.bookkeeping.documents.official import (
    CEN,
    DUTCH_RULES,
    PEPPOL,
    dutch_faults,
    every_fault,
    faults,
)
from tests.bookkeeping.documents.papers import (
    ABROAD,
    ANY_LINES,
    COOPERATIVE,
    FIRM,
    OFFICE,
    invoice,
    line,
)

from paraplu.bookkeeping.documents.ubl import ubl
from paraplu.bookkeeping.documents.ubl_codes import UNITS, VAT_SCHEMES
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.model import Customer, Discount, Invoice, InvoiceLine

MIXED = (
    line("6.50", "low", "12"),
    line("18.00", "high", "1.5", Discount(Decimal("0.10"), is_rate=True)),
    line("12.25", "margin", "1", Discount(Decimal("2.25"))),
    line("3.3333", "exempt", "3"),
    line("100", "lodging"),
    line("7", "zero"),
    line("9", "kor"),
)
# Goods there are in the EU, services are not.
BELFAST = replace(
    ABROAD, vat_id="XI110305878", address=replace(ABROAD.address, country="GB")
)
INVOICES = {
    "of all rates": (MIXED, FIRM),
    "with VAT in the prices": (
        tuple(
            replace(one, with_vat=True)
            for one in (*MIXED, line("0.99", "low", "3"), line("0.99", "high", "7"))
        ),
        FIRM,
    ),
    "the last part of three": (
        (
            replace(
                line("12.35", "high", "2.5"),
                of=1,
                amount=Decimal("30.87"),
                vat_amount=Decimal("6.49"),
            ),
        ),
        FIRM,
    ),
    "for the government": ((line("6.50", "low", "12"),), OFFICE),
    "reversed": ((line("80", "reversed"),), FIRM),
    "reversed to Germany": ((line("80", "reversed"),), ABROAD),
    "goods to Germany": ((line("80", "eu"),), ABROAD),
    "goods to Northern Ireland": ((line("80", "eu"),), BELFAST),
    "services outside the EU": ((line("80", "outside"),), BELFAST),
    "services outside the EU, by the Chamber": ((line("80", "outside"),), FIRM),
    "of one cent": ((line("0.01", "low"),), FIRM),
    "of nearly a thousand million": ((line("999.99", "high", "800000"),), FIRM),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", INVOICES)
def test_an_invoice(name: str, language: str) -> None:
    lines, customer = INVOICES[name]
    data = ubl(invoice(*lines, language=language), customer, None, COOPERATIVE)
    assert every_fault(data) == []


REACHED = replace(
    COOPERATIVE, phone="030 123 45 67", email="post@example.invalid", bic="ABNANL2A"
)


@pytest.mark.parametrize("customer", [FIRM, ABROAD])
def test_how_the_cooperative_is_reached(customer: Customer) -> None:
    """The BIC is on paper alone: the Dutch rules do not want it (BR-NL-31)."""
    data = ubl(invoice(line("80", "high")), customer, None, REACHED)
    assert every_fault(data) == []
    root = etree.fromstring(data)
    (contact,) = root.findall("{*}AccountingSupplierParty/{*}Party/{*}Contact")
    assert [one.text for one in contact] == ["030 123 45 67", "post@example.invalid"]
    assert b"ABNANL2A" not in data


def test_every_unit_is_of_the_list() -> None:
    """UN/ECE recommendation 20, with packages of recommendation 21."""
    lines = (replace(line("1", "high"), unit=unit) for unit in UNITS)
    data = ubl(invoice(*lines), FIRM, None, COOPERATIVE)
    assert every_fault(data) == []
    units = [
        one.get("unitCode")
        for one in etree.fromstring(data).iter("{*}InvoicedQuantity")
    ]
    assert units == list(UNITS.values())


UNITS_OF = {"m3": "MTQ", "M³": "MTQ", "uur": "HUR", "jaar": "ANN", "stoelen": "C62"}


@pytest.mark.parametrize("unit", UNITS_OF)
def test_a_unit_has_its_code(unit: str) -> None:
    """UN/ECE recommendation 20; what has none is a piece."""
    one = replace(line("80", "high", "2"), unit=unit)
    data = ubl(invoice(one), FIRM, None, COOPERATIVE)
    (quantity,) = etree.fromstring(data).findall("{*}InvoiceLine/{*}InvoicedQuantity")
    assert quantity.get("unitCode") == UNITS_OF[unit]
    assert every_fault(data) == []


@pytest.mark.parametrize("name", INVOICES)
def test_a_credit_note(name: str) -> None:
    lines, customer = INVOICES[name]
    original = invoice(*lines)
    note = invoice(*lines, credits="2026-0011")
    data = ubl(note, customer, original, COOPERATIVE)
    assert b"<cbc:CreditNoteTypeCode>381<" in data
    assert b"<cbc:ID>2026-0011</cbc:ID>" in data
    assert every_fault(data) == []


def test_goods_out_of_the_eu() -> None:
    """Without a number there no firm is sent UBL, yet what there is must hold."""
    data = ubl(invoice(line("80", "export")), FIRM, None, COOPERATIVE)
    assert every_fault(data) == []


def test_the_profile_of_peppol() -> None:
    data = ubl(invoice(*MIXED), FIRM, None, COOPERATIVE, "peppol")
    assert b"peppol.eu:2017:poacc:billing:3.0<" in data
    assert faults(data, PEPPOL) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (b">2026-03-05</cbc:IssueDate>", b">05-03-2026</cbc:IssueDate>", "xsd"),
        (b'">6.50</cbc:Price', b'">7.50</cbc:Price', "PEPPOL-EN16931-R120"),
        (b">85.02</cbc:PayableAmount>", b">85.03</cbc:PayableAmount>", "BR-CO-16"),
        (b"<cbc:StreetName>Lindelaan 12</cbc:StreetName>", b"", "BR-NL-4"),
        (
            b'schemeID="0106">87654321</cbc:CompanyID>',
            b">1</cbc:CompanyID>",
            "BR-NL-10",
        ),
    ],
)
def test_the_rules_find_what_is_wrong(old: bytes, new: bytes, rule: str) -> None:
    data = ubl(invoice(line("6.50", "low", "12")), FIRM, None, COOPERATIVE)
    assert data.count(old) >= 1
    found = every_fault(data.replace(old, new))
    assert found
    assert rule == "xsd" or any(rule in fault for fault in found)


def test_the_dutch_rules_are_broken_by_an_empty_invoice() -> None:
    assert {"BR-NL-1", "BR-NL-2", "BR-NL-3", "BR-NL-11"} < set(DUTCH_RULES)
    assert dutch_faults(b"<Invoice/>") != []


TENTH = Discount(Decimal("0.10"), is_rate=True)
WHOLES = {
    "a part off": (MIXED, TENTH),
    "an amount off": (MIXED, Discount(Decimal("33.33"))),
    "an amount off prices with VAT": (
        tuple(replace(one, with_vat=True) for one in MIXED),
        Discount(Decimal("33.33")),
    ),
    "lines taken off, with discounts of their own": (
        (
            *MIXED,
            line("6.50", "low", "-2"),
            line("10", "high", "-1.5", TENTH),
            replace(line("10", "high", "-1", TENTH), with_vat=True),
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", WHOLES)
@pytest.mark.parametrize("credits", ["", "2026-0011"])
def test_a_discount_on_the_whole_and_lines_taken_off(name: str, credits: str) -> None:
    lines, off = WHOLES[name]
    made = replace(invoice(*lines, credits=credits), discount=off, order="45001")
    data = ubl(made, FIRM, made if credits else None, COOPERATIVE)
    assert every_fault(data) == []
    root = etree.fromstring(data)
    assert root.findtext("{*}OrderReference/{*}ID") == "45001"
    taken = [
        Decimal(str(one.text)) for one in root.findall("{*}AllowanceCharge/{*}Amount")
    ]
    assert bool(taken) == (off is not None)
    assert sum(taken) == sum(totals_of(made).off.values())


_OFF = st.decimals(0, 1, places=4).map(lambda part: Discount(part, is_rate=True))


@settings(max_examples=25)
@given(lines=ANY_LINES, off=st.none() | _OFF)
def test_any_lines_hold_by_the_norm(
    lines: tuple[InvoiceLine, ...], off: Discount | None
) -> None:
    made: Invoice = replace(invoice(*lines), discount=off)
    data = ubl(made, FIRM, None, COOPERATIVE)
    assert faults(data, CEN) == []
    total = etree.fromstring(data).findtext("{*}LegalMonetaryTotal/{*}PayableAmount")
    assert total == f"{totals_of(made).payable:.2f}"


@pytest.mark.parametrize("letters", VAT_SCHEMES)
def test_a_vat_number_is_an_address_in_every_country(letters: str) -> None:
    country = "GR" if letters == "EL" else letters
    buyer = replace(
        ABROAD, vat_id=f"{letters}123", address=replace(ABROAD.address, country=country)
    )
    data = ubl(invoice(line("80", "reversed")), buyer, None, COOPERATIVE)
    assert [fault for fault in faults(data, PEPPOL) if "CL008" in fault] == []

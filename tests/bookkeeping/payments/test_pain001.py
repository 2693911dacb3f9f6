"""The file for the bank: as the schemas of ISO 20022 ask, whatever the books say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bookkeeping.payments.conftest import (
    PRINTER,
    REGISTER,
    Prepare,
    bill,
    reasons,
)
from xmlschema import XMLSchema

from paraplu.base.chart import Account, Kind
from paraplu.base.identifiers import Issuer, Reference
from paraplu.bookkeeping.payments.orders import Debtor, Payee, Payment, PaymentBatch
from paraplu.bookkeeping.payments.pain001 import Version, document
from paraplu.bookkeeping.payments.payables import Payable
from paraplu.bookkeeping.payments.sepa import (
    LONGEST_NAME,
    LONGEST_TEXT,
    PostalAddress,
    postal_address,
    sepa_text,
)

MADE = dt.datetime(2025, 6, 9, 14, 5, 6, 789, dt.timezone(dt.timedelta(hours=2)))
each_version = pytest.mark.parametrize("version", Version)


@cache
def schema(version: Version) -> XMLSchema:
    """The official schema, which sepaxml carries."""
    name = f"{version.name_of_message}.xsd"
    return XMLSchema(str(files("sepaxml") / "schemas" / name))


def read(text: str, version: Version) -> Element:
    """Return the root of a file, held against the schema."""
    schema(version).validate(text)
    return fromstring(text)  # noqa: S314 - it is our own file


def texts(root: Element, path: str) -> list[str | None]:
    namespace = root.tag.partition("}")[0] + "}"
    steps = "/".join(namespace + step for step in path.split("/"))
    return [element.text for element in root.findall(f".//{steps}")]


THREE = (
    bill("100.00", "2025-06-02", "Printer", "", "a.txt", 'reference: "2025-0184"')
    + bill(
        "20.50", "2025-06-02", "Printer", "", "b.txt", 'reference: "RF18539007547034"'
    )
    + bill(
        "0.01", "2025-06-02", "Printer", "", "c.txt", 'reference: "5000056789012345"'
    )
)


@each_version
def test_what_stands_in_the_file(prepared: Prepare, version: Version) -> None:
    batch = prepared(THREE)
    root = read(document(batch, version, MADE), version)
    day = "ReqdExctnDt" if version is Version.V03 else "ReqdExctnDt/Dt"
    assert {
        path: texts(root, path)
        for path in (
            "NbOfTxs", "CtrlSum", "MsgId", "CreDtTm", "InitgPty/Nm", "BtchBookg", day,
            "DbtrAcct/Id/IBAN", "EndToEndId", "InstdAmt", "Cdtr/Nm",
            "CdtrAcct/Id/IBAN", "Ustrd", "Issr", "Ref",
        )
    } == {
        "NbOfTxs": ["3", "3"],
        "CtrlSum": ["120.51", "120.51"],
        "MsgId": [batch.message_id],
        "CreDtTm": ["2025-06-09T14:05:06"],
        "InitgPty/Nm": ["Cooperatie De Proeftuin U.A."],
        "BtchBookg": ["false"],
        day: ["2025-06-10"],
        "DbtrAcct/Id/IBAN": ["NL91ABNA0417164300"],
        "EndToEndId": [f"{batch.message_id}-{n}" for n in (1, 2, 3)],
        "InstdAmt": ["100.00", "20.50", "0.01"],
        "Cdtr/Nm": ["Drukkerij De Pers B.V."] * 3,
        "CdtrAcct/Id/IBAN": [PRINTER] * 3,
        "Ustrd": ["2025-0184"],
        "Issr": ["ISO", "CUR"],
        "Ref": ["RF18539007547034", "5000056789012345"],
    }  # fmt: skip


@each_version
def test_the_same_books_give_the_same_file(prepared: Prepare, version: Version) -> None:
    first = document(prepared(THREE), version, MADE)
    assert document(prepared(THREE), version, MADE) == first
    later = prepared(THREE, day=dt.date(2025, 6, 11))
    assert document(later, version, MADE) != first
    assert prepared(THREE, account="Assets:Bank:Savings").message_id not in first


LONDON = """\
suppliers:
  Tea:
    iban: GB33BUKB20201555555555
    bic: BUKBGB22
    address: {street: 10 High Street, postcode: N1 9GU, city: London, country: GB}
"""
KADE = (
    "  address: {street: Kade 7a, postcode: 1234 AB, city: Voorbeeldstad}\n  iban: NL91"
)


def address(party: Element) -> list[tuple[str, str | None]]:
    """Return the parts of the address of a party, in their order."""
    found = party.findall("{*}PstlAdr/*")
    return [(one.tag.partition("}")[2], one.text) for one in found]


@each_version
def test_addresses_stand_where_a_bank_outside_the_eea_is_paid(
    prepared: Prepare, version: Version
) -> None:
    register = REGISTER.replace("suppliers:\n", LONDON).replace("  iban: NL91", KADE)
    both = bill("1.00") + bill("2.00", payee="Tea", receipt="b.txt")
    batch = prepared(both, register=register)
    root = read(document(batch, version, MADE), version)
    (debtor,) = root.findall(".//{*}Dbtr")
    assert address(debtor) == [
        ("StrtNm", "Kade"),
        ("BldgNb", "7a"),
        ("PstCd", "1234 AB"),
        ("TwnNm", "Voorbeeldstad"),
        ("Ctry", "NL"),
    ]
    printer, tea = root.findall(".//{*}Cdtr")
    assert address(printer) == []
    assert address(tea) == [
        ("StrtNm", "High Street"),
        ("BldgNb", "10"),
        ("PstCd", "N1 9GU"),
        ("TwnNm", "London"),
        ("Ctry", "GB"),
    ]
    bic = "BIC" if version is Version.V03 else "BICFI"
    assert texts(root, f"CdtrAgt/FinInstnId/{bic}") == ["BUKBGB22"]
    at_home = prepared(bill("1.00"), register=register)
    assert "PstlAdr" not in document(at_home, version, MADE)


STREETS = {
    "Kade 7": ("Kade", "7"),
    "Plein 1940-1945 12-2 hoog": ("Plein 1940-1945 12-2 hoog", ""),
    "Lange Voorhout 12-2": ("Lange Voorhout", "12-2"),
    "221B Baker Street": ("Baker Street", "221B"),
    "Bahnhofstrasse": ("Bahnhofstrasse", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("street", "parts"), STREETS.items())
def test_a_street_and_its_number(street: str, parts: tuple[str, str]) -> None:
    found = postal_address({"street": street, "city": "Bern", "country": "CH"}, "")
    assert found == PostalAddress(*parts, "", "Bern", "CH")


def test_a_reference_with_a_wrong_digit_is_not_sent(prepared: Prepare) -> None:
    batch = prepared(THREE.replace("RF18", "RF81").replace("012345", "012354"))
    assert [str(payment.amount) for payment in batch.payments] == ["100.00"]
    assert [why.partition(" is wrong")[0] for why in reasons(batch)] == [
        "The check digit of the reference RF81539007547034",
        "The check digit of the reference 5000056789012354",
    ]


def test_without_a_reference_it_is_what_the_books_say(prepared: Prepare) -> None:
    both = bill("2.00", link="x") + bill("3.00", "2025-06-03", "Printer", "x", "b.txt")
    (payment,) = prepared(both).payments
    assert payment.text == "Bill of 2025-06-02, Bill of 2025-06-03"


def test_a_credit_note_is_told_to_the_payee(prepared: Prepare) -> None:
    ledger = bill("9.00", "2025-06-02", "Printer", "x", "a.txt", 'reference: "B1"')
    ledger += bill("-2.00", "2025-06-03", "Printer", "x", "b.txt", 'reference: "C2"')
    (payment,) = prepared(ledger).payments
    assert (str(payment.amount), payment.text) == ("7.00", "B1, C2")


AMOUNTS = {
    "999999999.99": [],
    "1000000000.00": ["1,000,000,000.00 is more than SEPA allows in one payment."],
    "12.345": ["12.345 is not in whole cents."],
}


@pytest.mark.parametrize(("amount", "why"), AMOUNTS.items())
def test_amounts(prepared: Prepare, amount: str, why: list[str]) -> None:
    rich = """\
2025-01-04 * "Board" "Means"
  Assets:Bank:Daily  2,000,000,000.00 EUR
  Equity:Coop

"""
    owed = bill(amount, account="Liabilities:Payable", spent="Expenses:Coop:Print")
    assert reasons(prepared(rich + owed)) == why


def test_another_currency(prepared: Prepare) -> None:
    ledger = """\
2025-06-02 * "Printer" "In dollars"
  Expenses:Coop:Print  90.00 EUR
  Liabilities:Payable  -100.00 USD @ 0.90 EUR
"""
    (why,) = reasons(prepared(ledger))
    assert why.startswith("It is not in euros")


def test_a_register_without_a_name_in_latin_letters(prepared: Prepare) -> None:
    register = REGISTER.replace("Coöperatie De Proeftuin U.A.", '"Кооператив 😀"')
    assert prepared("", register=register).debtor.name.startswith("Kooperativ")


_TEXT = st.text(max_size=200).map(lambda text: sepa_text(text, LONGEST_TEXT) or "x")
_NAME = st.text(max_size=200).map(lambda text: sepa_text(text, LONGEST_NAME) or "x")
_REFERENCE = st.one_of(
    st.none(),
    st.from_regex("[0-9]{16}", fullmatch=True).map(
        lambda text: Reference(text, Issuer.CUR, right=True)
    ),
)
_AMOUNT = st.decimals(Decimal("0.01"), Decimal("999999999.99"), places=2)
_BILL = Payable(Account("Liabilities:Payable", Kind.COOP_PAYABLE), "", [])


@each_version
@given(
    st.lists(st.tuples(_NAME, _AMOUNT, _TEXT, _REFERENCE), min_size=1, max_size=5),
    _NAME,
)
def test_hostile_names_and_any_amounts_keep_to_the_schema(
    version: Version,
    payments: list[tuple[str, Decimal, str, Reference | None]],
    own: str,
) -> None:
    batch = PaymentBatch(
        Debtor(own, PRINTER, "Assets:Bank"),
        dt.date(2025, 6, 10),
        tuple(
            Payment(_BILL, Payee(name, PRINTER), amount, text, reference)
            for name, amount, text, reference in payments
        ),
    )
    root = read(document(batch, version, MADE), version)
    assert texts(root, "CtrlSum")[0] == f"{sum(p[1] for p in payments):.2f}"
    assert texts(root, "Cdtr/Nm") == [payment[0] for payment in payments]

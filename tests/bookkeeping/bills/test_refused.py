"""What is no bill to pay is told, and nothing of the run is written."""

from __future__ import annotations

import pytest
from tests.bookkeeping.bills.conftest import ACCOUNTS, Desk
from tests.bookkeeping.bills.papers import JPEG, cii, pdf, ubl
from tests.bookkeeping.invoices.books import OPENING, REGISTER

BOMB = """<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>"""
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PREPAID = "<cbc:PrepaidAmount>121.00</cbc:PrepaidAmount>"
REFUSED = {
    "an XML bomb": (ubl(more=BOMB), "has a document type or an entity"),
    "a file of the computer": (ubl(more=OUTSIDE), "has a document type or an entity"),
    "the same in a PDF": (pdf(("a.xml", ubl(more=BOMB))), "Nobody answered"),
    "broken XML": (ubl()[:-20], "The XML is broken"),
    "another encoding": (b"\xff\xfe<\x00a\x00", "The XML is broken"),
    "deep XML": (b"<a>" * 9000 + b"</a>" * 9000, "nested deeper"),
    "other XML": (b"<html><body>Invoice</body></html>", "is not an invoice in UBL"),
    "a broken PDF": (b"%PDF-1.7 nothing", "The PDF is broken"),
    "a PDF with a password": (pdf(lock="secret"), "The PDF has a password"),
    "two invoices in a PDF": (
        pdf(("a.xml", ubl()), ("b.xml", cii())),
        "More than one e-invoice",
    ),
    "a program": (b"\x7fELF", "It is not an e-invoice (XML), a PDF or a photo"),
    "nothing at all": (b"", "It is not an e-invoice (XML), a PDF or a photo"),
    "a total that is too high": (
        ubl(payable="221.00"),
        "the amount to pay is 221.00, and should be 121.00",
    ),
    "VAT that is too high": (
        ubl(groups=(("S", "21", "100.00", "31.00"),)),
        "the VAT is 31.00, and should be 21.00",
    ),
    "parts of a cent": (
        ubl(groups=(("O", "0", "10.001", "0"),)),
        "10.001 is not in whole cents",
    ),
    "not a number": (
        ubl(groups=(("S", "21", "1e9", "NaN"),), payable="1"),
        "is not an amount",
    ),
    "another country's money": (ubl(currency="USD"), "The bill is in USD"),
    "for somebody else": (
        ubl(buyer=("NL123456782B12", "")),
        "It is for Coöperatie (NL123456782B12)",
    ),
    "our own invoice": (ubl(vat_id="NL001234560B01"), "of the cooperative itself"),
    "our own account": (ubl(iban="NL91ABNA0417164300"), "is the cooperative's own"),
    "a slip in the IBAN": (ubl(iban="NL03ABNA0123456789"), "is not an account number"),
    "paid already": (ubl(payable="0.00", totals=PREPAID), "was paid already"),
    "yet to come": (ubl(day="2025-04-01"), "which is yet to come"),
    "no such day": (ubl(day="2025-02-30"), "is not a day"),
    "no number": (ubl(number=" "), "what EN 16931 calls BT-1"),
    "an old rate": (
        ubl(groups=(("S", "6", "100.00", "6.00"),)),
        "6% is not a Dutch rate of VAT on 2025-03-03",
    ),
    "pro forma": (cii(kind="325"), "This is not a bill to pay"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_writes_nothing(desk: Desk, name: str) -> None:
    data, why = REFUSED[name]
    before = desk.files
    ran = desk.read(ubl("2025-1"), data)
    assert (ran.status, ran.out) == (2, "")
    assert why in ran.err
    assert "Traceback" not in ran.err
    assert desk.files == before


def test_a_file_that_is_not_there_or_a_folder_or_too_large(desk: Desk) -> None:
    (desk.folder / "big.pdf").write_bytes(b"%PDF-")
    with (desk.folder / "big.pdf").open("r+b") as file:
        file.truncate(33 * 1024**2)
    for name, why in (
        ("gone.xml", "it is not there"),
        ("ledger", "it is a folder"),
        ("big.pdf", "It has more than 32 MB"),
    ):
        ran = desk.read(name)
        assert ran.status == 2
        assert why in ran.err


SUPPLIER = REGISTER + "suppliers:\n  Woodshop: {iban: NL02ABNA0123456789}\n"


def test_another_account_than_the_register_has(desk: Desk) -> None:
    desk.books(OPENING + ACCOUNTS, SUPPLIER)
    ran = desk.read(ubl(iban="NL91RABO0315273637"))
    assert ran.status == 2
    assert "The bill says NL91RABO0315273637, but members.yaml (line " in ran.err
    # It cannot be waved through: the register is to be put right.
    assert desk.read(ubl(), "--iban", "NL91RABO0315273637").status == 2
    # Nor under a name that is written otherwise.
    changed = desk.read(ubl(seller="WOODSHOP B.V.", iban="NL91RABO0315273637"))
    assert changed.status == 2
    assert "The bill says NL91RABO0315273637, but members.yaml (line " in changed.err
    # The innocent look-alikes: the same account, and none on the bill.
    assert desk.read(ubl()).status == 0
    assert desk.read(ubl("2025-185", iban="")).status == 0
    assert "counterparty" not in desk.booked


def test_another_account_than_earlier_bills_had(desk: Desk) -> None:
    desk.read(ubl())
    other = ubl("2025-185", iban="NL91RABO0315273637")
    ran = desk.read(other)
    assert ran.status == 2
    assert "earlier bills of Woodshop said NL02ABNA0123456789" in ran.err
    assert desk.read(other, "--iban", "NL91RABO0315273637").status == 0


def test_a_private_account_of_a_member(desk: Desk) -> None:
    (desk.folder / "members.private.yaml").write_text(
        "L02: {name: Jansen, ibans: [NL91RABO0315273637]}\n"
    )
    ran = desk.read(ubl(iban="NL91RABO0315273637"))
    assert ran.status == 2
    assert "is a private one of L02" in ran.err


def test_no_name_of_a_member_comes_into_the_books(desk: Desk) -> None:
    (desk.folder / "members.private.yaml").write_text(
        "L02: {name: Femke Kwakkelstein}\n"
    )
    ran = desk.read(ubl(what="Oak for Femke Kwakkelstein"))
    assert ran.status == 0
    assert '"Oak for L02, bill 2025-184"' in desk.booked


def test_texts_cannot_break_out_of_the_entry(desk: Desk) -> None:
    name = "A&quot; &quot;B&#10;2025-01-01 open Assets:Evil \\ ^x &#x202E;"
    assert desk.read(ubl(seller=name, what=name)).status == 0
    assert desk.booked.count("\n2025") == 0
    assert "BC00" not in desk.check()


def test_accounts_that_no_bill_can_go_on(desk: Desk) -> None:
    for account, why in (
        ("Assets:Bank", "is not a cost"),
        ("L09:Costs", "The books have no account"),
        ("Expenses:Members:L02:Cost", "The books have no account"),
    ):
        ran = desk.read(ubl(), account=account)
        assert ran.status == 2
        assert why in ran.err


def test_what_an_e_invoice_says_itself(desk: Desk) -> None:
    ran = desk.read(ubl(), "--total", "12.00")
    assert ran.status == 2
    assert "leave out --total" in ran.err
    assert "with one file" in desk.read(ubl(), JPEG, "--total", "12.00").err


def test_a_long_number_leaves_books_that_can_be_read(desk: Desk) -> None:
    assert desk.read(ubl("1234567890123456789", seller="9" * 40)).status == 0
    assert "paraplu: " not in desk.check()
    ran = desk.read(ubl("7" * 61))
    assert ran.status == 2
    assert "Its number has more than 60 characters." in ran.err


def test_nothing_in_the_folder_of_the_books_is_run(desk: Desk) -> None:
    for name in ("json", "pypdf", "paraplu"):
        (desk.folder / f"{name}.py").write_text("open('ran', 'w')\n")
    assert desk.read(pdf(("a.xml", ubl()))).status == 0
    assert not (desk.folder / "ran").exists()


def test_what_lies_in_the_way_of_a_receipt(desk: Desk) -> None:
    desk.read(ubl())
    [receipt] = desk.ledger.glob("documents/2025/*")
    receipt.write_bytes(b"something else")
    (desk.ledger / "2025/2025-03-bills.beancount").unlink()
    ran = desk.read(ubl())
    assert ran.status == 2
    assert "should be a receipt, and is something else" in ran.err

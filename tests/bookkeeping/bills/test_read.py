"""An e-invoice becomes a bill on a payable, with its VAT, IBAN and receipt."""

from __future__ import annotations

import re

import pytest
from tests.bookkeeping.bills.conftest import ACCOUNTS, Desk
from tests.bookkeeping.bills.papers import cii, pdf, ubl
from tests.bookkeeping.invoices.books import OPENING, REGISTER

SALE = """\

2025-03-01 * "Market" "Chairs sold"
  Assets:Bank                 605.00 EUR
  Income:Members:L01:Sales   -500.00 EUR
  Liabilities:VAT:High       -105.00 EUR
"""
BOOKED = """\
2025-03-04 * "Woodshop" "Oak, bill 2025-184" ^woodshop-2025-184
  counterparty: "NL02ABNA0123456789"
  reference: "2025-184"
  due: 2025-04-03
  delivered: 2025-03-03
  receipt: "documents/2025/HASH.xml"
  Expenses:Members:L01:Costs                                100.00 EUR
    vat: "high"
  Assets:VAT:Input                                           21.00 EUR
  Liabilities:Members:L01:Payable                          -121.00 EUR
"""


def test_an_e_invoice_is_booked_once_and_is_right(desk: Desk) -> None:
    desk.books(OPENING + ACCOUNTS + SALE)
    ran = desk.read(ubl(reference="not one"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "supplier   number     amount   pay by       account\n"
        "Woodshop   2025-184   121.00   2025-04-03   Expenses:Members:L01:Costs\n"
        "2025-184: Woodshop is not in members.yaml. Check that NL02ABNA0123456789 is "
        "theirs, in another way than by this bill.\n"
        "Look at the entries in ledger/2025/2025-03-bills.beancount, and run paraplu "
        "check.\n"
    )
    assert desk.booked == BOOKED
    assert "error" not in desk.check()
    before = desk.files
    again = desk.read(ubl(reference="not one"))
    assert again.out == (
        "inbox/0.bin came before: ledger/2025/2025-03-bills.beancount:1. Nothing was "
        "written for it.\n"
    )
    assert (desk.booked, desk.files) == (BOOKED, before)


def test_the_same_bill_in_other_clothes_came_before(desk: Desk) -> None:
    desk.read(ubl())
    booked = desk.booked
    for other in (ubl(what="Oak, again"), cii(), pdf(("factur-x.xml", cii()))):
        assert "came before" in desk.read(other).out
    assert desk.booked == booked
    # The innocent look-alikes: the next number, and the number of somebody else.
    assert "came before" not in desk.read(ubl("2025-185")).out
    other = ubl(seller="Paint shop", iban="NL91RABO0315273637")
    assert "came before" not in desk.read(other).out
    assert desk.booked.count("2025-03-04 *") == 3


def test_one_bill_twice_in_one_run(desk: Desk) -> None:
    ran = desk.read(ubl(), pdf(("a.xml", ubl())), ubl("2025-185"))
    assert "inbox/1.bin came before: inbox/0.bin." in ran.out
    assert desk.booked.count("2025-03-04 *") == 2


def test_a_bill_that_was_booked_by_hand_came_before(desk: Desk) -> None:
    desk.books(
        OPENING
        + ACCOUNTS
        + """
2025-03-04 * "woodshop" "Oak, bill 2025-184, paid at once"
  Expenses:Members:L01:Costs   100.00 EUR
  Assets:VAT:Input              21.00 EUR
  Assets:Bank                 -121.00 EUR
"""
    )
    assert "came before: ledger/main.beancount" in desk.read(ubl()).out
    ran = desk.read(ubl(groups=(("S", "21", "200.00", "42.00"),)))
    assert ran.status == 2
    assert "sent a bill 2025-184 before" in ran.err
    assert "has it with 121.00, and this one says 242.00" in ran.err


@pytest.mark.parametrize(
    "data",
    [
        cii(),
        cii(split=False),
        pdf(("../../../etc/factur-x.xml", cii())),
        pdf(("notes.txt", b"<p>not one</p>"), ("x", ubl(reference=""))),
    ],
    ids=["cii", "minimum", "pdf with a name that leads out", "pdf with two files"],
)
def test_other_forms_of_one_bill(desk: Desk, data: bytes) -> None:
    ran = desk.read(data)
    assert ran.status == 0, ran.err
    lines = [line for line in desk.booked.splitlines() if "EUR" in line]
    assert lines == [line for line in BOOKED.splitlines() if "EUR" in line]
    made = [name for name in desk.files if "2025/" in name]
    assert len(made) == 2


VAT = {
    "two rates, and a part without": (
        ubl(
            groups=(
                ("S", "21", "100.00", "21.00"),
                ("S", "9", "50.00", "4.50"),
                ("E", "0", "10.00", "0.00"),
            )
        ),
        """\
  Expenses:Members:L01:Costs                                100.00 EUR
    vat: "high"
  Expenses:Members:L01:Costs                                 50.00 EUR
    vat: "low"
  Expenses:Members:L01:Costs                                 10.00 EUR
    vat: "exempt"
  Assets:VAT:Input                                           25.50 EUR
  Liabilities:Members:L01:Payable                          -185.50 EUR
""",
    ),
    "reversed by a Dutch firm": (
        ubl(groups=(("AE", "0", "100.00", "0.00"),)),
        """\
  Expenses:Members:L01:Costs                                100.00 EUR
    vat: "reversed"
  Assets:VAT:Input                                           21.00 EUR
  Liabilities:VAT:High                                      -21.00 EUR
  Liabilities:Members:L01:Payable                          -100.00 EUR
""",
    ),
    "goods from Germany": (
        ubl(groups=(("K", "0", "100.00", "0.00"),), vat_id="DE136695976", country="DE"),
        """\
  Expenses:Members:L01:Costs                                100.00 EUR
    vat: "eu"
  Assets:VAT:Input                                           21.00 EUR
  Liabilities:VAT:High                                      -21.00 EUR
  Liabilities:Members:L01:Payable                          -100.00 EUR
""",
    ),
    "German VAT is no Dutch VAT": (
        ubl(
            groups=(("S", "19", "100.00", "19.00"),), vat_id="DE136695976", country="DE"
        ),
        """\
  Expenses:Members:L01:Costs                                119.00 EUR
  Liabilities:Members:L01:Payable                          -119.00 EUR
""",
    ),
    "a German firm with a Dutch VAT number": (
        ubl(country="DE"),
        """\
  Expenses:Members:L01:Costs                                100.00 EUR
    vat: "high"
  Assets:VAT:Input                                           21.00 EUR
  Liabilities:Members:L01:Payable                          -121.00 EUR
""",
    ),
    "a credit note": (
        ubl("2025-190", credits="2025-184"),
        """\
  Expenses:Members:L01:Costs                               -100.00 EUR
    vat: "high"
  Assets:VAT:Input                                          -21.00 EUR
  Liabilities:Members:L01:Payable                           121.00 EUR
""",
    ),
}


@pytest.mark.parametrize("name", VAT)
def test_vat_by_its_code(desk: Desk, name: str) -> None:
    data, postings = VAT[name]
    desk.books(OPENING + ACCOUNTS + SALE)
    ran = desk.read(data)
    assert ran.status == 0, ran.err
    assert desk.booked.endswith(postings)
    # Every code is one that the return can take.
    assert "VT0" not in desk.check()


def test_under_the_small_businesses_scheme_vat_is_a_cost(desk: Desk) -> None:
    desk.books(OPENING + ACCOUNTS, REGISTER + "vat: {scheme: kor}\n")
    desk.read(ubl())
    assert desk.booked.endswith("""\
  Expenses:Members:L01:Costs                                121.00 EUR
  Liabilities:Members:L01:Payable                          -121.00 EUR
""")


def test_a_credit_note_is_linked_to_its_bill(desk: Desk) -> None:
    desk.read(ubl(), ubl("2025-190", credits="2025-184"))
    assert (
        '"Oak, credit note 2025-190" ^woodshop-2025-190 ^woodshop-2025-184'
        in desk.booked
    )


def test_a_credit_note_that_names_no_bill_goes_with_the_newest(desk: Desk) -> None:
    """It is said, for it may be about another; PF01 finds nothing in it."""
    desk.read(ubl())
    about = re.compile(rb"<cac:BillingReference>.*?</cac:BillingReference>", re.DOTALL)
    note = about.sub(b"", ubl("2025-190", credits="x"))
    told = " ".join(desk.read(note).out.split())
    assert "^woodshop-2025-190 ^woodshop-2025-184" in desk.booked
    assert "It does not name the bill that it is about" in told
    assert "PF01" not in desk.check()


def test_a_credit_note_of_a_bill_from_before_the_books(desk: Desk) -> None:
    told = " ".join(desk.read(ubl("2025-190", credits="2019-1")).out.split())
    assert "The bill that it is about is not in these books." in told


def test_a_structured_reference_is_what_the_payment_says(desk: Desk) -> None:
    desk.read(ubl(reference="RF03 2025 184"))
    assert '  reference: "RF032025184"\n' in desk.booked


def test_the_cooperatives_own_bill(desk: Desk) -> None:
    desk.read(ubl(), account="Expenses:Coop:Rent")
    assert "  Liabilities:Payable   " in desk.booked


def test_the_account_of_this_supplier_is_proposed(desk: Desk) -> None:
    desk.read(ubl())
    ran = desk.read(ubl("2025-185"), account="")
    assert ran.status == 0
    assert desk.booked.count("Expenses:Members:L01:Costs") == 2


def test_new_accounts_are_opened_in_books_that_open_theirs(desk: Desk) -> None:
    main = desk.ledger / "main.beancount"
    text = main.read_text("utf-8")
    opened = "\n".join(
        f"2025-01-01 open {name} EUR"
        for name in ("Assets:Bank", "Equity:Coop", "Assets:VAT:Input")
    )
    main.write_text(
        text.replace('plugin "beancount.plugins.auto_accounts"\n', "") + opened + "\n"
    )
    assert desk.read(ubl()).status == 0
    assert desk.booked.startswith(
        "2025-01-01 open Liabilities:Members:L01:Payable                  EUR\n\n"
    )
    assert "BC00" not in desk.check()


def test_a_bill_of_a_filed_quarter_goes_with_the_next_return(desk: Desk) -> None:
    desk.books(
        OPENING
        + ACCOUNTS
        + """
2025-03-31 * "VAT return 2025-Q1"
  vat-return: "2025-Q1"
  vat-return-boxes: ""
  vat-return-seal: "00000000000000000000000000000000"
  Assets:Bank   0.00 EUR
  Equity:Coop
"""
    )
    ran = desk.read(ubl(), today="2025-04-20")
    assert "2025-184: It is of 2025-03-04, in a period whose VAT return is" in ran.out
    text = (desk.ledger / "2025/2025-04-bills.beancount").read_text("utf-8")
    assert text.startswith('2025-04-01 * "Woodshop" "Oak, bill 2025-184 of 2025-03-04"')
    assert "  delivered: 2025-03-03\n" in text


def test_a_dry_run_shows_the_entry_and_writes_nothing(desk: Desk) -> None:
    before = desk.files
    ran = desk.read(ubl(), "--dry-run")
    assert '2025-03-04 * "Woodshop" "Oak, bill 2025-184" ^woodshop-2025-184' in ran.out
    assert desk.files == before

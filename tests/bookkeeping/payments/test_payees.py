"""To whom: IBANs of bills, of the register, and of members in the private register."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.bookkeeping.payments.conftest import (
    BAKERY,
    CHAIRS,
    PRINTER,
    REGISTER,
    Prepare,
    bill,
    reasons,
    told,
)
from tests.support import report_on

from paraplu.base.language import Language
from paraplu.bookkeeping.payments.debtors import NoDebtor, debtor_of
from paraplu.bookkeeping.payments.orders import Payee

L01 = "NL39RABO0300065264"


def said(text: str) -> str:
    return f'counterparty: "{text}"'


def other(text: str, receipt: str = "a.txt") -> str:
    """A bill of somebody whom the register does not have."""
    return bill("10.00", "2025-06-02", "Bakery", "", receipt, said(text))


@pytest.mark.parametrize(
    "written", [BAKERY, BAKERY.lower(), "NL86 INGB 0002 4455 88", f" {BAKERY} "]
)
def test_an_iban_on_the_bill(prepared: Prepare, written: str) -> None:
    assert told(prepared(other(written))) == [f"10.00 {BAKERY}"]


def test_an_iban_on_the_posting(prepared: Prepare) -> None:
    ledger = other("NL00WRONG").replace('  counterparty: "NL00WRONG"\n', "").rstrip()
    batch = prepared(f"{ledger}\n    {said(BAKERY)}\n")
    assert told(batch) == [f"10.00 {BAKERY}"]


@pytest.mark.parametrize(
    "written",
    [
        BAKERY.replace("88", "89"),
        "NL91",
        "L99",
        "0002445588",
        "NL86INGB000244558\uff18",
    ],
)
def test_an_iban_that_is_wrong(prepared: Prepare, written: str) -> None:
    batch = prepared(other(written))
    assert told(batch) == []
    assert reasons(batch) == [
        (
            f"“{written}” is not an account number (IBAN): a digit is missing, wrong "
            "or in the wrong place. It is not a member's code either."
        )
    ]


def test_a_supplier_without_an_iban(prepared: Prepare) -> None:
    batch = prepared(bill("10.00", payee="Bakery") + bill("5.00", receipt="b.txt"))
    assert told(batch) == [f"5.00 {PRINTER}"]
    assert reasons(batch) == [
        (
            "There is no account number (IBAN) for Bakery. Write it on the bill, as "
            "`counterparty:`, or in members.yaml, under `suppliers:`."
        )
    ]


def test_a_bill_without_a_payee(prepared: Prepare) -> None:
    batch = prepared(bill("10.00", "2025-06-02", "", "", "a.txt", said(BAKERY)))
    assert reasons(batch) == ["It does not say who gets the money. Write the payee."]


def test_the_holder_of_the_account_is_who_is_paid(prepared: Prepare) -> None:
    (payment,) = prepared(bill("10.00")).payments
    assert payment.payee.name == "Drukkerij De Pers B.V."


def test_a_bill_that_says_another_account_than_the_register(prepared: Prepare) -> None:
    """Who changes the account number on a bill wants the money."""
    batch = prepared(bill("10.00", "2025-06-02", "Printer", "", "a.txt", said(CHAIRS)))
    assert told(batch) == []
    (why,) = reasons(batch)
    assert why == (
        f"The bill says {CHAIRS}, but members.yaml (line 9) says {PRINTER} for "
        "Printer. Call Printer on a number that you already know, and correct the one "
        "that is wrong."
    )


# Who changes the number changes a point in the name as well.
@pytest.mark.parametrize(
    "payee", ["Printer B.V.", "PRINTER BV", "Drukkerij De Pers BV"]
)
def test_another_account_under_a_name_written_otherwise(
    prepared: Prepare, payee: str
) -> None:
    batch = prepared(bill("10.00", "2025-06-02", payee, "", "a.txt", said(CHAIRS)))
    assert told(batch) == []
    (why,) = reasons(batch)
    assert why.startswith(f"The bill says {CHAIRS}, but members.yaml (line 9) says ")
    # The innocent look-alikes: the account of the supplier, and another firm.
    right = bill("10.00", "2025-06-02", payee, "", "a.txt", said(PRINTER))
    assert told(prepared(right)) == [f"10.00 {PRINTER}"]
    firm = bill("10.00", "2025-06-02", "Printers B.V.", "", "a.txt", said(CHAIRS))
    assert told(prepared(firm)) == [f"10.00 {CHAIRS}"]


def test_two_suppliers_whose_names_differ_in_the_form_alone(prepared: Prepare) -> None:
    register = REGISTER.replace(
        "members:", f"  Printer B.V.: {{iban: {CHAIRS}}}\nmembers:", 1
    )
    for payee, iban in (("Printer", PRINTER), ("printer b.v.", CHAIRS)):
        ledger = bill("10.00", "2025-06-02", payee, "", "a.txt", said(iban))
        assert told(prepared(ledger, register=register)) == [f"10.00 {iban}"]


def test_a_bill_that_says_the_same_account(prepared: Prepare) -> None:
    ledger = bill("10.00", "2025-06-02", "Printer", "", "a.txt", said(PRINTER))
    assert told(prepared(ledger)) == [f"10.00 {PRINTER}"]


def test_two_bills_with_one_link_and_two_accounts(prepared: Prepare) -> None:
    one = bill("10.00", "2025-06-02", "Bakery", "x", "a.txt", said(BAKERY))
    two = bill("20.00", "2025-06-02", "Bakery", "x", "b.txt", said(CHAIRS))
    (why,) = reasons(prepared(one + two))
    assert why == (
        f"Its bills name different account numbers: {CHAIRS}, {BAKERY}. Give each "
        "bill a link of its own."
    )


def test_another_account_than_before_is_told(prepared: Prepare) -> None:
    before = f"""\
2025-03-02 * "Bakery" "Bread"
  {said("NL86 INGB 0002 4455 88")}
  Expenses:Coop:Lunch  10.00 EUR
  Assets:Bank:Daily

2025-03-03 * "Bakery" "A gift"
  {said(PRINTER)}
  Assets:Bank:Daily  10.00 EUR
  Income:Coop:Gifts

"""
    (payment,) = prepared(before + other(CHAIRS)).payments
    (note,) = payment.notes
    assert Language("en").render(note) == (
        f"Until now Bakery was paid on {BAKERY}. Before you send it, call them on a "
        "number that you already know."
    )
    assert prepared(before + other(BAKERY)).payments[0].notes == ()


@pytest.mark.parametrize("own", ["NL91ABNA0417164300", "NL44RABO0123456789"])
def test_the_cooperative_does_not_pay_itself(prepared: Prepare, own: str) -> None:
    assert reasons(prepared(other(own))) == [f"{own} is the cooperative's own account."]


def test_an_account_outside_sepa(prepared: Prepare) -> None:
    arabian, norwegian = "SA0380000000608010167519", "NO9386011117947"
    (why,) = reasons(prepared(other(arabian)))
    assert why.startswith(f"{arabian} is in a country outside SEPA")
    assert told(prepared(other(norwegian))) == [f"10.00 {norwegian}"]


def advanced(counterparty: str = "L01", link: str = "^x", receipt: str = "a") -> str:
    return f"""\
2025-06-02 * "Advanced by L01" {link}
  {said(counterparty)}
  receipt: "{receipt}.txt"
  Expenses:Members:L01:Costs  25.00 EUR
  Liabilities:Members:L01:Payable

"""


def test_a_member_is_paid_back_on_the_private_account(prepared: Prepare) -> None:
    (payment,) = prepared(advanced()).payments
    assert payment.payee == Payee("Jo Jansen", L01, "L01")


@pytest.mark.parametrize("private", ["L01: {name: Jo}", "{}", "L01: {ibans: []}"])
def test_a_member_without_a_private_account(prepared: Prepare, private: str) -> None:
    assert reasons(prepared(advanced(), private=private)) == [
        (
            "members.private.yaml on this computer has no account number for L01. "
            "Write it there, under `ibans:`; never in the books."
        )
    ]


def test_a_member_is_only_paid_back_by_a_link(prepared: Prepare) -> None:
    (why,) = reasons(prepared(advanced(link="")))
    assert why.startswith("A payment back to L01 has to be linked to the receipt")


PV01 = (
    "PV01: There is a name, an e-mail address or an IBAN from the private register on "
    "this line."
)


@pytest.mark.parametrize("written", [L01, L01.lower(), "NL39 RABO 0300 0652 64"])
def test_a_private_iban_in_the_books_is_not_paid(
    prepared: Prepare, written: str
) -> None:
    """It is an error on the bill (PV01), whichever line of it has it."""
    ledger = bill("25.00", "2025-06-02", "Friend", "x", "a.txt", said(written))
    assert reasons(prepared(ledger)) == [PV01]


def test_a_private_iban_below_a_posting_is_not_paid(prepared: Prepare) -> None:
    entry = bill("25.00", "2025-06-02", "Friend", "x")
    batch = prepared(f"{entry.rstrip()}\n    {said(L01)}\n\n{other(BAKERY, 'b.txt')}")
    assert told(batch) == [f"10.00 {BAKERY}"]
    assert reasons(batch) == [PV01]


def test_an_error_between_two_entries_stops_neither(prepared: Prepare) -> None:
    ledger = bill("5.00") + f"; to ask: {L01}\n" + other(BAKERY, "b.txt")
    assert told(prepared(ledger)) == [f"5.00 {PRINTER}", f"10.00 {BAKERY}"]


@pytest.mark.parametrize("payee", ["Printer", "PRINTER", "Drukkerij De Pers B.V."])
@pytest.mark.parametrize("counterparty", [L01, "L01", "l01"])
def test_a_bill_of_a_supplier_is_not_paid_to_a_member(
    prepared: Prepare, payee: str, counterparty: str
) -> None:
    ledger = bill("9.00", "2025-06-02", payee, "x", "a.txt", said(counterparty))
    batch = prepared(ledger)
    assert told(batch) == []
    assert reasons(batch)[0] == (
        f"The bill is from {payee}, but would be paid to L01. For {payee}, "
        f"members.yaml (line 9) says {PRINTER}. Delete `counterparty:`, or, if L01 "
        "paid this bill, write L01 as the payee."
    )


def test_the_holder_of_the_account_of_a_supplier_is_the_supplier(
    prepared: Prepare,
) -> None:
    holder = "Drukkerij De Pers B.V."
    assert told(prepared(bill("9.00", payee=holder))) == [f"9.00 {PRINTER}"]
    (why,) = reasons(
        prepared(bill("9.00", "2025-06-02", holder, "", "a.txt", said(CHAIRS)))
    )
    assert why.startswith(f"The bill says {CHAIRS}, but members.yaml (line 9) says")


def test_what_one_member_advanced_does_not_go_to_another(prepared: Prepare) -> None:
    (why,) = reasons(
        prepared(bill("9.00", "2025-06-02", "L02", "x", "a.txt", said("L01")))
    )
    assert why == (
        "The payee is L02, but the money would go to L01. Correct the one that is "
        "wrong."
    )
    ledger = bill("9.00", "2025-06-02", "L01", "x", "a.txt", said("L01"))
    assert told(prepared(ledger)) == [f"9.00 {L01}"]


def test_pay_for_a_member_is_refused(prepared: Prepare) -> None:
    ledger = f"""\
2025-06-02 * "Thanks" ^x
  {said("L01")}
  Expenses:Coop:Thanks  25.00 EUR
  Liabilities:Payable

"""
    assert reasons(prepared(ledger)) == [
        (
            "PF04: 25.00 goes to L01's private account, but there is no receipt for "
            "25.00 of it. A member is never paid, only paid back."
        )
    ]


def test_the_register_alone_may_name_no_account(prepared: Prepare) -> None:
    register = REGISTER.replace("holder: Drukkerij De Pers B.V.", 'holder: "中"')
    (payment,) = prepared(bill("1.00"), register=register).payments
    assert payment.payee.name == "Zhong"


ABROAD = {"GB33BUKB20201555555555": "GB", "CH9300762011623852957": "CH"}
LONDON = "{street: 10 High Street, postcode: N1 9GU, city: London, country: GB}"
KADE = "{street: Kade 7a, postcode: 1234 AB, city: Voorbeeldstad}"


def abroad(iban: str, *, own: str = "", theirs: str = "") -> str:
    """The register with a supplier abroad, and with addresses."""
    text = REGISTER.replace(
        "suppliers:\n",
        f"suppliers:\n  Tea: {{iban: {iban}{theirs and ', address: ' + theirs}}}\n",
    )
    return (
        text.replace("  iban: NL91", f"  address: {own}\n  iban: NL91") if own else text
    )


@pytest.mark.parametrize("iban", ABROAD)
def test_an_account_outside_the_eea_asks_for_two_addresses(
    prepared: Prepare, iban: str
) -> None:
    owed = bill("9.00", payee="Tea")
    (why,) = reasons(prepared(owed, register=abroad(iban)))
    assert why.startswith(f"{iban} is outside the EEA, so the bank asks for the ")
    assert "address of the cooperative. Write it in members.yaml, under" in why
    (why,) = reasons(prepared(owed, register=abroad(iban, own=KADE)))
    assert why == (
        f"{iban} is outside the EEA, so the bank asks for the address of Tea. Write it "
        "in members.yaml, under `suppliers:`, as `address: {street: …, postcode: …, "
        "city: …, country: %s}`." % ABROAD[iban]
    )
    both = abroad(iban, own=KADE, theirs=LONDON)
    assert told(prepared(owed, register=both)) == [f"9.00 {iban}"]


def test_an_account_in_the_eea_asks_for_none(prepared: Prepare) -> None:
    german = "DE89370400440532013000"
    owed = bill("9.00", payee="Tea")
    assert told(prepared(owed, register=abroad(german))) == [f"9.00 {german}"]


def test_a_bill_that_names_an_account_abroad_itself(prepared: Prepare) -> None:
    (why,) = reasons(prepared(other("GB33BUKB20201555555555")))
    assert why.startswith("GB33BUKB20201555555555 is outside the EEA, so the bank asks")


BANK = """\
2025-01-02 * "Board" "Means"
  Assets:Bank:Main  500.00 EUR
  Equity:Coop

"""
ONE_IBAN = re.sub(r"  banks:\n(    .*\n)+", "", REGISTER)


def test_the_only_bank_of_the_books_pays(tmp_path: Path) -> None:
    report = report_on(tmp_path, BANK, members=ONE_IBAN)
    found = debtor_of(report.register, report.books, None)
    assert (found.iban, found.account) == ("NL91ABNA0417164300", "Assets:Bank:Main")


def test_of_several_banks_the_register_has_to_say_which(tmp_path: Path) -> None:
    two = BANK + BANK.replace("Main", "Savings")
    report = report_on(tmp_path, two, members=ONE_IBAN)
    with pytest.raises(NoDebtor) as caught:
        debtor_of(report.register, report.books, None)
    assert Language("en").render(caught.value.message) == (
        "The books have several bank accounts: Assets:Bank:Main, Assets:Bank:Savings. "
        "Write in members.yaml, under `cooperative:`, which of them has "
        "NL91ABNA0417164300: `banks: [{iban: NL91ABNA0417164300, account: "
        '"Assets:Bank:Main"}]`.'
    )

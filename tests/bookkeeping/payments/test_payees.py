"""To whom: IBANs of bills, of the register, and of members in the private register."""

from __future__ import annotations

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

from paraplu.base.language import Language

L01 = "NL39RABO0300065264"


def said(text: str) -> str:
    return f'counterparty: "{text}"'


def other(text: str) -> str:
    """A bill of somebody whom the register does not have."""
    return bill("10.00", "2025-06-02", "Bakery", "", "a.txt", said(text))


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
    assert payment.payee == ("Jo Jansen", L01, "L01")


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


def test_a_private_iban_in_the_books_is_a_member_too(prepared: Prepare) -> None:
    """Else it would be a way around PF04; that it stands in the books is PV01."""
    ledger = bill("25.00", "2025-06-02", "Friend", "x", "a.txt", said(L01))
    (payment,) = prepared(ledger).payments
    assert payment.payee.member == "L01"


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

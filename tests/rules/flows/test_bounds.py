"""How far a flow may go: no further than what stood, was given or was paid."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.support import MEMBERS, report_on, told

CAPITAL = """\
2025-01-01 * "Means of the cooperative"
  Assets:Bank:Current                             5000.00 EUR
  Equity:Coop

"""
INVOICE = """\
2025-01-02 * "Invoice 1" ^i-1
  Assets:Members:L01:Receivable                    121.00 EUR
  Income:Members:L01:Sales                        -100.00 EUR
  Liabilities:VAT                                  -21.00 EUR

2025-01-02 * "Another sale"
  Assets:Bank:Current                              500.00 EUR
  Income:Members:L01:Sales                        -500.00 EUR

"""


def flows(folder: Path, ledger: str, members: str = MEMBERS) -> list[str]:
    findings = report_on(folder, CAPITAL + ledger, members=members).verdict.findings
    return told([f for f in findings if f.code in ("PF01", "PF03")])


def total(found: list[str]) -> Decimal:
    return sum((Decimal(line.split()[-2]) for line in found), Decimal(0))


def test_a_down_payment_is_not_settled_by_vat_alone(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Down payment"
  Assets:Bank:Current                               60.00 EUR
  Liabilities:Members:L01:Deposit

2025-01-20 * "Delivered"
  Liabilities:Members:L01:Deposit                   60.00 EUR
  Liabilities:VAT                                  -60.00 EUR
"""
    assert total(flows(tmp_path, ledger)) == Decimal("60.00")


def test_a_down_payment_may_carry_its_vat(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Down payment"
  Assets:Bank:Current                               60.50 EUR
  Liabilities:Members:L01:Deposit                  -50.00 EUR
  Liabilities:VAT                                  -10.50 EUR

2025-01-20 * "Delivered"
  Liabilities:Members:L01:Deposit                   50.00 EUR
  Income:Members:L01:Sales                         -50.00 EUR
"""
    assert flows(tmp_path, ledger) == []


CREDIT_NOTE = """\
2025-01-10 * "Credit note 1" ^i-1
  Income:Members:L01:Sales                         100.00 EUR
  Liabilities:VAT                                   21.00 EUR
  Assets:Members:L01:Receivable                   -121.00 EUR

"""
REFUND = """\
2025-01-20 * "Refund" ^i-1
  Income:Members:L01:Sales                         100.00 EUR
  Liabilities:VAT                                   21.00 EUR
  Assets:Bank:Current                             -121.00 EUR
"""


def test_a_sale_is_not_credited_and_refunded_as_well(tmp_path: Path) -> None:
    found = flows(tmp_path, INVOICE + CREDIT_NOTE + REFUND)
    assert total(found) == Decimal("121.00")


def test_a_paid_invoice_that_was_credited_is_paid_back(tmp_path: Path) -> None:
    ledger = f"""\
{INVOICE}
2025-01-05 * "Paid" ^i-1
  Assets:Bank:Current                              121.00 EUR
  Assets:Members:L01:Receivable

{CREDIT_NOTE}
2025-01-20 * "Paid back" ^i-1
  Assets:Members:L01:Receivable                    121.00 EUR
  Assets:Bank:Current
"""
    assert flows(tmp_path, ledger) == []


def test_a_collection_comes_back_no_further_than_it_was_money(tmp_path: Path) -> None:
    ledger = f"""\
{INVOICE}
2025-01-05 * "Paid in part, the rest is lost" ^i-1
  Assets:Bank:Current                               21.00 EUR
  Expenses:Members:L01:Costs:Bad-Debts             100.00 EUR
  Assets:Members:L01:Receivable                   -121.00 EUR

2025-01-20 * "The payment was reversed" ^i-1
  Assets:Members:L01:Receivable                    121.00 EUR
  Assets:Bank:Current
"""
    assert total(flows(tmp_path, ledger)) == Decimal("100.00")


@pytest.mark.parametrize(
    "giver", ["Equity:Coop", "Expenses:Funds:Cordaid2025", "Equity:Funds:Cordaid2025"]
)
def test_no_more_start_capital_goes_back_than_was_given(
    tmp_path: Path, giver: str
) -> None:
    ledger = f"""\
2025-01-02 * "Means to start"
  {giver}                                          100.00 EUR
  Equity:Members:L01:StartCapital

{INVOICE}
2025-01-20 * "Given back"
  Equity:Members:L01:StartCapital                  130.00 EUR
  {giver}
"""
    assert total(flows(tmp_path, ledger)) == Decimal("30.00")


@pytest.mark.parametrize(
    ("own", "common", "link", "strays"),
    [
        # PF07 says whether a share had to be given back, and for that needs no link.
        ("Expenses:Members:L01:Contribution", "Income:Coop:Contribution", "", "0"),
        ("Expenses:Members:L01:Contribution", "Income:Coop:Contribution", "^c-1", "0"),
        ("Expenses:Members:L01:SetOff", "Liabilities:Municipality", "", "30.00"),
        ("Expenses:Members:L01:SetOff", "Liabilities:Municipality", "^c-1", "0"),
    ],
)
def test_what_left_the_ring_comes_back_when_linked_to_it(
    tmp_path: Path, own: str, common: str, link: str, strays: str
) -> None:
    ledger = f"""\
{INVOICE}
2025-01-10 * "Left the ring" ^c-1
  {own}                                             30.00 EUR
  {common}

2025-01-20 * "Taken back" {link}
  {common}                                          30.00 EUR
  {own}
"""
    assert total(flows(tmp_path, ledger)) == Decimal(strays)


@pytest.mark.parametrize("link", ["", "^c-1"])
def test_no_more_of_a_contribution_comes_back_than_was_taken(
    tmp_path: Path, link: str
) -> None:
    ledger = f"""\
{INVOICE}
2025-01-10 * "Taken" ^c-1
  Expenses:Members:L01:Contribution                 30.00 EUR
  Income:Coop:Contribution

2025-01-20 * "Given back" {link}
  Income:Coop:Contribution                          20.00 EUR
  Expenses:Members:L01:Contribution

2025-01-21 * "Given back" {link}
  Income:Coop:Contribution                          20.00 EUR
  Expenses:Members:L01:Contribution
"""
    # The second went too far, not the first.
    assert flows(tmp_path, ledger) == ["PF01 L01 10.00 28"]


@pytest.mark.parametrize(
    ("day", "taken", "strays"),
    [
        ("2025-01-20", "0.50", []),
        ("2025-01-20", "30.00", []),
        ("2025-01-20", "0.49", ["0.01"]),
        ("2025-01-21", "0.50", ["0.50"]),
    ],
)
def test_what_is_taken_on_a_day_may_stand_below_what_is_given_back(
    day: str, taken: str, strays: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
{INVOICE}
2025-01-20 * "Given back"
  Income:Coop:Contribution                           0.50 EUR
  Expenses:Members:L01:Contribution

{day} * "Taken"
  Expenses:Members:L01:Contribution                {taken} EUR
  Income:Coop:Contribution
"""
    found = flows(tmp_path, ledger)
    assert [line.split()[-2] for line in found] == strays


def test_what_was_taken_comes_back_once_whatever_the_purpose(tmp_path: Path) -> None:
    """It is of each member: what was taken of L02 gives nothing back to L01."""
    ledger = f"""\
{INVOICE}
2025-01-09 * "Sale"
  Assets:Bank                                      100.00 EUR
  Income:Members:L02:Sales

2025-01-10 * "Taken"
  Expenses:Members:L01:Contribution                 30.00 EUR
  Expenses:Members:L02:Contribution                 50.00 EUR
  Income:Coop:Contribution

2025-01-20 * "Given back"
  Income:Coop:Contribution                          90.00 EUR
  Expenses:Members:L01:Contribution                -20.00 EUR
  Expenses:Members:L01:Contribution:Pot            -20.00 EUR
  Expenses:Members:L02:Contribution                -50.00 EUR
"""
    assert total(flows(tmp_path, ledger)) == Decimal("10.00")


@pytest.mark.parametrize(("vat", "strays"), [("4.15", []), ("12.00", ["7.85"])])
def test_a_return_in_the_till_lends_its_vat_to_no_purchase(
    vat: str, strays: list[str], tmp_path: Path
) -> None:
    # On oak of 10.00 there is at most 2.15 of VAT; the till itself has 2.00.
    ledger = f"""\
2025-02-01 * "Till"
  Income:Members:L01:Sales       -100.00 EUR
  Liabilities:VAT                  -2.00 EUR
  Income:Members:L01:Sales        100.00 EUR
  Expenses:Members:L01:Costs       10.00 EUR
  Liabilities:VAT                  {vat} EUR
  Assets:Bank:Current
"""
    found = flows(tmp_path, ledger)
    assert [line.split()[-2] for line in found] == strays


@pytest.mark.parametrize(
    ("amount", "spent", "strays"),
    [
        ("0.004", "Coop:Lunch", []),
        ("0.005", "Coop:Lunch", ["PF01 L01 0.01 11"]),
        ("0.004", "Members:L02:Costs", []),
        ("0.005", "Members:L02:Costs", ["PF03 L01 0.01 11"]),
    ],
)
def test_half_a_cent_strays(
    amount: str, spent: str, strays: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
2025-01-20 * "From a sale"
  Income:Members:L01:Sales                        -{amount} EUR
  Expenses:{spent}                                 {amount} EUR
"""
    assert flows(tmp_path, ledger) == strays


def test_a_down_payment_goes_back_no_further_than_it_stood(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Down payment"
  Assets:Bank:Current                               30.00 EUR
  Liabilities:Members:L01:Deposit

2025-01-20 * "Paid back"
  Liabilities:Members:L01:Deposit                   50.00 EUR
  Assets:Bank:Current
"""
    assert total(flows(tmp_path, ledger)) == Decimal("20.00")


def test_an_overpayment_is_used_once(tmp_path: Path) -> None:
    """Kept as a voucher and paid back too, it goes back twice."""
    ledger = """\
2025-01-02 * "Paid too much"
  Assets:Bank:Current                               50.00 EUR
  Assets:Members:L01:Receivable

2025-01-20 * "Given back, and kept"
  Assets:Members:L01:Receivable                    100.00 EUR
  Assets:Bank:Current                              -50.00 EUR
  Liabilities:Members:L01:Deposit
"""
    assert total(flows(tmp_path, ledger)) == Decimal("50.00")


@pytest.mark.parametrize(("back", "strays"), [("0.50", []), ("10.00", ["9.50"])])
def test_an_overpayment_goes_back_to_the_cent(
    back: str, strays: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
2025-01-02 * "Paid too much"
  Assets:Bank:Current                                0.50 EUR
  Assets:Members:L01:Receivable

2025-01-20 * "Given back"
  Assets:Members:L01:Receivable                     {back} EUR
  Assets:Bank:Current
"""
    assert [line.split()[-2] for line in flows(tmp_path, ledger)] == strays


def test_of_a_payment_only_what_is_too_much_comes_back(tmp_path: Path) -> None:
    """A credit note is no money, nor is the sale that was paid with it."""
    ledger = """\
2025-01-02 * "Sale on an invoice"
  Assets:Members:L01:Receivable                     50.00 EUR
  Income:Members:L01:Sales

2025-01-03 * "Credit notes of more than that"
  Income:Members:L01:Sales                         100.00 EUR
  Assets:Members:L01:Receivable

2025-01-04 * "Paid, and another sale"
  Assets:Bank:Current                               30.00 EUR
  Income:Members:L01:Sales                         -20.00 EUR
  Assets:Members:L01:Receivable                    -10.00 EUR

2025-01-20 * "Given back"
  Assets:Members:L01:Receivable                     30.00 EUR
  Assets:Bank:Current
"""
    found = flows(tmp_path, ledger)
    assert [line for line in found if line.endswith(" 23")] == ["PF01 L01 20.00 23"]


@pytest.mark.parametrize(
    ("served", "strays"),
    [
        ("Expenses:Members:L02:Costs", "0.00"),
        ("Assets:Members:L02:Receivable", "20.00"),
        ("Liabilities:Members:L02:Deposit", "20.00"),
        ("Income:Members:L02:Sales", "20.00"),
        # Nor is it where another line of it is one.
        ("Expenses:Members:L02:Costs 5.00 EUR\n  Assets:Members:L02:Cash", "15.00"),
    ],
)
def test_an_internal_service_is_for_a_use_of_another(
    served: str, strays: str, tmp_path: Path
) -> None:
    ledger = f"""\
2025-01-20 * "Help"
  {served}
  Income:Members:L01:InternalSales                 -20.00 EUR
"""
    assert total(flows(tmp_path, ledger)) == Decimal(strays)


def test_an_overpayment_goes_back_once_by_its_link(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Paid too much" ^p-1
  Assets:Bank:Current                                9.00 EUR
  Assets:Members:L01:Receivable

2025-01-20 * "Given back" ^p-1
  Assets:Members:L01:Receivable                      9.00 EUR
  Assets:Bank:Current

2025-01-21 * "Given back" ^p-1
  Assets:Members:L01:Receivable                      9.00 EUR
  Assets:Bank:Current
"""
    assert flows(tmp_path, ledger) == ["PF01 L01 9.00 18"]


def test_what_strays_beside_a_refund_takes_nothing_back(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Sale" ^s-1
  Assets:Bank:Current                              100.00 EUR
  Income:Members:L01:Sales

2025-01-20 * "Refund, for which the cooperative pays too" ^s-1
  Income:Members:L01:Sales                          50.00 EUR
  Assets:Bank:Current                              -30.00 EUR
  Income:Coop:Gifts                                -20.00 EUR

2025-01-21 * "Refund of the rest" ^s-1
  Income:Members:L01:Sales                          70.00 EUR
  Assets:Bank:Current
"""
    assert flows(tmp_path, ledger) == ["PF01 L01 20.00 14"]


def test_one_entry_may_close_several_members(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Sales"
  Assets:Bank:Current                              150.00 EUR
  Income:Members:L01:Sales                        -100.00 EUR
  Income:Members:L02:Sales                         -50.00 EUR

2025-01-31 * "Closing"
  Income:Members:L01:Sales                         100.00 EUR
  Equity:Members:L01:Thermometer                  -100.00 EUR
  Income:Members:L02:Sales                          50.00 EUR
  Equity:Members:L02:Thermometer                   -50.00 EUR
"""
    assert total(flows(tmp_path, ledger)) == Decimal("0.00")


def test_services_of_two_members_are_taken_back_in_one_entry(tmp_path: Path) -> None:
    ledger = """\
2025-01-10 * "Help" ^help-1
  Expenses:Members:L02:Costs                        10.00 EUR
  Income:Members:L01:InternalSales

2025-01-10 * "Help" ^help-2
  Expenses:Members:L01:Costs                        70.00 EUR
  Income:Members:L02:InternalSales

2025-01-20 * "Taken back" ^help-1 ^help-2
  Income:Members:L01:InternalSales                  10.00 EUR
  Expenses:Members:L02:Costs                       -10.00 EUR
  Income:Members:L02:InternalSales                  70.00 EUR
  Expenses:Members:L01:Costs                       -70.00 EUR
"""
    assert flows(tmp_path, ledger) == []


def test_services_of_two_members_for_a_third_are_taken_back_in_one_entry(
    tmp_path: Path,
) -> None:
    ledger = """\
2025-01-10 * "Help" ^help-1
  Expenses:Members:L03:Costs                        10.00 EUR
  Income:Members:L01:InternalSales

2025-01-10 * "Help" ^help-2
  Expenses:Members:L03:Costs                        70.00 EUR
  Income:Members:L02:InternalSales

2025-01-20 * "Taken back" ^help-1 ^help-2
  Income:Members:L01:InternalSales                  10.00 EUR
  Income:Members:L02:InternalSales                  70.00 EUR
  Expenses:Members:L03:Costs                       -80.00 EUR
"""
    assert flows(tmp_path, ledger) == []


def test_an_internal_service_is_no_closing(tmp_path: Path) -> None:
    ledger = """\
2025-01-31 * "Help"
  Expenses:Members:L02:Costs                        19.00 EUR
  Expenses:Members:L01:SetOff                        1.00 EUR
  Income:Members:L01:InternalSales                 -20.00 EUR
"""
    assert total(flows(tmp_path, ledger)) == Decimal("1.00")


def test_what_one_member_is_charged_by_agreement_another_is_not(
    tmp_path: Path,
) -> None:
    members = MEMBERS.replace(
        "    joined: 2025-01-01\n  L02:",
        "    joined: 2025-01-01\n    policy: {charges: [Oven]}\n  L02:",
    )
    ledger = """\
2025-01-31 * "Charges"
  Expenses:Members:L01:Costs                        20.00 EUR
  Income:Coop:Oven                                 -20.00 EUR
  Expenses:Members:L02:Costs                        20.00 EUR
  Income:Coop:Oven                                 -20.00 EUR
"""
    assert total(flows(tmp_path, ledger, members)) == Decimal("20.00")


def test_bills_of_a_day_may_be_paid_on_that_day_in_any_order(tmp_path: Path) -> None:
    ledger = """\
2025-01-20 * "Paid"
  Liabilities:Members:L01:Payable                   50.00 EUR
  Assets:Bank:Current

2025-01-20 * "Bill"
  Expenses:Members:L01:Costs                        50.00 EUR
  Liabilities:Members:L01:Payable
"""
    assert flows(tmp_path, ledger) == []


def test_where_a_day_pays_too_much_its_last_payment_did(tmp_path: Path) -> None:
    ledger = """\
2025-01-19 * "Bill"
  Expenses:Members:L01:Costs                        50.00 EUR
  Liabilities:Members:L01:Payable

2025-01-20 * "Paid"
  Liabilities:Members:L01:Payable                   40.00 EUR
  Assets:Bank:Current

2025-01-20 * "Paid"
  Liabilities:Members:L01:Payable                   30.00 EUR
  Assets:Bank:Current
"""
    assert flows(tmp_path, ledger) == ["PF01 L01 20.00 18"]


def test_of_each_customer_no_more_is_set_off_than_is_owed(tmp_path: Path) -> None:
    ledger = """\
2025-01-02 * "Invoice"
  Assets:Members:L01:Receivable:A                   30.00 EUR
  Income:Members:L01:Sales

2025-01-03 * "Bill"
  Expenses:Members:L01:Costs                        30.00 EUR
  Liabilities:Members:L01:Payable

2025-01-20 * "Set off"
  Liabilities:Members:L01:Payable                   30.00 EUR
  Assets:Members:L01:Receivable:A                  -20.00 EUR
  Assets:Members:L01:Receivable:B                  -10.00 EUR
"""
    assert total(flows(tmp_path, ledger)) == Decimal("10.00")


@pytest.mark.parametrize(
    ("costs", "growth", "strays"),
    [("100.00", "50.00", "0.00"), ("70.00", "80.00", "30.00")],
)
def test_of_each_class_no_more_comes_back_than_was_bought(
    costs: str, growth: str, strays: str, tmp_path: Path
) -> None:
    ledger = f"""\
2025-01-02 * "Wood and a course" ^b-1
  Expenses:Members:L01:Costs                       100.00 EUR
  Expenses:Members:L01:Growth                       50.00 EUR
  Assets:Bank:Current

2025-01-20 * "Both went back" ^b-1
  Expenses:Members:L01:Costs                      -{costs} EUR
  Expenses:Members:L01:Growth                     -{growth} EUR
  Assets:Bank:Current
"""
    assert total(flows(tmp_path, ledger)) == Decimal(strays)


MIXED = {
    "of what goes astray the account of a class is pointed at, not money": (
        ["PF01 L01 50.00 11"],
        """\
  Assets:Members:L01:Cash                           40.00 EUR
  Expenses:Members:L01:Contribution                 10.00 EUR
  Equity:Coop                                      -50.00 EUR
""",
    ),
    "where it goes to money, the account of a class that it comes from": (
        ["PF01 L01 50.00 11"],
        """\
  Assets:Members:L01:Cash                          -40.00 EUR
  Equity:Members:L01:StartCapital                  -10.00 EUR
  Assets:Members:L02:Cash                           50.00 EUR
""",
    ),
    "what the cooperative adds to another's cost is not the payer's": (
        ["PF03 L01 30.00 10", "PF01 L02 20.00 10"],
        """\
  Expenses:Members:L02:Costs                        50.00 EUR
  Assets:Members:L01:Cash                          -30.00 EUR
  Income:Coop:Gifts                                -20.00 EUR
""",
    ),
    "money into another's sales is of the one who had it": (
        ["PF01 L01 30.00 10"],
        """\
  Income:Members:L02:Sales                          30.00 EUR
  Assets:Members:L01:Cash                          -30.00 EUR
""",
    ),
}


@pytest.mark.parametrize("name", MIXED)
def test_whose_it_is_and_where(name: str, tmp_path: Path) -> None:
    expected, legs = MIXED[name]
    found = flows(tmp_path, f'2025-01-20 * "Mixed"\n{legs}')
    assert sorted(found) == sorted(expected)

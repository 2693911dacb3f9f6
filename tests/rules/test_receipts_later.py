"""EV01 where the money leaves: stock, prepayments, and receipts that come later."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in
from tests.support import MEMBERS, told

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding

PREPAID = """\
2025-03-01 * "Insurer" "A year ahead" {link}
{said}  Assets:Members:L01:Prepaid        300.00 EUR
  Assets:Bank                      -300.00 EUR

"""
USED = """\
2025-03-{day} * "Insurer" "Used" {link}
{said}  Expenses:Members:L01:Costs        {amount} EUR
  Assets:Members:L01:Prepaid       -{amount} EUR

"""


def prepaid(link: str = "", receipt: str = "") -> str:
    return PREPAID.format(link=link, said=_said(receipt))


def used(
    amount: str = "300.00", link: str = "", receipt: str = "", day: str = "10"
) -> str:
    return USED.format(link=link, said=_said(receipt), amount=amount, day=day)


def _said(receipt: str) -> str:
    return f'  receipt: "{receipt}"\n' if receipt else ""


BREACHES: dict[str, tuple[list[str], str]] = {
    "prepaid, and used without any": (
        ["EV01 L01 300.00 2"],
        prepaid() + used(),
    ),
    "prepaid, and used as growth by parts": (
        ["EV01 L01 300.00 2"],
        prepaid("^p") + used("200.00", "^p") + used("100.00", "^p", day="20"),
    ),
    "the bill that came is about another purchase": (
        ["EV01 L01 300.00 2"],
        prepaid("^p")
        + """\
2025-03-05 * "Shop" "Stamps" ^p
  receipt: "stamps.pdf"
  Expenses:Members:L01:Costs         20.00 EUR
  Assets:Bank                       -20.00 EUR
""",
    ),
    "the bill that came is of less": (
        ["EV01 L01 280.00 2"],
        prepaid("^p") + used("20.00", "^p", "stamps.pdf"),
    ),
    "two prepayments, and one bill": (
        ["EV01 L01 300.00 6"],
        prepaid("^p") + prepaid("^p") + used("300.00", "^p", "bill.pdf"),
    ),
    "the bill is of another prepayment, which has it too": (
        ["EV01 L01 300.00 7"],
        prepaid("^p", "bill.pdf")
        + prepaid("^p")
        + used("300.00", "^p", "bill.pdf")
        + used("300.00", "^p"),
    ),
    "the bill came later, and shares no link": (
        ["EV01 L01 300.00 2"],
        prepaid() + used(receipt="bill.pdf"),
    ),
    "stock that is used by the week": (
        ["EV01 L01 90.00 2"],
        """\
2025-03-01 * "Sawmill" "Wood"
  Assets:Members:L01:Stock           90.00 EUR
  Assets:VAT                         18.90 EUR
  Assets:Bank                      -108.90 EUR

2025-03-08 * "Used"
  Expenses:Members:L01:Costs         45.00 EUR
  Assets:Members:L01:Stock          -45.00 EUR

2025-03-15 * "Used"
  Expenses:Members:L01:Costs         45.00 EUR
  Assets:Members:L01:Stock          -45.00 EUR
""",
    ),
    "prepaid on account, then paid": (
        ["EV01 L01 300.00 2"],
        """\
2025-03-01 * "School" "A course, the bill" ^c
  Assets:Members:L01:Prepaid        300.00 EUR
  Liabilities:Members:L01:Payable  -300.00 EUR

2025-03-02 * "School" "Paid" ^c
  Liabilities:Members:L01:Payable   300.00 EUR
  Assets:Bank                      -300.00 EUR

2025-03-03 * "Becomes stock" ^c
  Assets:Members:L01:Stock          300.00 EUR
  Assets:Members:L01:Prepaid       -300.00 EUR
""",
    ),
    "a bill that stays without one after it is paid": (
        ["EV01 L01 60.00 2"],
        """\
2025-03-01 * "Shop" "The bill" ^b
  Expenses:Members:L01:Costs         60.00 EUR
  Liabilities:Members:L01:Payable   -60.00 EUR

2025-03-02 * "Shop" "Paid" ^b
  Liabilities:Members:L01:Payable    60.00 EUR
  Assets:Bank                       -60.00 EUR
""",
    ),
    "of two members, the bill of one": (
        ["EV01 L02 50.00 3"],
        """\
2025-03-01 * "School" "Paid ahead" ^c
  Assets:Members:L01:Prepaid         50.00 EUR
  Assets:Members:L02:Prepaid         50.00 EUR
  Assets:Bank                      -100.00 EUR

2025-03-09 * "School" "The bill of L01" ^c
  receipt: "bill.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Members:L01:Prepaid        -50.00 EUR
""",
    ),
    "out of the cash box of the member": (
        ["EV01 L01 40.00 6"],
        """\
2025-03-01 * "Into the box"
  Assets:Members:L01:Cash            40.00 EUR
  Assets:Bank                       -40.00 EUR

2025-03-02 * "Market" "Fruit"
  Assets:Members:L01:Stock           40.00 EUR
  Assets:Members:L01:Cash           -40.00 EUR
""",
    ),
    "a hundred bills of one link, of which two have none": (
        ["EV01 L01 60.00 2", "EV01 L01 60.00 6"],
        "".join(
            f"""\
2025-03-01 * "Shop" "A bill" ^shop
{_said("" if n < 2 else f"{n}.pdf")}  Expenses:Members:L01:Costs         60.00 EUR
  Liabilities:Members:L01:Payable   -60.00 EUR

"""
            for n in range(20)
        ),
    ),
}
INNOCENT = {
    "prepaid with a receipt, used without a link": prepaid(receipt="bill.pdf")
    + used("25.00")
    + used("25.00", day="17"),
    "the bill came later, and used it up": prepaid("^p")
    + used("300.00", "^p", "bill.pdf"),
    "the bill came later, below the other name": prepaid("^p")
    + used("300.00", "^p", "bill.pdf").replace("receipt:", "document:"),
    "two prepayments and the bill of both": prepaid("^p")
    + prepaid("^p")
    + used("600.00", "^p", "bill.pdf"),
    "the bill came later, a part of it paid back": prepaid("^p")
    + used("280.00", "^p", "bill.pdf")
    + """\
2025-03-20 * "Insurer" "Paid back" ^p
  Assets:Bank                        20.00 EUR
  Assets:Members:L01:Prepaid        -20.00 EUR
""",
    "the bill came later, with VAT on it": """\
2025-03-01 * "School" "Down payment" ^c
  Assets:Members:L01:Prepaid        121.00 EUR
  Assets:Bank                      -121.00 EUR

2025-03-20 * "School" "The bill" ^c
  Expenses:Members:L01:Training     100.00 EUR
    receipt: "bill.pdf"
  Assets:VAT                         21.00 EUR
  Assets:Members:L01:Prepaid       -121.00 EUR
""",
    "the bill was booked on account, and paid with what was prepaid": """\
2025-03-01 * "School" "Down payment" ^c
  Assets:Members:L01:Prepaid        121.00 EUR
  Assets:Bank                      -121.00 EUR

2025-03-20 * "School" "The bill" ^bill
  receipt: "bill.pdf"
  Expenses:Members:L01:Training     100.00 EUR
  Assets:VAT                         21.00 EUR
  Liabilities:Members:L01:Payable  -121.00 EUR

2025-03-21 * "School" "Settled" ^bill ^c
  Liabilities:Members:L01:Payable   121.00 EUR
  Assets:Members:L01:Prepaid       -121.00 EUR
""",
    "the receipt is named on the payment of the bill": """\
2025-03-01 * "Shop" "The bill" ^b
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:VAT                         10.50 EUR
  Liabilities:Members:L01:Payable   -60.50 EUR

2025-03-02 * "Shop" "Paid" ^b
  receipt: "bill.pdf"
  Liabilities:Members:L01:Payable    60.50 EUR
  Assets:Bank                       -60.50 EUR
""",
    "a bill of cooperative and member, named on what the bank paid": """\
2025-03-01 * "Shop" "The bill" ^b
  receipt: "bill.pdf"
  Assets:Clearing:Shared            100.00 EUR
  Assets:Bank                      -100.00 EUR

2025-03-01 * "Of the member" ^b
  Expenses:Members:L01:Costs         60.00 EUR
  Assets:Clearing:Shared            -60.00 EUR

2025-03-01 * "Of the cooperative" ^b
  Expenses:Coop:Paper                40.00 EUR
  Assets:Clearing:Shared            -40.00 EUR
""",
    "prepaid over clearing, named on what the bank paid": """\
2025-03-01 * "School" "Nobody knows what for" ^c
  receipt: "bill.pdf"
  Assets:Clearing:Unallocated        50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-09 * "School" "Paid ahead" ^c
  Assets:Members:L01:Prepaid         50.00 EUR
  Assets:Clearing:Unallocated       -50.00 EUR
""",
    "prepaid, and all of it paid back": """\
2025-03-01 * "School" "Paid ahead" ^c
  Assets:Members:L01:Prepaid         50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-09 * "School" "Paid back" ^c
  Assets:Bank                        50.00 EUR
  Assets:Members:L01:Prepaid        -50.00 EUR
""",
    "stock of a bill, used by the week": """\
2025-03-01 * "Sawmill" "Wood" ^w
  receipt: "wood.pdf"
  Assets:Members:L01:Stock           90.00 EUR
  Assets:VAT                         18.90 EUR
  Assets:Bank                      -108.90 EUR

2025-03-08 * "Used"
  Expenses:Members:L01:Costs         45.00 EUR
  Assets:Members:L01:Stock          -45.00 EUR

2025-03-15 * "Used" ^w
  Expenses:Members:L01:Costs         45.00 EUR
  Assets:Members:L01:Stock          -45.00 EUR
""",
    "brought in as an opening balance, and used": """\
2025-01-01 * "From the old books"
  Assets:Members:L01:Prepaid        300.00 EUR
  Assets:Members:L01:Stock           80.00 EUR
  Equity:Opening-Balances          -380.00 EUR

2025-03-08 * "Used"
  Expenses:Members:L01:Costs        380.00 EUR
  Assets:Members:L01:Stock          -80.00 EUR
  Assets:Members:L01:Prepaid       -300.00 EUR
""",
    "stock below the limit": """\
2025-03-01 * "Market" "Fruit"
  Assets:Members:L01:Stock            9.99 EUR
  Assets:Bank                        -9.99 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", BREACHES)
def test_it_is_asked_for_once_where_the_money_left(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    expected, ledger = BREACHES[name]
    found = findings_in(tmp_path, ledger, vocabulary=vocabulary)
    assert told(errors(found)) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", INNOCENT)
def test_a_receipt_that_is_somewhere(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    found = findings_in(
        tmp_path,
        INNOCENT[name],
        vocabulary=vocabulary,
        files={"bill.pdf": "a bill"},
    )
    assert told(errors(found)) == []


PROVIDER = MEMBERS.replace(
    "U.A.}",
    'U.A., banks: [{provider: SumUp, account: "Assets:Clearing:SumUp"}]}',
    1,
)


def payout(
    *,
    said: str = "",
    use: str = "Expenses:Members:L01:Costs:Cards",
    kept: str = "99.00",
    money: str = "Assets:Clearing:SumUp",
    sold: str = "Income:Members:L01:Sales      -100.00 EUR",
    on_money: str = "",
) -> str:
    rest = f"{100 - float(kept):.2f}"
    return (
        f'2025-03-04 * "SumUp" "Payout"\n{said}  {money}  {rest} EUR\n{on_money}'
        f"  {use}  {kept} EUR\n  {sold}\n"
    )


KEPT: dict[str, tuple[list[str], str]] = {
    "nearly all of a sale": (["EV01 L01 99.00 3"], payout()),
    "nearly all, straight on the bank": (
        ["EV01 L01 99.00 3"],
        payout(money="Assets:Bank"),
    ),
    "as growth": (
        ["EV01 L01 99.00 3"],
        payout(use="Expenses:Members:L01:Growth"),
    ),
    "as training, with a reference of the report": (
        ["EV01 L01 99.00 4"],
        payout(said='  bank-ref: "T1"\n', use="Expenses:Members:L01:Training"),
    ),
    "a reference of the bank's": (
        ["EV01 L01 99.00 4"],
        payout(said='  bank-ref: "T1"\n', money="Assets:Bank"),
    ),
    "a reference on an account of nobody": (
        ["EV01 L01 99.00 4"],
        payout(said='  bank-ref: "T1"\n', money="Assets:Clearing:Other"),
    ),
    "a reference on an account that is called almost the same": (
        ["EV01 L01 99.00 4"],
        payout(said='  bank-ref: "T1"\n', money="Assets:Clearing:SumUpToo"),
    ),
    "of a claim that a provider pays out": (
        ["EV01 L01 99.00 7"],
        """\
2025-03-01 * "Invoice" ^i
  Assets:Members:L01:Receivable     100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

"""
        + payout(sold="Assets:Members:L01:Receivable -100.00 EUR").replace(
            '"Payout"', '"Payout" ^i'
        ),
    ),
    "at the limit": (["EV01 L01 10.00 3"], payout(kept="10.00")),
    "goods that are used beside it": (
        ["EV01 L01 20.00 3"],
        """\
2025-03-04 * "Sale"
  Assets:Clearing:SumUp              80.00 EUR
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Members:L01:Stock          -30.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-01-01 * "From the old books"
  Assets:Members:L01:Stock           30.00 EUR
  Equity:Coop                       -30.00 EUR
""".replace("Equity:Coop   ", "Equity:Opening-Balances"),
    ),
}
NOT_KEPT = {
    "a small fee": payout(kept="9.99"),
    "with the provider's statement": payout(said='  receipt: "sumup.pdf"\n'),
    "with its statement on the money": payout(on_money='    document: "sumup.pdf"\n'),
    "two payouts of one statement": payout(said='  receipt: "sumup.pdf"\n')
    + "\n"
    + payout(said='  receipt: "sumup.pdf"\n'),
    "as its report was imported": payout(said='  bank-ref: "T1"\n'),
    "as its report was imported, on an account below it": payout(
        said='  bank-ref: "T1"\n', money="Assets:Clearing:SumUp:Market"
    ),
    "as its report was imported, the reference on the posting": payout(
        on_money='    bank-ref: "T1"\n'
    ),
    "goods that were sold": """\
2025-03-04 * "Sale, and what was sold"
  Assets:Bank                       100.00 EUR
  Expenses:Members:L01:Costs         60.00 EUR
  Assets:Members:L01:Stock          -60.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-01-01 * "From the old books"
  Assets:Members:L01:Stock           60.00 EUR
  Equity:Opening-Balances           -60.00 EUR
""",
    "a claim that is given up": """\
2025-03-01 * "Invoice" ^i
  Assets:Members:L01:Receivable     100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-03-20 * "Paid a part, and gives up the rest" ^i
  Assets:Bank                        60.00 EUR
  Expenses:Members:L01:Costs         40.00 EUR
  Assets:Members:L01:Receivable    -100.00 EUR
""",
    "stall rent that is charged at the market": """\
2025-03-04 * "Market"
  Assets:Bank                        75.00 EUR
  Expenses:Members:L01:Costs         25.00 EUR
  Income:Coop:StallRent             -25.00 EUR
  Income:Members:L01:Sales          -75.00 EUR
""",
    "a year that is closed, with costs on the wrong side": """\
2025-03-04 * "Market"
  Assets:Bank                        75.00 EUR
  Income:Members:L01:Sales          -75.00 EUR

2025-12-31 * "Closing"
  Income:Members:L01:Sales         2075.00 EUR
  Equity:Members:L01:Thermometer  -2075.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_from_a_sale(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = KEPT[name]
    found = errors(_with_provider(tmp_path, ledger, vocabulary))
    assert told(found) == expected


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", NOT_KEPT)
def test_what_is_kept_and_shown(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = errors(_with_provider(tmp_path, NOT_KEPT[name], vocabulary))
    assert [one for one in told(found) if "BK" not in one] == []


def _with_provider(folder: Path, ledger: str, vocabulary: str) -> tuple[Finding, ...]:
    words = VOCABULARIES[vocabulary]
    return findings_in(
        folder,
        ledger,
        vocabulary=vocabulary,
        members=words.translated(PROVIDER),
        files={"sumup.pdf": "a statement"},
    )


def test_one_link_on_everything_does_not_keep_the_check_busy(tmp_path: Path) -> None:
    bill = """\
2025-03-01 * "Shop" "A bill" ^shop
  Expenses:Members:L01:Costs         60.00 EUR
  Liabilities:Members:L01:Payable   -60.00 EUR

2025-03-02 * "Shop" "Paid" ^shop
  receipt: "{n}.pdf"
  Liabilities:Members:L01:Payable    60.00 EUR
  Assets:Clearing:Card              -60.00 EUR

"""
    began = time.thread_time()
    ledger = "".join(bill.replace("{n}", str(n)) for n in range(1000))
    found = findings_in(tmp_path, ledger)
    assert [one for one in told(errors(found)) if "EV" in one] == []
    assert time.thread_time() - began < 15

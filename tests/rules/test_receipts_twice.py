"""EV05: one receipt behind two expenses."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support import report_on, told, words, write_books

from paraplu.checking import check

SALES = """\
2025-03-01 * "Market"
  Assets:Bank                         2000.00 EUR
  Income:Members:L01:Sales           -2000.00 EUR

2025-03-01 * "Market"
  Assets:Bank                         2000.00 EUR
  Income:Members:L02:Sales           -2000.00 EUR

"""
FILES = {
    "a.pdf": "one receipt",
    "b.pdf": "two receipt",
    "copy.pdf": "one receipt",
    "longer.pdf": "one receipt and more",
}


def found(folder: Path, ledger: str, files: Mapping[str, str] = FILES) -> list[str]:
    findings = report_on(folder, SALES + ledger, files=files).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    lines = SALES.count("\n") + 4
    return [
        " ".join((f.code, f.member or "", f"{f.amount}", f"{f.source.line - lines}"))
        for f in findings
        if f.code == "EV05"
    ]


def bought(
    day: int,
    receipt: str,
    *,
    account: str = "Expenses:Members:L01:Costs",
    by: str = "Assets:Bank",
) -> str:
    return f"""\
2025-03-{day:02} * "Bought"
  receipt: "{receipt}"
  {account}    50.00 EUR
  {by}        -50.00 EUR

"""


def test_the_same_file(tmp_path: Path) -> None:
    assert found(tmp_path, bought(2, "a.pdf") + bought(3, "a.pdf")) == [
        "EV05 L01 50.00 6"
    ]


def test_another_file(tmp_path: Path) -> None:
    assert found(tmp_path, bought(2, "a.pdf") + bought(3, "b.pdf")) == []
    assert found(tmp_path, bought(2, "a.pdf") + bought(3, "longer.pdf")) == []


def test_another_file_with_the_same_content(tmp_path: Path) -> None:
    ledger = bought(2, "a.pdf") + bought(3, "copy.pdf")
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 6"]


def test_a_document_line_is_told_by_its_path_from_the_books(tmp_path: Path) -> None:
    documents = "".join(
        f'2025-03-01 document Assets:Bank "a.pdf" ^{link}\n' for link in ("d", "e")
    )
    ledger = bought(2, "a.pdf") + bought(3, "a.pdf")
    for link in ("d", "e"):
        ledger = ledger.replace('"Bought"\n  receipt: "a.pdf"', f'"Bought" ^{link}', 1)
    report = report_on(tmp_path, SALES + documents + ledger, files=FILES)
    [finding] = report.verdict.findings
    assert words(finding) == (
        "The receipt ledger/a.pdf behind this 50.00 already stands behind the expense "
        "of 2025-03-02 (ledger/main.beancount, line 15)."
    )


def test_the_same_file_by_another_name(tmp_path: Path) -> None:
    main = write_books(
        tmp_path, SALES + bought(2, "a.pdf") + bought(3, "link.pdf"), files=FILES
    )
    (main.parent / "link.pdf").symlink_to(main.parent / "a.pdf")
    assert told(check(main).verdict.findings) == ["EV05 L01 50.00 18"]
    (main.parent / "link.pdf").unlink()
    os.link(main.parent / "a.pdf", main.parent / "link.pdf")
    assert told(check(main).verdict.findings) == ["EV05 L01 50.00 18"]


@pytest.mark.parametrize("path", ["./a.pdf", "../ledger/a.pdf", "x/../a.pdf"])
def test_the_same_file_by_another_path(tmp_path: Path, path: str) -> None:
    ledger = bought(2, "a.pdf") + bought(3, path)
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 6"]


def test_by_either_key_and_from_another_file(tmp_path: Path) -> None:
    month = bought(3, "../a.pdf").replace("receipt:", "document:")
    main = write_books(
        tmp_path,
        SALES + bought(2, "a.pdf") + 'include "2025/03.beancount"\n',
        files=FILES | {"2025/03.beancount": month},
    )
    (finding,) = check(main).verdict.findings
    assert told([finding]) == ["EV05 L01 50.00 1"]
    assert finding.source.file.endswith("03.beancount")
    assert words(finding) == (
        "The receipt ../a.pdf behind this 50.00 already stands behind the expense of "
        "2025-03-02 "
        "(ledger/main.beancount, line 13)."
    )


def test_the_later_one_by_date_is_found(tmp_path: Path) -> None:
    ledger = bought(9, "a.pdf") + bought(3, "a.pdf")
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 1"]


def test_three_times_is_two_findings(tmp_path: Path) -> None:
    ledger = "".join(bought(day, "a.pdf") for day in (2, 3, 4))
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 6", "EV05 L01 50.00 11"]


@pytest.mark.parametrize(
    "account",
    [
        "Expenses:Members:L02:Growth",
        "Expenses:Members:L01:Training",
        "Assets:Members:L02:Equipment",
        "Assets:Members:L01:Stock",
        "Expenses:Coop:Paper",
        "Assets:Equipment",
        "Expenses:Funds:Cordaid2025",
    ],
)
def test_behind_an_expense_of_any_kind(tmp_path: Path, account: str) -> None:
    ledger = bought(2, "a.pdf") + bought(3, "a.pdf", account=account)
    member = account.split(":")[2] if ":Members:" in account else ""
    assert found(tmp_path, ledger) == [f"EV05 {member} 50.00 6"]


def test_on_account_and_paid_twice(tmp_path: Path) -> None:
    ledger = bought(2, "a.pdf", by="Liabilities:Members:L01:Payable")
    assert found(tmp_path, ledger + bought(3, "a.pdf")) == ["EV05 L01 50.00 6"]


def test_a_bill_and_its_payment(tmp_path: Path) -> None:
    payable = "Liabilities:Members:L01:Payable"
    ledger = bought(2, "a.pdf", by=payable) + bought(3, "a.pdf", account=payable)
    assert found(tmp_path, ledger) == []


def test_a_payment_that_stands_before_its_bill(tmp_path: Path) -> None:
    payable = "Liabilities:Members:L01:Payable"
    ledger = bought(2, "a.pdf", account=payable) + bought(2, "a.pdf", by=payable)
    assert found(tmp_path, ledger) == []


def test_equipment_and_its_depreciation(tmp_path: Path) -> None:
    equipment = "Assets:Members:L01:Equipment"
    ledger = bought(2, "a.pdf", account=equipment)
    ledger += bought(9, "a.pdf", account="Expenses:Members:L01:Growth", by=equipment)
    assert found(tmp_path, ledger) == []


@pytest.mark.parametrize("held", ["Stock", "Prepaid"])
def test_stock_and_prepayments_that_are_used(tmp_path: Path, held: str) -> None:
    account = f"Assets:Members:L01:{held}"
    ledger = bought(2, "a.pdf", account=account) + bought(9, "a.pdf", by=account)
    assert found(tmp_path, ledger) == []


def test_money_that_comes_back_for_the_same_receipt(tmp_path: Path) -> None:
    ledger = bought(2, "a.pdf").replace('"Bought"', '"Bought" ^a')
    ledger += """\
2025-03-09 * "Brought back" ^a
  receipt: "a.pdf"
  Assets:Bank                    20.00 EUR
  Expenses:Members:L01:Costs    -20.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_a_sale_that_shows_the_same_file(tmp_path: Path) -> None:
    ledger = (
        bought(2, "a.pdf")
        + """\
2025-03-09 * "Sold on"
  document: "a.pdf"
  Assets:Bank                   50.00 EUR
  Income:Members:L01:Sales     -50.00 EUR
"""
    )
    assert found(tmp_path, ledger) == []


def test_one_receipt_in_one_entry_for_two_members(tmp_path: Path) -> None:
    ledger = """\
2025-03-09 * "Together"
  Expenses:Members:L01:Costs    30.00 EUR
    receipt: "a.pdf"
  Expenses:Members:L02:Costs    20.00 EUR
    receipt: "a.pdf"
  Assets:Bank                  -50.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_an_entry_with_two_receipts_both_used_before(tmp_path: Path) -> None:
    ledger = (
        bought(2, "a.pdf")
        + bought(3, "b.pdf")
        + """\
2025-03-09 * "Together"
  Expenses:Members:L01:Costs    30.00 EUR
    receipt: "a.pdf"
  Expenses:Members:L01:Costs    20.00 EUR
    receipt: "b.pdf"
  Assets:Bank                  -50.00 EUR
"""
    )
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 12"]


def test_one_file_on_two_document_lines(tmp_path: Path) -> None:
    ledger = "".join(
        f"""\
2025-03-01 document Assets:Bank "a.pdf" ^{link}
2025-03-{day} * "Bought" ^{link}
  Expenses:Members:L01:Costs    50.00 EUR
  Assets:Bank                  -50.00 EUR

"""
        for day, link in (("02", "a"), ("03", "b"))
    )
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 7"]
    assert found(tmp_path, ledger.replace("^b", "^a")) == []


def test_a_document_line_and_a_receipt_of_the_same_file(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 document Assets:Bank "a.pdf" ^a

2025-03-02 * "Bought" ^a
  Expenses:Members:L01:Costs    50.00 EUR
  Assets:Bank                  -50.00 EUR

"""
    assert found(tmp_path, ledger + bought(3, "a.pdf")) == ["EV05 L01 50.00 7"]


def test_a_document_line_behind_a_bill_and_its_payment(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 document Assets:Bank "a.pdf" ^a

2025-03-02 * "Bought" ^a
  receipt: "a.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-03 * "Paid" ^a
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_it_can_be_waived_on_the_later_one(tmp_path: Path) -> None:
    waived = bought(3, "a.pdf").replace(
        "  receipt", '  waiver: "EV05: two halves of one order"\n  receipt'
    )
    assert found(tmp_path, bought(2, "a.pdf") + waived) == []
    assert found(tmp_path, waived + bought(9, "a.pdf")) == ["EV05 L01 50.00 7"]

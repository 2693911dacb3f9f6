"""EV05: one receipt behind two expenses."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.rules.vocabularies import VOCABULARIES
from tests.support import MEMBERS, report_on, told, words, write_books

from paraplu.check import check

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
        "The receipt ledger/a.pdf for this 50.00 is already used for the expense of "
        "2025-03-02 (ledger/main.beancount, line 15)."
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
        "The receipt ../a.pdf for this 50.00 is already used for the expense of "
        "2025-03-02 (ledger/main.beancount, line 13)."
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
    ],
)
def test_behind_an_expense_of_any_kind(tmp_path: Path, account: str) -> None:
    ledger = bought(2, "a.pdf") + bought(3, "a.pdf", account=account)
    member = account.split(":")[2] if ":Members:" in account else ""
    assert found(tmp_path, ledger) == [f"EV05 {member} 50.00 6"]


def test_charged_to_one_fund_twice(tmp_path: Path) -> None:
    """To a fund and a member is told by FN03, and not here as well."""
    fund = "Expenses:Funds:Cordaid2025"
    one, again = bought(2, "a.pdf", account=fund), bought(3, "a.pdf", account=fund)
    assert found(tmp_path, one + again) == ["EV05  50.00 6"]
    assert found(tmp_path, one + bought(3, "a.pdf")) == []


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


BILL_OF_TWO = """\
2025-03-02 * "Printer" "One bill" {link}
  receipt: "a.pdf"
  Assets:Clearing:Shared       121.00 EUR
  Assets:Bank                 -121.00 EUR

2025-03-02 * "Printer" "Of L01" {link}
  receipt: "a.pdf"
  Expenses:Members:L01:Costs    60.00 EUR
  Assets:VAT                    12.60 EUR
  Assets:Clearing:Shared       -72.60 EUR

2025-03-02 * "Printer" "Of the cooperative" {link}
  receipt: "a.pdf"
  Expenses:Coop:Print           40.00 EUR
  Assets:VAT                     8.40 EUR
  Assets:Clearing:Shared       -48.40 EUR
"""
ONE_BOX = """\
2025-03-02 * "Shop" "A box for two" {link}
  receipt: "a.pdf"
  Expenses:Members:L01:Costs    60.00 EUR
  Assets:Bank                  -60.00 EUR

2025-03-02 * "Shop" "A box for two" {link}
  receipt: "copy.pdf"
  Assets:Members:L02:Stock      40.00 EUR
  Assets:Bank                  -40.00 EUR
"""
# Linked with a bill on which it does not lean: it shows its own, or only moves money.
BESIDE_A_BILL = """\
2025-03-02 * "Printer" "Posters" ^p
  receipt: "a.pdf"
  Assets:Clearing:Shared       121.00 EUR
  Assets:Bank                 -121.00 EUR

2025-03-03 * "Shop" "Wood" ^p
  receipt: "b.pdf"
  Expenses:Members:L01:Costs    72.60 EUR
  Assets:Clearing:Shared       -72.60 EUR

2025-03-04 * "Shared out over two" ^p
  Assets:Clearing:Two           48.40 EUR
  Assets:Clearing:Shared       -48.40 EUR

"""
BOUNCED = """\
2025-03-02 * "Shop" "Wood" {link}
  receipt: "a.pdf"
  Expenses:Members:L01:Costs    60.00 EUR
  Assets:Bank                  -60.00 EUR

2025-03-04 * "Shop" "Came back" ^b
  Assets:Bank                   60.00 EUR
  Expenses:Members:L01:Costs   -60.00 EUR

2025-03-09 * "Shop" "Wood, once more" ^b
  receipt: "a.pdf"
  Expenses:Members:L01:Costs    60.00 EUR
  Assets:Bank                  -60.00 EUR
"""


@pytest.mark.parametrize("chart", ["en", "nl"])
@pytest.mark.parametrize(
    ("ledger", "unlinked"),
    [
        (BILL_OF_TWO, ["EV05  40.00 12"]),
        (ONE_BOX, ["EV05 L02 40.00 6"]),
        ("".join(bought(day, "a.pdf") for day in (2, 3)), ["EV05 L01 50.00 6"]),
    ],
)
def test_entries_that_share_a_link_are_one_use(
    tmp_path: Path, ledger: str, unlinked: list[str], chart: str
) -> None:
    assert in_chart(tmp_path, ledger.format(link=""), chart) == unlinked
    linked = ledger.format(link="^one").replace('"Bought"', '"Bought" ^one')
    assert in_chart(tmp_path, linked, chart) == []


def test_what_shows_its_own_or_spends_nothing_leans_on_no_bill(tmp_path: Path) -> None:
    ledger = BESIDE_A_BILL + bought(9, "a.pdf")
    assert found(tmp_path, ledger) == []
    leaning = ledger.replace('  receipt: "b.pdf"\n', "")
    assert found(tmp_path, leaning) == ["EV05 L01 50.00 14"]


@pytest.mark.parametrize("cents", ["0.80", "1.00", "60.00"])
def test_however_little_leans_on_a_bill(tmp_path: Path, cents: str) -> None:
    bill, *_ = BESIDE_A_BILL.split("\n\n")
    little = f"""\n
2025-03-03 * "Of L01" ^p
  Expenses:Members:L01:Costs    {cents} EUR
  Assets:Clearing:Shared       -{cents} EUR

"""
    ledger = bill + little + bought(9, "a.pdf")
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 10"]


def test_what_is_linked_is_one_use_and_what_is_not_another(tmp_path: Path) -> None:
    ledger = ONE_BOX.format(link="^one") + "\n" + bought(9, "a.pdf")
    assert found(tmp_path, ledger) == ["EV05 L01 50.00 11"]
    other = ONE_BOX.format(link="^one") + "\n" + ONE_BOX.format(link="^two")
    assert found(tmp_path, other) == ["EV05 L01 60.00 11", "EV05 L02 40.00 16"]


def test_linked_over_another_entry(tmp_path: Path) -> None:
    ledger = ONE_BOX.replace("{link}", "^one", 1).replace("{link}", "^two")
    assert found(tmp_path, ledger) == ["EV05 L02 40.00 6"]
    joined = """
2025-03-05 * "Together" ^one ^two
  Assets:Clearing:A     1.00 EUR
  Assets:Bank          -1.00 EUR
"""
    assert found(tmp_path, ledger + joined) == []


@pytest.mark.parametrize("total", ["", "  receipt-total: 60.00\n"])
def test_a_payment_that_bounced_and_was_booked_again(
    tmp_path: Path, total: str
) -> None:
    ledger = BOUNCED.format(link="^b").replace('"a.pdf"\n', f'"a.pdf"\n{total}')
    assert found(tmp_path, ledger) == []


def test_one_link_on_everything_does_not_keep_the_check_busy(tmp_path: Path) -> None:
    ledger = "".join(
        ONE_BOX.format(link="^all").replace("a.pdf", f"{n}.pdf").replace("copy", f"{n}")
        for n in range(800)
    )
    files = {f"{n}.pdf": f"{n}" for n in range(800)}
    began = time.thread_time()
    assert found(tmp_path, ledger, files) == []
    assert time.thread_time() - began < 15


def test_the_receipt_of_a_bill_that_came_later_is_used(tmp_path: Path) -> None:
    ledger = """\
2025-03-02 * "Paid ahead" ^p
  Assets:Members:L01:Prepaid     50.00 EUR
  Assets:Bank                   -50.00 EUR

2025-03-03 * "The bill" ^p
  receipt: "a.pdf"
  Expenses:Members:L01:Costs     50.00 EUR
  Assets:Members:L01:Prepaid    -50.00 EUR

"""
    assert found(tmp_path, ledger) == []
    assert found(tmp_path, ledger + bought(9, "a.pdf")) == ["EV05 L01 50.00 10"]


def part(amount: str, total: str, *, member: str = "L01", day: int = 2) -> str:
    return f"""\
2025-03-{day:02} * "A part"
  receipt: "a.pdf"
  receipt-total: {total}
  Expenses:Members:{member}:Costs    {amount} EUR
  Assets:Bank                   -{amount} EUR

"""


@pytest.mark.parametrize("chart", ["en", "nl"])
@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        (part("60.00", "100.00") + part("40.00", "100.00"), []),
        (part("60.00", "100.00 EUR") + part("40.00", '"100.00"'), []),
        (part("60.00", "100.00") + part("40.01", "100.00"), ["EV05 L01 0.01 7"]),
        (part("110.00", "100.00"), ["EV05 L01 10.00 1"]),
        (
            part("60.00", "100.00")
            + part("50.00", "100.00", member="L02")
            + part("5.00", "100.00"),
            ["EV05 L02 10.00 7", "EV05 L01 5.00 13"],
        ),
        # One of them says it, for all.
        (part("50.00", "100.00") + bought(3, "a.pdf"), []),
        (bought(2, "a.pdf") + part("60.00", "100.00"), ["EV05 L01 10.00 6"]),
        # Two that disagree, and what is no amount.
        (part("60.00", "100.00") + part("40.00", "90.00"), ["EV05 L01 None 7"]),
        (part("60.00", '"100,00"'), ["EV05 L01 None 1"]),
        (part("60.00", "100.00 USD"), ["EV05 L01 None 1"]),
        (part("60.00", '"hundred"'), ["EV05 L01 None 1"]),
        (part("60.00", "0.00"), ["EV05 L01 None 1"]),
        (part("60.00", "-100.00"), ["EV05 L01 None 1"]),
        (part("60.00", ""), ["EV05 L01 None 1"]),
        (part("60.00", "2025-03-01"), ["EV05 L01 None 1"]),
        (part("60.00", "TRUE"), ["EV05 L01 None 1"]),
        (part("60.00", '" "'), ["EV05 L01 None 1"]),
    ],
)
def test_what_is_on_the_receipt(
    tmp_path: Path, ledger: str, expected: list[str], chart: str
) -> None:
    assert in_chart(tmp_path, ledger, chart) == expected


def test_a_total_that_is_none_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    ledger = part("60.00", '"veel"').replace("a.pdf", "missing.pdf")
    ledger += part("40.00", "100.00").replace("a.pdf", "missing.pdf")
    findings = report_on(tmp_path, SALES + ledger).verdict.findings
    codes = sorted(f.code for f in findings if f.code in {"EV02", "EV05"})
    assert codes == ["EV02", "EV02", "EV05"]


def test_the_total_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    ledger = part("60.00", "100.00").replace("a.pdf", "missing.pdf")
    findings = report_on(tmp_path, SALES + ledger).verdict.findings
    assert [f.code for f in findings if f.code in {"EV02", "EV05"}] == ["EV02"]


@pytest.mark.parametrize(
    ("total", "expected"), [('"veel"', ["EV05  None 1"]), ("100.00", [])]
)
def test_a_total_on_an_entry_that_spends_and_charges_nothing(
    tmp_path: Path, total: str, expected: list[str]
) -> None:
    ledger = f"""\
2025-03-02 * "To the cash box"
  receipt: "a.pdf"
  receipt-total: {total}
  Assets:Cash   60.00 EUR
  Assets:Bank  -60.00 EUR

"""
    assert found(tmp_path, ledger) == expected


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("", "`receipt-total:` is empty."),
        ('" "', "`receipt-total:` is empty."),
        ("TRUE", "“TRUE” cannot be the total of a receipt."),
        ('"veel"', "“veel” cannot be the total of a receipt."),
    ],
)
def test_how_it_says_that_a_total_is_none(
    tmp_path: Path, total: str, said: str
) -> None:
    ledger = SALES + part("60.00", total)
    findings = report_on(tmp_path, ledger, files=FILES).verdict.findings
    assert [words(f) for f in findings if f.code == "EV05"] == [said]


def test_a_total_counts_with_its_vat(tmp_path: Path) -> None:
    ledger = BILL_OF_TWO.format(link="").replace(
        '"a.pdf"\n', '"a.pdf"\n  receipt-total: 121.00\n'
    )
    assert found(tmp_path, ledger) == []
    less = ledger.replace("receipt-total: 121.00", "receipt-total: 120.00")
    assert found(tmp_path, less) == ["EV05  1.00 14"]


def test_a_total_of_a_receipt_on_postings(tmp_path: Path) -> None:
    ledger = """\
2025-03-02 * "Two shops"
  Expenses:Members:L01:Costs         60.00 EUR
    receipt: "a.pdf"
    receipt-total: 72.60
  Expenses:Members:L01:Costs:Glue    10.00 EUR
    receipt: "b.pdf"
    receipt-total: 12.10
  Assets:VAT                         14.70 EUR
  Assets:Bank                       -84.70 EUR
"""
    assert found(tmp_path, ledger) == []
    less = ledger.replace("72.60", "59.00")
    assert [one.rpartition(" ")[0] for one in found(tmp_path, less)] == [
        "EV05 L01 13.60"
    ]


def test_what_comes_back_is_not_used(tmp_path: Path) -> None:
    ledger = (
        part("60.00", "100.00").replace('"A part"', '"A part" ^a')
        + """\
2025-03-03 * "Brought back" ^a
  Assets:Bank                    20.00 EUR
  Expenses:Members:L01:Costs    -20.00 EUR

"""
        + part("60.00", "100.00", day=4)
    )
    assert found(tmp_path, ledger) == []
    again = ledger + part("0.01", "100.00", day=5)
    assert found(tmp_path, again) == ["EV05 L01 0.01 17"]


def test_a_statement_with_a_total_behind_what_was_kept(tmp_path: Path) -> None:
    kept = """\
2025-03-02 * "Payout"
  receipt: "a.pdf"
  Assets:Bank                     85.00 EUR
  Expenses:Members:L01:Costs      15.00 EUR
  Income:Members:L01:Sales      -100.00 EUR

"""
    assert found(tmp_path, kept * 2) == []
    total = kept.replace('"a.pdf"\n', '"a.pdf"\n  receipt-total: 20.00\n')
    assert found(tmp_path, total * 2) == ["EV05 L01 10.00 8"]


def test_what_it_says_of_totals(tmp_path: Path) -> None:
    def said(ledger: str, language: str) -> str:
        report = report_on(tmp_path, SALES + ledger, files=FILES)
        [finding] = [f for f in report.verdict.findings if f.code == "EV05"]
        return words(finding, language)

    ledger = part("60.00", "100.00") + part("50.00", "100.00")
    assert said(ledger, "en") == (
        "The receipt a.pdf comes to 100.00, but the entries that name it come to "
        "110.00, this one included."
    )
    assert said(ledger, "nl") == (
        "Op de bon a.pdf staat 100,00, maar de boekingen die deze bon noemen, zijn met "
        "deze erbij samen 110,00."
    )
    assert said(part("60.00", '"100,00"'), "en") == (
        "“100,00” cannot be the total of a receipt."
    )
    differing = part("60.00", "100.00") + part("40.00", "90.00")
    assert said(differing, "en") == (
        "The receipt a.pdf comes to 90.00 here, but to 100.00 at the expense of "
        "2025-03-02."
    )


def in_chart(folder: Path, ledger: str, chart: str) -> list[str]:
    """Return what is found in a ledger, written in the words of a chart."""
    vocabulary = VOCABULARIES[chart]
    report = report_on(
        folder,
        vocabulary.translated(SALES + ledger),
        members=vocabulary.register + MEMBERS,
        files=FILES,
    )
    lines = SALES.count("\n") + 4
    return [
        " ".join((f.code, f.member or "", f"{f.amount}", f"{f.source.line - lines}"))
        for f in report.verdict.findings
        if f.code == "EV05"
    ]


def test_cents_count_in_what_a_receipt_is_used_for(tmp_path: Path) -> None:
    ledger = bought(5, "a.pdf") + bought(6, "a.pdf").replace(
        "  Assets:Bank        -50.00 EUR",
        "  Expenses:Members:L01:Costs:Bag    0.75 EUR\n  Assets:Bank        -50.75 EUR",
    )
    assert found(tmp_path, ledger) == ["EV05 L01 50.75 6"]

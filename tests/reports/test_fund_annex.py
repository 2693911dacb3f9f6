"""The annex to a funder: every use with its receipts, and which of them go along."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.reports.test_fund_report import registered
from tests.support import report_on

from paraplu.reports.fund_annex import Annex, NotEnclosed, annex_of
from paraplu.reports.fund_report import fund_report
from paraplu.rules.verdict import Judgement

FUND = """\
  Cordaid2025: {amount: 9000.00, budget: {
    Courses: {granted: 500.00, purposes: [Training]},
    Rest: {granted: 500.00, purposes: [Coop]}}}
"""
FILES = {
    "course.pdf": "a course",
    "copy.PDF": "a course",
    "print.pdf": "posters",
    "page.html": "<script>",
    "private/note.pdf": "of the board",
    "small.pdf": "a stamp",
}


def paid(
    day: int,
    amount: str,
    receipt: str = "",
    *,
    payee: str = "School",
    path: str = "Training",
    by: str = "Assets:Bank",
    more: str = "",
) -> str:
    shown = f'  receipt: "{receipt}"\n' if receipt else ""
    return f"""\
2025-03-{day:02} * "{payee}" "Something" {more}
{shown}  Expenses:Funds:Cordaid2025:{path}  {amount} EUR
  {by}

"""


def rebooked(
    amount: str,
    link: str = "",
    shows: str = "",
    *,
    by: str = "Expenses:Coop:Print",
    to: str = "Expenses:Funds:Cordaid2025:Coop",
) -> str:
    shown = f'  receipt: "{shows}"\n' if shows else ""
    return f"""\
2025-03-20 * "The fund pays for it" {link}
{shown}  {to}  {amount} EUR
  {by}

"""


def annexed(
    folder: Path, ledger: str, fund: str = FUND, private: str | None = None
) -> Annex:
    files = FILES | ({"../members.private.yaml": private} if private else {})
    report = report_on(folder, ledger, members=registered(fund), files=files)
    assert not report.register.faults
    judgement = Judgement(report.books, report.register, report.verdict)
    return annex_of(judgement, fund_report(judgement, "Cordaid2025"))


def test_a_row_for_each_use(tmp_path: Path) -> None:
    ledger = (
        paid(3, "400.00", "course.pdf")
        + """\
2025-03-04 * "Printer" "Posters, and cards of the cooperative"
  receipt: "print.pdf"
  Expenses:Funds:Cordaid2025:Coop     200.00 EUR
  Expenses:Coop:Print                 100.00 EUR
  Assets:VAT                           63.00 EUR
  Assets:Bank

"""
        + paid(5, "10.00", "small.pdf", path="Coop:Post")
    )
    course, posters, stamp = annexed(tmp_path, ledger).rows
    assert (course.number, course.supplier, course.line) == (1, "School", "Courses")
    assert [course.claimed, course.of] == [400, 400]
    assert course.paid == course.day
    assert [posters.claimed, posters.of] == [200, 363]
    digest = hashlib.sha256(b"posters").hexdigest()
    assert [(one.name, one.sha256, one.kept) for one in posters.copies] == [
        ("receipts/002.pdf", digest, None)
    ]
    assert [(one.name, one.kept) for one in stamp.copies] == [("", NotEnclosed.SMALL)]


def test_the_threshold_is_the_funders(tmp_path: Path) -> None:
    ledger = paid(3, "250.00", "course.pdf") + paid(4, "250.01", "print.pdf")
    assert [*annexed(tmp_path, ledger).bundled] == ["receipts/002.pdf"]
    lower = FUND.replace("{amount:", "{copies_above: 9.99, amount:")
    every = annexed(tmp_path, ledger + paid(5, "10.00", "small.pdf"), lower)
    assert [*every.bundled] == [
        "receipts/001.pdf",
        "receipts/002.pdf",
        "receipts/003.pdf",
    ]


def test_what_is_on_a_receipt_is_said(tmp_path: Path) -> None:
    said = paid(3, "40.00", "course.pdf").replace(
        "  Expenses", "  receipt-total: 400.00\n  Expenses"
    )
    [row] = annexed(tmp_path, said).rows
    assert [row.claimed, row.of] == [40, 400]
    assert [one.name for one in row.copies] == ["receipts/001.pdf"]


def test_what_came_back_is_taken_off(tmp_path: Path) -> None:
    ledger = paid(3, "400.00", "course.pdf") + paid(4, "-150.00") + paid(5, "-250.00")
    assert annexed(tmp_path, ledger).rows == ()
    [row] = annexed(tmp_path, paid(3, "400.00", "course.pdf") + paid(4, "-150.00")).rows
    assert row.claimed == 250


def test_a_bill_that_is_not_paid_yet(tmp_path: Path) -> None:
    bill = paid(3, "400.00", "course.pdf", by="Liabilities:Payable", more="^c")
    [row] = annexed(tmp_path, bill).rows
    assert (row.paid, row.open) == (None, row.claimed)
    half = """\
2025-03-20 * "School" "Half" ^c
  Liabilities:Payable  100.00 EUR
  Assets:Bank
"""
    [row] = annexed(tmp_path, bill + half).rows
    assert (str(row.paid), row.open) == ("2025-03-20", row.claimed - 100)


def test_a_bill_in_part_paid_at_once_and_in_part_given_back(tmp_path: Path) -> None:
    """What came back needs no payment; what is open is a part of what is left."""
    bill = """\
2025-03-03 * "School" "Course" ^c
  Expenses:Funds:Cordaid2025:Training  400.00 EUR
  Assets:Bank                         -100.00 EUR
  Liabilities:Payable                 -300.00 EUR

2025-03-10 * "School" "Half of it cancelled" ^c
  Liabilities:Payable                  200.00 EUR
  Expenses:Funds:Cordaid2025:Training
"""
    [row] = annexed(tmp_path, bill).rows
    assert [row.claimed, row.open] == [200, 100]
    assert str(row.paid) == "2025-03-03"


def test_a_bill_that_was_paid_ahead(tmp_path: Path) -> None:
    ahead = """\
2025-03-01 * "School" "Paid ahead" ^c
  Liabilities:Payable  150.00 EUR
  Assets:Bank

"""
    bill = paid(3, "400.00", "course.pdf", by="Liabilities:Payable", more="^c")
    [row] = annexed(tmp_path, ahead + bill).rows
    assert (str(row.paid), row.open) == ("2025-03-03", row.claimed - 150)


def test_the_same_content_goes_along_once(tmp_path: Path) -> None:
    ledger = paid(3, "300.00", "course.pdf") + paid(4, "300.00", "copy.PDF")
    annex = annexed(tmp_path, ledger)
    assert [*annex.bundled] == ["receipts/001.pdf"]
    assert [one.name for row in annex.rows for one in row.copies] == [
        "receipts/001.pdf"
    ] * 2


def test_two_receipts_of_one_use(tmp_path: Path) -> None:
    ledger = paid(3, "300.00", "course.pdf").replace(
        "  Expenses", '  document: "print.pdf"\n  Expenses'
    )
    assert [*annexed(tmp_path, ledger).bundled] == [
        "receipts/001-1.pdf",
        "receipts/001-2.pdf",
    ]


def test_the_receipt_of_a_posting_is_of_that_posting(tmp_path: Path) -> None:
    ledger = """\
2025-03-04 * "Shop" "Two things"
  Expenses:Funds:Cordaid2025:Coop      300.00 EUR
    receipt: "print.pdf"
  Expenses:Funds:Cordaid2025:Training  300.00 EUR
    receipt: "course.pdf"
  Assets:Bank
"""
    annex = annexed(tmp_path, ledger)
    assert [Path(path).name for path in annex.bundled.values()] == [
        "print.pdf",
        "course.pdf",
    ]


def test_a_receipt_on_a_linked_entry(tmp_path: Path) -> None:
    ledger = """\
2025-03-03 * "School" "Bill" ^c
  receipt: "course.pdf"
  Assets:Clearing:Shared               300.00 EUR
  Assets:Bank

2025-03-03 * "School" "Bill" ^c
  Expenses:Funds:Cordaid2025:Training  300.00 EUR
  Assets:Clearing:Shared
"""
    [row] = annexed(tmp_path, ledger).rows
    assert [Path(one.path).name for one in row.copies] == ["course.pdf"]


def test_what_stays_behind(tmp_path: Path) -> None:
    """Nothing outside the books, nothing that runs, nothing of the board."""
    (tmp_path / "outside.pdf").write_text("elsewhere", "utf-8")
    (tmp_path / "books").mkdir()
    paths = {
        "../../outside.pdf": NotEnclosed.MISSING,
        "gone.pdf": NotEnclosed.MISSING,
        "../members.yaml": NotEnclosed.MISSING,
        "main.beancount": NotEnclosed.MISSING,
        "page.html": NotEnclosed.KIND,
        "private/note.pdf": NotEnclosed.PRIVATE,
    }
    ledger = "".join(paid(n, "300.00", path) for n, path in enumerate(paths, 1))
    annex = annexed(tmp_path / "books", ledger)
    kept = [one.kept for row in annex.rows for one in row.copies]
    assert kept == list(paths.values())
    assert annex.bundled == {}


def test_a_link_out_of_the_books_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_text("elsewhere", "utf-8")
    books = tmp_path / "books"
    (books / "ledger").mkdir(parents=True)
    (books / "ledger" / "link.pdf").symlink_to(outside)
    [row] = annexed(books, paid(3, "300.00", "link.pdf")).rows
    assert [one.kept for one in row.copies] == [NotEnclosed.MISSING]


def test_no_member_is_named(tmp_path: Path) -> None:
    private = "L02: {name: Johanna de Wit}\n"
    ledger = (
        paid(3, "300.00", "course.pdf", payee="L01")
        + paid(4, "300.00", "print.pdf", payee="J. de Wit, taarten")
        + paid(5, "9.00", "small.pdf", payee="L010 Supplies")
    )
    rows = annexed(tmp_path, ledger, private=private).rows
    assert [(row.supplier, row.by_member) for row in rows] == [
        ("", True),
        ("", True),
        ("L010 Supplies", False),
    ]


def test_start_capital_needs_no_receipt(tmp_path: Path) -> None:
    ledger = """\
2025-02-01 * "Start of L01"
  Expenses:Funds:Cordaid2025:StartCapital  120.00 EUR
  Equity:Members:L01:StartCapital
"""
    [row] = annexed(tmp_path, ledger).rows
    assert (row.start_capital, row.member, row.of, row.copies) == (
        True,
        "L01",
        None,
        (),
    )


FIRST = """\
2025-03-03 * "Printer" "Posters" ^p
  receipt: "print.pdf"
  Expenses:Coop:Print                 100.00 EUR
  Assets:VAT                           21.00 EUR
  Assets:Bank

"""


@pytest.mark.parametrize(
    ("how", "moved", "of"),
    [
        ("by its link", FIRST + rebooked("100.00", "^p"), 121),
        ("by its receipt", FIRST + rebooked("100.00", shows="print.pdf"), 121),
        ("by both", FIRST + rebooked("100.00", "^p", "print.pdf"), 121),
        ("a part", FIRST + rebooked("40.00", "^p"), 121),
        (
            "over another fund",
            FIRST
            + rebooked("100.00", "^p", to="Expenses:Funds:City2025:Coop")
            + rebooked("100.00", "^p", by="Expenses:Funds:City2025:Coop"),
            121,
        ),
        (
            "what somebody says",
            FIRST.replace("  Exp", "  receipt-total: 200.00\n  Exp", 1)
            + rebooked("100.00", "^p"),
            200,
        ),
        (
            "paid on account",
            FIRST.replace("Assets:Bank", "Liabilities:Payable")
            + rebooked("100.00", "^p"),
            121,
        ),
    ],
)
def test_a_cost_that_was_moved_to_the_fund(
    tmp_path: Path, how: str, moved: str, of: int
) -> None:
    """Its receipt is that of the first entry, and comes to what that one books."""
    (tmp_path / "books").mkdir()
    annex = annexed(tmp_path / "books", moved, FUND + "  City2025: {}\n")
    [row] = annex.rows
    assert row.of == of, how
    assert [Path(one.path).name for one in row.copies] == ["print.pdf"], how


def test_a_cost_of_another_entry_with_that_link_is_no_part_of_it(
    tmp_path: Path,
) -> None:
    other = """\
2025-03-03 * "Stationer" "Paper" ^p
  receipt: "small.pdf"
  Expenses:Coop:Office                  9.00 EUR
  Assets:Bank

"""
    [row] = annexed(tmp_path, other + FIRST + rebooked("100.00", "^p")).rows
    assert [Path(one.path).name for one in row.copies] == ["print.pdf"]
    assert row.of == 121


def test_other_funds_and_members_are_not_named(tmp_path: Path) -> None:
    ledger = (
        paid(3, "30.00", payee="Moved from City2025")
        + paid(4, "30.00", payee="Stichting Stadsfonds")
        + paid(5, "30.00", payee="City2025x")
        + paid(6, "30.00", path="L02")
        + paid(7, "30.00", path="Growth:L02")
    )
    fund = FUND + "  City2025: {funder: Stichting Stadsfonds}\n"
    rows = annexed(tmp_path, ledger, fund).rows
    assert [(row.supplier, row.line) for row in rows] == [
        ("", "Courses"),
        ("", "Courses"),
        ("City2025x", "Courses"),
        ("School", ""),
        ("School", "Growth"),
    ]

"""What there is to do, worked out from books and register."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.support import MEMBERS, report_on, told

from paraplu.base.findings import Severity
from paraplu.reports.span import Span
from paraplu.reports.todo import ToDo, todo_in
from paraplu.rules import RULES
from paraplu.rules.verdict import Judgement

BEGIN = """\
2025-01-02 * "Board" "Deposit"
  Assets:Bank:Main         1000.00 EUR
  Equity:Coop

2025-01-03 balance Assets:Bank:Main  1000.00 EUR

"""


def todo(
    folder: Path,
    ledger: str,
    *,
    members: str = MEMBERS,
    span: Span | None = None,
    today: str = "2025-02-01",
) -> ToDo:
    day = dt.date.fromisoformat(today)
    report = report_on(folder, BEGIN + ledger, members=members, today=day)
    judgement = Judgement(report.books, report.register, report.verdict)
    return todo_in(judgement).within(span or Span())


def test_nothing_to_do(tmp_path: Path) -> None:
    view = todo(tmp_path, "")
    assert view.clear
    assert (view.transactions, view.urgencies, view.outside) == (1, (), 0)
    assert view.rules == len(RULES)


LUNCHES = """\
2025-01-10 * "Market"
  Income:Members:L02:Sales     -100.00 EUR
  Assets:Members:L02:Cash       100.00 EUR

2025-01-11 * "Lunch"
  Assets:Members:L02:Cash       -10.00 EUR
  Expenses:Coop:Lunch            10.00 EUR

2025-01-12 * "Course"
  Assets:Members:L02:Cash       -20.00 EUR
  Expenses:Members:L02:Training  20.00 EUR

2025-01-13 * "Lunch"
  Assets:Members:L01:Stock       -5.00 EUR
  Expenses:Coop:Lunch             5.00 EUR

2025-01-14 * "Unknown"
  Assets:Members:L09:Receivable  -5.00 EUR
  Assets:Bank:Main                5.00 EUR
"""


def test_the_most_urgent_first_and_by_member(tmp_path: Path) -> None:
    nowhere = MEMBERS.replace("until: 2025-12-31}]", "until: 2025-02-10}]", 1)
    view = todo(tmp_path, LUNCHES, members=nowhere)
    assert [
        (one.severity, share.member, share.name, told(share.findings))
        for one in view.urgencies
        for share in one.shares
    ] == [
        (Severity.ERROR, "L01", "Tweede Leven Meubels", ["PF01 L01 5.00 25"]),
        (
            Severity.ERROR,
            "L02",
            "Taartenatelier Zoet",
            ["PF01 L02 10.00 17", "EV01 L02 20.00 21"],
        ),
        (Severity.ERROR, "L09", "", ["MB01 L09 28"]),
        (
            Severity.WARNING,
            "L01",
            "Tweede Leven Meubels",
            ["BK04 L01 5.00 24", "MB04 L01 18"],
        ),
        (Severity.WARNING, "L09", "", ["BK04 L09 5.00 28"]),
    ]
    assert (view.count(Severity.ERROR), view.count(Severity.WARNING)) == (4, 3)
    assert [one.code for one in view.ending] == ["L01", "L09"]
    assert not view.clear


def test_a_span_keeps_what_has_no_day_and_counts_the_rest(tmp_path: Path) -> None:
    span = Span(dt.date(2025, 1, 12), dt.date(2025, 1, 13))
    view = todo(tmp_path, LUNCHES, span=span)
    shown = [f for one in view.urgencies for s in one.shares for f in s.findings]
    assert sorted(told(shown)) == [
        "BK04 L01 5.00 24",
        "EV01 L02 20.00 21",
        "MB01 L09 28",
        "PF01 L01 5.00 25",
    ]
    assert view.outside == 2


def test_money_that_waits(tmp_path: Path) -> None:
    view = todo(
        tmp_path,
        """\
2025-01-05 * "Card" "in"
  Assets:Clearing:Cards       50.00 EUR
  Income:Coop:Gifts

2025-01-06 * "Card" "half of it"
  Assets:Bank:Main            20.00 EUR
  Assets:Clearing:Cards

2025-01-20 * "Post" "went out"
  Assets:Clearing:Post        -7.00 EUR
  Expenses:Coop:Stamps

2025-01-25 * "Shop" "card, and paid out"
  Assets:Clearing:Shop         9.00 EUR
  Assets:Bank:Main

2025-01-26 * "Shop" "back"
  Assets:Bank:Main             9.00 EUR
  Assets:Clearing:Shop
""",
        today="2025-02-10",
    )
    assert [
        (one.account, one.amount, one.days, one.late, one.transaction.narration)
        for one in view.waiting
    ] == [
        ("Assets:Clearing:Cards", Decimal(30), 36, True, "in"),
        ("Assets:Clearing:Post", Decimal(-7), 21, False, "went out"),
    ]


def test_entries_that_nobody_sorted_out(tmp_path: Path) -> None:
    view = todo(
        tmp_path,
        """\
2025-01-05 ! "NL00 UNKNOWN" "what is this?"
  Assets:Bank:Main           -12.50 EUR
  Expenses:Coop:Unknown

2025-01-06 * "Known"
  Assets:Bank:Main            -1.00 EUR
  Expenses:Coop:Stamps

2025-01-07 ! "No money in it"
  Income:Coop:A               -3.00 EUR
  Expenses:Coop:B

2025-03-01 ! "Of later"
  Assets:Bank:Main            -2.00 EUR
  Expenses:Coop:Stamps
""",
    )
    assert [(one.account, one.amount, one.days) for one in view.marked] == [
        ("Assets:Bank:Main", Decimal("-12.50"), 27),
        ("Income:Coop:A", Decimal(-3), 25),
    ]
    assert not view.clear


def test_banks_and_when_they_were_compared(tmp_path: Path) -> None:
    view = todo(
        tmp_path,
        """\
2025-01-02 * "Savings"
  Assets:Bank:Savings        100.00 EUR
  Assets:Bank:Main
""",
        today="2025-03-01",
    )
    assert [(c.account, c.days, c.late, c.ever) for c in view.compared] == [
        ("Assets:Bank:Savings", 58, True, False),
        ("Assets:Bank:Main", 57, True, True),
    ]


def test_the_oldest_waiver_first(tmp_path: Path) -> None:
    view = todo(
        tmp_path,
        """\
2025-01-10 * "Market"
  Income:Members:L02:Sales     -100.00 EUR
  Assets:Members:L02:Cash       100.00 EUR

2025-01-12 * "Course"
  waiver: "EV01: lost"
  Assets:Members:L02:Cash       -20.00 EUR
  Expenses:Members:L02:Training  20.00 EUR

2025-01-11 * "Book"
  waiver: "EV01: wet"
  Assets:Members:L02:Cash       -10.00 EUR
  Expenses:Members:L02:Training  10.00 EUR
""",
    )
    assert [(one.reason, one.days, one.member) for one in view.waived] == [
        ("wet", 21, "L02"),
        ("lost", 20, "L02"),
    ]
    assert view.clear

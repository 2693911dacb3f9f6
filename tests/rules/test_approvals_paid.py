"""EV03 counts the day on which the money left, by whatever way it went."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import errors, findings_in
from tests.support import hints, told, words

if TYPE_CHECKING:
    from pathlib import Path

WAYS = {
    "prepaid": """\
2025-03-12 * "School" "Paid ahead" {link}
  Assets:Members:L01:Prepaid         300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-31 * "School" "Course" {link}
  approved: "board {day}"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
""",
    "prepaid on account, and paid before it was used": """\
2025-03-10 * "School" "A bill" {link}
  Assets:Members:L01:Prepaid         300.00 EUR
  Liabilities:Members:L01:Payable   -300.00 EUR

2025-03-12 * "School" "Paid" {link}
  Liabilities:Members:L01:Payable    300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-31 * "School" "Course" {link}
  approved: "board {day}"
  Expenses:Members:L01:Growth        300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
""",
    "two down payments and the rest": """\
2025-03-12 * "Tool shop" "Down payment" {link}
  Assets:Members:L01:Prepaid         100.00 EUR
  Assets:Bank                       -100.00 EUR

2025-03-22 * "Tool shop" "Down payment" {link}
  Assets:Members:L01:Prepaid         100.00 EUR
  Assets:Bank                       -100.00 EUR

2025-03-31 * "Tool shop" "Lathe" {link}
  approved: "board {day}"
  Assets:Members:L01:Equipment       300.00 EUR
  Assets:Members:L01:Prepaid        -200.00 EUR
  Assets:Bank                       -100.00 EUR
""",
    "down payments that settle the bill": """\
2025-03-12 * "Tool shop" "Down payment" {link}
  Assets:Members:L01:Prepaid         100.00 EUR
  Assets:Bank                       -100.00 EUR

2025-03-20 * "Tool shop" "Lathe, the bill" {link}
  approved: "board {day}"
  Assets:Members:L01:Equipment       300.00 EUR
  Liabilities:Members:L01:Payable   -300.00 EUR

2025-03-31 * "Tool shop" "Settled" {link}
  Liabilities:Members:L01:Payable    300.00 EUR
  Assets:Members:L01:Prepaid        -100.00 EUR
  Assets:Bank                       -200.00 EUR
""",
    "over clearing": """\
2025-03-12 * "Tool shop" "Nobody knows what for" {link}
  Assets:Clearing:Unallocated        300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-31 * "Tool shop" "Lathe" {link}
  approved: "board {day}"
  Assets:Members:L01:Equipment       300.00 EUR
  Assets:Clearing:Unallocated       -300.00 EUR
""",
    "over two clearing accounts": """\
2025-03-12 * "Tool shop" "Transfer" {link}
  Assets:Clearing:Transfers          300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-14 * "Tool shop" "Moved" {link}
  Assets:Clearing:Unallocated        300.00 EUR
  Assets:Clearing:Transfers         -300.00 EUR

2025-03-31 * "Tool shop" "Lathe" {link}
  approved: "board {day}"
  Expenses:Members:L01:Growth        300.00 EUR
  Assets:Clearing:Unallocated       -300.00 EUR
""",
    "prepaid over clearing": """\
2025-03-12 * "School" "Transfer" {link}
  Assets:Clearing:Transfers          300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-14 * "School" "Course" {link}
  Assets:Members:L01:Prepaid         300.00 EUR
  Assets:Clearing:Transfers         -300.00 EUR

2025-03-31 * "School" "Course" {link}
  approved: "board {day}"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
""",
    "with VAT": """\
2025-03-12 * "School" "Paid ahead" {link}
  Assets:Members:L01:Prepaid         300.00 EUR
  Assets:VAT                          63.00 EUR
  Assets:Bank                       -363.00 EUR

2025-03-31 * "School" "Course" {link}
  approved: "board {day}"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
""",
    "from the member's cash box": """\
2025-03-12 * "School" "Paid ahead" {link}
  Assets:Members:L01:Prepaid         300.00 EUR
  Assets:Members:L01:Cash           -300.00 EUR

2025-03-31 * "School" "Course" {link}
  approved: "board {day}"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
""",
}
# The bill is paid before it is booked; what the payable is beyond zero is PF01's.
AHEAD = """\
2025-03-12 * "School" "Paid" {link}
  Liabilities:Members:L01:Payable    300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-31 * "School" "The bill" {link}
  approved: "board {day}"
  Expenses:Members:L01:Training      300.00 EUR
  Liabilities:Members:L01:Payable   -300.00 EUR
"""


def found(folder: Path, ledger: str, vocabulary: str = "en") -> list[str]:
    findings = errors(findings_in(folder, ledger, vocabulary=vocabulary))
    return [
        f"{f.code} {f.member} {f.amount}"
        for f in findings
        if f.code in {"EV03", "EV04"}
    ]


@pytest.mark.parametrize("vocabulary", ["en", "nl"])
@pytest.mark.parametrize("link", ["^it", ""])
@pytest.mark.parametrize("way", [*WAYS, "ahead"])
def test_the_day_that_the_money_left_counts(
    tmp_path: Path, way: str, link: str, vocabulary: str
) -> None:
    ledger = WAYS.get(way, AHEAD)
    for day, expected in (
        ("2025-03-12", []),
        ("2025-03-11", []),
        ("2025-03-13", ["EV03 L01 300.00"]),
        ("2025-03-30", ["EV03 L01 300.00"]),
        ("2025-04-01", ["EV03 L01 300.00"]),
    ):
        text = ledger.format(link=link, day=day)
        assert found(tmp_path, text, vocabulary) == expected, day


def test_by_payee_even_where_another_was_paid_before(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Insurer" "A year ahead"
  Assets:Members:L01:Prepaid         500.00 EUR
  Assets:Bank                       -500.00 EUR

"""
    late = WAYS["prepaid"].format(link="", day="2025-03-12")
    assert found(tmp_path, ledger + late) == []


def test_by_account_what_came_first_goes_first(tmp_path: Path) -> None:
    ledger = """\
2025-03-02 * "Paid ahead"
  Assets:Members:L01:Prepaid         300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-20 * "Paid ahead, another"
  Assets:Members:L01:Prepaid         300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-03-25 * "Course"
  approved: "board {first}"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR

2025-03-26 * "Another course"
  approved: "board {second}"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
"""
    fine = ledger.format(first="2025-03-02", second="2025-03-20")
    assert found(tmp_path, fine) == []
    late = ledger.format(first="2025-03-03", second="2025-03-21")
    assert found(tmp_path, late) == ["EV03 L01 300.00"] * 2


@pytest.mark.parametrize(
    "source",
    [
        """\
2025-03-01 * "Cards" "Sold"
  Assets:Clearing:SumUp              400.00 EUR
  Income:Members:L01:Sales          -400.00 EUR
""",
        """\
2025-01-01 * "From the old books"
  Assets:Clearing:SumUp              400.00 EUR
  Equity:Opening-Balances           -400.00 EUR
""",
    ],
)
def test_money_that_was_earned_leaves_when_it_is_spent(
    tmp_path: Path, source: str
) -> None:
    ledger = """\
2025-03-31 * "Tool shop" "Lathe, with the provider's card"
  approved: "board 2025-03-30"
  Expenses:Members:L01:Growth        300.00 EUR
  Assets:Clearing:SumUp             -300.00 EUR

"""
    assert found(tmp_path, ledger + source) == []


def test_what_was_prepaid_in_the_old_books(tmp_path: Path) -> None:
    ledger = """\
2025-01-01 * "From the old books"
  Assets:Members:L01:Prepaid         300.00 EUR
  Equity:Opening-Balances           -300.00 EUR

2025-03-25 * "Course"
  approved: "board 2025-03-02"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_prepaid_on_account_and_never_paid(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "School" "A bill"
  Assets:Members:L01:Prepaid         300.00 EUR
  Liabilities:Members:L01:Payable   -300.00 EUR

2025-03-25 * "School" "Course"
  approved: "board 2025-04-02"
  Expenses:Members:L01:Training      300.00 EUR
  Assets:Members:L01:Prepaid        -300.00 EUR
"""
    assert found(tmp_path, ledger) == []


@pytest.mark.parametrize("way", WAYS)
def test_the_approval_may_stand_where_the_money_left(tmp_path: Path, way: str) -> None:
    lines = WAYS[way].format(link="^it", day="").replace('  approved: "board "\n', "")
    head, _, rest = lines.partition("\n")
    early = f'{head}\n  approved: "board 2025-03-10"\n{rest}'
    late = early.replace("board 2025-03-10", "board 2025-03-20")
    assert found(tmp_path, late) == ["EV03 L01 300.00"]
    if "over " in way or "on account" in way or "settle" in way:
        # There it is not the entry that this one goes on from.
        return
    assert found(tmp_path, early) == []
    assert found(tmp_path, early.replace("^it", "", 1)) == ["EV03 L01 300.00"]


def test_it_tells_the_day_that_the_money_left(tmp_path: Path) -> None:
    ledger = WAYS["prepaid"].format(link="^it", day="2025-03-30")
    [finding] = [f for f in findings_in(tmp_path, ledger) if f.code == "EV03"]
    assert words(finding) == (
        "300.00 was approved on 2025-03-30, after it was paid on 2025-03-12."
    )
    assert words(finding, "nl") == (
        "300,00 werd pas goedgekeurd op 2025-03-30, nadat het was betaald op "
        "2025-03-12."
    )


def test_money_that_goes_round_ends(tmp_path: Path) -> None:
    ledger = "".join(
        f"""\
2025-03-{day:02} * "Round" ^it
  Assets:Clearing:{there}            300.00 EUR
  Assets:Clearing:{here}            -300.00 EUR

"""
        for day in range(1, 29)
        for here, there in (("A", "B"), ("B", "A"))
    )
    ledger += """\
2025-03-31 * "Lathe" ^it
  approved: "board 2025-03-30"
  Expenses:Members:L01:Growth        300.00 EUR
  Assets:Clearing:A                 -300.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_many_prepayments_do_not_keep_the_check_busy(tmp_path: Path) -> None:
    ledger = WAYS["prepaid"].format(link="", day="2025-03-12") * 1500
    began = time.thread_time()
    assert found(tmp_path, ledger) == []
    assert time.thread_time() - began < 15


def test_two_members_each_have_their_own_prepayment(tmp_path: Path) -> None:
    other = WAYS["prepaid"].format(link="", day="2025-03-20").replace("L01", "L02")
    mine = WAYS["prepaid"].format(link="", day="2025-03-12")
    findings = errors(findings_in(tmp_path, mine + "\n" + other))
    assert [one for one in told(findings) if "EV03" in one] == ["EV03 L02 300.00 16"]


def test_an_approval_counts_only_by_what_this_entry_was_paid_by(tmp_path: Path) -> None:
    """Not by what it pays ahead itself, nor by another bill on the same account."""
    ahead = """\
2025-03-10 * "Tool shop" "Paid ahead" ^it
  approved: "board 2025-03-01"
  Assets:Members:L01:Prepaid         100.00 EUR
  Assets:Bank                       -100.00 EUR

2025-03-12 * "Tool shop" "Lathe, and paid ahead for its tools" ^it
  Assets:Members:L01:Equipment       300.00 EUR
  Assets:Members:L01:Prepaid         {more} EUR
  Assets:Bank                       -{sum} EUR
"""
    for more, total in (("100.00", "400.00"), ("0.50", "300.50")):
        ledger = ahead.format(more=more, sum=total)
        assert found(tmp_path, ledger) == ["EV03 L01 300.00"], more
    bills = """\
2025-03-10 * "Tool shop" "Lathe" ^it
  approved: "board 2025-03-01"
  Assets:Members:L01:Equipment       300.00 EUR
  Liabilities:Members:L01:Payable   -300.00 EUR

2025-03-12 * "Tool shop" "Another lathe" ^it
  Assets:Members:L01:Equipment       400.00 EUR
  Liabilities:Members:L01:Payable   -400.00 EUR
"""
    assert found(tmp_path, bills) == ["EV03 L01 400.00"]


def test_an_approval_of_cents_paid_ahead_counts(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Tool shop" "Paid ahead" ^it
  approved: "board 2025-03-01"
  Assets:Members:L01:Prepaid           0.50 EUR
  Assets:Bank                         -0.50 EUR

2025-03-12 * "Tool shop" "Lathe" ^it
  Assets:Members:L01:Equipment       300.00 EUR
  Assets:Members:L01:Prepaid          -0.50 EUR
  Assets:Bank                       -299.50 EUR
"""
    assert found(tmp_path, ledger) == []


def test_cents_of_another_class_make_it_enough(tmp_path: Path) -> None:
    ledger = """\
2025-03-12 * "School" "Course and a book"
  Expenses:Members:L01:Training      249.50 EUR
  Expenses:Members:L01:Growth          0.50 EUR
  Assets:Bank                       -250.00 EUR
"""
    assert found(tmp_path, ledger) == ["EV03 L01 250.00"]
    less = ledger.replace(" 0.50", " 0.49").replace("-250.00", "-249.99")
    assert found(tmp_path, less) == []


def test_the_example_has_the_day_of_a_bill_that_is_still_to_be_paid(
    tmp_path: Path,
) -> None:
    ledger = """\
2025-03-12 * "Tool shop" "Lathe"
  Assets:Members:L01:Equipment       300.00 EUR
  Liabilities:Members:L01:Payable   -300.00 EUR
"""
    [finding] = [f for f in findings_in(tmp_path, ledger) if f.code == "EV03"]
    assert '`approved: "board 2025-03-12"`' in hints(finding)
    paid = (
        WAYS["prepaid"].format(link="^it", day="").replace('  approved: "board "\n', "")
    )
    [finding] = [f for f in findings_in(tmp_path, paid) if f.code == "EV03"]
    assert '`approved: "board 2025-03-12"`' in hints(finding)

"""EV03 and EV04: growth, training and equipment are approved first, by another."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.rules.vocabularies import VOCABULARIES
from tests.support import MEMBERS, hints, report_on, words

from paraplu.base.language import Language

CHECKED = ("EV03", "EV04")

BEFORE = """\
2025-03-01 * "Market"
  Assets:Bank                         9000.00 EUR
  Income:Members:L01:Sales           -9000.00 EUR

"""
LINES_BEFORE = BEFORE.count("\n") + 4


def found(
    folder: Path,
    ledger: str,
    *,
    members: str = MEMBERS,
    files: Mapping[str, str] | None = None,
) -> list[str]:
    findings = report_on(
        folder, BEFORE + ledger, members=members, files=files
    ).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    return [
        " ".join(
            (f.code, f.member or "", f"{f.amount}", str(f.source.line - LINES_BEFORE))
        )
        for f in findings
        if f.code in CHECKED
    ]


def one_entry(postings: str, *, day: str = "2025-03-10") -> str:
    return f'{day} * "It"\n' + "".join(
        f"  {posting.strip()}\n" for posting in postings.strip().splitlines()
    )


SPENDING = {
    "growth": (
        """Expenses:Members:L01:Growth      300.00 EUR
           Assets:Bank                     -300.00 EUR""",
        "300.00 2",
    ),
    "training, at the limit": (
        """Assets:Bank                     -250.00 EUR
           Expenses:Members:L01:Training    250.00 EUR""",
        "250.00 3",
    ),
    "equipment on account": (
        """Assets:Members:L01:Equipment     300.00 EUR
           Liabilities:Members:L01:Payable -300.00 EUR""",
        "300.00 2",
    ),
    "growth that was paid in advance": (
        """Expenses:Members:L01:Growth      300.00 EUR
           Assets:Members:L01:Prepaid      -300.00 EUR""",
        "300.00 2",
    ),
    "training by a fellow": (
        """Expenses:Members:L01:Training    300.00 EUR
           Income:Members:L02:InternalSales -300.00 EUR""",
        "300.00 2",
    ),
    "growth from a sale, before it was money": (
        """Expenses:Members:L01:Growth      300.00 EUR
           Income:Members:L01:Sales        -300.00 EUR""",
        "300.00 2",
    ),
    "split over postings, the largest is pointed at": (
        """Expenses:Members:L01:Growth       90.00 EUR
           Expenses:Members:L01:Training    110.00 EUR
           Assets:Members:L01:Equipment     100.00 EUR
           Assets:Bank                     -300.00 EUR""",
        "300.00 3",
    ),
    "less a discount, and still enough": (
        """Assets:Members:L01:Equipment     300.00 EUR
           Assets:Members:L01:Equipment     -50.00 EUR
           Assets:Bank                     -250.00 EUR""",
        "250.00 2",
    ),
    "a discount on something else": (
        """Assets:Members:L01:Equipment     260.00 EUR
           Expenses:Members:L01:Costs       -20.00 EUR
           Expenses:Members:L01:Costs        60.00 EUR
           Assets:Bank                     -300.00 EUR""",
        "260.00 2",
    ),
    "old equipment given in by a fellow": (
        """Assets:Members:L01:Equipment     260.00 EUR
           Assets:Members:L02:Equipment     -20.00 EUR
           Assets:Bank                     -240.00 EUR""",
        "260.00 2",
    ),
    "growth from the thermometer": (
        """Expenses:Members:L01:Growth      300.00 EUR
           Equity:Members:L01:Thermometer  -300.00 EUR""",
        "300.00 2",
    ),
    "without the VAT and the costs beside it": (
        """Expenses:Members:L01:Costs       500.00 EUR
           Expenses:Members:L01:Growth      300.00 EUR
           Assets:VAT                       168.00 EUR
           Assets:Bank                     -968.00 EUR""",
        "300.00 3",
    ),
}


@pytest.mark.parametrize("what", SPENDING)
def test_without_approval(tmp_path: Path, what: str) -> None:
    postings, expected = SPENDING[what]
    assert found(tmp_path, one_entry(postings)) == [f"EV03 L01 {expected}"]


@pytest.mark.parametrize("what", SPENDING)
def test_with_approval(tmp_path: Path, what: str) -> None:
    postings = 'approved: "board 2025-03-10"\n' + SPENDING[what][0]
    assert found(tmp_path, one_entry(postings)) == []


FREE = {
    "a discount that brings it below the limit": """\
                 Assets:Members:L01:Equipment         260.00 EUR
                 Assets:Members:L01:Equipment         -20.00 EUR
                 Assets:Bank                         -240.00 EUR""",
    "a discount on an account of its own": """\
                 Expenses:Members:L01:Training:Course    260.00 EUR
                 Expenses:Members:L01:Training:Discount  -20.00 EUR
                 Assets:Bank                         -240.00 EUR""",
    "depreciation in two lines": """Expenses:Members:L01:Growth  300.00 EUR
                 Expenses:Members:L01:Growth:Old      200.00 EUR
                 Assets:Members:L01:Equipment        -500.00 EUR""",
    "below the limit": """Expenses:Members:L01:Growth     249.99 EUR
                 Assets:Bank                         -249.99 EUR""",
    "costs": """Expenses:Members:L01:Costs               900.00 EUR
                 Assets:Bank                         -900.00 EUR""",
    "stock": """Assets:Members:L01:Stock                 900.00 EUR
                 Assets:Bank                         -900.00 EUR""",
    "depreciation": """Expenses:Members:L01:Growth       900.00 EUR
                 Assets:Members:L01:Equipment        -900.00 EUR""",
    "equipment is sold": """Assets:Bank                  900.00 EUR
                 Assets:Members:L01:Equipment        -900.00 EUR""",
    "a refund": """Assets:Bank                           900.00 EUR
                 Expenses:Members:L01:Training       -900.00 EUR""",
    "a closing": """Income:Members:L01:Sales             1000.00 EUR
                 Expenses:Members:L01:Growth         -900.00 EUR
                 Equity:Members:L01:Thermometer      -100.00 EUR""",
    "growth booked as training at first": """Expenses:Members:L01:Growth  900.00 EUR
                 Expenses:Members:L01:Training       -900.00 EUR""",
    "two members, each below the limit": """Expenses:Members:L01:Growth  200.00 EUR
                 Expenses:Members:L02:Growth          200.00 EUR
                 Assets:Bank                         -400.00 EUR""",
    "equipment of the cooperative": """Assets:Equipment  900.00 EUR
                 Assets:Bank                         -900.00 EUR""",
    "training that a fund pays": """Expenses:Funds:Cordaid2025:Training  900.00 EUR
                 Assets:Bank                         -900.00 EUR""",
    "the contribution": """Expenses:Members:L01:Contribution 900.00 EUR
                 Income:Coop:Contribution            -900.00 EUR""",
}


@pytest.mark.parametrize("what", FREE)
def test_what_needs_no_approval(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, one_entry(FREE[what])) == []


def test_balances_are_opened_without_approval(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "From the old books"
  Assets:Members:L01:Equipment    900.00 EUR
  Equity:Opening-Balances        -900.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_an_opening_of_nothing_is_no_opening(tmp_path: Path) -> None:
    postings = SPENDING["growth"][0] + "\nEquity:Opening-Balances  0.00 EUR"
    assert found(tmp_path, one_entry(postings)) == ["EV03 L01 300.00 2"]


def test_a_bill_of_the_old_books_may_come_along(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "From the old books"
  Assets:Members:L01:Equipment    900.00 EUR
  Liabilities:Members:L01:Payable -400.00 EUR
  Equity:Opening-Balances        -500.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_a_year_that_is_under_way_is_opened_as_a_whole(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "The year so far, from the old books"
  Income:Members:L01:Sales      -5000.00 EUR
  Expenses:Members:L01:Costs     1500.00 EUR
  Expenses:Members:L01:Growth     600.00 EUR
  Equity:Opening-Balances        2900.00 EUR
"""
    assert found(tmp_path, ledger) == []


@pytest.mark.parametrize("paying", ["Assets:Bank", "Liabilities:Members:L01:Payable"])
def test_what_is_bought_on_the_first_day_is_not_opened(
    tmp_path: Path, paying: str
) -> None:
    ledger = f"""\
2025-03-01 * "A saw, and one cent of the old books"
  Assets:Members:L01:Equipment    300.00 EUR
  {paying}  -299.99 EUR
  Equity:Opening-Balances          -0.01 EUR
"""
    assert found(tmp_path, ledger) == ["EV03 L01 300.00 2"]


def test_growth_that_comes_back_after_its_year_was_closed(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Shop" "Saw" ^saw
  approved: "board 2025-03-01"
  Expenses:Members:L01:Growth       300.00 EUR
  Assets:Bank                      -300.00 EUR

2025-12-31 * "Closing"
  Income:Members:L01:Sales         9000.00 EUR
  Expenses:Members:L01:Growth      -300.00 EUR
  Equity:Members:L01:Thermometer  -8700.00 EUR

2026-02-01 * "Shop" "Saw given back" ^saw
  Assets:Bank                       300.00 EUR
  Expenses:Members:L01:Growth      -300.00 EUR

2026-12-31 * "Closing"
  Expenses:Members:L01:Growth       300.00 EUR
  Equity:Members:L01:Thermometer   -300.00 EUR
"""
    assert found(tmp_path, ledger) == []


BILL = """\
2025-03-10 * "Shop" "Saw, the bill" {link}
  approved: "board {day}"
  Assets:Members:L01:Equipment     300.00 EUR
  Liabilities:Members:L01:Payable -300.00 EUR

"""
PAYMENT = """\
2025-03-20 * "Shop" "Saw, paid" {link}
  Liabilities:Members:L01:Payable  300.00 EUR
  Assets:Bank                     -300.00 EUR

"""
OTHER_BILL = """\
2025-03-02 * "Shop" "Wood, the bill" {link}
  Expenses:Members:L01:Costs        80.00 EUR
  Liabilities:Members:L01:Payable  -80.00 EUR

2025-03-12 * "Shop" "Wood, paid" {link}
  Liabilities:Members:L01:Payable   80.00 EUR
  Assets:Bank                      -80.00 EUR

"""


@pytest.mark.parametrize("link", ["^saw", ""])
@pytest.mark.parametrize("before", ["", OTHER_BILL])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-09", []),
        ("2025-03-15", []),
        ("2025-03-20", []),
        ("2025-03-21", ["EV03 L01 300.00"]),
    ],
)
def test_bought_on_account_it_is_approved_before_the_bill_is_paid(
    tmp_path: Path, day: str, expected: list[str], before: str, link: str
) -> None:
    other = before.format(link="^wood" if link else "")
    ledger = other + (BILL + PAYMENT).format(day=day, link=link)
    assert [one.rpartition(" ")[0] for one in found(tmp_path, ledger)] == expected


def test_bills_with_one_link_are_paid_in_their_order(tmp_path: Path) -> None:
    ledger = OTHER_BILL.format(link="^shop") + BILL.format(
        day="2025-03-15", link="^shop"
    )
    assert found(tmp_path, ledger + PAYMENT.format(link="^shop")) == []


@pytest.mark.parametrize("day", ["2025-03-11", "2025-09-01"])
def test_what_is_not_paid_yet_may_still_be_approved(tmp_path: Path, day: str) -> None:
    assert found(tmp_path, BILL.format(day=day, link="^saw")) == []


def test_without_any_approval_it_does_not_matter_whether_it_is_paid(
    tmp_path: Path,
) -> None:
    bill = BILL.replace('  approved: "board {day}"\n', "").format(link="^saw")
    assert found(tmp_path, bill) == ["EV03 L01 300.00 2"]


PAID_OTHERWISE = {
    "a part of it": """2025-03-12 * "Shop" "A part of the saw" ^saw
  Liabilities:Members:L01:Payable   10.00 EUR
  Assets:Members:L01:Cash          -10.00 EUR
""",
    "from what was paid in advance": """2025-03-12 * "Shop" "Saw, settled" ^saw
  Liabilities:Members:L01:Payable  300.00 EUR
  Assets:Members:L01:Prepaid      -300.00 EUR
""",
    "with a card, as another debt": """2025-03-12 * "Card" "Saw" ^saw
  Liabilities:Members:L01:Payable       300.00 EUR
  Liabilities:Members:L01:Payable:Card -300.00 EUR
""",
    "by a payment that says nothing": """2025-03-12 * "Transfer"
  Liabilities:Members:L01:Payable  300.00 EUR
  Assets:Bank                     -300.00 EUR
""",
}


@pytest.mark.parametrize("what", PAID_OTHERWISE)
def test_paid_in_another_way(tmp_path: Path, what: str) -> None:
    ledger = BILL.format(day="2025-03-15", link="^saw") + PAID_OTHERWISE[what]
    assert found(tmp_path, ledger) == ["EV03 L01 300.00 3"]
    early = BILL.format(day="2025-03-12", link="^saw") + PAID_OTHERWISE[what]
    assert found(tmp_path, early) == []


def test_what_paid_the_old_books_pays_no_later_bill(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "From the old books"
  Equity:Opening-Balances           80.00 EUR
  Liabilities:Members:L01:Payable  -80.00 EUR

2025-03-09 * "Shop" "The bill of last year"
  Liabilities:Members:L01:Payable   80.00 EUR
  Assets:Bank                      -80.00 EUR

"""
    late = (BILL + PAYMENT).format(day="2025-03-15", link="")
    assert found(tmp_path, ledger + late) == []


def test_the_order_of_lines_on_one_day_says_nothing(tmp_path: Path) -> None:
    payment = PAYMENT.format(link="").replace("03-20", "03-10")
    ledger = payment + BILL.format(day="2025-03-15", link="")
    assert found(tmp_path, ledger) == ["EV03 L01 300.00 7"]


def test_many_bills_of_one_shop_do_not_keep_the_check_busy(tmp_path: Path) -> None:
    ledger = (BILL + PAYMENT).format(day="2025-03-15", link="^saw") * 2000
    began = time.thread_time()
    assert found(tmp_path, ledger) == []
    assert time.thread_time() - began < 10


def test_a_credit_note_pays_nothing(tmp_path: Path) -> None:
    ledger = (
        BILL.format(day="2025-03-15", link="^saw")
        + """\
2025-03-12 * "Shop" "Discount on the saw" ^saw
  Liabilities:Members:L01:Payable   20.00 EUR
  Assets:Members:L01:Equipment     -20.00 EUR
"""
    )
    assert found(tmp_path, ledger) == []


def test_a_down_payment_is_a_payment(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Shop" "Saw, half of it on account"
  approved: "board 2025-03-15"
  Assets:Members:L01:Equipment     300.00 EUR
  Liabilities:Members:L01:Payable -150.00 EUR
  Assets:Bank                     -150.00 EUR
"""
    assert found(tmp_path, ledger) == ["EV03 L01 300.00 3"]


def test_it_says_on_which_day_it_was_paid(tmp_path: Path) -> None:
    ledger = BEFORE + (BILL + PAYMENT).format(day="2025-03-25", link="^saw")
    findings = report_on(tmp_path, ledger).verdict.findings
    [finding] = [f for f in findings if f.code == "EV03"]
    assert words(finding) == (
        "300.00 was approved on 2025-03-25, after it was paid on 2025-03-20."
    )
    assert finding.hint
    assert Language("en").render(finding.hint) == (
        "Have the board look at it now, and leave the date as it is. If the board "
        'agrees with it, it can waive the rule: waiver: "EV03: why".'
    )


def test_two_members_are_judged_apart(tmp_path: Path) -> None:
    postings = """
        approved: "L02 2025-03-09"
        Expenses:Members:L01:Growth   300.00 EUR
        Expenses:Members:L02:Growth   400.00 EUR
        Assets:Bank                  -700.00 EUR
    """
    assert found(tmp_path, one_entry(postings)) == ["EV04 L02 400.00 4"]


def approved(value: str, *, day: str = "2025-03-10") -> str:
    return one_entry(f"approved: {value}\n" + SPENDING["growth"][0], day=day)


@pytest.mark.parametrize(
    "value",
    [
        '"board 2025-03-09"',
        '"board 2025-03-10"',
        '"  board   2025-03-09  "',
        '"the board, in its meeting of March 2025-03-09"',
        '"coach K2 2025-03-09"',
        '"L02 2025-03-09"',
        '"L01 and L02 2025-03-09"',
        '"L01,L02 2025-03-09"',
        '"L01, L03, L02 2025-03-09"',
        '"board, asked by L01 2025-03-09"',
        '"board asked by L01 2025-03-09"',
        '"bestuur, op verzoek van L01 2025-03-09"',
        '"bestuur op verzoek van L01 2025-03-09"',
        '"board for L01 2025-03-09"',
        '"bestuur voor L01 2025-03-09"',
        '"L02, asked by L01 2025-03-09"',
        '"L02 (board), L01 2025-03-09"',
        '"board (L01 was not there), L02 2025-03-09"',
        '"bestuur\n    2025-03-09"',
    ],
)
def test_approved_by_another_and_in_time(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, approved(value)) == []


@pytest.mark.parametrize(
    "value",
    [
        '"board 2025-03-11"',  # after the payment
        '"board 2026-03-09"',
        '"board"',
        '"2025-03-09"',  # by whom?
        '" 2025-03-09"',
        '"2025-03-09 board"',
        '"board 9 March 2025"',
        '"board 09-03-2025"',
        '"board 2025-3-9"',
        '"board 2025-02-30"',
        '"board 2025-00-00"',
        '"board 0000-01-01"',
        '"board ２０２５-03-09"',  # noqa: RUF001
        '"board 2025-03-09."',
        '"board2025-03-09"',
        '"yes"',
        '""',
        "2025-03-09",
        "TRUE",
        "100.00",
        "100.00 EUR",
        "Assets:Bank",
        "EUR",
        "#board",
        "",
    ],
)
def test_no_approval_in_time(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, approved(value)) == ["EV03 L01 300.00 3"]


@pytest.mark.parametrize(
    "value",
    [
        '"L01 2025-03-09"',
        '"L01: 2025-03-09"',
        '"(L01) 2025-03-09"',
        '"L01, for the board 2025-03-09"',
        '"L01 for the board 2025-03-09"',
        '"L01, L02 was ill 2025-03-09"',
        '"L01; L02 was ill 2025-03-09"',
        '"L01 and L02 was ill 2025-03-09"',
        '"L01 L02 was ill 2025-03-09"',
        '"L01 op verzoek van L02 2025-03-09"',
        '"L01, L01 2025-03-09"',
        '", L01 2025-03-09"',
        '"asked by L01 2025-03-09"',
        '"op verzoek van L01 2025-03-09"',
        '"board member L01 2025-03-09"',
        '"member L01 2025-03-09"',
        '"l01 2025-03-09"',
        '"L01 2025-03-11"',
        '"L01"',
        "L01",
    ],
)
def test_approved_by_the_member_who_spends(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, approved(value)) == ["EV04 L01 300.00 3"]


@pytest.mark.parametrize("value", ['"L010 2025-03-09"', '"L01-L02 2025-03-09"'])
def test_a_word_that_begins_with_the_code(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, approved(value)) == []


PRIVATE = {"../members.private.yaml": "L01: {name: Jan}\n"}


def test_approved_by_the_name_of_the_member(tmp_path: Path) -> None:
    ledger = approved('"jan 2025-03-09"')
    assert found(tmp_path, ledger, files=PRIVATE) == ["EV04 L01 300.00 3"]
    assert found(tmp_path / "without", ledger) == []


def test_a_name_in_another_name(tmp_path: Path) -> None:
    ledger = approved('"Janneke of the board 2025-03-09"')
    assert found(tmp_path, ledger, files=PRIVATE) == []


def test_below_the_limit_it_does_not_matter_who(tmp_path: Path) -> None:
    postings = 'approved: "L01 2025-03-09"\n' + FREE["below the limit"]
    assert found(tmp_path, one_entry(postings)) == []


def test_on_the_posting(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "It"
  Expenses:Members:L01:Growth   300.00 EUR
    approved: "board 2025-03-09"
  Assets:Bank                  -300.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_the_posting_goes_before_the_transaction(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "It"
  approved: "board 2025-03-09"
  Expenses:Members:L01:Growth   300.00 EUR
    approved: "L01 2025-03-09"
  Assets:Bank                  -300.00 EUR
"""
    assert found(tmp_path, ledger) == ["EV04 L01 300.00 3"]


def test_approved_on_one_posting_of_two(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "It"
  Expenses:Members:L01:Growth     290.00 EUR
  Expenses:Members:L01:Training   300.00 EUR
    approved: "board 2025-03-09"
  Assets:Bank                    -590.00 EUR
"""
    assert found(tmp_path, ledger) == ["EV03 L01 290.00 2"]


def test_approved_by_the_spender_on_one_posting_of_two(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "It"
  Expenses:Members:L01:Growth     290.00 EUR
    approved: "L01 2025-03-09"
  Expenses:Members:L01:Training   300.00 EUR
    approved: "board 2025-03-09"
  Assets:Bank                    -590.00 EUR
"""
    assert found(tmp_path, ledger) == ["EV04 L01 290.00 2"]


def test_the_members_own_limit(tmp_path: Path) -> None:
    members = MEMBERS.replace(
        "    trade_name: Tweede",
        "    policy: {approval_from: 100.00}\n    trade_name: Tweede",
    )
    spent = FREE["below the limit"]
    assert found(tmp_path, one_entry(spent), members=members) == ["EV03 L01 249.99 2"]
    other = one_entry(spent.replace("L01", "L02"))
    assert found(tmp_path, other, members=members) == []


def test_without_an_agreement_nothing_needs_approval(tmp_path: Path) -> None:
    members = """\
policies: [{from: 2025-03-10, approval_from: 100.00}]
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""
    early = one_entry(SPENDING["growth"][0], day="2025-03-09")
    assert found(tmp_path, early, members=members) == []
    late = one_entry(SPENDING["growth"][0], day="2025-03-10")
    assert found(tmp_path, late, members=members) == ["EV03 L01 300.00 2"]


def test_dutch_names(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Cursus"
  Expenses:Leden:L01:Scholing    300.00 EUR
  Assets:Bank                   -300.00 EUR

2025-03-11 * "Oven"
  approved: "L01 2025-03-09"
  Assets:Leden:L01:Inventaris    300.00 EUR
  Assets:Bank                   -300.00 EUR

2025-03-12 * "Afschrijving"
  Expenses:Leden:L01:Groei       300.00 EUR
  Assets:Leden:L01:Inventaris   -300.00 EUR
"""
    assert found(tmp_path, ledger, members="chart: nl\n" + MEMBERS) == [
        "EV03 L01 300.00 2",
        "EV04 L01 300.00 7",
    ]


def test_a_very_long_approval_does_not_keep_the_check_busy(tmp_path: Path) -> None:
    began = time.thread_time()
    spaces = " " * 50_000
    assert found(tmp_path, approved(f'"board{spaces}."')) == ["EV03 L01 300.00 3"]
    assert time.thread_time() - began < 5


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "There is no approval for spending 300.00."),
        (
            '"board"',
            ("The approval “board” of 300.00 does not say who approved it and when."),
        ),
        (
            '"board 2025-03-11"',
            "300.00 was approved on 2025-03-11, after it was paid on 2025-03-10.",
        ),
        (
            '"L01 2025-03-09"',
            "L01 approved 300.00 of their own spending. Somebody else has to do that.",
        ),
    ],
)
def test_what_it_says(tmp_path: Path, value: str, said: str) -> None:
    findings = report_on(tmp_path, BEFORE + approved(value)).verdict.findings
    assert [words(f) for f in findings if f.code in CHECKED] == [said]


def test_only_the_one_can_be_waived(tmp_path: Path) -> None:
    waiver = 'waiver: "EV03, EV04: the board agreed afterwards"\n'
    assert found(tmp_path, one_entry(waiver + SPENDING["growth"][0])) == []
    own = 'approved: "L01 2025-03-09"\n' + SPENDING["growth"][0]
    assert found(tmp_path, one_entry(waiver + own)) == ["EV04 L01 300.00 4"]


DENIED = (
    "niet goedgekeurd",
    "bestuur: niet goedgekeurd",
    "bestuur niet akkoord",
    "het bestuur heeft het niet goedgekeurd",
    "bestuur, nog niet",
    "nog niet goedgekeurd door bestuur",
    "geen goedkeuring",
    "zonder goedkeuring",
    "geen",
    "nee",
    "bestuur: afgewezen",
    "afgewezen door bestuur",
    "bestuur, geweigerd",
    "bestuur heeft het afgekeurd",
    "bestuur wijst af",
    "in afwachting van bestuur",
    "aangevraagd bij bestuur",
    "bestuur: aangehouden",
    "L02 niet akkoord",
    "not approved",
    "board: not approved",
    "board did not approve",
    "the board didn't approve it",
    "without approval",
    "no approval",
    "board: rejected",
    "declined by the board",
    "refused, board",
    "approval denied by board",
    "pending",
    "board, not yet",
    "L02 did not approve",
    "requested",
    "niet-goedgekeurd",
    "coach: no",
    "bestuur tegen",
    "besluit volgt",
    "aan bestuur gevraagd",
    "aan het bestuur voorgelegd",
    "aan bestuur gevraagd door L01",
    "aan bestuur goedkeuring gevraagd",
    "put to the board",
    "voorgelegd aan bestuur",
    "bestuur onder voorbehoud",
    "bestuur, onder voorbehoud van L02",
    "bestuur met een voorbehoud",
    "board, subject to the coach",
    "board, with reservations",
    "wordt nog besproken, bestuur",
    "goedgekeurd: niet",
    # Nobody is left who approved it.
    "niet L02",
    "zonder L01",
    "not L02",
)
# Who was left out is named, or something else is denied than the approval.
AGREED = (
    "bestuur (zonder L01)",
    "bestuur zonder L01",
    "bestuur, niet L01,",
    "bestuur (niet L01)",
    "bestuur behalve L01",
    "bestuur zonder L01 en L02",
    "bestuur (L01 buiten stemming)",
    "bestuur, buiten stemming L01",
    "bestuur, L01 onthield zich",
    "bestuur (L01 heeft zich onthouden)",
    "bestuur (L01 was niet aanwezig)",
    "bestuur (L02 tegen)",
    "bestuur zonder L01 goedgekeurd",
    "board (without L01)",
    "board except L01",
    "board, excluding L01",
    "board, not L01",
    "board, L01 abstained",
    "board (L01 did not vote)",
    "zonder L01: bestuur",
    "L02, zonder L01",
    "L02 (niet L01)",
    "niet L01 maar L02",
    "Nietzsche",
    "Annot van het bestuur",
    "Notenboom, coach",
    "bestuur (m.u.v. L01)",
    "alle bestuursleden op L01 na",
    "board (all but L01)",
    "bestuur, zonder stem van L01",
    "bestuur (niet door L01)",
    "bestuur (L01 niet)",
    "board; L01 left the room",
    "bestuur: akkoord, niet duurder dan 300",
    "bestuur, geen bezwaar",
    "bestuur, zonder tegenstemmen",
    "bestuur (niet voltallig)",
    "board, no objection",
    "board, not unanimously",
    "board decision no. 12",
    "besluit 12 van het bestuur",
    "voorzitter, notulen punt 4",
    "bestuur akkoord zonder voorbehoud",
    "bestuur, zonder enig voorbehoud akkoord",
    "bestuur, niet onder voorbehoud",
    "board, without reservations",
)


@pytest.mark.parametrize("chart", ["en", "nl"])
@pytest.mark.parametrize("who", DENIED)
def test_a_sentence_that_denies_is_no_approval(
    tmp_path: Path, who: str, chart: str
) -> None:
    for day in ("2025-03-09", ""):
        ledger = approved(f'"{who} {day}"')
        assert in_chart(tmp_path, ledger, chart) == ["EV03 L01 300.00 3"]


@pytest.mark.parametrize("chart", ["en", "nl"])
@pytest.mark.parametrize("who", AGREED)
def test_who_was_left_out_did_not_approve(tmp_path: Path, who: str, chart: str) -> None:
    assert in_chart(tmp_path, approved(f'"{who} 2025-03-09"'), chart) == []


@pytest.mark.parametrize(
    "who", ["L01 (zonder L02)", "L01, niet L02,", "L01 without L02", "L01 except L02"]
)
def test_who_spends_and_leaves_out_another(tmp_path: Path, who: str) -> None:
    assert found(tmp_path, approved(f'"{who} 2025-03-09"')) == ["EV04 L01 300.00 3"]


def in_chart(
    folder: Path, ledger: str, chart: str, *, members: str = MEMBERS
) -> list[str]:
    """Return what is found in a ledger, written in the words of a chart."""
    words_of_chart = VOCABULARIES[chart]
    report = report_on(
        folder,
        words_of_chart.translated(BEFORE + ledger),
        members=words_of_chart.register + members,
    )
    return [
        f"{f.code} {f.member} {f.amount} {f.source.line - LINES_BEFORE}"
        for f in report.verdict.findings
        if f.code in CHECKED
    ]


BOARD = 'board: [L01, L02, "voorzitter"]\n' + MEMBERS


@pytest.mark.parametrize("chart", ["en", "nl"])
@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("L02", ""),
        ("voorzitter", ""),
        ("de voorzitter", ""),
        ("L01 en voorzitter", ""),
        ("L01, L02", ""),
        ("voorzitter, op verzoek van L01", ""),
        ("bestuur", ""),
        ("the board", ""),
        ("bestuur (zonder L01)", ""),
        ("L99, voorzitter", ""),
        ("coach K2", "EV03"),
        ("Pietje", "EV03"),
        ("L99", "EV03"),
        ("voorzitters", "EV03"),
        ("vice-voorzitter", "EV03"),
        ("L99, voorzitter was ziek", "EV03"),
        ("de burgemeester, gevraagd door voorzitter", "EV03"),
        ("L01", "EV04"),
        ("L01, bestuurslid", "EV04"),
        ("L01, L01", "EV04"),
        ("voorzitter niet akkoord", "EV03"),
        ("niet de voorzitter", "EV03"),
    ],
)
def test_where_the_register_names_a_board_only_they_approve(
    tmp_path: Path, who: str, code: str, chart: str
) -> None:
    expected = [f"{code} L01 300.00 3"] if code else []
    ledger = approved(f'"{who} 2025-03-09"')
    assert in_chart(tmp_path, ledger, chart, members=BOARD) == expected


def test_a_board_of_the_one_who_spends(tmp_path: Path) -> None:
    alone = "board: [L01]\n" + MEMBERS
    ledger = approved('"bestuur 2025-03-09"')
    assert found(tmp_path, ledger, members=alone) == ["EV03 L01 300.00 3"]
    other = ledger.replace("L01", "L02")
    assert found(tmp_path, other, members=alone) == []


def test_a_board_named_with_articles(tmp_path: Path) -> None:
    board = "board: [de voorzitter, The Treasurer]\n" + MEMBERS
    for who in ("voorzitter", "De voorzitter", "treasurer, voorzitter"):
        ledger = approved(f'"{who} 2025-03-09"')
        assert found(tmp_path, ledger, members=board) == []


def test_a_fellow_who_is_not_on_the_board(tmp_path: Path) -> None:
    board = "board: [voorzitter, penningmeester]\n" + MEMBERS
    for who in ("L02", "board member L02"):
        ledger = approved(f'"{who} 2025-03-09"')
        assert found(tmp_path, ledger, members=board) == ["EV03 L01 300.00 3"]
    ledger = approved('"penningmeester (L02) 2025-03-09"')
    assert found(tmp_path, ledger, members=board) == []


def said_of(folder: Path, who: str, *, members: str, language: str) -> tuple[str, str]:
    report = report_on(folder, BEFORE + approved(f'"{who}"'), members=members)
    [finding] = [f for f in report.verdict.findings if f.code in CHECKED]
    assert finding.hint
    return words(finding, language), Language(language).render(finding.hint)


@pytest.mark.parametrize(
    ("who", "language", "message", "hint"),
    [
        (
            "board",
            "en",
            ("The approval “board” of 300.00 does not say who approved it and when."),
            'approved: "board 2025-03-10"',
        ),
        (
            "bestuur",
            "nl",
            (
                "De goedkeuring “bestuur” van 300,00 zegt niet wie het goedkeurde en "
                "wanneer."
            ),
            'approved: "bestuur 2025-03-10"',
        ),
        (
            "niet goedgekeurd 2025-03-09",
            "en",
            (
                "The approval “niet goedgekeurd” of 300.00 does not say that anybody "
                "approved it."
            ),
            'approved: "board 2025-03-10"',
        ),
        (
            "Pietje 2025-03-09",
            "nl",
            (
                "300,00 is goedgekeurd door “Pietje”, maar bij `board:` in het "
                "register staat alleen: L01, L02, voorzitter."
            ),
            'approved: "bestuur 2025-03-10"',
        ),
        (
            "L01 2025-03-09",
            "nl",
            (
                "L01 keurde een eigen uitgave van 300,00 goed. Iemand anders moet dat "
                "doen."
            ),
            'approved: "bestuur, gevraagd door L01 2025-03-10"',
        ),
    ],
)
def test_it_says_which_form_it_wants(
    tmp_path: Path, who: str, language: str, message: str, hint: str
) -> None:
    said, todo = said_of(tmp_path, who, members=BOARD, language=language)
    assert said == message
    assert hint in todo


@pytest.mark.parametrize("value", ['""', '" "'])
def test_an_empty_approval_is_called_empty(tmp_path: Path, value: str) -> None:
    ledger = one_entry(
        f"""approved: {value}
            Expenses:Members:L01:Growth      300.00 EUR
            Assets:Bank                     -300.00 EUR"""
    )
    findings = report_on(tmp_path, BEFORE + ledger).verdict.findings
    assert [words(f) for f in findings if f.code == "EV03"] == [
        "The approval of 300.00 is empty."
    ]


def test_what_is_not_paid_yet_is_approved_on_the_day_of_its_entry(
    tmp_path: Path,
) -> None:
    bill = BILL.format(day="2025-03-09", link="^saw").replace("board", "Pietje")
    assert "Pietje" in bill
    findings = report_on(tmp_path, bill, members=BOARD).verdict.findings
    [finding] = [one for one in findings if one.code == "EV03"]
    assert 'write who: `approved: "board 2025-03-10"`.' in hints(finding)

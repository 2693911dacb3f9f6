"""IN09: a bill that came twice is told, and what only looks like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import MEMBERS, hints, report_on, told, words

SUPPLIER = """\
suppliers:
  Woodshop: {iban: NL02ABNA0123456789, holder: J. Timber Trading}
"""
NAMES = (
    *("oak.pdf", "copy.pdf", "2025-184.pdf", "post/2025-184.jpg"),
    *("2025.pdf", "post/2025.pdf"),
)
FILES = {name: f"the receipt {name}" for name in NAMES}

IBAN = '  counterparty: "NL02ABNA0123456789"\n'
OTHER_IBAN = IBAN.replace("NL02ABNA0123456789", "NL20INGB0001234567")
FIRST = """\
2025-03-01 * "Market" "Chairs sold"
  Assets:Bank                      1,000.00 EUR
  Income:Members:L01:Sales        -1,000.00 EUR

2025-03-04 * "Woodshop" "Oak"
  reference: "2025-184"
  receipt: "oak.pdf"
  Expenses:Members:L01:Costs         121.00 EUR
  Liabilities:Members:L01:Payable

"""
AGAIN = """\
2025-03-25 * "Woodshop" "Oak, copy"
  reference: "2025-184"
  receipt: "copy.pdf"
  Expenses:Members:L01:Costs         121.00 EUR
  Liabilities:Members:L01:Payable

"""
REVERSED = """\
2025-03-20 * "Woodshop" "Not ours"
  Liabilities:Members:L01:Payable    121.00 EUR
  Expenses:Members:L01:Costs

"""
PAID = """\
2025-03-11 * "Woodshop" "Paid, 2025-184"
  Liabilities:Members:L01:Payable    121.00 EUR
  Assets:Bank

"""
DIRECTLY = """\
2025-03-11 * "Woodshop" "Bill 2025-184"
  receipt: "copy.pdf"
  Expenses:Members:L01:Costs         121.00 EUR
  Assets:Bank

"""


def found(folder: Path, ledger: str, members: str = MEMBERS + SUPPLIER) -> list[str]:
    report = report_on(folder, ledger, members=members, files=FILES)
    return told([one for one in report.verdict.findings if one.code == "IN09"])


OWED = """\
  Expenses:Members:L01:Costs         121.00 EUR
  Liabilities:Members:L01:Payable
"""
MOVED = (
    OWED,
    """\
  Liabilities:Members:L01:Payable   -121.00 EUR
  Liabilities:Members:L01:Payable    121.00 EUR
""",
)
UNNUMBERED = ('  reference: "2025-184"\n', "")


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


TWICE = {
    "with its number": (FIRST + AGAIN, "IN09 L01 121.00 15"),
    "written otherwise": (
        FIRST + changed(AGAIN, ('"2025-184"', '"2025 184"'), ("Woods", "WOODS")),
        "IN09 L01 121.00 15",
    ),
    "under the name of the account": (
        FIRST + changed(AGAIN, ("Woodshop", "J. Timber Trading")),
        "IN09 L01 121.00 15",
    ),
    "in two lines": (
        FIRST
        + changed(
            AGAIN,
            ("121.00 EUR", "100.00 EUR\n  Assets:VAT  21.00 EUR"),
        ),
        "IN09 L01 121.00 15",
    ),
    "of the cooperative now": (
        FIRST
        + changed(
            AGAIN, ("Expenses:Members:L01:Costs", "Expenses:Coop:Wood"),
            ("Liabilities:Members:L01:Payable", "Liabilities:Payable"),
        ),
        "IN09 121.00 15",
    ),
    "with its number in the narration": (
        FIRST + changed(AGAIN, UNNUMBERED, ('copy"', '2025-184"')),
        "IN09 L01 121.00 15",
    ),
    "with two scans of one name": (
        changed(FIRST, UNNUMBERED, ("oak.pdf", "2025-184.pdf"))
        + changed(AGAIN, UNNUMBERED, ("copy.pdf", "post/2025-184.jpg")),
        "IN09 L01 121.00 14",
    ),
    "after it was paid": (FIRST + PAID + AGAIN, "IN09 L01 121.00 19"),
    "a year later": (
        FIRST + changed(AGAIN, ("2025-03-25", "2026-03-05")),
        "IN09 L01 121.00 15",
    ),
    "a name without points": (
        changed(FIRST, ("Woodshop", "Sawmill B.V."))
        + changed(AGAIN, ("Woodshop", "SAWMILL BV")),
        "IN09 L01 121.00 15",
    ),
    "of a cent": (
        changed(FIRST, ("121.00", "0.01")) + changed(AGAIN, ("121.00", "0.01")),
        "IN09 L01 0.01 15",
    ),
    "paid, and once more without the bill": (
        FIRST + PAID + DIRECTLY,
        "IN09 L01 121.00 19",
    ),
    "by the account alone": (
        changed(FIRST, ("  rec", f"{IBAN}  rec"))
        + changed(AGAIN, ("  rec", f"{IBAN}  rec"), ("Woodshop", "Timber")),
        "IN09 L01 121.00 16",
    ),
    # The bill would be paid still, so that is where it is told.
    "paid without the bill": (FIRST + DIRECTLY, "IN09 L01 121.00 9"),
    "paid without a bill of a euro": (
        changed(FIRST, ("121.00", "1.00")) + changed(DIRECTLY, ("121.00", "1.00")),
        "IN09 L01 1.00 9",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TWICE)
def test_a_bill_that_came_twice(tmp_path: Path, case: str) -> None:
    ledger, expected = TWICE[case]
    assert found(tmp_path, ledger) == [expected]


ONCE = {
    "another number": FIRST + changed(AGAIN, ("2025-184", "2025-185")),
    "another amount": FIRST + changed(AGAIN, ("121.00", "121.01")),
    "another supplier": FIRST + changed(AGAIN, ("Woodshop", "Sawmill")),
    "another account": (
        changed(FIRST, ("  rec", f"{IBAN}  rec"))
        + changed(AGAIN, ("  rec", f"{OTHER_IBAN}  rec"), ("Woodshop", "Timber"))
    ),
    "more than a year later": FIRST + changed(AGAIN, ("2025-03-25", "2026-03-06")),
    "taken back and entered anew": FIRST + REVERSED + AGAIN,
    "a bill and its payment": FIRST + PAID,
    "nothing that is owed in the end, twice": (
        changed(FIRST, MOVED) + changed(AGAIN, MOVED)
    ),
    "its payment, with the costs of a reminder": (
        FIRST
        + changed(
            PAID,
            ("121.00 EUR", "100.00 EUR\n  Expenses:Members:L01:Costs  21.00 EUR"),
        )
    ),
    "money back to a customer who sells as well": (
        FIRST
        + changed(DIRECTLY, ("Expenses:Members:L01:Costs", "Income:Members:L01:Sales"))
    ),
    "two direct debits with one customer number": (
        FIRST.partition("2025-03-04")[0]
        + DIRECTLY
        + changed(DIRECTLY, ("2025-03-11", "2025-04-11"), ("copy.pdf", "oak.pdf"))
    ),
    "each month the same, of one contract": (
        changed(FIRST, UNNUMBERED, ('"Oak"', '"Rent, 55123"'))
        + changed(AGAIN, UNNUMBERED, ("Oak, copy", "Rent, 55123"))
    ),
    "each year a file of one name": (
        changed(FIRST, UNNUMBERED, ("oak.pdf", "2025.pdf"))
        + changed(AGAIN, UNNUMBERED, ("copy.pdf", "post/2025.pdf"))
    ),
    "two halves of one bill": (
        FIRST
        + changed(
            AGAIN, ("copy.pdf", "oak.pdf"), ("2025-03-25", "2025-03-04"),
            ("Costs  ", "Costs:Oak  "),
        )
    ),
    "a credit note": FIRST + changed(AGAIN, ("121.00", "-121.00")),
    "a waiver": FIRST
    + changed(AGAIN, ('  receipt: "c', '  waiver: "IN09: two chairs"\n  receipt: "c')),
}  # fmt: skip


@pytest.mark.parametrize("case", ONCE)
def test_a_bill_that_only_looks_like_another(tmp_path: Path, case: str) -> None:
    assert found(tmp_path, ONCE[case]) == []


def test_it_says_where_the_first_is_and_what_to_do(tmp_path: Path) -> None:
    again = changed(AGAIN, ("Woodshop", "WOODSHOP"))
    report = report_on(tmp_path, FIRST + again, files=FILES)
    (finding,) = [one for one in report.verdict.findings if one.code == "IN09"]
    assert words(finding) == (
        "121.00 to WOODSHOP seems to be entered twice: here, and on 2025-03-04 "
        "(ledger/main.beancount, line 9)."
    )
    assert hints(finding).startswith("Look at both receipts. If it is one bill, ")

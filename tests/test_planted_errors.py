"""Things that go wrong in real books, each planted in books that are clean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.support import HEAD, MEMBERS, report_on, told

RECEIPTS = {
    "documents/meel.pdf": "meel",
    "documents/cursus.pdf": "cursus",
    "documents/bon.pdf": "bon",
}
CLEAN = """\
2025-01-01 * "Notary" "Means of the cooperative"
  Assets:Bank:Current                             50.00 EUR
  Equity:Coop

2025-01-02 * "Café De Brug" "Invoice 1" ^invoice-1
  Assets:Members:L01:Receivable                  242.00 EUR
  Income:Members:L01:Sales                      -200.00 EUR
  Liabilities:VAT                                -42.00 EUR

2025-01-10 * "Café De Brug" "Invoice 1" ^invoice-1
  bank-ref: "B-001"
  Assets:Bank:Current                            242.00 EUR
  Assets:Members:L01:Receivable

2025-01-12 * "Market"
  Assets:Members:L02:Cash                        121.00 EUR
  Income:Members:L02:Sales                      -100.00 EUR
  Liabilities:VAT                                -21.00 EUR

2025-01-15 * "Mill" "Flour"
  bank-ref: "B-002"
  receipt: "documents/meel.pdf"
  Expenses:Members:L01:Costs:Materials            30.00 EUR
  Assets:VAT                                       6.30 EUR
  Assets:Bank:Current                            -36.30 EUR

2025-01-16 * "Shop" "Paid by card"
  Assets:Clearing:Cards                           60.50 EUR
  Income:Members:L02:Sales                       -50.00 EUR
  Liabilities:VAT                                -10.50 EUR

2025-01-18 * "Card provider"
  bank-ref: "B-003"
  Assets:Bank:Current                             60.00 EUR
  Expenses:Members:L02:Costs:Card-Fees             0.50 EUR
  Assets:Clearing:Cards

2025-01-20 * "School" "Course"
  receipt: "documents/cursus.pdf"
  Expenses:Members:L01:Training                   20.00 EUR
  Assets:Bank:Current

2025-01-31 * "Contribution"
  Expenses:Members:L01:Contribution               51.00 EUR
  Income:Coop:Contribution

2025-01-31 * "Contribution"
  Expenses:Members:L02:Contribution               44.85 EUR
  Income:Coop:Contribution

2025-02-01 balance Assets:Bank:Current           295.70 EUR

"""
# L01 has 99.00 left, L02 104.65, and the cooperative 145.85 of its own.


@dataclass(frozen=True)
class Plant:
    """What is planted, and all that the check then says.

    In `finds`, `L3` is line 3 of what is planted, and `M20` line 20 of the register.
    """

    name: str
    ledger: str
    finds: tuple[str, ...]
    members: str = MEMBERS
    today: dt.date | None = None
    receipts: dict[str, str] = field(default_factory=lambda: RECEIPTS)


PLANTS = (
    Plant(
        "private spending",
        """\
2025-02-03 * "Supermarket"
  Expenses:Members:L02:Private:Groceries          35.00 EUR
  Assets:Members:L02:Cash
""",
        ("MB07 L02 L2", "PF01 L02 35.00 L2"),
    ),
    Plant(
        "a payout",
        """\
2025-02-03 * "Advance"
  counterparty: "L01"
  Equity:Members:L01:Thermometer                  75.00 EUR
  Assets:Bank:Current                            -75.00 EUR
""",
        ("PF01 L01 75.00 L3", "PF04 L01 75.00 L4"),
    ),
    Plant(
        "two hops, through clearing",
        """\
2025-02-03 * "To be sorted out"
  Assets:Clearing:Unknown                         75.00 EUR
  Assets:Bank:Current
""",
        ("PF06 75.00 L2",),
        today=dt.date(2025, 3, 10),
    ),
    Plant(
        "two hops, through the cash box",
        """\
2025-02-02 * "Rent, of all that is the cooperative's own"
  Expenses:Coop:Rent                             145.85 EUR
  Assets:Bank:Current

2025-02-03 * "Cash of the market"
  Assets:Cash                                    121.00 EUR
  Assets:Members:L02:Cash

2025-02-04 * "Party"
  Expenses:Coop:Party                            121.00 EUR
  Assets:Cash
""",
        ("PF05 121.00 L10",),
    ),
    Plant(
        "another member's cost",
        """\
2025-02-03 * "Flour for the neighbour"
  receipt: "documents/bon.pdf"
  Expenses:Members:L01:Costs:Materials            25.00 EUR
  Assets:Members:L02:Cash
""",
        ("PF03 L02 25.00 L3",),
    ),
    Plant(
        "a thermometer below zero",
        """\
2025-02-03 * "Oven"
  receipt: "documents/bon.pdf"
  Expenses:Members:L02:Growth                    114.65 EUR
  Assets:Members:L02:Cash
""",
        ("PF02 L02 10.00 L3",),
    ),
    Plant(
        "the cooperative's rent from members' money",
        """\
2025-02-03 * "Rent"
  Expenses:Coop:Rent                             250.00 EUR
  Assets:Bank:Current
""",
        ("PF05 104.15 L2",),
    ),
    Plant(
        "no receipt",
        """\
2025-02-03 * "Mill" "Flour"
  Expenses:Members:L01:Costs:Materials            12.50 EUR
  Assets:Bank:Current
""",
        ("EV01 L01 12.50 L2",),
    ),
    Plant(
        "a bank line booked twice",
        """\
2025-02-03 * "Café De Brug" "Invoice 1" ^invoice-1
  bank-ref: "B-001"
  Assets:Bank:Current                            242.00 EUR
  Assets:Members:L01:Receivable
""",
        ("BK01 L01 242.00 L1", "BK04 L01 242.00 L4"),
    ),
    Plant(
        "an entry booked twice",
        """\
2025-01-15 * "Mill" "Flour"
  bank-ref: "B-002"
  receipt: "documents/meel.pdf"
  Expenses:Members:L01:Costs:Materials            30.00 EUR
  Assets:VAT                                       6.30 EUR
  Assets:Bank:Current                            -36.30 EUR

2025-01-31 * "Correction, so that the balance of the bank is right"
  Assets:Bank:Current                             36.30 EUR
  Equity:Coop
""",
        ("PF07 L01 9.00 C", "BK01 L01 36.30 L1", "EV05 L01 30.00 L1"),
    ),
    Plant(
        "a misspelt account",
        """\
2025-02-03 * "Mill" "Flour"
  receipt: "documents/bon.pdf"
  Expenses:Members:L01:Cost:Materials             12.50 EUR
  Assets:Bank:Current
""",
        ("MB07 L01 L3", "PF01 L01 12.50 L3"),
    ),
    Plant(
        "a leaver with money left",
        """\
2025-05-31 balance Assets:Bank:Current           295.70 EUR
""",
        ("MB06 L02 104.65 M20",),
        members=MEMBERS + "    left: 2025-01-31\n",
        today=dt.date(2025, 6, 1),
    ),
    Plant(
        "an unknown member",
        """\
2025-02-03 * "Sale"
  Assets:Bank:Current                             60.50 EUR
  Income:Members:L08:Sales                       -50.00 EUR
  Liabilities:VAT                                -10.50 EUR
""",
        ("MB01 L08 L3",),
    ),
    Plant(
        "an entry that does not balance",
        """\
2025-02-03 * "Sale"
  Assets:Bank:Current                             50.00 EUR
  Income:Members:L01:Sales                       -40.00 EUR
""",
        ("BC00 L1",),
    ),
    Plant(
        "a bank that is not reconciled",
        "",
        ("BK02 B",),
        today=dt.date(2025, 3, 19),
    ),
    Plant(
        "a wrong balance of the bank",
        """\
2025-02-10 balance Assets:Bank:Current           300.00 EUR
""",
        ("BC00 L1",),
    ),
    Plant(
        "one euro of training beside a party of 49",
        """\
2025-02-03 * "Course, and a party"
  receipt: "documents/bon.pdf"
  Expenses:Members:L02:Training                    1.00 EUR
  Expenses:Coop:Party                             49.00 EUR
  Assets:Members:L02:Cash                        -50.00 EUR
""",
        ("PF01 L02 49.00 L4",),
    ),
)


# Places in the clean books that an error shows at.
IN_CLEAN = {"B": "balance", "C": "Expenses:Members:L01:Contribution  "}


def placed(finds: str) -> str:
    """Return an expectation with the line in its file."""
    *words, place = finds.split()
    above = HEAD.count("\n")
    if place in IN_CLEAN:
        line = above + CLEAN[: CLEAN.index(IN_CLEAN[place])].count("\n") + 1
    elif place.startswith("M"):
        line = int(place[1:])
    else:
        line = above + CLEAN.count("\n") + int(place[1:])
    return " ".join([*words, str(line)])


def test_the_books_are_clean_without_a_plant(tmp_path: Path) -> None:
    report = report_on(tmp_path, CLEAN, files=RECEIPTS)
    assert told(report.verdict.findings) == []
    assert {code: str(ring.level()) for code, ring in report.books.rings.items()} == {
        "L01": "99.00",
        "L02": "104.65",
    }


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_error_is_found(plant: Plant, tmp_path: Path) -> None:
    report = report_on(
        tmp_path,
        CLEAN + plant.ledger,
        members=plant.members,
        files=plant.receipts,
        today=plant.today,
    )
    assert told(report.verdict.findings) == [placed(finds) for finds in plant.finds]

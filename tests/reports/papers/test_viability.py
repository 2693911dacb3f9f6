"""The dossier for a business of one's own: what was, what stays open, what is empty."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import (
    material_in,
    material_of,
    period,
    renderings,
    text_of,
)
from tests.reports.papers.test_member import facts, notices, table
from tests.reports.papers.test_no_other_member import in_text, others, payees
from tests.support import MEMBERS
from tests.test_floors import ROOT

from paraplu.base.language import Language
from paraplu.base.money import ZERO
from paraplu.check import check
from paraplu.register.exploitation import CostRow
from paraplu.reports.papers.blocks import Table
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.model import Paper, Status
from paraplu.reports.papers.values import Figure, NotKnown
from paraplu.reports.papers.viability.budget import exploitation
from paraplu.reports.papers.viability.dossier import dossier, dossiers
from paraplu.reports.papers.viability.paying import paying
from paraplu.reports.papers.viability.window import windows_of

REGISTER = MEMBERS.replace(
    "  L02:", "    goal: {result: 100.00, by: 2026-06-01}\n  L02:", 1
)
LEDGER = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                              3000.00 EUR
  Equity:Coop

2025-01-05 * "Start capital"
  Equity:Coop                               500.00 EUR
  Equity:Members:L01:StartCapital

2025-02-03 * "Bakery" "A table" ^F1
  Assets:Members:L01:Receivable             242.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT                           -42.00 EUR

2025-02-10 * "DIY" "Wood"
  Expenses:Members:L01:Costs:Materials       50.00 EUR
  Assets:Bank

2025-02-12 * "School" "Course"
  Expenses:Members:L01:Training              30.00 EUR
  Assets:Bank

2025-02-14 * "Shop" "Saw" ^saw
  Assets:Members:L01:Equipment               80.00 EUR
  Assets:Bank

2025-02-15 * "Phone company" "Phone"
  Expenses:Members:L01:Costs:Phone           10.00 EUR
  Assets:Bank

2025-02-16 * "Vet" "Shots for the dog"
  Expenses:Members:L01:Costs:Oddments         5.00 EUR
  Assets:Bank

2025-02-28 * "Contribution"
  Expenses:Members:L01:Contribution          40.50 EUR
  Income:Coop:Contribution

2025-03-03 * "Bakery" "Paid" ^F1
  Assets:Bank                               242.00 EUR
  Assets:Members:L01:Receivable

2025-03-20 * "At the market"
  Assets:Bank                                60.50 EUR
  Income:Members:L01:Sales                  -50.00 EUR
  Liabilities:VAT                           -10.50 EUR

2025-03-31 * "Written off"
  Expenses:Members:L01:Growth:Depreciation    4.00 EUR
  Assets:Members:L01:Equipment

2025-04-01 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return material_in(tmp_path, LEDGER, members=REGISTER)


def amounts(paper: Paper, key: str = "exploitation") -> dict[str, str]:
    """Return the last twelve months of a table, but for what is zero."""
    rows = {row[0]: row[1] for row in table(paper, key)}
    return {name: said for name, said in rows.items() if said != "0.00"}


def test_costs_are_in_the_rows_of_an_exploitation_budget(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    known = amounts(paper)
    assert {name: said for name, said in known.items() if "not in" not in said} == {
        "turnover": "250.00",
        "purchases": "50.00",
        "gross": "200.00",
        "administration": "10.00",
        "general": "5.00",
        "depreciation": "4.00",
        "result": "181.00",
    }
    assert amounts(paper, "uses") == {
        "contribution": "40.50",
        "equipment": "80.00",
        "training": "30.00",
    }
    assert "no row is known for: Oddments." in text_of(paper)


def test_the_register_can_say_the_row(tmp_path: Path) -> None:
    said = 'cost_rows: {"Costs:Oddments": insurance, "Costs:Phone": general}\n'
    material = material_in(tmp_path, LEDGER, members=said + REGISTER)
    paper = dossier(material, "L01", period("2025-03"))
    known = amounts(paper)
    assert (known["insurance"], known["general"]) == ("5.00", "10.00")
    assert "no row is known for" not in text_of(paper)


def test_what_is_left_to_all_is_no_cost(tmp_path: Path) -> None:
    """It is told where the money went; nothing is said of it where nothing did."""
    fund = """
2025-03-20 * "To the common fund on leaving L01"
  Expenses:Members:L01:Costs:CommonFund      60.00 EUR
  Income:Coop:CommonFund
"""
    without, left = (
        dossier(
            material_in(tmp_path, LEDGER + more, members=REGISTER),
            "L01",
            period("2025-03"),
        )
        for more in ("", fund)
    )
    assert amounts(left) == amounts(without)
    assert amounts(left, "uses") == amounts(without, "uses") | {"common-fund": "60.00"}


def test_years_to_come_are_empty(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    rows = [row for row in table(paper, "exploitation") if row[0] != "interest"]
    assert rows
    assert {row[3:] for row in rows} == {("None", "None", "None")}
    months = table(paper, "liquidity")
    assert {row[5:] for row in months} == {("None", "None", "None")}
    assert {row[1:] for row in table(paper, "private")} == {("None",)}


def test_months_that_are_not_in_the_books_stay_open(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    why = "not yet a member, or before these books"
    (found,) = [b for b in paper.blocks() if b.key == "exploitation"]
    assert isinstance(found, Table)
    cells = [row.cells[2] for row in found.rows]
    told = [Language("en").render(c.reason) for c in cells if isinstance(c, NotKnown)]
    assert told == [why] * len(found.rows)
    said = " ".join(text_of(paper).split())
    assert "Of April 2024 to March 2025 only 3 of 12 months are known" in said
    # 181 in three months, not in twelve.
    assert facts(paper)["result"] == "60.33"


def test_the_result_is_held_against_goal_and_norms(tmp_path: Path) -> None:
    later = LEDGER.replace("2025-04-01", "2026-01-31")
    material = material_in(tmp_path, later, members=REGISTER)
    paper = dossier(material, "L01", period("2026-01"))
    assert table(paper, "measures")[:2] == [
        ("result", "15.08", "None", "None"),
        ("goal", "100.00", "-84.92", "members.yaml"),
    ]
    norms = {row[0]: row[1] for row in table(paper, "measures")[2:]}
    assert norms == {"norm-single": "1,401.50", "norm-couple": "2,002.13"}
    bbz = {row[0]: row[1] for row in table(paper, "bbz")}
    assert bbz["starter-capital"] == "48,060.00"
    assert bbz["tax-forfait"] == "20.00"
    assert bbz["hours"] == "1,225.00"
    checked = {row[0]: "not checked" in row[3] for row in table(paper, "bbz")}
    assert checked["horizon"]
    assert not checked["starter-capital"]


def test_what_the_law_says_of_another_year_is_not_guessed(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    bbz = {row[0]: row[1] for row in table(paper, "bbz")}
    assert "is not known to this version of paraplu" in bbz["starter-capital"]


def test_a_member_without_a_goal(material: Material) -> None:
    paper = dossier(material, "L02", period("2025-03"))
    goal = table(paper, "measures")[1]
    assert "the register has no goal for this member" in goal[1]
    assert goal[2] == "None"


def test_how_customers_pay(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    assert table(paper, "paying") == [
        ("at-once", "60.50", "20.00"),
        ("within-14", "0.00", "0.00"),
        ("within-30", "242.00", "80.00"),
        ("within-60", "0.00", "0.00"),
        ("later", "0.00", "0.00"),
        ("total", "302.50", "None"),
    ]
    # From 3 February until 3 March; with what was paid at once it is 22.4.
    assert facts(paper)["days"] == "28.00"


def test_money_counts_on_the_day_that_it_moved_with_vat(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    months = {row[0]: row[1:5] for row in table(paper, "liquidity")}
    assert months["2025-01"] == ("0.00", "0.00", "0.00", "0.00")
    assert months["2025-02"] == ("0.00", "-175.00", "0.00", "-175.00")
    assert months["2025-03"] == ("302.50", "0.00", "0.00", "302.50")
    assert months["total"] == ("302.50", "-175.00", "0.00", "127.50")
    assert "not yet a member" in months["2024-12"][0]


def test_of_what_two_members_bought_each_has_a_part(tmp_path: Path) -> None:
    shared = """
2025-03-25 * "DIY" "Paint for L02 and me"
  Expenses:Members:L01:Costs:Materials       20.00 EUR
  Expenses:Members:L02:Costs:Materials       30.00 EUR
  Assets:VAT                                 10.50 EUR
  Assets:Bank
"""
    material = material_in(tmp_path, LEDGER + shared, members=REGISTER)
    paper = dossier(material, "L01", period("2025-03"))
    months = {row[0]: row[2] for row in table(paper, "liquidity")}
    assert (months["2025-02"], months["2025-03"]) == ("-175.00", "-20.00")
    said = " ".join(text_of(explained(paper)).split())
    assert "only this ring is counted, without VAT." in said
    assert "L02" not in said


def test_equipment_has_its_book_value(material: Material) -> None:
    paper = dossier(material, "L01", period("2025-03"))
    assert table(paper, "equipment") == [
        ("thing-1", "Shop · Saw", "80.00", "76.00", "None"),
        ("total", "Together", "80.00", "76.00", "None"),
    ]


def test_what_was_sold_is_not_taken_over(tmp_path: Path) -> None:
    sold = """
2025-03-25 * "Neighbour" "The saw" ^saw
  Assets:Bank                                80.00 EUR
  Assets:Members:L01:Equipment
"""
    ledger = LEDGER.replace('2025-03-31 * "Written off"', f'{sold}\n2025-03-31 * "No"')
    ledger = ledger.replace(
        "  Assets:Members:L01:Equipment\n\n2025-04", "  Assets:Bank\n\n2025-04"
    )
    paper = dossier(material_in(tmp_path, ledger), "L01", period("2025-03"))
    assert table(paper, "equipment") == []
    assert "There is no equipment." in text_of(paper)


def test_courses_that_a_fund_paid_are_among_them(tmp_path: Path) -> None:
    paid = """
2025-03-10 * "School" "Another course"
  member: "L01"
  Expenses:Funds:Cordaid2025:Training       100.00 EUR
  Assets:Bank

2025-03-11 * "School" "For somebody else"
  member: "L02"
  Expenses:Funds:Cordaid2025:Training        70.00 EUR
  Assets:Bank
"""
    paper = dossier(material_in(tmp_path, LEDGER + paid), "L01", period("2025-03"))
    assert table(paper, "courses") == [
        ("course-1", "School · Course", "30.00"),
        ("course-2", "paid by Cordaid2025", "100.00"),
        ("total", "Together", "130.00"),
    ]


CUSTOMERS = "".join(
    f'2025-02-{n:02} * "{name}" "Work"\n  Assets:Bank  {amount} EUR\n'
    "  Income:Members:L01:Sales\n\n"
    for n, (name, amount) in enumerate(
        [("Bakery", 50), ("Cafe", 30), ("BAKERY ", 10), ("Shop", 5), ("Zoo", 5)], 1
    )
)


def test_how_much_hangs_on_few_customers(tmp_path: Path) -> None:
    ledger = (
        CUSTOMERS
        + """
2025-02-10 * "On the market"
  Assets:Bank                                20.00 EUR
  Income:Members:L01:Sales

2025-02-11 * "Fellow" "Help"
  Expenses:Members:L02:Costs                 80.00 EUR
  Income:Members:L01:InternalSales

2025-02-28 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""
    )
    material = material_in(tmp_path, ledger)
    paper = dossier(material, "L01", period("2025-02"))
    assert table(paper, "customers") == [
        ("customer-1", "60.00", "30.00"),
        ("customer-2", "30.00", "15.00"),
        ("customer-3", "5.00", "2.50"),
        ("largest", "95.00", "47.50"),
        ("others", "5.00", "2.50"),
        ("fellows", "80.00", "40.00"),
        ("nameless", "20.00", "10.00"),
        ("total", "200.00", "100.00"),
    ]
    assert "Bakery" not in text_of(paper)
    named = text_of(dossier(material, "L01", period("2025-02"), named=True))
    assert "Bakery" in named
    assert "Customers have no names here." not in named


@pytest.mark.parametrize(
    ("payee", "crowd"),
    [
        ("Particulier", True),
        ("Diverse klanten", True),
        ("Kerstmarkt Zaandam", True),
        ("Braderie", True),
        ("SumUp", True),
        ("", True),
        ("Supermarkt De Hoek", False),
        ("Klant & Co", False),
        ("Bakkerij De Markies", False),
        ("\u4f60\u597d", False),
    ],
)
def test_a_crowd_is_no_customer(tmp_path: Path, payee: str, crowd: bool) -> None:  # noqa: FBT001 - a column of the table
    ledger = f"""
2025-02-01 * "{payee}" "Paid at once"
  Assets:Bank                                75.00 EUR
  Income:Members:L01:Sales

2025-02-02 * "Particulier" "On account" ^F1
  Assets:Members:L01:Receivable              25.00 EUR
  Income:Members:L01:Sales

2025-02-28 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""
    paper = dossier(material_in(tmp_path, ledger), "L01", period("2025-02"))
    first, second = table(paper, "customers")[:2]
    if crowd:
        assert first == ("customer-1", "25.00", "25.00")
        assert second == ("nameless", "75.00", "75.00")
    else:
        assert first == ("customer-1", "75.00", "75.00")
        assert second == ("customer-2", "25.00", "25.00")


def test_months_below_zero(tmp_path: Path) -> None:
    ledger = """
2025-01-02 * "Bakery" "Refund"
  Income:Members:L01:Sales                   40.00 EUR
  Assets:Bank

2025-01-31 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""
    paper = dossier(material_in(tmp_path, ledger), "L01", period("2025-01"))
    assert amounts(paper)["result"] == "-40.00"
    assert table(paper, "customers") == [
        ("returned", "-40.00", "None"),
        ("total", "-40.00", "None"),
    ]
    assert "no customer is named in these months" in facts(paper)["largest"]


def test_what_is_given_back_makes_nobody_a_larger_customer(tmp_path: Path) -> None:
    ledger = (
        CUSTOMERS
        + """
2025-02-20 * "Old customer" "A table of last year, given back"
  Income:Members:L01:Sales                   50.00 EUR
  Assets:Bank

2025-02-21 * "cafe" "A chair, given back"
  Income:Members:L01:Sales                   10.00 EUR
  Assets:Bank

2025-02-28 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""
    )
    paper = dossier(material_in(tmp_path, ledger), "L01", period("2025-02"))
    assert table(paper, "customers") == [
        ("customer-1", "60.00", "66.70"),
        ("customer-2", "20.00", "22.20"),
        ("customer-3", "5.00", "5.60"),
        ("largest", "85.00", "94.40"),
        ("others", "5.00", "5.60"),
        ("returned", "-50.00", "None"),
        ("total", "40.00", "None"),
    ]
    assert facts(paper)["largest"] == "66.70"


def test_the_closing_of_a_year_changes_nothing(tmp_path: Path) -> None:
    closing = """
2025-03-31 * "Closing"
  Income:Members:L01:Sales                  250.00 EUR
  Expenses:Members:L01:Costs:Materials      -50.00 EUR
  Expenses:Members:L01:Costs:Phone          -10.00 EUR
  Expenses:Members:L01:Costs:Oddments        -5.00 EUR
  Expenses:Members:L01:Training             -30.00 EUR
  Expenses:Members:L01:Growth:Depreciation   -4.00 EUR
  Expenses:Members:L01:Contribution         -40.50 EUR
  Equity:Members:L01:Thermometer
"""
    paper = dossier(material_in(tmp_path, LEDGER + closing), "L01", period("2025-03"))
    assert amounts(paper)["result"] == "181.00"
    assert amounts(paper, "uses")["training"] == "30.00"


def test_a_member_without_entries(material: Material) -> None:
    paper = dossier(material, "L02", period("2025-03"))
    assert amounts(paper, "uses") == {}
    assert table(paper, "customers") == []
    said = text_of(paper)
    assert "Nothing was sold in these months." in said
    assert "Nothing was spent on training." in said
    assert facts(paper)["result"] == "0.00"


def test_who_joins_and_leaves_on_one_day_has_one_month(tmp_path: Path) -> None:
    short = (
        REGISTER + "  L03: {joined: 2025-02-03, left: 2025-02-03,"
        " permission: [{from: 2025-02-03}]}\n"
    )
    material = material_in(tmp_path, LEDGER, members=short)
    windows = windows_of(
        material, material.register.members["L03"], dt.date(2025, 3, 31)
    )
    assert (str(windows.last.last), windows.last.size) == ("2025-02", 1)
    assert windows.previous.size == 0
    paper = dossier(material, "L03", period("2025-03"))
    assert notices(paper) == ["The last whole month in it is February 2025."]


def test_a_cooperative_in_its_first_month(tmp_path: Path) -> None:
    """There is no whole month yet, so it is this one; there is nothing before it."""
    ledger = '2025-01-02 * "Bakery"\n  Assets:Bank  9 EUR\n  Income:Members:L01:Sales\n'
    material = material_in(tmp_path, ledger)
    paper = dossier(material, "L01", period("2025-01"))
    assert paper.period.last == dt.date(2025, 1, 31)
    assert paper.status is Status.PROVISIONAL
    assert notices(paper)[0] == (
        "The books go to 2 January 2025. What happened after that is not in it."
    )
    assert facts(paper)["result"] == "9.00"
    assert facts(paper)["left"] == "9.00"
    for made in renderings(paper).values():
        assert made


def test_a_member_who_has_just_joined(tmp_path: Path) -> None:
    later = (
        LEDGER + '\n2025-04-30 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    )
    new = REGISTER + "  L03: {joined: 2025-05-01, permission: [{from: 2025-05-01}]}\n"
    material = material_in(tmp_path, later, members=new)
    windows = windows_of(
        material, material.register.members["L03"], dt.date(2025, 5, 31)
    )
    # The books do not go that far, so nothing is known yet.
    assert (str(windows.last.last), windows.last.size) == ("2025-04", 0)


def test_an_unknown_code_has_no_permissions(tmp_path: Path) -> None:
    ledger = LEDGER.replace("L01", "L99")
    paper = dossier(material_in(tmp_path, ledger), "L99", period("2025-03"))
    assert "open: the register has a fault here" in text_of(paper)


DUTCH = """
2025-02-03 * "Bakker" "Tafel"
  Assets:Bank                               100.00 EUR
  Income:Leden:L01:Omzet

2025-02-04 * "Markt" "Kraam"
  Expenses:Leden:L01:Kosten:Kraamhuur        20.00 EUR
  Assets:Bank

2025-02-05 * "Provider" "Bellen"
  Expenses:Leden:L01:Kosten:Telefoonkosten    7.00 EUR
  Assets:Bank

2025-02-28 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Giften
"""


def test_dutch_account_names(tmp_path: Path) -> None:
    register = f"chart: nl\n{REGISTER}"
    paper = dossier(
        material_in(tmp_path, DUTCH, members=register), "L01", period("2025-02")
    )
    known = amounts(paper)
    assert (known["housing"], known["administration"]) == ("20.00", "7.00")
    assert known["result"] == "73.00"


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


@pytest.mark.parametrize("of", ["2025-12", "2026-06", "2026-10"])
def test_it_ties_to_the_figures_of_the_books(example: Material, of: str) -> None:
    """The result is net turnover less what was written off; uses are what was used."""
    assert example.codes
    for code in example.codes:
        member = example.register.members[code]
        for window in windows_of(example, member, period(of).last).both:
            found = exploitation(example, code, window)
            figures = example.figures(code, window.span)
            off = ZERO + found.costs[CostRow.DEPRECIATION].value
            assert found.result == figures.net_turnover - off
            used = {name: one.value for name, one in found.uses.items()}
            assert used["contribution"] == figures.contribution
            # Equipment counts there as growth at its book value.
            assert used["growth"] + used["equipment"] == figures.growth
            assert (used["training"], used["set-off"]) == (
                figures.training,
                figures.set_off,
            )


def test_every_figure_is_made_of_its_entries(example: Material) -> None:
    figures = [
        cell
        for paper in dossiers(example, period("2026-10"))
        for block in paper.blocks()
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    ]
    assert len(figures) > 100
    for figure in figures:
        assert sum((part.amount for part in figure.parts), Decimal(0)) == figure.value


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
def test_no_other_member_and_no_customer_is_in_it(example: Material) -> None:
    papers = list(dossiers(example, period("2026-10"), ["L01", "L06", "L07"]))
    assert papers
    for paper in papers:
        words = others(example, paper.subject) | payees(example, paper.subject)
        for name, text in renderings(explained(paper), "nl").items():
            said = text.replace(paper.issuer.name, "")
            assert in_text(words, said) == [], (paper.subject, name)


def test_the_answer_is_at_the_top(example: Material) -> None:
    (paper,) = dossiers(example, period("2026-10"), ["L07"])
    assert facts(paper) == {
        "result": "164.24",
        "days": "13.70",
        "largest": "29.50",
        "left": "1,574.56",
    }


LAST = """
2025-03-31 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""
AT_ONCE = """
2025-02-01 * "Market"
  Assets:Bank                               100.00 EUR
  Income:Members:L01:Sales
"""
TABLE = """
2025-02-03 * "Bakery" "A table" ^F1
  Assets:Members:L01:Receivable             242.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT                           -42.00 EUR
"""
PAID = """
2025-03-03 * "Bakery" "Paid" ^F1
  Assets:Bank                               242.00 EUR
  Assets:Members:L01:Receivable
"""
CREDIT = """
2025-03-05 * "Bakery" "One leg short" ^F1
  Income:Members:L01:Sales                  100.00 EUR
  Liabilities:VAT                            21.00 EUR
  Assets:Members:L01:Receivable
"""
BACK = """
2025-03-06 * "Bakery" "Given back" ^F1
  Assets:Members:L01:Receivable             121.00 EUR
  Assets:Bank
"""
CHAIR = """
2025-02-10 * "Cafe" "A chair"
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT                           -21.00 EUR

2025-03-12 * "Somebody" "A chair"
  Assets:Bank                               121.00 EUR
  Assets:Members:L01:Receivable
"""
RETURNED = """
2025-02-20 * "Market" "Taken back"
  Income:Members:L01:Sales                   90.00 EUR
  Assets:Bank
"""
AHEAD = """
2025-01-20 * "Bakery" "Paid ahead" ^F1
  Assets:Bank                               242.00 EUR
  Assets:Members:L01:Receivable
"""


@pytest.mark.parametrize(
    ("entries", "days", "of_all", "still_open"),
    [
        (TABLE + PAID, "28.0", "28.0", "0.00"),
        (TABLE + PAID + CREDIT + BACK, "28.0", "28.0", "0.00"),
        # Money that went back is nothing that somebody still has to pay.
        (TABLE + PAID + CREDIT + BACK + CHAIR, "28.7", "28.7", "0.00"),
        # Half of it was credited before anything was paid.
        (
            TABLE + CREDIT + PAID.replace("242.00", "121.00"),
            "28.0",
            "28.0",
            "0.00",
        ),
        (AT_ONCE + TABLE + PAID, "28.0", "19.8", "0.00"),
        (AT_ONCE + RETURNED + TABLE + PAID, "28.0", "26.9", "0.00"),
        (RETURNED + TABLE + PAID, "28.0", "28.0", "0.00"),
        (AHEAD + TABLE, "0.0", "0.0", "0.00"),
        (TABLE, None, None, "242.00"),
    ],
    ids=[
        "paid",
        "paid-back",
        "the-next",
        "credited",
        "at-once",
        "taken-back",
        "only-back",
        "ahead",
        "open",
    ],
)
def test_the_days_until_customers_pay(
    tmp_path: Path, entries: str, days: str | None, of_all: str | None, still_open: str
) -> None:
    material = material_in(tmp_path, entries + LAST)
    member = material.register.members["L01"]
    window = windows_of(material, member, dt.date(2025, 3, 31)).last
    found = paying(material, "L01", window)
    said = [found.days, found.days_of_all]
    assert [str(one) if one is not None else None for one in said] == [days, of_all]
    assert found.open == Decimal(still_open)
    paper = dossier(material, "L01", period("2025-03"))
    shares = [Decimal(row[2]) for row in table(paper, "paying") if row[2][0].isdigit()]
    assert not shares or abs(sum(shares, ZERO) - 100) <= Decimal("0.2")

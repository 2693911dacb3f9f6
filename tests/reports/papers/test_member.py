"""The statement of a member: its one column adds up, in whatever month it is."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import (
    material_in,
    material_of,
    period,
    renderings,
    statement_of,
    text_of,
)
from tests.support import MEMBERS, report_on

from paraplu.base.language import Language
from paraplu.reports.papers.blocks import (
    Facts,
    PaperChart,
    PaperThermometer,
    Table,
    TickList,
)
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.material import outside
from paraplu.reports.papers.member.statement import statements, taking_part
from paraplu.reports.papers.model import Paper, Status
from paraplu.reports.papers.values import Figure, plain

LEDGER = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                              1000.00 EUR
  Equity:Coop

2025-01-05 * "Start capital of L01"
  Expenses:Funds:Cordaid2025:StartCapital   500.00 EUR
  Equity:Members:L01:StartCapital

2025-02-03 * "Customer" "A table" ^F1
  Assets:Members:L01:Receivable             242.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT                           -42.00 EUR

2025-02-10 * "DIY" "Wood"
  Expenses:Members:L01:Costs                 50.00 EUR
  Assets:Bank

2025-02-12 * "School" "Course"
  Expenses:Members:L01:Training              30.00 EUR
  Assets:Bank

2025-02-14 * "Shop" "Saw"
  Assets:Members:L01:Equipment               80.00 EUR
  Assets:Bank

2025-02-28 * "Contribution"
  Expenses:Members:L01:Contribution          45.00 EUR
  Income:Coop:Contribution

2025-02-28 * "Municipality"
  Expenses:Members:L01:SetOff                10.00 EUR
  Liabilities:Municipality

2025-03-03 * "Customer" "Paid" ^F1
  Assets:Bank                               100.00 EUR
  Assets:Members:L01:Receivable
"""


def column(paper: Paper) -> dict[str, str]:
    """Return the amounts of the account by key."""
    return {row[0]: row[1] for row in table(paper, "account")}


def table(paper: Paper, key: str) -> list[tuple[str, ...]]:
    """Return the rows of a table: their keys, and the rest of their cells in words."""
    (found,) = [b for b in paper.blocks() if isinstance(b, Table) and b.key == key]
    language = Language("en")
    return [
        (row.key, *(language.value(plain(cell)) for cell in row.cells[1:]))
        for row in found.rows
    ]


def facts(paper: Paper) -> dict[str, str]:
    """Return what the answer at the top says, by key."""
    language = Language("en")
    (found,) = [b for b in paper.blocks() if isinstance(b, Facts) and b.large]
    return {fact.key: language.value(plain(fact.value)) for fact in found.facts}


def tasks(paper: Paper) -> list[str]:
    """Return what is missing."""
    (found,) = [block for block in paper.blocks() if isinstance(block, TickList)]
    return [Language("en").render(tick.said) for tick in found.ticks]


def notices(paper: Paper) -> list[str]:
    """Return what the reader has to know first."""
    return [Language("en").render(one) for one in paper.notices]


def test_one_column_with_signs_adds_up(tmp_path: Path) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L01", "2025-02")
    rows = table(paper, "account")
    assert rows == [
        ("before", "500.00"),
        ("turnover", "200.00"),
        ("costs", "-50.00"),
        ("contribution", "-45.00"),
        ("growth", "-80.00"),
        ("training", "-30.00"),
        ("set_off", "-10.00"),
        ("left", "485.00"),
    ]
    *amounts, left = [Decimal(amount) for _key, amount in rows]
    assert sum(amounts) == left
    assert facts(paper) == {
        "left": "485.00",
        "receivable": "242.00",
        "permission": "2025-12-31",
    }


def test_what_is_rare_is_only_there_when_it_is_there(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER)
    assert list(column(statement_of(material, "L01", "2025-01"))) == [
        "before",
        "turnover",
        "start_capital",
        "costs",
        "contribution",
        "growth",
        "training",
        "left",
    ]


def test_a_figure_is_made_of_its_own_entries(tmp_path: Path) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L01", "2025-02")
    (account,) = [b for b in paper.blocks() if b.key == "account"]
    assert isinstance(account, Table)
    found = {row.key: row.cells[1] for row in account.rows}
    growth, costs = found["growth"], found["costs"]
    assert isinstance(growth, Figure)
    assert isinstance(costs, Figure)
    assert [(p.what, p.amount, p.source.file) for p in costs.parts] == [
        ("DIY · Wood", Decimal(-50), "ledger/main.beancount")
    ]
    assert [(p.what, p.amount) for p in growth.parts] == [("Shop · Saw", Decimal(-80))]


@pytest.mark.parametrize("of", ["2025-01", "2025-02", "2025-03", "2025-Q1", "2025"])
def test_the_parts_add_up_to_their_figure(tmp_path: Path, of: str) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L01", of)
    (account,) = [b for b in paper.blocks() if b.key == "account"]
    assert isinstance(account, Table)
    cells = [row.cells[1] for row in account.rows]
    figures = [cell for cell in cells if isinstance(cell, Figure)]
    assert figures
    for figure in figures:
        assert sum(part.amount for part in figure.parts) == figure.value


def test_an_invoice_is_open_until_it_is_paid(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER)
    february, march = (
        statement_of(material, "L01", of) for of in ("2025-02", "2025-03")
    )
    assert table(february, "receivable") == [
        ("invoice-1", "2025-02-03", "None", "242.00")
    ]
    assert table(march, "receivable") == [("invoice-1", "2025-02-03", "None", "142.00")]
    assert table(statement_of(material, "L02", "2025-03"), "receivable") == []


def test_an_open_invoice_is_made_of_what_was_invoiced_and_paid(
    tmp_path: Path,
) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L01", "2025-03")
    text = " ".join(text_of(explained(paper)).split())
    assert (
        "F1 Date What Amount Place "
        "3 February 2025 invoiced +242.00 ledger/main.beancount:15 "
        "3 March 2025 paid or credited −100.00 ledger/main.beancount:41 "
        "Together +142.00"
    ) in text
    assert "Customer" not in text.partition("F1 Date")[2]


def test_what_has_no_number_is_told_apart(tmp_path: Path) -> None:
    ledger = """
2025-02-03 * "Customer" "A table" ^F1
  Assets:Members:L01:Receivable             100.00 EUR
  Income:Members:L01:Sales

2025-02-04 * "Customer" "Another"
  Assets:Members:L01:Receivable              20.00 EUR
  Income:Members:L01:Sales
"""
    paper = statement_of(material_in(tmp_path, ledger), "L01", "2025-02")
    assert table(paper, "receivable") == [
        ("invoice-1", "2025-02-03", "None", "100.00"),
        ("other", "None", "None", "20.00"),
        ("total", "None", "None", "120.00"),
    ]


def test_an_old_debt_without_a_number_that_is_paid_is_not_open(tmp_path: Path) -> None:
    ledger = """
2025-01-01 * "Opening"
  Assets:Members:L01:Receivable             100.00 EUR
  Equity:Opening-Balances

2025-02-04 * "Customer" "Paid" ^2024-7
  Assets:Bank                               100.00 EUR
  Assets:Members:L01:Receivable
"""
    paper = statement_of(material_in(tmp_path, ledger), "L01", "2025-02")
    assert table(paper, "receivable") == []


def test_a_negative_month_says_so(tmp_path: Path) -> None:
    ledger = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                              1000.00 EUR
  Equity:Coop

2025-02-10 * "DIY" "Wood"
  Expenses:Members:L01:Costs                 50.00 EUR
  Assets:Bank
"""
    paper = statement_of(material_in(tmp_path, ledger), "L01", "2025-02")
    assert facts(paper)["left"] == "-50.00"
    assert "Below zero: more was used than there was   € −50.00" in text_of(paper)
    (drawn,) = [b for b in paper.blocks() if isinstance(b, PaperThermometer)]
    assert drawn.level == Decimal(-50)


def test_the_closing_of_a_year_changes_nothing(tmp_path: Path) -> None:
    closing = """
2025-12-31 * "Closing"
  Income:Members:L01:Sales                  200.00 EUR
  Expenses:Members:L01:Costs                -50.00 EUR
  Expenses:Members:L01:Training             -30.00 EUR
  Expenses:Members:L01:Contribution         -45.00 EUR
  Expenses:Members:L01:SetOff               -10.00 EUR
  Equity:Members:L01:Thermometer
"""
    paper = statement_of(material_in(tmp_path, LEDGER + closing), "L01", "2025")
    assert column(paper) == {
        "before": "0.00",
        "turnover": "200.00",
        "start_capital": "500.00",
        "costs": "-50.00",
        "contribution": "-45.00",
        "growth": "-80.00",
        "training": "-30.00",
        "set_off": "-10.00",
        "left": "485.00",
    }


def test_nothing_is_never_below_zero(tmp_path: Path) -> None:
    back = """
2025-03-04 * "DIY" "Wood" ^w1
  Expenses:Members:L01:Costs                 12.00 EUR
  Assets:Bank

2025-03-05 * "DIY" "Wood goes back" ^w1
  Expenses:Members:L01:Costs                -12.00 EUR
  Assets:Bank
"""
    paper = statement_of(material_in(tmp_path, LEDGER + back), "L01", "2025-03")
    made = renderings(paper, "en")
    assert "account,costs,amount,0.00,EUR" in made["csv"]
    assert not [form for form, text in made.items() if re.search(r"[-−]0[.,]00", text)]


def test_what_runs_the_other_way_is_called_so(tmp_path: Path) -> None:
    leaving = """
2025-03-04 * "Start capital of L01, given back"
  Equity:Members:L01:StartCapital           500.00 EUR
  Expenses:Funds:Cordaid2025:StartCapital

2025-03-05 * "The saw is taken over"
  Assets:Bank                                80.00 EUR
  Assets:Members:L01:Equipment
"""
    paper = statement_of(material_in(tmp_path, LEDGER + leaving), "L01", "2025-03")
    text = " ".join(text_of(paper).split())
    assert "Start capital that you gave back −500.00" in text
    assert "Came back out of growth +80.00" in text
    assert "Left on 5 March 2025 +65.00" in text


def test_a_member_without_entries_has_a_statement_of_zeros(tmp_path: Path) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L02", "2025-02")
    rows = table(paper, "account")
    assert {amount for _key, amount in rows} == {"0.00"}
    assert tasks(paper) == []
    assert "Nothing is missing." in text_of(paper)


def test_a_period_without_entries_says_what_is_left(tmp_path: Path) -> None:
    later = (
        LEDGER + '\n2025-06-02 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    )
    paper = statement_of(material_in(tmp_path, later), "L01", "2025-05")
    assert paper.status is Status.FINAL
    rows = column(paper)
    assert (rows["before"], rows["turnover"], rows["left"]) == (
        "485.00",
        "0.00",
        "485.00",
    )


def test_a_period_is_final_once_the_books_go_beyond_it(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER)
    of = {
        of: statement_of(material, "L01", of) for of in ("2025-02", "2025-03", "2025")
    }
    assert [paper.status for paper in of.values()] == [
        Status.FINAL,
        Status.PROVISIONAL,
        Status.PROVISIONAL,
    ]
    assert "The books go to 3 March 2025. What happened after that is not in it." in (
        notices(of["2025"])
    )
    assert notices(of["2025-02"]) == [
        "The books have 3 errors about you, so the amounts may still change."
    ]


def test_books_that_can_say_nothing_say_why(tmp_path: Path) -> None:
    books = material_in(tmp_path, LEDGER).books
    said = {
        of: outside(books, period(of))
        for of in ("2024-12", "2025-01", "2025-04", "2025")
    }
    language = Language("en")
    assert {of: why and language.render(why) for of, why in said.items()} == {
        "2024-12": "2024-12 is before these books: they begin on 2 January 2025.",
        "2025-01": None,
        "2025-04": "2025-04 has not begun in these books: they go to 3 March 2025.",
        "2025": None,
    }
    empty = outside(material_in(tmp_path / "empty", "").books, period("2025"))
    assert empty
    assert language.render(empty) == (
        "These books have no entries yet, so there is nothing to report."
    )


COMING_AND_GOING = (
    MEMBERS
    + """\
  L03:
    trade_name: Kort
    permission: [{from: 2025-02-03, until: 2025-02-03}]
    joined: 2025-02-03
    left: 2025-02-03
  L04:
    trade_name: Later
    permission: [{from: 2025-06-01}]
    joined: 2025-06-01
"""
)


def test_who_takes_part_has_a_statement(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER, members=COMING_AND_GOING)
    assert {
        of: list(taking_part(material, period(of)))
        for of in ("2025-01", "2025-02", "2025-03")
    } == {
        "2025-01": ["L01", "L02"],
        "2025-02": ["L01", "L02", "L03"],
        "2025-03": ["L01", "L02"],
    }
    assert [paper.name for paper in statements(material, period("2025-02"))] == [
        "member-L01-2025-02",
        "member-L02-2025-02",
        "member-L03-2025-02",
    ]


def test_who_joins_and_leaves_on_one_day(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER, members=COMING_AND_GOING)
    paper = statement_of(material, "L03", "2025-02")
    assert "Member since              3 February 2025" in text_of(paper)
    assert "Left the cooperative on   3 February 2025" in text_of(paper)
    assert tasks(paper) == []


def test_who_left_with_something_still_has_a_statement(tmp_path: Path) -> None:
    gone = MEMBERS.replace(
        "joined: 2025-01-01", "joined: 2025-01-01\n    left: 2025-02-28", 1
    )
    material = material_in(tmp_path, LEDGER, members=gone)
    assert list(taking_part(material, period("2025-03"))) == ["L01", "L02"]


def test_what_is_missing_is_said_as_tasks(tmp_path: Path) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L01", "2025-02")
    assert tasks(paper) == [
        "Hand in the receipt (10 February 2025, 50.00 euros).",
        "Hand in the receipt (12 February 2025, 30.00 euros).",
        "Hand in the receipt (14 February 2025, 80.00 euros).",
    ]


def test_a_long_list_is_cut_short(tmp_path: Path) -> None:
    many = "".join(
        f'\n2025-02-{day:02} * "DIY" "Wood"\n'
        "  Expenses:Members:L01:Costs   10.00 EUR\n  Assets:Bank\n"
        for day in range(1, 13)
    )
    paper = statement_of(material_in(tmp_path, LEDGER + many), "L01", "2025-02")
    found = tasks(paper)
    assert len(found) == 9
    assert found[-1] == "And 8 more: ask your bookkeeper for the list."


@pytest.mark.parametrize(
    ("until", "task"),
    [
        ("2025-03-10", "renew your permission: it runs until 10 March 2025."),
        ("2025-02-10", "a new permission: it ended on 10 February 2025, and without"),
        ("2025-12-31", "Nothing is missing."),
    ],
)
def test_a_permission_is_told_as_of_the_last_day(
    tmp_path: Path, until: str, task: str
) -> None:
    members = MEMBERS.replace("until: 2025-12-31}]", f"until: {until}}}]")
    ledger = '2025-02-28 * "Gift"\n  Assets:Bank  10 EUR\n  Income:Coop:Gifts\n'
    paper = statement_of(
        material_in(tmp_path, ledger, members=members), "L01", "2025-02"
    )
    assert task in " ".join(text_of(paper).split())


def test_a_name_is_only_there_where_it_was_asked_for(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER)
    assert statement_of(material, "L01", "2025-02").about == "Tweede Leven Meubels"


def test_a_cooperative_in_its_first_month(tmp_path: Path) -> None:
    first = LEDGER.split("2025-02-03", maxsplit=1)[0]
    paper = statement_of(material_in(tmp_path, first), "L01", "2025-01")
    assert paper.status is Status.PROVISIONAL
    assert column(paper)["before"] == "0.00"
    assert column(paper)["left"] == "500.00"


def charted(paper: Paper) -> tuple[str, dict[str, str]]:
    """Return the title of a chart, and its labels with their values."""
    language = Language("en")
    (chart,) = [block for block in paper.blocks() if isinstance(block, PaperChart)]
    (series,) = chart.series
    labels = [language.value(point.label) for point in chart.points]
    values = [language.value(plain(value)) for value in series.values]
    return language.render(chart.title), dict(zip(labels, values, strict=True))


def test_the_thermometer_over_the_months(tmp_path: Path) -> None:
    material = material_in(tmp_path, LEDGER)
    each = "What was left at the end of each month"
    months = {"Jan": "500.00", "Feb": "485.00", "Mar": "485.00"}
    assert charted(statement_of(material, "L01", "2025")) == (each, months)
    across = charted(statement_of(material, "L01", "2024-12-01..2025-02-10"))
    assert across == (each, {"Jan": "500.00", "Feb": "650.00"})
    month = statement_of(material, "L01", "2025-02")
    assert [block for block in month.blocks() if isinstance(block, PaperChart)] == []


def test_no_month_is_told_from_before_somebody_joined(tmp_path: Path) -> None:
    members = MEMBERS.replace("joined: 2025-01-01", "joined: 2025-02-15")
    entries = """
2025-01-02 * "Founder" "Start"
  Assets:Bank                              1000.00 EUR
  Equity:Coop

2025-03-03 * "Market"
  Assets:Bank                               100.00 EUR
  Income:Members:L01:Sales
"""
    early = """
2025-01-20 * "Market"
  Assets:Bank                                10.00 EUR
  Income:Members:L01:Sales
"""
    for ledger, months in (
        (entries, {"Feb": "0.00", "Mar": "100.00"}),
        (entries + early, {"Jan": "10.00", "Feb": "10.00", "Mar": "110.00"}),
    ):
        material = material_in(tmp_path / str(len(ledger)), ledger, members=members)
        assert charted(statement_of(material, "L01", "2025-Q1"))[1] == months


def test_many_years_are_told_by_the_year(tmp_path: Path) -> None:
    later = '\n2028-02-01 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    more = later.replace("2028", "2026") + later.replace("2028", "2027") + later
    material = material_in(tmp_path, LEDGER + more)
    each, years = charted(statement_of(material, "L01", "2010-01-01..9999-12-31"))
    assert each == "What was left at the end of each year"
    assert years == dict.fromkeys(("2025", "2026", "2027", "2028"), "485.00")


def test_a_fault_in_the_register_leaves_open_what_it_makes_unknown(
    tmp_path: Path,
) -> None:
    faulty = MEMBERS.replace("until: 2025-12-31}]", "until: never}]", 1)
    paper = statement_of(
        material_in(tmp_path, LEDGER, members=faulty), "L01", "2025-02"
    )
    text = text_of(paper)
    assert (
        "Permission until                          open: the register has a fault here"
        in text
    )
    assert (
        "The register has a fault about you. What it makes unknown is not here."
        in notices(paper)
    )
    assert column(paper)["left"] == "485.00"


def test_a_ring_that_is_frozen_says_so(tmp_path: Path) -> None:
    frozen = MEMBERS.replace(
        "joined: 2025-01-01",
        "joined: 2025-01-01\n    frozen: [{from: 2025-02-20, reason: hours}]",
        1,
    )
    paper = statement_of(
        material_in(tmp_path, LEDGER, members=frozen), "L01", "2025-02"
    )
    assert "Frozen since   20 February 2025" in text_of(paper)


@pytest.mark.parametrize(
    ("permission", "until", "task"),
    [
        ("", "no permission", "for a permission: without it you may not sell."),
        (
            "    permission: [{from: 2025-01-01}]\n",
            "no end date",
            "Nothing is missing.",
        ),
    ],
)
def test_a_permission_that_has_no_last_day(
    tmp_path: Path, permission: str, until: str, task: str
) -> None:
    written = "    permission: [{from: 2025-01-01, until: 2025-12-31}]\n"
    members = MEMBERS.replace(written, permission)
    ledger = '2025-02-28 * "Gift"\n  Assets:Bank  10 EUR\n  Income:Coop:Gifts\n'
    material = material_in(tmp_path, ledger, members=members)
    paper = statement_of(material, "L01", "2025-02")
    assert facts(paper)["permission"] == until
    assert task in " ".join(text_of(paper).split())


def test_books_that_beancount_cannot_read_say_so(tmp_path: Path) -> None:
    broken = LEDGER + '\n2025-02-20 * "Odd"\n  Assets:Bank  10 EUR\n'
    paper = statement_of(material_in(tmp_path, broken), "L02", "2025-02")
    assert notices(paper) == [
        "Parts of the books could not be read, so entries may be missing."
    ]


def test_a_trade_without_a_trade_name_is_told(tmp_path: Path) -> None:
    trade = MEMBERS.replace("trade_name: Tweede Leven Meubels", "trade: furniture")
    material = material_in(tmp_path, LEDGER, members=trade)
    assert statement_of(material, "L01", "2025-02").about == "furniture"


F1 = """
2025-02-03 * "Bakery" "A table" ^F1
  Assets:Members:L01:Receivable             242.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT                           -42.00 EUR
"""
F2 = """
2025-02-04 * "Cafe" "A chair" ^F2
  Assets:Members:L01:Receivable             121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT                           -21.00 EUR
"""


def received(payee: str, amount: str, link: str = "", day: str = "2025-02-20") -> str:
    """Return an entry of a payment, or below zero of money that went back."""
    return f"""
{day} * "{payee}" "Transfer" {link}
  Assets:Bank                               {amount} EUR
  Assets:Members:L01:Receivable
"""


@pytest.mark.parametrize(
    ("payments", "still_open"),
    [
        ("", {"F1": "242.00", "F2": "121.00"}),
        (received("Bakery", "242.00"), {"F2": "121.00"}),
        (received("bakery", "100.00"), {"F1": "142.00", "F2": "121.00"}),
        # A bank has another name for the customer; the amount is that of F2.
        (received("J. de Vries", "121.00"), {"F1": "242.00"}),
        (received("J. de Vries", "120.00"), {"F1": "122.00", "F2": "121.00"}),
        # A number that is not there is no number.
        (received("Bakery", "242.00", "^F9"), {"F2": "121.00"}),
        (received("Bakery", "242.00", day="2025-01-20"), {"F2": "121.00"}),
        # What one customer pays too much, and gets back, is not of another.
        (
            received("Bakery", "292.00", "^F1"),
            {"F2": "121.00", "without a number": "-50.00"},
        ),
        (
            received("Bakery", "292.00", "^F1") + received("Bakery", "-50.00"),
            {"F2": "121.00"},
        ),
    ],
    ids=[
        "nothing",
        "all",
        "a-part",
        "by-amount",
        "the-oldest",
        "another-number",
        "ahead",
        "too-much",
        "paid-back",
    ],
)
def test_an_invoice_that_was_paid_without_its_number_is_not_open(
    tmp_path: Path, payments: str, still_open: dict[str, str]
) -> None:
    paper = statement_of(material_in(tmp_path, F1 + F2 + payments), "L01", "2025-02")
    (found,) = [b for b in paper.blocks() if b.key == "receivable"]
    assert isinstance(found, Table)
    language = Language("en")
    rows = {
        language.value(plain(row.cells[0])): language.value(plain(row.cells[-1]))
        for row in found.rows
        if row.key != "total"
    }
    assert rows == still_open
    assert facts(paper)["receivable"] == language.value(
        sum(map(Decimal, still_open.values()), Decimal("0.00"))
    )


def test_what_was_paid_without_the_number_is_among_the_entries(tmp_path: Path) -> None:
    ledger = F1 + received("Bakery", "100.00")
    paper = statement_of(material_in(tmp_path, ledger), "L01", "2025-02")
    text = " ".join(text_of(explained(paper)).split())
    assert (
        "3 February 2025 invoiced +242.00 ledger/main.beancount:7 "
        "20 February 2025 paid without this number −100.00 ledger/main.beancount:11 "
        "Together +142.00"
    ) in text


def test_without_a_threshold_the_thermometer_is_words(tmp_path: Path) -> None:
    none = MEMBERS.replace("    threshold: 2500.00\n", "")
    (with_one, without) = (
        renderings(
            statement_of(
                material_in(tmp_path / name, LEDGER, members=members), "L01", "2025-02"
            )
        )
        for name, members in (("with", MEMBERS), ("without", none))
    )
    said = "No threshold was agreed, so this is never full."
    for form in ("html", "pdf"):
        assert said in without[form]
        assert said not in with_one[form]
        assert "Your thermometer" in without[form]
    assert 'class="thermometer' in with_one["html"]
    assert 'class="thermometer' not in without["html"]
    assert "The thermometer is at 485.00 euros." not in without["pdf"]
    assert "the threshold is 2,500.00." in with_one["pdf"]


CAPS = (
    "{from: 2025-01-01, until: 2025-12-31, hours: [{most: 1000, per: year}, "
    "{most: 2, per: week, kinds: [direct]}]}"
)
HOURS = """\
date,member,for,minutes,what,kind,evidence,agreed
2025-02-03,L01,,300,a table,direct,,
2025-02-24,L01,,90,a chair,direct,,
2025-02-25,L01,,30,accounts,indirect,,
2025-03-01,L01,,60,a lamp,direct,,
"""


def test_hours_are_on_it_where_the_permission_has_a_most(tmp_path: Path) -> None:
    """As of the last day of the statement: what came later is not in it.

    A week that runs on after that day is over where the books go on, so nothing of it
    can be used; of the year it can.
    """
    row = "permission: [{from: 2025-01-01, until: 2025-12-31}]"
    assert row in MEMBERS
    members = MEMBERS.replace(row, f"permission: [{CAPS}]", 1)
    sheet, later = HOURS.rsplit("2025-03-01", 1)
    head = HOURS.partition("\n")[0]
    files = {
        "hours/2025/L01-2025-02.csv": sheet,
        "hours/2025/L01-2025-03.csv": f"{head}\n2025-03-01{later}",
    }
    report = report_on(tmp_path, LEDGER, members=members, files=files)
    material = material_of(report)
    text = " ".join(text_of(statement_of(material, "L01", "2025-02")).split())
    assert "Hours left of 1000:00 in the year 2025 993:00" in text
    assert "in week 9" not in text
    open_yet = " ".join(text_of(statement_of(material, "L01", "2025-03")).split())
    week = "week 10 (3 March 2025 to 9 March 2025)"
    assert f"Hours left of 2:00 in {week}: direct 2:00 " in open_yet


def test_nobody_counts_hours_without_a_most(tmp_path: Path) -> None:
    paper = statement_of(material_in(tmp_path, LEDGER), "L01", "2025-02")
    assert "Hours left" not in text_of(paper)

"""What a finding asks of a member: words for each rule that can be about a member."""

from __future__ import annotations

import ast
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import material_in, period, statement_of
from tests.reports.papers.test_member import tasks
from tests.support import MEMBERS
from tests.test_floors import ROOT

from paraplu.base.findings import Severity
from paraplu.base.language import Language
from paraplu.reports.papers.member.ring import OwnFinding, ring_of
from paraplu.reports.papers.member.task_words import task_said
from paraplu.reports.papers.member.tasks import tasks as member_tasks
from paraplu.rules import RULES

# What these find is about the books as a whole: nobody in particular is told.
ABOUT_NOBODY = {
    *("BC00", "BK02", "CK01", "CK02", "CK03", "CK04", "CK05", "CK06", "CK07"),
    *("FN01", "FN02", "FN04", "MB00", "PD02", "PD03", "PD04", "PD05", "PF05"),
    *("PF10", "PV01"),
}

SALE = """
2025-01-10 * "Bakery" "A table"
  Assets:Bank                        200.00 EUR
  Income:Members:L01:Sales
"""
LATER = """
2025-04-30 * "Gift"
  Assets:Bank                          1.00 EUR
  Income:Coop:Gifts
"""


def contribution(amount: str, day: str = "2025-02-01", of: str = "2025-01") -> str:
    """Return an entry that takes a contribution, or below zero gives it back."""
    return f"""
{day} * "Contribution"
  contribution: "{of}"
  Expenses:Members:L01:Contribution  {amount} EUR
  Income:Coop:Contribution
"""


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        (contribution("60.00"), []),
        (
            "",
            [
                (
                    "Your bookkeeper still has to book your contribution, and takes it "
                    "off what you have left (31 January 2025, 60.00 euros)."
                )
            ],
        ),
        (
            contribution("45.00"),
            [
                (
                    "Less contribution was booked than was agreed: your bookkeeper "
                    "still has to take off the rest (1 February 2025, 15.00 euros)."
                )
            ],
        ),
        (
            contribution("70.00"),
            [
                (
                    "More contribution was booked than was agreed: your bookkeeper has "
                    "to correct it (1 February 2025, 10.00 euros)."
                )
            ],
        ),
        (
            contribution("60.00") + contribution("10.00", of="2026-03"),
            [
                (
                    "Ask your bookkeeper about a contribution that was not agreed "
                    "(1 February 2025, 10.00 euros)."
                )
            ],
        ),
    ],
    ids=["as-agreed", "not-booked", "too-little", "too-much", "to-come"],
)
def test_each_contribution_is_told_as_it_is(
    tmp_path: Path, entries: str, asked: list[str]
) -> None:
    material = material_in(tmp_path, SALE + entries + LATER)
    assert tasks(statement_of(material, "L01", "2025-Q1")) == asked


def test_a_contribution_where_none_was_agreed(tmp_path: Path) -> None:
    none = MEMBERS.replace("    contribution: {base: net_turnover, rate: 30%}\n", "")
    ledger = SALE + contribution("60.00") + LATER
    paper = statement_of(material_in(tmp_path, ledger, members=none), "L01", "2025-Q1")
    assert tasks(paper) == [
        (
            "Ask your bookkeeper about a contribution that was not agreed "
            "(1 February 2025, 60.00 euros)."
        )
    ]


def test_a_receipt_with_a_wrong_total_is_not_one_that_was_used_twice(
    tmp_path: Path,
) -> None:
    ledger = """
2025-01-10 * "DIY" "Wood"
  receipt: "bon.pdf"
  receipt-total: "about ten"
  Expenses:Members:L01:Costs          12.00 EUR
  Assets:Bank
"""
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "bon.pdf").write_bytes(b"%PDF")
    found = tasks(statement_of(material_in(tmp_path, ledger), "L01", "2025-01"))
    assert [one for one in found if "receipt" in one] == [
        (
            "Show your bookkeeper the receipt: the total in the books may be wrong "
            "(10 January 2025)."
        )
    ]


def test_a_charge_is_not_an_expense_of_the_member(tmp_path: Path) -> None:
    ledger = """
2025-01-10 * "Stall"
  charge: "StallRent"
  Expenses:Members:L01:Costs:StallRent  300.00 EUR
  Income:Coop:StallRent

2025-01-11 * "DIY" "Saw"
  receipt: "bon.pdf"
  Expenses:Members:L01:Growth           300.00 EUR
  Assets:Bank
"""
    material = material_in(tmp_path, ledger)
    found = [
        one
        for one in tasks(statement_of(material, "L01", "2025-01"))
        if "approv" in one
    ]
    assert found == [
        (
            "The cooperative charged you for this without an earlier approval: ask "
            "your bookkeeper about it (10 January 2025, 300.00 euros)."
        ),
        "Ask the board to approve this expense (11 January 2025, 300.00 euros).",
    ]


def test_every_rule_has_words_for_a_member() -> None:
    """A rule that can be about a member never shows its own title to that member."""
    english = Language("en")
    general = {
        code
        for code in RULES
        if english.render(task_said(code)).startswith("Talk to your bookkeeper: ")
    }
    assert general == ABOUT_NOBODY
    told = set(_about_members(ROOT / "plugins" / "paraplu" / "rules"))
    assert {"PF07", "EV02", "MB03"} <= told
    assert told & ABOUT_NOBODY == set()


def _about_members(folder: Path) -> list[str]:
    """Return the codes of the rules whose findings say which member they are about."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                said = any(keyword.arg == "member" for keyword in node.keywords)
                if node.func.attr == "found" and said:
                    found.append(ast.unparse(node.func.value))
    return found


def test_nothing_is_asked_twice(tmp_path: Path) -> None:
    """Two rules ask the same of one entry; one rule asks it of three in the same words.

    Another day or amount is another task.
    """
    material = material_in(tmp_path, SALE)
    ring = ring_of(material, "L01", period("2025-01"))
    day, amount = dt.date(2025, 1, 12), Decimal("30.00")
    found = [
        *[OwnFinding("EV01", Severity.ERROR, day, amount)] * 3,
        OwnFinding("EV01", Severity.ERROR, day, Decimal("31.00")),
        OwnFinding("HR03", Severity.WARNING, None, None),
        OwnFinding("HR03", Severity.WARNING, None, None),
        OwnFinding("VT01", Severity.ERROR, day, amount),
        OwnFinding("VT03", Severity.ERROR, day, amount),
    ]
    block = member_tasks(replace(ring, findings=tuple(found)))
    assert [Language("en").render(tick.said) for tick in block.ticks] == [
        "Write your hours down: there are none for three weeks (2 times).",
        "Hand in the receipt (12 January 2025, 30.00 euros: 3 times).",
        "Hand in the receipt (12 January 2025, 31.00 euros).",
        (
            "Your bookkeeper has to correct the VAT of one of your entries (12 January "
            "2025, 30.00 euros)."
        ),
    ]

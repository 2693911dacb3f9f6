"""The letter that asks to renew a permission: whom, from when, and the figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.reports.papers.support import csv_values, material_of, period, renderings
from tests.support import report_on

from paraplu.reports.papers.renewal import letter

MEMBERS = """\
municipalities: {Hulst: {}}
members:
  L01:
    trade: cakes
    joined: 2025-01-01
    permission:
      - {from: 2025-01-01, until: 2025-01-31, reference: first}
      - {from: 2025-02-01, until: 2025-06-30, reference: second}
    municipality: {name: Hulst, client_manager: K2}
  L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""
LEDGER = """\
2025-01-20 * "Market" "Before it"
  Assets:Bank                    40.00 EUR
  Income:Members:L01:Sales      -40.00 EUR

2025-02-20 * "Market" "Cakes"
  Assets:Bank                   100.00 EUR
  Income:Members:L01:Sales     -100.00 EUR

2025-03-01 * "Flour"
  receipt: "flour.txt"
  Expenses:Members:L01:Costs     30.00 EUR
  Assets:Bank                   -30.00 EUR
"""


def said(folder: Path, code: str) -> dict[str, str]:
    material = material_of(report_on(folder, LEDGER, members=MEMBERS))
    return renderings(letter(material, code, period("2025")), "en")


def test_the_figures_are_those_since_the_permission_began(tmp_path: Path) -> None:
    made = said(tmp_path, "L01")
    amounts = {
        row: value
        for (block, row, _), value in csv_values(made["csv"]).items()
        if block == "figures"
    }
    wanted = {"before": 40, "turnover": 100, "costs": -30, "left": 110}
    assert {row: float(value) for row, value in amounts.items()} == wanted
    text = " ".join(made["text"].split())
    assert "for the client manager K2" in text
    assert "(cakes) to trade within the cooperative" in text
    assert "ends on 30 June 2025. We ask you to renew it from 1 July 2025." in text
    assert "Decision second" in text


def test_without_an_end_there_is_nothing_to_renew(tmp_path: Path) -> None:
    text = " ".join(said(tmp_path, "L02")["text"].split())
    assert "L02 has no permission that ends, so there is nothing to renew." in text


def test_before_any_permission(tmp_path: Path) -> None:
    members = MEMBERS.replace("2025-01-01, until", "2025-01-31, until")
    report = report_on(tmp_path, LEDGER, members=members, today=dt.date(2025, 1, 30))
    paper = letter(material_of(report), "L01", period("2025-01"))
    assert paper.closing == dt.date(2025, 1, 30)
    assert "nothing to renew" in renderings(paper, "en")["text"]


@pytest.mark.parametrize("left", ["2025-02-28", "2025-06-30"])
def test_who_leaves_has_nothing_to_renew(tmp_path: Path, left: str) -> None:
    members = MEMBERS.replace("trade: cakes", f"trade: cakes\n    left: {left}")
    made = material_of(report_on(tmp_path, LEDGER, members=members))
    text = " ".join(
        renderings(letter(made, "L01", period("2025")), "en")["text"].split()
    )
    day = {"2025-02-28": "28 February 2025", "2025-06-30": "30 June 2025"}[left]
    wanted = f"The last day of L01 as a member is {day}, so there is nothing to renew."
    assert wanted in text
    assert "We ask you" not in text
    assert "To be filled in" not in text


def test_who_leaves_after_the_permission_ends_still_asks(tmp_path: Path) -> None:
    members = MEMBERS.replace("trade: cakes", "trade: cakes\n    left: 2025-07-01")
    made = material_of(report_on(tmp_path, LEDGER, members=members))
    text = " ".join(
        renderings(letter(made, "L01", period("2025")), "en")["text"].split()
    )
    assert "We ask you to renew it from 1 July 2025." in text
    assert "To be filled in" in text

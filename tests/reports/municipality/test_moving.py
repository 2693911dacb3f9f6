"""A member who moved: each municipality gets its own days, and no others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.municipality.conftest import LEDGER, material_in, rows, said
from tests.reports.municipality.test_paper import notices, table
from tests.reports.papers.support import period

from paraplu.base.language import Language
from paraplu.reports.papers.municipality.making import report_of
from paraplu.reports.papers.municipality.paper import papers
from paraplu.reports.papers.municipality.selection import (
    of_client_manager,
    of_municipality,
    stretches,
)

if TYPE_CHECKING:
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.municipality.report import MunicipalityReport

EN = Language("en")
REGISTER = """\
cooperative: {{name: Coöperatie De Proeftuin U.A., kvk: "12345678"}}
policies: [{{from: 2024-01-01, receipt_from: 10.00}}]
municipalities:
  Hulst:
    agreement: {{attribution: invoice, thermometer_spending: not_income}}
  Sluis:
    agreement: {{attribution: receipt, thermometer_spending: income}}
    period: month
    filed: [{{period: 2026-Q1, sent: 2026-04-20}}]
members:
  L01:
    joined: 2025-01-01
    permission: [{{from: 2025-01-01}}]
    municipality: {contacts}
    exemptions: [{{kind: n, from: 2026-01, reference: b 1}}]
"""
MOVED = """[{name: Hulst, client_manager: K1},
      {name: Hulst, client_manager: K2, from: 2026-01-15},
      {name: Sluis, client_manager: K9, from: 2026-02-10}]"""


def moved(folder: Path, contacts: str = MOVED, ledger: str = LEDGER) -> Material:
    members = REGISTER.format(contacts=contacts)
    return material_in(folder, ledger, members, today=dt.date(2026, 6, 30))


def reports(material: Material, of: str = "2026-Q1") -> list[MunicipalityReport]:
    return [
        report_of(material, "L01", period(of), one)
        for one in stretches(material, period(of), ["L01"])
    ]


def test_each_municipality_gets_its_own_days(tmp_path: Path) -> None:
    first, second = reports(moved(tmp_path))
    assert said(first.head.period.first, first.head.closing) == "2026-01-01 2026-02-09"
    assert said(second.head.period.first, second.head.closing) == (
        "2026-02-10 2026-03-31"
    )
    # The market of January is of Hulst, the phone of 10 February of Sluis.
    assert rows(first.turnover) == ["2026-01-20 300.00 0"]
    assert rows(second.turnover) == []
    assert said(first.result.costs, second.result.costs) == "80.00 95.00"
    assert first.tally.thermometer == second.tally.before
    assert first.head.agreement != second.head.agreement
    assert [one.client_manager for one in first.head.contacts] == ["K1", "K2"]
    # Only Sluis was given a report before.
    assert said(first.head.status, second.head.status) == "final corrected"


def test_a_month_of_two_municipalities_stays_open_in_both(tmp_path: Path) -> None:
    first, second = reports(moved(tmp_path))
    why = "the member moved to another municipality in this month"
    told = [
        [
            (str(one.month), EN.render(one.why) if one.why else "")
            for one in report.set_offs
        ]
        for report in (first, second)
    ]
    assert told == [
        [("2026-01", ""), ("2026-02", why)],
        [("2026-02", why), ("2026-03", "")],
    ]
    # Months of the exemption go on: the law counts them once, wherever one lives.
    assert second.set_offs[1].set_off
    assert second.set_offs[1].set_off.used == 1


def test_papers_have_names_of_their_own(tmp_path: Path) -> None:
    material = moved(tmp_path)
    hulst, sluis = papers(material, period("2026-Q1"), ["L01"])
    assert hulst.name == "municipality-L01-Hulst-2026-Q1"
    assert EN.render(hulst.whom) == "for Hulst, client manager K2"
    assert EN.render(sluis.whom) == "for Sluis, client manager K9"
    assert notices(hulst)[0] == (
        "The member moved to another municipality. This report has the days from "
        "1 January 2026 to 9 February 2026."
    )
    assert table(hulst, "months")[-1].startswith("Together | open")
    # In a quarter of one municipality there is nothing to tell apart.
    (later,) = papers(material, period("2026-Q2"), ["L01"])
    assert later.name == "municipality-L01-2026-Q2"
    assert not [one for one in notices(later) if "moved" in one]


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ("{name: Hulst}", ["Hulst 2026-01-01 2026-03-31"]),
        # Another client manager is no other municipality.
        (
            (
                "[{name: Hulst, client_manager: K1},"
                " {name: Hulst, client_manager: K2, from: 2026-02-10}]"
            ),
            ["Hulst 2026-01-01 2026-03-31"],
        ),
        # Nobody is told of before: the first gets those days as well.
        ("[{name: Sluis, from: 2026-02-10}]", ["Sluis 2026-01-01 2026-03-31"]),
        (
            (
                "[{name: Hulst}, {name: Sluis, from: 2026-02-01},"
                " {name: Hulst, from: 2026-03-01}]"
            ),
            [
                "Hulst 2026-01-01 2026-01-31",
                "Sluis 2026-02-01 2026-02-28",
                "Hulst-2 2026-03-01 2026-03-31",
            ],
        ),
        # Who moves after the period was there in all of it.
        (
            "[{name: Hulst}, {name: Sluis, from: 2026-04-01}]",
            ["Hulst 2026-01-01 2026-03-31"],
        ),
    ],
)
def test_the_stretches_of_a_quarter(
    tmp_path: Path, contacts: str, expected: list[str]
) -> None:
    found = stretches(moved(tmp_path, contacts), period("2026-Q1"), ["L01"])
    assert [
        said(one.name or one.municipality, one.period.first, one.period.last)
        for one in found
    ] == expected


def test_a_move_on_the_first_of_a_month_leaves_no_month_open(tmp_path: Path) -> None:
    contacts = "[{name: Hulst}, {name: Sluis, from: 2026-02-01}]"
    first, second = reports(moved(tmp_path, contacts))
    months = [[str(one.month) for one in r.set_offs] for r in (first, second)]
    assert months == [["2026-01"], ["2026-02", "2026-03"]]
    assert not [one.why for r in (first, second) for one in r.set_offs if one.why]


def test_who_gets_which(tmp_path: Path) -> None:
    material = moved(tmp_path)
    over = period("2026-Q1")
    for manager, expected in (("K2", ["Hulst"]), ("k9", ["Sluis"])):
        found = of_client_manager(material, over, manager)
        assert [one.municipality for one in found] == expected
    every = stretches(material, over)
    assert [one.manager for one in of_municipality(over, "sluis", every)] == ["K9"]

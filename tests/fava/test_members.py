"""The page of all members, as Fava gives it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from bs4 import Tag
from tests.fava.conftest import Site, words
from tests.support import MEMBERS

TRADE = """\
2025-01-02 * "Means to start"
  Equity:Members:L01:StartCapital   -500.00 EUR
  Equity:Coop:StartCapital           500.00 EUR

2025-01-10 * "Table sold"
  Assets:Bank                       1210.00 EUR
  Income:Members:L01:Sales         -1000.00 EUR
  Liabilities:VAT                   -210.00 EUR

2025-01-20 * "Wood"
  receipt: "wood.pdf"
  Expenses:Members:L01:Costs         100.00 EUR
  Assets:Bank                       -100.00 EUR

2025-01-31 * "Contribution"
  Expenses:Members:L01:Contribution  270.00 EUR
  Income:Coop:Contribution          -270.00 EUR

2025-02-03 * "Saw"
  receipt: "saw.pdf"
  approved: "board 2025-02-01"
  Expenses:Members:L01:Growth        300.00 EUR
  Assets:Bank                       -300.00 EUR

2025-02-04 * "Course"
  receipt: "course.pdf"
  approved: "board 2025-02-01"
  Expenses:Members:L01:Training       80.00 EUR
  Assets:Bank                        -80.00 EUR
"""
FILES = {"wood.pdf": "wood", "saw.pdf": "saw", "course.pdf": "course"}


def table(page: Tag) -> dict[str, dict[str, str]]:
    """Return the table of the figures: by member, and then by heading."""
    found = page.select_one("table[data-pp-sort]")
    assert found is not None
    heads = [words(cell) for cell in found.select("thead th")]
    rows = found.select("tbody tr, tfoot tr")
    return {
        cells[0]: dict(zip(heads[1:], cells[1:], strict=True))
        for cells in ([words(c) for c in row.select("th, td")] for row in rows)
    }


def test_the_columns_that_the_movement_publishes(site: Callable[..., Site]) -> None:
    row = table(site(TRADE, files=FILES).page("ParapluMembers"))["L01"]
    assert row == {
        "trade name": "Tweede Leven Meubels",
        "permission until": "2025-12-31",
        "turnover": "1,000.00",
        "costs": "100.00",
        "net turnover": "900.00",
        "contribution": "270.00",
        "gross thermometer": "630.00",
        "start capital": "500.00",
        "investments and training": "380.00",
        "net thermometer": "750.00",
    }


def test_a_time_filter_gives_the_movement_and_what_stood_at_its_end(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    january = table(made.page("ParapluMembers", time="2025-01"))["L01"]
    assert january["investments and training"] == "0.00"
    assert january["net thermometer"] == "1,130.00"
    february = table(made.page("ParapluMembers", time="2025-02"))["L01"]
    assert february["brought forward"] == "1,130.00"
    assert february["turnover"] == "0.00"
    assert february["investments and training"] == "380.00"
    assert february["net thermometer"] == "750.00"


def test_numbers_are_dutch_in_dutch(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", "nl", time="2025-01")
    assert table(page)["L01"]["netto thermometer"] == "1.130,00"
    assert "Samen hebben ze nog 1.130,00 over." in words(page)


def test_totals_are_the_sums_of_the_rows(example: Site) -> None:
    rows = table(example.page("ParapluMembers"))
    total = rows.pop("total")
    for head in total:
        if head not in ("trade name", "permission until"):
            cells = [row[head].replace(",", "") for row in rows.values()]
            assert f"{sum(map(Decimal, cells)):,.2f}" == total[head], head


def test_a_thermometer_says_in_words_what_it_draws(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers")
    first, second = page.select(".pp-thermometer")
    assert first["role"] == "img"
    assert first["aria-label"] == (
        "L01 has 750.00 left. The threshold is 2,500.00. "
        "300.00 was used for growth, 80.00 for training."
    )
    # A fourth of the thermometer is above the threshold: 750 of 3125 is 24 %.
    filled = first.select("rect.pp-left")[1]
    assert filled["width"] == "24.00%"
    threshold = first.select_one(".pp-threshold")
    assert threshold is not None
    assert threshold["x1"] == "80.00%"
    assert not second.select("rect.pp-left")


@pytest.mark.parametrize("asked", [{}, {"member": "L01"}], ids=["all", "one"])
def test_without_a_threshold_a_thermometer_is_words(
    site: Callable[..., Site], asked: dict[str, str]
) -> None:
    none = MEMBERS.replace("    threshold: 2500.00\n", "")
    page = site(TRADE, files=FILES, members=none).page("ParapluMembers", **asked)
    assert page.select(".pp-thermometer, .pp-cards ~ .pp-key") == []
    said = words(page.select(".pp-card")[0])
    assert "750.00" in said
    assert (
        "No threshold was agreed, so this is never full. 300.00 was used for growth, "
        "80.00 for training."
    ) in said


@pytest.mark.parametrize(
    ("time", "sign"),
    [
        ("2025-11-15", "✓ permission until 2025-12-31"),
        ("2025-12-15", "! permission ends on 2025-12-31"),
        ("2026-01-15", "✕ permission ended on 2025-12-31"),
    ],
)
def test_a_permission_that_is_nearly_over_is_a_warning(
    site: Callable[..., Site], time: str, sign: str
) -> None:
    later = TRADE + (
        '\n2026-02-01 * "Rent"\n  Expenses:Coop:Rent  1.00 EUR\n'
        "  Assets:Bank  -1.00 EUR\n"
    )
    page = site(later, files=FILES).page("ParapluMembers", time=time)
    card = page.select(".pp-card")[0]
    assert sign in [words(item) for item in card.select(".pp-signs li")]


def test_who_is_frozen_has_left_or_is_unknown_is_said(
    site: Callable[..., Site],
) -> None:
    members = """\
members:
  L01:
    joined: 2025-01-01
    permission: [{from: 2025-01-01}]
    frozen: [{from: 2025-02-01, reason: "<b>dispute</b>"}]
  L02: {joined: 2025-01-01, left: 2025-01-31, permission: [{from: 2025-01-01}]}
"""
    made = site(TRADE.replace("L01:Training", "L09:Training"), members=members)
    signs = [
        {words(item) for item in card.select(".pp-signs li")}
        for card in made.page("ParapluMembers").select(".pp-card")
    ]
    assert {"❄ frozen: <b>dispute</b>", "✓ permission without an end date"} <= signs[0]
    assert signs[1] == {"◌ left on 2025-01-31"}
    assert {"▼ below zero", "? not in the register"} <= signs[2]


def test_the_gauge_holds_what_is_earmarked_beside_what_is_there(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    gauge = words(made.page("ParapluMembers").select("section")[1])
    assert (
        "960.00 belongs to members, funds, the municipality and the tax office."
        in gauge
    )
    assert "730.00 is available, 730.00 of it in money." in gauge
    assert "✕ 230.00 is missing." in gauge
    early = words(made.page("ParapluMembers", time="2025-01").select("section")[1])
    assert "1,340.00 belongs to members" in early
    assert "1,110.00 is available" in early


def test_a_gauge_that_is_covered_but_not_in_money(site: Callable[..., Site]) -> None:
    ledger = """\
2025-01-10 * "Table, on an invoice"
  Assets:Members:L01:Receivable     100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR
"""
    gauge = words(site(ledger).page("ParapluMembers").select("section")[1])
    assert "! 100.00 of it is not in money yet." in gauge
    assert "still to be collected or sold 100.00" in gauge


def test_other_filters_change_nothing_and_the_page_says_so(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    plain, filtered = (
        made.page("ParapluMembers"),
        made.page("ParapluMembers", account="Assets", filter="#none"),
    )
    assert table(plain) == table(filtered)
    assert "Only the time filter applies here." in words(filtered)
    assert "Only the time filter" not in words(plain)


def test_a_time_that_cannot_be_read_is_said(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", time="<i>soon</i>")
    assert (
        "“<i>soon</i>” is not a period; showing all dates. Try 2026 or 2026-03."
        in words(page)
    )
    assert table(page)["L01"]["net thermometer"] == "750.00"
    assert not page.select("i")


def test_links_keep_the_time(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    page = made.page("ParapluMembers", time="2025-01")
    links = [str(link["href"]) for link in page.select(".pp-card a, tbody a")]
    assert links
    assert all("time=2025-01" in link for link in links)
    assert all("member=L0" in link for link in links)
    times = {words(a): str(a["href"]) for a in page.select(".pp-times a")}
    assert "time" not in times["all"]
    assert times["2025"].endswith("time=2025")


def test_without_digits_there_are_no_amounts(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    made.app.config["INCOGNITO"] = True
    row = table(made.page("ParapluMembers"))["L01"]
    assert row["net thermometer"] == "XXX.XX"

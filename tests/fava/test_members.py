"""The figures of all members, as Fava gives them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bs4 import Tag
from tests.fava.conftest import Site, words

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
    """Return the table of the figures: by code, and then by heading."""
    found = page.select_one("table[data-pp-sort]")
    assert found is not None
    heads = [words(cell) for cell in found.select("thead th")]
    rows = found.select("tbody tr, tfoot tr")
    return {
        cells[0].split()[0]: dict(zip(heads[1:], cells[1:], strict=True))
        for cells in ([words(c) for c in row.select("th, td")] for row in rows)
    }


def test_the_columns_are_in_the_order_of_the_sentence(
    site: Callable[..., Site],
) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers")
    assert "L01 Tweede Leven Meubels" in words(page)
    row = table(page)["L01"]
    assert list(row.items()) == [
        ("earned", "630.00"),
        ("turnover", "1,000.00"),
        ("costs", "100.00"),
        ("contribution", "270.00"),
        ("start capital", "500.00"),
        ("growth", "300.00"),
        ("training", "80.00"),
        ("left", "750.00"),
    ]
    # What was earned has three parts, which open by a box.
    parts = [words(cell) for cell in page.select("thead .pp-part")]
    assert parts == ["turnover", "costs", "contribution"]
    assert page.select("input[data-pp-parts]")


def test_a_time_filter_gives_the_movement_and_what_stood_at_its_end(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    january = table(made.page("ParapluMembers", time="2025-01"))["L01"]
    assert january["growth"] == "0.00"
    assert january["left"] == "1,130.00"
    february = table(made.page("ParapluMembers", time="2025-02"))["L01"]
    assert february["brought forward"] == "1,130.00"
    assert february["turnover"] == "0.00"
    assert (february["growth"], february["training"]) == ("300.00", "80.00")
    assert february["left"] == "750.00"


def test_numbers_are_dutch_in_dutch(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", "nl", time="2025-01")
    assert table(page)["L01"]["over"] == "1.130,00"
    assert "Samen hebben ze nog € 1.130,00 over." in words(page)


def test_the_figures_for_a_spreadsheet_are_those_of_the_page(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    page = made.page("ParapluMembers", time="2025-02")
    (link,) = page.select("a[download]")
    answer = made.opened(str(link["href"]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    first, row, other = answer.text.splitlines()
    assert first.startswith("member,name,before,turnover,costs,contribution,gross,")
    assert row == (
        "L01,Tweede Leven Meubels,1130.00,0.00,0.00,0.00,0.00,0.00,300.00,80.00,0.00,"
        "0.00,750.00"
    )
    assert other.startswith("L02,")
    made.app.config["INCOGNITO"] = True
    assert made.opened(str(link["href"])).status_code == 404


def test_totals_are_the_sums_of_the_rows(example: Site) -> None:
    rows = table(example.page("ParapluMembers"))
    total = rows.pop("total")
    for head in total:
        cells = [row[head].replace(",", "") for row in rows.values()]
        assert f"{sum(map(Decimal, cells)):,.2f}" == total[head], head


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
    assert table(page)["L01"]["left"] == "750.00"
    assert not page.select("i")


def test_links_keep_the_time(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    page = made.page("ParapluMembers", time="2025-01")
    links = [str(link["href"]) for link in page.select("tbody a")]
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
    assert row["left"] == "XXX.XX"

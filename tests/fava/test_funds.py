"""The page of the funds."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag
from tests.fava.conftest import Site, words
from tests.support import MEMBERS

REGISTER = MEMBERS.replace(
    "amount: 12000.00}", "amount: 1000.00, purposes: [Training, StartCapital]}"
)
BOOKS = """\
2025-01-10 * "Cordaid" "first part"
  Assets:Bank                          600.00 EUR
  Income:Funds:Cordaid2025

2025-02-01 * "Start"
  Expenses:Funds:Cordaid2025           100.00 EUR
  Equity:Members:L01:StartCapital

2025-03-01 * "School" "course"
  Expenses:Funds:Cordaid2025:Training   40.00 EUR
    member: "L02"
  Assets:Bank

2025-12-01 * "Lunch"
  Expenses:Funds:Cordaid2025:Lunch       5.00 EUR
  Assets:Bank

2025-12-02 * "Gift"
  Assets:Bank                            8.00 EUR
  Income:Funds:Unknown
"""


def parts(page: Tag) -> list[str]:
    return [words(part) for part in page.select("section")]


def test_what_came_in_and_what_became_of_it(site: Callable[..., Site]) -> None:
    made = site(BOOKS, members=REGISTER)
    page = made.page("ParapluFunds")
    fund, unknown, every = parts(page)
    lead = words(page.select(".pp-lead")[0])
    assert lead == (
        "! Cordaid2025 was used for Lunch, which was not agreed. Together they have "
        "€463.00 left to spend."
    )
    assert "Cordaid2025 Cordaid 31 Dec 2025 1,000.00 0.00 600.00 -45.00" in every
    assert "-100.00 0.00 455.00" in every
    assert "until 31 December 2025, 29 days to go · 1,000.00 granted" in fund
    assert "for training, start capital" in fund
    assert "spent 45.00 start capital 100.00 left 455.00" in fund
    assert "granted, not received yet 400.00" in fund
    # What is used of the money, and over of the time, is in one bar.
    assert "so much of the time is over: 92%" in fund
    ticks = [str(line["x1"]) for line in page.select(".pp-bar .pp-threshold")]
    assert ticks == ["92.05%"]
    assert "start capital 100.00 training 40.00 Lunch ! not one of its purposes" in fund
    assert "L01 100.00 L02 40.00 nobody in particular 5.00" in fund
    assert "the 4 entries behind it" in fund
    assert "1 Mar 2025 School · course training L02 -40.00" in fund
    assert "? not in the register" in unknown
    assert "so nobody can see who gave it, how much, and what for" in unknown
    assert all(
        made.opened(str(link["href"])).status_code == 200
        for link in page.select("a:not([href^='#'])")
    )


def test_the_bar_says_in_words_what_it_draws(site: Callable[..., Site]) -> None:
    page = site(BOOKS, members=REGISTER).page("ParapluFunds", "nl")
    bar = page.select_one("svg[role=img]")
    assert bar is not None
    assert bar["aria-label"] == (
        "uitgegeven: 45,00; startkapitaal: 100,00; over: 455,00; toegezegd, nog niet "
        "ontvangen: 400,00"
    )
    widths = [str(part["width"]) for part in bar.select("rect")[1:]]
    assert widths == ["4.50%", "10.00%", "45.50%", "40.00%"]


def test_a_time_gives_what_moved_and_what_was_left(site: Callable[..., Site]) -> None:
    page = site(BOOKS, members=REGISTER).page("ParapluFunds", time="2025-03")
    (row,) = [words(tr) for tr in page.select("tbody tr") if "Cordaid2025" in words(tr)]
    assert row.endswith("1,000.00 500.00 0.00 -40.00 0.00 0.00 460.00")
    assert "until 31 December 2025, 275 days to go" in words(page)


def test_too_much_used_and_too_late(site: Callable[..., Site]) -> None:
    late = (
        '2026-02-01 * "Cordaid"\n  Assets:Bank  5.00 EUR\n  Income:Funds:Cordaid2025\n'
    )
    page = site(late, members=REGISTER).page("ParapluFunds")
    assert "ended on 31 December 2025, 32 days ago" in words(page)
    # What has ended is folded away, and says so where there is money left.
    (folded,) = page.select("details.pp-ended")
    assert "1 fund that has ended ! with money left" in words(folded)
    assert "! The fund has ended with 5.00 left." in words(page)
    over = '2025-02-01 * "School"\n  Assets:Bank  -5.00 EUR\n'
    over += "  Expenses:Funds:Cordaid2025\n"
    page = site(over, members=REGISTER).page("ParapluFunds")
    assert "✕ 5.00 more was spent than there was." in words(page)
    assert "no purpose given 5.00" in words(page)
    lead = words(page.select(".pp-lead")[0])
    assert lead.startswith("✕ Cordaid2025: €5.00 more was spent than there was.")


def test_what_is_overspent_is_not_hidden_by_what_another_has(
    site: Callable[..., Site],
) -> None:
    both = (
        '2025-02-01 * "School"\n  Assets:Bank  -100.00 EUR\n'
        "  Expenses:Funds:Cordaid2025:Training\n\n"
        '2025-02-02 * "Gift"\n  Assets:Bank  10.00 EUR\n  Income:Funds:Unknown\n'
    )
    page = site(both, members=REGISTER).page("ParapluFunds")
    assert words(page.select(".pp-lead")[0]) == (
        "✕ Cordaid2025: €100.00 more was spent than there was. The others have €10.00 "
        "left to spend."
    )


def test_no_funds(site: Callable[..., Site]) -> None:
    members = "\n".join(
        line for line in MEMBERS.splitlines() if "Cordaid" not in line
    ).replace("funds:", "funds: {}")
    sale = '2025-02-01 * "Sale"\n  Assets:Bank  5.00 EUR\n  Income:Coop:Gifts\n'
    page = site(sale, members=members).page("ParapluFunds")
    assert "Neither the register nor the books name a fund." in words(page)
    assert page.select("table") == []


def test_a_fund_in_which_nothing_happened(site: Callable[..., Site]) -> None:
    sale = '2025-02-01 * "Sale"\n  Assets:Bank  5.00 EUR\n  Income:Coop:Gifts\n'
    register = MEMBERS.replace(", amount: 12000.00", "")
    page = site(sale, members=register).page("ParapluFunds")
    assert "No activity in this period, and nothing is left." in words(page)

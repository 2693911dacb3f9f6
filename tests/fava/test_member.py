"""The page of one member, as Fava gives it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import Tag
from tests.fava.conftest import Site, words
from tests.fava.test_members import FILES, TRADE
from tests.support import MEMBERS


def section(page: Tag, title: str) -> Tag:
    """Return the section under a heading."""
    for found in page.select("section"):
        heading = found.find("h3")
        if isinstance(heading, Tag) and words(heading) == title:
            return found
    raise AssertionError(f"no section {title}: {words(page)}")


def rows(part: Tag) -> list[str]:
    """Return the rows of the tables in a part of a page."""
    return [words(row) for row in part.select("tbody tr")]


def test_the_story_adds_up(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", member="L01")
    assert "L01 Tweede Leven Meubels" in words(page)
    part = section(page, "Left on 4 February 2025")
    assert "€750.00 left to use for the business and for training" in words(part)
    assert "the threshold is 2,500.00" in words(part)
    # Two bars of one length: what came in, and where it went.
    assert [words(title) for title in part.select("h4")] == [
        "In 1,500.00",
        "Out 1,500.00",
    ]
    first, second = part.select("svg.pp-bar")
    assert [(one["x"], one["width"]) for one in first.select("rect")[1:]] == [
        ("0.00%", "33.33%"),
        ("33.33%", "66.67%"),
    ]
    ends = [str(one["x"]) for one in second.select("rect")[1:]]
    assert ends == ["0.00%", "6.67%", "24.67%", "44.67%", "50.00%"]


def test_a_threshold_that_nobody_agreed_on_is_not_told(
    site: Callable[..., Site],
) -> None:
    none = MEMBERS.replace("    threshold: 2500.00\n", "")
    page = site(TRADE, files=FILES, members=none).page("ParapluMembers", member="L01")
    assert "threshold" not in words(page)
    assert page.select(".pp-limit") == []
    far = MEMBERS.replace("threshold: 2500.00", "threshold: 9000000.00")
    page = site(TRADE, files=FILES, members=far).page("ParapluMembers", member="L01")
    assert "The threshold of 9,000,000.00 is too far away to draw." in words(page)
    # The picture goes by what there is.
    marks = [words(mark) for mark in page.select(".pp-amounts span")]
    assert "1,500" in marks


def test_the_thermometer_over_time_is_a_picture_and_a_table(
    site: Callable[..., Site],
) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", member="L01")
    part = section(page, "The thermometer over time")
    picture = part.select_one(".pp-chart")
    assert picture is not None
    assert picture["role"] == "img"
    assert picture["aria-label"] == (
        "The thermometer of L01: 500.00 at its lowest, 1,500.00 at its highest, "
        "750.00 on 4 February 2025."
    )
    line = part.select_one("path.pp-line")
    assert line is not None
    # From the first day to the last; 3,000 is the top, so 500 is a sixth of the way up.
    assert str(line["d"]).startswith("M0 833H")
    assert str(line["d"]).endswith("V750H1000")
    assert rows(part) == [
        "2 Jan 2025 500.00",
        "10 Jan 2025 1,500.00",
        "20 Jan 2025 1,400.00",
        "31 Jan 2025 1,130.00",
        "3 Feb 2025 830.00",
        "4 Feb 2025 750.00",
    ]


def test_the_timeline_tells_why_it_fell(site: Callable[..., Site]) -> None:
    members = MEMBERS.replace(
        "joined: 2025-01-01",
        "joined: 2025-01-02\n    frozen: [{from: 2025-01-20, until: 2025-01-25, "
        'reason: "dispute"}]',
        1,
    )
    page = site(TRADE, files=FILES, members=members).page(
        "ParapluMembers", member="L01"
    )
    part = section(page, "The thermometer over time")
    assert [words(item) for item in part.select(".pp-events li")] == [
        "○ 2 Jan 2025 joined",
        "▲ 3 Feb 2025 Saw 300.00 · approved by board on 1 February 2025",
        "▲ 4 Feb 2025 Course 80.00 · approved by board on 1 February 2025",
        "▬ permission from 1 January 2025 until 31 December 2025",
        "❄ frozen from 20 January 2025 until 25 January 2025: dispute",
    ]
    assert next(str(mark["style"]) for mark in part.select(".pp-event")) == (
        "left: 0.00%; top: 83.33%"
    )
    assert len(part.select(".pp-frozen")) == 1
    assert len(part.select(".pp-permission")) == 1


def test_months_are_columns_and_a_table(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", member="L01")
    part = section(page, "What came in and went out")
    assert [words(title) for title in part.select("rect title")] == [
        "January 2025: turnover 1,000.00",
        "January 2025: costs 100.00",
        "January 2025: contribution 270.00",
        "February 2025: growth 300.00",
        "February 2025: training 80.00",
    ]
    assert rows(part) == [
        "January 2025 1,000.00 100.00 270.00 0.00 0.00",
        "February 2025 0.00 0.00 0.00 300.00 80.00",
    ]


def test_small_amounts_have_their_cents_on_the_axis(site: Callable[..., Site]) -> None:
    ledger = """\
2025-01-10 * "A nail sold"
  Assets:Bank                0.03 EUR
  Income:Members:L01:Sales  -0.03 EUR
"""
    page = site(ledger).page("ParapluMembers", member="L01")
    part = section(page, "What came in and went out")
    marks = [words(mark) for mark in part.select(".pp-amounts span")]
    assert marks == ["0", "0.01", "0.02", "0.03"]


def test_where_each_euro_went(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    part = made.page("ParapluMembers", member="L01")
    assert [words(item) for item in part.select(".pp-from li")] == [
        "start capital 500.00",
        "turnover 1,000.00",
    ]
    assert [words(item) for item in part.select(".pp-to li")] == [
        "costs 100.00 7%",
        "contribution 270.00 18%",
        "growth 300.00 20%",
        "training 80.00 5%",
        "left 750.00 50%",
    ]
    february = made.page("ParapluMembers", member="L01", time="2025-02")
    assert words(february.select(".pp-from li")[0]) == "brought forward 1,130.00"


def test_entries_lead_to_the_journal_and_to_the_receipt(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    part = section(made.page("ParapluMembers", member="L01"), "Entries")
    assert rows(part)[:4] == [
        "February 2025 2 entries -380.00",
        "4 Feb 2025 Course training 80.00 -80.00 receipt",
        "3 Feb 2025 Saw growth 300.00 -300.00 receipt",
        "January 2025 4 entries +1,130.00",
    ]
    named = part.select_one(".pp-legs [title]")
    assert named is not None
    assert named["title"] == "Expenses:Members:L01:Training"
    journal, receipt = (str(a["href"]) for a in part.select("tbody tr")[1].select("a"))
    hashed = journal.partition("#context-")[2]
    shown = made.ledger.get_entry(hashed)
    assert getattr(shown, "narration", "") == "Course"
    response = made.opened(receipt)
    assert response.status_code == 200
    assert response.data == b"course"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_entries_of_one_kind(site: Callable[..., Site]) -> None:
    made = site(TRADE.replace('  receipt: "wood.pdf"\n', ""), files=FILES)
    page = made.page("ParapluMembers", member="L01", time="2025")
    kinds = {words(a): str(a["href"]) for a in page.select(".pp-filters a")}
    assert list(kinds) == [
        *("all 6", "sales 1", "costs 1", "growth 1", "training 1"),
        "without a receipt 1",
    ]
    assert all("member=L01" in link for link in kinds.values())
    bare = section(
        made.page("ParapluMembers", member="L01", entries="no-receipt"), "Entries"
    )
    assert rows(bare) == [
        "January 2025 1 entry -100.00",
        "20 Jan 2025 Wood costs 100.00 -100.00 receipt?",
    ]
    sold = section(
        made.page("ParapluMembers", member="L01", entries="sales"), "Entries"
    )
    assert [row.split(" ")[3:5] for row in rows(sold)][1:] == [["Table", "sold"]]
    odd = section(made.page("ParapluMembers", member="L01", entries="x"), "Entries")
    assert len(rows(odd)) == 8


def test_a_code_in_small_letters_is_the_member(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", member="l01")
    assert "L01 Tweede Leven Meubels" in words(page)


MORE = """
2025-03-10 * "Table sold"
  Assets:Bank                        121.00 EUR
  Income:Members:L01:Sales          -100.00 EUR
  Liabilities:VAT                    -21.00 EUR

2025-03-31 * "Contribution"
  Expenses:Members:L01:Contribution   40.00 EUR
  Income:Coop:Contribution           -40.00 EUR

2025-04-10 * "Chair sold"
  Assets:Bank                        121.00 EUR
  Income:Members:L01:Sales          -100.00 EUR
  Liabilities:VAT                    -21.00 EUR

2025-05-31 * "Contribution"
  Expenses:Members:L01:Contribution    1.00 EUR
  Income:Coop:Contribution            -1.00 EUR

2025-06-10 * "Chair sold"
  Assets:Bank                        121.00 EUR
  Income:Members:L01:Sales          -100.00 EUR
  Liabilities:VAT                    -21.00 EUR
"""


def test_the_contribution_beside_what_was_agreed(site: Callable[..., Site]) -> None:
    made = site(TRADE + MORE, files=FILES)
    title = "The contribution, as agreed and as booked"
    part = section(made.page("ParapluMembers", member="L01"), title)
    # What needs somebody stands by itself; all of it is folded.
    others = [
        "March 2025 net turnover 100.00 30% 0.00 30.00 40.00 ✕ differs",
        "April 2025 net turnover 100.00 30% 0.00 30.00 – ! not booked yet",
        "May 2025 – 0.00 – 0.00 0.00 1.00 ✕ differs",
        "June 2025 net turnover 100.00 30% 0.00 30.00 – the month is not over",
    ]
    assert rows(part) == [
        *others,
        "January 2025 net turnover 900.00 30% 0.00 270.00 270.00 booked",
        *others,
    ]
    assert "5 months in all" in words(part.select("summary")[0])
    march = made.page("ParapluMembers", member="L01", time="2025-03")
    assert [row[:10] for row in rows(section(march, title))] == ["March 2025"]
    well = section(made.page("ParapluMembers", member="L01", time="2025-01"), title)
    assert words(well.select("summary")[0]) == "✓ 1 month, all booked"
    nobody = made.page("ParapluMembers", member="L02")
    assert title not in words(nobody)


def test_approvals_and_permissions(site: Callable[..., Site]) -> None:
    members = MEMBERS.replace(
        "permission: [{from: 2025-01-01, until: 2025-12-31}]",
        "permission: [{from: 2025-01-01, until: 2025-12-31, reference: decision 7, "
        "document: d7.pdf}]",
        1,
    )
    made = site(TRADE, members=members, files=FILES | {"d7.pdf": "yes"})
    page = made.page("ParapluMembers", member="L01")
    part = section(page, "Permissions and approvals")
    assert rows(part) == [
        "1 Jan 2025 31 Dec 2025 decision 7",
        "4 Feb 2025 Course board 1 Feb 2025",
        "3 Feb 2025 Saw board 1 Feb 2025",
    ]
    link = part.select_one("tbody a")
    assert link is not None
    assert made.opened(str(link["href"])).data == b"yes"


@pytest.mark.parametrize(
    "asked",
    [
        "entry=0&nr=0",
        "entry=4&nr=0&hash=wrong",
        "entry=-1&nr=0",
        "entry=4&nr=99",
        "entry=x&nr=y",
        "",
        "member=L01&nr=0",
        "member=L99&nr=0",
        "member=../../etc&nr=-1",
    ],
)
def test_no_paper_but_what_the_books_name(
    site: Callable[..., Site], asked: str
) -> None:
    made = site(TRADE, files=FILES)
    address = f"/{made.slug}/extension/ParapluMembers/paper?{asked}"
    assert made.opened(address).status_code == 404


@pytest.mark.parametrize(
    "receipt", ["../members.private.yaml", "/etc/passwd", "../../outside.txt"]
)
def test_a_receipt_leads_neither_out_of_the_books_nor_to_who_the_members_are(
    site: Callable[..., Site], tmp_path: Path, receipt: str
) -> None:
    (tmp_path / "members.private.yaml").write_text("L01: {name: Secret Name}\n")
    ledger = TRADE.replace("wood.pdf", receipt)
    made = site(ledger, files=FILES)
    part = section(made.page("ParapluMembers", member="L01"), "Entries")
    links = [a["href"] for a in part.select("a") if a.get("title") == receipt]
    assert len(links) == 1
    assert made.opened(str(links[0])).status_code == 404


def test_what_could_run_in_a_browser_is_offered_to_be_saved(
    site: Callable[..., Site],
) -> None:
    ledger = TRADE.replace("wood.pdf", "wood.html")
    made = site(ledger, files=FILES | {"wood.html": "<script>alert(1)</script>"})
    part = section(made.page("ParapluMembers", member="L01"), "Entries")
    (link,) = [a["href"] for a in part.select("a") if a.get("title") == "wood.html"]
    response = made.opened(str(link))
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_findings_say_how_to_mend_them(site: Callable[..., Site]) -> None:
    made = site(TRADE.replace('  receipt: "wood.pdf"\n', ""), files=FILES)
    part = section(made.page("ParapluMembers", member="L01"), "What now?")
    assert "EV01" in words(part)
    assert "→ " in words(part)
    place = part.select_one(".pp-where a")
    assert place is not None
    assert words(place).startswith("main.beancount:")
    assert "editor" in str(place["href"])


def test_a_member_that_nobody_knows(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", member="L0<b>1")
    assert "There is no member “L0<b>1”." in words(page)
    assert "Similar: L01" in words(page)


def test_a_member_without_entries(site: Callable[..., Site]) -> None:
    page = site(TRADE, files=FILES).page("ParapluMembers", member="L02")
    assert "No activity in this period." in words(page)
    assert "There are no entries in this period." in words(page)


def test_a_period_without_entries(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    page = made.page("ParapluMembers", member="L01", time="2024")
    assert "There are no entries in this period." in words(page)
    later = made.page("ParapluMembers", member="L01", time="2030")
    assert "Left on 4 February 2025" in words(later)
    assert (
        "These books go from 2 January 2025 to 4 February 2025: there is nothing of "
        "this period in them."
    ) in words(later)
    assert "brought forward 750.00" in words(later)


def test_members_are_neighbours(example: Site) -> None:
    page = example.page("ParapluMembers", member="L03", time="2025")
    links = {words(a): str(a["href"]) for a in page.select(".pp-back a")}
    assert list(links) == ["‹ all members", "← L02", "L04 →"]
    assert "member" not in links["‹ all members"]
    assert all("time=2025" in link for link in links.values())


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("time", ["", "2025", "2026-q3", "2025-12-31"])
def test_every_member_of_the_example(example: Site, language: str, time: str) -> None:
    for number in range(1, 9):
        page = example.page("ParapluMembers", language, member=f"L0{number}", time=time)
        assert page.select_one("h2")


def test_a_rate_is_written_as_the_reader_does(site: Callable[..., Site]) -> None:
    members = MEMBERS.replace("rate: 30%", "rate: 12.5%")
    made = site(TRADE, files=FILES, members=members)
    for language, rate in (("en", "12.5%"), ("nl", "12,5%")):
        page = made.page("ParapluMembers", language, member="L01")
        (table,) = page.select("[aria-labelledby=pp-contributions] table")
        assert rate in words(table)

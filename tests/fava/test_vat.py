"""The page of VAT, as Fava gives it."""

from __future__ import annotations

from collections.abc import Callable

from tests.bookkeeping.vat.small import sale
from tests.fava.conftest import Site, words
from tests.fava.test_member import rows, section
from tests.support import MEMBERS

BOOKS = sale("2025-02-03", "100.37", "21.08") + sale(
    "2025-02-04", "50.00", "4.50", member="L02"
)
BARE = '2025-02-07 * "Cake"\n  Assets:Bank  9 EUR\n  Income:Members:L02:Sales\n\n'
BELGIAN = """\
2025-02-08 * "Website"
  vat: "reversed"
  vat-id: "BE0403170701"
  Assets:Bank  100.60 EUR
  Income:Members:L01:Sales

"""


def test_a_return_from_box_to_entry(site: Callable[..., Site]) -> None:
    made = site(BOOKS)
    page = made.page("ParapluVat")
    assert "VAT return over quarter 1 of 2025, in whole EUR" in words(page)
    assert "To pay: €25, by 30 April 2025." in words(page)
    assert "This is not everything: the period ends on 31 March 2025" in words(page)
    boxes = section(page, "The boxes")
    assert rows(boxes)[:3] == [
        "1a supplies at the standard rate 100 21",
        "1b supplies at the lower rate 50 4",
        "5a VAT due 25",
    ]
    assert "To the cent it would be 25.58." in words(boxes)
    assert "the difference of 0.58 stays on the VAT accounts" in words(boxes)
    behind = boxes.select_one("#pp-box-1a")
    assert behind is not None
    assert rows(behind) == ["3 Feb 2025 Sale L01 100.37 21.08"]
    link = behind.select_one("tbody th a")
    assert link is not None
    entry = made.ledger.get_entry(str(link["href"]).partition("#context-")[2])
    assert str(entry.date) == "2025-02-03"
    assert rows(section(page, "Whose VAT it is")) == [
        "L01 21.08 0.00 21.08",
        "L02 4.50 0.00 4.50",
    ]


def test_what_has_no_code_is_said_first(site: Callable[..., Site]) -> None:
    page = site(BOOKS + BARE).page("ParapluVat")
    part = section(page, "1 entry cannot be put into a box")
    assert rows(part) == [
        "7 Feb 2025 Cake L02 turnover neither a VAT code nor VAT 9.00"
    ]
    assert 'Write a VAT code on that line, such as vat: "zero".' in words(part)
    assert "To pay" not in words(page)
    alone = site(BARE).page("ParapluVat", "nl")
    assert "1 boeking past in geen rubriek" in words(alone)
    assert "De rubrieken" not in words(alone)


def test_the_scheme_for_small_businesses(site: Callable[..., Site]) -> None:
    page = site(BARE, members=f"vat: {{scheme: kor}}\n{MEMBERS}").page("ParapluVat")
    assert "Nothing to file: the register has the small businesses scheme" in words(
        page
    )
    assert page.select("table") == []


def test_the_sales_list(site: Callable[..., Site]) -> None:
    page = site(BELGIAN).page("ParapluVat")
    assert rows(section(page, "The EU sales list")) == ["BE0403170701 0 100"]
    bad = site(BELGIAN.replace("BE0403170701", "BE1")).page("ParapluVat")
    assert "1 entry has no valid VAT number for the customer." in words(bad)


def test_an_entry_that_says_it_is_a_return_and_is_not(
    site: Callable[..., Site],
) -> None:
    odd = BARE.replace("2025-02-07", "2025-03-31").replace(
        "  Assets", '  vat: "zero"\n  vat-return: "<b>last</b> quarter"\n  Assets', 1
    )
    page = site(BOOKS + odd).page("ParapluVat")
    assert "1 entry says that it files a return, but it cannot be read" in words(page)


def test_a_period_is_chosen(site: Callable[..., Site]) -> None:
    made = site(BOOKS + BARE.replace("02-07", "07-07"))
    page = made.page("ParapluVat")
    links = {words(a): str(a["href"]) for a in page.select(".pp-periods a")}
    assert list(links) == [
        "● quarter 3 2025 still running",
        "! quarter 1 2025 too late",
    ]
    chosen = made.page("ParapluVat", period="2025-Q1", time="2025")
    assert "VAT return over quarter 1 of 2025" in words(chosen)
    # A year at the top is another choice, and takes the period off.
    years = [str(a["href"]) for a in chosen.select(".pp-times a")]
    assert all("period=" not in year for year in years)
    odd = made.page("ParapluVat", period="<b>2025</b>")
    assert "“<b>2025</b>” is not a period such as 2026-Q1" in words(odd)
    assert "VAT return over quarter 3 of 2025" in words(odd)


def test_what_is_filed_in_the_example(example: Site) -> None:
    page = example.page("ParapluVat", "nl", period="2026-Q3")
    assert "Btw-aangifte over kwartaal 3 van 2026, in hele EUR" in words(page)
    current = page.select(".pp-periods a[aria-current]")
    assert [words(a) for a in current] == ["✓ kwartaal 3 2026 geboekt"]
    link = page.select_one(".pp-head a")
    assert link is not None
    assert words(link) == "De boeking van de aangifte"


def test_no_period_outside_the_books(site: Callable[..., Site]) -> None:
    made = site(BOOKS)
    for asked, told in (("2019-Q4", "4 of 2019"), ("2031-Q1", "1 of 2031")):
        page = made.page("ParapluVat", period=asked)
        said = f"Quarter {told} is outside these books, which go from 3 February"
        assert said in words(page)
        assert "VAT return over quarter 1 of 2025" in words(page)
    old = made.page("ParapluVat", time="2019")
    assert "VAT return over quarter 1 of 2025" in words(old)
    assert "there is nothing of this period in them." in words(old)
    # A quarter is written with a small letter too.
    assert "VAT return over quarter 1 of 2025" in words(
        made.page("ParapluVat", period="2025-q1")
    )


def test_amounts_can_be_copied_into_the_form(site: Callable[..., Site]) -> None:
    boxes = section(site(BOOKS).page("ParapluVat"), "The boxes")
    copied = [str(one["data-pp-copy"]) for one in boxes.select("[data-pp-copy]")]
    assert copied[:5] == ["100", "21", "50", "4", "25"]
    first = boxes.select("[data-pp-copy]")[0]
    assert first["aria-label"] == "Copy 100 of box 1a"

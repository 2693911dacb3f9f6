"""The statement of a member from its page in Fava: to look at, and as a PDF."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from tests.fava.conftest import Site, words
from tests.fava.test_members import FILES, TRADE
from tests.reports.papers.support import pdf_text
from tests.support import MEMBERS

PLACE = "extension/ParapluMembers/statement"


def test_a_member_is_offered_a_statement(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    (part,) = made.page("ParapluMembers", member="L01").select(".pp-paper")
    assert words(part) == (
        "Statement for the member: January 2025 ( PDF ) · February 2025 ( PDF ) · "
        "quarter 1 of 2025 ( PDF ) · 2025 ( PDF )"
    )
    links = [str(link["href"]) for link in part.select("a")]
    assert len(links) == 8
    for link in links:
        assert made.opened(link).status_code == 200


def test_the_page_is_the_document(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    text = made.text(PLACE, member="L01", period="2025-02")
    page = BeautifulSoup(text, "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text() == "Statement of L01"
    (left,) = page.select('dd[data-key="left"]')
    assert left.get_text() == "€\u00a0750.00"
    assert "Overzicht van L01" in made.text(PLACE, "nl", member="L01", period="2025-02")


def test_the_pdf_says_the_same(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    answer = made.opened(f"/{made.slug}/{PLACE}?member=L01&period=2025-02&form=pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="member-L01-2025-02.pdf"'
    )
    assert "€ 750.00" in pdf_text(answer.data)


def test_a_browser_runs_nothing_of_it(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    answer = made.opened(f"/{made.slug}/{PLACE}?member=L01&period=2025")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("frame-ancestors 'none'")


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "member=L01",
        "period=2025-02",
        "member=L99&period=2025-02",
        "member=L01&period=2025-13",
        "member=L01&period=2031",
        "member=L01&period=2019",
        "member=<script>&period=2025",
    ],
)
def test_what_there_is_not_is_not_found(site: Callable[..., Site], asked: str) -> None:
    made = site(TRADE, files=FILES)
    assert made.opened(f"/{made.slug}/{PLACE}?{asked}").status_code == 404


def test_a_name_that_no_font_has_is_told(site: Callable[..., Site]) -> None:
    odd = MEMBERS.replace("Tweede Leven Meubels", "\u4f60\u597d")
    made = site(TRADE, files=FILES, members=odd)
    address = f"/{made.slug}/{PLACE}?member=L01&period=2025-02"
    assert "\u4f60\u597d" in made.opened(address).text
    answer = made.opened(f"{address}&form=pdf")
    assert answer.status_code == 422
    assert answer.text.startswith("The page cannot be made: ")


def test_where_amounts_are_hidden_there_is_no_statement(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    made.app.config["INCOGNITO"] = True
    assert made.page("ParapluMembers", member="L01").select(".pp-paper") == []
    address = f"/{made.slug}/{PLACE}?member=L01&period=2025-02"
    assert made.opened(address).status_code == 404


def test_the_state_of_the_books_is_that_of_the_check(example: Site) -> None:
    from paraplu.check import check

    report = check(example.main)
    text = example.text(PLACE, member="L07", period="2026-03")
    for checksum in (
        report.books_checksum,
        report.files_checksum,
        report.register_checksum,
        report.rules_checksum,
    ):
        assert checksum[:8] in text

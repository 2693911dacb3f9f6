from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag
from tests.fava.conftest import Site, words

from paraplu.fava.members import ParapluMembers

SALE = """\
2025-03-01 * "Market"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""


def test_members_of_small_books(site: Callable[..., Site]) -> None:
    page = site(SALE).page("ParapluMembers")
    assert "2 members in EUR, as of 1 March 2025" in words(page)
    rows = [words(row) for row in page.select("tbody tr")]
    assert rows[0].startswith("L01 Tweede Leven Meubels")


def test_pages_speak_the_language_of_the_reader(site: Callable[..., Site]) -> None:
    page = site(SALE).page("ParapluMembers", "nl")
    assert "2 leden in EUR, stand van 1 maart 2025" in words(page)
    assert page["lang"] == "nl"


def test_the_plugin_judges_once_and_the_pages_take_over(
    site: Callable[..., Site],
) -> None:
    from paraplu.fava.load import load_of

    made = site(SALE)
    load = load_of(made.ledger)
    assert load._judgement is not None
    assert load is load_of(made.ledger)


def test_without_the_plugin_line_there_are_pages_too(
    site: Callable[..., Site],
) -> None:
    head = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
2025-01-01 custom "fava-extension" "paraplu.fava"
"""
    page = site(SALE, head=head).page("ParapluMembers")
    assert "2 members in EUR" in words(page)


def test_a_register_that_is_gone_is_said_in_plain_words(
    site: Callable[..., Site],
) -> None:
    made = site(SALE)
    (made.main.parent.parent / "members.yaml").unlink()
    made.ledger.load_file()
    page = made.page("ParapluMembers")
    assert "There is no register" in words(page)


def test_a_fault_of_ours_is_a_page_and_no_traceback(
    site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site(SALE)

    def broken(*_: object) -> object:
        raise ZeroDivisionError("<b>of all things</b>")

    monkeypatch.setattr(ParapluMembers, "shown", broken)
    text = made.text("extension/ParapluMembers/")
    assert "ZeroDivisionError: &lt;b&gt;of all things" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_tables_can_be_read_aloud(example: Site, language: str) -> None:
    names = [d.name for d in example.ledger.extensions.extension_details]
    assert names == [
        *("ParapluOverview", "ParapluMembers", "ParapluToDo", "ParapluFunds"),
        *("ParapluVat", "ParapluHours", "ParapluReports", "ParapluWork"),
    ]
    pages = [example.page(name, language) for name in names]
    pages.append(example.page("ParapluMembers", language, member="L01"))
    for table in (table for page in pages for table in page.select("table")):
        caption = table.find("caption")
        assert isinstance(caption, Tag)
        assert words(caption)
        assert table.select("thead th")
        assert all(cell.get("scope") for cell in table.select("th"))


def test_every_page_is_found_in_the_language_of_the_reader(example: Site) -> None:
    for language, titles in (
        ("en", "Overview|Members|To do 3|Funds|VAT returns|Hours|Reports|Work"),
        ("nl", "Overzicht|Leden|Te doen 3|Fondsen|Btw-aangifte|Uren|Verslagen|Werk"),
    ):
        tabs = example.page("ParapluMembers", language).select(".pp-tabs a")
        assert [words(tab) for tab in tabs] == titles.split("|")


def test_names_of_pages_do_not_begin_with_each_other(example: Site) -> None:
    # Fava tells the script of a page by how its address begins.
    names = [d.name for d in example.ledger.extensions.extension_details]
    pairs = [(a, b) for a in names for b in names if a != b]
    assert not any(one.startswith(other) for one, other in pairs)

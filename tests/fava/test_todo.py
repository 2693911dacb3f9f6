"""The page of what there is to do, and the pages of the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag
from tests.fava.conftest import EXTENSION, Site, words
from tests.support import HEAD, MEMBERS

from paraplu.rules import RULES

LUNCH = """\
2025-03-01 * "Board" "Deposit"
  Assets:Cash                   500.00 EUR
  Equity:Coop

2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR

2025-03-02 * "Lunch"
  Assets:Members:L01:Cash       -50.00 EUR
  Expenses:Coop:Lunch            50.00 EUR
"""


def section(page: Tag, name: str) -> Tag:
    """Return the part of a page below a heading."""
    found = page.select_one(f"[aria-labelledby=pp-{name}]")
    assert found is not None, name
    return found


def test_a_finding_leads_to_the_member_the_rule_and_the_line(
    site: Callable[..., Site],
) -> None:
    made = site(LUNCH)
    errors = section(made.page("ParapluToDo", time="2025"), "errors")
    assert "L01 Tweede Leven Meubels" in words(errors.select("h4")[0])
    assert "50.00 of L01's cash goes to Expenses:Coop:Lunch." in words(errors)
    assert "→ If it was growth or training, book it there." in words(errors)
    links = [str(link["href"]) for link in errors.select("a")]
    member, rule, line = links
    assert "/extension/ParapluMembers/?time=2025&member=L01" in member
    assert "/extension/ParapluToDo/" in rule
    assert "rule=PF01" in rule
    assert "time=2025" in rule
    assert "/editor/" in line
    assert line.endswith("&line=16&time=2025")
    assert all(made.opened(link).status_code == 200 for link in links)


def test_what_is_well_is_said_too(site: Callable[..., Site]) -> None:
    page = site(
        '2025-01-02 * "Deposit"\n  Equity:Coop  -5.00 EUR\n  Assets:Cash\n'
    ).page("ParapluToDo")
    said = f"Nothing: all is well. {len(RULES)} rules looked at 1 transaction."
    assert said in words(page)
    assert "✓ No permission ends soon." in words(page)
    assert "✓ The clearing accounts are empty." in words(page)
    assert "✓ There are no entries that still have to be sorted out." in words(page)
    assert "✓ There are no waivers." in words(page)
    assert "The books have no account at a bank or a payment provider." in words(page)


def test_everything_that_waits_in_dutch(site: Callable[..., Site]) -> None:
    page = site(
        """\
2025-11-01 ! "Wie is dit" "geen idee"
  Assets:Bank:Main              -12.50 EUR
  Assets:Clearing:Cards

2025-12-10 * "Lijm"
  waiver: "EV01: zoek"
  Expenses:Members:L01:Costs     20.00 EUR
  Assets:Bank:Main
"""
    ).page("ParapluToDo", "nl")
    waits = section(page, "waiting")
    rows = [words(row) for row in waits.select("tbody tr")]
    assert rows == [
        "2025-11-01 Wie is dit geen idee Assets:Clearing:Cards ✕ 39 12,50",
        "2025-11-01 Wie is dit geen idee Assets:Bank:Main 39 -12,50",
    ]
    link = waits.select_one("tbody a")
    assert link is not None
    assert "/journal/#context-" in str(link["href"])
    assert "Assets:Bank:Main nooit, sinds 2025-11-01 39" in words(
        section(page, "compared")
    )
    assert "zoek EV01 L01 2025-12-10 0 main.beancount:10" in words(
        section(page, "waived")
    )
    assert "! toestemming loopt af op 2025-12-31 21" in words(section(page, "ending"))


def test_what_beancount_finds_wrong_is_among_it(site: Callable[..., Site]) -> None:
    page = site(
        LUNCH + "2025-03-03 open Equity:Spare\nnonsense\n"
        "2025-03-03 balance Assets:Members:L01:Cash  7.00 EUR\n"
    ).page("ParapluToDo")
    codes = [words(code) for code in section(page, "errors").select(".pp-code")]
    assert codes.count("BC00") == 2
    assert codes.count("PF01") == 1
    # What the plugin says is said once.
    assert words(page).count("goes to Expenses:Coop:Lunch") == 1


def test_a_time_keeps_what_is_of_it(site: Callable[..., Site]) -> None:
    page = site(LUNCH).page("ParapluToDo", time="2024")
    assert page.select(".pp-finding") == []
    assert "1 with another date is left out." in words(page)
    assert "Nothing: all is well" not in words(page)


def test_more_than_anybody_reads_is_counted(site: Callable[..., Site]) -> None:
    lunches = '2025-01-02 * "Deposit"\n  Assets:Cash  9000 EUR\n  Equity:Coop\n'
    lunches += "".join(
        f'2025-03-{day:02} * "Lunch"\n'
        f"  Assets:Members:L{member:02}:Cash  -1.00 EUR\n  Expenses:Coop:Lunch\n\n"
        for member in range(1, 8)
        for day in range(1, 29)
        for _ in range(8)
    )
    members = MEMBERS + "".join(
        f"  L{n:02}: {{joined: 2025-01-01, permission: [{{from: 2025-01-01}}]}}\n"
        for n in range(3, 8)
    )
    page = site(lunches, members=members).page("ParapluToDo")
    assert len(page.select(".pp-finding")) < 1100
    assert "24 more are not shown. Fava's list of errors has them all." in words(page)
    assert "224 more are not shown." in words(page)
    assert len(page.select("details")) == 5


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_its_page(example: Site, code: str, language: str) -> None:
    page = example.page("ParapluToDo", language, rule=code)
    heading = page.select_one("h2")
    assert heading is not None
    assert words(heading).startswith(f"{code} · ")
    assert len(page.select("h3")) == 4
    assert len(page.select("pre")) > 1
    assert "<!--" not in page.text
    # Pages name each other by their codes; a path would lead nowhere here.
    assert not [a for a in page.select("a") if str(a["href"]).endswith(".md")]


def test_all_rules_and_a_rule_that_is_none(example: Site) -> None:
    page = example.page("ParapluToDo", rule="all")
    rows = [words(row).split()[0] for row in page.select("tbody tr")]
    assert rows == list(RULES)
    page = example.page("ParapluToDo", rule="<b>PF99</b>")
    assert "There is no rule “<b>PF99</b>”." in words(page)
    assert page.select_one("b") is None
    page = example.page("ParapluToDo", rule="../../../README")
    assert "There is no rule" in words(page)
    assert "PF01 · " in words(example.page("ParapluToDo", rule="pf01"))


def test_a_register_with_faults_has_the_rule_that_tells_of_them(
    site: Callable[..., Site],
) -> None:
    made = site(LUNCH, members=MEMBERS + "chart: dutch\n")
    page = made.page("ParapluToDo")
    assert "The register has to be fixed first" in words(page)
    (link,) = page.select(".pp-code")
    assert "rule=MB00" in str(link["href"])
    assert "MB00 · A fault in the register" in words(
        made.page("ParapluToDo", rule="MB00")
    )


def test_code_that_nobody_agreed_on_is_told(site: Callable[..., Site]) -> None:
    head = (
        HEAD + EXTENSION + '2025-01-01 custom "fava-extension" "fava.ext.auto_commit"\n'
    )
    page = site(LUNCH, head=head).page("ParapluToDo")
    assert "The books ask for the extension “fava.ext.auto_commit”" in words(page)


REQUEST = """\
request: L01-2025-001
member: L01
asked: 2025-02-20
for: training
amount: 300.00
what: course in bookkeeping
"""
DECIDED = "decision: {approved: yes, by: chair, on: 2025-03-01}\n"


def test_requests_wait_for_the_board(site: Callable[..., Site]) -> None:
    made = site(
        LUNCH,
        files={
            "requests/2025/L01-2025-001.yaml": REQUEST,
            "requests/2025/L01-2025-002.yaml": REQUEST.replace("001", "002") + DECIDED,
        },
    )
    waiting = section(made.page("ParapluToDo"), "requests")
    (row,) = waiting.select("tbody tr")
    assert words(row) == "L01-2025-001 L01 2025-02-20 course in bookkeeping 300.00"

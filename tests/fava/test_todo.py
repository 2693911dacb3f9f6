"""The page of what there is to do, and the pages of the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from beancount.loader import load_file
from bs4 import BeautifulSoup, Tag
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
    errors = section(made.page("ParapluToDo", time="2025"), "task-money")
    assert words(errors.select("h3")[0]) == "✕ Correct where money went"
    assert "bookkeeper" in words(errors)
    assert "50.00 of L01's cash goes to Expenses:Coop:Lunch." in words(errors)
    assert "→ If it was growth or training, book it there." in words(errors)
    links = [str(link["href"]) for link in errors.select("a")]
    member, rule, line = links
    assert words(errors.select("tbody td")[1]) == "2 Mar 2025"
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
    assert page.select(".pp-task") == []
    assert page.select(".pp-tabs .pp-count") == []
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
    # One case: the amount that waits too long is the entry with the exclamation mark.
    waits = section(page, "task-allocate")
    (row,) = [words(row) for row in waits.select("tbody tr")]
    assert "PF06" in row
    assert "12,50" in row
    # There is a page that does it, and so no command.
    assert "do=allocate" in str(waits.select("a.pp-button")[0]["href"])
    assert "Assets:Bank:Main nooit, sinds 1 november 2025 39" in words(
        section(page, "compared")
    )
    assert "zoek EV01 L01 10 dec 2025 0 main.beancount:10" in words(
        section(page, "waived")
    )
    ending = section(page, "task-renew")
    assert words(ending.select("h3")[0]) == "! Vraag verlenging (2)"
    assert "31 december 2025" in words(ending)
    assert "paraplu report renewal L02" in words(ending)


def test_an_entry_that_nobody_sorted_out_leads_to_the_journal(
    site: Callable[..., Site],
) -> None:
    page = site(
        """\
2025-11-01 ! "Who is this" "no idea"
  Assets:Bank:Main              -12.50 EUR
  Expenses:Coop:Unknown
"""
    ).page("ParapluToDo")
    waits = section(page, "task-allocate")
    assert "1 Nov 2025 Who is this · no idea 12.50 main.beancount" in words(waits)
    link = waits.select_one("tbody a")
    assert link is not None
    assert "/journal/#context-" in str(link["href"])


def test_what_beancount_finds_wrong_is_among_it(site: Callable[..., Site]) -> None:
    page = site(
        LUNCH + "2025-03-03 open Equity:Spare\nnonsense\n"
        "2025-03-03 balance Assets:Members:L01:Cash  7.00 EUR\n"
    ).page("ParapluToDo")
    codes = [words(code) for code in page.select(".pp-code")]
    assert codes.count("BC00") == 2
    assert codes.count("PF01") == 1
    # What the plugin says is said once.
    assert words(page).count("goes to Expenses:Coop:Lunch") == 1


def test_a_time_keeps_what_is_of_it(site: Callable[..., Site]) -> None:
    page = site(LUNCH).page("ParapluToDo", time="2024")
    assert page.select(".pp-code") == []
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
    made = site(lunches, members=members)
    page = made.page("ParapluToDo")
    task = section(page, "task-money")
    assert words(task.select("h3")[0]) == "✕ Correct where money went (1,568)"
    assert "since 1 March 2025" in words(task)
    assert "€1,568.00 in all" in words(task)
    assert len(task.select("tbody tr")) == 25
    # The explanation and the hint are there once.
    assert words(task).count("→ ") == 1
    assert "1 to 25 of 1,568" in words(task)
    (following,) = task.select("a[rel=next]")
    page = BeautifulSoup(made.opened(str(following["href"])).text, "lxml")
    task = section(page, "task-money")
    assert "26 to 50 of 1,568" in words(task)
    assert len(page.select(".pp-task")) == 1
    last = made.page("ParapluToDo", task="money", **{"from": "1551"})
    assert len(section(last, "task-money").select("tbody tr")) == 18
    for odd in ("0", "1569", "-1", "x", "9" * 50):
        shown = made.page("ParapluToDo", task="money", **{"from": odd})
        assert "1 to 25 of 1,568" in words(shown)


def test_favas_own_list_has_the_first_of_each_rule(site: Callable[..., Site]) -> None:
    ledger = '2025-01-02 * "Deposit"\n  Assets:Cash  9000 EUR\n  Equity:Coop\n'
    ledger += "".join(
        f'2025-03-{day:02} * "Lunch"\n'
        "  Assets:Members:L01:Cash  -1.00 EUR\n  Expenses:Coop:Lunch\n\n"
        for day in range(1, 29)
        for _ in range(2)
    )
    made = site(ledger + "nonsense\n")
    errors = [error.message for error in made.ledger.errors]
    told = [error for error in errors if error.startswith("PF01")]
    assert len(told) == 31
    assert told[-1] == "PF01 26 more are on the page To do."
    assert [error for error in errors if "nonsense" in error or "syntax" in error]
    assert "Correct where money went (56)" in words(made.page("ParapluToDo"))
    # Beancount itself has all of them.
    _, every, _ = load_file(str(made.main))
    assert sum(error.message.startswith("PF01") for error in every) == 56


CHORES = """\
2025-01-10 * "Table sold"
  Assets:Bank                       1210.00 EUR
  Income:Members:L01:Sales         -1000.00 EUR
  Liabilities:VAT                   -210.00 EUR

2025-02-01 * "Sawmill" "Wood" ^wood-1
  receipt: "wood.pdf"
  due: 2025-02-14
  Expenses:Coop:Wood                 121.00 EUR
  Liabilities:Payable

2025-02-10 * "School" "Course"
  receipt: "course.pdf"
  Expenses:Funds:Cordaid2025:Training   40.00 EUR
  Assets:Bank
"""


def test_chores_that_no_rule_finds_are_among_it(site: Callable[..., Site]) -> None:
    files = {"wood.pdf": "wood", "course.pdf": "course"}
    draft = {"invoices/2025/desk.yaml": "member: L01\n"}
    page = site(CHORES, files=files | draft).page("ParapluToDo")
    names = [str(part["aria-labelledby"]) for part in page.select(".pp-task")]
    assert {
        *("pp-task-contribution-2025-01", "pp-task-pay", "pp-task-drafts"),
        "pp-task-funds",
    } <= set(names)
    share = section(page, "task-contribution-2025-01")
    assert words(share.select("h3")[0]) == "! Book the contribution · 2025-01"
    assert "do=contribute" in str(share.select("a.pp-button")[0]["href"])
    assert "300.00" in words(share)
    bill = section(page, "task-pay")
    assert "Sawmill, to be paid by 14 February 2025 121.00" in words(bill)
    assert "do=pay" in str(bill.select("a.pp-button")[0]["href"])
    assert "desk" in words(section(page, "task-drafts"))
    assert "Cordaid2025: more was spent than there was" in words(
        section(page, "task-funds")
    )


def test_a_return_of_vat_that_is_due_is_among_it(site: Callable[..., Site]) -> None:
    later = CHORES + (
        '\n2025-04-10 * "Stamps"\n  Assets:Bank  -1.00 EUR\n  Expenses:Coop:Stamps\n'
    )
    page = site(later, files={"wood.pdf": "w", "course.pdf": "c"}).page("ParapluToDo")
    task = section(page, "task-vat-file")
    assert "VAT return of quarter 1 of 2025: due on 30 April 2025" in words(task)
    assert "paraplu vat file 2025-Q1" in words(task)
    # The page that has the boxes is one click away.
    assert "/extension/ParapluVat/" in str(task.select("a.pp-button")[0]["href"])


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_its_page(example: Site, code: str, language: str) -> None:
    page = example.page("ParapluToDo", language, rule=code)
    heading = page.select_one("h2")
    assert heading is not None
    assert words(heading).startswith(f"{code} · ")
    # How often it is broken in these books comes below the page of the rule itself.
    assert len(page.select("h3:not(#pp-here)")) == 4
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


def test_a_rule_says_how_often_it_is_broken_here(site: Callable[..., Site]) -> None:
    made = site(LUNCH)
    page = made.page("ParapluToDo", rule="PF01")
    here = section(page, "here")
    assert words(here).startswith("In these books: once L01 2 Mar 2025 50.00 main.")
    assert page["data-pp-title"] == "PF01"
    assert not made.page("ParapluToDo", rule="PF02").select("#pp-here")


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
    waiting = section(made.page("ParapluToDo"), "task-approve")
    (row,) = waiting.select("tbody tr")
    assert words(row) == "L01 20 Feb 2025 L01-2025-001: course in bookkeeping 300.00"

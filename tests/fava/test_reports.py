"""The page of reports, and the reports that it and other pages give."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from tests.fava.conftest import Site, words
from tests.fava.test_members import FILES, TRADE
from tests.reports.papers.support import csv_values, pdf_text
from tests.support import MEMBERS
from werkzeug.test import TestResponse

from paraplu.reports.papers.catalogue import DOCUMENTS, KINDS

PLACE = "extension/ParapluReports/paper"
# What the example has of each kind.
ASKED = {
    "calendar": {},
    "member": {"member": "L07", "period": "2026-03"},
    "municipality": {"member": "L07", "period": "2026-Q1"},
    "renewal": {"member": "L07"},
    "viability": {"member": "L07", "period": "2026-10"},
    "fund": {"fund": "Roerdomp2024"},
    "meeting": {"period": "2025"},
    "audit": {"period": "2025"},
    "outflow": {},
}
STATEMENT = {"kind": "member", "member": "L01", "period": "2025-02"}


def given(made: Site, language: str = "en", **asked: str) -> TestResponse:
    """Return what is given where a report is asked for, whatever its status."""
    return made.app.test_client().get(
        f"/{made.slug}/{PLACE}",
        query_string=asked,
        headers={"Accept-Language": language},
    )


def refusal(answer: TestResponse) -> str:
    """Return the one line that says why there is no report; the page is around it."""
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "lxml").select_one(".paraplu")
    assert isinstance(page, Tag)
    assert page.select(".pp-ask") or "hidden" in words(page)
    (told,) = page.select("[role=alert]")
    return words(told)


def test_there_is_a_button_for_every_report() -> None:
    assert set(KINDS) == {one.kind for one in DOCUMENTS} == set(ASKED)


def test_the_calendar_and_all_for_a_funder_are_there_to_keep(example: Site) -> None:
    """The same bytes as the commands give; no other kind has these forms."""
    due = given(example, kind="calendar", form="ics")
    assert due.mimetype == "text/calendar"
    assert due.text.startswith("BEGIN:VCALENDAR")
    sent = given(example, kind="fund", form="zip", fund="Roerdomp2024")
    assert sent.mimetype == "application/zip"
    assert "fund-Roerdomp2024-" in sent.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        assert {"SHA256SUMS", "index.html", "report.pdf"} < {*archive.namelist()}
        assert archive.testzip() is None
    for answer in (due, sent):
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = example.page("ParapluReports")
    buttons = [
        (str(form.select("input")[0]["value"]), str(one["value"]))
        for form in page.select(".pp-ask")
        for one in form.select("button")
        if one["value"] in ("ics", "zip")
    ]
    assert buttons == [("calendar", "ics"), ("fund", "zip")]


@pytest.mark.parametrize("kind", ASKED)
def test_every_report_in_every_form(example: Site, kind: str) -> None:
    answers = {
        form: given(example, kind=kind, form=form, **ASKED[kind])
        for form in ("html", "pdf", "csv", "json")
    }
    assert {form: answer.status_code for form, answer in answers.items()} == (
        dict.fromkeys(answers, 200)
    )
    # A browser runs nothing of it.
    for answer in answers.values():
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy
        assert policy.endswith("frame-ancestors 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = BeautifulSoup(answers["html"].data, "lxml")
    assert page.h1 is not None
    title = page.h1.get_text()
    values = csv_values(answers["csv"].text)
    assert values["paper", "kind", "value"] == kind
    assert values["paper", "title", "value"] == title
    assert json.loads(answers["json"].data)["title"] == title
    name = json.loads(answers["json"].data)["period"]["code"].replace("..", "_")
    assert name in answers["pdf"].headers["Content-Disposition"]
    assert answers["pdf"].data.startswith(b"%PDF")
    # A file that a link would lead to is nowhere beside an answer.
    assert page.select("a[href]") == []


def test_the_page_offers_what_the_books_can_tell(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    page = made.page("ParapluReports")
    forms = {
        str(form.select("input")[0]["value"]): form for form in page.select(".pp-ask")
    }
    assert list(forms) == [*KINDS]
    statement = forms["member"]
    member, period = statement.select("select")
    assert [str(one["value"]) for one in member.select("option")] == ["L01", "L02"]
    assert [str(one["value"]) for one in period.select("option")] == [
        *("2025-02", "2025-01", "2025-Q1", "2025"),
    ]
    assert [str(b["aria-label"]) for b in statement.select("button")] == [
        "Statement for a member: Look",
        "Statement for a member: PDF",
        "Statement for a member: CSV",
        "Statement for a member: JSON",
    ]
    for kind, form in forms.items():
        asked = {
            str(one["name"]): str((one.select("option[selected], option"))[0]["value"])
            for one in form.select("select")
        }
        assert form["action"] == f"/{made.slug}/{PLACE}"
        assert given(made, kind=kind, form="html", **asked).status_code == 200


def test_the_usual_period_is_chosen(example: Site) -> None:
    page = example.page("ParapluReports")
    chosen = {
        str(form.select("input")[0]["value"]): [
            str(one["value"]) for one in form.select("option[selected]")
        ]
        for form in page.select(".pp-ask")
    }
    # The books go to 31 October 2026.
    assert chosen == {
        "calendar": [],
        "member": ["2026-10"],
        "municipality": ["2026-Q3"],
        "renewal": [],
        "viability": ["2026-10"],
        "fund": [],
        "meeting": ["2025"],
        "audit": ["2025"],
        "outflow": [],
    }


def test_a_member_has_its_reports(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    (part,) = made.page("ParapluMembers", member="L01").select(".pp-papers")
    assert [words(line) for line in part.select("li")] == [
        (
            "Statement for a member: January 2025 ( PDF ) · February 2025 ( PDF ) · "
            "quarter 1 of 2025 ( PDF ) · 2025 ( PDF )"
        ),
        (
            "Report to the municipality: January 2025 ( PDF ) · February 2025 ( PDF ) "
            "· quarter 1 of 2025 ( PDF ) · 2025 ( PDF )"
        ),
        "Business dossier: January 2025 ( PDF )",
    ]
    links = [str(link["href"]) for link in part.select("a")]
    assert len(links) == 18
    for link in links:
        assert made.opened(link).status_code == 200


def test_a_fund_has_its_report(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    (part,) = made.page("ParapluFunds").select(".pp-papers")
    assert words(part) == "Report to a funder: Look · PDF · CSV · JSON"
    for link in part.select("a"):
        assert made.opened(str(link["href"])).status_code == 200


def test_the_page_is_the_document(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    page = BeautifulSoup(given(made, **STATEMENT).data, "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text() == "Statement of L01"
    (left,) = page.select('dd[data-key="left"]')
    assert left.get_text() == "€\u00a0750.00"
    assert "Overzicht van L01" in given(made, "nl", **STATEMENT).text


def test_the_pdf_says_the_same(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    answer = given(made, **STATEMENT, form="pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="member-L01-2025-02.pdf"'
    )
    assert "€ 750.00" in pdf_text(answer.data)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({}, "There is no report “”."),
        ({"kind": "<script>"}, "There is no report “<script>”."),
        ({"kind": "member", "period": "2025"}, "There is no member “”."),
        (STATEMENT | {"member": "L99"}, "There is no member “L99”."),
        ({"kind": "fund", "fund": "X"}, "The register has no fund “X”."),
        (
            {"kind": "meeting"},
            (
                "“” is not a period such as 2026, 2026-Q1, 2026-03 or "
                "2026-01-15..2026-02-14."
            ),
        ),
        (
            STATEMENT | {"period": "2025-13"},
            (
                "“2025-13” is not a period such as 2026, 2026-Q1, 2026-03 or "
                "2026-01-15..2026-02-14."
            ),
        ),
        (
            STATEMENT | {"period": "2031"},
            "2031 has not begun in these books: they go to 4 February 2025.",
        ),
        (
            {"kind": "audit", "period": "2019"},
            "2019 is before these books: they begin on 2 January 2025.",
        ),
    ],
)
def test_what_there_is_not_is_one_line_on_the_page(
    site: Callable[..., Site], asked: dict[str, str], why: str
) -> None:
    made = site(TRADE, files=FILES)
    assert refusal(given(made, **asked)) == f"✕ {why}"


def test_who_asks_in_vain_finds_the_same_choice_again(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    answer = given(made, kind="member", member="L02", period="2019")
    page = BeautifulSoup(answer.data, "lxml")
    chosen = [str(one["value"]) for one in page.select("option[selected]")]
    assert "L02" in chosen


def test_a_name_that_no_font_has_is_told(site: Callable[..., Site]) -> None:
    odd = MEMBERS.replace("Tweede Leven Meubels", "\u4f60\u597d")
    made = site(TRADE, files=FILES, members=odd)
    assert "\u4f60\u597d" in given(made, **STATEMENT).text
    told = refusal(given(made, **STATEMENT, form="pdf"))
    assert told.startswith("✕ The page cannot be made: ")


def test_where_amounts_are_hidden_there_is_no_report(
    site: Callable[..., Site],
) -> None:
    made = site(TRADE, files=FILES)
    made.app.config["INCOGNITO"] = True
    for page in (
        made.page("ParapluMembers", member="L01"),
        made.page("ParapluFunds"),
        made.page("ParapluReports"),
    ):
        assert page.select(".pp-papers, .pp-ask") == []
    why = "Amounts are hidden here, and a report is all amounts."
    assert refusal(given(made, **STATEMENT)) == f"✕ {why}"


def test_no_names_and_no_files(site: Callable[..., Site], tmp_path: Path) -> None:
    private = {**FILES, "members.private.yaml": "L01: {name: Anna de Wit}\n"}
    made = site(TRADE, files=private)
    before = sorted(tmp_path.rglob("*"))
    assert before
    for kind in ASKED:
        asked = {"member": "L01", "fund": "Cordaid2025", "period": "2025-02"}
        for form in ("html", "csv"):
            answer = given(made, kind=kind, form=form, **asked)
            assert answer.status_code == 200
            assert "Anna" not in answer.text
    assert sorted(tmp_path.rglob("*")) == before


def test_the_state_of_the_books_is_that_of_the_check(example: Site) -> None:
    from paraplu.check import check

    report = check(example.main)
    text = given(example, kind="member", **ASKED["member"]).text
    for checksum in (
        report.books_checksum,
        report.files_checksum,
        report.register_checksum,
        report.rules_checksum,
    ):
        assert checksum[:8] in text


VAT_LATE = """
2025-05-20 * "Gift"
  Assets:Bank                                 1.00 EUR
  Income:Coop:Gifts
"""


def test_what_is_due_is_the_same_on_each_page(site: Callable[..., Site]) -> None:
    """The calendar, the page of reports and the page of what there is to do."""
    due = MEMBERS.replace(
        "amount: 12000.00}",
        "amount: 12000.00, reports: {Halfway: {due: 2025-06-10}}}",
    )
    made = site(TRADE + VAT_LATE, files=FILES, members=due)
    (part,) = made.page("ParapluReports").select("section[aria-labelledby=pp-due]")
    days = [str(day["datetime"]) for day in part.select("tbody time")]
    rows = [words(row) for row in part.select("tbody th")]
    calendar = json.loads(given(made, kind="calendar", form="json").data)
    (table,) = [
        block
        for section in calendar["sections"]
        for block in section["blocks"]
        if block["key"] == "due"
    ]
    told = [(row["cells"]["day"], row["cells"]["what"]) for row in table["rows"]]
    assert ("2025-06-10", "Halfway of Cordaid2025") in told
    assert ("2025-04-30", "VAT return of 2025-Q1") in told
    # What programs read has a period as programs write it.
    quarter = re.compile(r"(\d{4})-Q(\d)")
    said = [(day, quarter.sub(r"quarter \2 of \1", what)) for day, what in told]
    assert list(zip(days, rows, strict=True)) == said[:8]
    # What there is to do has those that are now, each as a task with its day.
    to_do = made.page("ParapluToDo")
    assert {
        (str(task["aria-labelledby"]), str(day["datetime"]))
        for task in to_do.select(".pp-task")
        for day in task.select("tbody time")
    } >= {("pp-task-vat-file", "2025-04-30"), ("pp-task-report", "2025-06-10")}
    assert "was due on 30 April 2025" in words(to_do)

"""What holds for each page of paraplu, whichever there are.

The pages come from the registry, so that a new one is looked at without a word here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from tests.fava.conftest import EXTENSION, Site, words
from tests.support import HEAD, MEMBERS

import paraplu.fava

NAMES = [getattr(paraplu.fava, name).__name__ for name in paraplu.fava.__all__]
# Each page, and what it shows when it is asked for one thing.
PAGES = [
    *((name, {}) for name in NAMES),
    ("ParapluMembers", {"member": "L01"}),
    ("ParapluMembers", {"member": "L99"}),
    ("ParapluToDo", {"rule": "PF01"}),
    ("ParapluToDo", {"rule": "all"}),
    ("ParapluVat", {"period": "2025-Q4"}),
]
IDS = ["-".join([name, *asked.values()]) for name, asked in PAGES]
each_page = pytest.mark.parametrize(("name", "asked"), PAGES, ids=IDS)
each_language = pytest.mark.parametrize("language", ["en", "nl"])

SCOPES = {"col", "row", "rowgroup"}

HOSTILE = "<img src=x onerror=alert(1)>"


def named(page: Tag, element: Tag) -> str:
    """Return the name that a screen reader reads for a part of a page."""
    if label := element.get("aria-label"):
        return str(label)
    if of := element.get("aria-labelledby"):
        found = page.find(id=str(of))
        assert isinstance(found, Tag), of
        return words(found)
    return words(element)


@each_page
@each_language
def test_a_page_can_be_read_aloud(
    example: Site, name: str, asked: dict[str, str], language: str
) -> None:
    page = example.page(name, language, **asked)
    assert page["lang"] == language

    # Fava has the heading of the whole; ours follow without a step left out.
    levels = [int(h.name[1]) for h in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 2
    assert levels.count(2) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))

    for picture in page.select("svg, img"):
        around = [picture, *picture.parents]
        if not any(one.get("aria-hidden") == "true" for one in around):
            told = [one for one in around if one.get("role") == "img"]
            assert told, str(picture)[:80]
            assert told[0].get("aria-label"), str(picture)[:80]
    for table in page.select("table"):
        caption = table.find("caption")
        assert isinstance(caption, Tag)
        assert words(caption)
        assert all(th.get("scope") in SCOPES for th in table.select("th"))
        assert all(words(th) for th in table.select("th"))
    for control in page.select("a, button, summary, nav, section, [role=group]"):
        assert named(page, control), str(control)[:80]
    for region in page.select("[tabindex]"):
        assert region["tabindex"] == "0"
    ids = Counter(str(found["id"]) for found in page.select("[id]"))
    assert [one for one, times in ids.items() if times > 1] == []


@each_page
@each_language
def test_filters_stay_in_links(
    example: Site, name: str, asked: dict[str, str], language: str
) -> None:
    page = example.page(name, language, time="2025", **asked)
    tabs = [str(link["href"]) for link in page.select(".pp-tabs a")]
    assert len(tabs) == len(NAMES)
    assert all("time=2025" in tab for tab in tabs)
    inside = [
        str(link["href"])
        for link in page.select("a[href*='/extension/']")
        if not link.find_parent(class_="pp-times")
        and not re.search(r"/paper\?", str(link["href"]))
    ]
    assert [link for link in inside if "time=2025" not in link] == []


@each_page
def test_a_time_that_is_none_is_said(
    example: Site, name: str, asked: dict[str, str]
) -> None:
    page = example.page(name, time="whenever", **asked)
    assert (
        "“whenever” is not a period; showing all dates. Try 2026 or 2026-03."
        in words(page)
    )


@each_page
def test_odd_arguments_do_no_harm(
    example: Site, name: str, asked: dict[str, str]
) -> None:
    for value in (HOSTILE, "\x00", "%", "L01\u202e", "x" * 5000):
        odd = dict.fromkeys(asked or ("member",), value)
        text = example.text(f"extension/{name}/", **odd, filter=value)
        assert HOSTILE not in text


HOSTILE_BOOKS = f"""\
2025-03-01 ! "{HOSTILE}" "{HOSTILE}"
  waiver: "EV01: {HOSTILE}"
  receipt: "{HOSTILE}"
  approved: "{HOSTILE} 2025-01-01"
  Expenses:Members:L01:Costs      20.00 EUR
  Assets:Clearing:Cards

2025-03-02 * "{HOSTILE}"
  member: "{HOSTILE}"
  Expenses:Funds:Cordaid2025:Growth  20.00 EUR
  Assets:Bank

2025-03-03 * "\u202eto the left" "a\u200bb"
  Income:Members:L09:Sales      -20.00 EUR
  Assets:Members:L09:Cash
"""
HOSTILE_REGISTER = (
    MEMBERS.replace("Tweede Leven Meubels", f'"{HOSTILE}"')
    .replace("funder: Cordaid", f'funder: "{HOSTILE}"')
    .replace("until: 2025-12-31}]", "until: 2025-03-10}]")
)


@each_page
@each_language
def test_text_of_others_stays_text(
    site: Callable[..., Site], name: str, asked: dict[str, str], language: str
) -> None:
    made = site(HOSTILE_BOOKS, members=HOSTILE_REGISTER)
    text = made.text(f"extension/{name}/", language, **asked)
    page = BeautifulSoup(text, "lxml").select_one(".paraplu")
    assert page is not None
    assert page.select("img, [onerror], script") == []
    assert HOSTILE not in str(page)
    assert "\u202e" not in text
    assert "\u200b" not in text


@each_page
@pytest.mark.parametrize(
    ("ledger", "members"),
    [
        ("", MEMBERS),
        ("", "members: {}\n"),
        ("option nonsense\n2025-01-01 balance Assets:Bank 5.00 EUR\n", MEMBERS),
        (HOSTILE_BOOKS, "members: {}\n"),
        (HOSTILE_BOOKS, "members: {L01: {joined: never}}\n"),
        (HOSTILE_BOOKS, "[[["),
        ('2025-01-01 * "x"\n  Assets:Bank  1 USD\n  Equity:Coop\n', MEMBERS),
    ],
    ids=["empty", "nobody", "errors", "unknown", "faults", "no-yaml", "dollars"],
)
def test_a_page_of_odd_books_opens(
    site: Callable[..., Site],
    name: str,
    asked: dict[str, str],
    ledger: str,
    members: str,
) -> None:
    page = site(ledger, members=members).page(name, **asked)
    assert page.select("h2")


@pytest.mark.parametrize("name", NAMES)
def test_two_hundred_members(site: Callable[..., Site], name: str) -> None:
    codes = [f"M{n:03}" for n in range(200)]
    members = "members:\n" + "".join(
        f"  {code}: {{joined: 2025-01-01, permission: [{{from: 2025-01-01, "
        "until: 2025-03-20}]}\n"
        for code in codes
    )
    ledger = '2025-03-01 * "Deposit"\n  Assets:Cash  900 EUR\n  Equity:Coop\n'
    ledger += "".join(
        f'2025-03-01 * "Sale"\n  Income:Members:{code}:Sales  -10.00 EUR\n'
        f"  Assets:Members:{code}:Cash\n\n"
        '2025-03-02 * "Lunch"\n  Expenses:Coop:Lunch  1.00 EUR\n'
        f"  Assets:Members:{code}:Cash\n\n"
        for code in codes
    )
    made = site(ledger, members=members)
    page = made.page(name)
    said = words(page)
    assert said
    # Nobody has a fund or wrote hours, and nothing waits for work; of what there is to
    # do there are twenty-five lines at once.
    if name not in {"ParapluFunds", "ParapluHours", "ParapluToDo", "ParapluWork"}:
        assert all(code in said for code in codes)
    if name == "ParapluToDo":
        assert "200 errors, 200 warnings." in said
        assert "1 to 25 of 200" in said


@each_language
def test_digits_are_hidden_on_every_page(
    site: Callable[..., Site], language: str
) -> None:
    made = site(HOSTILE_BOOKS, members=MEMBERS, head=HEAD + EXTENSION)
    made.app.config["INCOGNITO"] = True
    every = [name for name, asked in PAGES if not asked]
    assert every
    for name in every:
        cells = made.page(name, language).select("td.num, .pp-key .num, .pp-big")
        amounts = [words(cell) for cell in cells if "," in words(cell)]
        assert not [amount for amount in amounts if re.search(r"\d[.,]\d", amount)]

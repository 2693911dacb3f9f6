"""Books with faults, with nothing in them, or made by somebody who means ill."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.fava.conftest import EXTENSION, Site, words
from tests.fava.test_members import FILES, TRADE, table
from tests.support import HEAD, MEMBERS

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
QUOTED = HOSTILE.replace('"', '\\"')


@pytest.fixture
def pages(site: Callable[..., Site]) -> Callable[..., list[str]]:
    """Return what gives the text of every page, in both languages."""

    def texts(ledger: str, **more: str) -> list[str]:
        made = site(ledger, **more)
        names = [details.name for details in made.ledger.extensions.extension_details]
        return [
            words(made.page(name, language, **arguments))
            for name in names
            for language in ("en", "nl")
            for arguments in ({}, {"member": "L01"}, {"time": "2025"})
        ]

    return texts


def test_text_of_others_is_text(site: Callable[..., Site]) -> None:
    members = f"""\
members:
  L01:
    trade_name: '{HOSTILE}'
    trade: '{HOSTILE}'
    nominated_by: '{HOSTILE}'
    joined: 2025-01-01
    frozen: [{{from: 2025-01-01, until: 2025-12-31, reason: '{HOSTILE}'}}]
    permission: [{{from: 2025-01-01, reference: '{HOSTILE}', document: '{HOSTILE}'}}]
"""
    ledger = f"""\
2025-01-10 * "{QUOTED}" "{QUOTED}"
  receipt: "{QUOTED}"
  approved: "{QUOTED}"
  Expenses:Members:L01:Growth        30.00 EUR
  Assets:Bank                       -30.00 EUR
"""
    made = site(ledger, members=members)
    for details in made.ledger.extensions.extension_details:
        for arguments in ({}, {"member": "L01"}, {"time": HOSTILE}):
            page = made.page(details.name, **arguments)
            assert not page.select("img, script"), details.name
            assert not [tag for tag in page.find_all() if tag.has_attr("onerror")]
    story = words(made.page("ParapluMembers", member="L01"))
    assert f"{HOSTILE} · {HOSTILE}" in story
    assert words(made.page("ParapluMembers", member=HOSTILE)).count(HOSTILE) == 1


def test_direction_marks_are_made_visible(site: Callable[..., Site]) -> None:
    ledger = TRADE.replace("Saw", "\u202eSaw")
    page = words(site(ledger, files=FILES).page("ParapluMembers", member="L01"))
    assert "\\u202eSaw" in page


def test_a_register_with_faults_is_fixed_first(
    pages: Callable[..., list[str]],
) -> None:
    english, *_ = texts = pages(TRADE, members=MEMBERS + "chart: 2025-02-30\n")
    assert "The register has to be fixed first" in english
    assert "2025-02-30" in english
    assert len(texts) >= 6


def test_a_ledger_with_errors_has_pages(pages: Callable[..., list[str]]) -> None:
    english, *others = pages(TRADE + '\n2025-02-30 * "No such day"\nfree text\n')
    assert "2 members" in english
    # Beancount stumbles twice over one line, which is one error everywhere.
    assert "2 lines cannot be read, and are missing from these figures." in english
    told = "Anything it could not read is missing from these figures."
    assert any(
        f"Beancount itself finds 2 errors. {told} Which ones?" in text
        for text in others
    )
    assert any("Beancount zelf vindt 2 fouten." in text for text in others)


def test_books_that_break_a_rule_say_so_first(site: Callable[..., Site]) -> None:
    made = site(TRADE.replace('  receipt: "saw.pdf"\n', ""), files=FILES)
    page = made.page("ParapluMembers")
    assert "findings are against a rule" in words(page.select(".pp-notice")[0])
    row = made.page("ParapluOverview").select(".pp-rows > li")[0]
    assert "✕ 1 error" in words(row)
    well = site('2025-01-10 * "Nothing"\n  Assets:Bank  0.00 EUR\n')
    assert not well.page("ParapluMembers").select(".pp-notice")


def test_no_members(pages: Callable[..., list[str]]) -> None:
    ledger = """\
2025-01-10 * "Rent"
  Expenses:Coop:Rent     30.00 EUR
  Assets:Bank           -30.00 EUR
"""
    english, *_ = pages(ledger, members="members: {}\n")
    assert "There are no members in the register or in the books." in english


def test_nothing_at_all(pages: Callable[..., list[str]]) -> None:
    english, dutch, *_ = pages("", members="members: {}\n")
    assert "Nothing here yet" in english or "no transactions" in english
    assert dutch


def test_members_and_no_entries(site: Callable[..., Site]) -> None:
    made = site("")
    page = words(made.page("ParapluMembers"))
    assert "The books have no transactions yet" in page
    assert "✓ permission until 31 December 2025" in page
    assert "0001" not in page
    assert "0001" not in words(made.page("ParapluMembers", member="L01"))


def test_another_currency(site: Callable[..., Site]) -> None:
    head = (HEAD + EXTENSION).replace('"EUR"', '"SRD"')
    page = site(TRADE.replace("EUR", "SRD"), head=head, files=FILES).page(
        "ParapluMembers"
    )
    assert "2 members in SRD" in words(page)
    assert table(page)["L01"]["left"] == "750.00"


def test_a_currency_beside_it_counts_for_nothing_and_is_found(
    site: Callable[..., Site],
) -> None:
    ledger = TRADE + (
        '\n2025-02-05 * "Fair in London"\n  Assets:Bank  50.00 GBP\n'
        "  Income:Members:L01:Sales  -50.00 GBP\n"
    )
    made = site(ledger, files=FILES)
    assert table(made.page("ParapluMembers"))["L01"]["left"] == "750.00"
    assert "PF01" in words(made.page("ParapluMembers", member="L01"))


def test_below_zero(site: Callable[..., Site]) -> None:
    made = site(TRADE.replace("300.00", "3000.00"), files=FILES)
    page = made.page("ParapluMembers")
    assert "1 thermometer is below zero." in words(page)
    row = made.page("ParapluOverview").select(".pp-rows > li")[0]
    assert "▼ below zero" in words(row)
    story = words(made.page("ParapluMembers", member="L01"))
    assert "used, but not there 1,950.00" in story


def test_dates_at_the_ends_of_time(site: Callable[..., Site]) -> None:
    ledger = TRADE.replace("2025-01-10", "0001-01-01").replace(
        "2025-02-04", "9999-12-31"
    )
    made = site(ledger, files=FILES)
    for time in ("", "2025", "0001", "9999"):
        made.page("ParapluMembers", time=time)
        made.page("ParapluMembers", member="L01", time=time)


def test_two_hundred_members(site: Callable[..., Site]) -> None:
    codes = [f"L{number:03}" for number in range(200)]
    members = "members:\n" + "".join(
        f"  {code}: {{joined: 2025-01-01, permission: [{{from: 2025-01-01}}]}}\n"
        for code in codes
    )
    ledger = "".join(
        f'2025-01-10 * "Sale"\n  Assets:Bank  10.00 EUR\n'
        f"  Income:Members:{code}:Sales  -10.00 EUR\n\n"
        for code in codes
    )
    page = site(ledger, members=members).page("ParapluMembers")
    assert len(page.select("tbody tr")) == 200
    assert table(page)["total"]["left"] == "2,000.00"


def test_dutch_names_of_accounts(site: Callable[..., Site]) -> None:
    ledger = """\
2025-01-10 * "Tafel"
  Assets:Bank                       100.00 EUR
  Income:Leden:L01:Omzet           -100.00 EUR
"""
    page = site(ledger, members="chart: nl\n" + MEMBERS).page("ParapluMembers")
    assert table(page)["L01"]["turnover"] == "100.00"


@pytest.mark.parametrize("config", ['"hello"', '"{broken"', '"1/0"', '"{}"', '"a" "b"'])
def test_no_setting_of_the_extension_can_stop_fava(
    site: Callable[..., Site], config: str
) -> None:
    line = EXTENSION.replace('"paraplu.fava"', f'"paraplu.fava" {config}')
    assert site(TRADE, head=HEAD + line, files=FILES).page("ParapluMembers")


FAULTY = {
    "joined": (
        "joined: 2025-01-01",
        "joined: 2025-02-30",
        ("joined on 1 January 2025",),
    ),
    "permission": (
        "permission: [{from: 2025-01-01",
        "permission: [{from: soon",
        ("permission until", "no permission", "31 December 2025"),
    ),
    "threshold": ("threshold: 2500.00", "threshold: veel", ("the threshold is",)),
    "contribution": (
        "rate: 30%",
        "rate: dertig",
        ("The contribution, as agreed and as booked",),
    ),
}


@pytest.mark.parametrize(("good", "bad", "shown"), FAULTY.values(), ids=FAULTY)
def test_what_a_fault_makes_unknown_is_not_shown(
    good: str, bad: str, shown: tuple[str, ...], site: Callable[..., Site]
) -> None:
    whole = site(TRADE, files=FILES).page("ParapluMembers", member="L01")
    text = str(whole)
    assert any(one in text for one in shown)
    damaged = site(TRADE, files=FILES, members=MEMBERS.replace(good, bad, 1))
    page = damaged.page("ParapluMembers", member="L01")
    assert not [one for one in shown if one in str(page)]
    assert "The register has 1 fault." in words(page)
    dutch = damaged.page("ParapluMembers", "nl", member="L01")
    assert "Er zit 1 fout in het register." in words(dutch)
    other = damaged.page("ParapluMembers", member="L02")
    assert "permission until 31 December 2025" in words(other)
    assert "a fault in the register" not in words(other)
    for name in (
        "ParapluOverview",
        "ParapluMembers",
        "ParapluToDo",
        "ParapluFunds",
        "ParapluVat",
        "ParapluHours",
    ):
        assert "The register has 1 fault." in words(damaged.page(name))
    assert "MB00" in words(damaged.page("ParapluToDo"))


@pytest.mark.parametrize(
    ("name", "more"),
    [("ParapluVat", "vat: {scheme: x}\n"), ("ParapluFunds", "funds: [x]\n")],
)
def test_a_page_waits_for_the_part_that_it_is_about(
    name: str, more: str, site: Callable[..., Site]
) -> None:
    members = MEMBERS
    if name == "ParapluFunds":
        members = members.replace("amount: 12000.00", "amount: much")
        more = ""
    damaged = site(TRADE, files=FILES, members=members + more)
    assert "The register has to be fixed first" in words(damaged.page(name))
    page = words(damaged.page("ParapluMembers"))
    assert "Together they have" in page
    assert "The register has 1 fault." in page


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("clearing_days: 30", "clearing_days: x"),
        ("reconcile_days: 45", "reconcile: 45"),
    ],
)
def test_a_term_that_is_unknown_is_not_told(
    good: str, bad: str, site: Callable[..., Site]
) -> None:
    clearing = TRADE + (
        '\n2025-02-05 * "Till"\n  Assets:Clearing:Mollie  9.00 EUR\n'
        "  Income:Members:L01:Sales\n"
    )
    whole = words(site(clearing, files=FILES).page("ParapluToDo"))
    days = good.split()[1]
    assert f"{days} days at most was agreed" in whole
    damaged = site(clearing, files=FILES, members=MEMBERS.replace(good, bad))
    page = words(damaged.page("ParapluToDo"))
    assert f"{days} days at most was agreed" not in page
    assert "the register has a fault there" in page

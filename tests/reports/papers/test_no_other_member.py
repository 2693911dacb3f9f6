"""No other member is in a statement: no code, no trade name, no name, no payee."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.papers.support import material_in, material_of, period, renderings
from tests.support import MEMBERS
from tests.test_floors import ROOT

from paraplu.check import check
from paraplu.reports.papers.explained import explained
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.member.statement import statements


def others(material: Material, member: str) -> set[str]:
    """Return the words by which the other members could be told."""
    register = material.register
    codes = set(material.codes) - {member}
    names = {register.members[code].trade_name for code in codes & {*register.members}}
    people = {register.private[code].name for code in codes & {*register.private}}
    return {*codes, *names, *people} - {""}


def payees(material: Material, member: str) -> set[str]:
    """Return the payees of entries that are others' alone, and not of this member."""
    found: defaultdict[bool, set[str]] = defaultdict(set)
    for entry in material.books.transactions:
        if entry.payee and entry.members:
            found[member in entry.members].add(entry.payee)
    return found[False] - found[True]


def leaks(material: Material, of: str) -> list[tuple[str, str, str]]:
    """Return whatever of another member is in a statement, by member and rendering."""
    found = []
    papers = list(statements(material, period(of)))
    assert papers
    for paper in papers:
        member = paper.subject
        words = others(material, member) | payees(material, member)
        issuer = paper.issuer.name
        for name, text in renderings(explained(paper), "nl").items():
            said = text.replace(issuer, "")
            found += [(member, name, word) for word in in_text(words, said)]
    return found


def in_text(words: Iterable[str], text: str) -> list[str]:
    return [
        word
        for word in words
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    ]


@pytest.fixture(scope="module")
def example() -> Material:
    return material_of(check(ROOT / "ledger" / "main.beancount"))


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@pytest.mark.parametrize("of", ["2025", "2026-Q1", "2026-10"])
def test_nobody_else_is_in_a_statement_of_the_example(
    example: Material, of: str
) -> None:
    assert leaks(example, of) == []


SHARED = """
2025-02-03 * "L02" "Website for Taartenatelier Zoet"
  Income:Members:L01:InternalSales           -60.00 EUR
  Expenses:Members:L02:Growth                 60.00 EUR

2025-02-04 * "Wholesaler" "Flour and screws, L01 and L02"
  Expenses:Members:L01:Costs                  10.00 EUR
  Expenses:Members:L02:Costs                  20.00 EUR
  Assets:Bank

2025-02-05 * "DIY" "Screws, told by taartenatelier zoet"
  Expenses:Members:L01:Costs                  11.00 EUR
  Assets:Bank

2025-02-06 * "Piet Jansen" "Cake"
  Assets:Bank                                 15.00 EUR
  Income:Members:L02:Sales

2025-02-07 * "Gift"
  Assets:Bank                                100.00 EUR
  Income:Coop:Gifts
"""


def test_a_shared_purchase_shows_the_own_postings_alone(tmp_path: Path) -> None:
    material = material_in(tmp_path, SHARED)
    assert leaks(material, "2025-02") == []
    (paper,) = statements(material, period("2025-02"), ["L01"])
    text = " ".join(renderings(explained(paper))["text"].split())
    assert "3 February 2025 service to another member +60.00 ledger" in text
    assert "4 February 2025 costs −10.00 ledger" in text
    assert "5 February 2025 costs −11.00 ledger" in text
    assert "Wholesaler" not in text
    assert "DIY" not in text


def test_a_link_that_names_another_is_no_number(tmp_path: Path) -> None:
    ledger = """
2025-02-03 * "Customer" "Chair" ^for-L02
  Assets:Members:L01:Receivable    30.00 EUR
  Income:Members:L01:Sales
"""
    material = material_in(tmp_path, ledger)
    assert leaks(material, "2025-02") == []
    (paper,) = statements(material, period("2025-02"), ["L01"])
    text = " ".join(renderings(paper)["text"].split())
    assert "without a number 30.00" in text


def test_what_would_be_a_leak_is_found(tmp_path: Path) -> None:
    material = material_in(tmp_path, SHARED)
    assert others(material, "L01") == {"L02", "Taartenatelier Zoet"}
    assert payees(material, "L01") == {"Piet Jansen"}
    assert in_text({"L02", "L0"}, "of L02.") == ["L02"]


def test_a_file_that_is_named_after_another_is_not_named(tmp_path: Path) -> None:
    head = 'include "L02.beancount"\n'
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "L02.beancount").write_text(SHARED, "utf-8")
    material = material_in(tmp_path, head)
    assert leaks(material, "2025-02") == []


CODES = ("L01", "L02", "L03", "L1", "L011")
_ACCOUNTS = (
    "Income:Members:{}:Sales",
    "Income:Members:{}:InternalSales",
    "Expenses:Members:{}:Costs:Phone",
    "Expenses:Members:{}:Growth",
    "Expenses:Members:{}:Training",
    "Assets:Members:{}:Equipment",
    "Assets:Members:{}:Receivable",
    "Equity:Members:{}:Thermometer",
    "Assets:Bank",
    "Expenses:Coop:Rent",
)
_REGISTER = MEMBERS + "".join(
    f"  {code}:\n    trade_name: Zaak {n}\n    joined: 2025-01-01\n"
    for n, code in enumerate(CODES[2:], 3)
)


@st.composite
def _entry(draw: st.DrawFn, number: int) -> str:
    legs = draw(
        st.lists(
            st.tuples(st.sampled_from(_ACCOUNTS), st.sampled_from(CODES)),
            min_size=1,
            max_size=4,
        )
    )
    words = draw(
        st.lists(
            st.sampled_from((*CODES, "Zaak 3", "Taartenatelier Zoet", "hout", "voor")),
            max_size=4,
        )
    )
    day, link = draw(st.integers(1, 28)), draw(st.sampled_from(("", " ^F1", " ^L02-7")))
    lines = [f'2025-02-{day:02} * "Payee {number}" "{" ".join(words)}"{link}']
    lines += [
        f"  {account.format(code)}  {draw(st.integers(-90, 90))}.00 EUR"
        for account, code in legs
    ]
    return "\n".join([*lines, "  Equity:Coop"])


@st.composite
def _ledger(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 8))
    return "\n\n".join(draw(_entry(n)) for n in range(count)) + "\n"


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@settings(max_examples=12)
@given(ledger=_ledger())
def test_nobody_else_is_in_a_statement_of_any_books(ledger: str) -> None:
    with TemporaryDirectory() as folder:
        material = material_in(Path(folder), ledger, members=_REGISTER)
        assert leaks(material, "2025-02") == []

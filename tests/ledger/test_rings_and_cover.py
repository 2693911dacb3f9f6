"""Thermometers and cover of any books, against the slow way to compute them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beancount import loader
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger import naive
from tests.rules.flows.small_books import FIRST, STYLES, Entry, Style, books, ledger

from paraplu.ledger.cover import cover_by_day

MEMBERS = ("L01", "L02", "L03")
OF_MEMBERS = (
    "Income:Members:{}:Sales:Shop",
    "Income:Members:{}:InternalSales",
    "Expenses:Members:{}:Costs:Materials",
    "Expenses:Members:{}:Contribution",
    "Expenses:Members:{}:Growth",
    "Expenses:Members:{}:Training",
    "Expenses:Members:{}:SetOff",
    "Assets:Members:{}:Equipment:Oven",
    "Assets:Members:{}:Stock",
    "Assets:Members:{}:Receivable",
    "Assets:Members:{}:Cash",
    "Assets:Members:{}:Prepaid",
    "Liabilities:Members:{}:Payable",
    "Liabilities:Members:{}:Deposit",
    "Equity:Members:{}:StartCapital",
    "Equity:Members:{}:Thermometer",
)
OF_ALL = (
    "Assets:Bank:Current",
    "Assets:Bank:Savings",
    "Assets:Cash",
    "Assets:Clearing:Cards",
    "Assets:Receivable",
    "Assets:VAT",
    "Assets:Equipment",
    "Liabilities:VAT",
    "Liabilities:Payable",
    "Liabilities:Municipality",
    "Income:Coop:Gifts",
    "Expenses:Coop:Rent",
    "Equity:Coop",
    "Equity:Opening-Balances",
    *(
        f"{root}:Funds:{fund}"
        for root in ("Income", "Expenses", "Liabilities", "Equity")
        for fund in ("Cordaid2025", "Oranje")
    ),
)
ACCOUNTS = (*(a.format(m) for m in MEMBERS for a in OF_MEMBERS), *OF_ALL)


@st.composite
def any_books(draw: st.DrawFn) -> list[Entry]:
    """Draw entries between any accounts, right or wrong, that balance."""
    entries = []
    for _ in range(draw(st.integers(1, 12))):
        day = FIRST + dt.timedelta(days=draw(st.integers(0, 20)))
        accounts = draw(st.lists(st.sampled_from(ACCOUNTS), min_size=2, max_size=5))
        cents = draw(
            st.lists(
                st.integers(-9_999_99, 9_999_99),
                min_size=len(accounts) - 1,
                max_size=len(accounts) - 1,
            )
        )
        amounts = [Decimal(n) / 100 for n in (*cents, -sum(cents))]
        entries.append(Entry(day, tuple(zip(accounts, amounts, strict=True))))
    return entries


def postings_of(entries: list[Entry]) -> list[naive.Posted]:
    return naive.posted(loader.load_string(ledger(entries))[0])


@given(any_books(), st.sampled_from(STYLES))
def test_thermometers_are_what_the_postings_come_to(
    entries: list[Entry], style: Style
) -> None:
    rings = books(ledger(entries, style), style).rings
    postings = postings_of(entries)
    assert set(rings) == {posting.member for posting in postings} - {""}
    for member, ring in rings.items():
        for n in range(-1, 22):
            day = FIRST + dt.timedelta(days=n)
            assert ring.level(day) == naive.thermometer(postings, member, day)
        for day, level in ring.thermometer:
            assert level == naive.thermometer(postings, member, day)
        assert ring.level() == naive.thermometer(postings, member, dt.date.max)


@given(any_books(), st.sampled_from(STYLES))
def test_cover_is_what_is_there_less_what_is_earmarked(
    entries: list[Entry], style: Style
) -> None:
    covers = {c.date: c for c in cover_by_day(books(ledger(entries, style), style))}
    postings = postings_of(entries)
    known = (Decimal(0), Decimal(0))
    for n in range(22):
        day = FIRST + dt.timedelta(days=n)
        if day in covers:
            known = (covers[day].earmarked, covers[day].there)
        assert known == naive.cover(postings, day)
        if day in covers:
            assert covers[day].short == known[0] - known[1]


@given(any_books())
def test_the_cover_falls_short_by_what_the_cooperative_lacks_itself(
    entries: list[Entry],
) -> None:
    """Books balance, so the cover can be told from the other side as well.

    What is short is what the cooperative's own results, means and equipment come to,
    with thermometers and funds below nil on top, and what was paid beyond a debt.
    """
    postings = postings_of(entries)
    covers = list(cover_by_day(books(ledger(entries))))
    last = max((posting.day for posting in postings), default=dt.date.min)
    left = [naive.thermometer(postings, member, last) for member in MEMBERS]
    assert covers or max(left) <= 0
    for cover in covers:
        own = sum(
            (
                p.amount
                for p in postings
                if p.day <= cover.date
                and not p.member
                and p.group in ("Coop", "Opening-Balances", "Equipment")
            ),
            Decimal(0),
        )
        beyond = naive.beyond(postings, cover.date)
        own += sum(beyond.values())
        overdrawn = sum(
            (
                max(-naive.thermometer(postings, member, cover.date), Decimal(0))
                for member in MEMBERS
            ),
            Decimal(0),
        )
        overspent = Decimal(0)
        for fund in (("Funds", "Cordaid2025"), ("Funds", "Oranje")):
            used = Decimal(0)
            for p in postings:
                if p.day <= cover.date and p.parts[1:3] == fund:
                    used += p.amount
            used -= sum(n for parts, n in beyond.items() if parts[1:3] == fund)
            overspent += max(used, Decimal(0))
        assert cover.short == own + overdrawn + overspent

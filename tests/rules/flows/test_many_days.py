"""Days upon days of moving, linking and taxing, held against a naive reckoning.

The reckoning keeps one number for each account or link, and knows nothing of routes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.flows.small_books import FIRST, STYLES, Entry, Style, found, total

CENTS = st.integers(1, 500_00)
LINK = frozenset({"f-1"})
CENT = Decimal("0.01")


class Event(NamedTuple):
    """Something that happens on a day: what, on which account, and how many cents."""

    what: str
    here: str
    there: str
    cents: int


def events(*what: str) -> st.SearchStrategy[list[Event]]:
    """Draw up to eight events, each on a day of its own."""
    event = st.builds(
        Event,
        st.sampled_from(what),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["A", "B", "C"]),
        CENTS,
    )
    return st.lists(event, min_size=1, max_size=8)


def _entry(day: int, *legs: tuple[str, int], link: frozenset[str] = LINK) -> Entry:
    amounts = tuple((account, Decimal(cents) / 100) for account, cents in legs)
    return Entry(FIRST + dt.timedelta(days=day), amounts, link)


@given(events("owe", "pay", "move"), st.sampled_from(STYLES))
def test_debts_are_paid_and_moved_as_far_as_they_were_owed(
    happened: list[Event], style: Style
) -> None:
    owed: defaultdict[str, int] = defaultdict(int)
    strays = 0
    entries = [_entry(0, ("Assets:Bank:Current", 1), ("Equity:Coop", -1))]
    for day, event in enumerate(happened, 1):
        here = f"Liabilities:Members:L01:Payable:{event.here}"
        there = f"Liabilities:Members:L01:Payable:{event.there}"
        cents = event.cents
        if event.what == "owe":
            owed[here] += cents
            legs = (("Expenses:Members:L01:Costs", cents), (here, -cents))
        elif event.what == "pay":
            strays += max(cents - max(owed[here], 0), 0)
            owed[here] -= cents
            legs = ((here, cents), ("Assets:Bank:Current", -cents))
        else:
            strays += max(cents - max(owed[here], 0), 0) if here != there else 0
            owed[here] -= cents
            owed[there] += cents
            legs = ((here, cents), (there, -cents))
        entries.append(_entry(day, *legs))
    assert total(found(entries, style)) == Decimal(strays) / 100


@given(events("claim", "collect", "move", "keep"), st.sampled_from(STYLES))
def test_claims_are_moved_and_kept_as_far_as_they_are_there(
    happened: list[Event], style: Style
) -> None:
    claims: defaultdict[str, int] = defaultdict(int)
    strays = 0
    entries = [_entry(0, ("Assets:Bank:Current", 1), ("Equity:Coop", -1))]
    for day, event in enumerate(happened, 1):
        here = f"Assets:Members:L01:Receivable:{event.here}"
        there = f"Assets:Members:L01:Receivable:{event.there}"
        cents = event.cents
        if event.what == "claim":
            claims[here] += cents
            legs = ((here, cents), ("Income:Members:L01:Sales", -cents))
        elif event.what == "collect":
            claims[here] -= cents
            legs = (("Assets:Bank:Current", cents), (here, -cents))
        elif event.what == "move":
            strays += max(cents - max(claims[here], 0), 0) if here != there else 0
            claims[here] -= cents
            claims[there] += cents
            legs = ((there, cents), (here, -cents))
        else:  # set against a bill of the customer, which is there
            strays += max(cents - max(claims[here], 0), 0)
            claims[here] -= cents
            legs = (("Liabilities:Members:L01:Payable", cents), (here, -cents))
        entries.append(_entry(day, *legs, link=frozenset()))
    bill = _entry(
        0,
        ("Expenses:Members:L01:Costs", 8 * 500_00),
        ("Liabilities:Members:L01:Payable", -8 * 500_00),
    )
    assert total(found([bill, *entries], style)) == Decimal(strays) / 100


@given(
    st.sampled_from(
        [
            ("Income:Members:L01:Sales", -1),
            ("Expenses:Members:L01:Costs", 1),
            ("Expenses:Members:L01:Training", 1),
        ]
    ),
    events("book", "back", "move", "less"),
    st.sampled_from(STYLES),
)
def test_what_is_linked_goes_back_once(
    account: tuple[str, int], happened: list[Event], style: Style
) -> None:
    name, sign = account
    left = strays = 0
    legs: tuple[tuple[str, int], ...]
    entries = [_entry(0, ("Assets:Bank:Current", 1), ("Equity:Coop", -1))]
    for day, event in enumerate(happened, 1):
        here, there, cents = (
            f"{name}:{event.here}",
            f"{name}:{event.there}",
            event.cents,
        )
        bank = "Assets:Bank:Current"
        if event.what == "book":
            left += cents
            legs = ((here, sign * cents), (bank, -sign * cents))
        elif event.what == "less":  # with a discount of a half
            half = cents // 2
            left += cents - half
            legs = (
                (here, sign * cents),
                (there, -sign * half),
                (bank, -sign * (cents - half)),
            )
        elif event.what == "move":
            legs = ((here, sign * cents), (there, -sign * cents))
        else:
            strays += max(cents - left, 0)
            left = max(left - cents, 0)
            legs = ((here, -sign * cents), (bank, sign * cents))
        legs = tuple((account, amount) for account, amount in legs if amount)
        entries.append(_entry(day, *legs))
    assert total(found(entries, style)) == Decimal(strays) / 100


RATES = st.sampled_from([Decimal(0), Decimal("0.09"), Decimal("0.21")])
LINES = st.lists(st.tuples(st.integers(10_00, 500_00), RATES), min_size=1, max_size=3)


def _taxed(lines: list[tuple[int, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    return [
        (Decimal(cents) / 100, (Decimal(cents) / 100 * rate).quantize(CENT))
        for cents, rate in lines
    ]


@given(LINES, LINES, st.integers(0, 20_00), st.sampled_from(STYLES))
def test_a_till_with_returns_loses_nothing_but_the_lunch(
    sold: list[tuple[int, Decimal]],
    returned: list[tuple[int, Decimal]],
    lunch: int,
    style: Style,
) -> None:
    # VAT that goes back needs VAT to net with; without, it is a refund.
    assume(any(rate for _, rate in sold))
    legs: list[tuple[str, Decimal]] = []
    # Much more is sold than comes back, so that the till takes in money.
    for base, tax in _taxed([(cents * 150, rate) for cents, rate in sold]):
        legs += [("Income:Members:L01:Sales", -base), ("Liabilities:VAT", -tax)]
    for base, tax in _taxed(returned):
        legs += [("Income:Members:L01:Sales", base), ("Liabilities:VAT", tax)]
    taken = -sum((amount for _, amount in legs), Decimal(0))
    eaten = Decimal(lunch) / 100
    legs += [("Assets:Members:L01:Cash", taken - eaten), ("Expenses:Coop:Lunch", eaten)]
    entries = [
        _entry(0, ("Assets:Bank:Current", 1), ("Equity:Coop", -1)),
        Entry(
            FIRST + dt.timedelta(days=1),
            tuple((account, amount) for account, amount in legs if amount),
        ),
    ]
    assert total(found(entries, style)) == eaten


@given(
    st.integers(10_00, 500_00),
    st.integers(10_00, 500_00),
    st.sampled_from([Decimal("0.09"), Decimal("0.21")]),
    st.sampled_from(["Costs", "Growth", "Training"]),
    st.sampled_from(["Assets:Members:L01:Cash", "Income:Members:L01:Sales"]),
    st.sampled_from(STYLES),
)
def test_what_is_paid_for_another_counts_with_its_vat(
    own: int, other: int, rate: Decimal, use: str, payer: str, style: Style
) -> None:
    [(mine, mine_tax)] = _taxed([(own, rate)])
    [(theirs, their_tax)] = _taxed([(other, rate)])
    legs = (
        (f"Expenses:Members:L01:{use}", mine),
        (f"Expenses:Members:L02:{use}", theirs),
        ("Assets:VAT", mine_tax + their_tax),
        (payer, -(mine + theirs + mine_tax + their_tax)),
    )
    entries = [
        _entry(0, ("Assets:Bank:Current", 1), ("Equity:Coop", -1)),
        Entry(FIRST + dt.timedelta(days=1), legs),
    ]
    findings = found(entries, style)
    assert [(f.code, f.member) for f in findings] == [("PF03", "L01")]
    assert abs(total(findings) - (theirs + their_tax)) <= CENT

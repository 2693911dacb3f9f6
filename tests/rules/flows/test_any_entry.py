"""Whatever is composed of the table's rows is legal, and no cent more than that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.flows import rows
from tests.rules.flows.small_books import (
    FIRST,
    STYLES,
    Entry,
    Style,
    before,
    found,
    legs,
    shares,
    total,
)

if TYPE_CHECKING:
    from tests.rules.flows.rows import Row

EARLIER, LATER = FIRST + dt.timedelta(days=9), FIRST + dt.timedelta(days=40)
DAY_ONE = Entry(
    FIRST, (("Assets:Bank:Current", Decimal(1)), ("Equity:Coop", Decimal(-1)))
)
FAMILIES: tuple[tuple[Row, ...], ...] = (
    rows.EARNED,
    rows.OWED,
    rows.SPENT,
    rows.SETTLED,
    rows.HELD,
    rows.SERVED,
    rows.SHARED,
    rows.STARTED,
    rows.REFUNDED,
    rows.MENDED,
)
MEMBERS = ("L01", "L02", "L03")
# Nobody's entries: in what follows no credit may reach these.
NOWHERE = (
    "Expenses:Private:Lunch",
    "Assets:Private:Wallet",
    "Assets:Receivable",
    "Assets:Equipment",
    "Income:Coop:Gifts",
    "Equity:Gifts",
)
FROM_NOWHERE = (
    "Income:Coop:Gifts",
    "Assets:Receivable",
    "Liabilities:Payable",
    "Income:Funds:Cordaid2025",
    "Equity:Gifts",
)
# A target, and what is credited in entries from which it may be reached.
REACHED_FROM = {
    "Expenses:Coop:Lunch": ("InternalSales",),
    "Expenses:Members:L09:Costs": (
        "Assets:Bank",
        "Assets:Cash",
        "Assets:Clearing",
        "InternalSales",
        "Income:Coop",
    ),
    "Expenses:Funds:Cordaid2025:Food": ("StartCapital",),
    "Expenses:Members:L01:SetOff": ("Liabilities:Municipality",),
    "Expenses:Members:L01:Contribution": ("Income:Coop:Contribution",),
    "Equity:Coop": ("StartCapital",),
}


@dataclass(frozen=True)
class Composed:
    """Entries, the last of which is composed of rows of the table."""

    earlier: tuple[Entry, ...]
    entry: Entry

    def with_legs(self, legs: tuple[tuple[str, Decimal], ...]) -> tuple[Entry, ...]:
        return (*self.earlier, replace(self.entry, legs=legs))


@st.composite
def composed(draw: st.DrawFn, most_vat: int = 21) -> Composed:
    """Draw one to four rows of members, in one entry; VAT up to so many percent."""
    earlier = [DAY_ONE]
    together: list[tuple[str, Decimal]] = []
    links = set()
    for n in range(draw(st.integers(1, 4))):
        row = draw(st.sampled_from(draw(st.sampled_from(FAMILIES))))
        who, other = draw(st.permutations(MEMBERS))[:2]
        net = draw(st.integers(10, 5_000_00))
        vat = net * draw(st.integers(0, most_vat)) // 100
        amounts = shares(Decimal(net) / 100, Decimal(vat) / 100)
        link = f"f-{n}"
        earlier += before(row, amounts, EARLIER, link, who, other)
        together += legs(row.legal, amounts, who, other)
        if row.linked:
            links.add(link)
    order = draw(st.permutations(together))
    return Composed(tuple(earlier), Entry(LATER, tuple(order), frozenset(links)))


@given(composed(), st.sampled_from(STYLES))
def test_rows_together_are_legal(books: Composed, style: Style) -> None:
    assert found(books.with_legs(books.entry.legs), style) == []


def diverted(
    books: Composed, leg: int, share: int, target: str
) -> tuple[tuple[Entry, ...], Decimal]:
    """Take a share of at most half of a leg to another account."""
    account, amount = books.entry.legs[leg]
    moved = (amount / 200 * share).quantize(Decimal("0.01"))
    kept = (account, amount - moved)
    others = books.entry.legs[:leg] + books.entry.legs[leg + 1 :]
    return books.with_legs((*others, kept, (target, moved))), abs(moved)


@given(
    composed(most_vat=9),
    st.sampled_from([*NOWHERE, *REACHED_FROM]),
    st.integers(1, 100),
    st.data(),
)
def test_what_goes_elsewhere_strays_to_the_cent(
    books: Composed, target: str, share: int, data: st.DataObject
) -> None:
    credited = [account for account, amount in books.entry.legs if amount < 0]
    reached = REACHED_FROM.get(target, ())
    assume(not any(part in account for account in credited for part in reached))
    # A cost of another member counts with its VAT: `test_many_days.py` has those.
    claims = any("VAT" in a and n > 0 for a, n in books.entry.legs)
    assume(not (claims and "Members" in target))
    debits = [n for n, (_, amount) in enumerate(books.entry.legs) if amount > 0]
    entries, moved = diverted(books, data.draw(st.sampled_from(debits)), share, target)
    assume(moved)
    assert total(found(entries)) == moved


@given(
    composed(most_vat=9), st.sampled_from(FROM_NOWHERE), st.integers(1, 100), st.data()
)
def test_what_comes_from_elsewhere_strays_to_the_cent(
    books: Composed, origin: str, share: int, data: st.DataObject
) -> None:
    credits = [n for n, (_, amount) in enumerate(books.entry.legs) if amount < 0]
    entries, moved = diverted(books, data.draw(st.sampled_from(credits)), share, origin)
    assume(moved)
    assert total(found(entries)) == moved

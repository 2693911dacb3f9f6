"""Batches of any books, against Beancount's own entries: nothing is lost or mixed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.test_rings_and_cover import any_books
from tests.flows.small_books import FIRST, Entry, books, ledger

from paraplu.base.chart import Kind
from paraplu.ledger.books import Books
from paraplu.rules.clearing_lots import standing

CARDS = "Assets:Clearing:Cards"
SOLD = "Income:Members:L01:Sales:Shop"


def read(entries: list[Entry]) -> tuple[Books, list[data.Transaction]]:
    text = ledger(entries)
    found = [e for e in loader.load_string(text)[0] if isinstance(e, data.Transaction)]
    return books(text), found


@given(any_books())
def test_every_entry_is_there_as_it_was_written(entries: list[Entry]) -> None:
    seen, written = read(entries)
    assert [entry.written for entry in seen.entries] == written
    for entry, transaction in zip(seen.entries, written, strict=True):
        assert entry.date == transaction.date
        assert [
            (account.name, Amount(amount, "EUR")) for account, amount in entry.legs()
        ] == [(posting.account, posting.units) for posting in transaction.postings]


@given(any_books())
def test_the_rows_of_a_batch_are_alike(entries: list[Entry]) -> None:
    seen, _ = read(entries)
    assert sum(len(batch.entries) for batch in seen.batches) == len(seen.entries)
    for batch in seen.batches:
        for entry in batch.entries:
            accounts = entry.shape.accounts
            rings: dict[str, int] = {}
            for leg, account, amount in zip(
                batch.pattern.legs, accounts, entry.amounts, strict=True
            ):
                assert leg.kind is account.kind
                assert leg.credit == (amount < 0)
                assert (leg.kind is Kind.NOTHING) == (not amount)
                if account.member:
                    assert leg.ring == rings.setdefault(account.member, len(rings) + 1)
            assert entry.shape.members == set(rings)


@given(any_books())
def test_entries_are_found_by_day_by_member_and_by_shape(entries: list[Entry]) -> None:
    seen, _ = read(entries)
    every = seen.entries
    for n in range(22):
        day = FIRST + dt.timedelta(days=n)
        assert seen.entries_on(day) == [e for e in every if e.date == day]
    for member in seen.rings:
        mine = [entry for entry in every if member in entry.shape.members]
        assert seen.entries_of(member) == mine
    for shape, alike in seen.shapes.items():
        assert [e.number for e in alike] == [
            e.number
            for e in every
            if e.shape.accounts == shape.accounts and e.shape.pattern is shape.pattern
        ]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-500, 500).filter(bool))))
def test_what_stands_is_what_came_last(moves: list[tuple[int, int]]) -> None:
    """Against a queue: each posting takes from the oldest that went the other way."""
    moves.sort(key=lambda move: move[0])
    queue: list[int] = []
    for _, cents in moves:
        left = cents
        while left and queue and (queue[0] > 0) != (left > 0):
            first = queue.pop(0) + left
            if first and (first > 0) != (left > 0):
                queue.insert(0, first)
                first = 0
            left = first
        if left:
            queue.append(left)
    entries = [
        Entry(
            FIRST + dt.timedelta(days=day),
            ((CARDS, Decimal(cents) / 100), (SOLD, Decimal(-cents) / 100)),
        )
        for day, cents in moves
    ]
    seen, _ = read(entries)
    stands = [int(lot.amount * 100) for lots in standing(seen).values() for lot in lots]
    assert stands == queue


_LEGS = st.lists(
    st.tuples(
        st.sampled_from((CARDS, "Assets:Clearing:Other", "Assets:Bank", SOLD)),
        st.integers(-3, 3),
    ),
    min_size=1,
    max_size=3,
)


@given(st.lists(st.tuples(st.integers(0, 12), _LEGS), max_size=12))
def test_what_stands_comes_to_the_balance_wherever_it_was(
    moves: list[tuple[int, list[tuple[str, int]]]],
) -> None:
    entries = [
        Entry(
            FIRST + dt.timedelta(days=day),
            (
                *((name, Decimal(amount)) for name, amount in legs),
                ("Assets:Clearing:Third", Decimal(-sum(n for _, n in legs))),
            ),
        )
        for day, legs in moves
    ]
    seen, _ = read(entries)
    found = standing(seen)
    balances = {account: sum(days.values()) for account, days in seen.days.items()}
    clearing = {a for a, left in balances.items() if left and a.kind is Kind.CLEARING}
    assert clearing == {account for account, lots in found.items() if lots}
    for account, lots in found.items():
        amounts = [lot.amount for lot in lots]
        assert sum(amounts) == sum(seen.days[account].values())
        assert all(amount > 0 for amount in amounts) or all(n < 0 for n in amounts)
        assert [lot.entry.number for lot in lots] == sorted(
            lot.entry.number for lot in lots
        )

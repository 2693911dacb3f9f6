"""Transactions of any books against Beancount's own: nothing is lost or mixed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.test_rings_and_cover import any_books
from tests.rules.flows.small_books import FIRST, Entry, books, ledger

from paraplu.base.chart import Kind
from paraplu.ledger.books import Books
from paraplu.ledger.transactions import alike
from paraplu.rules.clearing_lots import standing

CARDS = "Assets:Clearing:Cards"
SOLD = "Income:Members:L01:Sales:Shop"


def read(entries: list[Entry]) -> tuple[Books, list[data.Transaction]]:
    text = ledger(entries)
    found = [e for e in loader.load_string(text)[0] if isinstance(e, data.Transaction)]
    return books(text), found


@given(any_books())
def test_every_transaction_is_there_as_it_was_written(entries: list[Entry]) -> None:
    seen, written = read(entries)
    assert [transaction.written for transaction in seen.transactions] == written
    for number, transaction in enumerate(seen.transactions):
        assert transaction.number == number
        assert transaction.date == transaction.written.date
        assert [
            (posting.account.name, Amount(posting.amount, "EUR"), posting.meta)
            for posting in transaction.postings
        ] == [
            (posting.account, posting.units, posting.meta)
            for posting in transaction.written.postings
        ]


@given(any_books())
def test_the_transactions_of_a_signature_are_alike(entries: list[Entry]) -> None:
    seen, _ = read(entries)
    grouped = [one for alike in seen.by_signature.values() for one in alike]
    assert sorted(one.number for one in grouped) == list(range(seen.size))
    for signature, transactions in seen.by_signature.items():
        numbers = [transaction.number for transaction in transactions]
        assert numbers == sorted(numbers)
        for transaction in transactions:
            assert transaction.signature is signature
            rings: dict[str, int] = {}
            for role, posting in zip(
                signature.roles, transaction.postings, strict=True
            ):
                account = posting.account
                assert role.kind is account.kind
                assert role.credit == (posting.amount < 0)
                assert (role.kind is Kind.NOTHING) == (not posting.amount)
                if account.member:
                    ring = rings.setdefault(account.member, len(rings) + 1)
                    assert role.ring == ring
            assert transaction.members == set(rings)
            assert {code: transaction.member(n) for code, n in rings.items()} == {
                code: code for code in rings
            }


@given(any_books())
def test_no_two_signatures_are_the_same(entries: list[Entry]) -> None:
    """But for postings of 0.00, which show no more what they stand on."""
    seen, _ = read(entries)
    told = [
        (signature.roles, signature.foreign, signature.unweighed)
        for signature in seen.by_signature
        if all(role.kind is not Kind.NOTHING for role in signature.roles)
    ]
    assert len(told) == len(set(told))


@given(any_books())
def test_transactions_are_found_by_day_by_member_and_by_kind(
    entries: list[Entry],
) -> None:
    seen, _ = read(entries)
    every = seen.transactions
    for n in range(22):
        day = FIRST + dt.timedelta(days=n)
        assert seen.transactions_on(day) == [e for e in every if e.date == day]
    for member in seen.rings:
        mine = [one for one in every if member in one.members]
        assert seen.transactions_of(member) == mine
    for kind in Kind:
        kinds = frozenset({kind})
        found = [one for one in every if kind in one.signature.kinds]
        assert seen.moving(kinds) == found
        postings = seen.postings_where(lambda role: role.kind in kinds)  # noqa: B023
        assert {(one.number, n) for one, n in postings} == {
            (one.number, n)
            for one in every
            for n, posting in enumerate(one.postings)
            if posting.account.kind is kind
        }


@given(any_books())
def test_those_with_the_same_accounts_and_sides_come_together(
    entries: list[Entry],
) -> None:
    seen, _ = read(entries)
    groups = list(alike(seen.transactions))
    assert sorted(one.number for group in groups for one in group) == list(
        range(seen.size)
    )
    assert len({(group[0].signature, group[0].accounts) for group in groups}) == len(
        groups
    )
    for group in groups:
        assert {(one.signature, one.accounts) for one in group} == {
            (group[0].signature, group[0].accounts)
        }


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
        assert [lot.transaction.number for lot in lots] == sorted(
            lot.transaction.number for lot in lots
        )

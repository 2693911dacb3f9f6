"""What is found by payee, link and amount is what looking at every bill would find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import deepcopy
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.chart import Account, Kind
from paraplu.base.folding import folded, same
from paraplu.base.money import ZERO
from paraplu.bookkeeping.payments import payables, sent
from paraplu.bookkeeping.payments.payables import Payable, PayableMove
from paraplu.bookkeeping.payments.sent import Sent, under_way
from paraplu.ledger.as_written import Posting
from paraplu.ledger.settlement import criteria, matcher
from paraplu.ledger.transactions import Role, Signature, Transaction

ACCOUNT = Account("Liabilities:Payable", Kind.COOP_PAYABLE)
DAY = dt.date(2025, 1, 1)
PAYEES = st.sampled_from(["", "Printer", "PRINTER ", "Baker"])
LINKS = st.frozensets(st.sampled_from("abc"), max_size=2)
AMOUNTS = st.integers(1, 4).map(Decimal)


def booked(
    number: int, amount: Decimal, payee: str, links: Iterable[str], *kinds: Kind
) -> PayableMove:
    words: Any = SimpleNamespace(payee=payee, links=frozenset(links))
    day = DAY + dt.timedelta(days=number % 7)
    roles = [Role(kind, None, 0, "", counts=False, credit=False) for kind in kinds]
    signature = Signature(tuple(roles))
    posting = Posting(ACCOUNT, amount, {})
    one = Transaction(number, day, signature, (posting,), words)
    return PayableMove(one, 0, amount)


def bill(
    number: int, amount: Decimal, payee: str, links: Iterable[str], *kinds: Kind
) -> Payable:
    one = booked(number, -amount, payee, links, *kinds)
    return Payable(ACCOUNT, payee, [one], frozenset(links), open=amount)


def plainly_settled(
    bills: list[Payable], payments: list[PayableMove]
) -> list[PayableMove]:
    unlinked = []
    for one in payments:
        linked = [bill for bill in bills if bill.links & one.transaction.links]
        named = [bill for bill in linked if same(bill.payee, one.transaction.payee)]
        if len(linked) == 1 or named:
            (named or linked)[0].settle(one, one.amount)
        else:
            unlinked.append(one)
    return [one for one in unlinked if not plainly_laid(bills, one)]


def plainly_laid(bills: list[Payable], one: PayableMove) -> bool:
    payee = one.transaction.payee
    own = [bill for bill in bills if bill.open > 0 and same(bill.payee, payee)]
    opened = [b for b in bills if b.open > 0 and b.opened and b not in own]
    for some in (own, opened):
        if sum((bill.open for bill in some), ZERO) >= one.amount:
            left = one.amount
            for bill in sorted(some, key=lambda bill: bill.open != one.amount):
                part = min(bill.open, left)
                if part:
                    bill.settle(one, part)
                    left -= part
            return True
    return False


def plainly_net(bills: list[Payable]) -> None:
    for other in [bill for bill in bills if bill.open < 0]:
        for bill in bills:
            if other.open < 0 < bill.open and same(bill.payee, other.payee):
                bill.net(other)


def plainly_under_way(record: list[Sent], bills: list[Payable]) -> list[Sent]:
    paid = [(bill, one) for bill in bills for one in bill.paid]
    left = []
    for one in sorted(record, key=lambda one: one.date):
        for pair in paid:
            if (
                pair[0].account.name == one.account
                and pair[1].amount == one.amount
                and pair[1].transaction.date >= one.date
                and (one.links & pair[0].links or same(one.payee, pair[0].payee))
            ):
                paid.remove(pair)
                break
        else:
            left.append(one)
    return left


def standing(bills: Iterable[Payable]) -> list[object]:
    return [
        (
            b.open,
            [p.transaction.number for p in b.paid],
            [c.transaction.number for c in b.credited],
        )
        for b in bills
    ]


ROWS = st.lists(st.tuples(AMOUNTS, PAYEES, LINKS, st.booleans()), max_size=12)


@given(ROWS, ROWS)
def test_bills_are_settled_as_by_looking_at_each(
    owed: list[Any], settling: list[Any]
) -> None:
    bills = [
        bill(n, amount, payee, links, *([Kind.OPENING] if opened else []))
        for n, (amount, payee, links, opened) in enumerate(owed)
    ]
    payments = [
        booked(100 + n, amount, payee, links, *([Kind.BANK] if money else []))
        for n, (amount, payee, links, money) in enumerate(settling)
    ]
    others = deepcopy(bills)
    left = payables._settled(bills, payments)
    assert left == plainly_settled(others, payments)
    assert standing(bills) == standing(others)
    payables._net(bills)
    plainly_net(others)
    assert standing(bills) == standing(others)


@given(ROWS, ROWS)
def test_what_is_under_way_as_by_looking_at_each(
    owed: list[Any], recorded: list[Any]
) -> None:
    bills = []
    for n, (amount, payee, links, twice) in enumerate(owed):
        one = bill(n, amount, payee, links)
        one.paid = [booked(n + k, amount, payee, links) for k in range(1 + twice)]
        bills.append(one)
    record = [
        Sent(
            DAY + dt.timedelta(days=n * 5 % 7), "f", ACCOUNT.name, payee, links, amount
        )
        for n, (amount, payee, links, _) in enumerate(recorded)
    ]
    assert under_way(record, bills) == plainly_under_way(record, bills)


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@pytest.mark.parametrize("link", ["", "2025", "each"])
@pytest.mark.parametrize("payee", ["Printer", "each"])
def test_thousands_of_pairs(
    link: str, payee: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No bill is looked at for every payment: names are compared a few times each."""
    many, names = 5_000, 0

    def counting(text: str) -> str:
        nonlocal names
        names += 1
        return folded(text)

    for module in (payables, criteria, matcher, sent):
        monkeypatch.setattr(module, "folded", counting)
    bills, payments, record = [], [], []
    for n in range(many):
        who = payee if payee != "each" else f"Payee {n}"
        links = [f"{link}{n}" if link == "each" else link] if link else []
        amount = Decimal(n % 100 + 1)
        bills.append(bill(n, amount, who, links))
        payments.append(booked(many + n, amount, who, links, Kind.BANK))
        record.append(Sent(DAY, "f", ACCOUNT.name, who, frozenset(links), amount))
    assert payables._settled(bills, payments) == []
    if link != "2025" or payee == "each":
        assert all(not one.open and len(one.paid) == 1 for one in bills)
    assert under_way(record, bills) == []
    assert names <= 10 * many

"""Which invoice a payment settles, found by link and age without looking at each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.chart import Account, Kind
from paraplu.bookkeeping.vat import cash
from paraplu.bookkeeping.vat.assessed import BoxItem, VatEntry
from paraplu.ledger.settlement import movement_of
from paraplu.ledger.transactions import Signature, Transaction

ACCOUNT = Account("Assets:Receivable", Kind.COOP_RECEIVABLE)
DAY = dt.date(2025, 1, 1)
ROWS = st.lists(
    st.tuples(
        st.booleans(),
        st.integers(1, 4).map(Decimal),
        st.frozensets(st.sampled_from("abc"), max_size=2),
    ),
    max_size=15,
)


@dataclass
class Open:
    """An invoice that is not all paid: of `whole`, `paid` is, in the currency."""

    taxed: VatEntry
    whole: Decimal
    paid: Decimal
    left: Decimal


def transaction(number: int, links: frozenset[str]) -> Transaction:
    words: Any = SimpleNamespace(links=links, payee="")
    return Transaction(number, DAY, Signature(()), (), words)


def plainly_paid(
    paying: Transaction, amount: Decimal, invoices: list[Open]
) -> list[VatEntry]:
    linked = [i for i in invoices if i.taxed.transaction.links & paying.links]
    others = [i for i in invoices if not i.taxed.transaction.links & paying.links]
    found = []
    for one in (*linked, *others):
        settled = min(amount, one.left)
        part = cash._part(one.taxed, one.paid, one.paid + settled, one.whole)
        one.paid += settled
        one.left -= settled
        amount -= settled
        if settled and part:
            found.append(part)
    return found


@given(ROWS)
def test_it_is_as_by_looking_at_each(rows: list[Any]) -> None:
    invoices = cash._open_sales()
    plain: list[Open] = []
    for number, (sold, amount, links) in enumerate(rows):
        one = transaction(number, links)
        if sold:
            item = BoxItem("1a", amount, Decimal(0), "L01", "high")
            taxed = VatEntry(DAY, one, (item,), ())
            sale = cash._Sale(taxed, amount, Decimal(0))
            invoices.add(movement_of(sale, one, ACCOUNT, amount))
            plain.append(Open(taxed, amount, Decimal(0), amount))
        else:
            expected = plainly_paid(one, amount, plain)
            payment = movement_of(one, one, ACCOUNT, -amount)
            assert list(cash._paid(payment, invoices)) == expected
    assert len(plain) == sum(bool(sold) for sold, *_ in rows)

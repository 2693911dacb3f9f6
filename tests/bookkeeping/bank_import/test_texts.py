"""Entries as text: what is written is what is read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from beancount.core.data import Transaction
from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from nl_banks import Original, StatementLine
from nl_banks.text import clean
from paraplu.base.language import Language, say
from paraplu.bookkeeping.bank_import.entry import written
from paraplu.bookkeeping.bank_import.line import Allocation, ImportLine, New, NewPosting
from paraplu.journal.ledger_text import aligned, money

MONTH = dt.date(2025, 2, 1)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


@given(st.text().map(clean), st.text().map(clean), AMOUNTS)
def test_what_is_written_is_what_is_read(
    payee: str, narration: str, amount: Decimal
) -> None:
    booking = StatementLine(
        1,
        MONTH,
        amount,
        "EUR",
        payee=payee,
        narration=narration,
        counterparty=narration,
        value_date=MONTH,
        original=Original(Decimal("1.50"), "USD"),
    )
    legs = (NewPosting("Expenses:Coop:Bank", -amount),)
    allocation = Allocation(legs, say("so"), links=("a-1",))
    new = New(ImportLine(booking, "key", "Assets:Bank:Ing"), allocation)
    read, errors, _ = parser.parse_string(written(new, Language("en")).text)
    assert not errors
    (entry,) = read
    assert isinstance(entry, Transaction)
    assert (entry.payee or "", entry.narration) == (payee, narration)
    assert entry.links == {"a-1"}
    assert str(entry.meta["original"]) == "1.50 USD"
    assert entry.meta["value-date"] == MONTH
    assert entry.meta.get("counterparty", "") == narration
    assert {
        p.account: p.units.number for p in entry.postings if p.units is not None
    } == {
        "Assets:Bank:Ing": amount,
        "Expenses:Coop:Bank": -amount,
    }


def test_amounts_stand_below_each_other() -> None:
    assert aligned("  A:B", Decimal("-1.5"), "EUR").index("EUR") == 67
    long = aligned("  A:" + "B" * 70, Decimal(1), "EUR")
    assert long.endswith("BB  1.00 EUR\n")
    assert [money(Decimal(n)) for n in ("1E+2", "0.125", "-0")] == [
        "100.00",
        "0.125",
        "0.00",
    ]

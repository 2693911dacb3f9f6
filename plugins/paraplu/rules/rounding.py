"""PF12: the cents of rounding stay cents, also when they are many.

In one transaction rounding explains five cents (contract, section 4). A till rounds up
as often as down, so what is left of a month is little; cents that always go the same
way carry a member's money off. In one transaction PF01 says so too; where two euros go
in forty transactions, this rule alone.

    2025-03-01 * "Means of the cooperative"
      Assets:Bank                50.00 EUR
      Equity:Coop               -50.00 EUR

    2025-03-01 * "Market" "Chairs sold"
      Assets:Bank                58.00 EUR
      Expenses:Coop:Rounding      2.00 EUR  ; PF12 L01 0.45 ; PF01 L01 1.95
      Income:Members:L01:Sales  -60.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ROUNDING, ZERO
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

PF12 = Rule("PF12", Severity.ERROR, say("More to rounding than rounding explains"))

_BOXES = frozenset({Kind.CASH, Kind.COOP_CASH})
# In cash the Netherlands round to five cents: at most two of them up or down.
# Wet van 1 september 2004; De Nederlandsche Bank, "Afronden op 5 cent".
_COIN = Decimal("0.05")
_IN_CASH = Decimal("0.02")
# In square cents: of five endings one is paid as it is, two go by a cent, two by two.
# What is left of many is nearly always within so many times the root of their sum.
_SPREAD = Decimal("0.0002")
_TIMES = 4
# Prices that end in .99 go one way; for a small shop that is not worth a word.
_OF_A_TILL = 2


class _Cents(NamedTuple):
    """The cents of one transaction; positive is what left the member."""

    transaction: Transaction
    position: int
    amount: Decimal


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield each month of a member with more rounding than five cents a day.

    What came counts against what went. What a till had to round counts apart: however
    many customers it has, it rounds up as often as down, so that only more than chance
    explains is a signal. The finding is at the last transaction of the month.
    """
    booked: defaultdict[tuple[str, Month, bool], list[_Cents]] = defaultdict(list)
    for cents in _cents(books):
        month, by_till = Month.of(cents.transaction.date), _had_to(cents)
        for member in cents.transaction.members:
            booked[member, month, by_till].append(cents)
    for (member, month, by_till), found in booked.items():
        most = ROUNDING * month.last.day
        total = abs(sum((cents.amount for cents in found), ZERO))
        if by_till:
            chance = (_SPREAD * len(found)).sqrt() * _TIMES
            if total > max(_OF_A_TILL * most, chance):
                yield _one_way(books, member, found, total)
        elif total > most:
            yield _over(books, member, found[-1], total, most)


def _cents(books: Books) -> list[_Cents]:
    """Return what goes to rounding or comes from it, in the order of the ledger."""
    found = [
        _Cents(transaction, cents[-1], transaction.total(cents))
        for signature, transactions in books.by_signature.items()
        if signature.rings
        and (cents := signature.where(lambda role: role.kind is Kind.ROUNDING))
        for transaction in transactions
    ]
    return sorted(found, key=lambda cents: cents.transaction.number)


def _had_to(cents: _Cents) -> bool:
    """Tell whether it is in cash, and rounded to what can be paid in coins."""
    booked = zip(cents.transaction.accounts, cents.transaction.amounts, strict=True)
    paid = [amount for account, amount in booked if account.kind in _BOXES]
    return (
        bool(paid)
        and all(amount and not amount % _COIN for amount in paid)
        and abs(cents.amount) <= _IN_CASH
    )


def _one_way(books: Books, member: str, found: list[_Cents], total: Decimal) -> Finding:
    last = found[-1]
    return PF12.found(
        say(
            "In {month} {total} of {member} was rounded in cash, in {many} entries "
            "that nearly all went the same way. A till rounds up as often as down.",
            month=Month.of(last.transaction.date),
            total=total,
            member=member,
            many=len(found),
        ),
        last.transaction.source_at(last.position),
        hint=say(
            "Compare some of these entries with the till. If prices such as 4.99 bring "
            "it about, nothing is wrong."
        ),
        severity=Severity.SIGNAL,
        member=member,
        amount=total,
        currency=books.currency,
        date=last.transaction.date,
    )


def _over(
    books: Books, member: str, last: _Cents, total: Decimal, most: Decimal
) -> Finding:
    return PF12.found(
        say(
            "{total} of {member} was booked as rounding in {month}. That is {over} "
            "more than five cents a day.",
            total=total,
            member=member,
            month=Month.of(last.transaction.date),
            over=total - most,
        ),
        last.transaction.source_at(last.position),
        hint=say(
            "Book these entries with the amounts that are on the receipts and in the "
            "till. Keep the account for rounding for cents that cannot be paid."
        ),
        member=member,
        amount=total - most,
        currency=books.currency,
        date=last.transaction.date,
    )


FAMILY = Family((PF12,), judge)

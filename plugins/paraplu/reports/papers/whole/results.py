"""What came in and what was spent, of members and cooperative as one legal person.

What they charge each other is no turnover of that person, and no cost: contributions,
services to each other, and charges to members are taken off on both sides. So is what a
fund gave a member to start with, which stays inside as well.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, Root
from paraplu.base.money import ZERO
from paraplu.ledger.openings import brings_in, brought_in
from paraplu.ledger.running import Running
from paraplu.reports.papers.whole.closings import RESULTS, closes, may_close

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Role, Signature, Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.span import Span

_INTERNAL = frozenset({Kind.INTERNAL_SALES, Kind.COOP_CONTRIBUTION})


class ResultPosting(NamedTuple):
    """One posting on an account of income or costs, with Beancount's sign.

    `outside` is the part of the amount that is not between members and cooperative.
    """

    account: Account
    date: dt.date
    amount: Decimal
    outside: Decimal
    transaction: Transaction
    position: int


class Sums(NamedTuple):
    """Sums of one account by day, with Beancount's sign: all, and what is outside."""

    amount: defaultdict[dt.date, Decimal]
    outside: defaultdict[dt.date, Decimal]


def results(material: Material) -> Mapping[Account, Sums]:
    """Return what was booked on each account of income and costs, closings left out."""
    return material.once(("results",), lambda: _sums(material.books))


def moved(
    material: Material, span: Span, *, outside: bool = False
) -> Mapping[Account, Decimal]:
    """Return what each account of income and costs moved by, with Beancount's sign."""
    until = span.until(material.books)
    return material.once(
        ("moved", until, outside), lambda: _moved(material, until, outside=outside)
    )


def _moved(material: Material, until: Span, *, outside: bool) -> dict[Account, Decimal]:
    every = material.once(
        ("running-results", outside),
        lambda: {
            account: Running(sums.outside if outside else sums.amount)
            for account, sums in results(material).items()
        },
    )
    return {
        account: running.within(until.begin, until.end)
        for account, running in every.items()
        if running.any_within(until.begin, until.end)
    }


def booked(
    books: Books, wanted: Callable[[Role], bool] = lambda _: True
) -> Iterator[ResultPosting]:
    """Yield each posting on income and costs, but for closings and openings.

    Of these, those that are wanted by their role.
    """
    for signature, transactions in books.by_signature.items():
        positions = signature.where(lambda role: role.root in RESULTS)
        shown = {n for n in positions if wanted(signature.roles[n])}
        inside = has_inside(signature)
        for transaction in transactions if shown else ():
            if not brings_in(books, transaction) and not closes(books, transaction):
                for one in _booked(transaction, positions, inside=inside):
                    if one.position in shown:
                        yield one


def _booked(
    transaction: Transaction, positions: Positions, *, inside: bool
) -> Iterator[ResultPosting]:
    postings = transaction.postings
    amounts = {n: postings[n].amount for n in positions}
    taken = _between(transaction.signature, amounts) if inside else {}
    for n, amount in amounts.items():
        outside = amount - taken.get(n, ZERO)
        account = postings[n].account
        yield ResultPosting(account, transaction.date, amount, outside, transaction, n)


def inside_of(transaction: Transaction) -> Mapping[int, Decimal]:
    """Return what of each posting is between members and cooperative, by position.

    With Beancount's sign, and only of accounts of income and costs. A closing and an
    opening entry are no results at all; whoever asks leaves those out.
    """
    signature = transaction.signature
    if not has_inside(signature):
        return {}
    positions = signature.where(lambda role: role.root in RESULTS)
    return _between(signature, {n: transaction.postings[n].amount for n in positions})


def has_inside(signature: Signature) -> bool:
    """Tell whether entries have anything between members and cooperative."""
    return Kind.START_CAPITAL in signature.kinds or any(
        _is_internal(signature, n) for n in range(len(signature.roles))
    )


def _is_internal(signature: Signature, position: int) -> bool:
    """Tell whether a posting is income that another inside the cooperative pays."""
    one = signature.roles[position]
    if one.kind in _INTERNAL:
        return True
    return one.kind is Kind.COOP_INCOME and any(
        other.ring and other.root is Root.EXPENSES for other in signature.roles
    )


def _between(
    signature: Signature, amounts: Mapping[int, Decimal]
) -> dict[int, Decimal]:
    """Return what of each posting is inside, with its sign; together it is nil.

    But for start capital of a fund, which is inside against equity.
    """
    if Kind.START_CAPITAL in signature.kinds:
        return {
            position: amount
            for position, amount in amounts.items()
            if signature.roles[position].root is Root.EXPENSES
            and not signature.roles[position].ring
        }
    charged = {
        position: n
        for position, n in amounts.items()
        if _is_internal(signature, position)
    }
    costs = {
        position: n
        for position, n in amounts.items()
        if signature.roles[position].root is Root.EXPENSES
    }
    there = -sum(charged.values(), ZERO)
    sign = -1 if there < 0 else 1
    room = sum((max(sign * n, ZERO) for n in costs.values()), ZERO)
    most = min(abs(there), room)
    return _spread(charged, -sign, most) | _spread(costs, sign, most)


def _spread(
    amounts: Mapping[int, Decimal], sign: int, most: Decimal
) -> dict[int, Decimal]:
    """Return a total as parts of amounts on one side, the first ones first."""
    found: dict[int, Decimal] = {}
    for position, amount in amounts.items():
        part = min(max(sign * amount, ZERO), most)
        found[position] = sign * part
        most -= part
    return found


def _sums(books: Books) -> Mapping[Account, Sums]:
    """Return all that was booked by day, without what is in no result.

    Most entries have nothing of that, so what there is of it is taken off.
    """
    found = {
        account: Sums(_copied(days), _copied(days))
        for account, days in books.days.items()
        if account.root in RESULTS
    }
    first = books.first_day
    for account, amount in brought_in(books).items():
        if first and account.root in RESULTS:
            _take(found[account], first, amount)
    for signature, transactions in books.by_signature.items():
        positions = signature.where(lambda role: role.root in RESULTS)
        inside = has_inside(signature)
        if positions and (inside or may_close(signature)):
            for transaction in transactions:
                _take_off(found, books, transaction, positions, inside=inside)
    return {account: sums for account, sums in found.items() if sums.amount}


def _copied(days: Mapping[dt.date, Decimal]) -> defaultdict[dt.date, Decimal]:
    return defaultdict(lambda: ZERO, days)


def _take(sums: Sums, day: dt.date, amount: Decimal) -> None:
    """Take off what was carried on a day; of one with nothing else nothing is left."""
    for days in sums:
        days[day] -= amount
        if not days[day]:
            del days[day]


def _take_off(
    found: Mapping[Account, Sums],
    books: Books,
    transaction: Transaction,
    positions: Positions,
    *,
    inside: bool,
) -> None:
    """Take off what a closing carries, and what is between members and cooperative."""
    day, postings = transaction.date, transaction.postings
    amounts = {n: postings[n].amount for n in positions}
    if brings_in(books, transaction):
        return
    if closes(books, transaction):
        for n, amount in amounts.items():
            _take(found[postings[n].account], day, amount)
    elif inside:
        for n, taken in _between(transaction.signature, amounts).items():
            found[postings[n].account].outside[day] -= taken

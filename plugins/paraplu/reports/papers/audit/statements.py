"""Bank and cash beside what others say of them: balances that were asserted, counts.

A `balance` line says what there is at the beginning of its day: for a bank what the
statement says of the day before, for a cash box what was counted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, within
from paraplu.base.dates import shifted
from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, Figure, NotKnown
from paraplu.reports.papers.whole.balances import beginning, standing
from paraplu.reports.papers.whole.entries import account_said, parts_of_accounts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.values import Cell

_CASH = frozenset({Kind.COOP_CASH, Kind.CASH})
_NEVER = NotKnown(say("no balance was asserted in this period"))
_ELSEWHERE = NotKnown(say("it was only asserted together with other accounts"))
_WHO = NotKnown(say("who counted is not kept in these books"))


class Asserted(NamedTuple):
    """What somebody else says that an account had at the end of a day."""

    account: str
    day: dt.date
    amount: Decimal


def asserted(material: Material, period: PaperPeriod) -> Sequence[Asserted]:
    """Return the balances that were asserted of the days of a period, in their order.

    Of the day before it as well: that is what it began with.
    """
    books = material.books
    first, last = shifted(period.first, -1), period.last
    found = [
        Asserted(one.account, shifted(one.date, -1), one.amount.number)
        for one in books.others
        if type(one).__name__ == "Balance" and one.amount.currency == books.currency
    ]
    return sorted(one for one in found if first <= one.day <= last)


def balances(material: Material, period: PaperPeriod) -> Table:
    """Return each account of money: begin, end, and what was last asserted of it."""
    every = asserted(material, period)
    closing = period.span.closing(material.books)
    now, then = standing(material, closing), beginning(material, period.first)
    accounts = sorted(
        (a for a in now if a.kind in MONEY and _used(material, a, period)),
        key=lambda account: (account.member, account.name),
    )
    rows = [
        Row(
            account.name,
            (
                account_said(account),
                then.get(account, ZERO),
                _end(material, account, period),
                *_compared(material, account, period, every),
            ),
        )
        for account in accounts
    ]
    if rows:
        sums = [sum((at.get(a, ZERO) for a in accounts), ZERO) for at in (then, now)]
        whole = (say("Together"), *sums, None, None, None, None)
        rows.append(Row("total", whole, RowRole.TOTAL))
    return Table(
        "money",
        say("Each account of money, and what was last asserted of it, in euros"),
        (
            Column("account", say("Account")),
            Column("begin", say("At the beginning"), CellKind.MONEY),
            Column("end", say("At the end"), CellKind.MONEY),
            Column("asserted_on", say("Asserted of"), CellKind.DAY),
            Column("asserted", say("Asserted"), CellKind.MONEY),
            Column("difference", say("Difference"), CellKind.MONEY),
            Column("since", say("Not asserted since"), CellKind.MONEY),
        ),
        tuple(rows),
        notes=(
            say(
                "Compare what was asserted with the statements of the bank and the "
                "cash count itself: a line in the books does not replace them."
            ),
            say("Not asserted since is what was booked after that day, until the end."),
        ),
    )


def _used(material: Material, account: Account, period: PaperPeriod) -> bool:
    """Tell whether an account has anything in a period, or stands at something."""
    days = material.books.days[account]
    until = period.span.until(material.books)
    return bool(standing(material, until.end)[account]) or any(
        day in until for day in days
    )


def _end(material: Material, account: Account, period: PaperPeriod) -> Figure:
    find = partial(parts_of_accounts, material, period.span, [account], 1)
    day = period.span.closing(material.books)
    return Figure(standing(material, day)[account], find)


def _compared(
    material: Material,
    account: Account,
    period: PaperPeriod,
    every: Sequence[Asserted],
) -> tuple[Cell, Cell, Cell, Cell]:
    own = [one for one in every if one.account == account.name]
    if not own:
        above = any(within(account.name, one.account) for one in every)
        missing = _ELSEWHERE if above else _NEVER
        return missing, missing, missing, missing
    last = own[-1]
    books = booked_at(material, last.account, last.day)
    end = booked_at(material, last.account, period.span.closing(material.books))
    return last.day, last.amount, books - last.amount, end - books


def booked_at(material: Material, name: str, day: dt.date) -> Decimal:
    """Return what the books have on an account and all below it, after a day."""
    running = material.books.running
    below = material.once(
        ("below", name), lambda: [one for one in running if within(one.name, name)]
    )
    return sum((running[account].at(day) for account in below), ZERO)


def counts(material: Material, period: PaperPeriod) -> Table:
    """Return each time that a cash box was counted: how much, and what was booked."""
    return Table(
        "counts",
        say("Cash counts, in euros"),
        (
            Column("account", say("Cash box")),
            Column("day", say("End of"), CellKind.DAY),
            Column("counted", say("Counted"), CellKind.MONEY),
            Column("books", say("In the books"), CellKind.MONEY),
            Column("difference", say("Difference"), CellKind.MONEY),
            Column("who", say("Counted by two")),
        ),
        tuple(_counts(material, period)),
        say("No cash was counted in this period."),
    )


def _counts(material: Material, period: PaperPeriod) -> Iterator[Row]:
    chart = material.books.chart
    for one in asserted(material, period):
        account = chart.account(one.account)
        if account.kind in _CASH and one.day >= period.first:
            there = booked_at(material, one.account, one.day)
            yield Row(
                f"{one.account}-{one.day}",
                (
                    account_said(account),
                    one.day,
                    one.amount,
                    there,
                    there - one.amount,
                    _WHO,
                ),
            )

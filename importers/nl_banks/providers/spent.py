"""Money in another currency that was bought and spent within the file.

For exports that do not say which exchange is of which payment, as those of Revolut: the
euros that an exchange cost are told as what they were for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nl_banks.providers.exchanges import is_nil, told_as
from nl_banks.statement import Original, Statement, StatementLine
from nl_banks.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal


def spent_elsewhere(
    statements: Sequence[Statement], exchanges: Collection[int], own: str = "EUR"
) -> list[Statement]:
    """Return the statements, without those of currencies that were all spent.

    Exchange and payment are joined by day, and by the amount in the other currency.
    What was exchanged at once for several payments names them all. `exchanges` are the
    lines of the file that are exchanges. A currency stays a statement of its own where
    something is left of it, or where it was not exchanged within the file.
    """
    homes = [one for one in statements if one.currency == own]
    told = {line.line: line for one in homes for line in one.bookings}
    gone: list[Statement] = []
    for other in statements:
        same = [one for one in homes if one.account == other.account] or homes
        if other.currency == own or len(same) != 1 or not is_nil(other):
            continue
        here = [told[line.line] for line in same[0].bookings if line.line in exchanges]
        now = _joined(here, other.bookings, exchanges) or _grouped(
            here, other.bookings, exchanges
        )
        if now:
            gone.append(other)
            told |= {line.line: line for line in now}
    return [
        replace(one, bookings=tuple(told[line.line] for line in one.bookings))
        if one in homes
        else one
        for one in statements
        if one not in gone
    ]


def _joined(
    here: Sequence[StatementLine],
    there: Sequence[StatementLine],
    exchanges: Collection[int],
) -> list[StatementLine]:
    """Return exchanges at home as the payments of each; none where one is left over."""
    left = [line for line in here if line.original is None]
    spent = [line for line in there if line.line not in exchanges]
    joined = []
    for exchange in there:
        if exchange.line not in exchanges:
            continue
        payments = [one for one in spent if _moved(one) == -_moved(exchange)]
        lines = [one for one in left if _is_other_side(one, exchange)]
        if not payments or not lines:
            return []
        joined.append(told_as(lines[0], payments[0]))
        spent.remove(payments[0])
        left.remove(lines[0])
    return [] if spent else joined


def _grouped(
    here: Sequence[StatementLine],
    there: Sequence[StatementLine],
    exchanges: Collection[int],
) -> list[StatementLine]:
    """Return exchanges at home that name what they were for; none where one lacks."""
    left = [line for line in here if line.original is None]
    groups: list[tuple[StatementLine, StatementLine, list[StatementLine]]] = []
    waiting: list[StatementLine] = []
    for one in there:
        if one.line in exchanges:
            line = next((line for line in left if _is_other_side(line, one)), None)
            if line is None:
                return []
            left.remove(line)
            groups.append((line, one, waiting))
            waiting = []
        elif one.amount < 0 and groups:
            # What is spent was bought before; what is sold came in before.
            groups[-1][2].append(one)
        else:
            waiting.append(one)
    if waiting:
        return []
    return [_named(*group) for group in groups]


def _named(
    line: StatementLine, exchange: StatementLine, payments: Sequence[StatementLine]
) -> StatementLine:
    """Return an exchange at home with the payments that it was for in its text."""
    names = [
        f"{one.payee or one.narration} {_moved(one)} {one.currency}" for one in payments
    ]
    return line._replace(
        narration=clean("; ".join((line.narration, *names))),
        original=Original(
            abs(_moved(exchange)).copy_sign(line.amount), exchange.currency
        ),
    )


def _is_other_side(line: StatementLine, exchange: StatementLine) -> bool:
    """Tell whether a line at home can be what an exchange cost, or brought."""
    is_opposite = (line.amount < 0) != (exchange.amount < 0)
    return is_opposite and line.date == exchange.date


def _moved(line: StatementLine) -> Decimal:
    return line.amount + line.fee

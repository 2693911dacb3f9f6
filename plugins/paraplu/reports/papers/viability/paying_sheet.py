"""How customers pay, and the liquidity of twelve months beside twelve to fill in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.base.points import points
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.papers.viability.cash_flow import FROM_CUSTOMERS, OTHER, PAID
from paraplu.reports.papers.viability.figures import figure
from paraplu.reports.papers.viability.paying import LATE
from paraplu.reports.papers.viability.window import month_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.dates import Month
    from paraplu.reports.papers.values import Cell, Figure
    from paraplu.reports.papers.viability.cash_flow import CashFlow
    from paraplu.reports.papers.viability.paying import CustomersPaying
    from paraplu.reports.papers.viability.window import Window

_NOTHING = NotKnown(say("nothing was received in these months"))
_NO_CLAIM = NotKnown(say("nobody paid on account in these months"))
_STEPS: tuple[tuple[str, Message, int, int | None], ...] = (
    ("within-14", say("within 14 days"), 0, 14),
    ("within-30", say("15 to 30 days"), 15, LATE),
    ("within-60", say("31 to 60 days"), LATE + 1, 60),
    ("later", say("more than 60 days"), 61, None),
)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a part in points of a whole; None where there is none."""
    return None if whole <= 0 else points(part, whole)


def days(found: CustomersPaying) -> Facts:
    """Return the days from an invoice to its receipt, weighted by amount."""
    return Facts(
        "days-to-pay",
        (
            Fact(
                "on-account",
                say("days from invoice to receipt, weighted by amount"),
                _NO_CLAIM if found.days is None else found.days,
                CellKind.NUMBER,
            ),
            Fact(
                "all",
                say("the same with what was paid at once, as 0 days"),
                _NOTHING if found.days_of_all is None else found.days_of_all,
                CellKind.NUMBER,
            ),
            Fact(
                "open", say("still to be paid at the end"), found.open, CellKind.MONEY
            ),
        ),
        say("How customers pay"),
    )


def steps(found: CustomersPaying) -> Table:
    """Return what customers paid, by how many days it took."""
    at_once = figure(one.part for one in found.at_once)
    amounts = [("at-once", say("at once"), at_once)]
    amounts += [(key, said, found.between(a, b)) for key, said, a, b in _STEPS]
    # More may have been paid back at once than was received at once.
    received = sum((max(Decimal(one.value), ZERO) for _, _, one in amounts), ZERO)
    rows = [
        Row(key, (said, amount, _share(amount, received)))
        for key, said, amount in amounts
    ]
    total = (say("Together"), found.total, None)
    return Table(
        "paying",
        say("What customers paid, by the time it took, in euros with VAT"),
        (
            Column("when", say("After the invoice")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("share", say("share"), CellKind.PERCENT),
        ),
        (*rows, Row("total", total, RowRole.TOTAL)),
    )


def _share(part: Figure, received: Decimal) -> Cell:
    if part.value < 0:
        return None
    found = share(Decimal(part.value), received)
    return _NOTHING if found is None else found


def liquidity(window: Window, found: CashFlow) -> Table:
    """Return the money in and out by month, and the columns of a plan, empty."""
    return Table(
        "liquidity",
        say("Liquidity, in euros with VAT, on the day of payment"),
        (
            Column("month", say("Month")),
            Column(FROM_CUSTOMERS, say("from customers"), CellKind.MONEY, signed=True),
            Column(PAID, say("for the business"), CellKind.MONEY, signed=True),
            Column(OTHER, say("other"), CellKind.MONEY, signed=True),
            Column("difference", say("difference"), CellKind.MONEY, signed=True),
            Column("plan-in", say("plan: in"), CellKind.MONEY),
            Column("plan-out", say("plan: out"), CellKind.MONEY),
            Column("plan-end", say("plan: what is left"), CellKind.MONEY),
        ),
        tuple(_months(window, found)),
        notes=tuple(_notes(found)),
    )


def _months(window: Window, found: CashFlow) -> Iterator[Row]:
    for month, amounts in found.months.items():
        past: tuple[Cell, ...] = _past(month, window, found)
        if amounts:
            yield Row(str(month), (month_of(month), *past, None, None, None))
    sums = [found.total(name) for name in (FROM_CUSTOMERS, PAID, OTHER)]
    whole: tuple[Cell, ...] = (*sums, sum(sums, Decimal(0)))
    if window.unknown:
        whole = (window.unknown,) * len(whole)
    yield Row("total", (say("Together"), *whole, None, None, None), RowRole.TOTAL)


def _past(month: Month, window: Window, found: CashFlow) -> tuple[Cell, ...]:
    if window.known is None or month < window.known:
        why = NotKnown(say("not yet a member, or before these books"))
        return (why,) * 4
    amounts = found.months[month]
    figures = [amounts[name] for name in (FROM_CUSTOMERS, PAID, OTHER)]
    return (*figures, sum((figure.value for figure in figures), Decimal(0)))


def _notes(found: CashFlow) -> Iterator[Message]:
    yield say(
        "“Other” is start capital, and what else came in or went out. A contribution "
        "that the cooperative books moves no money, and is not in it."
    )
    yield say(
        "The columns of the plan are for the coming twelve months. They are empty, for "
        "the books know what was and not what will be."
    )
    if found.shared:
        yield say(
            "Of entries that are about others too only this ring is counted, without "
            "VAT."
        )

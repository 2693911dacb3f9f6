"""The profit and loss account, in the layout of a micro legal person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.meeting.groups import BalanceGroup, group_of
from paraplu.reports.papers.values import CellKind, Figure
from paraplu.reports.papers.whole.entries import parts_of_results

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.reports.papers.meeting.year import MeetingYear
    from paraplu.reports.papers.values import Cell

_INSIDE = say(
    "What members and cooperative charge each other is not in it: contributions, "
    "services to each other, charges, and start capital out of a fund."
)
_BY_WORDS = say(
    "Wages, raw materials, depreciation and taxes are what accounts are called so. All "
    "else is another cost, growth and training of members among it."
)


def result(year: MeetingYear) -> Table:
    """Return income and costs of the year and of the year before, as one person's."""
    return Table(
        "result",
        say("Profit and loss account, in euros; costs have a minus"),
        (
            Column("what", say("What")),
            Column("year", year.period.said, CellKind.MONEY),
            Column("before", say("The year before"), CellKind.MONEY),
        ),
        (
            *[
                Row(
                    group.value,
                    (group.said, _figure(year, group), _earlier(year, group)),
                )
                for group in BalanceGroup
            ],
            Row(
                "result",
                (say("Result"), total(year), _earlier(year, None)),
                RowRole.TOTAL,
            ),
        ),
        notes=(_INSIDE, _BY_WORDS, *year.notes),
    )


def total(year: MeetingYear) -> Decimal:
    """Return the result of the year; below zero it is a loss."""
    return -sum(year.moved(outside=True).values(), ZERO)


def _figure(year: MeetingYear, group: BalanceGroup) -> Figure:
    find = partial(
        parts_of_results,
        year.material,
        year.span,
        lambda account: group_of(account) is group,
        -1,
        outside=True,
    )
    return Figure(_sum(year.moved(outside=True), group), find)


def _earlier(year: MeetingYear, group: BalanceGroup | None) -> Cell:
    missing = year.missing_before
    if missing:
        return missing
    return _sum(year.moved(outside=True, before=True), group)


def _sum(moved: Mapping[Account, Decimal], group: BalanceGroup | None) -> Decimal:
    return -sum(
        (
            amount
            for account, amount in moved.items()
            if group is None or group_of(account) is group
        ),
        ZERO,
    )


def said_result(year: MeetingYear) -> Message:
    """Return the result in a sentence."""
    amount = total(year)
    if amount < 0:
        return say("The result is a loss of {amount} euros.", amount=-amount)
    return say("The result is a profit of {amount} euros.", amount=amount)

"""The result of a month beside the member's goal and the amounts of the law.

The amounts are those of `base.dutch_law` on the last day, each with its article. They
stand beside the figures, and judge nothing: the municipality does.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import self_employment as bbz
from paraplu.base.dutch_law.assistance import NORM_COUPLE, NORM_SINGLE
from paraplu.base.dutch_law.dated import NotInForce, Unit
from paraplu.base.dutch_law.sources import BBZ
from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import Column, Row, Table
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.base.dutch_law.dated import InForce, LawFigure
    from paraplu.register.membership import Goal
    from paraplu.reports.papers.values import Cell

_CENT = Decimal("0.01")
_NORMS = (("norm-single", NORM_SINGLE), ("norm-couple", NORM_COUPLE))
_OF_BBZ = (
    ("starter-capital", bbz.STARTER_CAPITAL),
    ("tax-forfait", bbz.TAX_FORFAIT),
    ("hours", bbz.HOURS),
    ("preparation", bbz.PREPARATION),
    ("horizon", bbz.HORIZON),
    ("decision", bbz.DECISION),
)
_UNITS = {
    Unit.EUR: say("euros"),
    Unit.SHARE: say("% of the income"),
    Unit.HOURS: say("hours a year"),
    Unit.MONTHS: say("months"),
    Unit.WEEKS: say("weeks"),
}
_HUNDRED = 100


def average(result: Decimal, months: int) -> Decimal | None:
    """Return the result of a month; None where no month is known."""
    if not months:
        return None
    return (result / months).quantize(_CENT, ROUND_HALF_UP)


def of_a_month(result: Decimal | None, goal: Goal | None, day: dt.date) -> Table:
    """Return the average month beside the goal and the norms of a day."""
    return Table(
        "measures",
        say("The result of a month, on average of the last months, in euros"),
        (
            Column("what", say("What")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("difference", say("result less that"), CellKind.MONEY, signed=True),
            Column("source", say("where it says so")),
        ),
        tuple(_rows(result, goal, day)),
        notes=(
            say(
                "The norms are net amounts of a benefit, and the result is before "
                "taxes. Which norm applies depends on the household, which is not in "
                "these books."
            ),
        ),
    )


def _rows(result: Decimal | None, goal: Goal | None, day: dt.date) -> Iterator[Row]:
    none = NotKnown(say("no month of it is in the books"))
    mean: Cell = none if result is None else result
    yield Row("result", (say("result of a month"), mean, None, None))
    why = NotKnown(say("the register has no goal for this member"))
    aim: Cell = goal.result if goal else why
    said = say("goal")
    if goal and goal.by:
        said = say("goal, by {day}", day=day_said(goal.by))
    gap = _less(result, goal.result if goal else None)
    yield Row("goal", (said, aim, gap, "members.yaml" if goal else None))
    for key, figure in _NORMS:
        known = _on(figure, day)
        if isinstance(known, NotKnown):
            yield Row(key, (figure.name, known, None, figure.article))
        else:
            gap = _less(result, known.value)
            yield Row(key, (figure.name, known.value, gap, _source(figure, known)))


def _less(result: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if result is None or other is None else result - other


def of_the_bbz(day: dt.date) -> Table:
    """Return what the Bbz says on a day to somebody who begins a business."""
    return Table(
        "bbz",
        say("What the {law} (Bbz) says to somebody who begins a business", law=BBZ),
        (
            Column("what", say("What")),
            Column("value", say("how much"), CellKind.NUMBER),
            Column("unit", say("of what"), narrow=True),
            Column("source", say("where it says so")),
        ),
        tuple(Row(key, _cells(figure, _on(figure, day))) for key, figure in _OF_BBZ),
    )


def _cells(figure: LawFigure, known: InForce | NotKnown) -> tuple[Cell, ...]:
    unit = _UNITS[figure.unit]
    if isinstance(known, NotKnown):
        return figure.name, known, unit, _article(figure)
    value = known.value * _HUNDRED if figure.unit is Unit.SHARE else known.value
    return figure.name, value.normalize() + 0, unit, _source(figure, known)


def _on(figure: LawFigure, day: dt.date) -> InForce | NotKnown:
    try:
        return figure.on(day)
    except NotInForce as unknown:
        return NotKnown(unknown.message)


def _source(figure: LawFigure, known: InForce) -> Message:
    said = say(
        "{article}, from {day}", article=_article(figure), day=day_said(known.start)
    )
    if known.verified:
        return said
    return say("{source}; not checked in the law itself", source=said)


def _article(figure: LawFigure) -> str:
    """Return where a figure stands; the Bbz has its whole name above the table."""
    return figure.article.replace(BBZ, "Bbz")

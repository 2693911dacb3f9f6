"""Costs, growth and training in rows, beside their caps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import (
    Column,
    Fact,
    Facts,
    Row,
    RowRole,
    Sentences,
    Table,
)
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.values import CellKind, Figure, FigurePart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.municipality.spending import Category
    from paraplu.reports.papers.values import Cell


def spending(report: MunicipalityReport, named: Callable[[str], bool]) -> Section:
    """Return what was spent; `named` tells that words name another member."""
    found = report.spending
    costs = [one for one in found.categories if one.lowers]
    uses = [one for one in found.categories if not one.lowers]
    tables = [
        _table(
            "costs",
            say("Costs, in euros; caps are for the calendar year"),
            costs,
            named,
        ),
        _table(
            "uses",
            say("Used for growth, training and the common fund, in euros")
            if report.result.common_fund
            else say("Used for growth and training, in euros"),
            uses,
            named,
        ),
    ]
    if found.capped:
        title = say("Other caps, in euros")
        tables.append(_table("caps", title, found.capped, named, total=False))
    apart = Facts(
        "apart",
        (
            Fact(
                "written_off",
                say("Depreciation, which spends nothing"),
                found.written_off,
                CellKind.MONEY,
            ),
        ),
    )
    never = Sentences(
        "never_a_cost",
        (
            say(
                "Start capital and loans that are paid back are not costs, so they are "
                "not in this list."
            ),
        ),
    )
    return Section("spending", say("Costs"), (*tables, apart, never))


def _table(
    key: str,
    title: Message,
    categories: Sequence[Category],
    named: Callable[[str], bool],
    *,
    total: bool = True,
) -> Table:
    years = len({one.calendar_year for one in categories}) > 1
    rows = [
        Row(
            f"{key}-{n}",
            (
                _said(one, years=years),
                Figure(one.spent, partial(_parts, (one,))),
                one.before,
                one.cap,
                one.remaining,
                _approvals(one, named),
                len(one.moves),
            ),
        )
        for n, one in enumerate(categories, 1)
    ]
    if rows and total:
        spent = sum((one.spent for one in categories), ZERO)
        before = None if years else sum((one.before for one in categories), ZERO)
        cells: tuple[Cell, ...] = (
            say("Together"),
            Figure(spent, partial(_parts, tuple(categories))),
            *(before, None, None, None),
            sum(len(one.moves) for one in categories),
        )
        rows.append(Row("total", cells, RowRole.TOTAL))
    return Table(key, title, _COLUMNS, tuple(rows))


def _said(one: Category, *, years: bool) -> Message | str:
    """Return the category, with its year where there are several."""
    if not years:
        return one.said
    return Message(
        "{what} ({year})", (("what", one.said), ("year", str(one.calendar_year)))
    )


_COLUMNS = (
    Column("what", say("Category")),
    Column("spent", say("In the period"), CellKind.MONEY),
    Column("before", say("Earlier this year"), CellKind.MONEY),
    Column("cap", say("Cap"), CellKind.MONEY),
    Column("left", say("Left of it"), CellKind.MONEY),
    Column("approved", say("Approved")),
    Column("entries", say("Entries"), CellKind.NUMBER),
)


def _approvals(one: Category, named: Callable[[str], bool]) -> str:
    """Return who approved and when; only when, where that is another member."""
    return ", ".join(
        " ".join(
            filter(
                None,
                (
                    "" if named(given.who) else given.who,
                    str(given.day) if given.day else "",
                ),
            )
        )
        for given in one.approvals
    )


def _parts(categories: Sequence[Category]) -> Sequence[FigurePart]:
    return [
        FigurePart(move.source, move.date, move.words or one.said, move.amount)
        for one in categories
        for move in one.moves
    ]

"""The tables of an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, say
from paraplu.reports.outflow import LEFT, STAYED
from paraplu.reports.outflow_cases import LATER, SOON
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.outflow.words import (
    BACK,
    HEARD,
    WAYS,
    counted_cell,
    median_cell,
)
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.reports.outflow import Before, Outflow
    from paraplu.reports.papers.values import Cell
    from paraplu.reports.small_counts import Breakdown
    from paraplu.reports.small_tables import CrossTable

_NOBODY = say("Nobody has joined.")


def cohorts(found: Outflow) -> Table:
    """Return the members by year of joining: how many stayed and left, and how long."""
    rows = [
        Row(
            f"joined-{row.name}",
            (
                row.name,
                counted_cell(row.total),
                *_sides(row.counts),
                _months(found.of_cohort.get(row.name), row.counts),
            ),
        )
        for row in found.cohorts.rows
    ]
    whole = found.cohorts.columns
    counts = {cell.name: cell.count for cell in whole.cells}
    if rows:
        cells = (
            say("Together"),
            counted_cell(whole.total),
            counted_cell(counts[STAYED]),
            counted_cell(counts[LEFT]),
            median_cell(found.of_all.months, counts[LEFT]),
        )
        rows.append(Row("total", cells, RowRole.TOTAL))
    return Table(
        "cohorts",
        say("Members by the year in which they joined"),
        (
            Column("year", say("Joined in")),
            Column("joined", say("joined"), CellKind.NUMBER),
            Column(STAYED, say("still members"), CellKind.NUMBER),
            Column(LEFT, say("have left"), CellKind.NUMBER),
            Column("months", say("months until leaving, median"), CellKind.NUMBER),
        ),
        tuple(rows),
        empty=_NOBODY,
    )


def _sides(counts: tuple[int, ...] | None) -> tuple[Cell, Cell]:
    if counts is None:
        return counted_cell(None), counted_cell(None)
    stayed, left = counts
    return stayed, left


def _months(before: Before | None, counts: tuple[int, ...] | None) -> Cell:
    left = None if counts is None else counts[-1]
    return median_cell(before.months if before else None, left)


def ways(found: Outflow, told: Breakdown) -> Table:
    """Return those who left, by where to, with what came before."""
    rows = [
        Row(
            cell.name,
            (
                WAYS[cell.name],
                counted_cell(cell.count),
                counted_cell(cell.share) if told.total else None,
                *_medians(found.before.get(cell.name), cell.count),
            ),
        )
        for cell in told.cells
    ]
    total = told.total
    cells = (say("Together"), total, None, *_medians(found.of_all, total))
    return Table(
        "ways",
        say("Where those who left went, and what came before; medians"),
        (
            Column("way", say("To")),
            Column("count", say("how many"), CellKind.NUMBER),
            Column("share", say("share"), CellKind.PERCENT),
            Column("months", say("months as a member"), CellKind.NUMBER),
            Column("turnover", say("turnover of the last year"), CellKind.MONEY),
            Column("training", say("spent on training"), CellKind.MONEY),
        ),
        (*rows, Row("total", cells, RowRole.TOTAL)),
    )


def _medians(before: Before | None, people: int | None) -> Iterator[Cell]:
    yield median_cell(before.months if before else None, people)
    for value in (before.turnover, before.training) if before else (None, None):
        yield median_cell(value, people, known=False)


def crossed(told: CrossTable) -> Table:
    """Return those who left, by the year of joining and where to."""
    rows = tuple(
        Row(
            f"joined-{row.name}",
            (
                row.name,
                *(map(counted_cell, row.counts or (None,) * len(WAYS))),
            ),
        )
        for row in told.rows
    )
    return Table(
        "ways-by-year",
        say("Where they went, by the year in which they joined"),
        (
            Column("year", say("Joined in")),
            *(Column(way, said, CellKind.NUMBER) for way, said in WAYS.items()),
        ),
        rows,
        empty=_NOBODY,
    )


def heard(soon: Breakdown, later: Breakdown) -> Table:
    """Return what was heard of the benefit of those who left."""
    rows = ((SOON, soon), (LATER, later))
    return Table(
        "heard",
        say("Those who left, by what was heard of their benefit"),
        (
            Column("when", say("After leaving")),
            *(Column(name, said, CellKind.NUMBER) for name, said in HEARD.items()),
        ),
        tuple(
            Row(
                f"after-{months}",
                (
                    counted("{n} month", "{n} months", months),
                    *(counted_cell(cell.count) for cell in found.cells),
                ),
            )
            for months, found in rows
        ),
    )


def back(told: Breakdown) -> Table:
    """Return how many of those who left came back."""
    return _listed("back", say("Those who left, by whether they came back"), told, BACK)


def _listed(
    key: str, title: Message, told: Breakdown, names: Mapping[str, Message]
) -> Table:
    return Table(
        key,
        title,
        (
            Column("what", say("Those who left")),
            Column("count", say("how many"), CellKind.NUMBER),
            Column("share", say("share"), CellKind.PERCENT),
        ),
        tuple(
            Row(
                cell.name,
                (
                    names[cell.name],
                    counted_cell(cell.count),
                    counted_cell(cell.share) if told.total else None,
                ),
            )
            for cell in told.cells
        ),
    )

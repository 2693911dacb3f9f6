"""The evaluation: who came and went, where to, and what came before.

It is always of all members until the end of a quarter. Of two papers that are a day
apart the difference would be somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.outflow import LEFT, STAYED, outflow_of, quarter_end
from paraplu.reports.papers.blocks import Fact, Facts, Sentences
from paraplu.reports.papers.model import (
    BROKEN,
    Paper,
    Section,
    is_broken,
    issuer_of,
    status_of,
)
from paraplu.reports.papers.outflow import tables
from paraplu.reports.papers.outflow.words import COUNTED, counted_cell
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.reports.outflow import Outflow
    from paraplu.reports.papers.blocks import Table
    from paraplu.reports.papers.material import Material
    from paraplu.reports.small_tables import CrossTable

KIND = "outflow"


def evaluation(material: Material, period: PaperPeriod) -> Iterator[Paper]:
    """Yield the evaluation until the last quarter that was over when a period was.

    Where the books end within the period, that is the last quarter before their today.
    """
    books, register = material.books, material.register
    day = quarter_end(min(period.last, books.today))
    found = outflow_of(books, register, day)
    over = PaperPeriod(found.first, day, f"{found.first}..{day}")
    yield Paper(
        kind=KIND,
        subject="",
        title=say("Outflow and evaluation"),
        whom=say("for the members, the municipality and funders"),
        period=over,
        closing=day,
        status=status_of(books, over),
        state=material.state,
        issuer=issuer_of(register.cooperative),
        currency=books.currency,
        sections=tuple(_sections(found)),
        notices=tuple(_notices(found, material, period)),
    )


def _notices(
    found: Outflow, material: Material, period: PaperPeriod
) -> Iterator[Message]:
    if found.day < period.last:
        yield say(
            "It is as of {day}, the end of the last quarter that is over.",
            day=day_said(found.day),
        )
    if found.doubtful:
        yield say("The register has faults about members, who are not counted here.")
    if is_broken(material.books):
        yield BROKEN


def _sections(found: Outflow) -> Iterator[Section]:
    yield Section("answer", None, (_answer(found),))
    yield Section(
        "came", say("Who came, and how long they stayed"), (tables.cohorts(found),)
    )
    yield from _went(found)
    yield Section("counted", say("How it was counted"), (Sentences("rules", COUNTED),))


def _answer(found: Outflow) -> Facts:
    counts = {cell.name: cell.count for cell in found.cohorts.columns.cells}
    stayed, left = counts.get(STAYED, 0), counts.get(LEFT, 0)
    return Facts(
        "answer",
        (
            Fact(
                "joined",
                say("Ever joined"),
                counted_cell(found.cohorts.columns.total),
                CellKind.NUMBER,
            ),
            Fact("stayed", say("Still members"), counted_cell(stayed), CellKind.NUMBER),
            Fact("left", say("Have left"), counted_cell(left), CellKind.NUMBER),
            *_how_long(found),
        ),
        large=True,
    )


def _how_long(found: Outflow) -> Iterator[Fact]:
    """Yield how long people were members, as far as that may be told."""
    for key, said, months in (
        (
            "months-until-leaving",
            say("Months until leaving"),
            found.of_all.months,
        ),
        (
            "months-so-far",
            say("Months so far"),
            found.staying,
        ),
    ):
        if months is not None:
            yield Fact(key, said, months, CellKind.NUMBER)


def _went(found: Outflow) -> Iterator[Section]:
    """Yield what became of those who left, as far as that may be told."""
    title = say("What became of those who left")
    ways, crossed, soon, later, back = (
        found.ways,
        found.crossed,
        found.soon,
        found.later,
        found.back,
    )
    if not (ways and crossed and soon and later and back):
        why = say("How many left is withheld, and so is what became of them.")
        yield Section("went", title, (Sentences("withheld", (why,)),))
    elif not ways.total:
        yield Section("went", title, (Sentences("nobody", (say("Nobody left."),)),))
    else:
        yield Section("went", title, (tables.ways(found, ways), _by_year(crossed)))
        known = (tables.heard(soon, later), tables.back(back))
        yield Section("after", say("How it went later"), known)


def _by_year(crossed: CrossTable) -> Table | Sentences:
    """Return where people went by year, or that all of it is withheld."""
    if any(row.counts and row.total for row in crossed.rows):
        return tables.crossed(crossed)
    why = say(
        "Where those of one year went is withheld: in every year the groups are small."
    )
    return Sentences("ways-by-year", (why,))

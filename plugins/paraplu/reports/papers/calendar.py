"""What is due to whom: reports to funders and municipalities, permissions, VAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.language import Message, say
from paraplu.base.periods import Period
from paraplu.reports.due import AHEAD, DueDay, Duty, DutyState, calendar_in
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, Table
from paraplu.reports.papers.fund.people import STATES
from paraplu.reports.papers.model import Paper, Section, issuer_of, status_of
from paraplu.reports.papers.period import PaperPeriod
from paraplu.reports.papers.values import CellKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.values import Cell

KIND = "calendar"


def calendars(material: Material, period: PaperPeriod) -> Iterator[Paper]:
    """Yield the one calendar: what is late, and what is due until a period ends."""
    yield calendar(material, period)


def year_ahead(books: Books) -> PaperPeriod:
    """Return the days that a calendar is over: from the books' today, a year."""
    first, last = books.today, shifted(books.today, AHEAD)
    return PaperPeriod(first, last, f"{first}..{last}")


def calendar(material: Material, period: PaperPeriod) -> Paper:
    """Return what is late in these books, and what is due until a period ends."""
    books = material.books
    items = calendar_in(material.judgement, period.last).items
    return Paper(
        kind=KIND,
        subject="",
        title=say("What is due"),
        whom=say("for the board"),
        period=period,
        closing=min(period.last, books.today),
        status=status_of(books, period),
        state=material.state,
        issuer=issuer_of(material.register.cooperative),
        currency=books.currency,
        sections=(
            Section("answer", None, (_answer(items),)),
            Section("due", say("Day by day"), (_table(items, books.today),)),
        ),
    )


def told(one: DueDay) -> Message:
    """Return what is due, and to whom."""
    match one.duty:
        case Duty.REPORT:
            return say("{report} of {fund}", report=one.name, fund=one.about)
        case Duty.MUNICIPALITY:
            return say("reports on the members over {period}", period=_period(one))
        case Duty.PERMISSION:
            return say("permission of {member} renewed", member=one.about)
        case Duty.VAT:
            return say("VAT return of {period}", period=_period(one))


def _period(one: DueDay) -> Period | str:
    """Return the period that something is due over, as values say it."""
    return Period.read(one.about) or one.about


def whom(one: DueDay) -> Message | str:
    """Return to whom something is due."""
    if one.duty in (Duty.REPORT, Duty.MUNICIPALITY):
        return one.to
    return say("municipality") if one.duty is Duty.PERMISSION else say("tax office")


def _answer(items: tuple[DueDay, ...]) -> Facts:
    def many(*states: DutyState) -> int:
        return sum(one.state in states for one in items)

    return Facts(
        "answer",
        (
            Fact("late", say("Too late"), many(DutyState.LATE), CellKind.NUMBER),
            Fact("soon", say("Due soon"), many(DutyState.SOON), CellKind.NUMBER),
            Fact("later", say("To come"), many(DutyState.LATER), CellKind.NUMBER),
        ),
        large=True,
    )


def _table(items: tuple[DueDay, ...], today: dt.date) -> Table:
    def row(number: int, one: DueDay) -> Row:
        days = (one.day - today).days
        cells: tuple[Cell, ...] = (
            *(one.day, days, told(one), whom(one), STATES[one.state]),
        )
        return Row(f"due-{number}", cells)

    return Table(
        "due",
        say("What is due to whom"),
        (
            Column("day", say("day"), CellKind.DAY),
            Column("days", say("days to go"), CellKind.NUMBER),
            Column("what", say("What")),
            Column("whom", say("to whom")),
            Column("state", say("status"), narrow=True),
        ),
        tuple(row(n, one) for n, one in enumerate(items, 1)),
        empty=say("Nothing is due."),
        notes=tuple(_letters(items)),
    )


def _letters(items: tuple[DueDay, ...]) -> Iterator[Message]:
    """Yield what makes the letter that asks for a permission, where one is due."""
    for one in items:
        if one.duty is Duty.PERMISSION:
            yield say(
                "paraplu report renewal {member} makes the letter that asks for it.",
                member=one.about,
            )
            return

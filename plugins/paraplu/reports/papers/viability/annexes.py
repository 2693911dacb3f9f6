"""What goes with a dossier: equipment, courses, permissions, and a sheet to fill in."""

from __future__ import annotations

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
from paraplu.reports.papers.values import CellKind, NotKnown
from paraplu.reports.papers.worked import WorkedHours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.register.membership import Member
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.values import Cell
    from paraplu.reports.papers.viability.belongings import Course, Thing

_FAULT = NotKnown(say("the register has a fault here"))
_TO_FILL_IN = (
    ("income", say("income of the household beside the business")),
    ("fixed", say("fixed costs: rent, energy, insurance, subscriptions")),
    ("household", say("household")),
    ("debts", say("debts that are paid off")),
    ("other", say("other")),
)


def investments(found: Sequence[Thing]) -> Table:
    """Return the equipment that could be taken over, with a column to agree a price."""
    rows = [
        Row(f"thing-{n}", (one.bought, one.what, one.price, one.value, None))
        for n, one in enumerate(found, 1)
    ]
    if rows:
        price = sum((one.price for one in found), ZERO)
        value = sum((one.value for one in found), ZERO)
        total = (None, say("Together"), price, value, None)
        rows.append(Row("total", total, RowRole.TOTAL))
    return Table(
        "equipment",
        say("Equipment that could be taken over, in euros without VAT"),
        (
            Column("bought", say("Bought on"), CellKind.DAY),
            Column("what", say("What")),
            Column("price", say("price"), CellKind.MONEY),
            Column("value", say("book value"), CellKind.MONEY),
            Column("take-over", say("price of a take-over"), CellKind.MONEY),
        ),
        tuple(rows),
        empty=say("There is no equipment."),
        notes=(
            say(
                "The cooperative owns it and lends it. At what price it can be taken "
                "over is to be agreed, and VAT comes on top. What was written off "
                "counts for the entry with its link, or else for the oldest."
            ),
        ),
    )


def hours(found: WorkedHours | NotKnown, floor: int | None) -> Facts:
    """Return the hours of the last twelve months, a week on average, and the floor.

    `floor` is what the register asks of a business of one's own, in minutes a year.
    """
    whole: Cell
    mean: Cell
    if isinstance(found, WorkedHours):
        whole, mean = found.period, found.weekly
    else:
        whole = mean = found
    facts = [
        Fact("hours", say("hours a week"), mean, CellKind.HOURS),
        Fact("months", say("hours in these months"), whole, CellKind.HOURS),
    ]
    if floor is not None:
        words = say("hours a year of a business of one's own, as agreed")
        facts.append(Fact("own-business", words, floor, CellKind.HOURS))
    return Facts("hours", tuple(facts), say("Hours"))


def courses(found: Sequence[Course]) -> Table:
    """Return what was learned, as far as money was spent on it."""
    rows = [
        Row(f"course-{n}", (one.day, one.what, one.amount))
        for n, one in enumerate(found, 1)
    ]
    if rows:
        whole = sum((one.amount for one in found), ZERO)
        rows.append(Row("total", (None, say("Together"), whole), RowRole.TOTAL))
    return Table(
        "courses",
        say("Training, by the member and by funds, in euros without VAT"),
        (
            Column("day", say("Date"), CellKind.DAY),
            Column("what", say("What")),
            Column("amount", say("Amount"), CellKind.MONEY),
        ),
        tuple(rows),
        empty=say("Nothing was spent on training."),
    )


def permissions(member: Member | None, *, known: bool) -> Iterator[Block]:
    """Yield the permissions that there were, and when the ring was frozen."""
    if member is None or not known:
        fault = Fact("permissions", say("permissions"), _FAULT)
        yield Facts("permissions", (fault,))
        return
    yield Table(
        "permissions",
        say("Permissions of the municipality"),
        (
            Column("from", say("From"), CellKind.DAY),
            Column("until", say("until"), CellKind.DAY),
            Column("reference", say("decision")),
        ),
        tuple(
            Row(
                f"permission-{n}",
                (
                    one.period.start,
                    one.period.end or say("no end date"),
                    one.reference or None,
                ),
            )
            for n, one in enumerate(member.permissions, 1)
        ),
        empty=say("The register has no permission."),
    )
    if member.frozen:
        yield Table(
            "frozen",
            say("When no money could leave"),
            (
                Column("from", say("From"), CellKind.DAY),
                Column("until", say("until"), CellKind.DAY),
            ),
            tuple(
                Row(
                    f"frozen-{n}",
                    (one.period.start, one.period.end or say("no end date")),
                )
                for n, one in enumerate(member.frozen, 1)
            ),
        )


def private() -> tuple[Block, ...]:
    """Return the sheet of private spending: empty, for nobody asks what is in it."""
    words: tuple[Message, ...] = (
        say(
            "This sheet is empty. What somebody spends in private is not in these "
            "books, and the cooperative does not ask for it. If you ask for help under "
            "the Bbz, you can fill it in, for the municipality alone."
        ),
    )
    return (
        Sentences("private-words", words),
        Table(
            "private",
            say("Private, in euros a month"),
            (
                Column("what", say("What")),
                Column("month", say("a month"), CellKind.MONEY),
            ),
            tuple(Row(key, (said, None)) for key, said in _TO_FILL_IN),
        ),
    )

"""Who helped whom: services of members to each other and to the cooperative."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import USE
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, Figure, FigurePart
from paraplu.reports.papers.whole.closings import closes
from paraplu.reports.papers.whole.entries import place
from paraplu.reports.papers.worked import help_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.meeting.year import MeetingYear
    from paraplu.reports.span import Span


class Service(NamedTuple):
    """What one did for another; `receiver` is empty for the cooperative."""

    giver: str
    receiver: str
    part: FigurePart


def services(material: Material, span: Span) -> Iterator[Service]:
    """Yield the services of a span, one for each giver and receiver of an entry."""
    books = material.books
    for transaction in books.with_signature(
        lambda one: Kind.INTERNAL_SALES in one.kinds
    ):
        if transaction.date in span and not closes(books, transaction):
            yield from _services(material, transaction)


def _services(material: Material, transaction: Transaction) -> Iterator[Service]:
    """Yield what of an entry goes from whom to whom; the first givers come first."""
    given: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    taken: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for posting in transaction.postings:
        account, amount = posting.account, posting.amount
        if account.kind is Kind.INTERNAL_SALES:
            given[account.member] -= amount
        elif account.kind in USE or account.kind is Kind.COOP_EXPENSES:
            taken[account.member] += amount
    # A service that is taken back runs the other way.
    sign = -1 if sum(given.values(), ZERO) < 0 else 1
    for giver, much in given.items():
        left = sign * much
        for receiver in sorted(taken):
            part = min(left, sign * taken[receiver]) if receiver != giver else ZERO
            if part > 0:
                left -= part
                taken[receiver] -= sign * part
                source = place(material, transaction.source)
                said = say("service")
                yield Service(
                    giver,
                    receiver,
                    FigurePart(source, transaction.date, said, sign * part),
                )


def helped(year: MeetingYear) -> tuple[Table, Facts]:
    """Return what members did for each other and for the cooperative."""
    found: defaultdict[tuple[str, str], list[FigurePart]] = defaultdict(list)
    material = year.material
    for one in services(material, year.span.until(material.books)):
        found[one.giver, one.receiver].append(one.part)
    rows = []
    for (giver, receiver), parts in sorted(found.items()):
        amount = sum((part.amount for part in parts), ZERO)
        rows.append(
            Row(
                f"{giver}-{receiver or 'cooperative'}",
                (
                    giver,
                    receiver or say("the cooperative"),
                    len(parts),
                    Figure(amount, partial(tuple, parts)),
                ),
            )
        )
    if rows:
        every = [part for parts in found.values() for part in parts]
        total = sum((part.amount for part in every), ZERO)
        whole = (say("Together"), None, len(every), total)
        rows.append(Row("total", whole, RowRole.TOTAL))
    table = Table(
        "helped",
        say("Services inside the cooperative, in euros; there is no VAT on them"),
        (
            Column("giver", say("Who helped")),
            Column("receiver", say("Whom")),
            Column("times", say("Times"), CellKind.NUMBER),
            Column("amount", say("Amount"), CellKind.MONEY),
        ),
        tuple(rows),
        say("No services were booked."),
    )
    minutes = help_in(material, year.span)
    hours = Fact("hours", say("Hours of help"), minutes, CellKind.HOURS)
    return table, Facts("hours", (hours,))

"""All costs by date, with the document that shows each.

Costs are what was spent or used, of members, cooperative and funds, and equipment that
was bought. Contributions, and what a member who leaves gives to the common fund, move
between members and cooperative, and are none.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.chart import Kind, Root
from paraplu.base.common_fund import is_given
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.words import day_said
from paraplu.ledger.approvals import approval_of
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.openings import brings_in
from paraplu.ledger.receipt_kinds import can_open, kind_of
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import (
    CellKind,
    Figure,
    FigurePart,
    Link,
    NotKnown,
    PartsOf,
)
from paraplu.reports.papers.whole.closings import closes
from paraplu.reports.papers.whole.entries import account_said, place, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.transactions import Role, Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.span import Span

_EQUIPMENT = frozenset({Kind.EQUIPMENT, Kind.COOP_EQUIPMENT})
_NO_FILE = NotKnown(say("the file is not there"))


class Cost(Struct, frozen=True, eq=False, gc=False):
    """One posting of costs, in EUR, with Beancount's sign: below zero it came back."""

    transaction: Transaction
    position: int
    account: Account
    amount: Decimal

    @property
    def words(self) -> str:
        """Payee and narration."""
        return words_of(self.transaction)


def costs_in(material: Material, span: Span) -> Sequence[Cost]:
    """Return all costs of a span until the books' today, by date."""
    until = span.until(material.books)
    return material.once(
        ("costs", until), lambda: sorted(_costs(material, until), key=_place)
    )


def _place(cost: Cost) -> tuple[int, int]:
    return cost.transaction.number, cost.position


def _costs(material: Material, span: Span) -> Iterator[Cost]:
    books, begin, end = material.books, span.begin, span.end
    for transaction, position in books.postings_where(_is_cost):
        within = begin <= transaction.date <= end
        if within and not (brings_in(books, transaction) or closes(books, transaction)):
            posting = transaction.postings[position]
            if not is_given(posting.account):
                yield Cost(transaction, position, posting.account, posting.amount)


def _is_cost(role: Role) -> bool:
    if role.kind in _EQUIPMENT:
        return not role.credit
    return role.root is Root.EXPENSES and role.kind is not Kind.CONTRIBUTION


def document(material: Material, cost: Cost) -> Link | Message | NotKnown | None:
    """Return the document that shows a cost; None where the books name none.

    What a computer would run rather than show has no link, and its kind is told.
    """
    books = material.books
    named = receipts_of(books, cost.transaction)
    if not named:
        return None
    found = [path for path in map(books.shelf.find, named) if path]
    if not found:
        return _NO_FILE
    path = books.shelf.shown(found[0])
    more = f" (+{len(found) - 1})" if len(found) > 1 else ""
    name = path.rpartition("/")[2]
    # A link may lead to a file of another kind.
    if can_open(path) and (found[0].endswith(name) or can_open(found[0])):
        return Link(name + more, path)
    kind = kind_of(path).removeprefix(".")
    if not kind:
        return say("{name} (a file of no known kind: not opened)", name=name + more)
    return say(
        "{name} (a file of kind {kind}: not opened)", name=name + more, kind=kind
    )


def approved(cost: Cost) -> Message | str | None:
    """Return who approved a cost and when, None where nobody is named."""
    approval = approval_of(cost.transaction, cost.position)
    if approval is None:
        return None
    who = approval.who.rstrip(" ,")
    if approval.day is None:
        return who
    known = (("who", who), ("day", day_said(approval.day)))
    return Message("{who}, {day}", known)


def costs(material: Material, span: Span) -> Table:
    """Return all costs by date, each with its document."""
    every = costs_in(material, span)
    rows = [
        Row(
            f"cost-{number}",
            (
                cost.transaction.date,
                cost.words,
                account_said(cost.account),
                cost.amount,
                document(material, cost),
            ),
        )
        for number, cost in enumerate(every, 1)
    ]
    if rows:
        total = figure(material, every)
        rows.append(
            Row("total", (None, say("Together"), None, total, None), RowRole.TOTAL)
        )
    return Table(
        "costs",
        say("All costs by date, in euros without VAT, with what shows them"),
        (
            Column("date", say("Date"), CellKind.DAY),
            Column("what", say("What")),
            Column("account", say("Account")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("document", say("Document")),
        ),
        tuple(rows),
        say("There were no costs in this period."),
        (
            say(
                "What has no document is below the amount that needs one, inside the "
                "cooperative, written off, or a finding of the check."
            ),
        ),
    )


def figure(material: Material, every: Sequence[Cost]) -> Figure:
    """Return the sum of costs, with the entry of each."""
    total = sum((cost.amount for cost in every), ZERO)
    return Figure(total, partial(_parts, material, every))


def _parts(material: Material, every: Sequence[Cost]) -> Sequence[FigurePart]:
    return PartsOf([cost for cost in every if cost.amount], partial(_part, material))


def _part(material: Material, cost: Cost) -> FigurePart:
    where = place(material, cost.transaction.source_at(cost.position))
    return FigurePart(where, cost.transaction.date, cost.words, cost.amount)

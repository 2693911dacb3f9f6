"""What customers of one member still have to pay, by number.

A number counts what was paid with it as a link. What was paid without one, or with one
that is not there, settles what it settles for `settled_claims`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.ledger.settlement import Reason
from paraplu.reports.papers.postings import claims
from paraplu.reports.papers.settled_claims import settled_claims
from paraplu.reports.papers.values import FigurePart

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.ledger.settlement import Match
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.material import Material


class ToCome(NamedTuple):
    """What is still to come in under one number, with VAT.

    The number is that of an invoice, or the link of entries: then the day is that of
    the first of them, and when it is due the books do not say.
    """

    number: str
    issued: dt.date | None
    due: dt.date | None
    amount: Decimal
    parts: Callable[[], Sequence[FigurePart]]


class _Unnamed(NamedTuple):
    """What was paid of a number without its link, or taken of it for another."""

    number: str
    what: Transaction
    amount: Decimal


def to_come(material: Material, code: str, day: dt.date) -> tuple[ToCome, ...]:
    """Return what is open at the end of a day, by number."""
    return tuple(_open(material, code, day))


def _open(material: Material, code: str, day: dt.date) -> Iterator[ToCome]:
    issued = material.invoices.by_number
    items = material.receivables(code, day)
    moved: defaultdict[str, list[_Unnamed]] = defaultdict(list)
    for one in _unnamed(material, code, day, {item.number for item in items}):
        moved[one.number].append(one)
    for item in items:
        number, others = item.number, moved[item.number]
        amount = item.amount - sum((one.amount for one in others), ZERO)
        invoice = issued.get(number)
        if not amount or not (invoice or amount > 0):
            # Below zero it paid something that has no number here.
            continue
        parts = partial(_parts, material, code, number, amount, others, day)
        if invoice:
            yield ToCome(number, invoice.day, invoice.invoice.due, amount, parts)
        elif not material.others.named(number, code):
            first = min(one.date for one in material.books.linked(number))
            yield ToCome(number, first, None, amount, parts)


def _unnamed(
    material: Material, code: str, day: dt.date, numbers: set[str]
) -> Iterator[_Unnamed]:
    """Yield what settles these numbers otherwise than by link."""
    every = material.once(
        ("settled-claims", day), lambda: settled_claims(material.books, day)
    )
    for account, found in every.items():
        if account.member != code:
            continue
        for match in found.paid:
            yield from _both(match, numbers, 1)
        for match in found.returned:
            yield from _both(match, numbers, -1)


def _both(
    match: Match[Transaction, Transaction], numbers: set[str], sign: int
) -> Iterator[_Unnamed]:
    """Yield what a match moves between the numbers of its sides."""
    if match.reason is Reason.LINK:
        return
    for one, other, way in (
        (match.item, match.by, sign),
        (match.by, match.item, -sign),
    ):
        number = min(one.links & numbers, default=None)
        if number:
            yield _Unnamed(number, other.what, way * match.amount)


def _parts(
    material: Material,
    code: str,
    number: str,
    amount: Decimal,
    others: Sequence[_Unnamed],
    day: dt.date,
) -> Sequence[FigurePart]:
    """Return what an open item is made of; nothing where a payment is for several."""
    parts = list(claims(material.books, material.others, code, number, day))
    for one in others:
        place = material.others.place(one.what.source, code)
        said = say("paid without this number")
        parts.append(FigurePart(place, one.what.date, said, -one.amount))
    total = sum((part.amount for part in parts), ZERO)
    return parts if total == amount else ()

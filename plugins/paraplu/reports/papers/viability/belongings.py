"""What a member takes along: equipment with its book value, and what was learned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.base.vocabulary import words_of
from paraplu.ledger.depreciation import written_off
from paraplu.ledger.settlement import (
    LINK_BY_LINK,
    NAMED_PARTY,
    OLDEST,
    movements,
    settled,
)
from paraplu.reports.funds import funds_in
from paraplu.reports.span import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.reports.funds import Funds
    from paraplu.reports.papers.material import Material

_EQUIPMENT = frozenset({Kind.EQUIPMENT})


@dataclass(frozen=True)
class Thing:
    """A durable good of the cooperative that a member uses; amounts in EUR.

    `value` is what is left of the price in the books.
    """

    bought: dt.date
    what: Message | str
    price: Decimal
    value: Decimal


@dataclass(frozen=True)
class Course:
    """What was spent on learning, and by whom."""

    day: dt.date
    what: Message | str
    amount: Decimal


def things(material: Material, code: str, until: dt.date) -> tuple[Thing, ...]:
    """Return the equipment of a member at the end of a day, the oldest first.

    What was sold or handed back is not in it. What was written off goes by link, or
    else off the oldest on the account.
    """
    words = {
        (one.number, one.account): one.what
        for one in material.postings(code, Span(end=until))
    }
    found = []
    every = material.once(
        ("movements", _EQUIPMENT), lambda: movements(material.books, _EQUIPMENT)
    )
    for account, moves in every.items():
        if account.member != code:
            continue
        kept = [move for move in moves if move.date <= until]
        gone: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
        off: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
        for match in settled(kept, [LINK_BY_LINK], [NAMED_PARTY], [OLDEST]).matches:
            written = bool(written_off(match.by.what, code))
            (off if written else gone)[match.item.place] += match.amount
        for move in kept:
            price = move.amount - gone[move.place]
            if move.amount > 0 and price > 0:
                what = words.get((move.place, account), "")
                found.append(Thing(move.date, what, price, price - off[move.place]))
    return tuple(sorted(found, key=lambda one: one.bought))


def courses(material: Material, code: str, until: dt.date) -> tuple[Course, ...]:
    """Return what was spent on a member's training, by the member and by funds."""
    own = [
        Course(one.date, one.what, one.amount)
        for one in material.postings(code, Span(end=until))
        if one.account.kind is Kind.TRAINING and not one.carries
    ]
    return tuple(sorted([*own, *_paid_by_funds(material, code, until)], key=_day))


def _paid_by_funds(material: Material, code: str, until: dt.date) -> Iterator[Course]:
    span = Span(end=until)
    funds: Funds = material.once(
        ("funds", until), lambda: funds_in(material.judgement, span)
    )
    training = words_of(material.register.chart)["Training"]
    for story in funds.stories:
        for move in story.moves:
            of_member = move.member == code and move.purpose == training
            if of_member and move.kind is Kind.FUND_EXPENSES:
                said = say("paid by {fund}", fund=story.name)
                yield Course(move.transaction.date, said, -move.amount)


def _day(one: Course) -> dt.date:
    return one.day

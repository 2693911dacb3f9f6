"""What a change does to thermometers, cover and VAT: the figures that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.money import ZERO
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.boxes import Box, boxes_of, items_of
from paraplu.bookkeeping.vat.returns import vat_of
from paraplu.ledger.cover import cover_by_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.rules.verdict import Judgement


class ChangedFigure(NamedTuple):
    """A figure that is another one: whose, and what it was and is, in EUR."""

    about: str
    was: Decimal
    now: Decimal


class ChangedBox(NamedTuple):
    """A box of a VAT return that is another one, to the cent."""

    period: Period
    box: str
    was: Box
    now: Box


@dataclass(frozen=True)
class FigureChanges:
    """The figures that differ on the last day of the two books.

    `cover` is what there is beyond what is earmarked: negative where it falls short.
    """

    day: dt.date
    thermometers: tuple[ChangedFigure, ...]
    cover: ChangedFigure | None
    boxes: tuple[ChangedBox, ...]


def figure_changes(was: Judgement, now: Judgement) -> FigureChanges:
    """Return the figures that differ between two states of the same books."""
    newest = [one for j in (was, now) if (one := j.books.newest_day)]
    day = max([now.books.today, *newest])
    before, after = _beyond(was, day), _beyond(now, day)
    cover = ChangedFigure("", before, after) if before != after else None
    return FigureChanges(
        day, tuple(_thermometers(was, now, day)), cover, tuple(_boxes(was, now))
    )


def _thermometers(
    was: Judgement, now: Judgement, day: dt.date
) -> Iterator[ChangedFigure]:
    for code in sorted(was.books.rings.keys() | now.books.rings.keys()):
        before, after = _level(was, code, day), _level(now, code, day)
        if before != after:
            yield ChangedFigure(code, before, after)


def _level(judgement: Judgement, code: str, day: dt.date) -> Decimal:
    ring = judgement.books.rings.get(code)
    return ring.level(day) if ring else ZERO


def _beyond(judgement: Judgement, day: dt.date) -> Decimal:
    covers = [one for one in cover_by_day(judgement.books) if one.date <= day]
    return -covers[-1].short if covers else ZERO


def _boxes(was: Judgement, now: Judgement) -> Iterator[ChangedBox]:
    before, after = _by_period(was), _by_period(now)
    for period in sorted(before.keys() | after.keys(), key=lambda one: one.first):
        old, new = before.get(period, {}), after.get(period, {})
        for box in sorted(old.keys() | new.keys()):
            one, other = old.get(box, Box()), new.get(box, Box())
            if one != other:
                yield ChangedBox(period, box, one, other)


def _by_period(judgement: Judgement) -> Mapping[Period, Mapping[str, Box]]:
    """Return the boxes of each period in which anything is due."""
    vat = vat_of(judgement.books, judgement.register)
    terms = judgement.register.vat_on
    periods = {Period.of(one.date, terms(one.date).span) for one in vat.taxed}
    return {period: boxes_of(items_of(vat.within(period))) for period in periods}

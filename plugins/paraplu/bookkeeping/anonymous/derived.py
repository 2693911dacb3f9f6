"""Amounts that follow from others: contributions, and returns of VAT as filed.

They were rounded when they were worked out, so a factor does not give them. They are
worked out anew, of the copy: what was right is right again, and what was wrong is as
wrong as it was, by the factor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paraplu.base.metadata import (
    VAT_RETURN_BOXES,
    VAT_RETURN_CORRECTS,
    VAT_RETURN_SEAL,
)
from paraplu.base.money import CENT, ZERO, in_cents
from paraplu.bookkeeping.contributions.booked import contributed
from paraplu.bookkeeping.contributions.month import standings_of_all
from paraplu.bookkeeping.vat.boxes import Box, added, boxes_of, items_of
from paraplu.bookkeeping.vat.filed import payable_of, written_boxes
from paraplu.bookkeeping.vat.positions import is_of_return, return_accounts
from paraplu.bookkeeping.vat.returns import vat_of
from paraplu.bookkeeping.vat.seal import grown_by, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal
    from random import Random

    from paraplu.base.findings import Source
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.vat.boxes import Boxes
    from paraplu.bookkeeping.vat.filed import FiledReturn
    from paraplu.bookkeeping.vat.returns import Vat
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

Place = tuple[str, int]


@dataclass(frozen=True)
class CopyTwins:
    """Some books and their copy, and how names and amounts of one are in the other."""

    books: Books
    register: Register
    copy: Books
    copied: Register
    renamed: Callable[[str], str]
    factor: Decimal
    # The path in the copy of each file of the books, and the other way round.
    there: Mapping[str, str] = field(default_factory=dict)
    here: Mapping[str, str] = field(default_factory=dict)

    def scaled(self, amount: Decimal) -> Decimal:
        """Return an amount by the factor, in cents."""
        return in_cents(amount * self.factor)

    def place(self, source: Source) -> Place:
        """Return where something of the copy stands in the books."""
        return self.here.get(source.file, source.file), source.line


def contributions(twins: CopyTwins) -> Iterator[tuple[Place, Decimal]]:
    """Yield the contributions that are to be others than they are in the copy."""
    due = {
        (one.due.member, one.due.month, one.due.purpose): one
        for every in standings_of_all(twins.copy, twins.copied).values()
        for one in every
    }
    booked = contributed(twins.copy, twins.copied)
    for every in standings_of_all(twins.books, twins.register).values():
        for one in every:
            key = (
                twins.renamed(one.due.member),
                one.due.month,
                twins.renamed(one.due.purpose),
            )
            new = due.get(key)
            if one.booked is None or new is None or new.booked is None:
                continue
            apart = one.booked - one.due.amount
            wrong = ZERO if abs(apart) <= CENT else twins.scaled(apart)
            more = new.due.amount + wrong - new.booked
            last = booked[key][-1]
            posting = last.transaction.postings[last.position]
            sign = 1 if posting.amount == last.amount else -1
            if more:
                place = twins.place(last.transaction.source_at(last.position))
                yield place, posting.amount + sign * more


class Returns:
    """What entries of filed returns of VAT are to say in the copy."""

    def __init__(self, twins: CopyTwins, random: Random) -> None:
        self._twins = twins
        self._random = random
        self._old = vat_of(twins.books, twins.register)
        self._new = vat_of(twins.copy, twins.copied)

    def notes(self) -> Iterator[tuple[Place, str, str]]:
        """Yield the place, the key and the text of what a return says of itself."""
        for filed in self._filings(self._old):
            if filed.of != filed.period:
                continue
            source = filed.transaction.source
            place = source.file, source.line
            yield place, VAT_RETURN_BOXES, written_boxes(self._boxes(filed))
            yield place, VAT_RETURN_SEAL, self._seal(filed)
            along = [
                one
                for one in self._filings(self._old)
                if one.transaction is filed.transaction and one.of != one.period
            ]
            if along:
                yield place, VAT_RETURN_CORRECTS, " | ".join(map(self._record, along))

    def amounts(self) -> Iterator[tuple[Place, Decimal]]:
        """Yield what each return books as due, where that was by its boxes."""
        twins = self._twins
        was = {
            tuple(one.transaction.source): one
            for one in self._filings(self._old)
            if one.of == one.period
        }
        returns = return_accounts(twins.copy, twins.copied)
        old_returns = return_accounts(twins.books, twins.register)
        for filed in self._filings(self._new):
            old = was.get(twins.place(filed.transaction.source))
            if old is None or filed.of != filed.period:
                continue
            own = [
                n
                for n, one in enumerate(filed.transaction.postings)
                if is_of_return(one.account.name, returns)
            ]
            booked = -sum(
                (
                    one.amount
                    for one in old.transaction.postings
                    if is_of_return(one.account.name, old_returns)
                ),
                ZERO,
            )
            if len(own) == 1:
                wrong = twins.scaled(booked - payable_of(old))
                place = twins.place(filed.transaction.source_at(own[0]))
                yield place, -(payable_of(filed) + wrong)

    def _filings(self, vat: Vat) -> Iterator[FiledReturn]:
        for newest in vat.filed.values():
            one: FiledReturn | None = newest
            while one:
                yield one
                one = one.before

    def _record(self, filed: FiledReturn) -> str:
        boxes = written_boxes(self._boxes(filed))
        return f"{filed.period}: {boxes}; {self._seal(filed)}"

    def _boxes(self, filed: FiledReturn) -> Boxes:
        """Return the boxes as filed: as far from those of now as they were."""
        old, new = (self._now(vat, filed.period) for vat in (self._old, self._new))
        apart = added(filed.boxes, old, -1)
        scaled = {
            box: Box(self._twins.scaled(base), self._twins.scaled(tax))
            for box, (base, tax) in apart.items()
        }
        return added(new, scaled)

    def _now(self, vat: Vat, period: Period) -> Boxes:
        return boxes_of(items_of(vat.within(period)))

    def _seal(self, filed: FiledReturn) -> str:
        old = self._old.within(filed.period)
        new = self._new.within(filed.period)
        late = {tuple(one.transaction.source) for one in grown_by(old, filed.seal)}
        if late or seal(old) == filed.seal:
            place = self._twins.place
            return seal([n for n in new if place(n.transaction.source) not in late])
        return f"{self._random.getrandbits(128):032x}"

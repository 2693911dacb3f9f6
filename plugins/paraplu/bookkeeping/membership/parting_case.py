"""One member who leaves, as the books are today, and what a step of that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.bookkeeping.membership.parting_entries import PartingEntries
from paraplu.ledger.rings import Ring

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account, Kind
    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.register.membership import Member
    from paraplu.register.model import Register
    from paraplu.register.parting import Parting


@dataclass(frozen=True)
class LeavingStep:
    """One step: what it is about, whether it is done, and otherwise what to do.

    `entry` is text for the ledger, where one would do it.
    """

    key: str
    said: Message
    done: bool
    todo: Message | None = None
    entry: str = ""


@dataclass(frozen=True)
class PartingCase:
    """A member who left on a day, with the books and the register."""

    books: Books
    register: Register
    member: Member
    left: dt.date

    @cached_property
    def ring(self) -> Ring:
        """The member's ring; an empty one where nothing was ever booked."""
        return self.books.rings.get(self.member.code) or Ring(self.member.code, {})

    @cached_property
    def standing(self) -> Mapping[Account, Decimal]:
        """What is still on the member's assets and debts today."""
        return self.ring.standing(self.books.today)

    @property
    def rule(self) -> Parting:
        """What was agreed for who leaves on that day."""
        return self.register.policy(self.left, self.member.code).leaving

    @property
    def entries(self) -> PartingEntries:
        """Writes what can be booked after leaving."""
        return self._entries(max(self.left, self.books.today))

    @property
    def before(self) -> PartingEntries:
        """Writes what has to be booked on the day of leaving at the latest."""
        return self._entries(self.left)

    def _entries(self, day: dt.date) -> PartingEntries:
        return PartingEntries(self.books, self.register, self.member.code, day)

    def on(self, kinds: frozenset[Kind]) -> list[tuple[Account, Decimal]]:
        """Return what is on accounts of some kinds, by name."""
        found = [(one, n) for one, n in self.standing.items() if one.kind in kinds]
        return sorted(found, key=lambda pair: pair[0].name)

"""The contributions of a month: what is due, what is booked, what is to be written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.language import Language, say
from paraplu.base.money import CENT, ZERO
from paraplu.bookkeeping.contributions.booked import contributed
from paraplu.bookkeeping.contributions.due import Due
from paraplu.bookkeeping.contributions.dues import dues
from paraplu.bookkeeping.contributions.entry import accounts, written
from paraplu.journal.draft import PendingEntries
from paraplu.journal.unbooked import CannotBook

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from paraplu.base.dates import Month
    from paraplu.bookkeeping.contributions.booked import Contributed, Key
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class ContributionState(StrEnum):
    """How the books stand to what is due."""

    NEW = "new"
    BOOKED = "booked"
    DIFFERS = "differs"
    NOTHING = "nothing"


@dataclass(frozen=True)
class DueStatus:
    """What is due of one share, and what the books have of it; None for no entry."""

    due: Due
    booked: Decimal | None

    @property
    def state(self) -> ContributionState:
        """What there is to do about it; one cent more or less is rounding."""
        if self.booked is None:
            return (
                ContributionState.NEW if self.due.amount else ContributionState.NOTHING
            )
        right = abs(self.booked - self.due.amount) <= CENT
        return ContributionState.BOOKED if right else ContributionState.DIFFERS


def standings(books: Books, register: Register, month: Month) -> tuple[DueStatus, ...]:
    """Return how each share of a month stands, by member."""
    booked = contributed(books, register)
    return tuple(
        _standing(due, booked)
        for of_member in dues(books, register).values()
        for due in of_member
        if due.month == month
    )


def standings_of_all(
    books: Books, register: Register
) -> Mapping[str, tuple[DueStatus, ...]]:
    """Return how each share of each month stands, by member and in order of months.

    Also what is booked where nothing came in or went out. Empty where nothing was
    agreed.
    """
    every = dues(books, register)
    if not every:
        return {}
    booked = contributed(books, register)
    found: defaultdict[str, list[Due]] = defaultdict(list, every)
    known = {
        (due.member, due.month, due.purpose) for own in every.values() for due in own
    }
    for key in booked.keys() - known:
        found[key[0]].append(Due(*key, ZERO, ZERO, ZERO, ZERO))
    return {
        member: tuple(
            _standing(due, booked)
            for due in sorted(own, key=lambda due: (due.month, due.purpose))
        )
        for member, own in found.items()
    }


def _standing(due: Due, booked: Mapping[Key, list[Contributed]]) -> DueStatus:
    postings = booked.get((due.member, due.month, due.purpose))
    amount = sum((one.amount for one in postings or ()), ZERO)
    return DueStatus(due, amount if postings else None)


def draft(
    books: Books,
    register: Register,
    found: tuple[DueStatus, ...],
    into: Path | None = None,
) -> PendingEntries:
    """Return the entries that are to be written, in the file of their month."""
    drafted = PendingEntries(books, register, into)
    language = Language(register.language)
    for one in found:
        if one.state is ContributionState.NEW:
            own, income = accounts(one.due, books.chart)
            block = written(one.due, books.chart, books.currency, language)
            drafted.add(income, block.date, block)
            drafted.open((own, income), _beside(books, one.due.member))
    return drafted


def _beside(books: Books, member: str) -> str:
    """Return an account of a member that is open, "" where none is."""
    names = (n for n, o in books.opened.items() if o.account.member == member)
    return next(names, "")


def must_be_known(register: Register, month: Month, today: dt.date) -> None:
    """Raise CannotBook for a month of which nobody can know what is due.

    That is one that is not over, or over which no contribution was agreed with anybody.
    """
    if month.last > today:
        raise CannotBook(
            say(
                "{month} ends on {last}; what is due is known only after that.",
                month=str(month),
                last=month.last,
            )
        )
    codes = [None, *register.members]
    days = (month.first, month.last)
    if not any(
        register.policy(day, code).contribution for day in days for code in codes
    ):
        raise CannotBook(
            say(
                "No contribution was agreed for {month}. Write it in the register, "
                "under policies: contribution: {example}.",
                month=str(month),
                example="{base: net_turnover, rate: 30%}",
            )
        )

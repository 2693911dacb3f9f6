"""The contribution of a member beside what was agreed, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.entry import basis
from paraplu.bookkeeping.contributions.month import ContributionState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.bookkeeping.contributions.month import DueStatus
    from paraplu.reports.member import MemberReport

_SAID = {
    ContributionState.NEW: say("not booked yet"),
    ContributionState.BOOKED: say("booked"),
    ContributionState.DIFFERS: say("differs"),
    ContributionState.NOTHING: say("nothing due"),
}
_NOT_OVER = say("the month is not over")


class OfMonth(NamedTuple):
    """One share over one month; `booked` is nil where there is no entry.

    A month that is `running` is not over and not booked, as it should be.
    """

    standing: DueStatus
    state: ContributionState
    said: Message
    base: Message
    running: bool = False

    @property
    def booked(self) -> Decimal:
        """What the books have of it."""
        return self.standing.booked or ZERO


@dataclass(frozen=True)
class MemberContributions:
    """The shares of a member: what needs nobody can be folded to a sentence."""

    every: tuple[OfMonth, ...]

    @property
    def open(self) -> tuple[OfMonth, ...]:
        """Those that differ from what was agreed, or are not booked yet."""
        states = (ContributionState.DIFFERS, ContributionState.NEW)
        return tuple(one for one in self.every if one.state in states)

    @property
    def months(self) -> int:
        """Over how many months they are."""
        return len({one.standing.due.month for one in self.every})

    @property
    def has_purposes(self) -> bool:
        """Tell whether shares are for a purpose."""
        return any(one.standing.due.purpose for one in self.every)


def standings_in(
    every: Mapping[str, tuple[DueStatus, ...]], story: MemberReport
) -> tuple[OfMonth, ...]:
    """Return how the shares of a member stand, over the months of a story's span.

    A month counts as soon as one of its days does; what is due over one that is not
    over may still change.
    """
    span = story.span
    found = []
    for one in every.get(story.standing.code, ()):
        month = one.due.month
        if month.first <= story.closing and month.last >= span.begin:
            running = one.booked is None and month.last > story.closing
            said = _NOT_OVER if running else _SAID[one.state]
            found.append(OfMonth(one, one.state, said, basis(one.due), running))
    return tuple(found)

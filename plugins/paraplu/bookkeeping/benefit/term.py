"""How many months of an exemption were used, and whether its term is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.language import Message, say

if TYPE_CHECKING:
    from paraplu.base.dutch_law.exemptions import Exemption, ExemptionRule
    from paraplu.register.benefit import Benefit, Granted


class Term:
    """Counts the months of a member's exemptions, month after month.

    Months in a row run by the calendar from the first, also where nothing was earned. A
    decision that follows another without a gap goes on with its months, and of months
    before the article was law only those that are said to be used count. Other months
    count where there was income, and all decisions of such a kind share one term: the
    law has it once. `began` is the month in which the books begin, None where they are
    empty.
    """

    def __init__(self, benefit: Benefit, began: Month | None) -> None:
        self._benefit = benefit
        self._began = began
        self._earned: dict[Exemption, int] = {}
        self._lost: set[Exemption] = set()

    def lose(self, month: Month) -> None:
        """Keep that it is open whether a month of the exemption in it was used."""
        granted = self._benefit.exemption(month)
        if granted is not None:
            self._lost.add(granted.kind)

    def used(
        self, rule: ExemptionRule, granted: Granted, month: Month, *, earns: bool
    ) -> int | None:
        """Return the months used with this one, None where that cannot be told."""
        if rule.consecutive or rule.months is None:
            first, law = self._first(granted), Month.of(rule.begins)
            if first < law:
                return _between(law, month) + 1 + (granted.used or 0)
            return _between(first, month) + 1
        kind = granted.kind
        self._earned[kind] = self._earned.get(kind, 0) + earns
        if kind in self._lost or self._unsaid(kind):
            return None
        before = (one.used or 0 for one in self._benefit.granted if one.kind is kind)
        return sum(before) + self._earned[kind]

    def over(
        self, rule: ExemptionRule, granted: Granted, month: Month, used: int
    ) -> bool:
        """Tell whether the term had ended before this month."""
        if granted.extended is not None and month <= granted.extended:
            return False
        return rule.months is not None and used > rule.months

    def why(self, granted: Granted) -> Message:
        """Return why it cannot be told how many months were used."""
        if self._unsaid(granted.kind):
            return say(
                "exemption {kind} began in {month}, before these books: write "
                "under `used:` how many months of it were used",
                kind=granted.kind.value,
                month=granted.first,
            )
        return say(
            "a month before this one is open, so the months used of exemption {kind} "
            "are too",
            kind=granted.kind.value,
        )

    def _first(self, granted: Granted) -> Month:
        """Return the first month of a decision and those that it follows at once."""
        first = granted.first
        for one in reversed(self._benefit.granted):
            if one.kind is granted.kind and one.first < first:
                last = one.last or one.extended
                if last is not None and _between(last, first) > 1:
                    break
                first = one.first
        return first

    def _unsaid(self, kind: Exemption) -> bool:
        """Tell whether months before the books may have been used, and nobody says."""
        began = self._began
        return began is not None and any(
            one.kind is kind and one.first < began and one.used is None
            for one in self._benefit.granted
        )


def _between(first: Month, month: Month) -> int:
    return (month.year - first.year) * 12 + month.number - first.number

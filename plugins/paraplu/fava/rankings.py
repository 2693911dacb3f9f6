"""What Fava completes while somebody types, ranked by how often and how lately.

Each use counts on from those before it. So where the first entries are those of the
last load, the ranking goes on from what it was there.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple

from fava.core.attributes import AttributesModule, get_active_years
from fava.util.ranking import ExponentialDecayRanker

if TYPE_CHECKING:
    from collections.abc import Sequence

# The ranking is noted so many times on the way.
_NOTES = 32


class _Scores(NamedTuple):
    """The scores of accounts, currencies and payees by the first transactions."""

    number: int
    accounts: dict[str, float]
    currencies: dict[str, float]
    payees: dict[str, float]

    def copied(self, number: int) -> _Scores:
        return _Scores(number, *(dict(scores) for scores in self[1:]))


class Rankings(AttributesModule):
    """The accounts, payees, tags and links of a ledger, as Fava ranks them."""

    _noted: Sequence[_Scores] = ()
    _known: Sequence[Any] = ()

    def load_file(self) -> None:
        """Take them from the entries of the ledger."""
        entries: Sequence[Any] = self.ledger.all_entries
        by_type = self.ledger.all_entries_by_type
        said: list[Any] = [*by_type.Transaction, *by_type.Document, *by_type.Note]
        self.links = sorted({link for one in said if one.links for link in one.links})
        self.tags = sorted({tag for one in said if one.tags for tag in one.tags})
        year_ends = self.ledger.fava_options.fiscal_year_end
        self.years = get_active_years(entries, year_ends)
        scores = self._scored(by_type.Transaction)
        self.accounts = _ranked(scores.accounts, sorted(self.ledger.accounts.keys()))
        self.currencies = _ranked(scores.currencies)
        self.payees = _ranked(scores.payees)

    def _scored(self, transactions: Sequence[Any]) -> _Scores:
        same = _same_first(self._known, transactions)
        noted = [scores for scores in self._noted if scores.number <= same]
        scores = noted[-1].copied(0) if noted else _Scores(0, {}, {}, {})
        first = noted[-1].number if noted else 0
        rankers = [ExponentialDecayRanker() for _ in range(3)]
        for ranker, found in zip(rankers, scores[1:], strict=True):
            ranker.scores = found
        accounts, currencies, payees = rankers
        each = max(len(transactions) // _NOTES, 1)
        for number in range(first, len(transactions)):
            if number % each == 0 and number > first:
                noted.append(scores.copied(number))
            one = transactions[number]
            if one.payee:
                payees.update(one.payee, one.date)
            for posting in one.postings:
                accounts.update(posting.account, one.date)
                currencies.update(posting.units.currency, one.date)
                if posting.cost and posting.cost.currency is not None:
                    currencies.update(posting.cost.currency, one.date)
        self._noted, self._known = noted[-2 * _NOTES :], transactions
        return scores


def _same_first(some: Sequence[Any], others: Sequence[Any]) -> int:
    """Return how many of the first values of both are the very same."""
    least = min(len(some), len(others))
    # Without a loop of Python's own: nearly all of them are.
    return next((n for n, same in enumerate(map(is_, some, others)) if not same), least)


def _ranked(scores: dict[str, float], names: Sequence[str] | None = None) -> list[str]:
    ranker = ExponentialDecayRanker(names)
    ranker.scores = scores
    return ranker.sort()

"""Suggestions by the words of a line alone, from smart_importer where it is installed.

It learns from the cooperative's own books, on this computer. What it says is offered
and never booked by itself. It brings some 300 MB of other packages with it, so it is
an extra of the distribution: without it there are no suggestions, and all else works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount.core import data
from beancount.core.amount import Amount

from paraplu.base.kinds import MONEY, VAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.bookkeeping.waiting.model import WaitingLine
    from paraplu.ledger.books import Books


class Suggestions:
    """What the words of lines suggest, worked out when the first is asked for."""

    def __init__(
        self,
        predictor: Any,  # noqa: ANN401 - smart_importer is not always there
        books: Books,
        waiting: Sequence[WaitingLine],
    ) -> None:
        self._predictor = predictor
        self._books = books
        self._waiting = waiting
        self._found: dict[str, list[str]] | None = None

    def of(self, one: WaitingLine) -> list[str]:
        """Return the accounts that a line looks like; none or one."""
        if self._found is None:
            self._found = self._all()
        return self._found.get(one.key, [])

    def _all(self) -> dict[str, list[str]]:
        waiting: dict[str, list[WaitingLine]] = {}
        for one in self._waiting:
            waiting.setdefault(one.line.account, []).append(one)
        existing = [
            *(
                one
                for one in self._books.others
                if isinstance(one, data.Open | data.Close)
            ),
            *(one.written for one in self._books.transactions),
        ]
        asked = [
            ("", [_bare(one, self._books.currency) for one in lines], account, None)
            for account, lines in waiting.items()
        ]
        answered = self._predictor.hook(asked, existing)
        return {
            one.key: self._meant(entry)
            for (_, entries, account, _) in answered
            for one, entry in zip(waiting[account], entries, strict=True)
        }

    def _meant(self, entry: data.Transaction) -> list[str]:
        """Return the account that a prediction has beside money and VAT, if one."""
        chart = self._books.chart
        accounts = {chart.account(posting.account) for posting in entry.postings}
        found = [one.name for one in accounts if one.kind not in MONEY | VAT]
        return found if len(found) == 1 else []


def suggestions_for(
    books: Books, waiting: Sequence[WaitingLine], unallocated: str
) -> Suggestions | None:
    """Return what gives suggestions; None where smart_importer is not installed."""
    try:
        from smart_importer import PredictPostings
    except ImportError:
        return None
    predictor = PredictPostings(denylist_accounts=[unallocated])
    return Suggestions(predictor, books, waiting)


def _bare(one: WaitingLine, currency: str) -> data.Transaction:
    """Return a line as an importer gives it: with the posting of its account alone."""
    booking = one.line.booking
    units = Amount(one.line.moved, currency)
    posting = data.Posting(one.line.account, units, None, None, None, None)
    return data.Transaction(
        data.new_metadata("", 0),
        booking.date,
        "*",
        booking.payee or None,
        booking.narration,
        frozenset(),
        frozenset(),
        [posting],
    )

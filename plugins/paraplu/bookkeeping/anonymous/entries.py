"""The entries of a ledger as its text has them, in the order of their days."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from beancount.core import data

from paraplu.base.money import ZERO
from paraplu.bookkeeping.anonymous.rounding import Amounts, WrittenEntry, WrittenPosting
from paraplu.ledger.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Place = tuple[str, int]


class ParsedLedger:
    """What Beancount's parser has of a ledger, read once."""

    def __init__(self, main: Path) -> None:
        entries, _errors, _options = parse(main)
        self._entries = sorted(entries, key=data.entry_sortkey)

    @property
    def entries(self) -> list[WrittenEntry]:
        """The transactions, by day."""
        return [
            _written(entry)
            for entry in self._entries
            if isinstance(entry, data.Transaction)
        ]

    def fill(self, amounts: Amounts) -> Mapping[Place, Decimal]:
        """Return the amounts of postings and balance assertions by file and line."""
        found: dict[Place, Decimal] = {}
        for entry in self._entries:
            if isinstance(entry, data.Transaction):
                amounts.entry(_written(entry))
            elif isinstance(entry, data.Balance):
                place = entry.meta["filename"], entry.meta["lineno"]
                found[place] = amounts.balance(
                    entry.account, entry.amount.number or ZERO
                )
        return {**amounts.found, **found}


def _written(entry: Any) -> WrittenEntry:  # noqa: ANN401 - Beancount has no types
    postings = []
    for posting in entry.postings:
        meta = posting.meta or entry.meta
        number = getattr(posting.units, "number", None)
        postings.append(
            WrittenPosting(
                meta["filename"],
                meta["lineno"],
                posting.account,
                number if isinstance(number, Decimal) else None,
            )
        )
    return WrittenEntry(frozenset(entry.links or ()), tuple(postings))

"""Beancount's steps on a ledger whose transactions are known to be sound.

They are given all but the transactions, and only where a balance line may not hold also
what these come to on each day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount import loader
from beancount.core import data
from beancount.ops import validation
from msgspec import Struct

from paraplu.ledger.booking import Booked
from paraplu.ledger.kept.soundness import Soundness
from paraplu.ledger.loader import needed_steps
from paraplu.ledger.remembered.values import order_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.ledger.grouping import Grouped
    from paraplu.ledger.reader import BooksReading
    from paraplu.ledger.remembered.regrouping import Regrouping
    from paraplu.ledger.remembered.values import RememberedFile, RememberedRow

# Beancount's own carry no types.
_loader: Any = loader
_validations: Any = validation

# More files than a ledger may have.
_FILES = 2**16


class RememberedSteps(Struct, frozen=True):
    """What the steps are given; `held` tells that all balance lines hold."""

    reading: BooksReading
    rows: Sequence[RememberedRow]
    grouped: Grouped
    others: list[Any]
    soundness: Soundness
    held: bool

    def run(self, errors: list[Any]) -> tuple[list[Any], list[Any]]:
        """Run the steps, also the plugin; return all but transactions, and errors."""
        options: Any = self.reading.options
        booked = [] if self.held else self.soundness.by_day()
        given = sorted([*self.others, *booked], key=data.entry_sortkey)
        known = Booked([], [], self.others, {})
        with needed_steps(known, options, balanced=not self.held):
            entries, errors = _loader.run_transformations(given, errors, options, None)
        left = without_transactions(entries)
        for validate in _validations.VALIDATIONS:
            errors += validate(left, options)
        return left, errors


def steps_of(
    files: list[RememberedFile], reading: BooksReading, regrouping: Regrouping
) -> RememberedSteps | None:
    """Return the steps on a ledger of files; None where it may not be sound."""
    rows = regrouping.rows_of(files)
    grouped = regrouping.grouped(rows)
    others = sorted(
        [one for file in files for one in file.others], key=data.entry_sortkey
    )
    options: Any = reading.options
    soundness = Soundness(others, grouped.sums, reading.currency, options)
    held = soundness.held
    # A sum of amounts that are not written alike may look otherwise than theirs.
    if not soundness.sound or not (held or all(file.cents for file in files)):
        return None
    return RememberedSteps(reading, rows, grouped, others, soundness, held)


def without_transactions(entries: Iterable[Any]) -> list[Any]:
    """Return all entries but transactions."""
    return [one for one in entries if type(one) is not data.Transaction]


def in_order(
    rows: Sequence[RememberedRow], others: Iterable[Any], files: Iterable[str]
) -> list[Any]:
    """Return all entries as Beancount has them in order.

    Two of one day and line are in the order of the files. What Beancount made itself
    comes first among them, which only documents are.
    """
    entries: list[Any] = [row.entry for row in rows]
    orders = [row.order for row in rows]
    of_transactions = set(orders)
    of_others = [order_of(one) for one in others]
    entries += others
    orders += of_others
    if of_transactions.isdisjoint(of_others):
        return [entries[n] for n in sorted(range(len(orders)), key=orders.__getitem__)]
    # A rare thing, and worth one more look at each.
    numbers = {name: number for number, name in enumerate(files)}
    return sorted(
        entries,
        key=lambda one: order_of(one) * _FILES + numbers.get(one.meta["filename"], 0),
    )

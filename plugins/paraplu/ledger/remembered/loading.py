"""Loads a ledger of which most files are remembered, as `loader` loads all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount import __version__ as beancount_version
from beancount import loader
from beancount.core import data
from beancount.ops import validation

from paraplu.ledger.booking import Booked, has_own_tolerance
from paraplu.ledger.builder import plain_postings
from paraplu.ledger.kept.soundness import Soundness
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.loader import finished, is_tested, load, needed_steps
from paraplu.ledger.parsing import parse
from paraplu.ledger.prepared import Prepared, preparing
from paraplu.ledger.reader import BooksReading
from paraplu.ledger.remembered.files import RememberedFiles
from paraplu.ledger.remembered.regrouping import Regrouping
from paraplu.ledger.remembered.values import order_of
from paraplu.ledger.source.files import LedgerUnreadable
from paraplu.ledger.source.receipt_folders import must_be_searchable
from paraplu.ledger.source.scan import PLUGIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.loader import Loaded
    from paraplu.ledger.remembered.values import RememberedFile, RememberedRow
    from paraplu.ledger.source import LedgerText
    from paraplu.register import Register

# Beancount's own carry no types.
_loader: Any = loader
_validations: Any = validation

# More files than a ledger may have.
_FILES = 2**16


class Memory:
    """The files of one ledger, for who loads it again and again.

    `used` tells whether the newest load was made of what is remembered.
    """

    def __init__(self) -> None:
        self.used = False
        self._files = RememberedFiles()
        self._regrouping: Regrouping | None = None

    def load(self, text: LedgerText, register: Register) -> Loaded:
        """Return the entries, errors and options of a ledger that was judged.

        They are what `loader.load` gives, and Fava may keep them: no two loads share
        more than the entries themselves. Raises what that raises.
        """
        self.used = False
        if not self._is_certain(text):
            return load(text.main)
        try:
            files, options, errors = self._read(text)
        except (Uncertain, LedgerUnreadable, OSError, ValueError):
            # Who loads all of it says why.
            self._files.forget()
            return load(text.main)
        must_be_searchable(options["filename"], options["documents"])
        loaded = self._joined(files, text, register, options, errors)
        self.used = loaded is not None
        if loaded is None:
            entries = [entry for file in files for entry in file.entries]
            loaded = finished(entries, errors, options)
        return loaded

    def _read(
        self, text: LedgerText
    ) -> tuple[list[RememberedFile], dict[str, Any], list[Any]]:
        """Return the files in their order, and the options and errors of all of them.

        Uncertain where one of them is not plain, or an option is not.
        """
        with self._files.standing_in() as known, plain_postings():
            entries, errors, options = parse(text.main)
        # Only one plugin is known to leave the entries as they are.
        ours = [name for name, _ in options["plugin"]] == [PLUGIN]
        if entries or not ours or has_own_tolerance(options):
            raise Uncertain
        return [*known.values()], options, errors

    def _is_certain(self, text: LedgerText) -> bool:
        """Tell whether nothing is known yet by which a whole load is needed."""
        plugins = [line.name for line in text.of_main("plugin")]
        if not is_tested(beancount_version) or plugins != [PLUGIN]:
            return False
        try:
            return not text.named("key") and not self._files.doubted(
                map(str, text.files)
            )
        except (OSError, ValueError):
            return False

    def _joined(
        self,
        files: list[RememberedFile],
        text: LedgerText,
        register: Register,
        options: dict[str, Any],
        errors: list[Any],
    ) -> Loaded | None:
        """Return the ledger of files; None where Beancount might find fault with it.

        Its steps are given all but the transactions, and only where a balance line may
        not hold also what these come to.
        """
        regrouping = self._known_by(files, text, register, options)
        if regrouping is None:
            return None
        rows = regrouping.rows_of(files)
        grouped = regrouping.grouped(rows)
        others = sorted(
            [one for file in files for one in file.others], key=data.entry_sortkey
        )
        soundness = Soundness(others, grouped.sums, regrouping.currency, options)
        held = soundness.held
        if not soundness.sound or not (held or all(file.cents for file in files)):
            return None
        reading = BooksReading(options, register, None, text, regrouping.chart)
        booked = [] if held else soundness.by_day()
        given = sorted([*others, *booked], key=data.entry_sortkey)
        steps = needed_steps(Booked([], [], others, {}), options, balanced=not held)
        with preparing(Prepared(register, reading, grouped)), steps:
            left, errors = _loader.run_transformations(given, errors, options, None)
        left = [one for one in left if type(one) is not data.Transaction]
        for validate in _validations.VALIDATIONS:
            errors += validate(left, options)
        names = {name: number for number, name in enumerate(_names(files))}
        return _in_order(rows, left, names), errors, options

    def _known_by(
        self,
        files: Iterable[RememberedFile],
        text: LedgerText,
        register: Register,
        options: dict[str, Any],
    ) -> Regrouping | None:
        """Return what groups the transactions; another one where the chart is another.

        None where there is another commodity than that of the books.
        """
        reading = BooksReading(options, register, None, text)
        if any(file.commodity not in {"", reading.currency} for file in files):
            return None
        known = self._regrouping
        if (
            known is None
            or known.currency != reading.currency
            or not known.chart.is_like(reading.chart)
        ):
            known = self._regrouping = Regrouping(reading.chart, reading.currency)
            for file in files:
                file.rows = None
        return known


def _names(files: Iterable[RememberedFile]) -> list[str]:
    return [file.options["filename"] for file in files]


def _in_order(
    rows: Iterable[RememberedRow], others: Iterable[Any], files: dict[str, int]
) -> list[Any]:
    """Return all entries as Beancount has them in order.

    Two of one day and line are in the order of the files. What Beancount made itself
    comes first among them, which only documents are.
    """
    entries: list[Any] = []
    orders: list[int] = []
    for row in rows:
        entries.append(row.entry)
        orders.append(row.order)
    mixed = set(orders)
    for one in others:
        order = order_of(one)
        entries.append(one)
        orders.append(order)
        if order in mixed:
            # A rare thing, and worth one more look at each.
            return sorted_by_files([*(row.entry for row in rows), *others], files)
    return [entries[n] for n in sorted(range(len(orders)), key=orders.__getitem__)]


def sorted_by_files(entries: Iterable[Any], files: dict[str, int]) -> list[Any]:
    """Return entries in order, with those of one day and line by their files."""
    return sorted(
        entries,
        key=lambda one: order_of(one) * _FILES + files.get(one.meta["filename"], 0),
    )

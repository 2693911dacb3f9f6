"""Loads a ledger of which most files are remembered, as `loader` loads all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount import __version__ as beancount_version
from msgspec import structs

from paraplu.ledger.booking import has_own_tolerance
from paraplu.ledger.builder import plain_postings
from paraplu.ledger.capture import capturing
from paraplu.ledger.kept.cleared import Cleared
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.loader import finished, is_tested, load
from paraplu.ledger.parsing import parse
from paraplu.ledger.prepared import Prepared, preparing
from paraplu.ledger.reader import BooksReading
from paraplu.ledger.remembered.files import RememberedFiles
from paraplu.ledger.remembered.regrouping import Regrouping
from paraplu.ledger.remembered.steps import in_order, steps_of, without_transactions
from paraplu.ledger.source.files import LedgerUnreadable
from paraplu.ledger.source.receipt_folders import must_be_searchable
from paraplu.ledger.source.scan import PLUGIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.ledger.books import Books
    from paraplu.ledger.loader import Loaded
    from paraplu.ledger.remembered.steps import RememberedSteps
    from paraplu.ledger.remembered.values import RememberedFile
    from paraplu.ledger.source import LedgerText
    from paraplu.register import Register


class Memory:
    """The files of one ledger, for who loads it again and again.

    `used` tells whether the newest load was made of what is remembered.
    """

    def __init__(self) -> None:
        self.used = False
        self._files = RememberedFiles()
        self._regrouping: Regrouping | None = None
        self._cleared = Cleared()

    def cleared(self) -> Cleared:
        """Return in which texts nothing was found the last time."""
        self._cleared = Cleared(self._cleared.kept())
        return self._cleared

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

    def books(
        self, text: LedgerText, register: Register, today: dt.date | None = None
    ) -> Books | None:
        """Return the books of a ledger that was judged; None where there is any doubt.

        They are what loading and reading all of it gives.
        """
        self.used = False
        if not self._is_certain(text):
            return None
        try:
            files, options, errors = self._read(text)
            must_be_searchable(options["filename"], options["documents"])
        except (Uncertain, LedgerUnreadable, OSError, ValueError):
            self._files.forget()
            return None
        steps = self._steps(files, BooksReading(options, register, today, text))
        if steps is None:
            return None
        with capturing() as captured:
            _, errors = steps.run(errors)
        if captured.entries is None:
            return None
        self.used = True
        given = without_transactions(captured.entries)
        return steps.reading.books(steps.grouped, given, errors)

    def _joined(
        self,
        files: list[RememberedFile],
        text: LedgerText,
        register: Register,
        options: dict[str, Any],
        errors: list[Any],
    ) -> Loaded | None:
        """Return the ledger of files; None where Beancount might find fault with it."""
        steps = self._steps(files, BooksReading(options, register, None, text))
        if steps is None:
            return None
        prepared = Prepared(register, steps.reading, steps.grouped, self.cleared())
        with preparing(prepared):
            left, errors = steps.run(errors)
        names = [file.options["filename"] for file in files]
        return in_order(steps.rows, left, names), errors, options

    def _steps(
        self, files: list[RememberedFile], reading: BooksReading
    ) -> RememberedSteps | None:
        """Return Beancount's steps on files; None where they might find fault."""
        regrouping = self._known_by(files, reading)
        if regrouping is None:
            return None
        reading = structs.replace(reading, known=regrouping.chart)
        return steps_of(files, reading, regrouping)

    def _known_by(
        self, files: Iterable[RememberedFile], reading: BooksReading
    ) -> Regrouping | None:
        """Return what groups the transactions; another one where the chart is another.

        None where there is another commodity than that of the books.
        """
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

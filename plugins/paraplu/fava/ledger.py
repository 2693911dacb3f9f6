"""Fava's ledger, with the parts replaced that do more than show and edit books."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from fava.core import FavaLedger

from paraplu.base.collector import collector_paused, count_as_old
from paraplu.fava.account_list import AccountList
from paraplu.fava.bounds import uncounted
from paraplu.fava.importing import Importers
from paraplu.fava.options import settle
from paraplu.fava.queries import Queries
from paraplu.fava.rankings import Rankings
from paraplu.fava.reach import unlist

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paraplu.fava.gate import Gate


class GuardedLedger(FavaLedger):
    """Fava's ledger, whose queries only read, and which lists no private file.

    Where it cannot be loaded any more it stays as it was, and is tried again.
    """

    def __init__(self, gate: Gate, path: str, *, poll_watcher: bool = False) -> None:
        """Load the ledger at a path; the gate tells what may be read after each load.

        Raises:
            LedgerUnreadable: it cannot be loaded; so does whatever Fava stops on.
        """
        self._gate = gate
        self._loading = threading.RLock()
        super().__init__(path, poll_watcher=poll_watcher)
        self.query_shell.shell = Queries(self)

    def load_file(self) -> None:
        """Load the ledger, and keep the files of the board to itself."""
        with self._loading, uncounted(), collector_paused():
            if not isinstance(self.ingest, Importers):
                # Fava makes its own, and loads the ledger at once.
                self.ingest = Importers(self, self._gate)
                self.accounts = AccountList(self)
                self.attributes = Rankings(self)
            try:
                self._load()
            except Exception as fault:
                if not self._gate.stumbled(fault):
                    raise
                self._load()
            self._gate.accept()
            # Most of it stays until the next load.
            count_as_old()

    def _load(self) -> None:
        super().load_file()
        unlist(self.options, self._gate.reach().private)
        settle(self)

    def paths_to_watch(self) -> tuple[Sequence[Path], Sequence[Path]]:
        """Return the files and folders to watch, also those that cannot be loaded."""
        files, folders = super().paths_to_watch()
        return [*files, *self._gate.watched()], folders

    def changed(self) -> bool:
        """Load the ledger again where it changed; tell whether it did."""
        if super().changed():
            return True
        if not self._gate.is_due():
            return False
        # A file may be there now, or may be read, of which nothing was watched.
        before = self._gate.trouble
        self.load_file()
        if self._gate.trouble == before:
            return False
        # The pages that are open see by this that there is something new.
        self.watcher.last_checked += 1
        return True

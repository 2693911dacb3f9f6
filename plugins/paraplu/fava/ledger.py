"""Fava's ledger, with the parts replaced that do more than show and edit books."""

from __future__ import annotations

from fava.core import FavaLedger

from paraplu.fava.queries import Queries


class Ledger(FavaLedger):
    """Fava's ledger, whose queries only read."""

    def __init__(self, path: str, *, poll_watcher: bool = False) -> None:
        """Load the ledger at a path."""
        super().__init__(path, poll_watcher=poll_watcher)
        self.query_shell.shell = Queries(self)

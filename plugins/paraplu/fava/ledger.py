"""Fava's ledger, with the parts replaced that do more than show and edit books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fava.core import FavaLedger

from paraplu.fava.queries import Queries
from paraplu.fava.reach import Reach, unlist

if TYPE_CHECKING:
    from collections.abc import Callable


class Ledger(FavaLedger):
    """Fava's ledger, whose queries only read, and which lists no private file."""

    def __init__(
        self, reach: Callable[[], Reach], path: str, *, poll_watcher: bool = False
    ) -> None:
        """Load the ledger at a path; `reach` tells what may be read after each load."""
        self._reach = reach
        super().__init__(path, poll_watcher=poll_watcher)
        self.query_shell.shell = Queries(self)

    def load_file(self) -> None:
        """Load the ledger, and keep the files of the board to itself."""
        super().load_file()
        unlist(self.options, self._reach().private)

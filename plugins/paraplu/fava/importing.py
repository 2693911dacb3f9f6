"""Fava's import page, whose file with importers is judged again before it runs.

The text of the books is judged before they are loaded. The file with importers runs
after that, and may have changed meanwhile: git writes one file after another. And where
the books are refused, the last good ones stay; then no file runs, for the one that lies
there now belongs to the books that were refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fava.core.ingest import IngestModule

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.ledger.source.importers import is_plain

if TYPE_CHECKING:
    from fava.core import FavaLedger

    from paraplu.fava.gate import Gate


class Importers(IngestModule):
    """The importers of the books that are shown."""

    def __init__(self, ledger: FavaLedger, gate: Gate) -> None:
        """Take the gate, which tells whether the books are those that lie there."""
        super().__init__(ledger)
        self._gate = gate

    def load_file(self) -> None:
        """Run the file with importers, or keep those that there are.

        Raises:
            Problem: the file is not the one that was judged with the books.
        """
        if self._gate.trouble is not None:
            return
        name = self.ledger.fava_options.import_config
        file = self.module_path
        if name and file and name not in self._gate.allowed and not is_plain(file):
            raise Problem(
                say(
                    "{file} changed while the books were loaded, and does more than "
                    "name importers of paraplu.",
                    file=name,
                )
            )
        super().load_file()

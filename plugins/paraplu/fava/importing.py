"""Fava's import page, whose file with importers is judged again before it runs.

The text of the books is judged before they are loaded. The file with importers runs
after that, and may have changed meanwhile: git writes one file after another. So it is
read once more, and what is judged then is what runs. And where the books are refused,
the last good ones stay; then no file runs, for the one that lies there now belongs to
the books that were refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fava.core import ingest as fava_ingest
from fava.core.ingest import IngestModule
from fava.json_api import NotFoundError

from paraplu.base.errors import Problem
from paraplu.base.language import chosen_language, say
from paraplu.base.system import reason_of
from paraplu.ledger.source.importers import plain_code

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

    from fava.beans.abc import Directive
    from fava.core import FavaLedger
    from fava.core.ingest import LoadedImportConfig

    from paraplu.base.language import Message
    from paraplu.fava.gate import Gate

# Its names are what has to be replaced.
ingest: Any = fava_ingest


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
        self.errors = ()
        file = self.module_path
        if file is None:
            self.loaded_config = None
            return
        try:
            changed = file.stat().st_mtime_ns
            if not self.loaded_config or changed != self.mtime:
                self.loaded_config, self.mtime = self._loaded(file), changed
        except OSError as fault:
            self.loaded_config = None
            self._tell(say("it cannot be read: {why}", why=reason_of(fault)))
        except ingest.ImportConfigLoadError as fault:
            self.loaded_config = None
            cause = fault.__cause__ or fault
            words = f"{type(cause).__name__}: {' '.join(str(cause).split())}"
            self._tell(say("it stopped on {fault}", fault=words))

    def extract(self, filename: str, importer_name: str) -> list[Directive]:
        """Return what an importer makes of a file.

        Raises:
            FavaAPIError: there is no such importer, or it refuses the file.
        """
        if self.loaded_config and importer_name not in self.loaded_config.importers:
            raise NotFoundError
        return super().extract(filename, importer_name)

    def _loaded(self, file: Path) -> LoadedImportConfig:
        name = self.ledger.fava_options.import_config
        if name in self._gate.allowed:
            return fava_ingest.load_import_config(file)
        code = plain_code(file)
        if code is None:
            raise Problem(
                say(
                    "{file} changed while the books were loaded, and does more than "
                    "name importers of paraplu.",
                    file=name,
                )
            )
        known, ingest.runpy = ingest.runpy, _Judged(code)
        try:
            return fava_ingest.load_import_config(file)
        finally:
            ingest.runpy = known

    def _tell(self, why: Message) -> None:
        said = say(
            "The import page does not work, because of {file}: {why}.",
            file=self.module_path,
            why=why,
        )
        self.errors = self._error(chosen_language().render(said))


class _Judged:
    """Runs code that was judged, where Fava would read its file once more."""

    def __init__(self, code: CodeType) -> None:
        self._code = code

    def run_path(self, path: str) -> dict[str, object]:
        """Return the names that the code gives a value; `path` is its file."""
        names: dict[str, object] = {"__name__": "<run_path>", "__file__": path}
        exec(self._code, names)  # noqa: S102 - it was judged, and only names importers
        return names

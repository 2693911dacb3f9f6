"""Queries that only read: the rest of beanquery's shell stays out of reach of Fava.

Fava hands what a reader types, or what the address of a page says, to beanquery's
shell. That shell also knows commands, of which `.output FILE` empties a file, and
statements that read any file (`CREATE TABLE ... USING`). Here a query is parsed first,
and goes on only where it is one that reads the books.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

from beanquery import CompilationError, ParseError
from fava.core.query_shell import FavaBQLShell, FavaShellError, QueryNotFoundError
from fava.helpers import FavaAPIError

from paraplu.base.data_text import text_cell
from paraplu.base.language import say
from paraplu.fava.bounds import within
from paraplu.fava.patience import TakesTooLong
from paraplu.fava.query_steps import StepTooLarge
from paraplu.fava.request import fava_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from beanquery import Cursor
    from fava.beans.abc import Directive
    from fava.core import FavaLedger

# Statements of beanquery that give entries, or rows made of them, and do nothing more.
READING = frozenset({"Select", "Balances", "Journal", "Print"})
# A query of a book, as Fava's own pages ask for it.
_STORED = re.compile(
    r"\.?run\s+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"';]+))[;\s]*", re.IGNORECASE
)
_LONGEST = 10_000
# Seconds for one query.
LONGEST = 10.0


class Queries(FavaBQLShell):
    """Beanquery's shell without anything but queries."""

    def __init__(self, ledger: FavaLedger) -> None:
        super().__init__(ledger)
        self._one_at_a_time = threading.Lock()

    def run(self, entries: Sequence[Directive], query: str) -> Cursor | str:
        """Return what a query gives; the shell keeps its output to itself meanwhile.

        Raises:
            FavaShellError: it gives nothing, and why.
        """
        with self._one_at_a_time, within(LONGEST):
            # Whatever is printed would be added to what was printed before.
            self.outfile.seek(0)
            self.outfile.truncate()
            try:
                return super().run(entries, query)
            except (FavaAPIError, ParseError, CompilationError):
                raise
            except Exception as fault:
                raise _failed(fault) from fault

    def onecmd(self, line: str) -> Cursor | None:
        """Return what one query gives.

        Raises:
            FavaShellError: it is something other than a query.
            ParseError: it is a query that cannot be read.
        """
        query = self._stored(line)
        if len(query) > _LONGEST or query.lstrip().startswith("."):
            raise _refused()
        try:
            statement = self.parse(query)
        except ParseError:
            # A command of the shell is no statement either, and gets the same answer
            # as one that is.
            if _first_word(query) in _COMMANDS:
                raise _refused() from None
            raise
        if type(statement).__name__ not in READING:
            raise _refused()
        return self.execute(query)

    def _stored(self, line: str) -> str:
        """Return the query that the books store under a name, or the line itself."""
        found = _STORED.fullmatch(line.strip())
        if not found:
            return line
        name = next(part for part in found.groups() if part is not None)
        for query in self.ledger.all_entries_by_type.Query:
            if query.name == name:
                return query.query_string
        raise QueryNotFoundError(name)


def without_formulas(written: Callable[..., Any]) -> Callable[..., Any]:
    """Return Fava's way to save a table, with texts that no spreadsheet runs."""

    def plain(types: Any, rows: Iterable[Iterable[object]], *more: str) -> Any:  # noqa: ANN401 - as Fava has them
        texts = [
            [text_cell(cell) if isinstance(cell, str) else cell for cell in row]
            for row in rows
        ]
        return written(types, texts, *more)

    return plain


_COMMANDS = frozenset(
    name.removeprefix("do_").lower()
    for name in dir(FavaBQLShell)
    if name.startswith("do_")
)


def _first_word(query: str) -> str:
    words = query.split(maxsplit=1)
    return words[0].lower().rstrip(";") if words else ""


def _failed(fault: Exception) -> FavaShellError:
    if isinstance(fault, TakesTooLong | StepTooLarge | MemoryError):
        why = say("This query takes too long, or gives too much. Try a simpler one.")
    elif isinstance(fault, RecursionError):
        why = say("This query has too many parts within each other.")
    else:
        why = say(
            "This query cannot be computed: {fault}.",
            fault=f"{type(fault).__name__}: {fault}",
        )
    return FavaShellError(fava_language().render(why))


def _refused() -> FavaShellError:
    return FavaShellError(
        fava_language().render(
            say(
                "Only queries that read the books can be run here: SELECT, BALANCES, "
                "JOURNAL, PRINT, and run with the name of a query in the books."
            )
        )
    )

"""Fava's import page: the statements of the register's accounts, and where lines go.

A file beside the ledger that Fava's option `import-config` names has only to say

    from paraplu.fava_import import importers

    CONFIG = importers(__file__)

Fava runs that file as code, and this keeps it to a line that anybody can check. What
the page proposes is what `paraplu import` would write; only here a person saves it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import beangulp
from beancount.core import data
from beancount.parser import parser

from nl_banks import Refused
from paraplu.base.language import chosen_language
from paraplu.base.metadata import BANK_REF
from paraplu.bookkeeping.bank_import import (
    Importing,
    OpenedLedger,
    UnreadableStatements,
    read_files,
)
from paraplu.bookkeeping.bank_import.account import registered
from paraplu.bookkeeping.bank_import.ledger import faulty, ledger_of
from paraplu.journal import CannotBook
from paraplu.opening import CannotRun, Request, readable, request_of

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.bank_import import File
    from paraplu.bookkeeping.bank_import.line import New
    from paraplu.bookkeeping.bank_import.plan import ImportPlan
    from paraplu.register import Register

__all__ = ["importers"]

_MAIN = "main.beancount"


class NotImported(Exception):  # noqa: N818 - the file or the register is at fault
    """A file cannot be imported; the message says why, for Fava to show."""


def importers(config: str, main: str = _MAIN) -> list[beangulp.Importer]:
    """Return what Fava's import page reads statements with.

    `config` is the file that asks (`__file__`), which lies beside the ledger; `main` is
    the ledger's main file, where it has another name.
    """
    return [RegisterImporter(Path(config).absolute().with_name(main))]


class RegisterImporter(beangulp.Importer):  # type: ignore[misc] # it has no types
    """Reads the statements of any account that the register knows."""

    def __init__(self, main: Path) -> None:
        self._main = main

    @property
    def name(self) -> str:
        """The name of this importer."""
        return "paraplu"

    def identify(self, filepath: str) -> bool:
        """Tell whether a file is of an account that the register knows."""
        return bool(self._account(filepath))

    def account(self, filepath: str) -> str:
        """Return the account in the ledger of the first statement in a file."""
        return self._account(filepath)

    def date(self, filepath: str) -> dt.date | None:
        """Return the day of the last line, by which the file is archived."""
        statements = _file(filepath).statements
        days = [one.bookings[-1].date for one in statements if one.bookings]
        return max(days, default=None)

    def extract(self, filepath: str, existing: data.Entries) -> data.Entries:
        """Return the entries that are new; NotImported where the file can't be read."""
        language = chosen_language()
        try:
            ledger = self._ledger(existing)
            language = chosen_language(ledger.register.language)
            plan = Importing(ledger).plan([_file(filepath)])
        except CannotBook as fault:
            raise NotImported(language.render(fault.message)) from fault
        except (UnreadableStatements, Refused) as fault:
            raise NotImported(str(fault)) from fault
        return _entries(plan, filepath)

    def deduplicate(self, entries: data.Entries, existing: data.Entries) -> None:
        """Do nothing: what the books have was not extracted."""

    def _account(self, filepath: str) -> str:
        try:
            statements = _file(filepath).statements
            register = self._register()
        except (UnreadableStatements, NotImported):
            return ""
        found = (registered(statement, register) for statement in statements)
        return next(filter(None, found), "")

    def _register(self) -> Register:
        return self._request().register

    def _request(self) -> Request:
        """Return the ledger's text and its register, which has to be sound."""
        try:
            request = readable(request_of(self._main))
        except CannotRun as fault:
            raise NotImported(chosen_language().render(fault.message)) from fault
        if request.register.faults:
            why = faulty(request.register_file).message
            raise NotImported(chosen_language().render(why))
        return request

    def _ledger(self, existing: data.Entries) -> OpenedLedger:
        """Return the books that Fava has loaded.

        An importer is given the entries alone; the options are in the main file.
        """
        request = self._request()
        parsed: Any = parser.parse_file(str(self._main))
        options = parsed[2] | {"filename": str(self._main), "include": []}
        return ledger_of(existing, options, request.register, text=request.text)


def _file(filepath: str) -> File:
    (file,) = read_files([Path(filepath)], lambda _message: None)
    return file


def _entries(plan: ImportPlan, filepath: str) -> data.Entries:
    """Return what would be written as entries, each with the line it comes from."""
    text = "\n".join(block.text for blocks in plan.blocks.values() for block in blocks)
    parsed: Any = parser.parse_string(text)
    lines: dict[str, New] = {
        new.line.key: new for result in plan.results for new in result.new
    }
    found = []
    for number, entry in enumerate(parsed[0]):
        new = lines.get(str(entry.meta.get(BANK_REF)))
        place = data.new_metadata(filepath, new.line.booking.line if new else number)
        found.append(entry._replace(meta=entry.meta | place))
    return found

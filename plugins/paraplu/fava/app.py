"""Fava on books whose every load is judged first, as the check judges them.

Books that are edited while Fava shows them could ask for code that nobody agreed on. So
each load looks at the text before Beancount and Fava come near it. What is refused is
not loaded: Fava then shows empty books, and in its list of errors why.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beancount.parser.options import OPTIONS_DEFAULTS
from fava import application as fava_application
from fava import core as fava_core
from fava.core import filters as fava_filters

from paraplu.fava import patience
from paraplu.fava.headers import harden
from paraplu.fava.ledger import Ledger
from paraplu.fava.reach import Reach, guard, reach_of
from paraplu.findings import Finding, Severity, Source
from paraplu.language import chosen_language
from paraplu.loading import Loaded, load
from paraplu.plugin import as_error, collector_paused
from paraplu.refusal import request_of
from paraplu.source import LedgerUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask

# Fava has no other way to say how a ledger is loaded, and as what, than to replace
# what does it.
core: Any = fava_core
application: Any = fava_application
filters: Any = fava_filters


class Gate:
    """Loads ledgers for Fava: judged first, by our loader, and one at a time."""

    def __init__(self, allowed: Iterable[str]) -> None:
        """Take what may run besides what the register allows."""
        self.allowed = tuple(allowed)
        self._lock = threading.Lock()
        self._options: dict[str, Any] = {}
        self._reach: Reach | None = None

    def reach(self) -> Reach:
        """Return which files may be read and written now; none before a load."""
        return self._reach or Reach(os.devnull)

    def load(self, path: str, *, is_encrypted: bool) -> Loaded:  # noqa: ARG002 - as Fava calls it; an encrypted ledger is refused
        """Return the entries, errors and options of a ledger."""
        main = Path(path)
        with self._lock, collector_paused():
            refused = self._refused(main)
            if not refused:
                try:
                    loaded = load(main)
                except LedgerUnreadable as fault:
                    refused = [_unread(main, fault)]
                else:
                    self._options = loaded[2]
                    return loaded
            return [], refused, {**(self._options or _nothing(main))}

    def _refused(self, main: Path) -> list[Any]:
        """Return why a ledger is not loaded, as errors of Beancount."""
        try:
            request = request_of(main, self.allowed)
            self._reach = reach_of(request.text.root, request.register.private_file)
        except LedgerUnreadable as fault:
            return [_unread(main, fault)]
        language = chosen_language(request.register.language)
        return [as_error(finding, language) for finding in request.refused]


def _unread(main: Path, fault: LedgerUnreadable) -> Any:  # noqa: ANN401 - as Beancount has its errors
    """Return why a ledger cannot be read, as an error of Beancount."""
    unread = Finding("BC00", Severity.ERROR, fault.message, Source(str(main), 0))
    return as_error(unread, chosen_language())


def _nothing(main: Path) -> dict[str, Any]:
    """Return the options of a ledger that was never loaded; Fava watches its file."""
    options: dict[str, Any] = deepcopy(OPTIONS_DEFAULTS)
    return {**options, "filename": str(main), "include": [str(main)]}


@contextmanager
def fava_on(
    main: Path, *, write: bool = False, allowed: Iterable[str] = ()
) -> Iterator[Flask]:
    """Yield Fava's application on a ledger, loaded; until then every load is judged.

    Without `write` it refuses every request that would change a file.
    """
    gate = Gate(allowed)
    known = core.load_uncached, application.FavaLedger
    searched = filters.re, filters.account
    core.load_uncached = gate.load
    application.FavaLedger = partial(Ledger, gate.reach)
    filters.re = filters.account = patience
    try:
        app = application.create_app(
            [str(main.absolute())], load=True, read_only=not write
        )
        guard(app, gate.reach)
        harden(app)
        yield app
    finally:
        core.load_uncached, application.FavaLedger = known
        filters.re, filters.account = searched

"""Fava's application on books, with what it does replaced where it trusts too much."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from fava import application as fava_application
from fava import core as fava_core
from fava import serialisation as fava_serialisation
from fava.core import file as fava_file
from fava.core import filters as fava_filters
from fava.core import query_shell as fava_query_shell
from fava.core.watcher import WatchfilesWatcher

from paraplu.fava import patience
from paraplu.fava.bounds import Bounded
from paraplu.fava.doing.door import Door, by_the_computer
from paraplu.fava.gate import Gate
from paraplu.fava.headers import harden
from paraplu.fava.ledger import GuardedLedger
from paraplu.fava.month_files import in_month_files
from paraplu.fava.notice import notify
from paraplu.fava.options import patient_insertion
from paraplu.fava.queries import without_formulas
from paraplu.fava.query_steps import bounded_steps
from paraplu.fava.reach import guard
from paraplu.fava.request import days_of
from paraplu.fava.telling import in_one_line
from paraplu.fava.watching import looking_where_nothing_is_told
from paraplu.fava.work import DOOR
from paraplu.ledger.parsing import parse_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from flask import Flask

# Fava has no other way to say how a ledger is loaded, and as what, than to replace
# what does it.
core: Any = fava_core
application: Any = fava_application
filters: Any = fava_filters
file: Any = fava_file
serialisation: Any = fava_serialisation
query_shell: Any = fava_query_shell


@contextmanager
def fava_on(
    main: Path,
    *,
    write: bool = False,
    allowed: Iterable[str] = (),
    now: Callable[[], dt.datetime] = by_the_computer,
) -> Iterator[Flask]:
    """Yield Fava's application on a ledger, loaded; until then every load is judged.

    Without `write` it refuses every request that would change a file; with it the page
    of work writes too, and `now` tells it the time.

    Raises:
        LedgerUnreadable: the ledger cannot be loaded; so does whatever Fava stops on.
    """
    gate = Gate(allowed)
    with in_one_line(), _replaced(gate):
        app = application.create_app(
            [str(main.absolute())], load=True, read_only=not write
        )
        guard(app, gate.reach)
        notify(app, gate)
        harden(app)
        if write:
            app.config[DOOR] = Door(gate, now)
        app.wsgi_app = Bounded(app.wsgi_app)
        yield app


@contextmanager
def _replaced(gate: Gate) -> Iterator[None]:
    """Have Fava load by the gate, and take no time without end."""
    known = core.load_uncached, application.FavaLedger
    watching = ExitStack()

    def opened(path: str, **how: bool) -> GuardedLedger:
        ledger = GuardedLedger(gate, path, **how)
        if isinstance(ledger.watcher, WatchfilesWatcher):
            # It ends with Fava: a computer gives each user few that watch.
            watching.enter_context(ledger.watcher)
        return ledger

    searched = filters.re, filters.account, filters.parse_date
    inserted, parsed = file.find_insert_position, serialisation.parse_string
    saved = query_shell.to_csv, query_shell.to_excel
    query_shell.to_csv, query_shell.to_excel = map(without_formulas, saved)
    core.load_uncached = gate.load
    application.FavaLedger = opened
    filters.re = filters.account = patience
    filters.parse_date = serialisation.parse_date = days_of
    file.find_insert_position = in_month_files(patient_insertion(inserted))
    # The amounts of an entry that somebody types.
    serialisation.parse_string = parse_text
    try:
        with bounded_steps(), looking_where_nothing_is_told():
            yield
    finally:
        core.load_uncached, application.FavaLedger = known
        filters.re, filters.account, filters.parse_date = searched
        serialisation.parse_date = filters.parse_date
        file.find_insert_position, serialisation.parse_string = inserted, parsed
        query_shell.to_csv, query_shell.to_excel = saved
        watching.close()

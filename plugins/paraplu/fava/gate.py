"""Loads ledgers for Fava: judged first, and the last good books where that fails.

Books that are edited while Fava shows them could ask for code that nobody agreed on. So
each load looks at the text before Beancount and Fava come near it. What is refused, or
cannot be loaded, is not shown: the books stay as they were before, the list of errors
begins with why, and it is tried again until it can be.
"""

from __future__ import annotations

import os
import threading
import time
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from beancount.parser.options import OPTIONS_DEFAULTS

from paraplu.base.collector import collector_paused
from paraplu.base.errors import Problem
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Listing, Message, chosen_language, say
from paraplu.fava.bounds import uncounted
from paraplu.fava.doing.revision import revision_of
from paraplu.fava.reach import Reach, reach_of
from paraplu.ledger.loader import Loaded, load
from paraplu.ledger.remembered.loading import Memory
from paraplu.opening import refused_in_fava, request_of
from paraplu.plugin import as_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.opening import Request

# Seconds before books that could not be loaded are tried again, and how many times as
# long as trying takes.
_AGAIN = 2.0
_TIMES = 10
# Books are loaded for every file that changes, so that a page may be drawn from a load
# with some after it; of that one the revision is asked too.
_LOADS = 16


class _Books(NamedTuple):
    """Books that could be loaded, their files, and what may be read of them."""

    loaded: Loaded
    files: tuple[str, ...]
    reach: Reach
    language: str


class Gate:
    """Loads a ledger for Fava, one at a time, and keeps what was good."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = tuple(allowed)
        self._lock = threading.RLock()
        self._good: _Books | None = None
        self._newest: _Books | None = None
        self._reach: Reach | None = None
        self._asked: tuple[str, ...] = ()
        self._stumbled: Message | None = None
        self._next = 0.0
        self._memory = Memory()
        # The options of the last loads, and the revision of the books of each.
        self._revisions: list[tuple[Any, str]] = []
        self.trouble: Message | None = None

    def reach(self) -> Reach:
        """Return which files may be read and written now; none before a load."""
        return self._reach or Reach(os.devnull)

    def revision(self, options: object) -> str:
        """Return the revision of the books of the load that made these options."""
        return next((said for one, said in self._revisions if one is options), "")

    def watched(self) -> list[Path]:
        """Return the files of which a change may change what is shown."""
        files = self._good.files if self._good else ()
        return [Path(file) for file in dict.fromkeys((*files, *self._asked))]

    def load(self, path: str, *, is_encrypted: bool) -> Loaded:  # noqa: ARG002 - as Fava calls it; an encrypted ledger is refused
        """Return the entries, errors and options of a ledger, or of the last good one.

        Raises:
            Problem: it cannot be loaded, and never could; so does whatever
                Beancount stops on.
        """
        main = Path(path)
        with self._lock, uncounted(), collector_paused():
            begun = time.monotonic()
            self._newest = None
            try:
                loaded = self._tried(main)
            except Exception as fault:
                if self._good is None:
                    raise
                loaded = self._kept(_why(main, fault))
            finally:
                ended = time.monotonic()
                self._next = ended + max(_AGAIN, _TIMES * (ended - begun))
            return loaded

    def accept(self) -> None:
        """Take the newest load for good: Fava did not stumble over it either."""
        with self._lock:
            if self._newest is not None:
                self._good, self._newest = self._newest, None

    def stumbled(self, fault: Exception) -> bool:
        """Have the next load be the last good one; False where there is none."""
        with self._lock:
            if self._good is None:
                return False
            self._newest = None
            self._stumbled = _stopped(fault)
            return True

    def is_due(self) -> bool:
        """Tell whether it is time to try books again that could not be loaded."""
        return self.trouble is not None and time.monotonic() >= self._next

    def _tried(self, main: Path) -> Loaded:
        """Return a ledger, loaded now; raises whatever keeps it from being."""
        if self._stumbled is not None:
            why, self._stumbled = self._stumbled, None
            return self._kept([_unread(main, why)])
        self._asked = ()
        request = request_of(main)
        self._asked = tuple(map(str, request.text.files))
        spoken = request.register.language
        found = refused_in_fava(request, self.allowed)
        if found:
            return self._kept([as_error(one, chosen_language(spoken)) for one in found])
        if request.unread and self._good:
            return self._kept([_unread(main, request.unread.message)])
        revision = revision_of(request)
        loaded = self._loaded(request)
        self._revisions = [*self._revisions[1 - _LOADS :], (loaded[2], revision)]
        self._reach = reach_of(request.text.root, request.register.private_file)
        files = tuple(loaded[2]["include"])
        self._newest = _Books(loaded, files, self._reach, spoken)
        self.trouble = None
        return loaded

    def _loaded(self, request: Request) -> Loaded:
        """Return a ledger that was judged, of files that are remembered if possible."""
        if request.unread:
            return load(request.text.main)
        return self._memory.load(request.text, request.register)

    def _kept(self, why: list[Any]) -> Loaded:
        """Return the last good books and why there are no newer ones, or empty ones."""
        if self._good is None:
            self.trouble = None
            place = Path(why[0].source["filename"])
            return [], why, _nothing(place)
        (entries, errors, options), _, self._reach, spoken = self._good
        said = tuple(_place(one) + one.message.removeprefix("BC00 ") for one in why)
        self.trouble = say(
            "These are the books as they were before the last change. As they are now "
            "they cannot be shown: {why}",
            why=Listing(said),
        )
        main = Path(options["filename"])
        told = as_error(_finding(main, self.trouble), chosen_language(spoken))
        return entries, [told, *why, *errors], options


def _place(error: Any) -> str:  # noqa: ANN401 - as Beancount has its errors
    """Return where an error is, before what it says; empty where it says so itself."""
    line = error.source["lineno"]
    return f"{error.source['filename']}:{line}: " if line else ""


def _why(main: Path, fault: Exception) -> list[Any]:
    """Return why a ledger cannot be loaded, as errors of Beancount."""
    if isinstance(fault, Problem):
        return [_unread(main, fault.message)]
    return [_unread(main, _stopped(fault))]


def _stopped(fault: Exception) -> Message:
    return say(
        "Fava cannot show them: it stopped on {fault}.",
        fault=f"{type(fault).__name__}: {fault}",
    )


def _finding(main: Path, message: Message) -> Finding:
    return Finding("BC00", Severity.ERROR, message, Source(str(main), 0))


def _unread(main: Path, message: Message) -> Any:  # noqa: ANN401 - as Beancount has its errors
    """Return why a ledger cannot be read, as an error of Beancount."""
    return as_error(_finding(main, message), chosen_language())


def _nothing(main: Path) -> dict[str, Any]:
    """Return the options of a ledger that was never loaded; Fava watches its file."""
    options: dict[str, Any] = deepcopy(OPTIONS_DEFAULTS)
    return {**options, "filename": str(main), "include": [str(main)]}

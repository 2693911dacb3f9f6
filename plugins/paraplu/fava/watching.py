"""Notices that books change where the computer does not tell: then it looks itself.

A computer tells of changes in files to a limited number of programs of a user, and one
that synchronises a disk may take them all. Fava's watcher ends on that with a fault of
Python's, and no change is seen any more. Here it goes on by the times of the files,
which Fava asks for every few seconds.
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from fava import core as fava_core
from fava.core import watcher as fava_watcher
from fava.core.watcher import WatchfilesWatcher

from paraplu.base.language import chosen_language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

# Their names are what has to be replaced.
core: Any = fava_core
watcher: Any = fava_watcher


class Watching(WatchfilesWatcher):
    """Fava's watcher, which looks at the files from when nothing is told any more.

    `blind` is set once the computer tells nothing.
    """

    def __init__(self, blind: threading.Event) -> None:
        super().__init__()
        self._blind = blind
        self._files: list[Path] = []
        self._folders: list[Path] = []

    def update(self, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Watch these files, and the folders with all that is below them."""
        self._files = [file for file in files if file.exists()]
        self._folders = [folder for folder in folders if folder.is_dir()]
        if self._blind.is_set():
            self.check()
        else:
            super().update(self._files, self._folders)

    def _get_latest_mtime(self) -> int:
        if not self._blind.is_set():
            return super()._get_latest_mtime()
        return max(map(self._changed, self._watched()), default=0)

    def _watched(self) -> Iterator[str]:
        yield from map(os.fspath, self._files)
        for folder in self._folders:
            # A file that changed is not seen here, but that there is one more or less.
            yield from (below for below, _, _ in os.walk(folder))

    def _changed(self, path: str) -> int:
        """Return when a file or folder changed last, in ns; now, where it has gone."""
        with suppress(OSError):
            return os.stat(path).st_mtime_ns  # noqa: PTH116 - strings are at hand
        return max(self.last_checked, self.last_notified) + 1


@contextmanager
def looking_where_nothing_is_told() -> Iterator[None]:
    """Have Fava look at the files itself where the computer tells nothing of them."""
    blind = threading.Event()
    watch = watcher.watch

    def told(*paths: Path, **how: object) -> Iterator[object]:
        try:
            yield from watch(*paths, **how)
        # What watches is not written in Python, and calls some of its faults so.
        except (OSError, RuntimeError):
            if not blind.is_set():
                blind.set()
                _say_so()

    known = core.WatchfilesWatcher
    watcher.watch, core.WatchfilesWatcher = told, partial(Watching, blind)
    try:
        yield
    finally:
        watcher.watch, core.WatchfilesWatcher = watch, known


def _say_so() -> None:
    said = say(
        "This computer cannot tell paraplu when a file changes, so paraplu looks by "
        "itself every few seconds."
    )
    log.warning("%s", chosen_language().render(said))

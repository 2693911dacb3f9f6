"""`check --watch`: the findings again at each change of the books, until Ctrl-C."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from watchfiles import watch

from paraplu.base.collector import count_as_old
from paraplu.check import check
from paraplu.ledger.remembered.loading import Memory
from paraplu.opening import CannotRun, request_of
from paraplu_cli.command import Stopped
from paraplu_cli.loading import language_of
from paraplu_cli.outcome import Outcome
from paraplu_cli.output.watched import failed, told
from paraplu_cli.places import by_place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from paraplu.check import Report

# Milliseconds: an editor is done when it has written nothing for so long, or at the
# latest; and how often the times of the files are looked at.
_QUIET, _LATEST, _TURN = 30, 150, 250

# When a file changed last, and its size; None where it is not there.
_Stamp = tuple[int, int] | None


class Watched(NamedTuple):
    """The books that are checked again and again, and how that is told."""

    main: Path
    members: Path | None
    today: dt.date | None
    allowed: tuple[str, ...]
    form: str
    most: int | None


def keep_checking(
    asked: Watched, tell: Callable[[str], bool], now: Callable[[], dt.datetime]
) -> int:
    """Tell the findings now and after each change; return 0 on Ctrl-C.

    It ends as well once `tell` says that nobody reads on. Stopped for books that can't
    be checked at all, as they are when it begins.
    """
    try:
        request_of(asked.main, asked.members)
    except CannotRun as fault:
        raise Stopped(fault.message) from fault
    # The command switched the collector off, which only suits what ends soon.
    gc.enable()
    checking = _Checking(asked)
    with suppress(KeyboardInterrupt):
        while tell(checking.once(now())):
            count_as_old()
            checking.wait()
    return 0


class _Checking:
    """What is known from one check to the next."""

    def __init__(self, asked: Watched) -> None:
        self._asked = asked
        self._memory = Memory()
        self._folder: Path | None = None
        self._changes: Iterator[bool] = iter(())
        self._stamps: dict[Path, _Stamp] = {}
        self._files: tuple[Path, ...] = (asked.main.absolute(),)

    def once(self, now: dt.datetime) -> str:
        """Check the books; return what is told of it.

        Books that cannot be read just now, such as half saved ones, are told as such.
        """
        asked = self._asked
        before = _stamps(self._files)
        folder = self._folder or asked.main.absolute().parent
        try:
            report = check(
                asked.main,
                members=asked.members,
                today=asked.today,
                allow_plugins=asked.allowed,
                memory=self._memory,
            )
        except CannotRun as fault:
            text = failed(fault.message, asked.form, now)
        else:
            found = by_place(report.verdict.findings)
            language = language_of(report)
            text = told(
                Outcome(report, found, language, None, asked.most), asked.form, now
            )
            self._files, folder = _files(report), report.books.root
        # What changed while it was checked counts as well.
        self._stamps = _stamps(self._files) | before
        if folder != self._folder:
            self._folder, self._changes = folder, _changes(folder)
        return text

    def wait(self) -> None:
        """Return when something in the folder changed, or one of the files.

        The computer tells of the folder, unless it does not want to, as where too many
        programs ask: then the files alone are looked at.
        """
        for found in self._changes:
            if found or _stamps(self._stamps) != self._stamps:
                return


def _files(report: Report) -> tuple[Path, ...]:
    """Return the files of which a change is seen in any case."""
    text, private = report.books.text, report.register.private_file
    ledger = text.files if text else (report.books.main,)
    return (*ledger, report.register_file, *([Path(private)] if private else ()))


def _changes(folder: Path) -> Iterator[bool]:
    """Yield, several times a second, whether something in a folder changed."""
    # What watches is not written in Python, and calls some of its faults so.
    with suppress(OSError, RuntimeError):
        for found in watch(
            folder,
            debounce=_LATEST,
            step=_QUIET,
            rust_timeout=_TURN,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield bool(found)
    while True:
        time.sleep(_TURN / 1000)
        yield False


def _stamps(files: Iterable[Path]) -> dict[Path, _Stamp]:
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

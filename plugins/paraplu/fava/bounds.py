"""How long a request may take, and how much memory: one bound for all that is asked.

A filter, a period, a query or an entry can be written such that the answer takes hours
or all of the memory. Whoever asks is known to one thread; another looks ten times a
second how long each has been at it, and stops with an exception those that are over
their time. Loading books is not counted: that takes as long as the books are large.

A step within a library written in C cannot be stopped so. Those of which a reader can
make a long one have bounds of their own: see `patience` and `query_steps`.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import re
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from paraplu.base.language import chosen_language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paraplu.base.language import Message

    Start = Callable[..., Any]
    Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

# Seconds. The largest account of a hundred thousand entries takes some twenty.
LONGEST = 30.0
# Bytes by which the whole process may grow while it answers.
LARGEST = 1024**3
_LOOK = 0.1
# Characters of what is asked for: Fava reads a period by patterns of its own.
MOST_LETTERS = {"time": 200, "filter": 2_000, "account": 2_000, "conversion": 500}
_MOST_OTHERS = 50_000
# Of the journal there are a thousand entries on a page.
_PAGE = re.compile("[1-9][0-9]{0,6}")
# An exception may get lost, in a step that catches all of them; then it comes again.
_AGAIN = 1.0


class TooMuch(BaseException):
    """A request takes too long or too much; no `except Exception` keeps it going."""


@dataclass
class Task:
    """A request that is being answered, by the thread that does so."""

    thread: int
    until: float
    peak: int
    begun: float = field(default_factory=time.monotonic)
    # Seconds spent on regular expressions.
    searched: float = 0.0
    loading: float | None = None
    told: float = 0.0


class _Watch:
    """Looks after all requests, in a thread of its own while there are any."""

    def __init__(self) -> None:
        self.tasks: dict[int, Task] = {}
        # Of C, so that nothing can come between taking it and knowing that it is taken.
        self._lock = threading.Lock()
        self._some = threading.Event()
        self._looking = False

    def begin(self, seconds: float) -> Task:
        now = time.monotonic()
        task = Task(threading.get_ident(), now + seconds, _peak())
        with self._lock:
            self.tasks[task.thread] = task
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._look, daemon=True).start()
            self._some.set()
        return task

    def end(self, task: Task) -> None:
        """Forget a request; what was about to stop it comes here, and no later.

        It is not taken back: Python would go on looking for it, at every step of every
        thread, and under a tracer such as that of coverage it never gets any further.
        """
        while True:
            try:
                with self._lock:
                    self.tasks.pop(task.thread, None)
                _let_come()
            except TooMuch:
                continue
            return

    def set(self, task: Task, **values: float | None) -> None:
        """Change when a request is to be stopped, which does not come meanwhile."""
        with self._lock:
            for name, value in values.items():
                setattr(task, name, value)
            # Whoever loads reaches heights that are nobody's fault.
            for other in self.tasks.values():
                other.peak = _peak()

    def _look(self) -> None:
        while True:
            self._some.wait()
            with self._lock:
                if not self.tasks:
                    self._some.clear()
                self._stop(time.monotonic())
            time.sleep(_LOOK)

    def _stop(self, now: float) -> None:
        running = [task for task in self.tasks.values() if task.loading is None]
        over = [task for task in running if now > task.until]
        if len(running) == len(self.tasks):
            peak = _peak()
            grown = [task for task in running if peak - task.peak > LARGEST]
            over += sorted(grown, key=lambda task: task.begun)[:1]
        for task in over:
            if now - task.told > _AGAIN:
                task.told = now
                _throw(task.thread, TooMuch)


def _throw(thread: int, what: type[BaseException]) -> None:
    """Have an exception come in a thread, when it next calls a function."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), ctypes.py_object(what)
    )


def _let_come() -> None:
    """Have an exception that is on its way come now: to be called is enough."""


def _peak() -> int:
    """Return the most bytes that this process ever had; 0 where nobody can tell."""
    if sys.platform == "win32":
        return 0
    resource: Any = importlib.import_module("resource")
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


_watch = _Watch()


def current() -> Task | None:
    """Return the request that this thread answers, None where it answers none."""
    return _watch.tasks.get(threading.get_ident())


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Have a part of a request take no longer than this; TooMuch where it does."""
    task = current()
    if task is None:
        yield
        return
    before = task.until
    _watch.set(task, until=min(before, time.monotonic() + seconds))
    try:
        yield
    finally:
        _watch.set(task, until=before)


@contextmanager
def uncounted() -> Iterator[None]:
    """Have a part of a request take the time that it takes; nothing stops it."""
    task = current()
    if task is None or task.loading is not None:
        yield
        return
    begun = time.monotonic()
    _watch.set(task, loading=begun)
    try:
        yield
    finally:
        _watch.set(task, loading=None, until=task.until + time.monotonic() - begun)


class Bounded:
    """An application of which no request takes too long or too much."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer a request; status 503 where that takes too much."""
        if current() is not None:
            return self._app(environ, start)
        for name, word in parse_qsl(environ.get("QUERY_STRING", "")):
            said = _unasked(name, word)
            if said:
                return _answered("400 Bad Request", said, environ, start)
        task = _watch.begin(LONGEST)
        try:
            try:
                return self._app(environ, start)
            finally:
                _watch.end(task)
        except TooMuch:
            # It may have come just before the end.
            _watch.end(task)
            said = say(
                "This takes too long, or too much memory. Ask for less, or more simply."
            )
            return _answered("503 Service Unavailable", said, environ, start)


def _unasked(name: str, word: str) -> Message | None:
    """Return what is wrong with an argument of an address, None where nothing is."""
    if len(word) > MOST_LETTERS.get(name, _MOST_OTHERS):
        return say("What is asked for in “{name}” is too long.", name=name)
    # No file and no account has such a sign in its name.
    if "\0" in word or (name == "page" and not _PAGE.fullmatch(word)):
        return say("What is asked for in “{name}” cannot be read.", name=name)
    return None


def _answered(
    status: str, message: Message, environ: dict[str, Any], start: Start
) -> Iterable[bytes]:
    said = chosen_language(_spoken(environ)).render(message)
    as_json = "/api/" in environ.get("PATH_INFO", "")
    text = (json.dumps({"error": said}) if as_json else said).encode()
    kind = "application/json" if as_json else "text/plain; charset=utf-8"
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(text))),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start(status, headers)
    return [text]


def _spoken(environ: dict[str, Any]) -> str | None:
    """Return the first language that a browser asks for."""
    return environ.get("HTTP_ACCEPT_LANGUAGE", "")[:2].lower() or None

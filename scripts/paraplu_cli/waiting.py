"""Where a connection waits until a request has come, or as much as can be seen.

The server gives each request a thread, of which there are few. A program that sends
half a request, or one letter every few seconds, would keep a thread for itself; some
thirty of them would keep the reader out. So one thread looks at all who wait, without
taking anything off them, and hands on whoever is complete.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_END = (b"\r\n\r\n", b"\n\n")
_CHUNKED = re.compile(rb"^transfer-encoding:", re.IGNORECASE | re.MULTILINE)
_LAST = b"0\r\n\r\n"
_LENGTH = re.compile(
    rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
# Bytes that are looked at: who sends more before the end of a head gets an answer too.
_LOOKED_AT = 64 * 1024
# Seconds between two looks; how many may wait, of whom the oldest goes first.
_PAUSE = 0.02
_PLACES = 300


class WaitingRoom:
    """Holds connections until they hold a whole request, or their time is over."""

    def __init__(self, ready: Callable[[Any], None], seconds: float) -> None:
        self._ready = ready
        self._seconds = seconds
        # By connection, since when it waits; the oldest is the first.
        self._waiting: dict[Any, float] = {}
        self._lock = threading.Lock()
        self._some = threading.Event()
        self._open = True
        threading.Thread(target=self._look, daemon=True).start()

    def take(self, conn: Any) -> None:  # noqa: ANN401 - of cheroot, without types
        """Hand a connection on, now or once it is complete."""
        if _is_complete(conn):
            self._ready(conn)
            return
        with self._lock:
            if len(self._waiting) >= _PLACES:
                oldest = next(iter(self._waiting))
                del self._waiting[oldest]
                _close(oldest)
            self._waiting[conn] = time.monotonic()
        self._some.set()

    def close(self) -> None:
        """Send everybody away."""
        self._open = False
        self._some.set()
        with self._lock:
            for conn in self._waiting:
                _close(conn)
            self._waiting.clear()

    def _look(self) -> None:
        while self._open:
            self._some.wait()
            for conn in self._leaving(time.monotonic() - self._seconds):
                self._ready(conn)
            time.sleep(_PAUSE)

    def _leaving(self, latest: float) -> list[Any]:
        """Return those that are complete, and close those that came before `latest`."""
        with self._lock:
            ready = [conn for conn in self._waiting if _is_complete(conn)]
            for conn in ready:
                del self._waiting[conn]
            late = [conn for conn, since in self._waiting.items() if since < latest]
            for conn in late:
                del self._waiting[conn]
                _close(conn)
            if not self._waiting:
                self._some.clear()
        return ready


def _is_complete(conn: Any) -> bool:  # noqa: ANN401
    """Tell whether a whole request has come, more than one may be, or an end."""
    if conn.rfile.has_data():
        return True
    seen = _seen(conn)
    if seen is None:
        return False
    return not seen or len(seen) >= _LOOKED_AT or _is_whole(seen)


def has_come(conn: Any, size: int) -> bool:  # noqa: ANN401
    """Tell whether so many bytes have come that were not read yet.

    Of more than can be looked at, they have not.
    """
    kept = len(conn.rfile.peek()) if conn.rfile.has_data() else 0
    return kept >= size or kept + len(_seen(conn) or b"") >= size


def _seen(conn: Any) -> bytes | None:  # noqa: ANN401
    """Return what has come, and leave it there; None while nothing has.

    Nothing at all is an end.
    """
    timeout = conn.socket.gettimeout()
    try:
        # Windows knows no other way to ask without waiting.
        conn.socket.settimeout(0)
        seen: bytes = conn.socket.recv(_LOOKED_AT, socket.MSG_PEEK)
    except BlockingIOError:
        return None
    except OSError:
        return b""
    finally:
        with suppress(OSError):
            conn.socket.settimeout(timeout)
    return seen


def _is_whole(seen: bytes) -> bool:
    """Tell whether a head is there, and all of the body that it announces."""
    ends = [seen.index(end) + len(end) for end in _END if end in seen]
    if not ends:
        return False
    begins = min(ends)
    if _CHUNKED.search(seen, 0, begins):
        return seen.endswith(_LAST)
    announced = _LENGTH.search(seen, 0, begins)
    whole = begins + int(announced[1]) if announced else begins
    return len(seen) >= whole


def _close(conn: Any) -> None:  # noqa: ANN401
    with suppress(OSError):
        conn.close()

"""Connections to the server of Fava: none of them keeps the reader out for long.

The server gives each request a thread, of which there are few. Who sends half a head
waits in a room for it; who sends half a body has a time, and few have it at once.
"""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import suppress
from typing import Any

from cheroot.wsgi import Gateway_10, Server

from paraplu.base.language import chosen_language, printable, say
from paraplu_cli.waiting import WaitingRoom, has_come

log = logging.getLogger("paraplu_cli.serving")

HANG_UP = ("Connection", "close")
# A browser asks for some ten files at once; a connection on which nothing comes is
# closed after so many seconds.
THREADS = 30
IDLE = 5
# Bytes: of what comes before a body, and of a body with a receipt.
_LARGEST_HEAD = 64 * 1024
_LARGEST_BODY = 100 * 1024**2
# How many bodies may be on their way, and for how many seconds; on this computer the
# largest takes one or two, and a browser sends six at once.
_UPLOADS, _UPLOAD = 10, 20.0


class HastyGateway(Gateway_10):
    """Hands requests to the application, and hangs up where that says so.

    It also does where the application has its answer, and the body that nobody asked
    for is still to come: the server would wait for all of it first, with a thread. Of a
    body that the application does ask for, all has to come in time; and few threads at
    once wait for one, so that there are always others for the reader.
    """

    def respond(self) -> None:
        """Answer a request; of half a body, only what comes in time."""
        if not self._is_coming():
            super().respond()
            return
        server: PatientServer = self.req.server
        if not server.uploads.acquire(blocking=False):
            self.req.close_connection = True
            said = say("Too much is being sent at once. Try again.")
            text = chosen_language().render(said)
            self.req.simple_response("503 Service Unavailable", text)
            return
        late = threading.Timer(_UPLOAD, _hear_no_more, (self.req.conn,))
        late.daemon = True
        late.start()
        try:
            super().respond()
        finally:
            late.cancel()
            server.uploads.release()

    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Any:  # noqa: ANN401 - of cheroot, without types
        """Begin an answer."""
        write = super().start_response(status, headers, exc_info)
        if HANG_UP in headers or self._is_coming():
            self.req.close_connection = True
        return write

    def _is_coming(self) -> bool:
        """Tell whether some of the body was not read, and has not even come."""
        if self.req.chunked_read:
            # Where it ends is known to nobody before it is there.
            return True
        left: int = getattr(self.req.rfile, "remaining", 0)
        return left > 0 and not has_come(self.req.conn, left)


def _hear_no_more(conn: Any) -> None:  # noqa: ANN401 - of cheroot, without types
    """Take nothing more from a connection; what was to come of a body has not come."""
    with suppress(OSError):
        conn.socket.shutdown(socket.SHUT_RD)


class PatientServer(Server):
    """A server that gives a connection to a thread only once it holds a whole head."""

    max_request_header_size = _LARGEST_HEAD
    max_request_body_size = _LARGEST_BODY

    def prepare(self) -> None:
        """Listen, and open the room where half requests wait."""
        super().prepare()
        self.uploads = threading.BoundedSemaphore(_UPLOADS)
        self.room = WaitingRoom(super().process_conn, self.timeout)

    def process_conn(self, conn: Any) -> None:  # noqa: ANN401 - of cheroot, without types
        """Handle a connection once what it asks for is there."""
        self.room.take(conn)

    def error_log(  # type: ignore[override]  # cheroot names what is left out
        self, msg: str = "", level: int = 20, **_: object
    ) -> None:
        """Note in one line what went wrong with a connection, mostly that it ended."""
        log.log(level, "%s", printable(msg.partition("\n")[0]))

    def stop(self) -> None:
        """Close the room, and stop."""
        if room := getattr(self, "room", None):
            room.close()
        super().stop()

"""Serves Fava to this computer alone, and opens a browser once it answers."""

from __future__ import annotations

import os
import socket
import sys
import threading
import urllib.request
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cheroot.wsgi import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

HOST = "127.0.0.1"
# How many ports after the one that was asked for are tried, before any free one.
_NEIGHBOURS = 20
_HIGHEST = 65_535
_PATIENCE = 60.0
_TURN = 0.5
_FAREWELL = 3.0


def listening(app: Application, port: int) -> tuple[Server, int]:
    """Return a server that listens, and its port: the one given, or the next free one.

    Raises:
        OSError: no port is free.
    """
    near = range(port, min(port + _NEIGHBOURS, _HIGHEST) + 1)
    free = next(filter(_is_free, near), 0)
    server = Server((HOST, free), _AtHome(app), shutdown_timeout=1)
    server.prepare()
    return server, server.bind_addr[1]


def _is_free(port: int) -> bool:
    # Asked for beforehand: the server leaves its socket open where it cannot have one.
    try:
        with socket.create_server((HOST, port)):
            return True
    except OSError:
        return False


def serve(server: Server, when_it_answers: Callable[[], object]) -> None:
    """Serve until Ctrl-C; call something once, when the server answers.

    The thread that hears Ctrl-C does nothing but wait for it, so that it cannot come in
    the midst of anything; and who still reads a page is not waited for.
    """
    url = f"http://{HOST}:{server.bind_addr[1]}/"
    serving = threading.Thread(target=server.serve, daemon=True)
    opening = threading.Thread(target=_wait, args=(url, when_it_answers), daemon=True)
    stopping = threading.Thread(target=server.stop, daemon=True)
    serving.start()
    opening.start()
    with suppress(KeyboardInterrupt):
        # By turns, for Windows hears nothing while it waits without end.
        while serving.is_alive():
            serving.join(_TURN)
    stopping.start()
    stopping.join(_FAREWELL)


def _wait(url: str, then: Callable[[], object]) -> None:
    with suppress(OSError), urllib.request.urlopen(url, timeout=_PATIENCE):  # noqa: S310 - the address of our own server
        then()


def open_browser(url: str) -> bool:
    """Open an address in the reader's browser; False where there is no window for it.

    Without a screen Python would start a browser for terminals, in this very terminal.
    """
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        return False
    return webbrowser.open(url)


class _AtHome:
    """Answers only who asks for this computer by its own name.

    A page elsewhere on the internet can give its name the address of this computer, and
    would then read the books in the reader's own browser.
    """

    def __init__(self, app: Application) -> None:
        self.app = app

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        name = environ.get("HTTP_HOST", "").rpartition(":")[0]
        if name in {HOST, "localhost"}:
            return self.app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"Only for this computer.\n"]

"""Serves Fava to this computer alone, and opens a browser once it answers."""

from __future__ import annotations

import os
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


def listening(app: Application, port: int) -> tuple[Server, int]:
    """Return a server that listens, and its port: the one given, or the next free one.

    Raises:
        OSError: no port is free.
    """
    near = range(port + 1, min(port + _NEIGHBOURS, _HIGHEST) + 1)
    for one in (port, *near, 0):
        server = Server((HOST, one), _AtHome(app), shutdown_timeout=1)
        try:
            server.prepare()
        except OSError:
            if not one:
                raise
        else:
            return server, server.bind_addr[1]
    raise AssertionError  # the last port, 0, is any port that is free


def serve(server: Server, when_it_answers: Callable[[], object]) -> None:
    """Serve until Ctrl-C; call something once, when the server answers."""
    url = f"http://{HOST}:{server.bind_addr[1]}/"
    waiting = threading.Thread(target=_wait, args=(url, when_it_answers), daemon=True)
    waiting.start()
    try:
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()


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

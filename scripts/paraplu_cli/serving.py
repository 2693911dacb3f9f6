"""Serves Fava to this computer alone, and opens a browser once it answers."""

from __future__ import annotations

import hmac
import os
import secrets
import socket
import sys
import threading
import urllib.request
import webbrowser
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, quote, urlencode

from paraplu.base.language import chosen_language, say
from paraplu_cli.connections import HANG_UP, IDLE, THREADS, HastyGateway, PatientServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cheroot.wsgi import Server

    from paraplu.base.language import Message

    Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

HOST = "127.0.0.1"
# How many ports after the one that was asked for are tried, before any free one.
_NEIGHBOURS = 20
_HIGHEST = 65_535
_USUAL = 80
_PATIENCE = 60.0
_TURN = 0.5
_FAREWELL = 3.0
# Connections that are asked for and not taken in yet. With more than that the computer
# lets the next one ask again after a second, and then after two.
_AT_THE_DOOR = 128


def new_token() -> str:
    """Return what an address holds so that nobody can guess it."""
    return secrets.token_urlsafe(24)


def listening(
    app: Application, port: int, token: str | None = None
) -> tuple[Server, int]:
    """Return a server that listens, and its port: the one given, or the next free one.

    With a token it answers only who was given the address that holds it.

    Raises:
        OSError: no port is free.
    """
    near = range(port, min(port + _NEIGHBOURS, _HIGHEST) + 1)
    free = next(filter(_is_free, near), 0)
    home = _AtHome(app, token)
    server = PatientServer(
        (HOST, free),
        home,
        numthreads=THREADS,
        shutdown_timeout=1,
        request_queue_size=_AT_THE_DOOR,
    )
    server.timeout = IDLE
    server.gateway = HastyGateway
    server.prepare()
    home.port = server.bind_addr[1]
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
    with suppress(OSError):
        try:
            urllib.request.urlopen(url, timeout=_PATIENCE).close()  # noqa: S310 - the address of our own server
        except HTTPError as refused:
            # Without the token: an answer too.
            refused.close()
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
    """Answers only this computer, and of the programs on it only who has the token.

    A page elsewhere on the internet can give its name the address of this computer, or
    have the reader's browser ask for something here; and other people may work on the
    same computer. A browser that opens the address with the token keeps it in a cookie.
    """

    def __init__(self, app: Application, token: str | None) -> None:
        self.app = app
        self.token = token
        self.port = 0

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        host = environ.get("HTTP_HOST", "")
        if host.lower() not in self._hosts:
            return _refused(start_response, say("Only for this computer."))
        if _from_elsewhere(environ, host):
            return _refused(start_response, say("Only for pages of these books."))
        if self.token is None or self._is_known(environ):
            return self.app(environ, start_response)
        if self._is_told(environ):
            return self._welcome(environ, start_response)
        return _refused(
            start_response,
            say("Open the whole address that paraplu browse shows, with its token."),
        )

    @property
    def _hosts(self) -> set[str]:
        """What a browser on this computer calls it, which leaves out the usual port."""
        names = {HOST, "localhost"}
        usual = names if self.port == _USUAL else set()
        return usual | {f"{name}:{self.port}" for name in names}

    @property
    def _cookie(self) -> str:
        # Cookies are shared by all ports of a computer.
        return f"paraplu-{self.port}"

    def _is_known(self, environ: dict[str, Any]) -> bool:
        try:
            cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            return False
        found = cookies.get(self._cookie)
        return found is not None and self._is_token(found.value)

    def _is_told(self, environ: dict[str, Any]) -> bool:
        words = parse_qsl(environ.get("QUERY_STRING", ""))
        return any(key == "token" and self._is_token(word) for key, word in words)

    def _is_token(self, word: str) -> bool:
        return hmac.compare_digest(word.encode(), (self.token or "").encode())

    def _welcome(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Give the token to the browser to keep, and take it out of the address."""
        words = parse_qsl(environ.get("QUERY_STRING", ""))
        rest = urlencode([(key, word) for key, word in words if key != "token"])
        # Two slashes at the start would be the name of another computer.
        path = "/" + quote(environ.get("PATH_INFO", "").lstrip("/\\"), safe="/:")
        cookie = f"{self._cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        headers = [
            ("Location", f"{path}?{rest}" if rest else path),
            ("Set-Cookie", cookie),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("Content-Length", "0"),
        ]
        start_response("302 Found", headers)
        return []


def _from_elsewhere(environ: dict[str, Any], host: str) -> bool:
    """Tell whether a page of another site asks, for more than to be left for this one.

    Browsers say so of themselves; other programs say nothing, and need the token.
    """
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and origin != f"http://{host}":
        return True
    if environ.get("HTTP_SEC_FETCH_SITE", "none") in {"none", "same-origin"}:
        return False
    opened = (
        environ.get("REQUEST_METHOD"),
        environ.get("HTTP_SEC_FETCH_MODE"),
        environ.get("HTTP_SEC_FETCH_DEST"),
    )
    return opened != ("GET", "navigate", "document")


def _refused(start_response: Callable[..., Any], why: Message) -> Iterable[bytes]:
    text = (chosen_language().render(why) + "\n").encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(text))),
        HANG_UP,
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response("403 Forbidden", headers)
    return [text]

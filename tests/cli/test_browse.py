"""`paraplu browse`: Fava on books that were judged first, until Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cheroot.wsgi import Server
from tests.cli.conftest import Run
from tests.support import HEAD, write_books

from paraplu.fava.app import fava_on
from paraplu_cli import connections, serving, waiting
from paraplu_cli.serving import HOST, listening, open_browser, serve

SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
PAGES = '2025-01-01 custom "fava-extension" "paraplu.fava"\n'
# Beancount stops on it while it books, which nothing in the text can tell beforehand.
NOTHING_COSTS = '2025-03-02 * "x"\n  Assets:A  0 USD {{5 EUR}}\n  Assets:B\n'
EVIL = """\
from pathlib import Path
from typing import Any
Path(__file__).with_suffix(".ran").touch()
"""


class Browsing:
    """The command, running beside the test."""

    def __init__(self, process: subprocess.Popen[str], said: str, url: str) -> None:
        self.process = process
        self.said = said
        self.url = url
        found = re.search(r"\?token=([\w-]+)", said)
        self.token = found[1] if found else ""

    def get(self, path: str = "", *, method: str = "GET", **headers: str) -> int:
        """Return the status of a request."""
        port = urlsplit(self.url).port
        connection = HTTPConnection(HOST, port, timeout=20)
        headers = {"Cookie": f"paraplu-{port}={self.token}", **headers}
        with closing(connection):
            connection.request(method, f"/{path}", headers=headers)
            return connection.getresponse().status

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit status."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=20)
        return self.process.returncode


@contextmanager
def browsing(folder: Path, *arguments: str) -> Iterator[Browsing]:
    # Python leaves Ctrl-C alone where the shell that runs the tests ignores it.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from paraplu_cli.entry import run; run()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "browse", *arguments],
        cwd=folder,
        env={**os.environ, "PARAPLU_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        for line in process.stdout:
            said += line
            if found := re.search(r"http://\S+/", line):
                yield Browsing(process, said, found[0])
                break
        else:
            pytest.fail(said)
    finally:
        process.kill()
        process.communicate()


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.create_server((HOST, 0)) as busy:
        yield busy.getsockname()[1]


def test_it_serves_the_pages_until_ctrl_c(tmp_path: Path) -> None:
    write_books(tmp_path, SALE, head=HEAD + PAGES)
    with (
        taken_port() as port,
        browsing(tmp_path, "--no-open", "--port", str(port)) as fava,
    ):
        assert fava.said.startswith(f"Port {port} is taken")
        assert str(port) not in fava.url
        assert fava.get() == 302
        assert fava.get("beancount/extension/ParapluToDo/") == 200
        assert fava.get("beancount/api/source", method="DELETE") == 401
        assert fava.get(Host="evil.example:5000") == 403
        own = urlsplit(fava.url).port
        assert fava.get(Host=f"localhost:{own}") == 302
        assert fava.get(Host=f"LOCALHOST:{own}") == 302
        for host in (f"localhost:{port}", "localhost", f"{HOST}:{own}0", HOST, ""):
            assert fava.get(Host=host) == 403, host
        assert fava.stop() == 0


def test_books_with_errors_open_and_write_is_a_wish(tmp_path: Path) -> None:
    broken = SALE + "2025-03-02 balance Assets:Members:L01:Cash 7.00 EUR\nnonsense\n"
    write_books(tmp_path, broken)
    with browsing(tmp_path, "--no-open", "--port", "5700", "--write") as fava:
        assert fava.get("beancount/income_statement/") == 200
        assert fava.get("beancount/api/source", method="DELETE") != 401
        rest = fava.process.stdout
        assert rest is not None
        assert "The paraplu pages are missing" in rest.readline()
        assert fava.stop() == 0


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('plugin "evil"\n', "plugin"),
        ('2025-01-01 custom "fava-extension" "evil"\n', "extension"),
        ('2025-01-01 custom "fava-option" "import-config" "evil.py"\n', "file"),
        ('option "insert_pythonpath" "true"\n', "option"),
    ],
)
def test_code_that_nobody_agreed_on_is_refused(
    tmp_path: Path, run: Run, line: str, place: str
) -> None:
    main = write_books(tmp_path, SALE, head=line + HEAD, files={"evil.py": EVIL})
    status, out, err = run("browse", "--no-open", str(main))
    assert (status, out) == (1, "")
    assert re.match(r"\S+main\.beancount:1  CK0[34]\n", err)
    assert place in err
    assert "  → Take the" in err
    assert not (main.parent / "evil.ran").exists()


def test_the_register_and_the_option_allow_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        'plugin "evil"\n'
        '2025-01-01 custom "fava-option" "import-config" "importers.py"\n'
    )
    files = {"evil.py": EVIL, "importers.py": EVIL}
    main = write_books(tmp_path, SALE, head=lines + HEAD, files=files)
    monkeypatch.syspath_prepend(str(main.parent))
    with fava_on(main, allowed=("evil", "importers.py")):
        assert (main.parent / "evil.ran").exists()
        assert (main.parent / "importers.ran").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.beancount"], "There is no file"),
        (["--port", "0"], "--port"),
        (["--port", "x"], "--port"),
        (["."], "is a folder"),
    ],
)
def test_it_says_in_one_line_why_it_cannot_run(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run("browse", "--no-open", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_what_stops_fava_is_one_line(tmp_path: Path, run: Run) -> None:
    main = write_books(tmp_path, SALE + NOTHING_COSTS)
    status, out, err = run("browse", "--no-open", str(main))
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: Fava cannot show {main}: it stopped on Div")
    assert err.count("\n") == 1


def test_books_that_change_are_judged_again(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, files={"evil.py": EVIL})
    sound = main.read_text("utf-8")
    with fava_on(main) as app:
        ledger = app.config["LEDGERS"]["beancount"]
        assert ledger.errors == []
        entries = ledger.all_entries
        main.write_text('plugin "evil"\n' + sound, "utf-8")
        ledger.load_file()
        older, error = ledger.errors
        assert older.message.startswith("BC00 These are the books as they were before")
        assert error.message.startswith("CK03 The books ask for the plugin evil")
        assert ledger.all_entries is entries
        assert str(main) in ledger.options["include"]
        main.write_bytes(b"\xff")
        ledger.load_file()
        assert "UTF-8" in ledger.errors[1].message
        main.write_text(sound, "utf-8")
        ledger.load_file()
        assert ledger.errors == []
        assert len(ledger.all_entries_by_type.Transaction) == 1
    assert not (main.parent / "evil.ran").exists()


def test_a_ledger_that_was_never_sound_is_empty(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, head='plugin "evil"\n')
    with fava_on(main) as app:
        ledger = app.config["LEDGERS"]["beancount"]
        assert ledger.errors[0].message.startswith("CK03")
        assert ledger.all_entries == []
        assert app.test_client().get("/", follow_redirects=True).status_code == 200


def test_fava_loads_as_before_once_it_is_over(tmp_path: Path) -> None:
    from fava import core
    from fava.beans.load import load_uncached

    with fava_on(write_books(tmp_path, SALE)):
        pass
    assert vars(core)["load_uncached"] is load_uncached


def test_the_browser_is_opened_once_it_answers() -> None:
    asked: list[str] = []

    def app(environ: dict[str, str], start_response: object) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        assert callable(start_response)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    server, port = listening(app, 5800)
    assert port >= 5800
    opened = threading.Event()

    def open_it() -> None:
        assert asked == ["/"]
        opened.set()

    serving_thread = threading.Thread(target=serve, args=(server, open_it))
    serving_thread.start()
    assert opened.wait(20)
    fava = HTTPConnection(HOST, port, timeout=20)
    with closing(fava):
        fava.request("GET", "/secret", headers={"Host": f"evil.example:{port}"})
        assert fava.getresponse().status == 403
    assert asked == ["/"]
    server.stop()
    serving_thread.join(20)
    assert not serving_thread.is_alive()


def test_what_it_says_and_opens(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = write_books(tmp_path, SALE)
    opened: list[str] = []

    def answer_once(server: Server, when_it_answers: Callable[[], object]) -> None:
        when_it_answers()
        server.stop()

    monkeypatch.setattr(serving, "serve", answer_once)
    monkeypatch.setattr(serving, "open_browser", opened.append)
    monkeypatch.setattr(serving, "new_token", lambda: "secret")
    with taken_port() as port:
        status, out, err = run("browse", str(main), "--port", str(port))
        assert (status, err) == (0, "")
        (url,) = opened
        assert url.endswith("/?token=secret")
        no_pages = "The paraplu pages are missing, because the books do not name them."
        assert out.splitlines() == [
            f"Port {port} is taken, so paraplu uses another one.",
            f"The books are at {url}. Ctrl-C stops it.",
            "You can look but not change anything. To allow changes, add --write.",
            f"{no_pages} Add this line to the main file: {PAGES.strip()}",
        ]
        free = str(urlsplit(url).port)
    status, out, _ = run("browse", str(main), "--no-open", "--write", "--port", free)
    assert (status, len(opened)) == (0, 1)
    assert out.startswith(f"The books are at {url}.")
    assert "not change anything" not in out


def test_the_last_of_all_ports() -> None:
    with socket.create_server((HOST, 65_535)):
        server, port = listening(lambda _environ, _start: [], 65_535)
        server.stop()
    assert port not in {0, 65_535}


def test_books_without_a_register_open(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + PAGES)
    (tmp_path / "members.yaml").unlink()
    with fava_on(main) as app:
        page = app.test_client().get("/beancount/extension/ParapluToDo/")
    assert page.status_code == 200
    assert "There is no register" in page.text


def test_without_a_screen_no_browser_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_it(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(webbrowser, "open", open_it)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not open_browser("http://x/")
    assert opened == []
    monkeypatch.setenv("DISPLAY", ":0")
    assert open_browser("http://x/")
    assert opened == ["http://x/"]


def answered(
    port: int, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str]]:
    """Return the status of a request and the headers of the answer."""
    connection = HTTPConnection(HOST, port, timeout=20)
    with closing(connection):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        answer.read()
        return answer.status, dict(answer.getheaders())


@contextmanager
def served(token: str | None) -> Iterator[int]:
    """A server of a page that says yes to everything, and its port."""

    def app(environ: dict[str, str], start_response: object) -> list[bytes]:
        assert environ
        assert callable(start_response)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    server, port = listening(app, 5900, token)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield port
    server.stop()
    thread.join(20)


def test_who_has_no_token_sees_nothing() -> None:
    with served("secret") as port:
        assert answered(port)[0] == 403
        assert answered(port, "/?token=other")[0] == 403
        assert answered(port, Cookie=f"paraplu-{port}=other")[0] == 403
        assert answered(port, Cookie="paraplu-1=secret")[0] == 403
        assert answered(port, Cookie="\x07;=")[0] == 403
        assert answered(port, Cookie=f"a=b; paraplu-{port}=secret")[0] == 200
        status, headers = answered(port, "/books/x?token=secret&time=2025")
        assert (status, headers["Location"]) == (302, "/books/x?time=2025")
        cookie = f"paraplu-{port}=secret; Path=/; HttpOnly; SameSite=Strict"
        assert headers["Set-Cookie"] == cookie
        status, headers = answered(port, "/?token=secret")
        assert (status, headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {}, 200),
        ("GET", {"Sec_Fetch_Site": "none"}, 200),
        ("GET", {"Sec_Fetch_Site": "same-origin"}, 200),
        ("PUT", {"Sec_Fetch_Site": "same-origin", "Origin": "HOME"}, 200),
        ("GET", {"Sec_Fetch_Site": "cross-site"}, 403),
        ("GET", {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        ("PUT", {"Origin": "https://evil.example"}, 403),
        ("GET", {"Origin": "null"}, 403),
        ("GET", {"Origin": "http://localhost:1"}, 403),
        (
            "GET",
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "document",
            },
            200,
        ),
        (
            "POST",
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "document",
            },
            403,
        ),
        (
            "GET",
            {
                "Sec_Fetch_Site": "cross-site",
                "Sec_Fetch_Mode": "navigate",
                "Sec_Fetch_Dest": "iframe",
            },
            403,
        ),
    ],
)
def test_pages_of_other_sites_get_nothing(
    method: str, headers: dict[str, str], status: int
) -> None:
    with served(None) as port:
        home = f"http://{HOST}:{port}"
        sent = {name: value.replace("HOME", home) for name, value in headers.items()}
        assert answered(port, method=method, **sent)[0] == status


# Seconds that a connection on which nothing comes is kept: so long that whoever waits
# for it shows on a busy machine too, or so short that a test can wait for its end.
LATE, NO_WAIT, SOON = 30, 15, 0.5


@pytest.fixture(autouse=True)
def _times(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server looks twice a second whether it is to stop; here it does so sooner."""
    monkeypatch.setattr(Server, "expiration_interval", 0.05)
    monkeypatch.setattr(serving, "IDLE", LATE)


def test_connections_on_which_nothing_comes_block_nobody() -> None:
    with served(None) as port, ExitStack() as stack:
        begun = time.monotonic()
        # All at once, and so without a second's wait at the door of the computer.
        for _ in range(60):
            stack.enter_context(socket.create_connection((HOST, port)))
        assert answered(port)[0] == 200
        assert time.monotonic() - begun < NO_WAIT


HALVES = [
    b"G",
    b"GET / HTTP/1.1\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000,
    b"PUT / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000000\r\n\r\nx",
    b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx",
]


@pytest.mark.parametrize("half", HALVES)
def test_half_requests_block_nobody(half: bytes) -> None:
    with served("secret") as port, ExitStack() as stack:
        held = [
            stack.enter_context(socket.create_connection((HOST, port)))
            for _ in range(60)
        ]
        for connection in held:
            connection.sendall(half)
        time.sleep(0.3)
        begun = time.monotonic()
        for _ in range(3):
            assert answered(port)[0] == 403
        assert time.monotonic() - begun < NO_WAIT


def test_who_sends_letter_by_letter_is_sent_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving, "IDLE", SOON)
    with served(None) as port, ExitStack() as stack:
        begun = time.monotonic()
        slow = stack.enter_context(socket.create_connection((HOST, port)))
        slow.settimeout(1)
        with suppress(OSError):
            while time.monotonic() - begun < 15:
                slow.sendall(b"G")
                time.sleep(0.1)
        assert SOON <= time.monotonic() - begun < 15


LETTERS = pytest.mark.parametrize(
    "rest", [b"Content-Length: 100000\r\n", b"Transfer-Encoding: chunked\r\n"]
)


def one_letter_each(port: int, rest: bytes, stack: ExitStack) -> socket.socket:
    """Return the last of many connections that sent one letter of a body."""
    head = b"PUT / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%b\r\n" % (port, rest)
    for _ in range(60):
        slow = stack.enter_context(socket.create_connection((HOST, port)))
        slow.sendall(head + b"{")
    return slow


@LETTERS
def test_who_sends_a_body_letter_by_letter_blocks_nobody(rest: bytes) -> None:
    with served(None) as port, ExitStack() as stack:
        one_letter_each(port, rest, stack)
        begun = time.monotonic()
        assert answered(port)[0] == 200
        assert time.monotonic() - begun < NO_WAIT


@LETTERS
def test_who_sends_a_body_letter_by_letter_is_sent_away(
    rest: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "IDLE", SOON)
    with served(None) as port, ExitStack() as stack:
        begun = time.monotonic()
        slow = one_letter_each(port, rest, stack)
        slow.settimeout(20)
        assert slow.recv(100) == b""
        assert SOON <= time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 90000000\r\n\r\n" + b"x" * 70_000,
        b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n" + b"x" * 70_000,
    ],
)
def test_a_body_that_nobody_reads_is_not_waited_for(rest: bytes) -> None:
    """More than can be looked at has come: it gets a thread, and an answer at once."""
    with served(None) as port, ExitStack() as stack:
        head = b"PUT / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % port
        for _ in range(60):
            half = stack.enter_context(socket.create_connection((HOST, port)))
            half.sendall(head + rest)
        begun = time.monotonic()
        for _ in range(3):
            assert answered(port)[0] == 200
        assert time.monotonic() - begun < NO_WAIT


@contextmanager
def reading_bodies() -> Iterator[tuple[int, list[int]]]:
    """A server that reads all of what it is sent, and how much that was each time."""
    read: list[int] = []

    def app(
        environ: dict[str, Any], start_response: Callable[..., object]
    ) -> list[bytes]:
        read.append(len(environ["wsgi.input"].read()))
        start_response("200 OK", [("Content-Length", "0")])
        return []

    server, port = listening(app, 5950, None)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield port, read
    server.stop()
    thread.join(20)


BODIES = {
    "length": b"Content-Length: 90000000\r\n\r\n" + b"x" * 70_000,
    "chunked": b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n" + b"x" * 70_000,
}


@pytest.mark.parametrize("rest", BODIES.values(), ids=BODIES)
def test_half_bodies_that_are_read_leave_threads_for_the_reader(rest: bytes) -> None:
    with reading_bodies() as (port, _read), ExitStack() as stack:
        head = b"PUT / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % port
        for _ in range(60):
            half = stack.enter_context(socket.create_connection((HOST, port)))
            half.sendall(head + rest)
        begun = time.monotonic()
        for _ in range(3):
            assert answered(port)[0] == 200
        assert time.monotonic() - begun < NO_WAIT


@pytest.mark.parametrize("rest", BODIES.values(), ids=BODIES)
def test_a_body_that_drips_in_is_given_up(
    rest: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_UPLOAD", 0.5)
    with reading_bodies() as (port, _read), ExitStack() as stack:
        drip = stack.enter_context(socket.create_connection((HOST, port)))
        drip.sendall(b"PUT / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % port + rest)
        begun = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - begun < 10:
                drip.sendall(b"x")
                time.sleep(0.1)
        assert time.monotonic() - begun < 9


def test_a_large_receipt_comes_whole() -> None:
    size = 20_000_000
    with reading_bodies() as (port, read):
        connection = HTTPConnection(HOST, port, timeout=20)
        with closing(connection):
            connection.request("PUT", "/", body=b"x" * size)
            assert connection.getresponse().status == 200
    assert read == [size]


def test_a_second_request_with_half_a_body_is_answered_too() -> None:
    with served(None) as port, ExitStack() as stack:
        home = b"Host: 127.0.0.1:%d\r\n" % port
        whole = b"GET / HTTP/1.1\r\n" + home + b"\r\n"
        half = b"PUT / HTTP/1.1\r\n" + home + b"Content-Length: 9\r\n\r\nx"
        for _ in range(60):
            two = stack.enter_context(socket.create_connection((HOST, port)))
            two.sendall(whole + half)
        begun = time.monotonic()
        assert answered(port)[0] == 200
        assert time.monotonic() - begun < NO_WAIT


def test_a_connection_stays_where_all_of_a_body_has_come() -> None:
    with served(None) as port, ExitStack() as stack:
        same = stack.enter_context(socket.create_connection((HOST, port)))
        same.settimeout(10)
        head = b"PUT / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n"
        for size in (5, 20_000, 60_000):
            same.sendall(head % (port, size) + b"x" * size)
            answer = same.recv(1000)
            assert answer.startswith(b"HTTP/1.1 200 OK")
            assert b"Connection: close" not in answer


def test_a_body_may_come_in_parts() -> None:
    with served(None) as port, ExitStack() as stack:
        parts = stack.enter_context(socket.create_connection((HOST, port)))
        parts.settimeout(10)
        head = b"PUT / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 5\r\n\r\n"
        for part in (head % port, b"ab", b"cde"):
            parts.sendall(part)
            time.sleep(0.2)
        assert parts.recv(100).startswith(b"HTTP/1.1 200 OK")


def test_a_request_may_come_in_parts() -> None:
    with served(None) as port, ExitStack() as stack:
        parts = stack.enter_context(socket.create_connection((HOST, port)))
        parts.settimeout(10)
        for part in (b"GET / HT", b"TP/1.1\r\nHost: 127.0.0.1:%d\r" % port, b"\n\r\n"):
            parts.sendall(part)
            time.sleep(0.2)
        assert parts.recv(100).startswith(b"HTTP/1.1 200 OK")
        # And another on the same connection.
        parts.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port)
        assert parts.recv(100).startswith(b"HTTP/1.1 200 OK")


def test_a_head_without_end_is_refused() -> None:
    with served(None) as port, ExitStack() as stack:
        long = stack.enter_context(socket.create_connection((HOST, port)))
        long.settimeout(10)
        with suppress(OSError):
            long.sendall(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 30_000)
        answer = b""
        with suppress(OSError):
            answer = long.recv(100)
        assert not answer or b" 413 " in answer or b" 400 " in answer
        assert answered(port)[0] == 200


def test_more_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_PLACES", 10)
    with served(None) as port, ExitStack() as stack:
        for _ in range(200):
            held = stack.enter_context(socket.create_connection((HOST, port)))
            held.sendall(b"G")
        begun = time.monotonic()
        assert answered(port)[0] == 200
        assert time.monotonic() - begun < NO_WAIT

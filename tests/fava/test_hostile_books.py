"""Books that hold markup and scripts, on every page of Fava, also in a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cheroot.wsgi import Server
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from tests.fava.conftest import EXTENSION
from tests.support import HEAD, write_books

from paraplu.fava.app import fava_on
from paraplu.fava.headers import HEADERS, POLICY

# What runs when it is put into a page as it is, in several ways. ELSEWHERE is a server
# that nobody should ask for anything.
SCRIPTS = (
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe src='ELSEWHERE/frame'></iframe>",
    "<img src='ELSEWHERE/picture'>",
    "<link rel=stylesheet href='ELSEWHERE/style'>",
    "<style>@import 'ELSEWHERE/import';</style>",
    "<meta http-equiv=refresh content='0;url=ELSEWHERE/refresh'>",
    "<base href='ELSEWHERE/'>",
    "<form action='ELSEWHERE/form'><input autofocus onfocus=alert(1)></form>",
    "<object data='ELSEWHERE/object'></object>",
    "<a href='javascript:alert(1)' id=clicked>click</a>",
    "</script><script>alert(1)</script>",
    "'><script src='ELSEWHERE/script'></script>",
)
EVIL = "".join(SCRIPTS)
BOOKS = f"""\
2025-03-01 * "{EVIL}" "Chairs {EVIL}"
  key: "{EVIL}"
  document: "{EVIL}"
  address: "javascript:alert(1)"
  Income:Members:L01:Sales     -100.00 EUR
    more: "{EVIL}"
  Assets:Members:L01:Cash       100.00 EUR
2025-03-02 note Assets:Members:L01:Cash "{EVIL}"
2025-03-02 query "{EVIL}" "SELECT '{EVIL.replace("'", "")}'"
2025-03-02 event "{EVIL}" "{EVIL}"
2025-03-02 custom "{EVIL}" "{EVIL}"
2025-03-02 commodity EUR
  name: "{EVIL}"
2025-03-03 balance Assets:Members:L01:Cash 1.00 EUR
2025-01-01 custom "fava-sidebar-link" "{EVIL}" "journal/"
2025-01-01 custom "fava-option" "no-{EVIL}" "{EVIL}"
"""
PAGES = (
    "income_statement/",
    "balance_sheet/",
    "trial_balance/",
    "journal/",
    "query/?query_string=SELECT+payee,narration",
    "holdings/",
    "commodities/",
    "documents/",
    "events/",
    "statistics/",
    "editor/",
    "errors/",
    "import/",
    "options/",
    "help/",
    "account/Assets:Members:L01:Cash/",
    "extension/ParapluOverview/",
    "extension/ParapluMembers/",
    "extension/ParapluMembers/?member=L01",
    "extension/ParapluToDo/",
    "extension/ParapluFunds/",
    "extension/ParapluVat/",
    "extension/ParapluReports/",
    "extension/ParapluHours/",
)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server elsewhere, and what it was asked for."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_every_answer_has_the_headers(tmp_path: Path) -> None:
    main = write_books(tmp_path, BOOKS, head=HEAD + EXTENSION)
    with fava_on(main) as app:
        client = app.test_client()
        for path in (
            "",
            "nowhere",
            "static/app.js",
            "beancount/document/?filename=x",
            "beancount/extension/ParapluMembers/?time=nonsense",
            "beancount/journal/?time=nonsense",
            "beancount/api/journal",
            "beancount/api/nowhere",
            "beancount/download-journal/",
            "beancount/extension_js_module/ParapluMembers.js",
            "jump",
            *(f"beancount/{page}" for page in PAGES),
        ):
            answer = client.get(f"/{path}", buffered=True)
            for name, value in HEADERS.items():
                assert answer.headers.get_all(name) == [value], (path, name)
        assert client.delete("/beancount/api/document").headers[
            "Content-Security-Policy"
        ]
    assert "unsafe-inline'" not in POLICY.split(";")[1]


def test_the_journal_is_text(tmp_path: Path) -> None:
    main = write_books(tmp_path, BOOKS, head=HEAD + EXTENSION)
    with fava_on(main) as app:
        client = app.test_client()
        for path in (
            "api/journal_page?page=1&order=asc",
            "api/account_report?a=Assets:Members:L01:Cash&r=journal",
        ):
            answer = client.get(f"/beancount/{path}")
            journal = answer.get_json()["data"]["journal"]
            assert "<strong class='payee'>&lt;img src=x onerror" in journal
            assert "<a href='/beancount/account/Assets:Members:L01:Cash/'>" in journal
            for raw in ("<img", "<svg", "<iframe", "<meta", "<script", "<style"):
                assert raw not in journal


def console(browser: webdriver.Chrome) -> list[str]:
    """Return what went wrong since it was asked last."""
    lines = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [line["message"] for line in lines if line["level"] == "SEVERE"]


@pytest.mark.no_cover  # Each page has tests of its own.
def test_nothing_of_the_books_runs_in_a_browser(
    tmp_path: Path,
    chromium: webdriver.Chrome,
    listener: tuple[str, list[str]],
) -> None:
    elsewhere, heard = listener
    text = BOOKS.replace("ELSEWHERE", elsewhere)
    main = write_books(tmp_path, text, head=HEAD + EXTENSION)
    with fava_on(main) as app:
        server = Server(("127.0.0.1", 0), app, numthreads=10)
        server.prepare()
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        home = f"http://127.0.0.1:{server.bind_addr[1]}/beancount/"
        console(chromium)
        for page in PAGES:
            chromium.get(home + page)
            chromium.implicitly_wait(5)
            chromium.find_element("css selector", "article, .page-title, h1")
            chromium.execute_async_script("setTimeout(arguments[0], 400)")
            with pytest.raises(NoAlertPresentException):
                _ = chromium.switch_to.alert.text
            assert chromium.current_url.startswith(home), page
            assert console(chromium) == [], page
        server.stop()
        thread.join(10)
    assert heard == []

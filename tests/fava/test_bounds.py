"""No request takes time or memory without end, whatever it asks for."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support import HEAD, write_books
from werkzeug.test import TestResponse

from paraplu.fava import bounds, patience, queries
from paraplu.fava.app import fava_on
from paraplu.fava.bounds import Bounded, current, uncounted, within

EXTENSION = '2025-01-01 custom "fava-extension" "paraplu.fava"\n'
WORD = "a" * 60 + "!"
SALE = f"""\
2025-03-01 * "Market" "{WORD}" #a
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:{"A" * 60}-0       100.00 EUR
2025-03-01 query "slow" "SELECT narration WHERE narration ~ '(a|a|aa)+$'"
"""
SLOW = "(a|a|aa)+$"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the bounds be small, or the tests would take their time."""
    monkeypatch.setattr(patience, "LONGEST", 0.3)
    monkeypatch.setattr(queries, "LONGEST", 3.0)
    monkeypatch.setattr(bounds, "LONGEST", 4.0)
    monkeypatch.setattr(bounds, "_AGAIN", 0.2)


def busy(_environ: object, _start: object) -> list[bytes]:
    while True:
        sum(range(100))


def stubborn(_environ: object, _start: object) -> list[bytes]:
    while True:
        try:
            sum(range(100))
        except Exception:  # noqa: BLE001, S112 - as some libraries do
            continue


def growing(_environ: object, _start: object) -> list[bytes]:
    kept: list[bytes] = []
    while True:
        kept.append(bytes(4_000_000))


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


def answered(
    app: Any,  # noqa: ANN401 - of any kind
    path: str = "/",
    language: str = "en",
) -> tuple[str, str]:
    """Return the status and the text of an answer."""
    said: list[str] = []

    def start(status: str, _headers: object) -> None:
        said.append(status)

    asked = {"PATH_INFO": path, "HTTP_ACCEPT_LANGUAGE": language, "QUERY_STRING": ""}
    text = b"".join(Bounded(app)(asked, start))
    return said[0], text.decode()


@pytest.mark.parametrize("app", [busy, stubborn])
def test_who_takes_too_long_is_stopped(
    app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "LONGEST", 0.3)
    with at_most(5):
        status, text = answered(app)
    assert status.startswith("503")
    assert text.startswith("This takes too long")
    assert current() is None
    # The thread goes on, and nothing comes after all.
    time.sleep(0.5)


TRACED = """
import sys
from paraplu.fava.bounds import Bounded

def app(environ, start):
    return [b"answer"]

sys.settrace(lambda frame, event, argument: None)
print([b"".join(Bounded(app)({}, None)) for _ in range(3)])
"""


def test_an_answer_leaves_nothing_behind_that_a_debugger_would_wait_for() -> None:
    # In a process of its own: what goes wrong here hangs, and nothing can stop it.
    command = [sys.executable, "-c", TRACED]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[b'answer', b'answer', b'answer']\n"


def test_it_is_said_in_the_language_and_form_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PARAPLU_LANG", raising=False)
    monkeypatch.setattr(bounds, "LONGEST", 0.2)
    assert answered(busy, language="nl-NL")[1].startswith("Dit duurt te lang")
    assert answered(busy, "/books/api/query")[1].startswith('{"error": "This takes')


def test_who_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LONGEST", 30.0)
    monkeypatch.setattr(bounds, "LARGEST", 50 * 1024**2)
    with at_most(10):
        status, _ = answered(growing)
    assert status.startswith("503")


def test_a_part_has_less_time_and_loading_all_it_needs() -> None:
    seen: list[float] = []

    def app(_environ: object, _start: object) -> list[bytes]:
        task = current()
        assert task is not None
        whole = task.until
        with within(0.1):
            seen.append(task.until - whole)
        with uncounted(), uncounted():
            time.sleep(1.0)
        assert task.until >= whole + 0.9
        with within(0.2):
            busy(None, None)
        return []

    with at_most(8):
        assert answered(app)[0].startswith("503")
    assert seen[0] < 0


def test_outside_of_a_request_nothing_is_counted() -> None:
    with within(0.0), uncounted():
        time.sleep(0.3)
    assert current() is None


def test_many_at_once_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LONGEST", 0.4)
    found: list[str] = []

    def quick(_environ: object, start: Callable[..., object]) -> list[bytes]:
        time.sleep(0.2)
        start("200 OK", [])
        return [b""]

    def ask(app: object) -> None:
        found.append(answered(app)[0][:3])

    threads = [threading.Thread(target=ask, args=(app,)) for app in (busy, quick) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(found) == ["200", "200", "200", "503", "503", "503"]


@contextmanager
def client_of(folder: Path, more: str = "") -> Iterator[tuple[FlaskClient, Flask]]:
    main = write_books(folder, SALE, head=HEAD + EXTENSION + more)
    with fava_on(main, write=True) as app:
        yield app.test_client(), app


def asked(client: FlaskClient, path: str, **arguments: str) -> TestResponse:
    return client.get(f"/beancount/{path}", query_string=arguments)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT narration WHERE narration ~ '{SLOW}'",
        f"SELECT narration WHERE narration !~ '{SLOW}'",
        f"SELECT narration WHERE '{SLOW}' ?~ narration",
        f"SELECT grep('{SLOW}', narration)",
        f"SELECT grepn('({SLOW})', narration, 1)",
        f"SELECT subst('{SLOW}', 'x', narration)",
        f"SELECT grep('{SLOW}', '{WORD}')",
        "SELECT findfirst('(A|A|s|e|t|:|M|m|b|r|L|0|1)+$', other_accounts)",
        "JOURNAL '(A|A|s|e|t|:|M|m|b|r|L|0|1)+!$'",
        "run slow",
        ".run slow",
    ],
)
@pytest.mark.parametrize("path", ["api/query", "download-query/query_result.csv"])
def test_patterns_in_queries(tmp_path: Path, path: str, query: str) -> None:
    with client_of(tmp_path) as (client, _), at_most(20):
        answer = asked(client, path, query_string=query)
    # A pattern that is found in time by another way is as good.
    assert answer.status_code in {200, 400, 503}
    if SLOW in query or "slow" in query:
        assert "too long" in answer.text


def nested(within_it: str, step: str, times: int) -> str:
    query = f"SELECT {within_it} AS x"
    for _ in range(times):
        query = f"SELECT {step} AS x FROM ({query})"  # noqa: S608 - no database
    return query


ENDLESS = [
    nested("year", "x*x", 30),
    nested("narration", "x+x", 30),
    nested("''''", "repr(x)", 25),
    nested("1.5", "x*x", 20),
    nested("year", "x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x", 8),
    "SELECT round(year, -999999999)",
    "SELECT round(1, -999999999)",
    "SELECT round(1.5, -999999999)",
    "SELECT int(decimal('1e99999999'))",
    "SELECT decimal('1e999999999999999999')",
    "SELECT decimal('1e-999999999999999999')",
    "SELECT subst('', '"
    + "x" * 4000
    + "', subst('', '"
    + "y" * 4000
    + "', narration))",
    "SELECT subst('(.*)', '" + r"\1" * 1500 + "', subst('', 'yyyyyyyyyy', narration))",
    "SELECT " + "+".join("1" * 2000),
    "SELECT " + "(" * 2000 + "1" + ")" * 2000,
    "SELECT " + "NOT " * 2000 + "TRUE",
    "SELECT * FROM " + "(SELECT * FROM " * 300,
    "SELECT date + 99999999999",
    "SELECT date_bin('0 days', date, date)",
    "SELECT parse_date('2020', '%d%d')",
]


# What stops it may come in a step that catches all, where Python says that it was lost;
# it comes again a second later.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize("query", ENDLESS)
def test_queries_without_end(
    tmp_path: Path, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "LONGEST", 0.5)
    with client_of(tmp_path) as (client, _), at_most(20):
        answer = asked(client, "api/query", query_string=query)
        assert answer.status_code in {400, 503}, answer.text[:200]
        assert answer.get_json()["error"]
        # The next one has all the time that a busy machine may need for it.
        monkeypatch.setattr(queries, "LONGEST", 20.0)
        monkeypatch.setattr(bounds, "LONGEST", 20.0)
        good = "SELECT round(1.25, 1), subst('a+', 'b', narration), 2*3"
        answer = asked(client, "api/query", query_string=good)
        assert answer.status_code == 200, answer.text


def test_queries_that_come_to_something_still_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "LONGEST", 30.0)
    monkeypatch.setattr(bounds, "LONGEST", 30.0)
    query = (
        "SELECT subst('(a)a*', '<\\1>', narration) AS a, grepn('(a+)!', narration, 1) "
        "AS b, round(-15, -1) AS c, narration ~ 'A!' AS d, findfirst('a', tags) AS f "
        "LIMIT 1"
    )
    with client_of(tmp_path) as (client, _):
        answer = asked(client, "api/query", query_string=query)
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["data"]["rows"] == [["<a>!", "a" * 60, -20, True, "a"]]


def test_what_is_printed_does_not_add_up(tmp_path: Path) -> None:
    with client_of(tmp_path) as (client, app):
        shell: Any = app.config["LEDGERS"]["beancount"].query_shell.shell
        sizes = []
        for _ in range(3):
            asked(client, "api/query", query_string="PRINT")
            sizes.append(shell.outfile.tell())
    assert sizes[0] == sizes[1] == sizes[2]


ASKED: list[tuple[str, dict[str, str], int]] = [
    ("api/journal", {"time": "2020 to " * 3000}, 400),
    ("journal/", {"time": "-" * 5000}, 400),
    ("extension/ParapluMembers/", {"time": "2020 to " * 3000}, 400),
    ("api/journal", {"filter": "x " * 5000}, 400),
    ("api/journal", {"account": "x" * 5000}, 400),
    ("api/income_statement", {"conversion": "A," * 3000}, 400),
    ("api/query", {"query_string": "x" * 60_000}, 400),
    ("api/journal", {"filter": "-" * 1900 + "x"}, 400),
    *(
        (path, {"time": time}, status)
        for time in (
            "0001 - 9999",
            "day-99999999999999",
            "year-99999",
            "month+9999999999999",
            "2025-02-31",
            "2025-w99",
            "0000",
            "0001",
            "9999-12-31",
        )
        for path, status in (
            ("api/journal", 400),
            ("api/income_statement", 400),
            ("download-journal/", 400),
            # It shows all days, and says so.
            ("extension/ParapluMembers/", 200),
        )
    ),
    ("download-journal/", {"filter": "("}, 400),
    ("api/journal", {"filter": "any("}, 400),
    *(
        ("api/journal_page", {"page": page, "order": "asc"}, 400)
        for page in ("-1", "0", "9" * 30, "1e9", "²", "x", "")
    ),
    ("api/journal_page", {"page": "2", "order": "asc"}, 404),
    ("api/journal_page", {"page": "1", "order": "sideways"}, 200),
    ("api/account_report", {"a": "\0", "r": "changes"}, 400),
    ("extension/ParapluMembers/", {"member": "L01\0"}, 400),
    ("api/query", {"query_string": "SELECT"}, 400),
    ("download-query/query_result.csv", {"query_string": "SELECT"}, 400),
    ("statement/", {"entry_hash": "x", "key": "document"}, 404),
    ("api/journal", {"time": "2025-03 to 2025-04"}, 200),
    ("api/journal", {"time": "day-1 to day+1"}, 200),
]


def test_what_is_asked_for_is_answered_or_refused(tmp_path: Path) -> None:
    assert len(ASKED) > 15
    with client_of(tmp_path) as (client, _):
        for path, arguments, status in ASKED:
            with at_most(3):
                answer = asked(client, path, **arguments)
            assert answer.status_code == status, (path, arguments)
            assert "Traceback" not in answer.text
            if path.startswith("api/") and status != 200:
                assert answer.get_json()["error"], (path, arguments)


def test_collapsed_accounts_take_the_browser_no_time(tmp_path: Path) -> None:
    options = "".join(
        f'2025-01-01 custom "fava-option" "collapse-pattern" "{pattern}"\n'
        for pattern in ("(A|A|AA)+$x", ":L01$", "^Assets:.*", ".*:L0.*", "(A|A|AA)+!")
    )
    with client_of(tmp_path, options) as (client, app):
        ledger = app.config["LEDGERS"]["beancount"]
        patterns = [one.pattern for one in ledger.fava_options.collapse_pattern]
        data = asked(client, "api/ledger_data").get_json()["data"]
        errors = [error.message for error in ledger.errors]
    assert patterns[:2] == [":L01$", "^Assets:.*"]
    assert "^Income:Members:L01:Sales$" in patterns
    assert data["fava_options"]["collapse_pattern"] == patterns
    assert not [one for one in patterns if "|" in one]
    assert sum("of collapse-pattern takes too long" in error for error in errors) >= 1


@pytest.mark.parametrize("day", ["day-99999999999", "2025-02-31", "x"])
def test_an_entry_of_no_day_is_refused_in_a_word(tmp_path: Path, day: str) -> None:
    entry = {"t": "Note", "date": day, "account": "A", "comment": "x", "meta": {}}
    with client_of(tmp_path) as (client, _):
        answer = client.put("/beancount/api/add_entries", json={"entries": [entry]})
    assert answer.status_code == 400
    assert answer.get_json()["error"].startswith("This entry cannot be read.")


@pytest.mark.parametrize(
    "amount", ["1/0 EUR", "(2/(1-1)) EUR", "1 EUR @ 1/0 USD", "1 USD {1/0 EUR}"]
)
def test_an_amount_of_nothing_is_refused_in_a_word(tmp_path: Path, amount: str) -> None:
    entry = {
        "t": "Transaction",
        "date": "2025-04-01",
        "flag": "*",
        "narration": "new",
        "tags": [],
        "links": [],
        "meta": {},
        "postings": [{"account": "Assets:A", "amount": amount}],
    }
    with client_of(tmp_path) as (client, _):
        address = "/beancount/api/add_entries"
        answer = client.put(address, json={"entries": [entry]})
        assert answer.status_code == 400
        assert answer.get_json()["error"] == f"This is not an amount: {amount}"
        entry["postings"] = [{"account": "Assets:A", "amount": "(4/2 - 1) EUR"}]
        answer = client.put(address, json={"entries": [entry]})
        assert answer.status_code == 200, answer.text


def test_the_place_of_an_entry_is_found_in_time(tmp_path: Path) -> None:
    options = (
        '2024-01-01 custom "fava-option" "insert-entry" "(.|A|AA)+!"\n'
        '2025-01-01 custom "fava-option" "insert-entry" "Nobody"\n'
    )
    entry = {
        "t": "Transaction",
        "date": "2025-04-01",
        "flag": "*",
        "payee": "",
        "narration": "new",
        "tags": [],
        "links": [],
        "meta": {},
        "postings": [
            {"account": f"Assets:Members:L01:{'A' * 60}-0", "amount": "1.00 EUR"},
            {"account": "Income:Members:L01:Sales", "amount": "-1.00 EUR"},
        ],
    }
    with client_of(tmp_path, options) as (client, _), at_most(4):
        answer = client.put("/beancount/api/add_entries", json={"entries": [entry]})
        assert answer.status_code == 200, answer.text
    assert '"new"' in (tmp_path / "ledger" / "main.beancount").read_text("utf-8")

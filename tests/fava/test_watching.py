"""Where the computer tells nothing of changes, they are seen all the same."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from fava.core import watcher as fava_watcher
from fava.core.watcher import WatchfilesWatcher
from flask.testing import FlaskClient
from tests.support import HEAD, write_books

from paraplu.fava import watching
from paraplu.fava.app import fava_on

SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
MORE = SALE.replace("Chairs", "Tables")
PAPERS = 'option "documents" "papers"\n'
FULL = OSError(errno.EMFILE, "Too many open files")
LINE = (
    "This computer cannot tell paraplu when a file changes, so paraplu looks by itself "
    "every few seconds."
)


def refusing(fault: Exception) -> Callable[..., NoReturn]:
    """Return a `watch` of a computer that has no place for one more."""

    def watch(*_paths: Path, **_how: object) -> NoReturn:
        raise fault

    return watch


_others: set[threading.Thread] = set()


@pytest.fixture(autouse=True)
def only_own_threads() -> None:
    """Leave the watchers of other tests alone, which may still be at work."""
    _others.clear()
    _others.update(threading.enumerate())


def ended() -> None:
    """Wait for the threads that could not watch."""
    for thread in set(threading.enumerate()) - _others:
        if "Watchfiles" in type(thread).__name__:
            thread.join(10)
            assert not thread.is_alive()


def changed(client: FlaskClient) -> bool:
    found: bool = client.get("/beancount/api/changed").get_json()["data"]
    return found


def later(file: Path) -> None:
    """Give a file a time after all others, however quick the test is."""
    now = max(one.stat().st_mtime_ns for one in file.parent.rglob("*")) + 10_000_000
    os.utime(file, ns=(now, now))


@pytest.mark.parametrize("fault", [FULL, RuntimeError("Too many open files")])
def test_changes_are_seen_and_one_line_says_how(
    fault: Exception,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.setattr(fava_watcher, "watch", refusing(fault))
    main = write_books(tmp_path, SALE, head=PAPERS + HEAD)
    papers = main.parent / "papers" / "Assets" / "Members" / "L01" / "Cash"
    papers.mkdir(parents=True)
    before = threading.excepthook
    with fava_on(main) as app:
        ended()
        client = app.test_client()
        # It is loaded once more, as nothing is known of before.
        changed(client)
        assert not changed(client)
        main.write_text(PAPERS + HEAD + SALE + MORE, "utf-8")
        later(main)
        assert changed(client)
        assert "Tables sold" in client.get("/beancount/api/journal").text
        assert not changed(client)
        (papers / "2025-03-01.bill.pdf").write_text("a bill", "utf-8")
        later(papers)
        assert changed(client)
        assert not changed(client)
        assert "2025-03-01.bill.pdf" in client.get("/beancount/api/documents").text
    assert threading.excepthook is before
    assert caplog.messages == [LINE]


def test_a_file_that_goes_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fava_watcher, "watch", refusing(FULL))
    text = 'include "a*.beancount"\n'
    main = write_books(tmp_path, SALE + text, files={"a.beancount": MORE})
    with fava_on(main) as app:
        ended()
        client = app.test_client()
        changed(client)
        (main.parent / "a.beancount").unlink()
        assert changed(client)
        assert "Tables sold" not in client.get("/beancount/api/journal").text
        assert not changed(client)


def test_where_the_computer_tells_it_is_left_to_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with fava_on(write_books(tmp_path, SALE)) as app:
        watcher = app.config["LEDGERS"]["beancount"].watcher
        assert isinstance(watcher, WatchfilesWatcher)
        assert isinstance(watcher, watching.Watching)
        assert watcher._watchers is not None
        assert all(thread.is_alive() for thread in watcher._watchers)
    assert not any(thread.is_alive() for thread in watcher._watchers)
    assert caplog.messages == []

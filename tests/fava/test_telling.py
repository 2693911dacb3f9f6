"""What a request that fails leaves in the terminal: one line, and nothing of Python."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fava.application import create_app
from flask import Flask
from tests.support import HEAD, write_books

from paraplu.fava.app import fava_on
from paraplu.fava.telling import OneLine, in_one_line

SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
IMPORTS = """\
2025-01-01 custom "fava-option" "import-config" "import_config.py"
2025-01-01 custom "fava-option" "import-dirs" "import"
"""
FILES = {
    "papers/bill.pdf": "a bill",
    "import/lines.csv": "a;b\n",
    "import_config.py": "CONFIG = []\n",
}
# A file that is not one of the ledger, nowhere, a folder, and what moves the cursor.
ASKED = ("account", "entry_hash", "importer", "new_name", "query_string", "source")
NAMED = ("papers/bill.pdf", "nowhere.beancount", ".", "\x1b[2J\n\u202e", "\0", "")


class Terminal(logging.Handler):
    """What is written where the terminal would be, as Python writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.delenv("PARAPLU_DEBUG", raising=False)
    handler = Terminal()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Return the method and the path of every address of the API."""
    rules = app.url_map.iter_rules()
    return sorted(
        (method, rule.rule.replace("<bfile>", "beancount"))
        for rule in rules
        if rule.endpoint.startswith("json_api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


@pytest.mark.parametrize("write", [False, True])
def test_no_address_leaves_more_than_a_line(
    terminal: Terminal, tmp_path: Path, *, write: bool
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTS, files=FILES)
    failed = set()
    with fava_on(main, write=write) as app:
        client = app.test_client()
        every = addresses(app)
        assert {method for method, _ in every} == {"GET", "PUT", "DELETE"}
        for method, path in every:
            for name in NAMED:
                file = str(main.parent / name) if name else ""
                values = dict.fromkeys(ASKED, name) | {"filename": file}
                body = values | {"file_path": file, "entries": [{"t": name}]}
                before = len(terminal.lines)
                answer = client.open(
                    path, method=method, query_string=values, json=body
                )
                assert "Traceback" not in answer.text, path
                assert answer.status_code < 500, (path, name, answer.text)
                new = terminal.lines[before:]
                assert len(new) <= 1, path
                for line in new:
                    assert line.isprintable(), path
                    assert "Traceback" not in line
                    assert line.startswith("Fava could not answer a request: ")
                    failed.add(path)
    assert "/beancount/api/source" in failed


def test_a_file_that_is_refused_is_named_in_that_line(
    terminal: Terminal, tmp_path: Path
) -> None:
    main = write_books(tmp_path, SALE, files=FILES)
    paper = str(main.parent / "papers" / "bill.pdf")
    with fava_on(main) as app:
        client = app.test_client()
        client.get("/beancount/api/source", query_string={"filename": paper})
    (line,) = terminal.lines
    assert line == (
        "Fava could not answer a request: NonSourceFileError: Trying to read a "
        f"non-source file at '{paper}'"
    )


def test_the_line_is_in_the_language_of_the_terminal(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = write_books(tmp_path, SALE, files=FILES)
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    with fava_on(main) as app:
        client = app.test_client()
        paper = str(main.parent / "papers" / "bill.pdf")
        client.get("/beancount/api/source", query_string={"filename": paper})
    (line,) = terminal.lines
    assert line.startswith("Fava kon een vraag niet beantwoorden: NonSourceFileError")


def test_who_looks_for_a_fault_gets_all_of_it(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = write_books(tmp_path, SALE, files=FILES)
    monkeypatch.setenv("PARAPLU_DEBUG", "1")
    paper = str(main.parent / "papers" / "bill.pdf")
    with fava_on(main) as app:
        client = app.test_client()
        client.get("/beancount/api/source", query_string={"filename": paper})
    (line,) = terminal.lines
    assert "Traceback (most recent call last)" in line


def test_plain_fava_is_left_as_it_is(terminal: Terminal, tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, files=FILES)
    with fava_on(main):
        assert any(isinstance(one, OneLine) for one in terminal.filters)
    assert not any(isinstance(one, OneLine) for one in terminal.filters)
    app = create_app([str(main)], load=True, poll_watcher=True)
    paper = str(main.parent / "papers" / "bill.pdf")
    app.test_client().get("/beancount/api/source", query_string={"filename": paper})
    assert "Traceback" in terminal.lines[-1]


ACCOUNT = "Error calling it\n\nTraceback (most recent call last):\n  x\nOops: y\n"


@pytest.mark.parametrize(
    ("name", "fault", "line"),
    [
        (
            "fava.core.ingest",
            ValueError(ACCOUNT),
            "Fava could not answer a request: ValueError: Error calling it Oops: y",
        ),
        ("cheroot", ValueError("a\x1b[2Jb"), "it ended ValueError: a\\u001b[2Jb"),
        ("cheroot", None, "it ended"),
    ],
)
def test_every_note_is_a_line(
    terminal: Terminal, name: str, fault: Exception | None, line: str
) -> None:
    with in_one_line():
        logging.getLogger(name).error("it\nended\n", exc_info=fault)
    assert terminal.lines == [line]


def test_a_note_that_quotes_all_that_was_sent_is_cut(terminal: Terminal) -> None:
    with in_one_line():
        for length in (500, 501):
            logging.getLogger("cheroot").error("x" * length)
    assert terminal.lines == ["x" * 500, "x" * 499 + "…"]

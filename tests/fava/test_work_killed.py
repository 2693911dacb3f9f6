"""The server is killed between the two files of one step, and started again."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from tests.bookkeeping.bank_import.books import make_books
from tests.bookkeeping.waiting.test_allocate import STALL, line, wait
from tests.fava.work import HEADERS, PAGES, commit, diff

from paraplu.journal.atomic_step import unfinished

# The command, in a process that dies as soon as one of two texts has its new words.
DYING = """
import os, signal
from pathlib import Path
real = Path.replace

def replace(part, path):
    real(part, path)
    if Path(path).name in {"members.yaml", "2025-02-ing.beancount"}:
        os.kill(os.getpid(), signal.SIGKILL)

Path.replace = replace
"""
RUN = "from paraplu_cli.entry import run; run()"
WORDS = "Expenses:Coop:Rent"


@contextmanager
def browsing(main: Path, code: str) -> Iterator[str]:
    """Run `paraplu browse --write` on books, and yield the address of the page Work."""
    wishes = ("--write", "--no-open", "--no-token")
    command = [sys.executable, "-c", code, "browse", *wishes, str(main)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PARAPLU_LANG": "en"},
    ) as process:
        assert process.stdout
        found = re.search(r"http://[^ ]+/", process.stdout.readline())
        assert found
        try:
            with urlopen(found[0], timeout=20) as answer:  # noqa: S310 - our own
                slug = answer.geturl().removeprefix(found[0]).split("/")[0]
            yield f"{found[0]}{slug}/extension/ParapluWork/"
        finally:
            process.send_signal(signal.SIGKILL)


def read(address: str, **asked: str) -> str:
    """Return a page."""
    with urlopen(f"{address}?{urlencode(asked)}", timeout=20) as answer:  # noqa: S310 - our own
        text: str = answer.read().decode()
    return text


def value_in(page: str, pattern: str) -> str:
    """Return the one value of a page that a pattern finds."""
    return re.findall(pattern, page)[0]  # type: ignore[no-any-return]


@pytest.mark.no_cover
def test_books_are_whole_after_a_kill_between_two_files(tmp_path: Path) -> None:
    main = make_books(tmp_path)
    wait(tmp_path, line(3, "-40.00", "Kraam", "eerste", STALL))
    main.write_text(main.read_text("utf-8") + PAGES, "utf-8")
    commit(tmp_path)
    with browsing(main, DYING + RUN) as address:
        page = read(address)
        action = {
            "do": "place",
            "line": value_in(page, 'name="line" value="([^"]+)"'),
            "whose": [""],
            "kind": ["Expenses:Coop:Rent"],
            "vat": [""],
            "amount": [""],
            "always": True,
        }
        seen = value_in(page, 'data-pp-seen="([^"]+)"')
        data = json.dumps({"seen": seen, "action": action}).encode()
        more = {**HEADERS, "Content-Type": "application/json"}
        with pytest.raises((URLError, ConnectionError)):
            urlopen(Request(f"{address}act", data, more), timeout=20)  # noqa: S310 - our own
    # Half of it is there by now.
    texts = (tmp_path / "members.yaml", main.parent / "2025" / "2025-02-ing.beancount")
    written = [WORDS in one.read_text("utf-8") for one in texts]
    assert sorted(written) == [False, True]
    assert unfinished(main.parent)
    with browsing(main, RUN) as address:
        page = read(address)
        assert "Every line of a statement has its place" in page
    assert not unfinished(main.parent)
    assert diff(tmp_path) == (
        '-2025-02-03 ! "Kraam" "eerste"\n'
        '+2025-02-03 * "Kraam" "eerste"\n'
        '-  allocated: "paraplu cannot tell where it belongs"\n'
        "-  Assets:Clearing:Unallocated                                40.00 EUR\n"
        '+  allocated: "placed by hand"\n'
        "+  Expenses:Coop:Rent                                         40.00 EUR\n"
        f'+    - {{counterparty: {STALL}, account: "Expenses:Coop:Rent"}}\n'
    )

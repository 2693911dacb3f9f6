"""The page of work as a browser has it: it draws, sends what is done, and is told."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from tests.bookkeeping.bank_import.books import make_books
from tests.bookkeeping.waiting.test_allocate import line, wait
from werkzeug.test import TestResponse

from nl_banks import StatementLine
from paraplu.fava.app import fava_on

PAGES = '2025-01-01 custom "fava-extension" "paraplu.fava"\n'
HEADERS = {"X-Paraplu": "1"}
# The day on which everything here is done.
NOW = dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)


@dataclass
class WorkPage:
    """The page of work on some books, and what is sent from it."""

    app: Flask
    client: FlaskClient
    folder: Path

    @property
    def slug(self) -> str:
        """The ledger's name in addresses."""
        slug: str = self.app.config["LEDGERS"].first_slug()
        return slug

    def drawn(self, language: str = "en", **asked: str) -> Tag:
        """Return the page as it is drawn now."""
        answer = self.client.get(
            f"/{self.slug}/extension/ParapluWork/",
            query_string=asked,
            headers={"Accept-Language": language},
        )
        assert answer.status_code == 200, answer.text
        found = BeautifulSoup(answer.text, "lxml").select_one(".paraplu")
        assert found is not None
        return found

    def seen(self, **asked: str) -> str:
        """Return the revision that a page holds which is drawn now."""
        work = self.drawn(**asked).select_one(".pp-work")
        assert work is not None
        return str(work["data-pp-seen"])

    def posted(
        self,
        action: dict[str, Any] | str,
        seen: str | None = None,
        headers: dict[str, str] | None = None,
        file: tuple[bytes, str] | None = None,
        language: str = "en",
    ) -> TestResponse:
        """Send an action, by default from a page that is drawn now."""
        seen = self.seen() if seen is None else seen
        sent = {"seen": seen, "action": action}
        data: Any = json.dumps(sent) if isinstance(action, dict) else action
        kind = "application/json"
        if file:
            import io

            data = {"asked": data, "file": (io.BytesIO(file[0]), file[1])}
            kind = "multipart/form-data"
        return self.client.post(
            f"/{self.slug}/extension/ParapluWork/act",
            data=data,
            content_type=kind,
            headers={
                **(HEADERS if headers is None else headers),
                "Accept-Language": language,
            },
        )

    def done(self, do: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - as JSON
        """Do something that must come to be, and return what is told of it."""
        file = fields.pop("file", None)
        answer = self.posted({"do": do, **fields}, file=file)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.get_json()
        return told

    def refused(self, do: str, **fields: Any) -> str:  # noqa: ANN401 - as JSON
        """Do something that must be refused with nothing written, and return why."""
        file = fields.pop("file", None)
        before = self.files()
        answer = self.posted({"do": do, **fields}, file=file)
        assert answer.status_code == 422, answer.text
        assert self.files() == before
        error: str = answer.get_json()["error"]
        return error

    def again(self) -> None:
        """Have Fava load the books, which it would notice only in a second or two."""
        self.app.config["LEDGERS"][self.slug].load_file()

    def files(self) -> dict[str, bytes]:
        """Return all files of the books."""
        every = sorted(self.folder.rglob("*"))
        return {
            str(file.relative_to(self.folder)): file.read_bytes()
            for file in every
            if file.is_file() and ".git/" not in str(file)
        }

    def commit(self) -> None:
        """Have git know the books as they are."""
        commit(self.folder)

    def diff(self) -> str:
        """Return what git says of the books since then: lines that went and came."""
        return diff(self.folder)


def commit(folder: Path) -> None:
    """Have git know books as they are."""
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "x", "--no-verify")


def diff(folder: Path) -> str:
    """Return what git says of books since then: lines that went and came."""
    _git(folder, "add", "-AN")
    said = _git(folder, "diff", "--unified=0", "--no-color")
    lines = (one for one in said.splitlines() if re.match(r"[+-](?![+-]{2} )", one))
    return "".join(f"{one}\n" for one in lines)


def _git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    run = subprocess.run(
        ["git", *names, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout


@contextmanager
def working_on(
    main: Path, *, write: bool = True, now: dt.datetime = NOW
) -> Iterator[WorkPage]:
    """Show books with their pages, and let them be changed."""
    text = main.read_text("utf-8")
    if PAGES not in text:
        main.write_text(text + PAGES, "utf-8")
    with fava_on(main, write=write, now=lambda: now) as app:
        yield WorkPage(app, app.test_client(), main.parents[1])


@contextmanager
def waiting_work(
    folder: Path, *lines: StatementLine, write: bool = True
) -> Iterator[WorkPage]:
    """Show small books in which lines wait."""
    main = make_books(folder)
    wait(folder, *(lines or (line(3, "121.00", "Klant", "kast"),)))
    with working_on(main, write=write) as page:
        yield page

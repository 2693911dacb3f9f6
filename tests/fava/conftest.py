"""Fava on the example cooperative and on small books."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from cheroot.wsgi import Server
from fava.application import create_app
from fava.core import FavaLedger
from flask import Flask
from tests.support import HEAD, MEMBERS, write_books
from werkzeug.test import TestResponse

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "ledger" / "main.beancount"
EXTENSION = '2025-01-01 custom "fava-extension" "paraplu.fava"\n'


@dataclass
class Site:
    """Fava as a reader sees it; `main` is the ledger that it shows."""

    app: Flask
    main: Path

    @property
    def slug(self) -> str:
        """The ledger's name in addresses."""
        slug: str = self.app.config["LEDGERS"].first_slug()
        return slug

    @property
    def ledger(self) -> FavaLedger:
        """Fava's own ledger."""
        ledger: FavaLedger = self.app.config["LEDGERS"][self.slug]
        return ledger

    def page(self, name: str, language: str = "en", **arguments: str) -> Tag:
        """Return a page of ours, which always opens and never says that it failed."""
        text = self.text(f"extension/{name}/", language, **arguments)
        found = BeautifulSoup(text, "lxml").select_one(".paraplu")
        assert found is not None, text
        assert "fault in paraplu itself" not in found.text, found.text
        return found

    def text(self, path: str, language: str = "en", **arguments: str) -> str:
        """Return what an address of this ledger gives, which must be status 200."""
        response = self.app.test_client().get(
            f"/{self.slug}/{path}",
            query_string=arguments,
            headers={"Accept-Language": language},
        )
        assert response.status_code == 200, response.text
        return response.text

    def opened(self, address: str) -> TestResponse:
        """Return what a link gives, whatever its status."""
        return self.app.test_client().get(address, buffered=True)


def words(tag: Tag) -> str:
    """Return what a reader reads in a part of a page, with single spaces."""
    return " ".join(tag.get_text(" ").split())


def served_by_fava(main: Path) -> Flask:
    """Return Fava on a ledger; it polls, or every test would leave watchers behind."""
    return create_app([str(main)], load=True, poll_watcher=True)


@pytest.fixture(scope="session")
def example() -> Site:
    """Fava on the example cooperative, in the language that the reader asks for."""
    return Site(served_by_fava(EXAMPLE), EXAMPLE)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Return what makes Fava on small books: `site(ledger, members=..., head=...)`."""

    def make(
        ledger: str,
        *,
        members: str = MEMBERS,
        head: str = HEAD + EXTENSION,
        files: dict[str, str] | None = None,
    ) -> Site:
        main = write_books(tmp_path, ledger, members=members, head=head, files=files)
        return Site(served_by_fava(main), main)

    return make


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve a ledger as `fava` does, and give its address."""
    server = Server(("127.0.0.1", 0), site.app, numthreads=10)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.bind_addr[1]}/{site.slug}/"
    server.stop()
    thread.join(10)


@pytest.fixture(scope="session")
def served(example: Site) -> Iterator[str]:
    """The address of the example."""
    with serving(example) as address:
        yield address

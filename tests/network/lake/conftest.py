from __future__ import annotations

from pathlib import Path

import pytest
from tests.network.lake.books import LEDGER, put, small
from tests.support import ROOT

from paraplu.network.lake.building import Became


@pytest.fixture(scope="session")
def small_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("small"), LEDGER)


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory, small_books: Path) -> Path:
    """Return a lake of the example and of the small books, which no test changes."""
    pytest.importorskip("duckdb", reason="DuckDB is not installed: no lake is tried")
    there = tmp_path_factory.mktemp("lake")
    example = put(there, "example", ROOT / "ledger" / "main.beancount", "Rijnmond")
    assert (example.became, example.why) == (Became.MADE, None)
    odd = put(there, "small", small_books)
    assert (odd.became, odd.why) == (Became.MADE, None)
    return there

from __future__ import annotations

from pathlib import Path

import pytest
from tests.both_readers import in_each_way

from paraplu.ledger.books import Books
from paraplu.ledger.kept.store import Store
from paraplu.opening import request_of

HEAD = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"
"""
ACCOUNTS = """\
2025-01-01 open Assets:Bank EUR
2025-01-01 open Assets:Bank:Savings
2025-01-01 open Income:Members:L01:Sales
2025-01-01 open Income:Members:L02:Sales
2025-01-01 open Expenses:Members:L01:Costs:Phone EUR
2025-01-01 open Equity:Opening-Balances
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a place to keep files in."""
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o700)
    return Store(folder)


def kept(main: Path, store: Store) -> Books | None:
    """Return books as they were kept, None where nothing is; each way is the same."""
    return in_each_way(request_of(main), Store(store.folder))[1]

"""Books that are read in every way there is: each must give the same.

With `PARAPLU_BOTH_READERS=1` all tests that check a ledger have it read three times: by
Beancount, by what is to be kept of it, and by what was kept. The rules judge the last.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from beancount.core import data
from beancount.plugins import auto_accounts

from paraplu import check as checking
from paraplu import opening
from paraplu.base.chart import Account
from paraplu.ledger.books import Books
from paraplu.ledger.day_sums import Days
from paraplu.ledger.kept import books as kept_books
from paraplu.ledger.kept import pieces
from paraplu.ledger.kept.form import KeptFile
from paraplu.ledger.kept.store import Store
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.transactions import Transaction
from paraplu.opening import Request, load_entries, read

AUTO = "beancount.plugins.auto_accounts"
# It carries no types.
insert_open: Any = auto_accounts.auto_insert_open


def seen(books: Books) -> dict[str, Any]:
    """Return all that rules can see of books, so that it can be compared."""
    return {
        "transactions": [_told(one) for one in books.transactions],
        "signatures": [
            (one.roles, one.foreign, one.unweighed, _numbers(alike))
            for one, alike in books.by_signature.items()
        ],
        "keys": [(keys, _numbers(alike)) for keys, alike in books.by_keys.items()],
        "links": {link: _numbers(alike) for link, alike in books.links.items()},
        "remarked": _numbers(books.remarked),
        "uneven": _numbers(books.uneven),
        "accounts": [
            (str(one), books.chart.account(one.name) is one) for one in books.accounts
        ],
        "moved": _summed(books.sums.moved),
        "named": _summed(books.sums.named),
        "opened": {
            name: (str(one.account), *one[1:]) for name, one in books.opened.items()
        },
        "lines": books.lines,
        **{
            name: getattr(books, name)
            for name in (
                *("assertions", "documents", "papers", "files", "plugins", "errors"),
                *("others", "currency", "today", "main", "root", "text"),
            )
        },
    }


def _told(one: Transaction) -> tuple[object, ...]:
    written = one.written
    return (
        *(one.number, one.date, one.flag, one.payee, one.narration, one.links),
        *(written.date, written.flag, written.payee, written.narration),
        *(written.tags, written.links, [*written.meta.items()], written.postings),
        [
            (str(posting.account), str(posting.amount), [*posting.meta.items()])
            for posting in one.postings
        ],
        *(one.balance, one.source),
    )


def _numbers(transactions: Iterable[Transaction]) -> list[int]:
    return [one.number for one in transactions]


def _summed(
    sums: Mapping[Account, Days],
) -> list[tuple[str, list[tuple[dt.date, str]]]]:
    return [
        (account.name, [(day, str(amount)) for day, amount in days.items()])
        for account, days in sums.items()
    ]


def in_each_way(
    request: Request, store: Store, *, today: dt.date | None = None
) -> tuple[Books, Books | None]:
    """Return books as Beancount has them, and as they were kept; None if not at all."""
    try:
        entries, errors, options = load_entries(request.text)
    except opening.CannotRun:
        # Who may not say so keeps nothing either.
        known = kept_books.kept_books(request.text, request.register, store, today)
        assert known is None
        raise
    books = read(request, entries, options, errors, today=today)
    expected = seen(books)
    kept = None
    for least in (pieces.LEAST, 1):
        for which in ("new", "kept"):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(pieces, "LEAST", least)
                known = kept_books.kept_books(
                    request.text, request.register, store, today
                )
            assert which == "new" or (known is None) == (kept is None)
            kept = known
            if kept is not None:
                found = seen(kept)
                for what, told in expected.items():
                    assert found[what] == told, what
                assert which == "new" or store.files == len(kept.files)
            store.keep()
            store = Store(store.folder)
    return books, kept


@contextmanager
def auto_accounts_known() -> Iterator[None]:
    """Have books with the plugin of small tests kept too, as though it was ours."""
    others: Callable[[list[KeptFile]], list[Any]] = kept_books._others

    def opened(files: list[KeptFile]) -> list[Any]:
        plugins = [
            said[0]
            for file in files
            for what, _, said in file.steps
            if what == "plugin"
        ]
        if AUTO not in plugins:
            return others(files)
        if plugins.index(AUTO) > plugins.index("paraplu"):
            # Ours is not given what it adds.
            raise Uncertain
        rows = sorted(
            (row for file in files for row in file.rows), key=lambda row: row.order
        )
        booked = [
            data.Transaction(
                row.meta, row.date, "*", None, "", row.tags, row.links, row.postings
            )
            for row in rows
        ]
        entries = sorted([*others(files), *booked], key=data.entry_sortkey)
        with_open, _ = insert_open(entries, {})
        return [one for one in with_open if type(one) is not data.Transaction]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_books, "OURS", kept_books.OURS | {AUTO})
        patch.setattr(kept_books, "_others", opened)
        yield


@contextmanager
def both_readers() -> Iterator[Counter[str]]:
    """Have whatever is checked read in each way, and judged as it was kept.

    Yields how many books were kept, and of how many nothing was.
    """
    counts: Counter[str] = Counter()

    def loaded(
        request: Request, _store: Store | None, *, today: dt.date | None = None
    ) -> Books:
        with tempfile.TemporaryDirectory() as folder:
            books, kept = in_each_way(request, Store(Path(folder)), today=today)
        counts["read whole" if kept is None else "kept"] += 1
        return books if kept is None else kept

    with pytest.MonkeyPatch.context() as patch, auto_accounts_known():
        patch.setattr(checking, "loaded_books", loaded)
        yield counts

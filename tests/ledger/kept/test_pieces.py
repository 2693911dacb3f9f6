"""A large file is kept in pieces, and says what it says as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.both_readers import in_each_way
from tests.ledger.kept.conftest import ACCOUNTS, HEAD
from tests.support import write_books

from paraplu.ledger.kept import pieces
from paraplu.ledger.kept.books import kept_books
from paraplu.ledger.kept.pieces import cut
from paraplu.ledger.kept.store import Store
from paraplu.opening import request_of


def sale(day: str, cents: int = 100_00) -> str:
    return (
        f'{day} * "a chair"\n  receipt: "chair.pdf"\n'
        f'  Assets:Bank  {cents / 100:.2f} EUR\n    note: "paid"\n'
        "  Income:Members:L01:Sales\n"
    )


DAYS = ("2025-02-01", "2025-02-09", "2025-02-09", "2025-02-28", "2025-03-01")
MONTHS = "".join(map(sale, DAYS))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut small files too."""
    monkeypatch.setattr(pieces, "LEAST", 1)


def parsed(folder: Path, text: str, store: Store, head: str = HEAD) -> int | None:
    """Return how many pieces of books in one file are not known; None if all is read.

    They are what Beancount has of it.
    """
    main = write_books(folder, text, head=head + ACCOUNTS)
    request = request_of(main)
    again = Store(store.folder)
    books = kept_books(request.text, request.register, again)
    again.keep()
    known, files = len(again.used), again.files
    in_each_way(request, Store(store.folder))
    if books is None:
        return None
    many = len(cut(main.read_bytes()))
    assert files == (known in {many, 1} and books.size > 0)
    return 0 if files else many - known


def test_an_entry_is_never_cut() -> None:
    data = (ACCOUNTS + MONTHS).encode()
    assert b"".join(cut(data)) == data
    assert [piece[:10].decode() for piece in cut(data)] == [
        *("2025-01-01", "2025-02-01", "2025-02-28")
    ]


def test_a_file_that_is_not_large_is_one_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "LEAST", 150_000)
    assert cut(MONTHS.encode()) == [MONTHS.encode()]


def test_books_in_one_file_after_edits(tmp_path: Path, store: Store) -> None:
    texts = [
        MONTHS,
        MONTHS,
        # Other words, an entry above all others, one at the end, one less, another day.
        MONTHS.replace("2025-02-28 *", '2025-02-28 ! "Jansen"'),
        sale("2025-01-31") + MONTHS,
        MONTHS + sale("2025-03-31"),
        MONTHS.replace(sale("2025-02-28"), ""),
        MONTHS.replace("2025-02-28", "2025-02-27"),
    ]
    found = [parsed(tmp_path, text, store) for text in texts]
    assert found == [3, 0, 1, 2, 1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        # An entry within a string, tags and metadata over several entries, and options
        # that change what is below them.
        (
            '2025-02-27 * "a\n2025-02-28 chair"\n  Assets:Bank  1.00 EUR\n'
            "  Income:Members:L01:Sales\n"
        ),
        f"pushtag #spring\n{MONTHS}poptag #spring\n",
        f'pushmeta by: "Els"\n{MONTHS}popmeta by:\n',
        (
            f'{MONTHS}option "long_string_maxlines" "1"\n2025-04-01 * "a\n\nchair"\n'
            "  Assets:Bank  1.00 EUR\n  Income:Members:L01:Sales\n"
        ),
        f'{MONTHS}option "name_assets" "Activa"\n{sale("2025-04-01")}',
        f"{MONTHS}2025-04-01 nonsense\n",
        (
            f'{MONTHS}2025-04-01 * "x"\n  lineno: 3\n  Assets:Bank  1.00 EUR\n'
            "  Income:Members:L01:Sales\n"
        ),
        f'{MONTHS}2025-04-01 note Assets:Bank "x"\n  lineno: "3"\n',
        f'{MONTHS}2025-04-01 note Assets:Bank "x"\n  filename: "y"\n',
    ],
)
def test_what_cannot_be_cut_is_as_beancount_has_it(
    text: str, tmp_path: Path, store: Store
) -> None:
    parsed(tmp_path, MONTHS + text, store)


def test_options_and_includes_may_stand_anywhere(tmp_path: Path, store: Store) -> None:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "april.beancount").write_text(sale("2025-04-01"), "utf-8")
    text = f'{MONTHS}option "title" "Ons"\n2025-03-01 close Assets:Bank:Savings\n'
    main = write_books(
        tmp_path, f'{text}include "april.beancount"\n', head=HEAD + ACCOUNTS
    )
    books, known = in_each_way(request_of(main), Store(store.folder))
    assert known is not None
    assert len(books.files) == 2

"""A load of files that are remembered is what a load of all of them is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.both_readers import seen
from tests.fava.conftest import EXTENSION
from tests.ledger.kept.conftest import ACCOUNTS, HEAD
from tests.ledger.kept.test_same_books import (
    EDITS,
    FEBRUARY,
    JANUARY,
    SALE,
    balance,
    in_files,
    plain,
)
from tests.support import MEMBERS, ROOT, write_books
from tests.test_loading import OTHERS, transaction

from paraplu.ledger.books import Books
from paraplu.ledger.loader import Loaded, load
from paraplu.ledger.remembered import loading
from paraplu.ledger.remembered.loading import Memory
from paraplu.ledger.remembered.values import RememberedFile
from paraplu.ledger.source import LedgerText, LedgerUnreadable
from paraplu.opening import load_entries, read, request_of
from paraplu.reports.handover import taken

WHOLE = '2025-03-01 * "x"\n  Assets:Bank  1 EUR\n  Income:Members:L01:Sales  -1 EUR\n'
LOTS = """\
2025-03-01 * "x"
  Assets:Bank  2 SHARE {1.00 EUR}
  Income:Members:L01:Sales
"""
PAD = """\
2025-03-01 pad Assets:Bank Equity:Opening-Balances
2025-03-02 balance Assets:Bank 500.00 EUR
"""
BOOKS = {"january": JANUARY, "february": FEBRUARY}


def told(loaded: Loaded) -> tuple[Any, ...]:
    """Return all that Fava is given of a load."""
    entries, errors, options = loaded
    shown = {name: value for name, value in options.items() if name != "dcontext"}
    decimals = {
        name: vars(context.fractional_dist)
        for name, context in options["dcontext"].ccontexts.items()
    }
    return (
        [(type(one).__name__, *one) for one in entries],
        [(type(one).__name__, one.source, one.message, one.entry) for one in errors],
        shown,
        decimals,
    )


def judged(loaded: Loaded) -> Books | None:
    """Return the books that the plugin judged, where somebody will show them."""
    judgement = taken(loaded[2])
    return judgement.books if judgement else None


def same(main: Path, memory: Memory) -> bool:
    """Hold what is remembered against a whole load; tell whether it was used."""
    request = request_of(main)
    whole = load(main)
    expected, books = told(whole), judged(whole)
    found = memory.load(request.text, request.register)
    for one, other in zip(told(found), expected, strict=True):
        assert one == other
    kept = judged(found)
    assert (kept and seen(kept)) == (books and seen(books))
    used = memory.used
    known = memory.books(request.text, request.register)
    assert memory.used is used is (known is not None)
    if known is not None:
        assert seen(known) == seen(read(request, *in_turn(request.text)))
    return used


def in_turn(text: LedgerText) -> tuple[list[Any], dict[str, Any], list[Any]]:
    """Return entries, options and errors of a ledger, as the plugin sees them."""
    entries, errors, options = load_entries(text)
    return entries, options, errors


def paged(folder: Path, files: Mapping[str, str]) -> Path:
    """Return a ledger of files that asks for pages, so that its books are judged."""
    main = in_files(folder, **files)
    main.write_text(main.read_text("utf-8") + EXTENSION, "utf-8")
    return main


def test_the_example() -> None:
    main = ROOT / "ledger" / "main.beancount"
    memory = Memory()
    request = request_of(main)
    memory.load(request.text, request.register)
    # All of it is remembered by now.
    assert same(main, memory)


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit(edit: str, tmp_path: Path) -> None:
    memory = Memory()
    assert same(paged(tmp_path, BOOKS), memory)
    assert same(paged(tmp_path, EDITS[edit](BOOKS)), memory)
    assert same(paged(tmp_path, BOOKS), memory)


@pytest.mark.parametrize(
    ("line", "used"),
    [
        ('option "title" "Één"\n', True),
        ('option "operating_currency" "USD"\n', True),
        ('2025-03-01 note Assets:Bank "a note" #tag ^link\n', True),
        ("2025-03-01 balance Assets:Bank 151.00 EUR\n", True),
        ('2025-03-01 document Assets:Bank "gone.pdf"\n', True),
        ('include "nothing-*.beancount"\n', True),
        ('include "january.beancount"\n', True),
        # Beancount finds fault, or would have to look.
        ('2025-03-01 * "x"\n  Assets:Bank  1.00 USD\n  Income:Nowhere\n', False),
        ('2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n  Income:Nowhere\n', False),
        ('2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n', False),
        (f"{WHOLE}2025-03-02 balance Assets:Bank 151.00 EUR\n", True),
        (f"{WHOLE}2025-03-02 balance Assets:Bank 500.00 EUR\n", False),
        (LOTS, False),
        (PAD, False),
        ("2025-03-01 nonsense\n", False),
        ("pushtag #spring\n", False),
        ('2025-03-01 * "x"\n  Assets:Bank  1/0 EUR\n  Equity:Opening-Balances\n', None),
    ],
)
def test_after_a_line(line: str, used: bool | None, tmp_path: Path) -> None:  # noqa: FBT001 - the expectation
    """And after it was taken out again; None where nothing can load such a ledger."""
    memory = Memory()
    assert same(paged(tmp_path, BOOKS), memory)
    main = paged(tmp_path, BOOKS | {"february": FEBRUARY + line})
    for _ in range(2):
        if used is None:
            with pytest.raises(LedgerUnreadable):
                same(main, memory)
        else:
            assert same(main, memory) is used
    assert same(paged(tmp_path, BOOKS), memory)


@pytest.mark.parametrize(
    ("head", "used"),
    [
        (HEAD, True),
        (HEAD.replace('"EUR"', '"USD"'), False),
        (HEAD + 'option "name_assets" "Bezit"\n', False),
        (HEAD + 'option "inferred_tolerance_default" "EUR:0.005"\n', False),
        (HEAD + 'plugin "beancount.plugins.leafonly"\n', False),
        (HEAD + 'plugin "paraplu"\n', False),
        (HEAD.replace('"paraplu"', '"paraplu" '), True),
        (HEAD + 'option "documents" "documents"\n', True),
        (HEAD.replace('plugin "paraplu" "../members.yaml"\n', ""), False),
        (HEAD.replace("members.yaml", "nowhere.yaml"), False),
    ],
)
def test_after_another_line_in_the_main_file(
    head: str,
    used: bool,  # noqa: FBT001 - the expectation
    tmp_path: Path,
) -> None:
    memory = Memory()

    def books(first: str) -> Path:
        return write_books(tmp_path, FEBRUARY, head=first + EXTENSION + ACCOUNTS)

    assert same(books(HEAD), memory)
    main = books(head)
    document = main.parent / "documents" / "Assets" / "Bank" / "2025-03-01.pdf"
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_bytes(b"x")
    request = request_of(main)
    if request.unread:
        # The gate never asks the memory then.
        assert used is False
    else:
        assert same(main, memory) is used
    assert same(books(HEAD), memory)


def test_another_chart_in_the_register(tmp_path: Path) -> None:
    memory = Memory()
    main = paged(tmp_path, BOOKS)
    assert same(main, memory)
    register = tmp_path / "members.yaml"
    register.write_text(MEMBERS + "chart: nl\n", "utf-8")
    assert same(main, memory)
    register.write_text(MEMBERS, "utf-8")
    assert same(main, memory)


def test_a_transaction_and_a_note_of_one_line(tmp_path: Path) -> None:
    """They are in the order of the files, whichever comes first."""
    sale = SALE
    note = '2025-02-01 note Assets:Bank "the same line"\n'
    for files in ({"a": sale, "b": note}, {"a": note, "b": sale}):
        assert same(paged(tmp_path, files), Memory())


def test_what_was_not_plain_is_not_read_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Books with a pad are parsed once each time, not twice."""
    main = paged(tmp_path, BOOKS | {"february": FEBRUARY + PAD})
    memory = Memory()
    assert not same(main, memory)
    monkeypatch.delattr(loading, "parse")
    assert not same(main, memory)


def test_only_what_changed_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paraplu.ledger.remembered import files

    parsed: list[str] = []
    parse = files._parsed

    def noting(name: str, *rest: bytes) -> RememberedFile:
        parsed.append(Path(name).stem)
        return parse(name, *rest)

    monkeypatch.setattr(files, "_parsed", noting)
    memory = Memory()
    assert same(paged(tmp_path, BOOKS), memory)
    assert parsed == ["main", *BOOKS]
    parsed.clear()
    assert same(paged(tmp_path, BOOKS | {"february": FEBRUARY + ";\n"}), memory)
    assert parsed == ["february"]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(plain | balance | transaction | st.sampled_from(OTHERS), max_size=5),
        min_size=2,
        max_size=4,
    )
)
def test_any_edits(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[str]]
) -> None:
    memory = Memory()
    folder = tmp_path_factory.mktemp("books")
    head = "2020-01-01 open Assets:A\n2020-01-01 open Expenses:C\n"
    for version in versions:
        files = {"head": head, "january": JANUARY, "other": "\n".join(version)}
        same(paged(folder, files), memory)

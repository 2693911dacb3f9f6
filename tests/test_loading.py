"""Our loader gives what Beancount's gives: every entry, every error."""

from __future__ import annotations

import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import beancount
import pytest
from beancount import loader as beancount_loader
from beancount.core import data
from beancount.core.amount import Amount
from beancount.core.display_context import Precision
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.ledgers import compared, same

from paraplu.ledger import loader
from paraplu.ledger.loader import TESTED, is_tested, load

EXAMPLE = Path(__file__).parents[1] / "ledger" / "main.beancount"
HEAD = """\
option "operating_currency" "EUR"
2020-01-01 open Assets:A
2020-01-01 open Assets:B
2020-01-01 open Assets:Shares "STRICT"
2020-01-01 open Assets:Euros EUR
2020-01-01 open Expenses:C
2020-01-01 open Equity:D
"""
AMOUNTS = (
    "",
    "10.00 EUR",
    "-10.00 EUR",
    "10 EUR",
    "-9.9 EUR",
    "0.00 EUR",
    "-10.005 EUR",
    "-12.50 USD",
    "-12.50 USD @ 0.80 EUR",
    "-12.50 USD @@ 10.00 EUR",
    "10.00",
    "EUR",
    "2 AAPL {5.00 EUR}",
    "-2 AAPL {}",
    "-2 AAPL {} @ 5.00 EUR",
)
ACCOUNTS = (
    *("Assets:A", "Assets:B", "Assets:Shares", "Expenses:C", "Assets:Unopened"),
    *("Assets:Euros", "Assets:A:Below"),
)
OTHERS = (
    "2020-02-01 pad Assets:A Equity:D\n",
    "2020-02-10 balance Assets:A 10.00 EUR\n",
    "2020-02-10 balance Assets:B 99.00 EUR\n",
    'plugin "beancount.plugins.auto_accounts"\n',
    'option "inferred_tolerance_default" "EUR:0.005"\n',
    'option "tolerance_multiplier" "0.4"\n',
    'option "use_precise_interpolation" "TRUE"\n',
    'option "booking_method" "FIFO"\n',
    "2020-02-05 close Assets:B\n",
    "2020-02-04 close Assets:A:Below\n",
    "2020-02-03 open Assets:A:Below EUR, USD\n",
    "2020-02-08 open Assets:A:Below\n",
    "2020-02-07 balance Assets:A:Below 0 EUR\n",
    "2020-02-06 balance Assets:A -12.50 USD\n",
    "2020-02-06 balance Assets:Euros -12.50 USD\n",
    "2020-02-06 balance Assets:Euros 10.00 ~ 20 EUR\n",
    "2020-02-06 balance Assets 0.00 EUR\n",
    "2020-02-06 balance Assets:A 0.00 EUR\n",
)

posting = st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(AMOUNTS))
transaction = st.builds(
    lambda day, postings: (
        f'2020-02-{day:02} * "x"\n'
        + "".join(f"  {account}  {amount}\n" for account, amount in postings)
    ),
    st.integers(1, 9),
    st.lists(posting, max_size=4),
)


def test_the_example_books() -> None:
    assert (same(EXAMPLE) or 0) > 1000


@given(st.lists(transaction | st.sampled_from(OTHERS), max_size=8))
def test_any_ledger(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    main = tmp_path_factory.mktemp("books") / "main.beancount"
    main.write_text(HEAD + "\n".join(parts), "utf-8")
    same(main)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_seeded_ledgers(first: int) -> None:
    """With odd texts and damage, which tests/fuzz/ledgers.py has more of."""
    sizes = [compared(seed) for seed in range(first, first + 50)]
    assert sum(size is not None for size in sizes) > 45


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({}, []),
        (
            {"units": Amount(Decimal(9), "EUR")},
            ["Balance failed for", "Transaction does not balance"],
        ),
        (
            {"units": Amount(Decimal(10), "USD")},
            ["Balance failed for", "Invalid currency USD", "Transaction does not"],
        ),
        (
            {"account": "Assets:B"},
            ["Balance failed for", "Invalid reference to unknown account"],
        ),
    ],
)
def test_what_a_plugin_makes_of_an_entry_is_looked_at(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoilt: dict[str, Any],
    told: list[str],
) -> None:
    """What one look told is only not asked again of entries that nobody touches."""
    main = tmp_path / "main.beancount"
    main.write_text(
        'plugin "spoiling"\n2020-01-01 open Assets:A EUR\n2020-01-01 open Expenses:C\n'
        '2020-02-01 * "x"\n  Assets:A  10.00 EUR\n  Expenses:C  -10.00 EUR\n'
        "2020-02-02 balance Assets:A  10.00 EUR\n",
        "utf-8",
    )

    def spoil(entries: list[Any], *_: object) -> tuple[list[Any], list[Any]]:
        return [
            entry._replace(
                postings=[entry.postings[0]._replace(**spoilt), entry.postings[1]]
            )
            if isinstance(entry, data.Transaction)
            else entry
            for entry in entries
        ], []

    plugin = ModuleType("spoiling")
    vars(plugin)["__plugins__"] = (spoil,)
    monkeypatch.setitem(sys.modules, "spoiling", plugin)
    errors = [error.message for error in load(main)[1]]
    assert [one.startswith(what) for one, what in zip(errors, told, strict=True)] == [
        True for _ in told
    ]


def test_decimals_are_counted_where_somebody_will_look(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    main.write_text(
        HEAD + '2020-02-01 * "x"\n  Assets:A  10.125 EUR\n  Expenses:C\n', "utf-8"
    )
    shown, unseen = load(main), load(main, shown=False)
    assert shown[:2] == unseen[:2]
    assert len(shown[0]) > 1
    known = shown[2].pop("dcontext").ccontexts["EUR"]
    assert known.get_fractional(Precision.MAXIMUM) == 3
    assert not unseen[2].pop("dcontext").ccontexts["EUR"].fractional_dist.hist
    assert shown[2] == unseen[2]
    # And the next who looks finds them again.
    assert load(main)[2]["dcontext"].ccontexts["EUR"].fractional_dist.hist


@pytest.mark.parametrize(
    ("version", "tested"),
    [
        *(("3.2", True), ("3.2.0", True), ("3.2.11", True), ("3.20.0", False)),
        *(("3.1.0", False), ("3.3.0b1", False), ("4.0", False), ("2.3.2", False)),
    ],
)
def test_the_versions_that_it_was_tested_with(version: str, tested: bool) -> None:  # noqa: FBT001 - the expectation
    assert is_tested(version) is tested


def test_they_are_those_that_the_project_allows() -> None:
    project = tomllib.loads((EXAMPLE.parents[1] / "pyproject.toml").read_text("utf-8"))
    (bound,) = [d for d in project["project"]["dependencies"] if "beancount>" in d]
    assert bound == "beancount>=3.2,<3.3"
    assert TESTED == ("3.2",)
    assert is_tested(beancount.__version__)


def test_beancounts_own_loader_does_it_with_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of Beancount's inside is touched then, and its cache is not read."""
    main = tmp_path / "main.beancount"
    main.write_text(
        HEAD + '2020-02-01 * "x"\n  Assets:A  10.00 EUR\n  Expenses:C\n'
        '2020-02-02 * "y"\n  Assets:A  10.00 EUR\n  Equity:D  -9.00 EUR\n',
        "utf-8",
    )
    entries, errors, options = load(main)
    (tmp_path / ".main.beancount.picklecache").write_bytes(b"not to be read")
    monkeypatch.setattr(beancount_loader, "_load_file", beancount_loader._load_file)
    monkeypatch.delenv("BEANCOUNT_DISABLE_LOAD_CACHE")  # as it is for people
    beancount_loader.initialize(use_cache=True)
    before = beancount_loader._load_file
    monkeypatch.setattr(loader, "beancount_version", "3.9.0")
    for step in ("parse", "book", "true_places", "needed_steps", "_validate"):
        monkeypatch.delattr(loader, step)
    others, faults, theirs = load(main)
    assert booked(others) == booked(entries)
    assert len(booked(others)) == 4
    assert [one.message for one in faults] == [one.message for one in errors]
    assert len(faults) == 1
    assert theirs["operating_currency"] == options["operating_currency"] == ["EUR"]
    assert beancount_loader._load_file.__code__ is before.__code__


def booked(entries: list[Any]) -> list[tuple[object, ...]]:
    """Return every posting with its day and place."""
    return [
        (entry.date, entry.meta["lineno"], posting.account, posting.units)
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
    ]

"""An import that is stopped, two at once, and periods that overlap."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.benchmarks.killed import import_file, keys_in, run
from tests.benchmarks.statements import Row, rows, write_ing
from tests.bookkeeping.bank_import.books import make_books, text_of
from tests.dying import die_at

from nl_banks import read
from nl_banks.reference import references
from paraplu.check import check

FIRST = dt.date(2025, 2, 1)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")


def lines(count: int, days: int = 60) -> list[Row]:
    return rows(count, FIRST, days, Random(count))  # noqa: S311 - no secrets


@needs_fork
def test_killed_at_random_moments() -> None:
    assert run(25) > 0


@needs_fork
def test_killed_at_each_step_of_writing(tmp_path: Path) -> None:
    """The process ends at the n-th time that it brings something to the disk."""
    file = tmp_path / "st.csv"
    write_ing(file, lines(20), Decimal(900))
    (statement,) = read(file)
    expected = Counter(references(statement))
    step = 0
    while True:
        step += 1
        folder = tmp_path / str(step)
        make_books(folder)
        child = os.fork()
        if not child:
            die_at(step)
            try:
                import_file(folder, file)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        half = keys_in(folder)
        assert not half - expected
        check(folder / "ledger" / "main.beancount")
        import_file(folder, file)
        assert keys_in(folder) == expected, step
        assert not check(folder / "ledger" / "main.beancount").books.errors
        if not os.WIFSIGNALED(status):
            break
    assert step > 8


def test_two_imports_at_once(tmp_path: Path) -> None:
    main = make_books(tmp_path)
    every = lines(60)
    write_ing(tmp_path / "a.csv", every[:40], Decimal(900))
    stood = Decimal(900) + sum(row.amount for row in every[:20])
    write_ing(tmp_path / "b.csv", every[20:], stood)
    command = "from paraplu_cli.entry import run; run()"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", command, "import", "--file", main, tmp_path / name],
            stdout=subprocess.DEVNULL,
        )
        for name in ("a.csv", "b.csv", "a.csv")
    ]
    assert {process.wait() for process in started} <= {0, 1}
    write_ing(tmp_path / "all.csv", every, Decimal(900))
    (statement,) = read(tmp_path / "all.csv")
    found = keys_in(tmp_path)
    # A day on which the second file begins is incomplete in it: there the keys of equal
    # lines may differ, but never their number.
    assert sum(found.values()) == len(every)
    assert len(list(references(statement))) == len(every)


def blocks(folder: Path) -> list[str]:
    """Return the transactions of the ledger, whatever file and order they are in."""
    entry = r"^\d{4}-\S+ [*!] [^\n]*\n(?:  [^\n]*\n)+"
    return sorted(re.findall(entry, text_of(folder), re.MULTILINE))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=4),
    st.randoms(use_true_random=False),
)
def test_overlapping_periods_come_to_the_same_as_all_at_once(
    periods: list[tuple[int, int]], rng: Random
) -> None:
    every = lines(30, days=30)
    windows = [*periods, (0, 9), (8, 20), (20, 29)]
    rng.shuffle(windows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("one", "all"):
            make_books(folder / part)
        for window in windows:
            begin, end = (FIRST + dt.timedelta(day) for day in sorted(window))
            before = sum(
                (row.amount for row in every if row.date < begin), Decimal(900)
            )
            kept = [row for row in every if begin <= row.date <= end]
            write_ing(folder / "part.csv", kept, before)
            import_file(folder / "one", folder / "part.csv")
        write_ing(folder / "all.csv", every, Decimal(900))
        import_file(folder / "all", folder / "all.csv")
        assert blocks(folder / "one") == blocks(folder / "all")

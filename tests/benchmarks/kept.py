"""The check of books that it read before, after an edit: what is kept is not parsed.

    scripts/bench --part kept             # 100,000 transactions, five pairs
    scripts/bench --part kept --quick     # small books, once: does it work at all?

A check and Beancount take turns, and the shares are of what ran beside each other.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.arranged import in_many_files, in_one_file
from tests.benchmarks.measure import Cost, cost
from tests.benchmarks.run import bean_check, paraplu

from paraplu.ledger.cache_folder import SETTING
from paraplu.ledger.kept.store import FOLDER

# The most that a check may take of `bean-check --no-cache` on the same books.
NEWEST, OTHER, COLD = 0.15, 0.20, 0.60
# Of the same check without the cache: keeping everything, and the memory.
KEEPING, MEMORY = 1.05, 0.80
# Of the ledger, in bytes; of books with as many transactions of few members.
SIZE, MEMBERS = 1.0, 1.20
# There may be findings, so the check may fail.
_DONE = (0, 1)

Edit = Callable[[str], str]
Runs = defaultdict[str, list[Cost]]


class Row(NamedTuple):
    """A row of the table: medians, and the share of each pair."""

    what: str
    processor: str
    clock: str
    share: str
    goal: str
    result: str


HEAD = Row("", "processor", "clock", "share (least to most)", "goal", "")


def kept_rows(books: Callable[[int], Path], members: int, pairs: int) -> list[Row]:
    """Return the table of books that `books` makes of so many members."""
    main = books(members)
    folder = main.parents[1]
    rows: list[Row] = []
    with _cache(folder / "cache") as cache:
        runs, size = _in_turns(main, cache, pairs)
        rows += _told(runs)
        ledger = sum(file.stat().st_size for file in main.parent.rglob("*.beancount"))
        rows.append(_row("cache ÷ ledger, in bytes", [], [size / ledger], SIZE))
    for what, arranged in (
        ("books in one file", in_one_file(main, folder.with_name("one"))),
        ("360 files", in_many_files(main, folder.with_name("many"), 15)),
    ):
        with _cache(arranged.parents[1] / "cache"):
            rows.append(_arranged(what, arranged, pairs))
    few, many = books(max(members // 4, 2)), books(members * 5)
    with _cache(folder / "members"):
        rows.append(_of_members(few, many, pairs))
    return rows


def _in_turns(main: Path, cache: Path, pairs: int) -> tuple[Runs, int]:
    """Return what each command costs, by name, and the size of what is kept."""
    months = sorted(main.parent.glob("2*/*.beancount"))
    oldest, newest = months[0], months[-1]
    check = paraplu("check", main)
    runs: Runs = defaultdict(list)
    size = 0
    for number in range(pairs):
        runs["bean"].append(_bean(main))
        runs["whole"].append(cost([*check, "--no-cache"], _DONE))
        shutil.rmtree(cache, ignore_errors=True)
        runs["cold"].append(cost(check, _DONE))
        size = sum(file.stat().st_size for file in (cache / FOLDER).iterdir())
        runs["warm"].append(cost(check, _DONE))
        for name, file, edit in (
            ("newest", newest, _remark(number)),
            ("oldest", oldest, _remark(number)),
            ("balance", newest, _wrong_balance),
        ):
            with _edited(file, edit):
                runs[name].append(cost(check, _DONE))
    return runs, size


def _told(runs: Runs) -> Iterator[Row]:
    bean, whole = runs["bean"], runs["whole"]
    yield _row("bean-check --no-cache, without paraplu", bean)
    for name, what, most in (
        ("warm", "check, nothing changed", NEWEST),
        ("newest", "check, an edit in the newest month", NEWEST),
        ("oldest", "check, an edit in the oldest month", OTHER),
        ("balance", "check, a balance line that fails", OTHER),
        ("cold", "check, nothing kept yet", COLD),
    ):
        yield _row(what, runs[name], _shares(runs[name], bean), most)
    keeping = _shares(runs["cold"], whole)
    yield _row("the same ÷ check --no-cache", whole, keeping, KEEPING)
    pairs = zip(runs["newest"], whole, strict=True)
    memory = [one.megabytes / other.megabytes for one, other in pairs]
    yield _row("memory ÷ check --no-cache", [], memory, MEMORY)


def _arranged(what: str, main: Path, pairs: int) -> Row:
    """Return an edit in books that lie in other files."""
    file = max(main.parent.glob("2*/*.beancount"), default=main)
    check = paraplu("check", main)
    runs: Runs = defaultdict(list)
    cost(check, _DONE)
    for number in range(pairs):
        runs["bean"].append(_bean(main))
        with _edited(file, _remark(number)):
            runs["newest"].append(cost(check, _DONE))
    shares = _shares(runs["newest"], runs["bean"])
    return _row(f"check, an edit, {what}", runs["newest"], shares, OTHER)


def _of_members(few: Path, many: Path, pairs: int) -> Row:
    """Return the check of what is kept of many members, beside that of few."""
    runs: Runs = defaultdict(list)
    for main in (few, many):
        cost(paraplu("check", main), _DONE)
    for _ in range(pairs):
        runs["few"].append(cost(paraplu("check", few), _DONE))
        runs["many"].append(cost(paraplu("check", many), _DONE))
    shares = _shares(runs["many"], runs["few"])
    return _row("check, twenty times the members", runs["many"], shares, MEMBERS)


def _bean(main: Path) -> Cost:
    return cost(bean_check(main.with_name("plain.beancount")), _DONE)


def _shares(found: Iterable[Cost], other: Iterable[Cost]) -> list[float]:
    pairs = zip(found, other, strict=True)
    return [one.seconds / beside.seconds for one, beside in pairs]


def _row(
    what: str, runs: list[Cost], shares: list[float] | None = None, most: float = 0.0
) -> Row:
    seconds = f"{median(one.seconds for one in runs):.2f} s" if runs else ""
    clock = f"{median(one.clock for one in runs):.2f} s" if runs else ""
    if not shares:
        return Row(what, seconds, clock, "", "", "")
    share = median(shares)
    told = f"{share:.2f} ({min(shares):.2f} to {max(shares):.2f})"
    # As it is told: what is not above the goal by a hundredth keeps to it.
    well = "ok" if round(share, 2) <= most else "missed"
    return Row(what, seconds, clock, told, f"{most:.2f}", well)


def _remark(number: int) -> Edit:
    return lambda text: f"{text}; {os.getpid()}-{number}\n"


def _wrong_balance(text: str) -> str:
    """Return a text whose first balance line fails by a million, as no other did."""
    line = re.compile(r"^(\S+ balance \S+ +-?)(\d)", re.MULTILINE)
    assert line.search(text)
    return line.sub(r"\g<1>1000000\2", text, count=1)


@contextmanager
def _edited(file: Path, edit: Edit) -> Iterator[None]:
    text = file.read_text("utf-8")
    file.write_text(edit(text), "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


@contextmanager
def _cache(folder: Path) -> Iterator[Path]:
    """Have what is kept in a folder of its own."""
    before = os.environ.get(SETTING)
    os.environ[SETTING] = str(folder)
    try:
        yield folder
    finally:
        os.environ.pop(SETTING)
        if before is not None:
            os.environ[SETTING] = before

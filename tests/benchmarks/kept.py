"""The check of books that it read before, after an edit: what is kept is not parsed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Cost, cost
from tests.benchmarks.run import Line, bean_check, judged, numbers, paraplu

from paraplu.ledger.cache_folder import SETTING
from paraplu.ledger.kept.store import FOLDER

# The most that a check may take of `bean-check --no-cache` on the same books.
NEWEST, OTHER, COLD = 0.15, 0.20, 0.60
# Of the same check without the cache: keeping everything, and the memory.
KEEPING, MEMORY = 1.05, 0.80
# Of the ledger, in bytes.
SIZE = 1.0
# There may be findings, so the check may fail.
_DONE = (0, 1)

Edit = Callable[[str], str]


def after_edits(main: Path, repeat: int) -> Iterable[Line]:
    """Yield the check after edits beside Beancount, in turns, on the same books."""
    months = sorted(main.parent.glob("2*/*.beancount"))
    oldest, newest = months[0], months[-1]
    check = paraplu("check", main)
    runs: defaultdict[str, list[Cost]] = defaultdict(list)
    with _cache(main.parents[1] / "cache") as cache:
        for number in range(repeat):
            runs["bean"].append(
                cost(bean_check(main.with_name("plain.beancount")), _DONE)
            )
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
        yield from _told({name: _median(found) for name, found in runs.items()})
    ledger = sum(file.stat().st_size for file in main.parent.rglob("*.beancount"))
    share = judged(size / ledger, SIZE)
    yield Line("  the cache beside the ledger", "", f"{size / 1e6:.0f} MB", *share)


def _told(found: dict[str, Cost]) -> Iterator[Line]:
    bean, whole = found["bean"], found["whole"]
    for name, what, most in (
        ("warm", "paraplu check, nothing changed", NEWEST),
        ("newest", "  an edit in the newest month", NEWEST),
        ("oldest", "  an edit in the oldest month", OTHER),
        ("balance", "  a balance line that fails", OTHER),
        ("cold", "  with nothing kept yet", COLD),
    ):
        one = found[name]
        yield Line(what, *numbers(one), *judged(one.seconds / bean.seconds, most))
    keeping = found["cold"].seconds / whole.seconds
    yield Line("  the same, beside --no-cache", "", "", *judged(keeping, KEEPING))
    memory = found["warm"].megabytes / whole.megabytes
    yield Line("  memory, beside --no-cache", "", "", *judged(memory, MEMORY))


def _median(found: list[Cost]) -> Cost:
    return Cost(
        median(one.seconds for one in found), median(one.megabytes for one in found)
    )


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


if __name__ == "__main__":
    for line in after_edits(Path(sys.argv[1]).absolute(), int(sys.argv[2])):
        print("  ".join(line))

"""Measures what lives: the reload in Fava after an edit, a watched check, the start.

    .venv/bin/python tests/benchmarks/live.py 100000    # or with any number

Each load is measured in a process of its own, in seconds of processor time. The first
load is that of `browse`, without what is imported before; a reload is the same after an
edit of one month.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.generate import Size, generate
from tests.benchmarks.measure import costs, machine, table
from tests.benchmarks.run import HEAD, Line, bean_check, judged, word
from tests.fava.conftest import EXTENSION

# Of the first load; seconds for each save, and for what the plugin imports.
RELOAD, SAVE, IMPORTS = 0.30, 0.30, 0.15
# Of `bean-check` without the plugin, on books of a fifth of the usual ones.
SMALL_PLUGIN = 1.15
# A save is measured on books of so many transactions at most.
_SAVED = 20_000
_IMPORT = (
    "import time, beancount.loader; begun = time.process_time(); "
    "import paraplu.plugin; print(time.process_time() - begun)"
)


def living(books: dict[int, Path], repeat: int) -> Iterable[Line]:
    """Yield reloads on books by their number of transactions, and what else is live."""
    for number, main in books.items():
        yield from _reloads(number, main, repeat)
    least = min(books)
    small = books[least]
    if least <= _SAVED:
        saves = [_measured("saves", small) for _ in range(repeat)]
        took = median(second for one in saves for second in one["saves"])
        yield _seconds(f"check --watch, a save of {least:,}", took, SAVE)
    found = costs(
        {
            "plain": bean_check(small.with_name("plain.beancount")),
            "plugin": bean_check(small),
        },
        repeat,
    )
    plain, plugin = found["plain"], found["plugin"]
    share = judged(plugin.seconds / plain.seconds, SMALL_PLUGIN)
    said = f"{plugin.seconds:.2f} s"
    yield Line(f"bean-check with paraplu, {least:,}", said, "", *share)
    started = [
        float(subprocess.check_output([sys.executable, "-c", _IMPORT]))
        for _ in range(max(repeat, 5))
    ]
    yield _seconds("what the plugin imports", median(started), IMPORTS)


def _reloads(number: int, main: Path, repeat: int) -> Iterator[Line]:
    runs = [_measured("loads", main) for _ in range(repeat)]
    first = median(run["first"][0] for run in runs)
    yield Line(f"browse, the first load of {number:,}", f"{first:.2f} s")
    for name in ("newest", "oldest"):
        again = median(second for run in runs for second in run[name])
        share = judged(again / first, RELOAD)
        what = f"  a reload after an edit in the {name} month"
        yield Line(what, f"{again:.2f} s", "", *share)


def _seconds(what: str, took: float, most: float) -> Line:
    return Line(what, f"{took:.2f} s", "", "", f"{most} s", word(well=took <= most))


def _measured(what: str, main: Path) -> dict[str, list[float]]:
    """Return the seconds that loads take, measured by another process of this file."""
    command = [sys.executable, __file__, what, str(main)]
    found: dict[str, list[float]] = json.loads(subprocess.check_output(command))
    return found


def _loads(main: Path) -> dict[str, list[float]]:
    """Return what the first load takes, and reloads after edits."""
    from paraplu.fava.app import fava_on

    with_pages = main.with_name("pages.beancount")
    with_pages.write_text(main.read_text("utf-8") + EXTENSION, "utf-8")
    found: dict[str, list[float]] = {}
    # As the command has it.
    gc.disable()
    begun = process_time()
    with fava_on(with_pages) as app:
        found["first"] = [process_time() - begun]
        gc.enable()
        ledgers = app.config["LEDGERS"]
        ledger = ledgers[ledgers.first_slug()]
        months = sorted(main.parent.glob("2*/*.beancount"))
        for name, file in (("newest", months[-1]), ("oldest", months[0])):
            text, found[name] = file.read_text("utf-8"), []
            for number in range(3):
                file.write_text(f"{text}; {number}\n", "utf-8")
                begun = process_time()
                ledger.load_file()
                found[name].append(process_time() - begun)
            file.write_text(text, "utf-8")
            ledger.load_file()
    return found


def _saves(main: Path) -> dict[str, list[float]]:
    """Return what a watched check takes after each of some saves."""
    from paraplu_cli.clock import now
    from paraplu_cli.watching import Watched, keep_checking

    newest = max(main.parent.glob("2*/*.beancount"))
    text = newest.read_text("utf-8")
    took: list[float] = []
    begun = process_time()

    def tell(_text: str) -> bool:
        nonlocal begun
        took.append(process_time() - begun)
        newest.write_text(f"{text}; {len(took)}\n", "utf-8")
        begun = process_time()
        return len(took) <= 5

    keep_checking(Watched(main, None, None, (), "github", None), tell, now)
    newest.write_text(text, "utf-8")
    return {"saves": took[1:]}


def _main() -> int:
    if sys.argv[1] in {"loads", "saves"}:
        measure = {"loads": _loads, "saves": _saves}[sys.argv[1]]
        print(json.dumps(measure(Path(sys.argv[2]))))
        return 0
    most = int(sys.argv[1])
    sizes = (most // 5, most)
    with tempfile.TemporaryDirectory() as folder:
        books = {
            size: generate(Path(folder, str(size)), Size(size, max(size // 500, 2)))
            for size in sizes
        }
        lines = list(living(books, 3))
    print(f"{machine()}\n\n{table(HEAD, lines)}")
    return int(any(line.well == word(well=False) for line in lines))


if __name__ == "__main__":
    sys.exit(_main())

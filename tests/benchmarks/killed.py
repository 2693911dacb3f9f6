"""Kills imports at random moments, and looks whether a row was lost or doubled.

    .venv/bin/python tests/benchmarks/killed.py 10000

Each time a statement of random length goes into books of its own; the import is killed
(SIGKILL) at a random moment, the books must still be readable, and the same import said
again must bring in every row once. Needs a system with fork: Linux, macOS.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.statements import rows, write_ing
from tests.bookkeeping.bank_import.books import make_books

from nl_banks import read
from nl_banks.reference import references
from paraplu.bookkeeping.bank_import import Importing, open_ledger, read_files
from paraplu.journal import write

_KEY = re.compile(r'bank-ref: "(.*)"')


def import_file(folder: Path, file: Path) -> None:
    """Import a statement into the books in a folder."""
    files = read_files([file], lambda _message: None)
    ledger = open_ledger(folder / "ledger" / "main.beancount", None, balanced=False)
    write(Importing(ledger).plan(files).changes)


def killed_after(folder: Path, file: Path, seconds: float) -> bool:
    """Import in a process that is killed after so long; tell whether it was."""
    child = os.fork()
    if not child:
        try:
            import_file(folder, file)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def keys_in(folder: Path) -> Counter[str]:
    """Return the keys of the lines in the books, each with how often it is there."""
    texts = (
        file.read_text("utf-8") for file in (folder / "ledger").rglob("*.beancount")
    )
    return Counter(key for text in texts for key in _KEY.findall(text))


def attempt(folder: Path, rng: Random, longest: float) -> tuple[bool, float]:
    """Kill one import and go on; return whether it was killed, and what is usual.

    ValueError where a row was lost or doubled.
    """
    make_books(folder)
    file = folder / "statement.csv"
    write_ing(
        file, rows(rng.randint(1, 60), dt.date(2025, 2, 1), 90, rng), Decimal(900)
    )
    expected = Counter(key for one in read(file) for key in references(one))
    killed = killed_after(folder, file, rng.uniform(0, longest))
    half = keys_in(folder)
    if half - expected:
        raise ValueError(f"not of the statement, or doubled: {half - expected}")
    begun = time.monotonic()
    import_file(folder, file)
    usual = time.monotonic() - begun
    if keys_in(folder) != expected:
        raise ValueError(f"lost: {expected - keys_in(folder)}")
    return killed, usual


def run(times: int, seed: int = 1) -> int:
    """Kill so many imports; return how many were killed before they were done."""
    rng = Random(seed)  # noqa: S311 - no secrets
    killed, longest = 0, 0.1
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            was, usual = attempt(Path(name), rng, longest)
            killed += was
            # As long as an import takes on this machine just now.
            longest = 0.9 * longest + 0.1 * 1.5 * usual
    return killed


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = run(asked)
    print(f"{asked} imports, {found} killed on the way: no row lost, none doubled")

"""Measures importing: statements beside Beancount's own reader, and beside a load.

    .venv/bin/python tests/benchmarks/importing.py
    .venv/bin/python tests/benchmarks/importing.py --quick

All of it on the same made-up statements and books, in turns, on this machine.
"""

from __future__ import annotations

import argparse
import csv
import gc
import re
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from beangulp.importers import csvbase
from tests.benchmarks.generate import LAST, Size, generate
from tests.benchmarks.measure import cost, machine
from tests.benchmarks.run import bean_check, paraplu
from tests.benchmarks.statements import IBAN, rows, write_ing
from tests.benchmarks.trade import BANK

from nl_banks import Importer

# The most that each may take of what it stands beside.
READING, IMPORTING, IMPORTING_FEW = 1.0, 1.3, 1.05
FEW = 10
_COUNTERPARTY = re.compile(r'counterparty: "(NL\w+)"')


class _Semicolons(csv.excel):
    delimiter = ";"


class _Sign(csvbase.Column):  # type: ignore[misc] # beangulp has no types
    def parse(self, sign: str, amount: str) -> Decimal:
        value = Decimal(amount.replace(",", "."))
        return -value if sign == "Af" else value


class _CsvBase(csvbase.Importer):  # type: ignore[misc] # beangulp has no types
    """What somebody would write with beangulp's own reader for this layout."""

    dialect = _Semicolons
    date = csvbase.Date("Datum", "%Y%m%d")
    payee = csvbase.Column("Naam / Omschrijving")
    counterparty = csvbase.Column("Tegenrekening")
    narration = csvbase.Column("Mededelingen")
    amount = _Sign("Af Bij", "Bedrag (EUR)")
    balance = csvbase.Amount("Saldo na mutatie", subs={",": "."})

    def identify(self, filepath: str) -> bool:
        return filepath.endswith(".csv")

    def metadata(self, filepath: str, lineno: int, row: Any) -> dict[str, Any]:  # noqa: ANN401
        meta: dict[str, Any] = super().metadata(filepath, lineno, row)
        return meta | {"counterparty": row.counterparty}


def reading(folder: Path, count: int, repeat: int) -> tuple[float, float]:
    """Return how long beangulp and nl_banks take for rows to become directives."""
    file = folder / "statement.csv"
    write_ing(file, rows(count, LAST, 300, Random(1)))  # noqa: S311 - no secrets
    ours = Importer(IBAN, "Assets:Bank:Current")
    theirs = _CsvBase("Assets:Bank:Current", "EUR")
    found: dict[str, list[float]] = {"theirs": [], "ours": []}
    for _ in range(repeat):
        found["theirs"].append(_time(lambda: theirs.extract(str(file), []), count))
        # A file that changed is not remembered from the time before.
        file.touch()
        found["ours"].append(_time(lambda: ours.extract(str(file), []), count))
    return median(found["theirs"]), median(found["ours"])


def _time(extract: Callable[[], list[Any]], count: int) -> float:
    gc.collect()
    begun = perf_counter()
    entries = extract()
    seconds = perf_counter() - begun
    if len(entries) != count + 1:
        raise ValueError(f"{len(entries)} entries of {count} rows and a balance")
    return seconds


def importing(main: Path, count: int, repeat: int) -> tuple[float, float, float]:
    """Return how long loading books takes, importing rows into them, and a dry run."""
    folder = main.parents[2]
    numbers = _numbers(folder / "books")
    file = folder / "rows.csv"
    write_ing(file, rows(count, LAST, 28, Random(2), numbers))  # noqa: S311
    plain = main.with_name("plain.beancount")
    found: dict[str, list[float]] = {"load": [], "import": [], "dry": []}
    texts = {path: path.read_bytes() for path in main.parent.rglob("*.beancount")}
    options = ("--file", main, "--account", BANK, file)
    for _ in range(repeat):
        found["load"].append(cost(bean_check(plain)).seconds)
        found["dry"].append(
            cost(paraplu("import", "--dry-run", *options), good={0, 1}).seconds
        )
        found["import"].append(cost(paraplu("import", *options), good={0, 1}).seconds)
        for path in main.parent.rglob("*.beancount"):
            if path not in texts:
                path.unlink()
            elif path.read_bytes() != texts[path]:
                path.write_bytes(texts[path])
    return median(found["load"]), median(found["import"]), median(found["dry"])


def _numbers(folder: Path) -> list[str]:
    """Return counterparties that the books know, so that some lines find their way."""
    texts = (file.read_text("utf-8") for file in folder.rglob("*.beancount"))
    return sorted({number for text in texts for number in _COUNTERPARTY.findall(text)})


def main() -> int:
    """Print the measurements; return 1 where one of them is too slow."""
    parser = argparse.ArgumentParser(description="Measure how quick importing is.")
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    lines, into, repeat, size = 100_000, 10_000, 3, Size(100_000, 200)
    if quick:
        lines, into, repeat, size = 2_000, 200, 1, Size(2_000, 10)
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        theirs, ours = reading(folder, lines, repeat)
        print(f"{lines:,} rows of ING to directives")
        print(f"  beangulp's csvbase  {theirs:6.2f} s")
        print(f"  nl_banks            {ours:6.2f} s  {ours / theirs:.2f} ×")
        main = generate(folder / "books", size)
        slow = ours / theirs > READING
        for count, most in ((FEW, IMPORTING_FEW), (into, IMPORTING)):
            load, took, dry = importing(main, count, repeat)
            print(f"{count:,} rows into books of {size.transactions:,} transactions")
            print(f"  bean-check, those books    {load:6.2f} s")
            print(f"  paraplu import --dry-run   {dry:6.2f} s  {dry / load:.2f} ×")
            print(f"  paraplu import and check   {took:6.2f} s  {took / load:.2f} ×")
            slow = slow or took / load > most
    return int(slow and not quick)


if __name__ == "__main__":
    sys.exit(main())

"""Measures the pages in Fava: on the server, in a browser, and what they keep.

    .venv/bin/python tests/benchmarks/pages.py            # 100,000 transactions
    .venv/bin/python tests/benchmarks/pages.py --quick    # small books: does it work?

On the server it is what a click asks for, our part of the page, in seconds of processor
time. The first page that is opened after a load also makes the index, from which all of
them are made. In the browser a page is opened anew, with all of Fava around it, until
it is drawn; an empty page of Fava's own stands beside it.

The jobs of the page Work are measured on books of 20,000 transactions, with as much to
do as a busy quarter leaves (`work.py`), as they are after the first of them was drawn.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import tracemalloc
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[2]))

from selenium.webdriver import Chrome
from tests.benchmarks.generate import Size, generate
from tests.benchmarks.measure import machine, table
from tests.benchmarks.work import NOW, leave_work
from tests.browser import browsing
from tests.fava.conftest import EXTENSION, Site, serving
from tests.fava.test_browser import SETTLED

from paraplu.fava.app import fava_on
from paraplu.fava.doing.jobs import JOBS

# The most seconds and megabytes: of the index once, of a page each time and drawn.
INDEX, PAGE, DRAWN, KEPT = 0.5, 0.1, 0.5, 50
# The most seconds of a job of the page Work.
JOB = 0.15
OVERVIEW, MEMBERS, TODO, FUNDS, VAT = (
    f"extension/Paraplu{name}/"
    for name in ("Overview", "Members", "ToDo", "Funds", "Vat")
)
AGAIN = 5


class Asked(NamedTuple):
    """A page, and the most that it may take the first time; nil where none is set."""

    title: str
    path: str
    query: dict[str, str]
    most: float = 0


class Took(NamedTuple):
    """Seconds on the server, the first time and then, and in the browser if any."""

    once: float
    again: float
    drawn: float | None

    def well(self, asked: Asked) -> bool:
        """Tell whether it is as quick as it should be."""
        server = self.once <= asked.most and self.again <= PAGE
        return not asked.most or (server and (self.drawn or 0) <= DRAWN)


PAGES = (
    Asked("Fava's own, empty", "errors/", {}),
    Asked("Overview, with the index", OVERVIEW, {}, INDEX),
    Asked("Overview, of a year", OVERVIEW, {"time": "2025"}, PAGE),
    Asked("Members", MEMBERS, {}, PAGE),
    Asked("Members, of a year", MEMBERS, {"time": "2025"}, PAGE),
    Asked("a member, the first of all", MEMBERS, {"member": "L0007"}, INDEX),
    Asked("another member", MEMBERS, {"member": "L0008"}, PAGE),
    Asked("a member, of a year", MEMBERS, {"member": "L0009", "time": "2025"}, PAGE),
    Asked("To do", TODO, {}),
    Asked("To do, of a year", TODO, {"time": "2025"}),
    Asked("Funds", FUNDS, {}),
    Asked("Funds, of a year", FUNDS, {"time": "2025"}),
    Asked("VAT returns", VAT, {}),
    Asked("VAT returns, of a year", VAT, {"time": "2024"}),
)


def measured(site: Site, browser: Chrome | None) -> list[Took]:
    """Return what each page took, in the order in which they are opened."""
    served = [
        [part(site, asked.path, **asked.query) for _ in range(AGAIN + 1)]
        for asked in PAGES
    ]
    with serving(site) as root:
        drawn = [
            _drawn(browser, f"{root}{asked.path}?{urlencode(asked.query)}")
            for asked in PAGES
        ]
    return [
        Took(first, median(others), seconds)
        for (first, *others), seconds in zip(served, drawn, strict=True)
    ]


def part(site: Site, path: str, **query: str) -> float:
    """Return what our part of a page takes, which is what a click asks for."""
    begun = process_time()
    site.text(path, **query, partial="true")
    return process_time() - begun


def _drawn(browser: Chrome | None, address: str) -> float | None:
    """Return the seconds until a page is drawn, in a browser that has Fava already."""
    if browser is None:
        return None
    times = []
    for _ in range(AGAIN):
        browser.get(address)
        times.append(float(browser.execute_async_script(SETTLED)))
    return median(times)


def kept(site: Site) -> float:
    """Return the megabytes of the index, and of the pages that were opened for it."""
    tracemalloc.start()
    part(site, MEMBERS)
    part(site, MEMBERS, member="L0001")
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / 1e6


def jobs(size: Size) -> dict[str, float]:
    """Return what each job of the page Work takes, once the books were looked at."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = generate(Path(folder), size)
        leave_work(ledger, size.members)
        with ledger.open("a", encoding="utf-8") as text:
            text.write(EXTENSION)
        with fava_on(ledger, write=True, now=lambda: NOW) as app:
            site = Site(app, ledger)
            work = "extension/ParapluWork/"
            for job in JOBS:
                # Books that cannot be worked on are shown at once.
                assert "pp-seen" in site.text(work, do=job, partial="true")
            return {
                job: median(part(site, work, do=job) for _ in range(AGAIN))
                for job in JOBS
            }


def main() -> int:
    """Print the measurements; return 1 where one of them is too much."""
    parser = argparse.ArgumentParser(description="Measure the pages in Fava.")
    parser.add_argument("--quick", action="store_true", help="small books")
    quickly = parser.parse_args().quick
    size = Size(2_000, 10) if quickly else Size(100_000, 200)
    with tempfile.TemporaryDirectory() as folder:
        ledger = generate(Path(folder), size)
        with ledger.open("a", encoding="utf-8") as text:
            text.write(EXTENSION)
        with fava_on(ledger) as app, browsing(Path(folder) / "profile") as browser:
            found = measured(Site(app, ledger), browser)
        with fava_on(ledger) as app:
            index = kept(Site(app, ledger))
    rows = [
        (
            asked.title,
            f"{took.once:.2f} s",
            f"{took.again:.2f} s",
            "–" if took.drawn is None else f"{took.drawn:.2f} s",
            "" if took.well(asked) else "too much",
        )
        for asked, took in zip(PAGES, found, strict=True)
    ]
    print(machine())
    print(f"{size.transactions:,} transactions of {size.members} members\n")
    print(table(("", "first time", "then", "drawn", ""), rows))
    print(f"\nthe index: {index:.0f} MB")
    found_jobs = jobs(Size(2_000, 10) if quickly else Size(20_000, 200))
    print("\nthe page Work\n")
    print(
        table(
            ("", "then", ""),
            [
                (job, f"{took:.2f} s", "" if took <= JOB else "too much")
                for job, took in found_jobs.items()
            ],
        )
    )
    quick = max(found_jobs.values()) <= JOB and all(
        took.well(asked) for asked, took in zip(PAGES, found, strict=True)
    )
    return int(not quick or index > KEPT)


if __name__ == "__main__":
    sys.exit(main())

"""Twelve cooperatives that do not exist, with their books, the same for the same seed.

`python -m tests.network.twelve FOLDER` writes what they send of two quarters.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support import write_books

from paraplu.base.periods import Period
from paraplu.bookkeeping.invoices.shelf import read_invoices
from paraplu.check import check
from paraplu.network.exchange import Export, export_text, exported
from paraplu.reports.papers.material import Material
from paraplu.reports.papers.state import state_of_books

SEED = 22
BEFORE, PERIOD = Period.read("2025-Q4"), Period.read("2026-Q1")
MONTHS = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03")
CARRIED = (31, 30, 31, 31, 28, 31)
NAMES = (
    *("De Akker", "De Brug", "De Cirkel", "De Dijk", "De Eik", "De Fontein"),
    *("De Gaard", "De Haven", "De IJker", "De Jol", "De Kade", "De Linde"),
)
REGIONS = ("Midden-Brabant", "Rijnmond", "Twente")
# A small one, eight in the middle, three large ones.
MEMBERS = (8, 12, 14, 15, 17, 18, 20, 22, 24, 27, 30, 33)


class Fictional(NamedTuple):
    """A cooperative of the example: its name, where it is, its register and ledger."""

    name: str
    region: str
    members: str
    ledger: str


def twelve(seed: int = SEED) -> Iterator[Fictional]:
    """Yield the cooperatives."""
    for number, (name, many) in enumerate(zip(NAMES, MEMBERS, strict=True)):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - no secret
        codes = [f"L{n:02}" for n in range(1, many + 1)]
        members = _register(name, codes)
        ledger = "".join(_entries(chance, codes))
        yield Fictional(name, REGIONS[number % len(REGIONS)], members, ledger)


def _register(name: str, codes: list[str]) -> str:
    lines = [
        f"cooperative: {{name: Coöperatie {name} U.A.}}",
        "policies:",
        "  - from: 2025-01-01",
        "    contribution: {base: net_turnover, rate: 25%}",
        "    receipt_from: 10.00",
        "members:",
    ]
    for place, code in enumerate(codes):
        lines += [
            f"  {code}:",
            f"    joined: 2025-{place % 9 + 1:02}-01",
            "    permission: [{from: 2025-01-01, until: 2026-12-31}]",
        ]
    return "\n".join(lines) + "\n"


def _entries(chance: random.Random, codes: list[str]) -> Iterator[str]:
    """Yield what is booked: sales, costs, the contribution, and what is used of it."""
    yield (
        '2025-10-01 * "Funder" "Granted"\n'
        "  Assets:Bank  6000.00 EUR\n  Income:Coop:Grants  -6000.00 EUR\n\n"
    )
    for month, last in zip(MONTHS, CARRIED, strict=True):
        for code in codes:
            sold = chance.randrange(120, 900)
            spent = chance.randrange(10, 100)
            share = (sold - spent) * 25
            yield (
                f'{month}-05 * "Customer" "Sold"\n'
                f"  Assets:Bank  {sold}.00 EUR\n"
                f"  Income:Members:{code}:Sales  -{sold}.00 EUR\n\n"
                f'{month}-10 * "Shop" "Bought"\n'
                + ('  receipt: "shop.pdf"\n' if chance.random() < 0.9 else "")
                + f"  Expenses:Members:{code}:Costs  {spent}.00 EUR\n"
                f"  Assets:Bank  -{spent}.00 EUR\n\n"
                f'{month}-{last} * "Contribution"\n'
                f"  Expenses:Members:{code}:Contribution  {share / 100:.2f} EUR\n"
                f"  Income:Coop:Contribution  -{share / 100:.2f} EUR\n\n"
            )
            if chance.random() < 0.4:
                kind = "Growth" if chance.random() < 0.6 else "Training"
                used = chance.randrange(20, 90)
                yield (
                    f'{month}-20 * "School" "Used"\n  receipt: "shop.pdf"\n'
                    f"  Expenses:Members:{code}:{kind}  {used}.00 EUR\n"
                    f"  Assets:Bank  -{used}.00 EUR\n\n"
                )
        rent = 150 * len(codes)
        yield (
            f'{month}-25 * "Landlord" "Rent"\n'
            f"  Expenses:Coop:Rent  {rent}.00 EUR\n  Assets:Bank  -{rent}.00 EUR\n\n"
        )


def sent(folder: Path, one: Fictional, period: Period) -> Export:
    """Return what a cooperative sends, its books written into a folder."""
    material = material_of(folder, one)
    return exported(material, period, one.region)


def material_of(folder: Path, one: Fictional) -> Material:
    """Return the judged books of a cooperative, written into a folder."""
    report = check(write_books(folder, one.ledger, members=one.members))
    invoices = read_invoices(report.books.main.parent, report.register)
    state = state_of_books(report, None, clean=None, version="example")
    return Material(report, invoices, state)


def write_all(books: Path, folder: Path, seed: int = SEED) -> list[Export]:
    """Write what all of them send of two quarters into a folder; return it."""
    assert BEFORE
    assert PERIOD
    found = []
    for number, one in enumerate(twelve(seed)):
        material = material_of(books / str(number), one)
        for period in (BEFORE, PERIOD):
            export = exported(material, period, one.region)
            name = one.name.lower().replace(" ", "-")
            (folder / f"{name}-{period}.json").write_text(export_text(export), "utf-8")
            found.append(export)
    return found


if __name__ == "__main__":
    import tempfile

    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    place: Path = parser.parse_args().folder
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        write_all(Path(temporary), place)

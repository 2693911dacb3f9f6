"""Makes the books of a cooperative of any size, clean under the check.

    python tests/benchmarks/generate.py FOLDER --transactions 100000 --members 200

Two years of trade by stories that chance picks; the same seed gives the same books.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.cooperative import FIRST, SAVINGS, Cooperative
from tests.benchmarks.journal import Journal
from tests.benchmarks.register import write_register
from tests.benchmarks.stories import STORIES, Story
from tests.benchmarks.trade import BANK, Market, Trader

LAST = dt.date(2025, 12, 31)
# Nobody trades before this day: means to start come first.
TRADE_FROM = dt.date(2024, 1, 9)
MONTHS, YEARS, QUARTERS = 24, 2, 8
# Entries that come about whatever the members do: of each member the start capital,
# contributions and closings; of the cooperative what `Cooperative` books.
PER_MEMBER = 1 + MONTHS + YEARS
OWN = 4 + 3 * MONTHS + 2 * QUARTERS


@dataclass(frozen=True)
class Size:
    """How large the books are."""

    transactions: int
    members: int
    seed: int = 1


def generate(folder: Path, size: Size) -> Path:
    """Write the books into a folder, and return their main file.

    ValueError where there are too few transactions for so many members.
    """
    rng = Random(size.seed)  # noqa: S311 - made-up books are no secret
    traders = [Trader(f"L{n:04d}") for n in range(1, size.members + 1)]
    room = size.transactions - OWN - PER_MEMBER * size.members
    if room < size.members:
        raise ValueError(f"{size} leaves no room for trade")
    ledger = folder / "ledger"
    ledger.mkdir(parents=True, exist_ok=True)
    journal = Journal(ledger, rng)
    market = Market(journal, traders, rng)
    market.last = LAST
    cooperative = Cooperative(market)
    cooperative.begin()
    _plan(market, room)
    for month in _months():
        market.run(month - dt.timedelta(1))
        cooperative.end_month(month - dt.timedelta(1))
        if month <= LAST:
            for account in (BANK, SAVINGS, "Assets:Cash"):
                journal.assert_balance(account, month)
    write_register(folder, traders)
    return journal.write(FIRST, 'plugin "paraplu" "../members.yaml"')


def _months() -> list[dt.date]:
    """Return the first days of the months after each month of trade."""
    firsts = [
        dt.date(year, month, 1) for year in (2024, 2025) for month in range(1, 13)
    ]
    return [*firsts[1:], dt.date(2026, 1, 1)]


def _plan(market: Market, room: int) -> None:
    """Divide so many entries over the members, as stories on days of their own."""
    rng = market.rng
    kinds, weights = list(STORIES), [story.often for story in STORIES]
    for n, who in enumerate(market.traders):
        left = room // len(market.traders) + (n < room % len(market.traders))
        while left:
            story = rng.choices(kinds, weights)[0]
            if story.entries > left:
                continue
            left -= story.entries
            day = TRADE_FROM + dt.timedelta(rng.randint(0, (LAST - TRADE_FROM).days))
            market.later(day, _told(market, story, who, day))


def _told(
    market: Market, story: Story, who: Trader, day: dt.date
) -> Callable[[], None]:
    return lambda: story.tell(market, who, day)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make books of any size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--transactions", type=int, default=10_000)
    parser.add_argument("--members", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    asked = _arguments()
    size = Size(asked.transactions, asked.members, asked.seed)
    print(generate(asked.folder, size))

"""Measures paraplu beside Beancount, and says whether it is as quick as it should be.

    scripts/bench                 # 100,000 transactions of 200 members, three times
    scripts/bench --quick         # small books, once: does it work at all?
    scripts/bench --part kept     # the check after an edit, in five pairs

Everything is measured on the same made-up books, in turns, on this machine.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.generate import Size, generate
from tests.benchmarks.measure import Cost, costs, machine, table

# The most that each may take of what it stands beside.
PLUGIN_TIME, CHECK_TIME, CHECK_MEMORY, MEMBERS_TIME = 1.10, 0.60, 1.25, 1.10
HELP_SECONDS = 0.15
# Of one load, beyond loading the books as they were and as they are.
CHANGES_TIME = 1.50
# Beyond opening the books: one document, and the statements of all members.
ONE_SECONDS, ALL_SECONDS = 0.5, 30.0
QUARTER = "2025-Q3"
# One entry of so many is another in `paraplu diff`.
_EACH = 40
_ENTRY = re.compile(r'\d{4}-\d\d-\d\d [*!] "')
# Scaling is measured on books that grow in members as they do in transactions.
PER_MEMBER = 500

_BEAN_CHECK = "from beancount.scripts.check import main; main()"
_PARAPLU = "from paraplu_cli.entry import run; run()"


class Line(NamedTuple):
    """A line of the table."""

    what: str
    seconds: str
    megabytes: str = ""
    share: str = ""
    most: str = ""
    well: str = ""


HEAD = Line("", "time", "memory", "beside it", "at most", "")


def bean_check(file: Path) -> list[str]:
    """Return the command that has Beancount check a ledger, without its cache."""
    return [sys.executable, "-c", _BEAN_CHECK, "--no-cache", str(file)]


def paraplu(*arguments: object) -> list[str]:
    """Return a command of paraplu."""
    return [sys.executable, "-c", _PARAPLU, *map(str, arguments)]


def side_by_side(main: Path, repeat: int) -> Iterable[Line]:
    """Yield Beancount alone, with the plugin, and the check, on the same books."""
    found = costs(
        {
            "plain": bean_check(main.with_name("plain.beancount")),
            "plugin": bean_check(main),
            "check": paraplu("check", main, "--no-cache"),
            "help": paraplu("--help"),
        },
        repeat,
    )
    plain = found["plain"]
    yield Line("bean-check without paraplu", *numbers(plain))
    yield _beside("bean-check with paraplu", found["plugin"], plain, PLUGIN_TIME)
    yield _beside("paraplu check", found["check"], plain, CHECK_TIME)
    memory = found["check"].megabytes / plain.megabytes
    yield Line("  its memory", "", "", *judged(memory, CHECK_MEMORY))
    quick = found["help"].seconds
    yield Line(
        "paraplu --help",
        f"{quick:.2f} s",
        "",
        "",
        f"{HELP_SECONDS} s",
        word(well=quick <= HELP_SECONDS),
    )


def many_members(few: Path, many: Path, repeat: int) -> Iterable[Line]:
    """Yield the check on books of as many transactions, of few and of many members."""
    found = costs(
        {
            "few": paraplu("check", few, "--no-cache"),
            "many": paraplu("check", many, "--no-cache"),
        },
        repeat,
    )
    yield Line("paraplu check, few members", *numbers(found["few"]))
    yield _beside(
        "paraplu check, many members", found["many"], found["few"], MEMBERS_TIME
    )


def scaling(books: dict[int, Path], repeat: int) -> Iterable[Line]:
    """Yield the check on ever larger books, with the time per thousand transactions."""
    found = costs(
        {
            str(number): paraplu("check", main, "--no-cache")
            for number, main in books.items()
        },
        repeat,
    )
    for number in books:
        cost = found[str(number)]
        each = cost.seconds / number * 1_000_000
        yield Line(
            f"paraplu check, {number:,} transactions",
            *numbers(cost),
            f"{each:.0f} ms per 1,000",
        )


def documents(main: Path, repeat: int) -> Iterable[Line]:
    """Yield the statement of one member and of each, beside books that are opened."""
    statement = paraplu("report", "member", "--file", main, "--force")
    one = [*statement, "L0001", QUARTER, "--output", str(main.with_name("one.pdf"))]
    every = [*statement, "--all", QUARTER, "--output", str(main.with_name("all"))]
    found = costs(
        {"opened": paraplu("members", main), "one": one, "every": every}, repeat
    )
    opened = found["opened"]
    yield Line("paraplu members", *numbers(opened))
    for what, name, most in (
        ("one statement", "one", ONE_SECONDS),
        ("all statements", "every", ALL_SECONDS),
    ):
        yield beyond(f"paraplu report, {what}", found[name], opened, most)


def beyond(what: str, cost: Cost, other: Cost, most: float) -> Line:
    """Return the line of a cost that may be so many seconds more than another."""
    more = cost.seconds - other.seconds
    well = word(well=more <= most)
    return Line(what, *numbers(cost), f"+ {more:.2f} s", f"{most:.2f} s", well)


def changes(main: Path, repeat: int) -> Iterable[Line]:
    """Yield what changed since a commit, in one entry of forty, beside both loads."""
    folder = main.parent.parent
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "books")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    number = 0
    for file in sorted(main.parent.rglob("*.beancount")):
        lines = file.read_text("utf-8").splitlines()
        for n, line in enumerate(lines):
            if _ENTRY.match(line):
                number += 1
                lines[n] = line.replace('" "', '" "New: ', number % _EACH == 0)
        file.write_text("\n".join([*lines, ""]), "utf-8")
    found = costs(
        {
            "check": paraplu("check", main, "--no-cache"),
            "diff": paraplu("diff", "HEAD", "--ledger", main),
        },
        repeat,
    )
    one = found["check"].seconds
    more = found["diff"].seconds - 2 * one
    yield Line("paraplu check, once", *numbers(found["check"]))
    yield Line(
        "paraplu diff, beyond two",
        *numbers(found["diff"]),
        *judged(more / one, CHANGES_TIME),
    )


def numbers(cost: Cost) -> tuple[str, str]:
    """Return the cells of a cost: time and memory."""
    return f"{cost.seconds:.2f} s", f"{cost.megabytes:.0f} MB"


def _beside(what: str, cost: Cost, other: Cost, most: float) -> Line:
    return Line(what, *numbers(cost), *judged(cost.seconds / other.seconds, most))


def judged(share: float, most: float) -> tuple[str, str, str]:
    """Return the cells of a share: what it is, may be, and whether that is well."""
    return f"{share:.2f} ×", f"{most:.2f} ×", word(well=share <= most)


def word(*, well: bool) -> str:
    """Return the word for whether something is as it should be."""
    return "ok" if well else "too much"


def measure(folder: Path, asked: argparse.Namespace) -> list[Line]:
    """Make the books and return the lines of the table."""

    def books(transactions: int, members: int) -> Path:
        name = folder / f"{transactions}-{members}"
        return generate(name, Size(transactions, members, asked.seed))

    most: int = asked.transactions
    few, many = max(most // 2_000, 2), max(most // 100, 10)
    usual = books(most, asked.members)
    lines = list(side_by_side(usual, asked.repeat))
    from tests.benchmarks.live import living

    fifth = books(most // 5, max(asked.members // 5, 2))
    lines += living({most // 5: fifth, most: usual}, asked.repeat)
    lines += documents(usual, asked.repeat)
    from tests.benchmarks.network import together

    lines += together(usual, most, asked.repeat)
    lines += changes(books(most // 5, max(most // 2_000, 2)), asked.repeat)
    lines += many_members(books(most, few), books(most, many), asked.repeat)
    sizes = (most // 10, most * 3 // 10, most)
    grown = {size: books(size, max(size // PER_MEMBER, 2)) for size in sizes}
    lines += scaling(grown, asked.repeat)
    return lines


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure paraplu beside Beancount.")
    parser.add_argument("--transactions", type=int, default=100_000)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="small books, once")
    parser.add_argument("--part", choices=("all", "kept"), default="all")
    asked = parser.parse_args()
    if asked.quick:
        asked.transactions, asked.members, asked.repeat = 5_000, 10, 1
    return asked


def main() -> int:
    """Measure and print; the exit status is 1 where something takes too much."""
    asked = _arguments()
    if asked.part == "kept":
        return _kept(asked)
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder), asked)
    print(machine())
    print(
        f"{asked.transactions:,} transactions of {asked.members} members, "
        f"medians of {asked.repeat}\n"
    )
    print(table(HEAD, lines))
    return int(any(line.well == word(well=False) for line in lines))


def _kept(asked: argparse.Namespace) -> int:
    """Measure and print what is kept; 1 where a goal is missed."""
    from tests.benchmarks import kept

    pairs = asked.repeat if asked.quick else max(asked.repeat, 5)
    with tempfile.TemporaryDirectory() as folder:

        def books(members: int) -> Path:
            name = Path(folder) / str(members)
            return generate(name, Size(asked.transactions, members, asked.seed))

        rows = kept.kept_rows(books, asked.members, pairs)
    print(f"{machine()}; {asked.transactions:,} transactions, {pairs} pairs\n")
    print(table(kept.HEAD, rows))
    return int(any(row.result == "missed" for row in rows))


if __name__ == "__main__":
    sys.exit(main())

"""Measures what is asked of many cooperatives: one file, a lake, and all indicators."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.benchmarks.many import put
from tests.benchmarks.measure import Cost, cost, costs
from tests.benchmarks.run import Line, beyond, numbers, paraplu

# Beyond opening or checking the books, for a hundred thousand entries; and all
# indicators of fifty cooperatives of twenty thousand.
EXPORT, LAKE, SAME, ASK = 0.4, 1.5, 0.05, 2.0
_HUNDRED_THOUSAND = 100_000
_FEW = 20_000


def together(main: Path, transactions: int, repeat: int) -> Iterable[Line]:
    """Yield what a network's commands take beyond books that are opened or checked."""
    part = transactions / _HUNDRED_THOUSAND
    export = paraplu("network", "export", "2025", "--file", main)
    found = costs({"opened": paraplu("members", main), "export": export}, repeat)
    yield beyond(
        "paraplu network export", found["export"], found["opened"], EXPORT * part
    )
    folder = main.parents[1]
    check = costs({"check": paraplu("check", main, "--no-cache")}, repeat)["check"]
    nothing = costs({"help": paraplu("network", "lake", "--help")}, repeat)["help"]
    made, same = [], []
    for number in range(repeat):
        lake = folder.with_name(f"{folder.name}-lake-{number}")
        key = folder.with_name("network.key")
        call = paraplu("network", "lake", lake, f"one={main}", "--key", key)
        made.append(cost(call))
        same.append(cost(call))
    yield beyond("paraplu network lake", _middle(made), check, LAKE * part)
    yield beyond("  nothing changed", _middle(same), nothing, SAME)
    many = folder.with_name("many")
    coops = max(transactions // 2_000, 2)
    for number in range(coops):
        put(many, f"c{number:03}", min(_FEW, transactions), 60)
    ask = costs({"ask": paraplu("network", "indicators", many, "2025")}, repeat)["ask"]
    well = "ok" if ask.seconds <= ASK else "too much"
    what = f"paraplu network indicators, {coops} cooperatives"
    yield Line(what, *numbers(ask), "", f"{ASK} s", well)


def _middle(found: list[Cost]) -> Cost:
    return Cost(
        median(one.seconds for one in found), median(one.megabytes for one in found)
    )

"""The sample: the same books and the same seed give the same one, on every machine."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.papers.support import material_in, period
from tests.reports.papers.whole import audit_of, column, facts, rows

from paraplu.reports.papers.audit.costs import costs_in
from paraplu.reports.papers.audit.sample import SampleRule, draw, rule_of

ENTRIES = [
    f"""
2025-02-{day:02} * "Shop {day % 3}" "Thing {day}"
  Expenses:Members:L01:Costs  {day}.50 EUR
  Assets:Bank
"""
    for day in range(1, 21)
]
TWICE = """
2025-02-21 * "Twin"
  Expenses:Members:L01:Costs  5.00 EUR
  Expenses:Members:L01:Costs  5.00 EUR
  Assets:Bank
"""


def drawn(folder: Path, entries: list[str], seed: str, many: int = 5) -> list[str]:
    material = material_in(folder, "".join(entries))
    rule = SampleRule(seed, Decimal("18.50"), many)
    found = draw(costs_in(material, period("2025").span), rule)
    return [cost.transaction.narration for cost in found.drawn]


def test_it_is_this_one_on_every_machine(tmp_path: Path) -> None:
    """Worked out here once more, by hand: nothing but the SHA-256 decides."""

    def number(day: int) -> str:
        said = (
            f"2025-02-{day:02}\tExpenses:Members:L01:Costs\t{day}.50\t"
            f"Shop {day % 3}\tThing {day}"
        )
        return hashlib.sha256(f"bicycle\n{said}\n1".encode()).hexdigest()

    lowest = sorted(range(1, 18), key=number)[:5]
    expected = [f"Thing {day}" for day in sorted(lowest)]
    assert drawn(tmp_path, ENTRIES, "bicycle") == expected
    assert expected == ["Thing 3", "Thing 8", "Thing 9", "Thing 10", "Thing 12"]


def test_where_an_entry_stands_makes_no_difference(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a", ENTRIES, "x") == drawn(
        tmp_path / "b", ENTRIES[::-1], "x"
    )


def test_another_seed_draws_others(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a", ENTRIES, "x") != drawn(tmp_path / "b", ENTRIES, "y")


def test_costs_that_say_the_same_are_two(tmp_path: Path) -> None:
    material = material_in(tmp_path, TWICE)
    population = costs_in(material, period("2025").span)
    assert len(population) == 2
    assert len(draw(population, SampleRule("x", Decimal(100), 1)).drawn) == 1
    assert len(draw(population, SampleRule("x", Decimal(100), 9)).drawn) == 2


@pytest.mark.parametrize(
    ("above", "large"), [("18.50", 3), ("18.51", 2), ("0", 20), ("1000", 0)]
)
def test_all_from_the_amount_on_are_in_it(
    tmp_path: Path, above: str, large: int
) -> None:
    material = material_in(tmp_path, "".join(ENTRIES))
    paper = audit_of(material, "2025", SampleRule("x", Decimal(above), 0))
    assert facts(paper, "population")["large"] == str(large)
    assert len(rows(paper, "sample")) == large


def test_seed_rule_and_population_are_printed(tmp_path: Path) -> None:
    material = material_in(tmp_path, "".join(ENTRIES))
    paper = audit_of(material, "2025", SampleRule("blauwe fiets", Decimal(18), 4))
    assert facts(paper, "population") == {
        "seed": "blauwe fiets",
        "costs": "20",
        "amount": "220.00",
        "large": "3",
        "large_amount": "58.50",
        "drawn": "4",
        "drawn_amount": "21.00",
    }
    assert set(column(paper, "sample", "ticks").values()) == {"☐ ☐ ☐ ☐"}
    assert list(column(paper, "sample", "why").values()).count("large") == 3


def test_without_a_rule_it_is_what_needed_approval(tmp_path: Path) -> None:
    material = material_in(tmp_path, "".join(ENTRIES))
    assert rule_of(material, period("2025")) == SampleRule(
        "2025", Decimal("250.00"), 25
    )


def test_a_refund_of_much_is_looked_at_as_well(tmp_path: Path) -> None:
    ledger = """
2025-02-01 * "Shop" "Money back"
  Expenses:Coop:Rent  -300.00 EUR
  Assets:Bank
"""
    paper = audit_of(material_in(tmp_path, ledger), "2025")
    assert facts(paper, "population")["large"] == "1"

"""PF12: many cents that go the same way are not rounding."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from tests.rules.vocabularies import VOCABULARIES, findings_in, of
from tests.support import told, words

from paraplu.base.findings import Severity


def sales(days: int, each: int, *legs: str) -> str:
    """Return entries in March, on each of some days so many."""
    return "\n\n".join(
        "\n  ".join([f'2025-03-{day:02} * "Market" "Chairs"', *legs])
        for day in range(1, days + 1)
        for _ in range(each)
    )


def cents(amount: str, where: str = "Assets:Bank", paid: str = "60.00") -> list[str]:
    sold = f"{-float(paid) - float(amount):.2f}"
    return [
        f"{where}  {paid} EUR",
        f"Expenses:Coop:Rounding  {amount} EUR",
        f"Income:Members:L01:Sales  {sold} EUR",
    ]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("amount", ["0.05", "-0.05"])
def test_cents_that_add_up(tmp_path: Path, vocabulary: str, amount: str) -> None:
    ledger = sales(20, 2, *cents(amount))
    [finding] = of("PF12", findings_in(tmp_path, ledger, vocabulary=vocabulary))
    assert told([finding])[0].startswith("PF12 L01 0.45 ")
    assert words(finding) == (
        "2.00 of L01 was booked as rounding in 2025-03. That is 0.45 more than five "
        "cents a day."
    )


@pytest.mark.parametrize("where", ["Assets:Members:L01:Cash", "Assets:Cash"])
def test_cash_that_was_not_rounded_to_coins(tmp_path: Path, where: str) -> None:
    ledger = sales(27, 3, *cents("0.02", where, "60.01"))
    assert told(of("PF12", findings_in(tmp_path, ledger)))[0].startswith(
        "PF12 L01 0.07 "
    )


@pytest.mark.parametrize(
    "ledger",
    [
        pytest.param(sales(31, 1, *cents("0.05")), id="once a day"),
        pytest.param(
            sales(31, 5, *cents("0.02", "Assets:Members:L01:Cash")), id="a till"
        ),
        pytest.param(sales(31, 5, *cents("-0.02", "Assets:Cash")), id="coop's till"),
        pytest.param(
            sales(30, 3, *cents("0.04")) + "\n\n" + sales(30, 3, *cents("-0.04")),
            id="both ways",
        ),
        pytest.param(
            "\n\n".join(
                sales(30, 1, *cents("0.05")).replace("2025-03", f"2025-{month}")
                for month in ("04", "05", "06")
            ),
            id="over months",
        ),
        pytest.param(
            sales(31, 1, *cents("0.05"))
            + "\n\n"
            + sales(31, 1, *cents("0.05")).replace("L01", "L02"),
            id="of two members",
        ),
    ],
)
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_an_everyday_till(tmp_path: Path, ledger: str, vocabulary: str) -> None:
    assert of("PF12", findings_in(tmp_path, ledger, vocabulary=vocabulary)) == []


@pytest.mark.parametrize("amount", ["0.02", "-0.02", "0.01"])
def test_a_till_that_rounds_one_way(tmp_path: Path, amount: str) -> None:
    ledger = sales(31, 16, *cents(amount, "Assets:Members:L01:Cash", "5.00"))
    [finding] = of("PF12", findings_in(tmp_path, ledger))
    assert finding.severity is Severity.SIGNAL
    assert finding.amount == abs(496 * Decimal(amount))
    assert words(finding) == (
        f"In 2025-03 {finding.amount} of L01 was rounded in cash, in 496 entries that "
        "nearly all went the same way. A till rounds up as often as down."
    )


@pytest.mark.parametrize("each", [16, 100])
@pytest.mark.parametrize("seed", range(3))
def test_a_till_of_many_customers(tmp_path: Path, each: int, seed: int) -> None:
    """Prices end in any cent, and chance decides which way they are rounded."""
    chance = Random(seed)  # noqa: S311 - a till, no secret
    ways = ["-0.02", "-0.01", "0.01", "0.02"]
    ledger = "\n\n".join(
        sales(1, 1, *cents(chance.choice(ways), "Assets:Members:L01:Cash", "5.00"))
        for _ in range(31 * each)
    )
    assert of("PF12", findings_in(tmp_path, ledger)) == []


@pytest.mark.parametrize(
    "ledger",
    [
        pytest.param(sales(20, 2, *cents("0.05")), id="day by day"),
        pytest.param(
            sales(31, 20, *cents("0.02", "Assets:Members:L01:Cash")), id="a till"
        ),
    ],
)
def test_it_is_at_the_last_of_the_cents(ledger: str, tmp_path: Path) -> None:
    [finding] = of("PF12", findings_in(tmp_path, ledger))
    lines = ledger.splitlines()
    of_cents = [n for n, line in enumerate(lines, 1) if "Rounding" in line]
    assert finding.source.line == of_cents[-1]

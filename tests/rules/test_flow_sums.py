"""PF01 on prices: what Beancount lets out of balance, and what can't be counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.support import HEAD, report_on, told

from paraplu.base.language import Language

BEFORE = """\
2025-03-01 * "Own money, and dollars bought"
  Assets:Bank               -500.00 EUR
  Assets:Bank:Dollars        600.00 USD @@ 500.00 EUR

2025-03-02 * "Sale"
  Income:Members:L01:Sales  -300.00 EUR
  Assets:Members:L01:Cash    300.00 EUR

"""

HIDDEN = {
    "the board's lunch, each at the price of a dollar": (
        ["PF01 L01 200.00 3"],
        """\
2025-03-05 * "Lunch"
  Assets:Members:L01:Cash  -200.00 EUR @@ 1 USD
  Expenses:Coop:Lunch       200.00 EUR @@ 1 USD
""",
    ),
    "a hundred for one": (
        ["PF01 L01 99.00 2"],
        """\
2025-03-05 * "Wood"
  Assets:Members:L01:Cash     -100.00 EUR @@ 1.00 EUR
  Expenses:Members:L01:Costs     1.00 EUR
    receipt: "1.pdf"
""",
    ),
    "a sale for dollars that are worth nothing": (
        ["PF01 L01 100.00 2"],
        """\
2025-03-05 * "Sale"
  Income:Members:L01:Sales  -100.00 EUR @@ 120.00 USD
  Assets:Bank:Dollars        120.00 USD
""",
    ),
    "one leg at no price": (
        ["PF01 70.00 2"],
        """\
2025-03-05 * "Gone"
  Assets:Bank  -70.00 EUR @ 0 EUR
""",
    ),
    "cents of a ring that a single decimal lets pass": (
        ["PF01 L01 0.03 1"],
        """\
2025-03-05 * "Sale"
  Income:Members:L01:Sales  -100.0 EUR
  Assets:Bank                 99.97 EUR
""",
    ),
    "cents of a ring behind a price, told once": (
        ["PF01 L01 0.03 2"],
        """\
2025-03-05 * "Exchange"
  Assets:Members:L01:Cash  -0.03 EUR @@ 1 USD
  Assets:Bank:Dollars       1 USD
""",
    ),
    "dollars of a member, and of all that holds money": (
        ["PF01 L01 50.00 4"],
        """\
2025-03-05 * "To the members"
  Assets:Bank:Dollars      -60.00 USD @@ 50.00 EUR
  Assets:Bank              -50.00 EUR
  Assets:Members:L01:Cash   60.00 USD @@ 50.00 EUR
  Assets:Members:L02:Cash   50.00 EUR
""",
    ),
    "dollars spent by the cooperative without a price": (
        ["PF01 2"],
        """\
2025-03-05 * "Party"
  Assets:Bank:Dollars  -600.00 USD
  Expenses:Coop:Party   600.00 USD
""",
    ),
}

IN_SIGHT = {
    "dollars spent at what they came to": """\
2025-03-05 * "Hosting"
  Assets:Bank:Dollars    -60.00 USD @@ 50.00 EUR
  Expenses:Coop:Hosting   50.00 EUR
""",
    "dollars that only change place": """\
2025-03-05 * "To the card"
  Assets:Bank:Dollars  -60.00 USD
  Assets:Bank:Card      60.00 USD
""",
    "dollars that only change place, and euros of a member beside them": """\
2025-03-05 * "To the cash box, and the market"
  Assets:Bank:Dollars      -60.00 USD
  Assets:Clearing:Card      60.00 USD
  Assets:Members:L01:Cash  -50.00 EUR
  Assets:Cash               20.00 EUR
  Assets:Members:L01:Cash   30.00 EUR
""",
    "cents of the cooperative alone, which are no member's": """\
2025-03-05 * "Lunch"
  Expenses:Coop:Lunch   100.0 EUR
  Assets:Bank           -99.97 EUR
""",
    "a sale in dollars, priced on the bank": """\
2025-03-05 * "Sale"
  Income:Members:L01:Sales  -100.00 EUR
  Assets:Bank:Dollars        120.00 USD @@ 100.00 EUR
""",
    "a price that changes nothing": """\
2025-03-05 * "Wood"
  Assets:Members:L01:Cash     -100.00 EUR @ 1 EUR
  Expenses:Members:L01:Costs   100.00 EUR
    receipt: "1.pdf"
""",
    "hours of volunteers, which are no money": """\
2025-03-05 * "Helped at the fair"
  Expenses:Coop:Hours  8 HOURS
  Equity:Coop:Hours   -8 HOURS
""",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_price_hides(tmp_path: Path, name: str) -> None:
    expected, ledger = HIDDEN[name]
    assert _found(tmp_path, ledger) == expected


@pytest.mark.parametrize("name", IN_SIGHT)
def test_prices_that_hide_nothing(tmp_path: Path, name: str) -> None:
    assert _found(tmp_path, IN_SIGHT[name]) == []


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("main", "other", "example"),
    [
        ("EUR", "GBP", "120.00 USD @@ 100.00 EUR"),
        ("USD", "EUR", "120.00 EUR @@ 100.00 USD"),
        ("CHF", "USD", "120.00 USD @@ 100.00 CHF"),
    ],
)
def test_the_example_is_in_two_commodities(
    tmp_path: Path, main: str, other: str, example: str, language: str
) -> None:
    """Both where a price is missing and where there is one too many."""
    head = HEAD.replace('"EUR"', f'"{main}"')
    ledger = f"""\
2025-03-05 * "Party"
  Assets:Bank:Other    -600.00 {other}
  Expenses:Coop:Party   600.00 {other}

2025-03-06 * "Lunch"
  Assets:Members:L01:Cash  -200.00 {main} @@ 1 {other}
  Expenses:Coop:Lunch       200.00 {main} @@ 1 {other}
  Assets:Bank              -100.00 {main} @@ 1 {other}
  Assets:Bank:Other           1 {other}
"""
    found = report_on(tmp_path, ledger, head=head).verdict.findings
    hints = [Language(language).render(f.hint) for f in found if f.hint]
    told_so = [hint for hint in hints if "@@" in hint]
    assert len(told_so) == 2
    assert all(example in hint for hint in told_so)


def _found(folder: Path, ledger: str) -> list[str]:
    """Return the findings of PF01, with the lines of the entry itself."""
    head = HEAD + BEFORE
    files = {"1.pdf": "a receipt"}
    report = report_on(folder, ledger, head=head, files=files)
    found = [f for f in report.verdict.findings if f.code == "PF01"]
    before = head.count("\n")
    return told(
        [
            replace(f, source=f.source._replace(line=f.source.line - before))
            for f in found
        ]
    )


@pytest.mark.parametrize(("less", "expected"), [("0.005", ["PF01"]), ("0.004", [])])
def test_half_a_cent_of_a_ring_is_uneven_and_less_is_rounding(
    less: str, expected: list[str], tmp_path: Path
) -> None:
    ledger = f"""\
2025-03-05 * "Sale"
  Income:Members:L01:Sales  -100.0 EUR
  Assets:Bank                {100 - Decimal(less)} EUR
"""
    findings = report_on(tmp_path, ledger).verdict.findings
    assert [f.code for f in findings if f.code == "PF01"] == expected


@pytest.mark.parametrize(("amount", "expected"), [("0.005", ["PF01"]), ("0.004", [])])
def test_half_a_cent_is_hidden_and_less_is_rounding(
    amount: str, expected: list[str], tmp_path: Path
) -> None:
    ledger = f'2025-03-05 * "Gone"\n  Assets:Bank  -{amount} EUR @ 0 EUR\n'
    findings = report_on(tmp_path, ledger).verdict.findings
    assert [f.code for f in findings if f.code == "PF01"] == expected

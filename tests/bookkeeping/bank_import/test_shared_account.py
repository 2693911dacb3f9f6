"""A provider whose own account stands in everybody's statement, and on the bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.statements import IBAN
from tests.bookkeeping.bank_import.books import make_books, make_dutch, statement, take

from nl_banks import LineKind, Statement, StatementLine
from paraplu.check import check

SHARED = "NL30ABNA0524590958"
SETTLEMENT = "1234567.2502.01"


def line(number: int, day: int, amount: str, **rest: Any) -> StatementLine:  # noqa: ANN401 - fields
    """Return a line of a day in February 2025."""
    return StatementLine(
        number, dt.date(2025, 2, day), Decimal(amount), "EUR"
    )._replace(reference=f"m{number}", **rest)


PROVIDER = statement(
    "Mollie",
    SHARED,
    line(1, 3, "24.93", kind=LineKind.SALE, narration="Taart"),
    line(
        2,
        5,
        "-24.50",
        kind=LineKind.PAYOUT,
        payee="De Proeftuin",
        counterparty=IBAN,
        payment_reference=SETTLEMENT,
    ),
    line(3, 5, "-0.43", kind=LineKind.FEE, payee="Mollie B.V.", counterparty=IBAN),
)
BANK = statement(
    "ING",
    IBAN,
    line(
        9,
        6,
        "24.50",
        payee="Stichting Mollie Payments",
        counterparty=SHARED,
        narration=f"REF {SETTLEMENT}",
    ),
)


def prepare(folder: Path, make: Callable[[Path], Path], entry: str, name: str) -> Path:
    """Write books with an account for what stands with the provider."""
    main = make(folder)
    opened = f"2025-01-01 open {name} EUR\n"
    if make is make_dutch:
        entry, opened = (one.replace("Assets", "Activa") for one in (entry, opened))
        entry, opened = (
            one.replace("Clearing", "Kruisposten") for one in (entry, opened)
        )
    main.write_text(main.read_text("utf-8") + opened, "utf-8")
    register = folder / "members.yaml"
    said = register.read_text("utf-8")
    register.write_text(
        said.replace("  banks:\n", f"  banks:\n    - {entry}\n"), "utf-8"
    )
    return main


@pytest.mark.parametrize("make", [make_books, make_dutch])
@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ('{provider: Mollie, account: "Assets:Clearing:Web"}', "Assets:Clearing:Web"),
        (f'{{iban: {SHARED}, account: "Assets:Bank:Web"}}', "Assets:Bank:Web"),
        (f'{{iban: {SHARED}, account: "Assets:Clearing:Web"}}', "Assets:Clearing:Web"),
    ],
)
@pytest.mark.parametrize("order", [*permutations([PROVIDER, BANK])], ids=["pb", "bp"])
def test_both_sides_meet_by_the_settlement(
    tmp_path: Path,
    make: Callable[[Path], Path],
    entry: str,
    name: str,
    order: tuple[Statement, Statement],
) -> None:
    main = prepare(tmp_path, make, entry, name)
    plans = [take(tmp_path, one) for one in order * 2]
    assert [sum(len(r.new) for r in plan.results) for plan in plans[2:]] == [0, 0]
    new = {
        one.line.key: one.allocation
        for plan in plans
        for result in plan.results
        for one in result.new
    }
    assert "no transfer" in new["m3"].why.template
    days = check(main).books.days
    held = {account.name: sum(each.values()) for account, each in days.items()}
    waiting = next(v for k, v in held.items() if "Unallocated" in k or "NogTe" in k)
    assert waiting == Decimal("0.43")
    own = [k for k in held if "Clearing" in k or "Kruisposten" in k or "Web" in k]
    assert [held[k] for k in own if "Unallocated" not in k and "NogTe" not in k] == [
        0
    ] * (len(own) - 1)


def test_what_another_shop_pays_back_is_no_payout(tmp_path: Path) -> None:
    entry = f'{{iban: {SHARED}, account: "Assets:Bank:Web"}}'
    prepare(tmp_path, make_books, entry, "Assets:Bank:Web")
    back = statement(
        "ING",
        IBAN,
        line(
            9,
            6,
            "24.50",
            payee="Stg Mollie Payments",
            counterparty=SHARED,
            narration="Retour bestelling 17",
        ),
    )
    (result,) = take(tmp_path, back).results
    assert result.new[0].allocation.account == "Assets:Clearing:Unallocated"

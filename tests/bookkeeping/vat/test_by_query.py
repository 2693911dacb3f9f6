"""Every amount of a return, against what Beancount's own queries add up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader
from beanquery.query import run_query
from tests.bookkeeping.vat.small import period, vat_in

from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.returns import vat_return

if TYPE_CHECKING:
    from pathlib import Path

# What was sold or bought, by code: how much, and the rate.
_SOLD = {
    "high": "0.21",
    "low": "0.09",
    "zero": "0",
    "exempt": "0",
    "reversed": "0",
    "eu": "0",
    "export": "0",
    "outside": "0",
}
_BOXES = {
    "1a": ("high",),
    "1b": ("low",),
    "1e": ("zero",),
    "3a": ("export",),
    "3b": ("eu", "reversed"),
}


def _ledger() -> str:
    entries = []
    for month, net in enumerate(("123.45", "67.89", "1010.10", "50.55"), 1):
        for day, (code, rate) in enumerate(_SOLD.items(), 1):
            tax = round(Decimal(net) * Decimal(rate), 2)
            entries.append(
                f"""\
2025-{month:02}-{day:02} * "Sale"
  vat-id: "DE136695976"
  Assets:Bank    {Decimal(net) + tax} EUR
  Income:Members:L0{1 + day % 2}:Sales    -{net} EUR
    vat: "{code}"
"""
                + (
                    f"  Liabilities:VAT:{code.capitalize()}    -{tax} EUR\n"
                    if tax
                    else ""
                )
            )
        tax = round(Decimal(net) * Decimal("0.21"), 2)
        entries.append(f"""\
2025-{month:02}-20 * "Bought"
  Expenses:Coop:Office    {net} EUR
  Assets:VAT    {tax} EUR
  Assets:Bank

2025-{month:02}-21 * "Bought in Germany"
  Expenses:Coop:Office    {net} EUR
    vat: "eu"
  Assets:Bank    -{net} EUR
  Assets:VAT    {tax} EUR
  Liabilities:VAT:Owed    -{tax} EUR
""")
    return "\n".join(entries)


def test_each_box_is_what_a_query_adds_up(tmp_path: Path) -> None:
    _, found = vat_in(tmp_path, _ledger())
    assert found.unclear == ()
    own = vat_return(found, period("2025-Q1")).own
    main = tmp_path / "ledger" / "main.beancount"
    entries, _errors, options = loader.load_file(str(main))
    assert entries

    def total(where: str) -> Decimal:
        query = (
            f"SELECT sum(number) WHERE {where} "
            "AND date >= 2025-01-01 AND date <= 2025-03-31"
        )
        _, rows = run_query(entries, options, query)
        return rows[0][0] if rows and rows[0][0] is not None else ZERO

    for box, codes in _BOXES.items():
        base = sum(
            (total(f"account ~ ':Sales$' AND meta('vat') = '{one}'") for one in codes),
            ZERO,
        )
        tax = sum(
            (total(f"account = 'Liabilities:VAT:{one.capitalize()}'") for one in codes),
            ZERO,
        )
        assert base < 0
        assert own[box] == (-base, -tax)
    bought = total("account ~ 'Office' AND meta('vat') = 'eu'")
    assert own["4b"] == (bought, -total("account = 'Liabilities:VAT:Owed'"))
    assert own["5b"] == (ZERO, total("account = 'Assets:VAT'"))
    assert set(own) == {*_BOXES, "4b", "5b"}

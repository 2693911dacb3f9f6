"""Small books with VAT, and what the return over a period makes of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support import MEMBERS, report_on

from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.returns import Vat, VatReturn, vat_of, vat_return

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.bookkeeping.vat.boxes import Boxes
    from paraplu.check import Report


def period(text: str) -> Period:
    found = Period.read(text)
    assert found
    return found


def vat_in(folder: Path, ledger: str, vat: str = "") -> tuple[Report, Vat]:
    """Return the check of a ledger, and its VAT; `vat` is what the register says."""
    members = f"vat: {vat}\n{MEMBERS}" if vat else MEMBERS
    report = report_on(folder, ledger, members=members)
    return report, vat_of(report.books, report.register)


def return_in(
    folder: Path, ledger: str, over: str = "2025-Q1", vat: str = ""
) -> VatReturn:
    """Return the return over a period; an AssertionError where something is unclear."""
    _, found = vat_in(folder, ledger, vat)
    assert [one.doubt.name for one in found.unclear] == []
    return vat_return(found, period(over))


def told(boxes: Boxes) -> dict[str, tuple[str, str]]:
    """Return boxes as text, to compare them."""
    return {box: (f"{base:.2f}", f"{tax:.2f}") for box, (base, tax) in boxes.items()}


def sale(
    day: str, net: str, tax: str, *, member: str = "L01", extra: str = "", by: str = ""
) -> str:
    """Return the entry of a sale that is paid at once, or by another account."""
    price = Decimal(net) + Decimal(tax)
    return f"""\
{day} * "Sale"
{extra}  {by or "Assets:Bank"}    {price} EUR
  Income:Members:{member}:Sales    -{net} EUR
  Liabilities:VAT    -{tax} EUR

"""

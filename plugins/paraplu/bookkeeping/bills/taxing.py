"""How VAT treats what a bill is for: its code, what is deducted, and what is owed.

Art. 15 Wet OB: what another firm charged is deducted as it stands on the bill. Art. 12
lid 2, 3 and 5 and art. 17a: what is reverse-charged, and what comes from another EU
country, is owed by the buyer and deducted at once. VAT of another country is no VAT of
the Dutch return: it is a part of the price.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.dutch_law import EU_COUNTRIES, VAT_CODES, standard_vat
from paraplu.base.language import PlainNumber, say
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.bills.model import HOME, UnreadableBill

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.bookkeeping.bills.model import Bill, TaxGroup

_RATES = ("high", "low")
# The supplier leaves VAT to the buyer: reverse charge, goods in the EU, export; and
# what is outside the VAT of the supplier's own country.
_LEFT_TO_US = frozenset({"AE", "K", "G", "O"})
_FREE = {"E": "exempt", "Z": "zero"}


@dataclass(frozen=True)
class Taxed:
    """A part of a bill by the code of VAT it has in the books; empty for none.

    `cost` is what it costs, `deducted` input VAT, and `owed` what we owe ourselves; in
    EUR, below nil of a credit note.
    """

    code: str
    cost: Decimal
    deducted: Decimal = ZERO
    owed: Decimal = ZERO


def taxed(bill: Bill, *, small: bool) -> list[Taxed]:
    """Return the parts of a bill, those with one code together.

    `small` is under the scheme for small businesses: nothing is deducted (art. 25 lid 3
    Wet OB). UnreadableBill where the VAT is none that can be.
    """
    parts = [_part(group, bill, small=small) for group in bill.groups]
    found: dict[str, Taxed] = {}
    for part in parts:
        old = found.get(part.code, Taxed(part.code, ZERO))
        found[part.code] = Taxed(
            part.code,
            old.cost + part.cost,
            old.deducted + part.deducted,
            old.owed + part.owed,
        )
    return [part for part in found.values() if part.cost or part.deducted]


def is_foreign(bill: Bill) -> bool:
    """Tell whether a bill has VAT of another country on it."""
    abroad = bill.seller.taxed_in != HOME
    return abroad and any(group.tax for group in bill.groups)


def _part(group: TaxGroup, bill: Bill, *, small: bool) -> Taxed:
    country = bill.seller.taxed_in
    code = _left_to_us(group, country)
    if code and small:
        raise UnreadableBill(
            say(
                "The VAT on this bill is for you to pay ({code}), and under the small "
                "businesses scheme you cannot deduct it. Book it by hand.",
                code=code,
            )
        )
    if code:
        tax = in_cents(group.net * standard_vat(bill.vat_day))
        return Taxed(code, group.net, tax, tax)
    if country != HOME or small:
        return Taxed("", group.net + group.tax)
    if not group.rate:
        return Taxed(_FREE.get(group.category, ""), group.net)
    return Taxed(level_of(group.rate, bill.vat_day), group.net, group.tax)


def _left_to_us(group: TaxGroup, country: str) -> str:
    if group.category not in _LEFT_TO_US or group.tax:
        return ""
    if country == HOME:
        return "reversed" if group.category == "AE" else ""
    return "eu" if country in EU_COUNTRIES else "import"


def level_of(rate: Decimal, day: dt.date) -> str:
    """Return the code of a rate; UnreadableBill where the Netherlands had none such."""
    for code in _RATES:
        if VAT_CODES[code].rate(day) == rate:
            return code
    raise UnreadableBill(
        say(
            "{rate} is not a Dutch rate of VAT on {day}.",
            rate=PlainNumber(rate * 100, "%"),
            day=day,
        )
    )


def total_owed(parts: Iterable[Taxed]) -> Decimal:
    """Return the VAT that we owe ourselves, in EUR."""
    return sum((part.owed for part in parts), ZERO)

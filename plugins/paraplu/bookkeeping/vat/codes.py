"""Codes of VAT: how a code is spelled, and the box of the return that follows from it.

A code stands in `vat:` on a posting, or on the transaction for all its postings. The
boxes are the "rubrieken" of the Dutch return (aangifte omzetbelasting).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.dutch_law import (
    EU_COUNTRIES,
    GOODS_ONLY,
    MARGIN_RATES,
    REDUCED_VAT,
    STANDARD_VAT,
    VAT_CODES,
    rate_on,
    standard_vat,
)
from paraplu.base.language import Message, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


INPUT = "5b"
# What falls outside the return: exempt turnover is not asked for.
NOWHERE = ""
BOXES: Mapping[str, Message] = {
    "1a": say("supplies at the standard rate"),
    "1b": say("supplies at the lower rate"),
    "1c": say("supplies at other rates"),
    "1d": say("private use"),
    "1e": say("supplies at 0%, or not taxed with you"),
    "2a": say("VAT reverse-charged to you"),
    "3a": say("goods to outside the EU"),
    "3b": say("goods and services to EU countries"),
    "3c": say("installations and distance sales in the EU"),
    "4a": say("bought from outside the EU"),
    "4b": say("bought from EU countries"),
    "5a": say("VAT due"),
    "5b": say("input VAT"),
    "5c": say("VAT due minus input VAT"),
    "5g": say("to pay or to get back"),
}
# The boxes whose VAT is owed.
OWED = ("1a", "1b", "1c", "1d", "2a", "4a", "4b")

_REVERSED_BUYING = {"reversed": "2a", "eu": "4b", "import": "4a"}
# The boxes of VAT that a buyer owes.
BUYING = frozenset(_REVERSED_BUYING.values())
SALE_CODES = frozenset(VAT_CODES)
PURCHASE_CODES = frozenset({*VAT_CODES, "import"}) - {"export", "outside"}
# Of what is sold so, only the margin is taxed, at the rate of the good.
MARGINS = frozenset(MARGIN_RATES)
# Under the scheme for small businesses, and on no other day.
SMALL = "kor"

# Services to firms outside the EU, which are taxed there.
OUTSIDE = "outside"
_NOT_ASKED_FOR = dict.fromkeys(("exempt", SMALL, OUTSIDE), NOWHERE)
_FIXED = {"zero": "1e", "eu": "3b", "export": "3a", **_NOT_ASKED_FOR}

# What people write instead of a code.
_MEANT = {
    **dict.fromkeys(("hoog", "standard", "normaal", "algemeen"), "high"),
    **dict.fromkeys(("laag", "reduced", "verlaagd"), "low"),
    **dict.fromkeys(("logies", "accommodation"), "lodging"),
    **dict.fromkeys(("nul", "nultarief", "nil"), "zero"),
    **dict.fromkeys(("vrijgesteld", "vrij", "none", "geen"), "exempt"),
    **dict.fromkeys(("verlegd", "reverse", "reverse-charge"), "reversed"),
    **dict.fromkeys(("marge", "margeregeling"), "margin"),
    **dict.fromkeys(("icl", "ic", "intracommunautair", "icp"), "eu"),
    **dict.fromkeys(("uitvoer",), "export"),
    **dict.fromkeys(("invoer",), "import"),
}
_PERCENT = Decimal(100)


class TaxOption(NamedTuple):
    """One way in which an amount may be taxed: its box, and its rate as a fraction."""

    box: str
    rate: Decimal
    code: str


@cache
def inferred(day: dt.date) -> tuple[TaxOption, ...]:
    """Return how a sale may be taxed that says no code but carries VAT."""
    return (_at_rate("high", day), _at_rate("low", day))


@cache
def sale_options(code: str, day: dt.date, *, abroad: bool) -> tuple[TaxOption, ...]:
    """Return how a sale with a code is taxed.

    A service that is reversed to a firm in another EU country is `abroad`.
    """
    if code == "reversed":
        return (TaxOption("3b" if abroad else "1e", Decimal(0), code),)
    if code in MARGINS:
        return (_of_rate(rate_on(MARGIN_RATES[code], day), code, day),)
    if code in _FIXED:
        return (TaxOption(_FIXED[code], Decimal(0), code),)
    return (_at_rate(code, day),)


@cache
def reversed_options(code: str, day: dt.date) -> tuple[TaxOption, ...]:
    """Return how a purchase is taxed whose VAT the buyer owes; none where he does not.

    The rate is that of what was bought: the standard or the lower one.
    """
    box = _REVERSED_BUYING.get(code)
    if box is None:
        return ()
    return tuple(TaxOption(box, option.rate, code) for option in inferred(day))


def purchase_rate(code: str, day: dt.date) -> Decimal | None:
    """Return the rate at which a supplier charged VAT; None where the buyer owes it."""
    return None if code in _REVERSED_BUYING else VAT_CODES[code].rate(day)


def other_days(code: str) -> tuple[dt.date, ...]:
    """Return days of which each had other rates, to recognise an old or coming one."""
    known = VAT_CODES.get(code)
    return tuple(start for start, _ in known.rates) if known else ()


def _at_rate(code: str, day: dt.date) -> TaxOption:
    return _of_rate(VAT_CODES[code].rate(day), code, day)


def _of_rate(rate: Decimal, code: str, day: dt.date) -> TaxOption:
    return TaxOption("1a" if rate == standard_vat(day) else "1b", rate, code)


def meant(written: Any, day: dt.date) -> str:  # noqa: ANN401 - metadata is of any type
    """Return the code that someone meant by what is no code; empty where none can be.

    A rate is spelled `21`, `21%` and `0.21`; a code says why, which a rate cannot.
    """
    word = str(written).strip().casefold()
    if word in PURCHASE_CODES | SALE_CODES:
        return word
    if word in _MEANT:
        return _MEANT[word]
    try:
        rate = Decimal(word.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        return ""
    if not rate.is_finite():
        return ""
    if "%" in word or abs(rate) >= 1:
        rate /= _PERCENT
    if not rate:
        return "zero"
    rates = {option.rate: option.code for option in inferred(day)}
    old = {rate: "low" for _, rate in REDUCED_VAT} | {
        rate: "high" for _, rate in STANDARD_VAT
    }
    return rates.get(rate) or old.get(rate, "")


def in_other_eu_country(vat_id: str, *, goods: bool = False) -> bool:
    """Tell whether a VAT number is of another EU country; Greece writes EL.

    For goods Northern Ireland counts as one.
    """
    if goods and vat_id[:2].upper() == GOODS_ONLY:
        return True
    country = vat_id[:2].upper().replace("EL", "GR")
    return country in EU_COUNTRIES - {"NL"}

"""VAT: its rates, what an invoice has to say of it, and its limits and terms.

"Wet OB" is the Wet op de omzetbelasting 1968. Its Tabel I lists what the lower rate is
for, its Tabel II what is taxed at nil; each figure counts as the law read from that
day.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.dates import Month, shifted
from paraplu.base.dutch_law.dated import Dated, followed_by, rate_on
from paraplu.base.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping

# The highest rate of VAT in force from a day on: art. 9 lid 1 Wet OB.
STANDARD_VAT: Dated = (
    (dt.date(1992, 10, 1), Decimal("0.175")),
    (dt.date(2001, 1, 1), Decimal("0.19")),
    (dt.date(2012, 10, 1), Decimal("0.21")),
)
# The rate of Tabel I: art. 9 lid 2 onder a Wet OB; 9 % by the Belastingplan 2019.
REDUCED_VAT: Dated = (
    (dt.date(1986, 10, 1), Decimal("0.06")),
    (dt.date(2019, 1, 1), Decimal("0.09")),
)
# Turnover in a calendar year up to which a firm may use the scheme for small
# businesses: art. 25 lid 1 Wet OB, from 2020.
KOR_LIMIT: Dated = ((dt.date(2020, 1, 1), Decimal(20_000)),)
# A correction up to this amount goes with the next return, a larger one needs a
# supplement (suppletie) within so many days after it was found: art. 10a AWR and
# art. 15 Uitvoeringsbesluit OB, the term from 2025.
SUPPLEMENT_FROM, SUPPLEMENT_TERM = Decimal(1000), 8 * 7
# A stay for a short time left Tabel I (post b 11) by the Belastingplan 2025; a bare
# pitch for a tent did not. The day of the stay counts, not that of the payment.
LODGING_VAT = followed_by(REDUCED_VAT, dt.date(2026, 1, 1), STANDARD_VAT)
_NIL: Dated = ((dt.date(1969, 1, 1), Decimal(0)),)


class VatCode(Struct, frozen=True):
    """How VAT treats a sale.

    `category` is what the European norm for invoices calls it (EN 16931, code list
    UNTDID 5305), and `mention` what the invoice has to say of it (art. 35a lid 1
    Wet OB, onder j to m).
    """

    name: str
    category: str
    rates: Dated
    label: Message
    mention: Message | None = None

    def rate(self, day: dt.date) -> Decimal:
        """Return the rate in force on a day as a fraction: 0.21 for 21 %."""
        return rate_on(self.rates, day)

    @property
    def needs_vat_id(self) -> bool:
        """Tell whether the invoice must have the customer's VAT number.

        Art. 35a lid 1 onder d Wet OB.
        """
        return self.category in {"AE", "K"}


_MARGIN_SAID = say("Margin scheme – second-hand goods")
_CODES = (
    VatCode("high", "S", STANDARD_VAT, say("standard rate")),
    VatCode("low", "S", REDUCED_VAT, say("lower rate")),
    VatCode("lodging", "S", LODGING_VAT, say("accommodation")),
    # Tabel II: art. 9 lid 2 onder b.
    VatCode("zero", "Z", _NIL, say("zero rate")),
    VatCode(
        "exempt",
        "E",
        _NIL,
        say("exempt"),
        say("Exempt from VAT: article 11 of the Wet op de omzetbelasting 1968."),
    ),
    VatCode(
        "kor",
        "E",
        _NIL,
        say("small businesses scheme"),
        say(
            "Exempt from VAT: small businesses scheme, article 25 of the Wet op de "
            "omzetbelasting 1968."
        ),
    ),
    VatCode(
        "margin",
        "E",
        _NIL,
        say("margin scheme"),
        # These words are the law's: art. 35a lid 1 onder m, by art. 28b.
        _MARGIN_SAID,
    ),
    # The same for goods of Tabel I, such as books.
    VatCode("margin-low", "E", _NIL, say("margin scheme"), _MARGIN_SAID),
    # Art. 12 lid 2, 3 and 5, and the services of art. 6 lid 1 to firms in the EU.
    VatCode("reversed", "AE", _NIL, say("reverse charge"), say("VAT reverse charged.")),
    VatCode(
        "eu",
        "K",
        _NIL,
        say("goods to another EU country"),
        say("Intra-Community supply of goods: Tabel II, a.6, VAT at 0%."),
    ),
    VatCode(
        "export",
        "G",
        _NIL,
        say("goods to outside the EU"),
        say("Export of goods: Tabel II, a.2, VAT at 0%."),
    ),
    # Art. 6 lid 1: taxed where the customer is, so that no box here asks for it.
    VatCode(
        "outside",
        "O",
        _NIL,
        say("services to businesses outside the EU"),
        say("Taxed where the customer is: article 6 of the Wet op de omzetbelasting."),
    ),
)
# The rate of the margin is that of the good (art. 28b to 28i Wet OB). The customer is
# charged a price, and no VAT that an invoice may tell.
MARGIN_RATES: Mapping[str, Dated] = MappingProxyType(
    {"margin": STANDARD_VAT, "margin-low": REDUCED_VAT}
)
VAT_CODES: Mapping[str, VatCode] = MappingProxyType({c.name: c for c in _CODES})

# The member states: what goes there is no export. Art. 2a lid 1 Wet OB.
EU_COUNTRIES = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR"),
        *("HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI"),
        "SK",
    )
)
# Northern Ireland is in the EU for goods alone, by numbers that begin with these
# letters: Protocol on Ireland and Northern Ireland, art. 8 and annex 3.
GOODS_ONLY = "XI"
# Up to this amount with VAT an invoice may be simplified: art. 34d lid 1 Wet OB.
SIMPLIFIED_UP_TO = Decimal(100)
# An invoice is issued no later than this day of the month after the delivery:
# art. 34g Wet OB.
LAST_DAY_TO_ISSUE = 15


@cache  # every sale asks for it, and there are few days
@cache
def standard_vat(day: dt.date) -> Decimal:
    """Return the highest VAT rate of a day as a fraction: 0.21 for 21 %."""
    return rate_on(STANDARD_VAT, day)


def kor_limit(year: int) -> Decimal:
    """Return the turnover up to which the scheme for small businesses goes, in EUR."""
    return rate_on(KOR_LIMIT, dt.date(year, 12, 31))


def last_day_to_issue(delivered: dt.date) -> dt.date:
    """Return the last day on which what was delivered then can be invoiced in time."""
    return shifted(Month.of(delivered).last, LAST_DAY_TO_ISSUE)

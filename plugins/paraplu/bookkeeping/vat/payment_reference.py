"""The reference by which the tax office knows the payment of a VAT return.

It is on the yearly letter with the payment references, and in the portal. It is made of
the VAT number of a legal person, which is its RSIN, and of the period; its first digit
checks the others (Betaalvereniging, specification of the Dutch payment reference).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.identifiers import check_digit
from paraplu.base.periods import PeriodLength

if TYPE_CHECKING:
    from paraplu.base.periods import Period

_VAT_ID = re.compile(r"NL(\d{8})\dB(\d\d)", re.ASCII)
# Turnover tax among the taxes, and the code of a whole year among the periods.
_TURNOVER_TAX, _YEAR = "1", "40"


def payment_reference(vat_id: str, period: Period) -> str:
    """Return the 16 digits of the payment of a return; empty without a VAT number.

    A month has its number, a quarter 20 more than its first month.
    """
    found = _VAT_ID.fullmatch(vat_id)
    if not found:
        return ""
    code = f"{period.first.month:02}"
    if period.span is PeriodLength.QUARTER:
        code = str(period.first.month + 20)
    elif period.span is PeriodLength.YEAR:
        code = _YEAR
    digits = f"{found[1]}{_TURNOVER_TAX}{period.year % 10}{found[2]}{code}0"
    return check_digit(digits) + digits

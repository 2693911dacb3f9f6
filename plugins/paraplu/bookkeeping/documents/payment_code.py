"""The payment code: a QR that the app of a bank fills a transfer in from.

EPC069-12, version 2: a SEPA credit transfer with a structured reference.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from segno import helpers

if TYPE_CHECKING:
    from decimal import Decimal

# EPC069-12 has room for no more of a name.
_LONGEST_NAME = 70


def payment_code(name: str, iban: str, amount: Decimal, reference: str) -> str:
    """Return the code as SVG; the amount in EUR, from 0.01 to 999,999,999.99."""
    code = helpers.make_epc_qr(
        name=name[:_LONGEST_NAME],
        iban=iban,
        amount=amount,
        reference=reference,
        encoding="utf-8",
    )
    out = io.BytesIO()
    code.save(out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue().decode()

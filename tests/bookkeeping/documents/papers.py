"""Invoices for tests of documents, of any lines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from paraplu.base.dutch_law import VAT_CODES
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.model import (
    Address,
    Customer,
    Discount,
    Invoice,
    InvoiceLine,
)
from paraplu.register.membership import DayRange
from paraplu.register.model import Cooperative

DAY = dt.date(2026, 3, 5)
COOPERATIVE = Cooperative(
    "Coöperatie De Proeftuin U.A.",
    "12345678",
    "NL001234560B01",
    "NL91ABNA0417164300",
    {"street": "Voorbeeldstraat 1", "postcode": "1234 AB", "city": "Voorbeeldstad"},
    ("Taartenatelier Zoet",),
)
FIRM = Customer(
    "linde",
    "Zorgcentrum De Linde",
    Address("Lindelaan 12", "1234 CD", "Voorbeeldstad"),
    kvk="87654321",
    vat_id="NL123456782B90",
)
OFFICE = Customer(
    "gemeente",
    "Gemeente Voorbeeldstad",
    Address("Raadhuisplein 1", "1234 AA", "Voorbeeldstad"),
    oin="00000001234567890000",
)
ABROAD = Customer(
    "atelier",
    "Atelier Köln GmbH",
    Address("Domstraße 3", "50667", "Köln", "DE"),
    vat_id="DE136695976",
    email="rechnung@example.invalid",
)


def line(
    price: str,
    vat: str = "low",
    quantity: str = "1",
    discount: Discount | None = None,
    what: str = "Gebak",
) -> InvoiceLine:
    """Return a line of an invoice."""
    return InvoiceLine(
        what, Decimal(quantity), Decimal(price), VAT_CODES[vat], "stuks", discount
    )


def invoice(
    *lines: InvoiceLine,
    language: str = "nl",
    credits: str = "",
    trade_name: str = "Taartenatelier Zoet",
    note: str = "",
) -> Invoice:
    """Return an issued invoice over these lines."""
    return Invoice(
        member="L02",
        lines=lines,
        delivered=DayRange(DAY, DAY),
        customer="linde",
        trade_name=trade_name,
        reference="PO-4711",
        terms=14,
        language=language,
        note=note,
        number="2026-0012",
        issued=DAY,
        credits=credits,
    )


def _amounts(most: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=places, allow_nan=False, allow_infinity=False)


_RATES = st.decimals(0, 1, places=4).map(lambda rate: Discount(rate, is_rate=True))
# Codes that one customer can have together.
_CODES = st.sampled_from(("high", "low", "lodging", "zero", "exempt", "kor", "margin"))
_LINES = st.builds(
    lambda quantity, price, vat, discount: line(
        str(price), vat, str(quantity), discount
    ),
    st.decimals("0.001", 9999, places=3),
    _amounts(9999, 4),
    _CODES,
    st.none() | _RATES,
)
ANY_LINES = (
    st.lists(_LINES, min_size=1, max_size=12)
    .map(tuple)
    .filter(lambda lines: totals_of(invoice(*lines)).payable > 0)
)
